//! Selects the credentials to send, from the alternatives of an operation's security and the credentials of a client; a
//! token may have to be awaited.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;

use super::{BoxFuture, Error, MaybeSend};
use crate::error::BoxError;
use crate::operation::{Requirement, SchemeKind, SecurityScheme};
use crate::security::{Credential, Secret};

/// The source of a client's credential: a [`Credential`], which is always the same, or a [`TokenSource`], which is
/// called for each call.
#[derive(Clone)]
pub struct CredentialSource(Source);

#[derive(Clone)]
enum Source {
    Fixed(Arc<Credential>),
    Token(Arc<dyn AnyTokenSource>),
}

/// Gives the token, or the key, for one call. A function that returns a future is a source, and so is a
/// [`Jwt`](crate::security), which signs a token by itself.
///
/// It is called for each call, so it is up to the source to cache a token that is valid for longer:
///
/// ```
/// use std::time::{Duration, Instant};
///
/// use specwright_runtime::client::TokenSource;
/// use specwright_runtime::error::BoxError;
/// use specwright_runtime::security::Secret;
/// use tokio::sync::Mutex;
///
/// /// Fetches a token and keeps it for five minutes.
/// #[derive(Default)]
/// struct Login {
///     kept: Mutex<Option<(Instant, Secret)>>,
/// }
///
/// impl TokenSource for Login {
///     async fn token(&self) -> Result<Secret, BoxError> {
///         let mut kept = self.kept.lock().await;
///         match &*kept {
///             Some((since, token)) if since.elapsed() < Duration::from_secs(300) => Ok(token.clone()),
///             _ => {
///                 let token = fetch().await?;
///                 *kept = Some((Instant::now(), token.clone()));
///                 Ok(token)
///             }
///         }
///     }
/// }
/// # async fn fetch() -> Result<Secret, BoxError> {
/// #     Ok(Secret::from("token"))
/// # }
/// ```
pub trait TokenSource: Send + Sync {
    /// Returns the token. The time that it takes counts towards the timeout of the call.
    ///
    /// # Errors
    /// If there is no token: the call fails with this error, and nothing is sent.
    fn token(&self) -> impl Future<Output = Result<Secret, BoxError>> + MaybeSend;
}

type TokenFuture<'a> = BoxFuture<'a, Result<Secret, BoxError>>;

/// A source of tokens behind a pointer.
trait AnyTokenSource: Send + Sync {
    fn boxed_token(&self) -> TokenFuture<'_>;
}

impl<T: TokenSource> AnyTokenSource for T {
    fn boxed_token(&self) -> TokenFuture<'_> {
        Box::pin(self.token())
    }
}

impl CredentialSource {
    /// A source of tokens.
    pub fn token(source: impl TokenSource + 'static) -> Self {
        Self(Source::Token(Arc::new(source)))
    }

    fn fits(&self, kind: SchemeKind) -> bool {
        let pair = matches!(&self.0, Source::Fixed(fixed) if matches!(**fixed, Credential::Basic { .. }));
        pair == matches!(kind, SchemeKind::Basic)
    }

    async fn credential(self) -> Result<Arc<Credential>, BoxError> {
        match self.0 {
            Source::Fixed(credential) => Ok(credential),
            Source::Token(source) => source.boxed_token().await.map(|token| Arc::new(Credential::Bearer(token))),
        }
    }
}

impl From<Credential> for CredentialSource {
    fn from(credential: Credential) -> Self {
        Self(Source::Fixed(Arc::new(credential)))
    }
}

impl<F, T> TokenSource for F
where
    F: Fn() -> T + Send + Sync,
    T: Future<Output = Result<Secret, BoxError>> + MaybeSend,
{
    fn token(&self) -> impl Future<Output = Result<Secret, BoxError>> + MaybeSend {
        self()
    }
}

#[cfg(feature = "jwt")]
impl TokenSource for crate::security::jwt::Jwt {
    async fn token(&self) -> Result<Secret, BoxError> {
        Ok(Self::token(self))
    }
}

/// A scheme, and where its credential is from.
pub(super) type Selected = Vec<(&'static SecurityScheme, CredentialSource)>;

/// The sources of the first complete alternative. An alternative without schemes is the last resort,
/// wherever it is listed: a caller that has a credential wants to be authenticated.
pub(super) fn select(
    security: &'static [Requirement],
    sources: &BTreeMap<&'static str, CredentialSource>,
) -> Result<Selected, Error<Infallible>> {
    let source = |scheme: &SecurityScheme| sources.get(scheme.credential).filter(|source| source.fits(scheme.kind));
    let all = |requirement: &Requirement| {
        requirement.schemes.iter().map(|scheme| Some((*scheme, source(scheme)?.clone()))).collect::<Option<Selected>>()
    };
    if let Some(selected) = security.iter().filter(|requirement| !requirement.schemes.is_empty()).find_map(all) {
        return Ok(selected);
    }
    if security.is_empty() || security.iter().any(|requirement| requirement.schemes.is_empty()) {
        return Ok(Vec::new());
    }
    let names = |requirement: &Requirement| requirement.schemes.iter().map(|scheme| scheme.credential).collect();
    Err(Error::MissingCredentials { needed: security.iter().map(names).collect() })
}

/// A scheme, and its credential.
pub(super) type Fetched = (&'static SecurityScheme, Arc<Credential>);

/// The credentials themselves, one after another.
///
/// # Errors
/// A source has none.
pub(super) async fn fetch(selected: Selected) -> Result<Vec<Fetched>, Error<Infallible>> {
    let mut credentials = Vec::with_capacity(selected.len());
    for (scheme, source) in selected {
        let credential = source.credential().await;
        credentials.push((scheme, credential.map_err(|source| Error::Credential { name: scheme.credential, source })?));
    }
    Ok(credentials)
}
