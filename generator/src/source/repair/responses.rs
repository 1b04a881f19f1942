//! Operations without responses, of which the specification demands one.

use serde_json::{Map, Value, json};

use super::Repairs;
use crate::diagnostic::{Diagnostic, Pointer};

/// Takes every response for a success without a body.
pub(super) fn of_operation(map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    let Some(Value::Object(responses)) = map.get_mut("responses") else { return };
    if responses.keys().all(|key| key.starts_with("x-")) {
        let message = "the operation has no responses: 2xx is taken for a success without a body, and everything else for an error";
        let finding = Diagnostic::warning("no-responses", &at.key("responses"), message);
        repairs.push(finding.help("say at least what happens when all goes well, or give a `default`"));
        responses.insert("default".to_owned(), json!({"description": ""}));
    }
}
