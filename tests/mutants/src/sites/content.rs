//! What is said of values in XML and in forms.

use super::{Changes, Item, forgotten, renamed, unknown, within};
use crate::operator::Operator;

/// `xml(name(tags),wrapped,items(name(tag)))`
pub(super) fn xml(item: &Item) -> Changes {
    within(item, &item.word, |item| match item.word.as_str() {
        "name" => within(item, "name", |name| Ok(vec![renamed(Operator::ForgetXml, name, "x")])),
        "prefix" | "namespace" | "attribute" | "wrapped" => Ok(vec![forgotten(Operator::ForgetXml, item)]),
        "items" => {
            let mut all = xml(item)?;
            all.push(forgotten(Operator::ForgetXml, item));
            Ok(all)
        }
        _ => unknown(item),
    })
}

/// `form(tags(exploded))`
pub(super) fn form(item: &Item) -> Changes {
    within(item, "form", |property| Ok(vec![forgotten(Operator::ForgetEncoding, property)]))
}

/// `jsonField(data,type(json))`
pub(super) fn json_field(item: &Item) -> Changes {
    within(item, "jsonField", |said| match said.items.as_slice() {
        [] => Ok(vec![renamed(Operator::ChangeWireName, said, "x")]),
        _ => {
            let mut all = within(said, &said.word, |value| Ok(vec![renamed(Operator::ForgetEncoding, value, "x")]))?;
            all.push(renamed(Operator::ChangeWireName, said, "x"));
            all.push(forgotten(Operator::ForgetEncoding, said));
            Ok(all)
        }
    })
}
