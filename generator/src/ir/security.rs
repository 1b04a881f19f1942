//! Security schemes and requirements.

use super::{Location, Name};
use crate::diagnostic::Pointer;

/// A security scheme (OpenAPI 3.0.3, section 4.7.27).
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name among the components; the Rust name is the static's (upper snake case).
    pub name: Name,
    /// The credential that feeds it (`x-credential`), or its own name in kebab case; the Rust name is the one behind
    /// `with_` in the client's method (snake case). Schemes with the same credential have the same one.
    pub credential: Name,
    /// How the credential is carried.
    pub kind: SchemeKind,
    /// `description`.
    pub description: Option<String>,
    /// Which signed tokens it takes (`x-jwt`), where the document says so.
    pub jwt: Option<JwtClaims>,
}

/// How a credential is carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// As the value of a header, query parameter or cookie.
    ApiKey {
        /// Where.
        location: Location,
        /// The name there.
        name: String,
    },
    /// HTTP Basic.
    Basic,
    /// HTTP Bearer; OAuth 2 and OpenID Connect are carried alike.
    Bearer,
    /// Nobody says how: a scheme that is required and not declared.
    Unknown,
}

/// What `x-jwt` says of the tokens of a bearer scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JwtClaims {
    /// The algorithms that it takes: `HS256`, `none`.
    pub algorithms: Vec<String>,
}

/// Schemes that are needed together, as places in [`Api::security_schemes`](super::Api::security_schemes). None: anyone
/// may call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The schemes.
    pub schemes: Vec<usize>,
}
