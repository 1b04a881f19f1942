//! Listed values of another type than their schema's: their text where a string is asked for, the number or boolean that a
//! text says; what can never be is left out.

use serde_json::{Map, Value, json};

use super::Repairs;
use crate::diagnostic::{Diagnostic, Pointer};

/// What says something of each value, by its place in the list.
const ALIGNED: [&str; 5] =
    ["x-enum-varnames", "x-enumNames", "x-enum-descriptions", "x-enum-offsets", "x-enum-deprecated"];

/// Fits the values of a schema to its type.
pub(super) fn of_schema(map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    let Some(kind) = map.get("type").and_then(Value::as_str).map(str::to_owned) else { return };
    let Some(article) = article(&kind) else { return };
    let home = at.key("enum");
    let Some(Value::Array(list)) = map.get_mut("enum") else { return };
    let count = list.len();
    let fitting = list.iter().filter(|value| value.is_null() || fits(&kind, value) || meant(&kind, value).is_some());
    if fitting.count() == 0 && !list.is_empty() && list.iter().all(Value::is_string) {
        let message = format!("none of the values is {article}; they are read as strings");
        repairs.note("invalid-enum-value", &home, message);
        map.insert("type".to_owned(), json!("string"));
        map.shift_remove("format");
        return;
    }
    let mut out = Vec::new();
    for (index, value) in list.iter_mut().enumerate() {
        if value.is_null() || fits(&kind, value) {
            continue;
        }
        let place = home.index(index);
        match meant(&kind, value) {
            Some(meant) => {
                let message = format!("{value} is not {article}; it is read as {meant}");
                let finding = Diagnostic::warning("invalid-enum-value", &place, message);
                let quoted = meant.is_string() && !value.is_string();
                repairs.push(if quoted { finding.help(format!("put it in quotes: {meant}")) } else { finding });
                *value = meant;
            }
            None => {
                let message = format!("{value} is not {article}, so that it can never be; it is left out");
                repairs.note("invalid-enum-value", &place, message);
                out.push(index);
            }
        }
    }
    if out.is_empty() {
        return;
    }
    repairs.remove_items(list, &home, &out);
    for keyword in ALIGNED {
        if let Some(Value::Array(list)) = map.get_mut(keyword)
            && list.len() == count
        {
            repairs.remove_items(list, &at.key(keyword), &out);
        }
    }
}

/// The types whose values are told apart here.
fn article(kind: &str) -> Option<&'static str> {
    match kind {
        "string" => Some("a string"),
        "integer" => Some("an integer"),
        "number" => Some("a number"),
        "boolean" => Some("a boolean"),
        _ => None,
    }
}

fn fits(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        // Which integers fit is for those to say who know the formats.
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        _ => value.is_boolean(),
    }
}

/// What a value of another type stands for.
fn meant(kind: &str, value: &Value) -> Option<Value> {
    match (kind, value) {
        ("string", Value::Number(_) | Value::Bool(_)) => Some(json!(value.to_string())),
        ("integer" | "number" | "boolean", Value::String(text)) => {
            serde_json::from_str::<Value>(text.trim()).ok().filter(|read| fits(kind, read))
        }
        _ => None,
    }
}
