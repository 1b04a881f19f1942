//! Fields that have to be there and are not: texts are empty, and of what has to be said in one of two ways the first
//! counts.

use serde_json::{Map, Value, json};

use super::Repairs;
use crate::diagnostic::Pointer;
use crate::source::table::Object;

/// Adds what is missing in an object.
pub(super) fn in_object(object: &Object, map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    // A text that has no value is as good as missing, and so is one where nothing was written behind the colon.
    for field in object.required {
        if map.get(*field).is_none_or(Value::is_null)
            && let Some((value, read)) = default(object, field, map)
        {
            // That is told where an operation turns out to have none.
            if *field != "responses" {
                let message = format!("`{field}` is missing in the {}; {read}", object.name);
                repairs.note("missing-field", at, message);
            }
            map.insert((*field).to_owned(), value);
        }
    }
    if matches!(object.name, "Parameter Object" | "Header Object")
        && object.kind_of("schema").is_some()
        && object.kind_of("content").is_some()
    {
        schema_or_content(object, map, at, repairs);
    }
}

/// What a field that is missing is read as.
fn default(object: &Object, field: &str, map: &Map<String, Value>) -> Option<(Value, &'static str)> {
    match (object.name, field) {
        ("Info Object", "title" | "version") | ("Response Object", "description") => {
            Some((json!(""), "it is read as empty"))
        }
        ("OAuth Flow Object", "authorizationUrl" | "tokenUrl") => Some((json!(""), "it is read as empty")),
        ("OAuth Flow Object", "scopes") => Some((json!({}), "there are none")),
        ("OpenAPI Object" | "Swagger Object", "info") => {
            Some((json!({"title": "", "version": ""}), "title and version are empty"))
        }
        ("Operation Object", "responses") => Some((json!({}), "none is documented")),
        ("Request Body Object", "content") => Some((json!({}), "there is no body")),
        ("Server Variable Object", "default") => {
            let first = map.get("enum").and_then(|list| list.get(0)).filter(|first| first.is_string());
            Some((first.cloned().unwrap_or_else(|| json!("")), "it is the first value, or empty"))
        }
        _ => None,
    }
}

fn schema_or_content(object: &Object, map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    match (map.contains_key("schema"), map.contains_key("content")) {
        (false, false) => {
            let message = format!("`schema` or `content` is missing in the {}; any value will do", object.name);
            repairs.note("missing-field", at, message);
            map.insert("schema".to_owned(), json!({}));
        }
        (true, true) => {
            let message = format!("`schema` and `content` must not both be in the {}; `schema` counts", object.name);
            let finding = crate::diagnostic::Diagnostic::warning("exclusive-fields", &at.key("content"), message);
            repairs.push(finding.related(&at.key("schema"), "`schema` is here"));
            map.shift_remove("content");
        }
        (true, false) | (false, true) => {}
    }
}
