//! Requests by reqwest in a browser, which sends and receives whole bodies.

use super::super::transport::Sent;
use crate::body::Body;

/// The URL, which may hold a key, is taken off each error.
pub(super) async fn send(client: reqwest::Client, request: http::Request<Body>) -> Sent {
    let (parts, body) = request.into_parts();
    let message = http::Request::from_parts(parts, body.collect(usize::MAX).await?);
    let request = reqwest::Request::try_from(message).map_err(reqwest::Error::without_url)?;
    let mut response = client.execute(request).await.map_err(reqwest::Error::without_url)?;
    let mut received = http::Response::new(Body::empty());
    *received.status_mut() = response.status();
    std::mem::swap(received.headers_mut(), response.headers_mut());
    let bytes = response.bytes().await.map_err(reqwest::Error::without_url)?;
    Ok(received.map(|_| Body::from(bytes)))
}
