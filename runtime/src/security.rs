//! How a credential is carried: [`apply`] writes it into a request and [`extract`] reads it from one, side by side, so
//! that what one writes the other reads unchanged.

mod basic;
#[cfg(feature = "jwt")]
pub mod jwt;
mod key;
mod secret;

use std::fmt;

use http::header::AUTHORIZATION;
use http::request::Parts;

use crate::operation::{SchemeKind, SecurityScheme};
pub use secret::Secret;

/// A credential of a caller.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// The key of an `apiKey` scheme.
    ApiKey(Secret),
    /// A name and a password (RFC 7617).
    Basic {
        /// The name; it has no colon.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A bearer token (RFC 6750).
    Bearer(Secret),
}

/// Why a credential cannot be sent. It does not contain the credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialError {
    /// A name and a password for a scheme of one key or token, or the other way round.
    Mismatch,
    /// An empty credential, which a server cannot distinguish from an absent one.
    Empty,
    /// It has characters that would not arrive unchanged where the scheme carries it.
    Unwritable,
}

/// Writes a credential into a request, replacing an existing one of this scheme. Its header is marked sensitive.
///
/// A key and a token are one secret, so that schemes of both kinds can share a credential.
///
/// # Errors
/// The credential cannot be carried in this way; the request is as it was.
pub fn apply(scheme: &SecurityScheme, credential: &Credential, parts: &mut Parts) -> Result<(), CredentialError> {
    match (scheme.kind, credential) {
        (SchemeKind::ApiKey { location, name }, Credential::ApiKey(secret) | Credential::Bearer(secret)) => {
            key::apply(location, name, secret, parts)
        }
        (SchemeKind::Bearer, Credential::ApiKey(secret) | Credential::Bearer(secret)) => {
            let value = format!("Bearer {}", key::header_text(secret.expose())?);
            key::set_header(&AUTHORIZATION, &value, parts)
        }
        (SchemeKind::Basic, Credential::Basic { user, password }) => {
            key::set_header(&AUTHORIZATION, &basic::encode(user, password)?, parts)
        }
        // Nobody knows where it would go.
        (SchemeKind::Unknown, _) => Ok(()),
        (SchemeKind::ApiKey { .. } | SchemeKind::Bearer, Credential::Basic { .. })
        | (SchemeKind::Basic, Credential::ApiKey(_) | Credential::Bearer(_)) => Err(CredentialError::Mismatch),
    }
}

/// Reads a credential from a request. One that is empty or given twice is ignored.
pub fn extract(scheme: &SecurityScheme, parts: &Parts) -> Option<Credential> {
    match scheme.kind {
        SchemeKind::ApiKey { location, name } => key::extract(location, name, parts).map(Credential::ApiKey),
        SchemeKind::Basic => {
            let (user, password) = basic::decode(authorization("basic", parts)?)?;
            Some(Credential::Basic { user, password })
        }
        SchemeKind::Unknown => None,
        SchemeKind::Bearer => authorization("bearer", parts).map(|token| Credential::Bearer(Secret::from(token))),
    }
}

/// What follows the scheme's name in the `Authorization` header (RFC 9110, section 11.6.2).
fn authorization<'a>(scheme: &str, parts: &'a Parts) -> Option<&'a str> {
    let (name, rest) = key::single_header(&AUTHORIZATION, parts)?.split_once(' ')?;
    let rest = rest.trim_start_matches(' ');
    (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then_some(rest)
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ApiKey(_) => "ApiKey(***)",
            Self::Basic { .. } => "Basic(***)",
            Self::Bearer(_) => "Bearer(***)",
        })
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mismatch => "the credential is of another kind than its scheme",
            Self::Empty => "the credential is empty",
            Self::Unwritable => "the credential has characters that its scheme cannot carry",
        })
    }
}

impl std::error::Error for CredentialError {}

#[cfg(test)]
mod tests;
