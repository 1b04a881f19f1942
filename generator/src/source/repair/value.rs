//! Values of another kind than the tables ask for, of which is plain what is meant: a number where a text is meant, `null`
//! for a list that is empty, one item for a list of one.

use serde_json::{Map, Value, json};

use super::{Repairs, choice};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::source::structure;
use crate::source::table::{Kind, Object, Rest};

/// Fits a value and everything in it to the tables. `item` says whether it stands in a list.
pub(super) fn fit(kind: Kind, value: &mut Value, at: &Pointer, item: bool, repairs: &mut Repairs<'_>) {
    if let Some(meant) = meant(kind, value) {
        let read = match &meant {
            Value::Array(list) if list.is_empty() => "an empty one".to_owned(),
            Value::Object(map) if map.is_empty() => "an empty one".to_owned(),
            Value::Array(_) => "an array of this one".to_owned(),
            other => other.to_string(),
        };
        let (label, expected, found) = (structure::label(at, item), structure::expected(kind), structure::found(value));
        let message = format!("{label} must be {expected}, not {found}; it is read as {read}");
        let mut finding = Diagnostic::warning("wrong-type", at, message);
        if matches!(meant, Value::String(_)) && !value.is_null() {
            finding = finding.help(format!("put it in quotes: \"{value}\""));
        }
        repairs.push(finding);
        if matches!(&meant, Value::Array(list) if !list.is_empty()) {
            repairs.diagnostics.moved(&at.index(0), at);
        }
        *value = meant;
    }
    match kind {
        Kind::Any | Kind::Text | Kind::Bool | Kind::Number | Kind::Count => {}
        Kind::Choice(choices) => choice::fit(choices, value, at, item, repairs),
        Kind::List(inner) => {
            let Value::Array(list) = value else { return };
            let empty: Vec<usize> =
                (0..list.len()).filter(|index| list.get(*index).is_some_and(Value::is_null)).collect();
            if !matches!(inner, Kind::Any) && !empty.is_empty() {
                for index in &empty {
                    let place = at.index(*index);
                    let label = structure::label(&place, true);
                    repairs.note("wrong-type", &place, format!("{label} has no value and is left out"));
                }
                repairs.remove_items(list, at, &empty);
            }
            for (index, value) in list.iter_mut().enumerate() {
                fit(*inner, value, &at.index(index), true, repairs);
            }
        }
        Kind::Map(inner) => {
            for (key, value) in value.as_object_mut().into_iter().flatten() {
                fit(*inner, value, &at.key(key), false, repairs);
            }
        }
        Kind::OrBool(object) if !value.is_boolean() => members(object, value, at, repairs),
        Kind::OrBool(_) => {}
        Kind::Object(object) | Kind::Referable(object) => members(object, value, at, repairs),
    }
}

fn members(object: &'static Object, value: &mut Value, at: &Pointer, repairs: &mut Repairs<'_>) {
    let Value::Object(map) = value else { return };
    if map.contains_key("$ref") {
        return;
    }
    // What the document names has to be there; of the specification's own fields, one without a value is no field.
    let listed = matches!(object.rest, Rest::Extensions);
    for (key, value) in map.iter_mut() {
        match object.kind_of(key) {
            Some(kind) if value.is_null() && listed && !fills(object, key, kind) => {}
            // Said of a property, it is meant for the property.
            Some(Kind::List(_)) if key == "required" && value.is_boolean() => {}
            Some(kind) => fit(kind, value, &at.key(key), false, repairs),
            None => {}
        }
    }
}

/// Whether a field that has to be there can be empty.
fn fills(object: &Object, key: &str, kind: Kind) -> bool {
    object.required.contains(&key) && matches!(kind, Kind::List(_) | Kind::Map(_))
}

/// What a value of another kind stands for.
fn meant(kind: Kind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::Text, Value::Number(_) | Value::Bool(_)) => Some(Value::String(value.to_string())),
        (Kind::Text, Value::Null) => Some(json!("")),
        (Kind::Bool, Value::String(text)) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" => Some(json!(true)),
            "false" | "no" => Some(json!(false)),
            _ => None,
        },
        (Kind::Number | Kind::Count, Value::String(text)) => number(kind, &serde_json::from_str(text.trim()).ok()?),
        (Kind::Count, Value::Number(number)) if !number.is_u64() => whole(number.as_f64()?),
        (Kind::List(_), Value::Null) => Some(json!([])),
        (Kind::List(Kind::Text), Value::String(_)) => Some(json!([value])),
        (Kind::List(Kind::Object(_) | Kind::Referable(_) | Kind::Map(_)), Value::Object(_)) => Some(json!([value])),
        (Kind::Map(_) | Kind::Object(_) | Kind::Referable(_) | Kind::OrBool(_), Value::Null) => Some(empty()),
        // What writes the empty list for the empty object.
        (Kind::Map(_) | Kind::Object(_) | Kind::Referable(_), Value::Array(list)) if list.is_empty() => Some(empty()),
        _ => None,
    }
}

fn empty() -> Value {
    Value::Object(Map::new())
}

fn number(kind: Kind, value: &Value) -> Option<Value> {
    let Value::Number(number) = value else { return None };
    if matches!(kind, Kind::Count) && !number.is_u64() { whole(number.as_f64()?) } else { Some(value.clone()) }
}

/// A count that was written with a fraction of nothing.
fn whole(number: f64) -> Option<Value> {
    let fits = number.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&number);
    fits.then(|| json!(number as u64))
}
