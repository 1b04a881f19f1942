//! A service and a handler for each operation in, an `axum::Router` out.

use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use bytes::Bytes;
use http::Response;
use http::header::CONTENT_TYPE;

use crate::body::Body;
use crate::error::BoxError;
use crate::media_type;
use crate::message::Negotiated;
use crate::operation::{Content, Operation, OperationMeta};
use crate::rejection::Rejection;
use crate::rt::{OperationTable, TableError};

use super::authenticate::{AuthError, Authenticate, Credentials};
use super::failure::Failure;
use super::paths::Paths;
use super::respond::respond;

/// A boxed future, as handlers answer it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a handler of an operation answers.
pub type HandlerResult<O> = Result<<O as Operation>::Output, Failure<<O as Operation>::Error>>;

/// What a router does by itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// How long the body of a request may be, in bytes. 2 MiB by default.
    pub body_limit: usize,
    /// The media types in which the handlers answer, where these are not all that the document has: whoever asks for
    /// another one is answered 406 before any handler runs.
    pub media_types: Option<&'static [&'static str]>,
}

impl Default for Options {
    fn default() -> Self {
        Self { body_limit: 2 * 1024 * 1024, media_types: None }
    }
}

/// The operations of an API, each with its handler. `S` is the service that handles them and `P` its caller.
///
/// What is demanded of a caller is read off [`Operation::meta`] and not off the method by which an operation was added:
/// that only says what its handler is told of the caller.
pub struct Routes<S, P> {
    service: Arc<S>,
    gate: Gate<S, P>,
    routes: Vec<Route<S, P>>,
    /// The first table that cannot be read.
    broken: Option<TableError>,
}

/// What a service decides apart from its operations.
pub(super) struct Gate<S, P> {
    pub(super) authenticate:
        for<'a> fn(&'a S, Credentials, &'a http::request::Parts) -> BoxFuture<'a, Result<P, AuthError>>,
    pub(super) reject: fn(&S, Rejection) -> Response<Body>,
    pub(super) failed: fn(&S, &'static OperationMeta, &BoxError),
}

/// An operation and its handler.
pub(super) struct Route<S, P> {
    pub(super) operation: &'static OperationMeta,
    pub(super) handle: Handle<S, P>,
}

/// Decodes a request at once, and then handles it.
type Handle<S, P> =
    Box<dyn Fn(Arc<S>, Option<P>, Call<'_>) -> Result<BoxFuture<'static, RouteResult>, Rejection> + Send + Sync>;

/// The encoded response, or why there is none.
pub(super) type RouteResult = Result<Response<Body>, BoxError>;

/// A request on its way to its handler.
pub(super) struct Call<'a> {
    pub(super) parts: &'a http::request::Parts,
    pub(super) captures: &'a [&'a str],
    pub(super) body: Bytes,
    pub(super) content: Option<&'static Content>,
    pub(super) negotiated: Negotiated,
}

impl<S: Authenticate> Routes<S, S::Principal> {
    /// No operations yet, of an API that asks who calls.
    pub fn new(service: S) -> Self {
        let gate = Gate {
            authenticate: |service: &S, credentials, parts| Box::pin(service.authenticate(credentials, parts)),
            reject: S::reject,
            failed: S::failed,
        };
        Self { service: Arc::new(service), gate, routes: Vec::new(), broken: None }
    }
}

impl<S: Send + Sync + 'static> Routes<S, ()> {
    /// No operations yet, of an API that asks nobody who calls: an operation that demands credentials lets nobody in.
    pub fn open_only(service: S) -> Self {
        let gate = Gate {
            authenticate: |_, _, _| Box::pin(std::future::ready(Err(AuthError::Missing))),
            reject: |_, rejection| rejection.to_response(),
            failed: |_, _, _| {},
        };
        Self { service: Arc::new(service), gate, routes: Vec::new(), broken: None }
    }
}

impl<S: Send + Sync + 'static, P: Send + Sync + 'static> Routes<S, P> {
    /// Adds an operation whose handler is told who calls.
    pub fn secured<O: Operation>(
        self,
        handler: for<'a> fn(&'a S, &'a P, O) -> BoxFuture<'a, HandlerResult<O>>,
    ) -> Self {
        self.route(O::operation_table(), |meta| {
            Box::new(move |service, caller, call| {
                let caller = caller.ok_or_else(|| AuthError::Missing.rejection(meta))?;
                let request = call.decode::<O>(meta)?;
                Ok(Box::pin(
                    async move { encode::<O>(meta, handler(&service, &caller, request).await, &call.negotiated) },
                ))
            })
        })
    }

