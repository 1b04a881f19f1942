//! What carries requests: a service that was given, or one of our own over the network, which is made at the first call.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use tower::util::BoxCloneSyncService;

use crate::body::Body;
use crate::error::BoxError;

/// Whatever carries requests.
pub(super) type Service = BoxCloneSyncService<http::Request<Body>, http::Response<Body>, BoxError>;

/// A service, or the promise of one.
#[derive(Clone)]
pub(super) enum Transport {
    Given(Service),
    Own {
        https: bool,
        /// The service, or why there can be none.
        service: Arc<OnceLock<Result<Service, String>>>,
    },
}

impl Transport {
    /// A service of the caller's.
    pub(super) fn given<S, B>(service: S) -> Self
    where
        S: tower::Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::Given(boxed(service))
    }

    /// Our own.
    pub(super) fn own(https: bool) -> Self {
        Self::Own { https, service: Arc::default() }
    }

    /// The service.
    pub(super) fn service(&self) -> Result<Service, BoxError> {
        match self {
            Self::Given(service) => Ok(service.clone()),
            Self::Own { https, service } => {
                Ok(service.get_or_init(|| network(*https).map_err(|error| describe(&*error))).clone()?)
            }
        }
    }
}

fn boxed<S, B>(service: S) -> Service
where
    S: tower::Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    BoxCloneSyncService::new(
        service.map_response(|answer: http::Response<B>| answer.map(Body::stream)).map_err(Into::into),
    )
}

fn network(https: bool) -> Result<Service, BoxError> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false).no_proxy();
    let client = tls(builder, https)?.build().map_err(reqwest::Error::without_url)?;
    Ok(boxed(tower::service_fn(move |request| send(client.clone(), request))))
}

/// TLS by rustls, with the certificates of the operating system and ring, which needs no C toolchain of its own. Without
/// `https` no certificates are loaded, so that a machine that has none can speak plain HTTP.
#[cfg(feature = "rustls")]
fn tls(builder: reqwest::ClientBuilder, https: bool) -> Result<reqwest::ClientBuilder, BoxError> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let config = if https {
        config.with_platform_verifier()?
    } else {
        config.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(builder.tls_backend_preconfigured(config.with_no_client_auth()))
}

#[cfg(not(feature = "rustls"))]
fn tls(builder: reqwest::ClientBuilder, https: bool) -> Result<reqwest::ClientBuilder, BoxError> {
    if https && cfg!(not(feature = "native-tls")) {
        return Err("https needs the feature `rustls` or `native-tls`".into());
    }
    Ok(builder)
}

/// The URL, which may hold a key, is taken off each error.
async fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<impl http_body::Body<Data = Bytes, Error = reqwest::Error>>, reqwest::Error> {
    let request = reqwest::Request::try_from(request.map(upload)).map_err(reqwest::Error::without_url)?;
    let answer = client.execute(request).await.map_err(reqwest::Error::without_url)?;
    Ok(http::Response::from(answer).map(|body| body.map_err(reqwest::Error::without_url)))
}

fn upload(body: Body) -> reqwest::Body {
    match body.buffered() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(Upload(Mutex::new(body))),
    }
}

/// A body that is `Sync`, as reqwest wants it. Nobody ever waits for the lock: it is opened by those who own it.
struct Upload(Mutex<Body>);

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_frame(context)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}

/// An error and its causes in one line, for it has to be told more than once.
fn describe(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bodies_are_uploaded_as_they_are() {
        let stream = || Body::stream(Body::from("ab".to_owned()));
        for (body, known) in [(Body::from("ab".to_owned()), true), (stream(), false), (Body::empty(), true)] {
            let length = http_body::Body::size_hint(&body).exact().unwrap();
            let uploaded = upload(body);
            assert_eq!(uploaded.as_bytes().is_some(), known);
            assert_eq!(http_body::Body::size_hint(&uploaded).exact(), Some(length));
            let bytes = uploaded.collect().await.unwrap().to_bytes();
            assert_eq!(bytes, if length == 0 { "" } else { "ab" });
        }
    }

    #[test]
    fn a_failure_is_told_with_its_causes() {
        let error: BoxError = Box::new(crate::body::BodyError::Broken("reset".into()));
        assert_eq!(describe(&*error), "the body broke off: reset");
    }
}
