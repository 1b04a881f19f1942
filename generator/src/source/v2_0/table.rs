//! What Swagger 2.0 says about the shape of its objects where OpenAPI 3.0 says something else. What both have in common
//! (`Any` here) is checked once it is in the shape of 3.0.

use super::super::table::Kind::{self, Any, Choice, List, Map, Referable, Text};
use super::super::table::{Object, Rest};

/// Fields of an object, and behind them the keywords of its value, which stand in a schema in 3.0.
macro_rules! beside_keywords {
    ($($field:expr),* $(,)?) => {
        &[
            $($field,)*
            ("type", Any),
            ("format", Any),
            ("default", Any),
            ("maximum", Any),
            ("exclusiveMaximum", Any),
            ("minimum", Any),
            ("exclusiveMinimum", Any),
            ("maxLength", Any),
            ("minLength", Any),
            ("pattern", Any),
            ("maxItems", Any),
            ("minItems", Any),
            ("uniqueItems", Any),
            ("enum", Any),
            ("multipleOf", Any),
        ]
    };
}

/// The keywords of a value outside of a schema.
pub(super) static KEYWORDS: &[(&str, Kind)] = beside_keywords![];

pub(in crate::source) static DOCUMENT: Object = Object {
    name: "Swagger Object",
    fields: &[
        ("swagger", Any),
        ("info", Any),
        ("host", Text),
        ("basePath", Text),
        ("schemes", List(&SCHEME)),
        ("consumes", List(&Text)),
        ("produces", List(&Text)),
        ("paths", Kind::Object(&PATHS)),
        ("definitions", Map(&Any)),
        ("parameters", Map(&Referable(&PARAMETER))),
        ("responses", Map(&Referable(&RESPONSE))),
        ("securityDefinitions", Map(&Kind::Object(&SECURITY_SCHEME))),
        ("security", Any),
        ("tags", Any),
        ("externalDocs", Any),
    ],
    required: &["info", "paths"],
    rest: Rest::Extensions,
};

const SCHEME: Kind = Choice(&["http", "https", "ws", "wss"]);

static PATHS: Object =
    Object { name: "Paths Object", fields: &[], required: &[], rest: any_key(Referable(&PATH_ITEM)) };

/// Keys that are checked later.
const fn any_key(kind: Kind) -> Rest {
    Rest::Keys { accept: |_| true, what: "", kind }
}

pub(super) static PATH_ITEM: Object = Object {
    name: "Path Item Object",
    fields: &[
        ("get", Kind::Object(&OPERATION)),
        ("put", Kind::Object(&OPERATION)),
        ("post", Kind::Object(&OPERATION)),
        ("delete", Kind::Object(&OPERATION)),
        ("options", Kind::Object(&OPERATION)),
        ("head", Kind::Object(&OPERATION)),
        ("patch", Kind::Object(&OPERATION)),
        ("parameters", List(&Referable(&PARAMETER))),
    ],
    required: &[],
    rest: Rest::Extensions,
};

static OPERATION: Object = Object {
    name: "Operation Object",
    fields: &[
        ("tags", Any),
        ("summary", Any),
        ("description", Any),
        ("externalDocs", Any),
        ("operationId", Any),
        ("consumes", List(&Text)),
        ("produces", List(&Text)),
        ("parameters", List(&Referable(&PARAMETER))),
        ("responses", Kind::Object(&RESPONSES)),
        ("schemes", List(&SCHEME)),
        ("deprecated", Any),
        ("security", Any),
    ],
    required: &[],
    rest: Rest::Extensions,
};

static PARAMETER: Object = Object {
    name: "Parameter Object",
    fields: beside_keywords![
        ("name", Text),
        ("in", Choice(&["query", "header", "path", "formData", "body"])),
        ("description", Any),
        ("required", Any),
        ("schema", Any),
        ("allowEmptyValue", Any),
        ("items", Any),
        ("collectionFormat", Choice(&["csv", "ssv", "tsv", "pipes", "multi"])),
    ],
    required: &["in"],
    rest: Rest::Extensions,
};

static RESPONSES: Object =
    Object { name: "Responses Object", fields: &[], required: &[], rest: any_key(Referable(&RESPONSE)) };

static RESPONSE: Object = Object {
    name: "Response Object",
    fields: &[("description", Any), ("schema", Any), ("headers", Map(&Kind::Object(&HEADER))), ("examples", Map(&Any))],
    required: &[],
    rest: Rest::Extensions,
};

static HEADER: Object = Object {
    name: "Header Object",
    fields: beside_keywords![
        ("description", Any),
        ("items", Any),
        ("collectionFormat", Choice(&["csv", "ssv", "tsv", "pipes"])),
    ],
    required: &[],
    rest: Rest::Extensions,
};

static SECURITY_SCHEME: Object = Object {
    name: "Security Scheme Object",
    fields: &[
        ("type", Choice(&["basic", "apiKey", "oauth2"])),
        ("description", Any),
        ("name", Text),
        ("in", Choice(&["query", "header"])),
        ("flow", Choice(&["implicit", "password", "application", "accessCode"])),
        ("authorizationUrl", Text),
        ("tokenUrl", Text),
        ("scopes", Map(&Any)),
    ],
    required: &["type"],
    rest: Rest::Extensions,
};
