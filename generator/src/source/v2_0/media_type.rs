//! `consumes` and `produces`: the media types of an operation's bodies, and which of them can carry a value. In 2.0 they
//! are said for all bodies of an operation together, which are not all alike.

use serde_json::Value;

use super::{Place, Raise};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::media_type::{Syntax, essence};

pub(super) const JSON: &str = "application/json";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";
const OCTETS: &str = "application/octet-stream";

/// How many media types are read at one place; real documents have up to ten.
const MAX_MEDIA_TYPES: usize = 50;

/// How many schemas are looked into to see what one holds.
const MAX_SCHEMAS: usize = 100;

/// The media types of an operation's requests or responses.
#[derive(Clone)]
pub(super) struct MediaTypes<'a> {
    pub(super) list: Vec<&'a str>,
    /// Where they are said; nowhere if that is the root of the document.
    pub(super) at: Pointer,
}

/// What a media type has to carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    Anything,
    Text,
    Bytes,
    /// A number or a boolean.
    Scalar,
    Structure,
}

impl<'a> Raise<'a> {
    /// What an operation says, else what the document says for all.
    pub(super) fn media_types(&mut self, key: &str, operation: Option<&Place<'a>>) -> MediaTypes<'a> {
        let said = operation.and_then(|operation| operation.get(key)).or_else(|| self.root().get(key));
        let at = said.as_ref().map(|said| said.at.clone()).unwrap_or_default();
        let mut list: Vec<&str> = Vec::new();
        // Some write several in one text.
        let texts = said.iter().flat_map(Place::items).filter_map(|item| item.value.as_str());
        for media_type in texts.flat_map(|text| text.split(',')).map(str::trim).take(MAX_MEDIA_TYPES) {
            let is_one = essence(media_type).split('/').filter(|part| !part.is_empty()).count() == 2;
            if is_one && !list.iter().any(|other| essence(other) == essence(media_type)) {
                list.push(media_type);
            } else if is_one && !list.contains(&media_type) {
                let message = format!("`{media_type}` is another one only by its parameters and is left out");
                self.tell(Diagnostic::warning("left-out-media-type", &at, message));
            } else if !is_one {
                let message = format!("`{media_type}` is no media type and is left out");
                self.tell(Diagnostic::warning("left-out-media-type", &at, message));
            }
        }
        MediaTypes { list, at }
    }

    /// Says something of media types, unless it was said already.
    pub(super) fn tell(&mut self, finding: Diagnostic) {
        if self.told.insert(format!("{} {}", finding.code, finding.message)) {
            self.diagnostics.push(finding);
        }
    }

    /// Those media types that can carry the value; what else there is to go by where none can.
    pub(super) fn carrying(&mut self, types: &MediaTypes<'a>, carried: Carried, error: bool) -> Vec<&'a str> {
        let (fit, unfit): (Vec<&str>, Vec<&str>) = types.list.iter().partition(|one| carries(one, carried));
        if !fit.is_empty() {
            for one in unfit {
                let message = format!("`{one}` cannot carry every value that it is said of; it is left out there");
                self.tell(Diagnostic::warning("left-out-media-type", &types.at, message));
            }
            return fit;
        }
        let assumed = match carried {
            Carried::Bytes => OCTETS,
            _ if types.list.is_empty() => JSON,
            // The media types are those of the success, and errors have another one that is not said.
            Carried::Structure | Carried::Scalar if error || types.list.iter().all(|one| one.contains('*')) => JSON,
            _ => return types.list.clone(),
        };
        let message = match types.list.as_slice() {
            [] => format!("no media type is said; `{assumed}` is assumed"),
            list => {
                format!("`{}` cannot carry every value that is described; `{assumed}` is assumed", list.join("`, `"))
            }
        };
        let key = if types.at == Pointer::root() { "say `consumes` and `produces`" } else { "say it at the operation" };
        self.tell(Diagnostic::warning("assumed-media-type", &types.at, message).help(key));
        vec![assumed]
    }

    /// What a schema asks of a media type.
    pub(super) fn carried(&self, schema: &Place<'a>) -> Carried {
        let mut next = vec![schema.clone()];
        for _ in 0..MAX_SCHEMAS {
            let Some(schema) = next.pop().map(|schema| self.follow(&schema)) else { break };
            match (schema.text("type"), schema.text("format")) {
                (Some("file"), _) | (Some("string"), Some("binary")) => return Carried::Bytes,
                (Some("string"), _) => return Carried::Text,
                (Some("integer" | "number" | "boolean"), _) => return Carried::Scalar,
                (Some("array" | "object"), _) => return Carried::Structure,
                _ if ["properties", "additionalProperties", "items"].iter().any(|key| schema.get(key).is_some()) => {
                    return Carried::Structure;
                }
                _ => {}
            }
            let lists = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key));
            next.extend(lists.flat_map(|list| list.items().take(MAX_SCHEMAS).collect::<Vec<_>>()));
        }
        Carried::Anything
    }
}

/// Whether a media type is for forms.
pub(super) fn is_form(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == FORM || essence.starts_with("multipart/")
}

pub(super) fn is_json(media_type: &str) -> bool {
    Syntax::of(&essence(media_type)) == Syntax::Json
}

fn carries(media_type: &str, carried: Carried) -> bool {
    let essence = essence(media_type);
    let syntax = Syntax::of(&essence);
    match carried {
        Carried::Anything | Carried::Text => true,
        Carried::Bytes => !matches!(syntax, Syntax::Json | Syntax::Xml),
        Carried::Scalar => matches!(syntax, Syntax::Json | Syntax::Xml | Syntax::Text),
        Carried::Structure => {
            matches!(syntax, Syntax::Json | Syntax::Xml) || is_form(media_type) || is_stream(&essence)
        }
    }
}

/// Whether the schema is that of the whole or of each item.
fn is_stream(essence: &str) -> bool {
    matches!(
        essence,
        "text/event-stream"
            | "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/json-seq"
    )
}

/// A copy of the schema of the first media type, as a reference, so that it stays one type. A short one is copied.
pub(super) fn shared(schema: &Value, first: &Pointer) -> Value {
    let long = ["properties", "items", "allOf", "oneOf", "anyOf", "additionalProperties"];
    if long.iter().any(|key| schema.get(key).is_some()) { super::reference::to(first) } else { schema.clone() }
}
