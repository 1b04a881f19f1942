//! The place of an inline schema comes in; a name made of the names on the way to it goes out.

use serde_json::Value;

use crate::diagnostic::Pointer;
use crate::ir::Name;

/// The name of the schema at a place, such as `Device_sessions` or `listDevices_Response_200`.
pub(super) fn name(tree: &Value, at: &Pointer) -> Name {
    let segments: Vec<String> = at.segments().collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let mut words: Vec<String> = Vec::new();
    let (mut here, rest) = start(&segments, &mut words);
    walk(tree, &mut here, rest, &mut words);
    let wire = if words.is_empty() { "Schema".to_owned() } else { words.join("_") };
    let around = segments.iter().rev().nth(1).copied();
    // On a property or an alternative, the key names the field or the variant.
    let hint = match around {
        Some("properties" | "oneOf" | "anyOf" | "allOf") => None,
        _ => tree.pointer(at.as_str()).and_then(|value| value.get("x-rust-name")).and_then(Value::as_str),
    };
    Name { hint: hint.map(str::to_owned), ..Name::new(wire) }
}

/// The name that an operation has where the document gives it none: method and path, such as `get_devices_by_id`.
pub(super) fn operation_name(method: &str, path: &str) -> String {
    let mut words = vec![method.to_owned()];
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        for (index, part) in segment.split(['{', '}']).enumerate().filter(|(_, part)| !part.is_empty()) {
            // Between braces stand the parts with odd places.
            words.push(if index % 2 == 1 { format!("by_{part}") } else { part.to_owned() });
        }
    }
    words.join("_")
}

/// What the place is part of, as the first word; the place below which the rest of it stands, and the rest.
fn start<'s>(segments: &'s [&'s str], words: &mut Vec<String>) -> (Pointer, &'s [&'s str]) {
    let mut here = Pointer::root();
    let mut enter = |count: usize| {
        for segment in segments.iter().take(count) {
            here = here.key(segment);
        }
    };
    match segments {
        ["components", kind, component, rest @ ..] => {
            enter(3);
            words.push((*component).to_owned());
            let suffix = match *kind {
                "responses" => "Response",
                "requestBodies" => "Request",
                _ => "",
            };
            if !suffix.is_empty() && !component.ends_with(suffix) {
                words.push(suffix.to_owned());
            }
            (here, rest)
        }
        ["paths", path, method @ ("get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace"), rest @ ..] => {
            enter(3);
            words.push(operation_name(method, path));
            (here, rest)
        }
        ["paths", path, rest @ ..] => {
            enter(2);
            words.push(operation_name("", path).trim_start_matches('_').to_owned());
            (here, rest)
        }
        rest => (here, rest),
    }
}

fn walk(tree: &Value, here: &mut Pointer, mut rest: &[&str], words: &mut Vec<String>) {
    let text = |at: &Pointer, key: &str| tree.pointer(at.as_str())?.get(key)?.as_str().map(str::to_owned);
    if let (Some(id), [word]) = (text(here, "operationId"), words.as_mut_slice()) {
        *word = id;
    }
    let mut enter = |keys: &[&str]| {
        for key in keys {
            *here = here.key(key);
        }
        here.clone()
    };
    loop {
        rest = match rest {
            [] => return,
            ["properties" | "headers" | "$defs" | "definitions", name, rest @ ..] => {
                enter(&["", name]);
                words.push((*name).to_owned());
                rest
            }
            ["items", rest @ ..] => {
                words.push("Item".to_owned());
                rest
            }
            ["additionalProperties", rest @ ..] => {
                words.push("Value".to_owned());
                rest
            }
            ["requestBody", rest @ ..] => {
                words.push("Request".to_owned());
                rest
            }
            ["responses", status, rest @ ..] => {
                words.push("Response".to_owned());
                words.push((*status).to_owned());
                rest
            }
            _ => return other(tree, here, rest, words),
        };
    }
}

fn other(_tree: &Value, _here: &mut Pointer, _rest: &[&str], _words: &mut Vec<String>) {}
