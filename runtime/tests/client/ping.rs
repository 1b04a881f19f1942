//! An operation with all kinds of security schemes, a documented problem and a documented redirect.

use specwright_runtime::operation::{Location, SchemeKind, SecurityScheme};
use specwright_runtime::problem::Problem;
use specwright_runtime::rt;

static BASIC: SecurityScheme = SecurityScheme { name: "login", credential: "login", kind: SchemeKind::Basic };
static QUERY: SecurityScheme = SecurityScheme {
    name: "queryKey",
    credential: "api-key",
    kind: SchemeKind::ApiKey { location: Location::Query, name: "key" },
};
static BEARER: SecurityScheme = SecurityScheme { name: "token", credential: "token", kind: SchemeKind::Bearer };

static API: rt::Api = rt::Api { schemes: &[&BASIC, &QUERY, &BEARER], format_suffix: None };

#[derive(Clone, Default, PartialEq)]
pub struct Ping {}

rt::operation!(Ping default {} Empty (), PingError; API;
    "ping,GET,/ping;;;204(success),409(json(application/problem+json)),307;all(login,queryKey),all(token)");

#[derive(Debug, PartialEq)]
pub enum PingError {
    Conflict(Problem),
    Elsewhere,
}

rt::responses!(PingError { 0 Conflict { 0 0 }, 1 Elsewhere {} });
