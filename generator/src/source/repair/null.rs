//! `null` as 3.1 writes it: as a type, alone or in a list of types.

use serde_json::{Map, Value, json};

use super::Repairs;
use crate::diagnostic::Pointer;
use crate::source::v3_1::nullable;

/// Reads it as `nullable: true`.
pub(super) fn of_schema(map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    for keyword in ["anyOf", "oneOf"] {
        let list = map.get(keyword).and_then(Value::as_array);
        let null = list.into_iter().flatten().position(|one| one.get("type") == Some(&json!("null")));
        if let Some(index) = null {
            let message = "`type` cannot be `null` in OpenAPI 3.0; it is read as `nullable: true`";
            repairs.note("invalid-value", &at.key(keyword).index(index).key("type"), message);
            nullable::alternatives(keyword, map, at, repairs.diagnostics);
        }
    }
    match map.get_mut("type") {
        Some(Value::Array(types)) => {
            for one in types.iter_mut().filter(|one| one.is_null()) {
                *one = json!("null");
            }
            let message = "`type` cannot be a list in OpenAPI 3.0; it is read as in 3.1";
            repairs.note("wrong-type", &at.key("type"), message);
            nullable::types(map, at, repairs.diagnostics);
        }
        Some(Value::String(only)) if only == "null" => nullable::types(map, at, repairs.diagnostics),
        _ => {}
    }
}
