//! Converts one schema of 3.1 to 3.0; the schemas inside it are visited after it.

use serde_json::{Map, Value, json};

use super::nullable;
use crate::diagnostic::{Diagnostics, Pointer};

/// Brings one schema down to 3.0.
pub(super) fn lower(value: &mut Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    match value {
        Value::Bool(true) => *value = json!({}),
        Value::Bool(false) => {
            diagnostics.error("unsupported-boolean-schema", at, "a schema that lets nothing in is not supported");
            *value = json!({});
        }
        Value::Object(map) => {
            map.shift_remove("$schema");
            map.shift_remove("$comment");
            if map.contains_key("$ref") {
                reference(map, at, diagnostics);
            } else {
                keywords(map, at, diagnostics);
            }
        }
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) => {}
    }
}

/// What stands beside `$ref` counts in 3.1, so `$ref` goes into an `allOf`.
fn reference(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if map.len() == 1 {
        return;
    }
    let mut wrapped = Map::new();
    if let Some(reference) = map.shift_remove("$ref") {
        wrapped.insert("$ref".to_owned(), reference);
    }
    let home = at.key("allOf").index(0);
    match map.get_mut("allOf") {
        Some(Value::Array(list)) => {
            list.push(Value::Object(wrapped));
            let home = at.key("allOf").index(list.len() - 1);
            diagnostics.moved(&home.key("$ref"), &at.key("$ref"));
        }
        _ => {
            map.insert("allOf".to_owned(), Value::Array(vec![Value::Object(wrapped)]));
            diagnostics.moved(&home.key("$ref"), &at.key("$ref"));
        }
    }
    keywords(map, at, diagnostics);
}

fn keywords(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    nullable::alternatives("anyOf", map, at, diagnostics);
    nullable::alternatives("oneOf", map, at, diagnostics);
    nullable::types(map, at, diagnostics);
    constant(map, at, diagnostics);
    exclusive("exclusiveMinimum", "minimum", f64::ge, map, at, diagnostics);
    exclusive("exclusiveMaximum", "maximum", f64::le, map, at, diagnostics);
    if let Some(Value::Array(examples)) = map.shift_remove("examples")
        && let Some(first) = examples.into_iter().next().filter(|_| !map.contains_key("example"))
    {
        map.insert("example".to_owned(), first);
        diagnostics.moved(&at.key("example"), &at.key("examples").index(0));
    }
    content(map, at, diagnostics);
}

/// `const: x` becomes `enum: [x]`.
fn constant(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if let Some(value) = map.shift_remove("const") {
        if !map.contains_key("type") {
            let name = match value {
                Value::String(_) => Some("string"),
                Value::Bool(_) => Some("boolean"),
                Value::Number(ref number) if number.is_f64() => Some("number"),
                Value::Number(_) => Some("integer"),
                Value::Null | Value::Array(_) | Value::Object(_) => None,
            };
            if let Some(name) = name {
                map.insert("type".to_owned(), json!(name));
                diagnostics.moved(&at.key("type"), &at.key("const"));
            }
        }
        map.insert("enum".to_owned(), Value::Array(vec![value]));
        diagnostics.moved(&at.key("enum"), &at.key("const"));
        diagnostics.moved(&at.key("enum").index(0), &at.key("const"));
    }
}

/// `exclusiveMinimum: 3` becomes `minimum: 3, exclusiveMinimum: true`, unless `minimum` is stricter by itself.
fn exclusive(
    exclusive: &str,
    inclusive: &str,
    stricter: fn(&f64, &f64) -> bool,
    map: &mut Map<String, Value>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let Some(Value::Number(bound)) = map.get(exclusive) else { return };
    let bound = bound.clone();
    let other = map.get(inclusive).and_then(Value::as_f64);
    let excluded = bound.as_f64();
    if let (Some(other), Some(excluded)) = (other, excluded)
        && other != excluded
        && stricter(&other, &excluded)
    {
        map.shift_remove(exclusive);
        return;
    }
    map.insert(inclusive.to_owned(), Value::Number(bound));
    map.insert(exclusive.to_owned(), Value::Bool(true));
    diagnostics.moved(&at.key(inclusive), &at.key(exclusive));
}

/// Encoded and raw bytes: `contentEncoding: base64` is `format: byte`, `application/octet-stream` is `format: binary`.
/// Other media types only describe what is in the string.
fn content(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let encoding = map.shift_remove("contentEncoding");
    let media = map.shift_remove("contentMediaType");
    let (format, because) = match (encoding.as_ref(), media.as_ref()) {
        (Some(Value::String(encoding)), _) if encoding == "base64" => ("byte", "contentEncoding"),
        (Some(Value::String(encoding)), _) if encoding == "binary" => ("binary", "contentEncoding"),
        (None, Some(Value::String(media))) if media == "application/octet-stream" => ("binary", "contentMediaType"),
        (Some(Value::String(encoding)), _) if !matches!(encoding.as_str(), "7bit" | "8bit") => {
            let message = format!("the content encoding `{encoding}` is not supported");
            return diagnostics.error("unsupported-content-encoding", &at.key("contentEncoding"), message);
        }
        _ => return,
    };
    map.entry("type").or_insert_with(|| json!("string"));
    map.insert("format".to_owned(), json!(format));
    diagnostics.moved(&at.key("format"), &at.key(because));
}

/// Gives a keyword another name.
pub(in crate::source) fn rename(
    from: &str,
    to: &str,
    map: &mut Map<String, Value>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    if let Some(value) = map.shift_remove(from) {
        map.insert(to.to_owned(), value);
        let inner = diagnostics.origin(&at.key(from).index(0));
        diagnostics.moved(&at.key(to), &at.key(from));
        diagnostics.moved_from(&at.key(to).index(0), inner);
    }
}
