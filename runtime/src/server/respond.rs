//! Responds to one request: every refusal without a handler is made here, in a fixed order.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{OriginalUri, Request};
use axum::routing::{MethodRouter, any_service};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue};
use http::{Method, Response};
use http_body::Body as _;
use tower::{ServiceExt as _, service_fn};

use crate::body::{Body, BodyError};
use crate::message::{negotiate, request};
use crate::operation::OperationMeta;
use crate::rejection::Rejection;

use super::authenticate::{authenticate, missing};
use super::context::Context;
use super::paths::Paths;
use super::routes::{Failed, NotAcceptable, Received, Route, Server};

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
        let (mut parts, body) = request.into_parts();
        let head = parts.method == Method::HEAD;
        // Where the router is nested, this is the path behind the prefix; all others see the path as it was sent.
        let uri = parts.uri.clone();
        if let Some(OriginalUri(original)) = parts.extensions.get()
            && *original != uri
        {
            parts.uri = original.clone();
        }
        let mut context = Context::new(parts);
        let admitted = self.admit(&mut context, uri.path(), body).await;
        let matched = context.operation();
        let mut response = match admitted {
            Err(rejection) => self.reject(rejection, &context),
            Ok((route, caller, received)) => match (route.handle)(&self.server.service, caller, context, received) {
                Err(refused) => self.reject(refused.rejection, &refused.context),
                Ok(handled) => handled.await.unwrap_or_else(|failed| self.failed(*failed)),
            },
        };
        if let Some(matched) = matched {
            response.extensions_mut().insert(matched);
        }
        if head { without_body(response) } else { response }
    }

    fn reject(&self, rejection: Rejection, context: &Context) -> Response<Body> {
        (self.server.options.reject)(rejection, context)
    }

    fn failed(&self, Failed { error, context }: Failed) -> Response<Body> {
        match error.downcast::<NotAcceptable>() {
            Ok(refused) => self.reject(Rejection::NotAcceptable { available: refused.available }, &context),
            Err(error) => {
                (self.server.options.fail)(&error, &context);
                self.reject(Rejection::Internal, &context)
            }
        }
    }

    /// Refusals, in this order: 404, 405, 401 and 403, 415, 406, 413. What is decoded is refused with 400 behind them.
    async fn admit<'p>(
        &self,
        context: &mut Context,
        path: &'p str,
        body: axum::body::Body,
    ) -> Result<(&Route<S, P>, Option<P>, Received<'p>), Rejection> {
        let hit = self.paths.find(context.method(), path)?;
        let route = self.server.routes.get(hit.index).ok_or(Rejection::NotFound)?;
        let operation = route.operation;
        context.operation = Some(operation);
        let caller = if operation.security.is_empty() { None } else { self.caller(operation, context).await? };
        context.content = request::content(operation, context.headers(), !body.is_end_stream())?;
        let options = &self.server.options;
        let negotiated =
            negotiate::negotiate(operation, context.headers(), hit.format.as_deref(), options.media_types)?;
        let body = match operation.body {
            Some(_) => read(body, context.headers(), options.body_limit).await?,
            // A body that is not documented is not read.
            None => Bytes::new(),
        };
        Ok((route, caller, Received { captures: hit.captures, body, negotiated }))
    }

    /// The caller; `None` if no credentials are required and none were sent.
    async fn caller(&self, operation: &'static OperationMeta, context: &Context) -> Result<Option<P>, Rejection> {
        let alternatives = operation.security.iter().map(|requirement| requirement.schemes);
        let authenticated = match self.server.authenticator {
            Some(authenticator) => {
                authenticate(&self.server.service, authenticator, alternatives.clone(), context).await
            }
            None => None,
        };
        match authenticated {
            Some(authenticated) => authenticated.map(Some),
            None if alternatives.clone().any(<[_]>::is_empty) => Ok(None),
            None => Err(missing(alternatives.flatten().copied())),
        }
    }
}

/// Reads the body. If its `Content-Length` is too long, nothing is read.
async fn read(body: axum::body::Body, headers: &HeaderMap, limit: usize) -> Result<Bytes, Rejection> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
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
