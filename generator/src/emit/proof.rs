//! The API and its document come in; the test that proves each operation goes out, and the document that it is held
//! against.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

use super::module::Module;
use super::operation::{line, method};
use super::scope::Scope;
use super::{Context, doc, ident};
use crate::diagnostic::Pointer;
use crate::ir::Operation;

/// `tests/proof.rs`
pub(super) fn test(cx: &Context<'_>, scope: &Scope) -> String {
    let tests = cx.api.operations.iter().map(of_operation);
    let items = quote! {
        /// The document, in the shape of OpenAPI 3.0.
        const DOCUMENT: &str = include_str!("openapi.json");
        #(#tests)*
    };
    let about = format!(
        "The client and the server of {} agree with each other and with the document.",
        doc::one_line(&cx.api.title)
    );
    // What is imported gives way to the tests, which are called as the operations are.
    let tests = cx.api.operations.iter().map(|operation| operation.name.rust.clone());
    Module::outside(cx, about, tests.chain(["DOCUMENT".to_owned()]), items).print(scope)
}

/// ```text
/// /// `GET /devices`
/// #[test]
/// fn list_devices() -> Result<(), Disagreement> {
///     prove::<ListDevices>(DOCUMENT, "/paths/~1devices/get")
/// }
/// ```
fn of_operation(operation: &Operation) -> TokenStream {
    let (test, request) = (ident(&operation.name.rust), ident(&operation.type_name));
    let doc = doc::attributes([format!("`{}`", line(operation)).as_str()]);
    let method = method(operation.method).to_ascii_lowercase();
    let pointer = Pointer::root().key("paths").key(&operation.path).key(&method);
    let pointer = pointer.as_str();
    quote! {
        #doc
        #[test]
        fn #test() -> prelude::Result<(), rt::Disagreement> {
            rt::prove::<api::#request>(DOCUMENT, #pointer)
        }
    }
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