    /// Adds an operation whose handler is told who calls, where the caller tells.
    pub fn optional<O: Operation>(
        self,
        handler: for<'a> fn(&'a S, Option<&'a P>, O) -> BoxFuture<'a, HandlerResult<O>>,
    ) -> Self {
        self.route(O::operation_table(), |meta| {
            Box::new(move |service, caller, call| {
                let request = call.decode::<O>(meta)?;
                Ok(Box::pin(async move {
                    encode::<O>(meta, handler(&service, caller.as_ref(), request).await, &call.negotiated)
                }))
            })
        })
    }

    /// Adds an operation whose handler is not told who calls.
    pub fn open<O: Operation>(self, handler: for<'a> fn(&'a S, O) -> BoxFuture<'a, HandlerResult<O>>) -> Self {
        self.route(O::operation_table(), |meta| {
            Box::new(move |service, _, call| {
                let request = call.decode::<O>(meta)?;
                Ok(Box::pin(async move { encode::<O>(meta, handler(&service, request).await, &call.negotiated) }))
            })
        })
    }

    fn route(
        mut self,
        table: &'static OperationTable,
        handle: impl FnOnce(&'static OperationMeta) -> Handle<S, P>,
    ) -> Self {
        match table.meta() {
            Ok(operation) => self.add(operation, handle(operation)),
            Err(error) => {
                self.broken = self.broken.or(Some(error));
                self
            }
        }
    }

    pub(super) fn add(mut self, operation: &'static OperationMeta, handle: Handle<S, P>) -> Self {
        self.routes.push(Route { operation, handle });
        self
    }

    /// The router of the operations. It answers every path, with 404 where no operation has it; where the table of an
    /// operation cannot be read, with 500 and the reason, since generated code and runtime do not belong together.
    pub fn into_router(self, options: Options) -> axum::Router {
        if let Some(error) = self.broken {
            let status = http::StatusCode::INTERNAL_SERVER_ERROR;
            return axum::Router::new().fallback(move || std::future::ready((status, error.to_string())));
        }
        let paths = Paths::new(self.routes.iter().map(|route| route.operation));
        let server = Arc::new(Server { service: self.service, gate: self.gate, routes: self.routes, paths, options });
        axum::Router::new().fallback(move |request: Request| {
            let server = Arc::clone(&server);
            async move { respond(&server, request).await.map(axum::body::Body::new) }
        })
    }
}

/// All that is needed to answer a request.
pub(super) struct Server<S, P> {
    pub(super) service: Arc<S>,
    pub(super) gate: Gate<S, P>,
    pub(super) routes: Vec<Route<S, P>>,
    pub(super) paths: Paths,
    pub(super) options: Options,
}

impl Call<'_> {
    fn decode<O: Operation>(&self, meta: &'static OperationMeta) -> Result<O, Rejection> {
        O::decode_request(meta, self.parts, self.captures, self.body.clone(), self.content)
    }
}

/// The response of a handler is of no media type that the caller accepts.
#[derive(Debug)]
pub(super) struct NotAcceptable {
    /// The media type that it is of.
    pub(super) available: Vec<&'static str>,
}

impl std::fmt::Display for NotAcceptable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the response is of no media type that is accepted, but {}", self.available.join(", "))
    }
}

impl std::error::Error for NotAcceptable {}

/// Writes what a handler answers.
fn encode<O: Operation>(
    meta: &'static OperationMeta,
    result: HandlerResult<O>,
    negotiated: &Negotiated,
) -> RouteResult {
    let result = match result {
        Ok(output) => Ok(output),
        Err(Failure::Api(error)) => Err(error),
        Err(Failure::Other(error)) => return Err(error),
    };
    let success = result.is_ok();
    let response = O::response_of(meta, &result);
    let encoded = O::encode_response(result, negotiated)?;
    match response {
        Some((response, _)) if success => accepted(meta, response, encoded, negotiated),
        Some(_) | None => Ok(encoded),
    }
}

/// A success, as long as the caller accepts its media type, or something has been done for it already: then the caller is
/// better served by any form of it.
pub(super) fn accepted(
    meta: &'static OperationMeta,
    response: usize,
    encoded: Response<Body>,
    negotiated: &Negotiated,
) -> RouteResult {
    let found = encoded.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let documented = meta.responses.get(response).map_or(&[][..], |response| response.content);
    match found {
        Some(found) if meta.method.is_safe() && !negotiated.accepts(found) => {
            let available = media_type::find(documented, found).map(|content| content.media_type);
            Err(Box::new(NotAcceptable { available: available.into_iter().collect() }))
        }
        Some(_) | None => Ok(encoded),
    }
}
