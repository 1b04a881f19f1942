//! The place of an inline schema is turned into a name made of the names on the way to it.

use serde_json::Value;

use crate::diagnostic::Pointer;
use crate::ir::Name;
use crate::source::operation_name;

/// The name of the schema at a place, such as `Device_sessions` or `listDevices_Response_200`.
pub(super) fn name(tree: &Value, at: &Pointer) -> Name {
    let segments: Vec<String> = at.segments().collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let mut words = Vec::new();
    let mut here = Some(tree);
    let mut rest = segments.as_slice();
    while !rest.is_empty() {
        let taken = step(here, rest, &mut words);
        for key in rest.iter().take(taken) {
            here = here.and_then(|value| member(value, key));
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    let wire = if words.is_empty() { "Schema".to_owned() } else { words.join("_") };
    // On a property or an alternative, the key names the field or the variant.
    let hint = match segments.iter().rev().nth(1) {
        Some(&("properties" | "oneOf" | "anyOf" | "allOf")) => None,
        _ => here.and_then(|value| value.get("x-rust-name")).and_then(Value::as_str),
    };
    Name { hint: hint.map(str::to_owned), ..Name::new(wire) }
}

/// Adds the words that the next segments stand for, and returns how many segments these are.
fn step(here: Option<&Value>, rest: &[&str], words: &mut Vec<String>) -> usize {
    let below = |keys: &[&str]| keys.iter().try_fold(here?, |value, key| member(value, key));
    let text = |keys: &[&str], key: &str| below(keys)?.get(key)?.as_str().map(str::to_owned);
    let mut say = |word: &str| words.push(word.to_owned());
    match rest {
        ["components", kind, component, ..] => {
            say(component);
            match *kind {
                "responses" if !component.ends_with("Response") => say("Response"),
                "requestBodies" if !component.ends_with("Request") => say("Request"),
                _ => {}
            }
            3
        }
        ["paths", path, method, ..] if METHODS.contains(method) => {
            say(&text(rest.get(..3).unwrap_or_default(), "operationId").unwrap_or_else(|| operation_name(method, path)));
            3
        }
        ["paths", path, ..] => {
            say(&operation_name("", path));
            2
        }
        ["parameters", index, ..] => {
            say(&text(&["parameters", index], "name").unwrap_or_else(|| (*index).to_owned()));
            2
        }
        ["responses", status, ..] => {
            say("Response");
            say(status);
            2
        }
        ["requestBody", ..] => {
            say("Request");
            1
        }
        // One of several media types is distinguished by its subtype.
        ["content", media_type, ..] => {
            if below(&["content"]).and_then(Value::as_object).is_some_and(|content| content.len() > 1) {
                say(media_type.rsplit('/').next().unwrap_or(media_type));
            }
            2
        }
        ["properties" | "headers" | "$defs" | "definitions", name, ..] => {
            say(name);
            2
        }
        ["oneOf" | "anyOf", index, ..] => {
            let keys = rest.get(..2).unwrap_or_default();
            let number = index.parse::<usize>().unwrap_or_default().saturating_add(1);
            let tag = || below(keys).and_then(tag).map(str::to_owned);
            let name = text(keys, "x-rust-name").or_else(|| text(keys, "title")).or_else(tag);
            say(&name.unwrap_or_else(|| format!("Variant{number}")));
            2
        }
        ["allOf", ..] => 2,
        ["items", ..] => {
            say("Item");
            1
        }
        ["additionalProperties", ..] => {
            say("Value");
            1
        }
        _ => 1,
    }
}

/// What distinguishes an inline alternative from others: the one value that one of its properties has, or its only
/// property.
pub(super) fn tag(schema: &Value) -> Option<&str> {
    let properties = schema.get("properties")?.as_object()?;
    let single = properties.values().find_map(|property| match property.get("enum")?.as_array()?.as_slice() {
        [Value::String(only)] => Some(only.as_str()),
        _ => None,
    });
    let mut names = properties.keys();
    single.or_else(|| match (names.next(), names.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    })
}

/// What stands below a key or an index.
fn member<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(key),
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_of_places() {
        let tree = json!({
            "components": {"schemas": {"Device": {"properties": {"sessions": {"items": {}}}}}},
            "paths": {"/a/{id}": {
                "parameters": [{"name": "mode"}],
                "get": {"operationId": "listDevices", "parameters": [{"name": "sort"}]},
                "put": {"requestBody": {"content": {"application/json": {}, "text/plain": {}}}},
            }},
        });
        for (at, expected) in [
            ("/components/schemas/Device", "Device"),
            ("/components/schemas/Device/properties/sessions/items", "Device_sessions_Item"),
            ("/components/schemas/Device/allOf/1/properties/x", "Device_x"),
            ("/components/schemas/Device/oneOf/1", "Device_Variant2"),
            ("/components/responses/Gone/content/application~1json/schema", "Gone_Response"),
            ("/components/responses/GoneResponse/headers/Age/schema", "GoneResponse_Age"),
            ("/paths/~1a~1{id}/get/responses/200/content/application~1json/schema", "listDevices_Response_200"),
            ("/paths/~1a~1{id}/get/parameters/0/schema/items", "listDevices_sort_Item"),
            ("/paths/~1a~1{id}/put/requestBody/content/application~1json/schema", "put_a_by_id_Request_json"),
            ("/paths/~1a~1{id}/parameters/0/schema", "a_by_id_mode"),
            ("", "Schema"),
        ] {
            assert_eq!(name(&tree, &Pointer::parse(at)).wire, expected, "{at}");
        }
        assert_eq!(operation_name("get", "/a/{x}.{y}/b/"), "get_a_by_x_._by_y_b");
    }
}
