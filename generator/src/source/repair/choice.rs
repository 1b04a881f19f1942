//! Words of which the specification knows another spelling: `type: String`, `in: Query`, `type: bool`.

use serde_json::{Value, json};

use super::Repairs;
use crate::diagnostic::Pointer;
use crate::source::structure;

/// Fits a text to the words that the specification has for it.
pub(super) fn fit(
    choices: &'static [&'static str],
    value: &mut Value,
    at: &Pointer,
    item: bool,
    repairs: &mut Repairs<'_>,
) {
    let Value::String(text) = &*value else { return };
    if choices.contains(&text.as_str()) {
        return;
    }
    let word = text.trim();
    let spelled = choices.iter().find(|choice| choice.eq_ignore_ascii_case(word));
    let meant = spelled.or_else(|| choices.iter().find(|choice| Some(**choice) == type_of(&word.to_ascii_lowercase())));
    let Some(meant) = meant else { return };
    let label = structure::label(at, item);
    let message = format!("{label} cannot be `{text}`; it is read as `{meant}`");
    repairs.note("invalid-value", at, message);
    *value = json!(meant);
}

/// The type that other languages call so.
fn type_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "int" | "int32" | "int64" | "long" | "short" => "integer",
        "float" | "double" | "decimal" => "number",
        "bool" => "boolean",
        "str" | "text" | "date" | "date-time" | "datetime" | "uuid" | "uri" | "url" | "email" | "timestamp" => "string",
        "list" => "array",
        "dict" | "map" | "hash" | "json" => "object",
        _ => return None,
    })
}
