//! One request in, its response out: every refusal that is made without a handler is made here, in a fixed order.

use std::sync::Arc;

use axum::extract::{OriginalUri, Request};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::request::Parts;
use http::{Method, Response};
use http_body::Body as _;

use crate::body::{Body, BodyError};
use crate::message::{negotiate, request};
use crate::operation::OperationMeta;
use crate::rejection::Rejection;

use super::authenticate::{AuthError, Credentials};
use super::paths::Matched;
use super::routes::{Call, NotAcceptable, Server};

/// Answers a request. A HEAD is answered as its GET is, without the body.
pub(super) async fn respond<S, P>(server: &Server<S, P>, request: Request) -> Response<Body>
where
    S: Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    let (parts, body) = request.into_parts();
    let head = parts.method == Method::HEAD;
    let mut matched = None;
    let outcome = handle(server, parts, body, &mut matched).await;
    let mut response = outcome.unwrap_or_else(|rejection| (server.gate.reject)(&server.service, rejection));
    if let Some(matched) = matched {
        response.extensions_mut().insert(matched);
    }
    if head { without_body(response) } else { response }
}

/// Refusals, in this order: 404, 405, 401 and 403, 415, 406, 413, 400.
async fn handle<S, P>(
    server: &Server<S, P>,
    mut parts: Parts,
    body: axum::body::Body,
    matched: &mut Option<Matched>,
) -> Result<Response<Body>, Rejection>
where
    S: Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    // Where the router is nested, this is the path behind the prefix; all others see the path as it was sent.
    let uri = parts.uri.clone();
    if let Some(OriginalUri(original)) = parts.extensions.get() {
        parts.uri = original.clone();
    }
    let hit = server.paths.find(&parts.method, uri.path())?;
    let route = server.routes.get(hit.index).ok_or(Rejection::NotFound)?;
    let operation = route.operation;
    let here = Matched { id: operation.id, template: operation.path };
    *matched = Some(here);
    parts.extensions.insert(here);

    let caller = caller(server, operation, &parts).await?;
    let content = request::content(operation, &parts.headers, !body.is_end_stream())?;
    let negotiated =
        negotiate::negotiate(operation, &parts.headers, hit.format.as_deref(), server.options.media_types)?;
    let body = match operation.body {
        Some(_) => read(body, &parts, server.options.body_limit).await?,
        // What the document does not know is not read either.
        None => Bytes::new(),
    };
    let call = Call { parts: &parts, captures: &hit.captures, body, content, negotiated };
    let outcome = (route.handle)(Arc::clone(&server.service), caller, call)?.await;
    outcome.map_err(|error| match error.downcast::<NotAcceptable>() {
        Ok(refused) => Rejection::NotAcceptable { available: refused.available },
        Err(error) => {
            (server.gate.failed)(&server.service, operation, &error);
            Rejection::Internal
        }
    })
}

/// The caller; `None` where nothing is demanded and nothing was shown.
async fn caller<S, P>(
    server: &Server<S, P>,
    operation: &'static OperationMeta,
    parts: &Parts,
) -> Result<Option<P>, Rejection> {
    let credentials = Credentials::of(operation, parts);
    if credentials.is_anonymous() {
        let anyone = |requirements: &[_]| requirements.is_empty();
        return if operation.security.is_empty() || operation.security.iter().any(|one| anyone(one.schemes)) {
            Ok(None)
        } else {
            Err(AuthError::Missing.rejection(operation))
        };
    }
    match (server.gate.authenticate)(&server.service, credentials, parts).await {
        Ok(caller) => Ok(Some(caller)),
        Err(error) => Err(error.rejection(operation)),
    }
}

/// Reads the body. One that says itself that it is too long is not begun.
async fn read(body: axum::body::Body, parts: &Parts, limit: usize) -> Result<Bytes, Rejection> {
    let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > limit as u64) {
        return Err(Rejection::TooLarge { limit });
    }
    Body::stream(body).collect(limit).await.map_err(|error| match error {
        BodyError::TooLarge { limit } => Rejection::TooLarge { limit },
        BodyError::Broken(_) => Rejection::Malformed { message: "the body broke off" },
    })
}

/// Drops the body and keeps its length (RFC 9110, section 9.3.2).
fn without_body(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact().filter(|length| *length > 0) {
        parts.headers.entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}
