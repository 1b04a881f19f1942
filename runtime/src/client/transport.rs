//! The transport of requests: any tower service, behind one type.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use tower::{Service, ServiceExt as _};

use super::platform::{BoxFuture, MaybeSend};
use crate::body::Body;
use crate::error::BoxError;

/// Sends requests to the server and returns its responses: implemented for all tower services of HTTP messages.
///
/// The extensions of a request have its operation, as a [`Matched`](crate::operation::Matched).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a transport: it has to be a tower service from `http::Request<Body>` to `http::Response<_>`",
    note = "it also has to be `Clone + Send + Sync + 'static`, and its futures `Send`"
)]
pub trait Transport {
    /// The same behind one type.
    #[doc(hidden)]
    fn into_boxed(self) -> BoxTransport;
}

impl<S, B> Transport for S
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: MaybeSend + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn into_boxed(self) -> BoxTransport {
        BoxTransport::new(Cloned(self))
    }
}

/// What a response of a transport is, or why there is none.
pub(super) type Sent = Result<http::Response<Body>, BoxError>;

/// A transport behind a pointer.
pub(super) trait AnyTransport: Send + Sync {
    /// Sends one request.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Sent>;
}

/// A service of which each request has a clone, as tower wants it.
struct Cloned<S>(S);

impl<S, B> AnyTransport for Cloned<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: MaybeSend + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Sent> {
        let service = self.0.clone();
        Box::pin(async move { Ok(service.oneshot(request).await.map_err(Into::into)?.map(Body::stream)) })
    }
}

/// A transport behind one type: itself a tower service, for layers to be put around it.
#[derive(Clone)]
pub struct BoxTransport(Arc<dyn AnyTransport>);

impl BoxTransport {
    pub(super) fn new(transport: impl AnyTransport + 'static) -> Self {
        Self(Arc::new(transport))
    }

    /// Sends one request.
    pub(super) fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Sent> {
        self.0.send(request)
    }
}

impl Service<http::Request<Body>> for BoxTransport {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Sent>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        self.send(request)
    }
}

impl fmt::Debug for BoxTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BoxTransport")
    }
}
