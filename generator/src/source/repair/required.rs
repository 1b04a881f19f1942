//! `required: true` on a property, which belongs into the list of the object around it.

use serde_json::{Map, Value, json};

use super::Repairs;
use crate::diagnostic::Pointer;

/// Moves it there.
pub(super) fn on_properties(map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    let mut named = Vec::new();
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        for (name, property) in properties {
            if let Some(required) = flag(property) {
                let place = at.key("properties").key(name).key("required");
                let read = if required { "the property is required" } else { "the property is optional" };
                let message = format!("`required` must be an array of strings, not a boolean; {read}");
                repairs.note("wrong-type", &place, message);
                if required {
                    named.push(name.clone());
                }
            }
        }
    }
    if let Some(Value::Bool(_)) = map.get("required") {
        let message = "`required` must be an array of strings, not a boolean; it is left out";
        repairs.note("wrong-type", &at.key("required"), message);
        map.shift_remove("required");
    }
    if !named.is_empty()
        && let Value::Array(list) = map.entry("required").or_insert_with(|| json!([]))
    {
        for name in named {
            if !list.iter().any(|other| *other == name) {
                list.push(Value::String(name));
            }
        }
    }
}

fn flag(property: &mut Value) -> Option<bool> {
    let map = property.as_object_mut()?;
    let flag = map.get("required")?.as_bool()?;
    map.shift_remove("required");
    Some(flag)
}
