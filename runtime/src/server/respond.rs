//! Responds to one request: every refusal without a handler is made here, in a fixed order.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{OriginalUri, Request};
use axum::routing::{MethodRouter, any_service};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::request::Parts;
use http::{Method, Response};
use http_body::Body as _;
use tower::{ServiceExt as _, service_fn};

use crate::body::{Body, BodyError};
use crate::message::{negotiate, request};
use crate::operation::OperationMeta;
use crate::rejection::Rejection;

use super::authenticate::{AuthError, Credentials};
use super::paths::{Matched, Paths};
use super::routes::{Call, NotAcceptable, Server};

/// The operations of one route of axum.
pub(super) struct Endpoint<S, P> {
    pub(super) server: Arc<Server<S, P>>,
    pub(super) paths: Arc<Paths>,
}

impl<S, P> Clone for Endpoint<S, P> {
    fn clone(&self) -> Self {
        Self { server: Arc::clone(&self.server), paths: Arc::clone(&self.paths) }
    }
}

impl<S, P> Endpoint<S, P>
where
    S: Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    /// A service of axum. If there are layers, it finds the operation before them.
    pub(super) fn service(self) -> MethodRouter {
        let Some(layered) = self.server.options.layered(|| self.clone().plain()) else { return self.plain() };
        any_service(service_fn(move |mut request: Request| {
            let (endpoint, layered) = (self.clone(), layered.clone());
            async move {
                match endpoint.paths.matched(request.method(), request.uri().path()) {
                    Some(matched) => {
                        request.extensions_mut().insert(matched);
                        layered.oneshot(request).await
                    }
                    None => Ok(endpoint.respond(request).await.map(axum::body::Body::new)),
                }
            }
        }))
    }

    fn plain(self) -> MethodRouter {
        any_service(service_fn(move |request: Request| {
            let endpoint = self.clone();
            async move { Ok::<_, Infallible>(endpoint.respond(request).await.map(axum::body::Body::new)) }
        }))
    }

    /// Responds to a request. HEAD has the response of GET without its body.
    async fn respond(&self, request: Request) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let head = parts.method == Method::HEAD;
        let mut matched = None;
        let outcome = handle(&self.server, &self.paths, parts, body, &mut matched).await;
        let reject = |rejection| (self.server.gate.reject)(&self.server.service, rejection);
        let mut response = outcome.unwrap_or_else(reject);
        if let Some(matched) = matched {
            response.extensions_mut().insert(matched);
        }
        if head { without_body(response) } else { response }
    }
}

/// Refusals, in this order: 404, 405, 401 and 403, 415, 406, 413, 400.
async fn handle<S, P>(
    server: &Server<S, P>,
    paths: &Paths,
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
    let hit = paths.find(&parts.method, uri.path())?;
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
        // A body that is not documented is not read.
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

/// The caller; `None` if no credentials are required and none were sent.
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

/// Reads the body. If its `Content-Length` is too long, nothing is read.
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
