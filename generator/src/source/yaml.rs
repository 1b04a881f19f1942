//! A text in YAML is turned into a tree, with merge keys (`<<`) applied.

use serde_json::{Map, Value};

use super::tree::{syntax, tree};
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Position};

/// Reads one YAML document. `None` if the text does not parse; other findings leave a tree.
pub(super) fn parse(text: &str, diagnostics: &mut Diagnostics) -> Option<Value> {
    if let Some(position) = endless_flow(text) {
        let message = "objects and arrays are nested far deeper than 100 levels";
        diagnostics.push(Diagnostic::error("too-deep", &Pointer::root(), message).position(Some(position)));
        return None;
    }
    match tree(serde_yaml::Deserializer::from_str(text), text.len(), diagnostics) {
        Ok(mut value) => {
            merge(&mut value);
            Some(value)
        }
        Err(error) => {
            let position =
                error.location().map(|position| Position { line: position.line(), column: position.column() });
            let message = match error.to_string() {
                message if message.contains("more than one document") => {
                    "the file holds more than one YAML document".into()
                }
                message if message.contains("control characters") => "control characters are not allowed".into(),
                message => message,
            };
            let position = control_character(text).or(position);
            diagnostics.push(syntax("invalid-yaml", &message, position));
            None
        }
    }
}

/// Where brackets stand in hundreds inside one another. The time that the parser takes grows with the square of that
/// number, so such a text must not get to it; the event parser stops at 255. Texts with few brackets are let through.
fn endless_flow(text: &str) -> Option<Position> {
    const HARMLESS: usize = 2000;
    text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).nth(HARMLESS)?;
    let mut events = saphyr_parser::Parser::new_from_str(text);
    loop {
        match events.next_event()? {
            Ok(_) => {}
            Err(error) if error.info().contains("recursion limit") => {
                return Some(Position { line: error.marker().line(), column: error.marker().col() + 1 });
            }
            Err(_) => return None,
        }
    }
}

/// The place of the first character that YAML does not allow at all, which the parser counts in bytes of its own.
fn control_character(text: &str) -> Option<Position> {
    let at = text.find(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))?;
    text.get(..at).map(Position::after)
}

/// Puts in what merge keys refer to; keys that stand in the object itself win (YAML 1.1, "Merge Key
/// Language-Independent Type", which nearly all YAML tools still follow). A `<<` whose value is neither object nor
/// objects is a key like others.
fn merge(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(merge);
            if map.get("<<").is_some_and(is_mergeable) {
                *map = merged(std::mem::take(map));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(merge),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_mergeable(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(list) => !list.is_empty() && list.iter().all(Value::is_object),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn merged(mut map: Map<String, Value>) -> Map<String, Value> {
    let sources = match map.shift_remove("<<") {
        Some(Value::Array(list)) => list,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for source in sources {
        if let Value::Object(source) = source {
            for (key, value) in source {
                map.entry(key).or_insert(value);
            }
        }
    }
    map
}
