//! Broken parts that only describe, or that nothing is generated from: they are left out, and nothing else is spoiled.

use serde_json::{Map, Value};

use super::Repairs;
use crate::diagnostic::{Diagnostics, Pointer};
use crate::source::structure;
use crate::source::table::{Kind, Object};

/// Fields that change nothing that is sent.
const DESCRIBING: [&str; 6] = ["externalDocs", "contact", "license", "tags", "servers", "links"];

/// Takes out what is broken in the fields of an object that only describe.
pub(super) fn in_object(object: &Object, map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    for field in DESCRIBING {
        let (Some(kind), Some(value)) = (object.kind_of(field), map.get_mut(field)) else { continue };
        let place = at.key(field);
        match (kind, value) {
            (Kind::List(Kind::Object(inner)), Value::Array(list)) => {
                let broken = list
                    .iter()
                    .enumerate()
                    .filter(|(index, item)| is_broken(inner, item, &place.index(*index), repairs));
                let broken: Vec<usize> = broken.map(|(index, _)| index).collect();
                repairs.remove_items(list, &place, &broken);
            }
            (Kind::Map(Kind::Referable(inner)), Value::Object(entries)) => {
                entries.retain(|key, value| {
                    value.get("$ref").is_some() || !is_broken(inner, value, &place.key(key), repairs)
                });
            }
            // Other tables say of what they have in common with 3.0 only that it is there.
            (Kind::Any, _) | (Kind::List(Kind::Text), Value::Array(_)) => {}
            (Kind::Object(inner), value) => {
                if is_broken(inner, value, &place, repairs) {
                    map.shift_remove(field);
                }
            }
            (_, value) if value.is_null() => {}
            (kind, value) => {
                let (label, expected, found) =
                    (structure::label(&place, false), structure::expected(kind), structure::found(value));
                repairs.note("wrong-type", &place, format!("{label} must be {expected}, not {found}; it is left out"));
                map.shift_remove(field);
            }
        }
    }
}

/// Whether an object has not the shape that it should have. If so, that is noted.
fn is_broken(object: &'static Object, value: &Value, at: &Pointer, repairs: &mut Repairs<'_>) -> bool {
    // The check takes empty fields out of what it is shown.
    let mut shown = value.clone();
    let mut found = Diagnostics::new();
    if structure::check_at("OpenAPI 3.0", object, &mut shown, at, &mut found).is_empty() {
        return false;
    }
    let first = found.into_vec().into_iter().find(|one| one.severity == crate::diagnostic::Severity::Error);
    if let Some(mut first) = first {
        first.message.push_str(&format!("; the {} is left out", object.name));
        repairs.push(first);
    }
    true
}
