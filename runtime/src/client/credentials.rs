//! The alternatives of an operation's security and the credentials of a client in, the credentials to send out.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use super::Error;
use crate::error::BoxError;
use crate::operation::{Requirement, SchemeKind, SecurityScheme};
use crate::security::{Credential, Secret};

/// Where a client has a credential from.
#[derive(Clone)]
pub enum CredentialSource {
    /// It is always the same.
    Fixed(Credential),
    /// It is asked for anew for each call.
    Token(Arc<dyn TokenSource>),
}

/// Gives the token, or the key, for one call.
pub trait TokenSource: Send + Sync {
    /// The token. The call waits for it, so it has to be at hand.
    ///
    /// # Errors
    /// There is none; the call ends with this error.
    fn token(&self) -> Result<Secret, BoxError>;
}

impl CredentialSource {
    /// A source of tokens: a [`Jwt`](crate::security), or a function.
    pub fn token(source: impl TokenSource + 'static) -> Self {
        Self::Token(Arc::new(source))
    }

    fn fits(&self, kind: SchemeKind) -> bool {
        let pair = matches!(self, Self::Fixed(Credential::Basic { .. }));
        pair == matches!(kind, SchemeKind::Basic)
    }

    fn credential(&self) -> Result<Credential, BoxError> {
        match self {
            Self::Fixed(credential) => Ok(credential.clone()),
            Self::Token(source) => source.token().map(Credential::Bearer),
        }
    }
}

impl From<Credential> for CredentialSource {
    fn from(credential: Credential) -> Self {
        Self::Fixed(credential)
    }
}

impl<F: Fn() -> Result<Secret, BoxError> + Send + Sync> TokenSource for F {
    fn token(&self) -> Result<Secret, BoxError> {
        self()
    }
}

#[cfg(feature = "jwt")]
impl TokenSource for crate::security::jwt::Jwt {
    fn token(&self) -> Result<Secret, BoxError> {
        Ok(Self::token(self))
    }
}

/// The credentials of the first alternative of which all are there. An alternative without schemes is the last resort,
/// wherever it stands: whoever has a credential wants to be known.
pub(super) fn select(
    security: &'static [Requirement],
    sources: &BTreeMap<&'static str, CredentialSource>,
) -> Result<Vec<(&'static SecurityScheme, Credential)>, Error<Infallible>> {
    let source = |scheme: &SecurityScheme| sources.get(scheme.credential).filter(|source| source.fits(scheme.kind));
    let complete = security.iter().find(|requirement| {
        !requirement.schemes.is_empty() && requirement.schemes.iter().all(|scheme| source(scheme).is_some())
    });
    let Some(requirement) = complete else {
        if security.is_empty() || security.iter().any(|requirement| requirement.schemes.is_empty()) {
            return Ok(Vec::new());
        }
        let names = |requirement: &Requirement| requirement.schemes.iter().map(|scheme| scheme.credential).collect();
        return Err(Error::MissingCredentials { needed: security.iter().map(names).collect() });
    };
    let mut credentials = Vec::new();
    for scheme in requirement.schemes {
        if let Some(source) = source(scheme) {
            let credential =
                source.credential().map_err(|source| Error::Credential { name: scheme.credential, source })?;
            credentials.push((*scheme, credential));
        }
    }
    Ok(credentials)
}
