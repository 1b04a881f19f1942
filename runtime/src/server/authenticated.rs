//! The caller of a route that the program has beside the API, by the same authentication.

use axum::extract::{FromRef, FromRequestParts};
use axum::response::{IntoResponse, Response};
use http::request::Parts;

use super::authenticate::{Alternatives, Authenticate, authenticate, authenticator, missing};
use super::context::Context;
use crate::rejection::Rejection;

/// An extractor of axum: the caller of a route that the program has beside the API, authenticated by the service `S` by any
/// alternative of the document's security. A generated crate has an alias of it without `C`.
///
/// The service is the state of the program's router, or a part of it (`FromRef`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authenticated<S: Authenticate<C>, C> {
    /// The caller.
    pub principal: S::Principal,
}

impl<S, C, T> FromRequestParts<T> for Authenticated<S, C>
where
    S: Authenticate<C> + FromRef<T>,
    C: Alternatives,
    T: Send + Sync,
{
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &T) -> Result<Self, Rejection> {
        let (service, context) = (S::from_ref(state), Context::new(parts.clone()));
        match authenticate(&service, authenticator::<S, C>(), C::ALL.iter().copied(), &context).await {
            Some(Ok(principal)) => Ok(Self { principal }),
            Some(Err(rejection)) => Err(rejection),
            None => Err(missing(C::ALL.iter().copied().flatten().copied())),
        }
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        self.to_response().map(axum::body::Body::new)
    }
}
