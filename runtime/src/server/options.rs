//! The options of a router.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, Route};
use http::Response;
use tower::{Layer, Service};

use super::context::Context;
use crate::body::Body;
use crate::error::BoxError;
use crate::rejection::Rejection;

/// The options of a router.
#[derive(Clone)]
pub struct Options {
    pub(super) body_limit: usize,
    pub(super) media_types: Option<&'static [&'static str]>,
    layers: Vec<AddLayer>,
    pub(super) reject: Arc<Reject>,
    pub(super) fail: Arc<Fail>,
}

/// Adds a layer to a service of axum.
type AddLayer = Arc<dyn Fn(MethodRouter) -> MethodRouter + Send + Sync>;

/// Makes the response to a request that is refused.
type Reject = dyn Fn(Rejection, &Context) -> Response<Body> + Send + Sync;

/// Is told why an operation failed.
type Fail = dyn Fn(&BoxError, &Context) + Send + Sync;

impl Options {
    /// Limits request bodies to a number of bytes. The default is 2 MiB.
    #[must_use]
    pub fn body_limit(self, body_limit: usize) -> Self {
        Self { body_limit, ..self }
    }

    /// Names the media types that the handlers produce, if these are not all documented ones: a request that accepts none
    /// of them gets a 406 before any handler runs.
    #[must_use]
    pub fn media_types(self, media_types: &'static [&'static str]) -> Self {
        Self { media_types: Some(media_types), ..self }
    }

    /// Makes the responses to requests that are refused or whose handler failed. The default is
    /// [`Rejection::to_response`], `application/problem+json` (RFC 9457).
    #[must_use]
    pub fn on_reject(self, reject: impl Fn(Rejection, &Context) -> Response<Body> + Send + Sync + 'static) -> Self {
        Self { reject: Arc::new(reject), ..self }
    }

    /// Is called when an operation responds with 500, with the error of its handler, or the
    /// [`EncodeError`](crate::error::EncodeError) of a response that the document forbids. The response does not contain
    /// it. The default does nothing.
    #[must_use]
    pub fn on_failure(self, fail: impl Fn(&BoxError, &Context) + Send + Sync + 'static) -> Self {
        Self { fail: Arc::new(fail), ..self }
    }

    /// Adds a layer around all operations. It runs once the operation is known, before the caller is authenticated, and
    /// finds [`Matched`](super::Matched) in the extensions of the request; requests that no operation has do not reach
    /// it. Of several layers the last one runs first.
    #[must_use]
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.layers.push(Arc::new(move |inner| inner.layer(layer.clone())));
        self
    }

    /// The service behind the layers; `None` if there are none.
    pub(super) fn layered(&self, inner: impl FnOnce() -> MethodRouter) -> Option<MethodRouter> {
        let mut layers = self.layers.iter();
        let first = layers.next()?;
        Some(layers.fold(first(inner()), |service, layer| layer(service)))
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            body_limit: 2 * 1024 * 1024,
            media_types: None,
            layers: Vec::new(),
            reject: Arc::new(|rejection, _| rejection.to_response()),
            fail: Arc::new(|_, _| {}),
        }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body_limit, media_types, layers, reject: _, fail: _ } = self;
        f.debug_struct("Options")
            .field("body_limit", body_limit)
            .field("media_types", media_types)
            .field("layers", &layers.len())
            .finish_non_exhaustive()
    }
}
