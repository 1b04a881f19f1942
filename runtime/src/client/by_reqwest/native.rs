//! Requests by reqwest outside of a browser: bodies are streamed both ways.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;

use super::super::transport::Sent;
use crate::body::Body;
use crate::error::BoxError;

/// The URL, which may hold a key, is taken off each error.
pub(super) async fn send(client: reqwest::Client, request: http::Request<Body>) -> Sent {
    let request = reqwest::Request::try_from(request.map(upload)).map_err(reqwest::Error::without_url)?;
    let response = client.execute(request).await.map_err(reqwest::Error::without_url)?;
    let response = http::Response::from(response);
    Ok(response.map(|body| Body::stream(body.map_err(reqwest::Error::without_url))))
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
