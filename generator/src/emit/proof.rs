//! The API and its document come in; the test that proves each operation goes out, and the document that it is held
//! against.

use serde_json::{Map, Value};

use super::groups::{Groups, gate};
use super::module::GENERATED;
use super::operation::{line, method};
use super::text::raw;
use super::{Context, crate_ident, doc};
use crate::diagnostic::Pointer;

/// `tests/proof.rs`
///
/// ```text
/// /// `GET /devices`
/// #[test]
/// fn list_devices() -> Result<(), ::specwright_proof::Disagreement> {
///     ::specwright_proof::prove::<::getscreen::ListDevices>(DOCUMENT, "/paths/~1devices/get")
/// }
/// ```
///
/// Tests are called as the operations are, which may be called as anything: so that what they use has its whole path.
pub(super) fn test(cx: &Context<'_>, groups: &Groups<'_>) -> String {
    let title = doc::one_line(&cx.api.title);
    let about = format!("The client and the server of {title} agree with each other and with the document.");
    let mut out = doc::header([about.as_str()]) + GENERATED;
    out.push_str(
        "\n/// The document, in the shape of OpenAPI 3.0.\nconst DOCUMENT: &str = include_str!(\"openapi.json\");\n",
    );
    let root = crate_ident(cx);
    for group in &groups.tags {
        let gate = gate(group.feature.as_deref().as_slice());
        for operation in &group.operations {
            let method = method(operation.method).to_ascii_lowercase();
            let pointer = Pointer::root().key("paths").key(&operation.path).key(&method);
            let (line, test, request) = (line(operation), raw(&operation.name.rust), raw(&operation.type_name));
            let pointer = format!("{:?}", pointer.as_str());
            out.push_str(&format!(
                "\n/// `{line}`\n{gate}#[test]\nfn {test}() -> Result<(), ::specwright_proof::Disagreement> {{\n    \
                 ::specwright_proof::prove::<::{root}::{request}>(DOCUMENT, {pointer})\n}}\n"
            ));
        }
    }
    out
}

/// `tests/openapi.json`: the document without what is only for people.
pub(super) fn document(cx: &Context<'_>) -> String {
    let mut document = bare(cx.document, Holds::Keywords);
    // The order of components decides nothing, here as elsewhere.
    for components in
        document.get_mut("components").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
    {
        if let Value::Object(named) = components {
            named.sort_keys();
        }
    }
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// What the keys of an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Keywords of the specification.
    Keywords,
    /// Names that the document chooses, of objects with keywords.
    Names,
    /// The same, of replies: their description is the one text that has to be there.
    Replies,
    /// A value of the API: nothing in it is a keyword.
    Value,
}

fn reply(value: &Value) -> Value {
    let mut reply = bare(value, Holds::Keywords);
    if let Value::Object(keywords) = &mut reply
        && !keywords.contains_key("$ref")
    {
        keywords.insert("description".to_owned(), Value::String(String::new()));
    }
    reply
}

fn bare(value: &Value, holds: Holds) -> Value {
    match value {
        Value::Object(object) => {
            let mut out = Map::new();
            for (key, inner) in object {
                let inner = match holds {
                    Holds::Value => inner.clone(),
                    Holds::Names => bare(inner, Holds::Keywords),
                    Holds::Replies => reply(inner),
                    Holds::Keywords => match key.as_str() {
                        "description" | "summary" | "externalDocs" | "contact" | "termsOfService" | "example"
                        | "examples" => continue,
                        "default" | "enum" | "x-extensible-enum" => bare(inner, Holds::Value),
                        "responses" => bare(inner, Holds::Replies),
                        "properties" | "patternProperties" | "content" | "headers" | "encoding" | "paths"
                        | "schemas" | "parameters" | "requestBodies" | "securitySchemes" | "pathItems"
                        | "callbacks" | "links" | "variables" | "mapping" | "scopes" => bare(inner, Holds::Names),
                        _ => bare(inner, Holds::Keywords),
                    },
                };
                out.insert(key.clone(), inner);
            }
            Value::Object(out)
        }
        Value::Array(list) if holds != Holds::Value => {
            // The parameters of an operation are a list, those of the components have names.
            Value::Array(list.iter().map(|item| bare(item, Holds::Keywords)).collect())
        }
        other => other.clone(),
    }
}
