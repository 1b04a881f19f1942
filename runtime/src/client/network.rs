//! The transport over the network: requests go to reqwest, and its responses come back.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;

use super::transport::{BoxTransport, Transport as _};
use crate::body::Body;
use crate::error::BoxError;

/// A transport of our own.
///
/// # Errors
/// The certificates of the system cannot be read, or `https` is asked for and there is no TLS.
pub(super) fn connect(https: bool) -> Result<BoxTransport, BoxError> {
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false).no_proxy();
    Ok(service(tls(builder, https)?.build().map_err(reqwest::Error::without_url)?))
}

/// A client of reqwest as a transport.
pub(super) fn service(client: reqwest::Client) -> BoxTransport {
    tower::service_fn(move |request| send(client.clone(), request)).into_boxed()
}

/// TLS by rustls, with the certificates of the operating system and ring, which needs no C toolchain of its own. Without
/// `https` no certificates are loaded, so that a machine that has none can speak plain HTTP.
#[cfg(feature = "rustls")]
fn tls(builder: reqwest::ClientBuilder, https: bool) -> Result<reqwest::ClientBuilder, BoxError> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
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
    let response = client.execute(request).await.map_err(reqwest::Error::without_url)?;
    Ok(http::Response::from(response).map(|body| body.map_err(reqwest::Error::without_url)))
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
}
