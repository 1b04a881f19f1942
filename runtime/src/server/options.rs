//! The options of a router.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, Route};
use tower::{Layer, Service};

/// The options of a router.
#[derive(Clone)]
pub struct Options {
    pub(super) body_limit: usize,
    pub(super) media_types: Option<&'static [&'static str]>,
    layers: Vec<AddLayer>,
}

/// Adds a layer to a service of axum.
type AddLayer = Arc<dyn Fn(MethodRouter) -> MethodRouter + Send + Sync>;

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
        Self { body_limit: 2 * 1024 * 1024, media_types: None, layers: Vec::new() }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { body_limit, media_types, layers } = self;
        f.debug_struct("Options")
            .field("body_limit", body_limit)
            .field("media_types", media_types)
            .field("layers", &layers.len())
            .finish()
    }
}
