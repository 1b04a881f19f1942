//! Constraints, by the keywords of JSON Schema, and the other forms that are accepted when reading.

use super::{Entry, list, only, text, value, wrong};
use crate::rt::notation::TextError;
use crate::rt::table::forever;
use crate::rules::{Bound, Lenient, Number, Rules};

/// The rules of a table that holds nothing else.
pub(in crate::rt) fn rules_of(lists: &[Vec<Entry>]) -> Result<Rules, TextError> {
    let mut rules = Rules::NONE;
    for item in list(lists, 0) {
        if !rule(item, &mut rules)? {
            return wrong(item, "not a keyword");
        }
    }
    Ok(rules)
}

/// The rules among some items; the others are passed on.
pub(super) fn rules(
    items: &[Entry],
    other: &mut dyn FnMut(&Entry) -> Result<(), TextError>,
) -> Result<Option<&'static Rules>, TextError> {
    let (mut rules, mut any) = (Rules::NONE, false);
    for item in items {
        if rule(item, &mut rules)? {
            any = true;
        } else {
            other(item)?;
        }
    }
    Ok(any.then(|| forever(rules)))
}

/// Takes one rule; `false` where the item is none.
fn rule(item: &Entry, rules: &mut Rules) -> Result<bool, TextError> {
    match &*item.word {
        "minLength" => rules.min_length = Some(value(item)?),
        "maxLength" => rules.max_length = Some(value(item)?),
        #[cfg(feature = "pattern")]
        "pattern" => rules.pattern = Some(forever(crate::rules::Pattern::new(text(only(item)?)))),
        #[cfg(not(feature = "pattern"))]
        "pattern" => return wrong(item, "the runtime lacks the feature `pattern`"),
        "minimum" => rules.minimum = Some(bound(item, false)?),
        "exclusiveMinimum" => rules.minimum = Some(bound(item, true)?),
        "maximum" => rules.maximum = Some(bound(item, false)?),
        "exclusiveMaximum" => rules.maximum = Some(bound(item, true)?),
        "multipleOf" => rules.multiple_of = Some(limit(item)?),
        "minItems" => rules.min_items = Some(value(item)?),
        "maxItems" => rules.max_items = Some(value(item)?),
        "uniqueItems" => rules.unique_items = true,
        "minProperties" => rules.min_properties = Some(value(item)?),
        "maxProperties" => rules.max_properties = Some(value(item)?),
        "const" => rules.constant = Some(value(item)?),
        "secret" => rules.secret = true,
        "items" => rules.items = self::rules(&item.items, &mut |item| wrong(item, "not a keyword"))?,
        "lenient" => rules.lenient = lenient(item)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn bound(item: &Entry, exclusive: bool) -> Result<Bound, TextError> {
    Ok(Bound { limit: limit(item)?, exclusive })
}

/// A number as the document writes it.
fn limit(item: &Entry) -> Result<Number, TextError> {
    match value::<i128>(item) {
        Ok(integer) => Ok(Number::Integer(integer)),
        Err(_) => value(item).map(Number::Float),
    }
}

fn lenient(item: &Entry) -> Result<Lenient, TextError> {
    let mut lenient = Lenient::NONE;
    for item in &item.items {
        match &*item.word {
            "numberOrString" => lenient.number_or_string = true,
            "oneOrMany" => lenient.one_or_many = true,
            "boolOrNumber" => lenient.bool_or_number = true,
            "wrapped" => lenient.wrapped = Some(text(only(item)?)),
            _ => return wrong(item, "not a leniency"),
        }
    }
    Ok(lenient)
}
