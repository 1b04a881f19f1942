//! Constraints, and what is read beside the documented form.

use super::{Changes, Item, each, forgotten, renamed, unknown, within};
use crate::operator::Operator;

/// The list of a table that holds nothing but rules.
pub(super) fn alone(items: &[Item]) -> Changes {
    each(items, |item| rule(item).unwrap_or_else(|| unknown(item)))
}

/// A rule; `None` where the item is none.
pub(super) fn rule(item: &Item) -> Option<Changes> {
    match item.word.as_str() {
        "minLength" | "maxLength" | "pattern" | "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum"
        | "multipleOf" | "const" | "minItems" | "maxItems" | "uniqueItems" | "minProperties" | "maxProperties" => {
            Some(Ok(vec![forgotten(Operator::SkipConstraint, item)]))
        }
        // What is hidden in `Debug` and in errors is nothing that goes over the wire, so no proof can find it.
        "secret" => Some(Ok(Vec::new())),
        "items" => Some(within(item, "items", |item| rule(item).unwrap_or_else(|| unknown(item)))),
        "lenient" => Some(within(item, "lenient", lenient)),
        _ => None,
    }
}

fn lenient(item: &Item) -> Changes {
    match item.word.as_str() {
        "numberOrString" | "oneOrMany" | "boolOrNumber" => Ok(vec![forgotten(Operator::ForgetLeniency, item)]),
        "wrapped" => {
            let mut all = within(item, "wrapped", |name| Ok(vec![renamed(Operator::ChangeWireName, name, "x")]))?;
            all.push(forgotten(Operator::ForgetLeniency, item));
            Ok(all)
        }
        _ => unknown(item),
    }
}
