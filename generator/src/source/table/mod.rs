//! What OpenAPI 3.0.3, section 4.7, says about the shape of each of its objects, as data: every field, its kind, and
//! what must be there. The check of the structure and the conversion from 3.1 walk a tree by it.

mod schema;
mod security;

pub(super) use self::schema::SCHEMA;
pub(super) use self::security::SECURITY_SCHEME;

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Any,
    Text,
    Bool,
    Number,
    /// An integer that is not negative.
    Count,
    /// One of these strings.
    Choice(&'static [&'static str]),
    List(&'static Kind),
    Map(&'static Kind),
    Object(&'static Object),
    /// The object, or a Reference Object in its place.
    Referable(&'static Object),
    /// The object, a Reference Object in its place, or `true` or `false`.
    OrBool(&'static Object),
}

/// One object of the specification.
#[derive(Debug)]
pub(super) struct Object {
    /// As the specification calls it.
    pub name: &'static str,
    pub fields: &'static [(&'static str, Kind)],
    pub required: &'static [&'static str],
    pub rest: Rest,
}

/// What the keys that are not in `fields` are.
#[derive(Debug)]
pub(super) enum Rest {
    /// Extensions (`x-…`); any other key is unknown.
    Extensions,
    /// Keys that the document chooses and that this accepts, besides extensions.
    Keys { accept: fn(&str) -> bool, what: &'static str, kind: Kind },
}

impl Object {
    /// The kind of a field, whether the specification or the document names it; `None` for extensions and unknown keys.
    pub(super) fn kind_of(&self, key: &str) -> Option<Kind> {
        if let Some((_, kind)) = self.fields.iter().find(|(name, _)| *name == key) {
            return Some(*kind);
        }
        match &self.rest {
            Rest::Extensions => None,
            Rest::Keys { accept, kind, .. } => (!key.starts_with("x-") && accept(key)).then_some(*kind),
        }
    }
}

use Kind::{Any, Bool, Choice, List, Map, Referable, Text};

pub(super) static DOCUMENT: Object = Object {
    name: "OpenAPI Object",
    fields: &[
        ("openapi", Text),
        ("info", Kind::Object(&INFO)),
        ("servers", List(&Kind::Object(&SERVER))),
        ("paths", Kind::Object(&PATHS)),
        ("components", Kind::Object(&COMPONENTS)),
        ("security", List(&SECURITY_REQUIREMENT)),
        ("tags", List(&Kind::Object(&TAG))),
        ("externalDocs", EXTERNAL_DOCS),
    ],
    required: &["openapi", "info", "paths"],
    rest: Rest::Extensions,
};

const SECURITY_REQUIREMENT: Kind = Map(&List(&Text));
pub(super) const EXTERNAL_DOCS: Kind = Kind::Object(&EXTERNAL_DOCUMENTATION);

pub(super) static INFO: Object = Object {
    name: "Info Object",
    fields: &[
        ("title", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Kind::Object(&CONTACT)),
        ("license", Kind::Object(&LICENSE)),
        ("version", Text),
    ],
    required: &["title", "version"],
    rest: Rest::Extensions,
};

static CONTACT: Object = Object {
    name: "Contact Object",
    fields: &[("name", Text), ("url", Text), ("email", Text)],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static LICENSE: Object = Object {
    name: "License Object",
    fields: &[("name", Text), ("url", Text)],
    required: &["name"],
    rest: Rest::Extensions,
};

pub(super) static SERVER: Object = Object {
    name: "Server Object",
    fields: &[("url", Text), ("description", Text), ("variables", Map(&Kind::Object(&SERVER_VARIABLE)))],
    required: &["url"],
    rest: Rest::Extensions,
};

static SERVER_VARIABLE: Object = Object {
    name: "Server Variable Object",
    fields: &[("enum", List(&Text)), ("default", Text), ("description", Text)],
    required: &["default"],
    rest: Rest::Extensions,
};

static COMPONENTS: Object = Object {
    name: "Components Object",
    fields: &[
        ("schemas", Map(&Referable(&SCHEMA))),
        ("responses", Map(&Referable(&RESPONSE))),
        ("parameters", Map(&Referable(&PARAMETER))),
        ("examples", Map(&Referable(&EXAMPLE))),
        ("requestBodies", Map(&Referable(&REQUEST_BODY))),
        ("headers", Map(&Referable(&HEADER))),
        ("securitySchemes", Map(&Referable(&SECURITY_SCHEME))),
        ("links", Map(&Referable(&LINK))),
        ("callbacks", Any),
    ],
    required: &[],
    rest: Rest::Extensions,
};

static PATHS: Object = Object {
    name: "Paths Object",
    fields: &[],
    required: &[],
    rest: Rest::Keys {
        accept: |key| key.starts_with('/'),
        what: "a path that starts with `/`",
        kind: Referable(&PATH_ITEM),
    },
};

pub(super) static PATH_ITEM: Object = Object {
    name: "Path Item Object",
    fields: &[
        ("summary", Text),
        ("description", Text),
        ("get", Kind::Object(&OPERATION)),
        ("put", Kind::Object(&OPERATION)),
        ("post", Kind::Object(&OPERATION)),
        ("delete", Kind::Object(&OPERATION)),
        ("options", Kind::Object(&OPERATION)),
        ("head", Kind::Object(&OPERATION)),
        ("patch", Kind::Object(&OPERATION)),
        ("trace", Kind::Object(&OPERATION)),
        // Of 3.2, and no fields of 3.0 that mean something else.
        ("query", Kind::Object(&OPERATION)),
        ("additionalOperations", Map(&Kind::Object(&OPERATION))),
        ("servers", List(&Kind::Object(&SERVER))),
        ("parameters", List(&Referable(&PARAMETER))),
    ],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static OPERATION: Object = Object {
    name: "Operation Object",
    fields: &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", EXTERNAL_DOCS),
        ("operationId", Text),
        ("parameters", List(&Referable(&PARAMETER))),
        ("requestBody", Referable(&REQUEST_BODY)),
        ("responses", Kind::Object(&RESPONSES)),
        ("callbacks", Any),
        ("deprecated", Bool),
        ("security", List(&SECURITY_REQUIREMENT)),
        ("servers", List(&Kind::Object(&SERVER))),
    ],
    required: &["responses"],
    rest: Rest::Extensions,
};

static EXTERNAL_DOCUMENTATION: Object = Object {
    name: "External Documentation Object",
    fields: &[("description", Text), ("url", Text)],
    required: &["url"],
    rest: Rest::Extensions,
};

pub(super) static PARAMETER: Object = Object {
    name: "Parameter Object",
    fields: &[
        ("name", Text),
        ("in", Choice(&["query", "header", "path", "cookie"])),
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Bool),
        ("style", Choice(&["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"])),
        ("explode", Bool),
        ("allowReserved", Bool),
        ("schema", Referable(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Referable(&EXAMPLE))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
    ],
    required: &["name", "in"],
    rest: Rest::Extensions,
};

static REQUEST_BODY: Object = Object {
    name: "Request Body Object",
    fields: &[("description", Text), ("content", Map(&Kind::Object(&MEDIA_TYPE))), ("required", Bool)],
    required: &["content"],
    rest: Rest::Extensions,
};

pub(super) static MEDIA_TYPE: Object = Object {
    name: "Media Type Object",
    fields: &[
        ("schema", Referable(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Referable(&EXAMPLE))),
        ("encoding", Map(&Kind::Object(&ENCODING))),
    ],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static ENCODING: Object = Object {
    name: "Encoding Object",
    fields: &[
        ("contentType", Text),
        ("headers", Map(&Referable(&HEADER))),
        ("style", Choice(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        ("explode", Bool),
        ("allowReserved", Bool),
    ],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static RESPONSES: Object = Object {
    name: "Responses Object",
    fields: &[("default", Referable(&RESPONSE))],
    required: &[],
    rest: Rest::Keys {
        accept: is_status,
        what: "a status such as `200` or `2XX`, or `default`",
        kind: Referable(&RESPONSE),
    },
};

/// Whether a key is a status code or a range of them (OpenAPI 3.0.3, section 4.7.16).
fn is_status(key: &str) -> bool {
    matches!(key.as_bytes(), [b'1'..=b'5', b'X', b'X'] | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'])
}

pub(super) static RESPONSE: Object = Object {
    name: "Response Object",
    fields: &[
        ("description", Text),
        ("headers", Map(&Referable(&HEADER))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
        ("links", Map(&Referable(&LINK))),
    ],
    required: &["description"],
    rest: Rest::Extensions,
};

pub(super) static EXAMPLE: Object = Object {
    name: "Example Object",
    fields: &[("summary", Text), ("description", Text), ("value", Any), ("externalValue", Text)],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static LINK: Object = Object {
    name: "Link Object",
    fields: &[
        ("operationRef", Text),
        ("operationId", Text),
        ("parameters", Map(&Any)),
        ("requestBody", Any),
        ("description", Text),
        ("server", Kind::Object(&SERVER)),
    ],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static HEADER: Object = Object {
    name: "Header Object",
    fields: &[
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Bool),
        ("style", Choice(&["simple"])),
        ("explode", Bool),
        ("allowReserved", Bool),
        ("schema", Referable(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Referable(&EXAMPLE))),
        ("content", Map(&Kind::Object(&MEDIA_TYPE))),
    ],
    required: &[],
    rest: Rest::Extensions,
};

pub(super) static TAG: Object = Object {
    name: "Tag Object",
    fields: &[("name", Text), ("description", Text), ("externalDocs", EXTERNAL_DOCS)],
    required: &["name"],
    rest: Rest::Extensions,
};
