//! The Security Scheme Object (OpenAPI 3.0.3, section 4.7.27) and what only it holds.

use super::Kind::{self, Choice, Map, Text};
use super::{Object, Rest};

pub(in crate::source) static SECURITY_SCHEME: Object = Object {
    name: "Security Scheme Object",
    fields: &[
        ("type", Choice(&["apiKey", "http", "oauth2", "openIdConnect"])),
        ("description", Text),
        ("name", Text),
        ("in", Choice(&["query", "header", "cookie"])),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Kind::Object(&OAUTH_FLOWS)),
        ("openIdConnectUrl", Text),
    ],
    required: &["type"],
    rest: Rest::Extensions,
};

static OAUTH_FLOWS: Object = Object {
    name: "OAuth Flows Object",
    fields: &[
        ("implicit", Kind::Object(&IMPLICIT_FLOW)),
        ("password", Kind::Object(&TOKEN_FLOW)),
        ("clientCredentials", Kind::Object(&TOKEN_FLOW)),
        ("authorizationCode", Kind::Object(&CODE_FLOW)),
    ],
    required: &[],
    rest: Rest::Extensions,
};

const FLOW: &[(&str, Kind)] =
    &[("authorizationUrl", Text), ("tokenUrl", Text), ("refreshUrl", Text), ("scopes", Map(&Text))];

static IMPLICIT_FLOW: Object = Object {
    name: "OAuth Flow Object",
    fields: FLOW,
    required: &["authorizationUrl", "scopes"],
    rest: Rest::Extensions,
};

static TOKEN_FLOW: Object =
    Object { name: "OAuth Flow Object", fields: FLOW, required: &["tokenUrl", "scopes"], rest: Rest::Extensions };

static CODE_FLOW: Object = Object {
    name: "OAuth Flow Object",
    fields: FLOW,
    required: &["authorizationUrl", "tokenUrl", "scopes"],
    rest: Rest::Extensions,
};
