//! Converts every way in which a schema of 3.1 allows `null` to `nullable: true` of 3.0.

use serde_json::{Map, Value, json};

use super::schema::rename;
use crate::diagnostic::{Diagnostics, Pointer};
use crate::source::structure::is_annotation;

/// `type: [string, "null"]` and `type: [string]`; several types besides `null`, and `null` alone, are refused.
pub(in crate::source) fn types(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let at = at.key("type");
    let list = match map.get("type") {
        Some(Value::Array(list)) => list,
        Some(Value::String(one)) if one == "null" => {
            diagnostics.error("unsupported-null-type", &at, "a schema that lets only `null` in is not supported");
            map.shift_remove("type");
            return;
        }
        _ => return,
    };
    let others: Vec<Value> = list.iter().filter(|one| *one != "null").cloned().collect();
    let nullable = others.len() < list.len();
    match others.as_slice() {
        [one] => {
            map.insert("type".to_owned(), one.clone());
        }
        [] => {
            diagnostics.error("unsupported-null-type", &at, "a schema that lets only `null` in is not supported");
            map.shift_remove("type");
        }
        several => {
            let names: Vec<String> = several.iter().map(|one| one.as_str().unwrap_or("?").to_owned()).collect();
            let message = format!("a value of several types ({}) is not supported", names.join(", "));
            diagnostics.error("unsupported-type-array", &at, message);
            map.shift_remove("type");
        }
    }
    if nullable {
        set(map, &at, diagnostics);
    }
}

/// `anyOf: [X, {type: "null"}]`, and the same with `oneOf`.
pub(in crate::source) fn alternatives(
    keyword: &str,
    map: &mut Map<String, Value>,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let home = at.key(keyword);
    let Some(Value::Array(list)) = map.get_mut(keyword) else { return };
    let Some(null) = list.iter().position(is_null) else { return };
    list.retain(|one| !is_null(one));
    if list.is_empty() {
        diagnostics.error("unsupported-null-type", &home, "a schema that lets only `null` in is not supported");
        map.shift_remove(keyword);
        return;
    }
    let left = list.len();
    for index in null..left {
        diagnostics.moved(&home.index(index), &home.index(index + 1));
    }
    set(map, &home, diagnostics);
    if left == 1 {
        only(keyword, map, at, diagnostics);
    }
}

/// One alternative is left. It takes the place of the schema around it where that only describes; else `allOf` holds
/// it.
fn only(keyword: &str, map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let home = at.key(keyword).index(0);
    let describes = |key: &String| key == keyword || key == "nullable" || key == "default" || is_annotation(key);
    let plain = map.keys().all(describes);
    match map.get(keyword).and_then(|list| list.get(0)) {
        Some(Value::Object(inner)) if plain && !inner.contains_key("$ref") => {
            let inner = inner.clone();
            map.shift_remove(keyword);
            for (key, value) in inner {
                if !map.contains_key(&key) {
                    diagnostics.moved(&at.key(&key), &home.key(&key));
                    map.insert(key, value);
                }
            }
        }
        _ if !map.contains_key("allOf") => rename(keyword, "allOf", map, at, diagnostics),
        _ => {}
    }
}

/// Whether an alternative is `null` and nothing else.
fn is_null(value: &Value) -> bool {
    let Value::Object(map) = value else { return false };
    let null = |value: &Value| *value == json!("null") || *value == json!(["null"]);
    let only_null = map.get("type").is_some_and(null) || map.get("const") == Some(&Value::Null);
    only_null && map.keys().all(|key| key == "type" || key == "const" || key == "default" || is_annotation(key))
}

fn set(map: &mut Map<String, Value>, because: &Pointer, diagnostics: &mut Diagnostics) {
    map.insert("nullable".to_owned(), Value::Bool(true));
    if let Some(at) = because.parent() {
        diagnostics.moved(&at.key("nullable"), because);
    }
}
