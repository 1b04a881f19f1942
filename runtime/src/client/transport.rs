//! The transport of requests: a given tower service, or the built-in one, which is created at the first call.

#[cfg(feature = "reqwest-0-13")]
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use tower::ServiceExt as _;
use tower::util::BoxCloneSyncService;

use crate::body::Body;
use crate::error::{BoxError, Causes};

/// Sends requests to the server and returns its responses: implemented for all tower services of HTTP messages.
///
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
    S: tower::Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn into_boxed(self) -> BoxTransport {
        let service = self.map_response(|response: http::Response<B>| response.map(Body::stream));
        BoxTransport(BoxCloneSyncService::new(service.map_err(Into::into)))
    }
}

/// A transport behind one type.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct BoxTransport(BoxCloneSyncService<http::Request<Body>, http::Response<Body>, BoxError>);

impl BoxTransport {
    /// Sends one request.
    pub(super) async fn send(self, request: http::Request<Body>) -> Result<http::Response<Body>, BoxError> {
        self.0.oneshot(request).await
    }
}

/// A transport, or one that is created at the first call.
#[derive(Clone)]
pub(super) enum Carrier {
    Given(BoxTransport),
    /// The network, by reqwest.
    #[cfg(feature = "reqwest-0-13")]
    Network {
        https: bool,
        /// Returns the transport, or why it cannot be created.
        made: Arc<OnceLock<Result<BoxTransport, String>>>,
    },
}

impl Carrier {
    #[cfg(feature = "reqwest-0-13")]
    pub(super) fn network(https: bool) -> Self {
        Self::Network { https, made: Arc::default() }
    }

    /// The transport.
    pub(super) fn transport(&self) -> Result<BoxTransport, BoxError> {
        match self {
            Self::Given(transport) => Ok(transport.clone()),
            #[cfg(feature = "reqwest-0-13")]
            Self::Network { https, made } => {
                let make = || super::network::connect(*https).map_err(|error| Causes(&*error).to_string());
                Ok(made.get_or_init(make).clone()?)
            }
        }
    }
}
