//! The Schema Object (OpenAPI 3.0.3, section 4.7.24) and what only it holds.

use super::Kind::{self, Any, Bool, Choice, Count, List, Map, Number, OrBool, Referable, Text};
use super::{EXTERNAL_DOCS, Object, Rest};

pub(in crate::source) static SCHEMA: Object = Object {
    name: "Schema Object",
    fields: &[
        ("title", Text),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", Bool),
        ("minimum", Number),
        ("exclusiveMinimum", Bool),
        ("maxLength", Count),
        ("minLength", Count),
        ("pattern", Text),
        ("maxItems", Count),
        ("minItems", Count),
        ("uniqueItems", Bool),
        ("maxProperties", Count),
        ("minProperties", Count),
        ("required", List(&Text)),
        ("enum", List(&Any)),
        ("type", Choice(&["string", "number", "integer", "boolean", "array", "object"])),
        ("allOf", List(&Referable(&SCHEMA))),
        ("oneOf", List(&Referable(&SCHEMA))),
        ("anyOf", List(&Referable(&SCHEMA))),
        ("not", Referable(&SCHEMA)),
        ("items", Referable(&SCHEMA)),
        ("properties", Map(&Referable(&SCHEMA))),
        ("additionalProperties", OrBool(&SCHEMA)),
        ("description", Text),
        ("format", Text),
        ("default", Any),
        ("nullable", Bool),
        ("discriminator", Kind::Object(&DISCRIMINATOR)),
        ("readOnly", Bool),
        ("writeOnly", Bool),
        ("xml", Kind::Object(&XML)),
        ("externalDocs", EXTERNAL_DOCS),
        ("example", Any),
        ("deprecated", Bool),
    ],
    required: &[],
    rest: Rest::Extensions,
};

static DISCRIMINATOR: Object = Object {
    name: "Discriminator Object",
    fields: &[("propertyName", Text), ("mapping", Map(&Text))],
    required: &["propertyName"],
    rest: Rest::Extensions,
};

static XML: Object = Object {
    name: "XML Object",
    fields: &[("name", Text), ("namespace", Text), ("prefix", Text), ("attribute", Bool), ("wrapped", Bool)],
    required: &[],
    rest: Rest::Extensions,
};
