//! The field of a form that holds the JSON of the whole object, in and out.

use super::JsonField;
use super::pairs::split;
use crate::error::{Reason, ValueError, ValueResult};
use crate::model::Json;
use crate::parameter::percent::{COMPONENT, escape, unescape};

/// Writes the JSON of the object, and before it the pairs that belong to it.
pub(super) fn write(json: &[u8], field: &JsonField) -> String {
    let json = String::from_utf8_lossy(json);
    let pairs = field.with.iter().copied().chain([(field.field, &*json)]);
    let pairs = pairs.map(|(name, value)| format!("{}={}", escape(name, &COMPONENT), escape(value, &COMPONENT)));
    pairs.collect::<Vec<_>>().join("&")
}

/// The JSON of the object; `None` where the form has no such field.
///
/// Where the field's value is no JSON, it may have been written without percent-encoding. It then reaches to the end of
/// the form, whatever stands in it.
///
/// # Errors
/// `Syntax`; `Duplicate`; `UnknownValue` where a pair that belongs to it has another value; `Ambiguous` where it is
/// JSON with and without percent-encoding, and not the same.
pub(super) fn read(text: &str, field: &JsonField) -> Result<Option<String>, Box<ValueError>> {
    let (before, raw) = match unencoded(text, field.field) {
        Some((before, raw)) => (before, Some(raw).filter(|raw| is_json(raw).is_ok())),
        None => (text, None),
    };
    match (encoded(text, field.field), raw) {
        (Ok(None), None) => Ok(None),
        (Ok(Some(json)), Some(raw)) if json != raw => {
            let message = "the JSON differs with and without percent-encoding; encode it".to_owned();
            Err(ValueError::new(Reason::Ambiguous(message)).at_key(field.field))
        }
        (Ok(Some(json)), _) => check_with(text, field).map(|()| Some(json)),
        (Ok(None) | Err(_), Some(raw)) => check_with(before, field).map(|()| Some(raw.to_owned())),
        (Err(error), None) => Err(error),
    }
}

/// The value of the field, where it is JSON.
fn encoded(text: &str, field: &'static str) -> Result<Option<String>, Box<ValueError>> {
    let pairs = split(text)?;
    let mut values = pairs.iter().filter(|(name, _)| name == field).map(|(_, raw)| *raw);
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(raw), None) => {
            let json = unescape(raw, true)?;
            is_json(&json)?;
            Ok(Some(json))
        }
        (Some(_), Some(_)) => Err(ValueError::new(Reason::Duplicate).at_key(field)),
    }
}

/// What stands before the first such field, and all behind its `=`.
fn unencoded<'a>(text: &'a str, field: &str) -> Option<(&'a str, &'a str)> {
    let is_field = |piece: &str| piece.strip_prefix(field).is_some_and(|rest| rest.starts_with('='));
    let piece = text.split('&').find(|piece| is_field(piece))?;
    let start = piece.as_ptr().addr() - text.as_ptr().addr();
    Some((text.get(..start)?, text.get(start + field.len() + 1..)?))
}

fn is_json(text: &str) -> ValueResult {
    Json::new(text).map(drop)
}

/// Checks the pairs that belong to the field, where they are given.
fn check_with(text: &str, field: &JsonField) -> ValueResult {
    for (name, raw) in split(text)? {
        if let Some((name, expected)) = field.with.iter().find(|(wanted, _)| *wanted == name) {
            let value = unescape(raw, true)?;
            if value != *expected {
                return Err(ValueError::new(Reason::UnknownValue(value)).at_key(*name));
            }
        }
    }
    Ok(())
}
