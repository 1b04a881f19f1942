//! The constraints of a text come in; a text within them goes out.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::Value;

use super::Wish;
use crate::ir::Constraints;

/// A text: a plain one, or one that is made of its pattern.
pub(super) fn plain(rules: &Constraints, wish: Wish) -> Option<Value> {
    let least = usize::try_from(rules.min_length.unwrap_or(0)).ok().filter(|least| *least <= 4096)?;
    let most = usize::try_from(rules.max_length.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    if let Some(pattern) = &rules.pattern {
        let hir = regex_syntax::parse(&pattern.regex).ok()?;
        let length = |text: &String| (least..=most).contains(&text.chars().count());
        // Items of one array should differ, so each takes one that is longer.
        let texts = (0..=least.max(8) + wish.item).map(|more| written(&hir, more)).filter(length);
        return texts.take(wish.item + 1).last().map(Value::from);
    }
    let text = match (wish.all, wish.ascii) {
        (true, false) => format!("Grüße & {}% = /?#+", wish.item),
        (true, true) => format!("Text number {}", wish.item),
        (false, _) => "text".to_owned(),
    };
    let text: String =
        text.chars().chain(std::iter::repeat('x')).take(least.max(text.chars().count()).min(most)).collect();
    Some(text.trim_end().to_owned())
        .filter(|text| text.chars().count() >= least.max(usize::from(wish.as_text)))
        .map(Value::from)
}

/// A text that a pattern matches, where what may be repeated is repeated `more` times over.
fn written(hir: &Hir, more: usize) -> String {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => String::new(),
        HirKind::Literal(literal) => String::from_utf8_lossy(&literal.0).into_owned(),
        HirKind::Class(Class::Unicode(class)) => usual(class.ranges().iter().map(|range| (range.start(), range.end()))),
        HirKind::Class(Class::Bytes(class)) => {
            usual(class.ranges().iter().map(|range| (range.start().into(), range.end().into())))
        }
        HirKind::Repetition(repetition) => {
            let unit = written(&repetition.sub, more);
            let most = repetition.max.map_or(usize::MAX, |most| most as usize);
            // Repetitions within repetitions would grow beyond all bounds.
            let most = most.min(8192 / unit.len().max(1) + 1);
            unit.repeat((repetition.min as usize + more).min(most))
        }
        HirKind::Capture(capture) => written(&capture.sub, more),
        HirKind::Concat(parts) => parts.iter().map(|part| written(part, more)).collect(),
        HirKind::Alternation(parts) => parts.first().map(|part| written(part, more)).unwrap_or_default(),
    }
}

/// A character of a class: a letter or digit if there is one.
fn usual(ranges: impl Iterator<Item = (char, char)> + Clone) -> String {
    let holds = |wanted: &char| ranges.clone().any(|(start, end)| (start..=end).contains(wanted));
    let first = ranges.clone().next().map(|(start, _)| start);
    "aA1-_".chars().find(holds).or(first).map(String::from).unwrap_or_default()
}
