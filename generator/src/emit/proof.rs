//! The API and its document is turned into the test that proves each operation, and the document that it is held
//! against.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

use super::groups::{Groups, gate};
use super::module::GENERATED;
use super::operation::{line, method};
use super::text::raw;
use super::{Context, crate_ident, doc};
use crate::diagnostic::Pointer;
use crate::ir::Method;

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
        "\n/// The document, converted to OpenAPI 3.0.\nconst DOCUMENT: &str = include_str!(\"openapi.json\");\n",
    );
    let empty = groups.tags.iter().all(|group| group.operations.is_empty());
    if groups.features || empty {
        // Where features of tags are off or every operation is left out, there may be no test.
        out = out.replace("const DOCUMENT", "#[allow(dead_code)]\nconst DOCUMENT");
    }
    let root = crate_ident(cx);
    for group in &groups.tags {
        let gate = gate(group.feature.as_deref().as_slice());
        for operation in &group.operations {
            let item = Pointer::root().key("paths").key(&operation.path);
            let pointer = match &operation.method {
                Method::Other(name) => item.key("additionalOperations").key(name),
                method => item.key(&self::method(method).to_ascii_lowercase()),
            };
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

/// `tests/openapi.json`: the document without what is only for people, and without what does not hold for the crate. It
/// is written as it is read, without a copy.
pub(super) fn document(cx: &Context<'_>) -> String {
    let mut left_out = LeftOut::default();
    cx.api.left_out.iter().for_each(|at| left_out.add(at));
    let bare = Bare { value: cx.document, holds: Holds::Keywords, left_out: Some(&left_out) };
    let mut text = serde_json::to_string_pretty(&bare).unwrap_or_default();
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
    /// The kinds of components.
    Components,
    /// Names of components, whose order decides nothing, here as elsewhere.
    Sorted,
    /// Statuses, of responses: their description is the one text that has to be there.
    Responses,
    /// The same, of components.
    SortedResponses,
    /// Keywords of a response.
    Response,
    /// A value of the API: nothing in it is a keyword.
    Value,
}

/// A part of the document without what is only for people.
struct Bare<'a> {
    value: &'a Value,
    holds: Holds,
    /// What is left out of this part.
    left_out: Option<&'a LeftOut>,
}

/// Keys that are left out of an object, and those that are left out further below.
#[derive(Default)]
struct LeftOut {
    whole: bool,
    within: BTreeMap<String, LeftOut>,
}

impl LeftOut {
    fn add(&mut self, at: &Pointer) {
        let mut here = self;
        for key in at.segments() {
            here = here.within.entry(key).or_default();
        }
        here.whole = true;
    }

    fn below<'a>(this: Option<&'a Self>, key: &str) -> Option<&'a Self> {
        this?.within.get(key)
    }
}

impl Serialize for Bare<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.value, self.holds) {
            (value, Holds::Value) => value.serialize(serializer),
            (Value::Object(object), holds) => {
                let mut entries: Vec<(&String, Bare<'_>)> = object
                    .iter()
                    .filter_map(|(key, value)| {
                        let left_out = LeftOut::below(self.left_out, key);
                        let there = !left_out.is_some_and(|left_out| left_out.whole);
                        Some((key, Bare { value, holds: within(holds, key).filter(|_| there)?, left_out }))
                    })
                    .collect();
                if matches!(holds, Holds::Sorted | Holds::SortedResponses) {
                    entries.sort_by_key(|(key, _)| *key);
                }
                let mut map = serializer.serialize_map(None)?;
                for (key, value) in entries {
                    map.serialize_entry(key, &value)?;
                }
                if holds == Holds::Response && !object.contains_key("$ref") {
                    map.serialize_entry("description", "")?;
                }
                map.end()
            }
            // The parameters of an operation are a list, those of the components have names.
            (Value::Array(list), _) => serializer.collect_seq(list.iter().enumerate().map(|(index, value)| {
                let left_out = LeftOut::below(self.left_out, &index.to_string());
                Bare { value, holds: Holds::Keywords, left_out }
            })),
            (value, _) => value.serialize(serializer),
        }
    }
}

/// What a key holds; `None` where that is only for people.
fn within(holds: Holds, key: &str) -> Option<Holds> {
    Some(match holds {
        Holds::Value => Holds::Value,
        Holds::Names | Holds::Sorted => Holds::Keywords,
        Holds::Components => match key {
            "examples" => return None,
            "responses" => Holds::SortedResponses,
            _ => Holds::Sorted,
        },
        Holds::Responses | Holds::SortedResponses => Holds::Response,
        Holds::Keywords | Holds::Response => match key {
            "description" | "summary" | "externalDocs" | "contact" | "termsOfService" | "example" | "examples" => {
                return None;
            }
            "default" | "enum" | "x-extensible-enum" => Holds::Value,
            "responses" => Holds::Responses,
            "components" => Holds::Components,
            "properties"
            | "patternProperties"
            | "content"
            | "headers"
            | "encoding"
            | "paths"
            | "schemas"
            | "parameters"
            | "requestBodies"
            | "securitySchemes"
            | "pathItems"
            | "callbacks"
            | "links"
            | "variables"
            | "mapping"
            | "scopes"
            | "additionalOperations" => Holds::Names,
            _ => Holds::Keywords,
        },
    })
}
