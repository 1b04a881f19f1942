//! Objects and unions.

use super::{Change, Changes, Item, below, changed, content, each, forgotten, renamed, rules, unknown, within};
use crate::operator::Operator;

/// A name that no message has.
const UNUSED: &str = "\u{e000}";

/// `id,?name(maxLength(64),alias(title),xml(attribute))`
pub(super) fn fields(items: &[Item]) -> Changes {
    each(items, field)
}

fn field(item: &Item) -> Changes {
    // The declaration keeps its field, so that the place stays.
    let dropped = Item::new(UNUSED).marked(Some('?'));
    let mut all = vec![
        below(&item.word, changed(Operator::DropField, "", dropped)),
        renamed(Operator::ChangeWireName, item, UNUSED),
        below(&item.word, need(item)),
    ];
    all.extend(within(item, &item.word, |item| match item.word.as_str() {
        "alias" => within(item, "alias", |name| Ok(vec![forgotten(Operator::ForgetLeniency, name)])),
        "xml" => content::xml(item),
        _ => rules::rule(item).unwrap_or_else(|| unknown(item)),
    })?);
    Ok(all)
}

/// What may be absent is demanded, and what may not may.
pub(super) fn need(item: &Item) -> Change {
    match item.mark {
        Some('?') => changed(Operator::DemandOptional, "", item.clone().marked(None)),
        _ => changed(Operator::SkipConstraint, "required", item.clone().marked(Some('?'))),
    }
}

/// `keep,minProperties(1),bare(0,array,item)`
pub(super) fn facts(items: &[Item]) -> Changes {
    each(items, |item| match item.word.as_str() {
        "keep" => {
            Ok(vec![Change { place: vec!["additionalProperties".into()], ..forgotten(Operator::DropField, item) }])
        }
        "refuse" => {
            Ok(vec![Change { place: vec!["additionalProperties".into()], ..forgotten(Operator::SkipConstraint, item) }])
        }
        "bare" => within(item, "bare", |item| match item.word.as_str() {
            "array" | "item" => Ok(vec![forgotten(Operator::ForgetLeniency, item)]),
            place if place.parse::<usize>().is_ok() => Ok(Vec::new()),
            _ => unknown(item),
        }),
        _ => rules::rule(item).unwrap_or_else(|| unknown(item)),
    })
}

/// `number|string(maxLength(3)),object(tag(device,desk))`
pub(super) fn alternatives(items: &[Item]) -> Changes {
    each(items, |item| {
        let kinds: Vec<&str> = item.word.split('|').collect();
        let mut all = Vec::new();
        for kind in &kinds {
            match *kind {
                "any" | "null" | "boolean" | "number" | "string" | "array" | "object" => {
                    let others: Vec<&str> = kinds.iter().copied().filter(|other| other != kind).collect();
                    let word = if others.is_empty() { "none".to_owned() } else { others.join("|") };
                    all.push(changed(Operator::LoseAlternative, kind, Item { word, ..item.clone() }));
                }
                "none" => {}
                _ => return unknown(item),
            }
        }
        all.extend(within(item, &item.word, |item| match item.word.as_str() {
            "tag" => within(item, "tag", |tag| Ok(vec![renamed(Operator::LoseAlternative, tag, "x")])),
            _ => rules::rule(item).unwrap_or_else(|| unknown(item)),
        })?);
        Ok(all)
    })
}

/// `discriminator(kind)`
pub(super) fn discriminator(items: &[Item]) -> Changes {
    each(items, |item| match item.word.as_str() {
        "discriminator" => within(item, "discriminator", |name| Ok(vec![renamed(Operator::ChangeWireName, name, "x")])),
        _ => unknown(item),
    })
}
