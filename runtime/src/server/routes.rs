//! Makes an `axum::Router` of a service and a handler for each operation.

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::Response;
use http::header::CONTENT_TYPE;

use crate::body::Body;
use crate::error::BoxError;
use crate::media_type;
use crate::message::Negotiated;
use crate::operation::{Operation, OperationMeta};
use crate::rejection::Rejection;
use crate::rt::{OperationTable, TableError};

use super::authenticate::{Alternatives, Authenticate, Authenticator, authenticator, missing};
use super::context::Context;
use super::failure::Failure;
use super::options::Options;
use super::paths::Paths;
use super::respond::Endpoint;
use super::shape;

/// A boxed future, as handlers return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a handler of an operation returns.
pub type HandlerResult<O> = Result<<O as Operation>::Output, Failure<<O as Operation>::Error>>;

/// The operations of an API, each with its handler. `S` is the service that handles them and `P` its caller.
///
/// The required credentials are determined by [`Operation::meta`] and not by the method that added the operation:
/// that only determines whether the caller is passed to the handler.
pub struct Routes<S, P> {
    service: S,
    authenticator: Option<Authenticator<S, P>>,
    routes: Vec<Route<S, P>>,
    /// The first table that cannot be read.
    broken: Option<TableError>,
}

/// An operation and its handler.
pub(super) struct Route<S, P> {
    pub(super) operation: &'static OperationMeta,
    pub(super) handle: Handle<S, P>,
}

/// The handler of an operation `O`, with what it gets of the caller.
pub type Handler<S, Q, O> = for<'a> fn(&'a S, &'a mut Context<Q>, O) -> BoxFuture<'a, HandlerResult<O>>;

/// Decodes a request at once, and then handles it.
type Handle<S, P> = Box<
    dyn for<'a> Fn(&'a S, Option<P>, Context, Received<'_>) -> Result<BoxFuture<'a, Handled>, Box<Refused>>
        + Send
        + Sync,
>;

/// The encoded response, or why there is none.
pub(super) type Handled = Result<Response<Body>, Box<Failed>>;

/// A request that is passed to its handler.
pub(super) struct Received<'a> {
    pub(super) captures: Vec<&'a str>,
    pub(super) body: Bytes,
    pub(super) negotiated: Negotiated,
}

/// Why a request does not reach its handler.
pub(super) struct Refused {
    pub(super) rejection: Rejection,
    pub(super) context: Context,
}

/// Why a handler has no response.
pub(super) struct Failed {
    pub(super) error: BoxError,
    pub(super) context: Context,
}

impl<S: Send + Sync + 'static, P: Send + Sync + 'static> Routes<S, P> {
    /// Creates routes without operations, of an API whose callers supply `C`.
    pub fn new<C: Alternatives>(service: S) -> Self
    where
        S: Authenticate<C, Principal = P>,
    {
        Self { service, authenticator: Some(authenticator::<S, C>()), routes: Vec::new(), broken: None }
    }
}

impl<S: Send + Sync + 'static> Routes<S, ()> {
    /// Creates routes without operations, of an API that does not authenticate: an operation that requires credentials
    /// refuses all calls.
    pub fn open_only(service: S) -> Self {
        Self { service, authenticator: None, routes: Vec::new(), broken: None }
    }
}

impl<S: Send + Sync + 'static, P: Send + Sync + 'static> Routes<S, P> {
    /// Adds an operation whose handler gets the authenticated caller.
    pub fn secured<O: Operation>(self, handler: Handler<S, P, O>) -> Self {
        self.route(O::operation_table(), |meta| {
            Box::new(move |service, caller, context, received| {
                let Some(caller) = caller else {
                    let schemes = meta.security.iter().flat_map(|requirement| requirement.schemes).copied();
                    return Err(Box::new(Refused { rejection: missing(schemes), context }));
                };
                handle(meta, service, context.with(caller), received, handler)
            })
        })
    }

    /// Adds an operation whose handler gets the caller, if it is authenticated.
    pub fn optional<O: Operation>(self, handler: Handler<S, Option<P>, O>) -> Self {
        self.route(O::operation_table(), |meta| {
            Box::new(move |service, caller, context, received| {
                handle(meta, service, context.with(caller), received, handler)
            })
        })
    }

    /// Adds an operation whose handler does not get the caller.
    pub fn open<O: Operation>(self, handler: Handler<S, (), O>) -> Self {
        self.route(O::operation_table(), |meta| {
            Box::new(move |service, _, context, received| handle(meta, service, context, received, handler))
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

    /// The router of the operations, with one route for each shape of a path. A path of another shape is none of its own;
    /// one of a known shape that no operation has is its 404.
    ///
    /// If the table of an operation cannot be read, since generated code and runtime do not match, it responds to every
    /// path with 500 and the reason.
    ///
    /// # Panics
    /// axum does, when this router is merged with another one that has a route of the same shape.
    pub fn into_router<T: Clone + Send + Sync + 'static>(self, options: Options) -> axum::Router<T> {
        if let Some(error) = self.broken {
            let status = http::StatusCode::INTERNAL_SERVER_ERROR;
            return axum::Router::new().fallback(move || std::future::ready((status, error.to_string())));
        }
        let paths = Paths::new(self.routes.iter().map(|route| route.operation));
        let Self { service, authenticator, routes, broken: _ } = self;
        let server = Arc::new(Server { service, authenticator, routes, options });
        shape::routes(&paths).into_iter().fold(axum::Router::new(), |router, route| {
            let endpoint = Endpoint { server: Arc::clone(&server), paths: route.paths };
            router.route(&route.path, endpoint.service().with_state(()))
        })
    }
}

/// Everything that is needed to respond to a request.
pub(super) struct Server<S, P> {
    pub(super) service: S,
    pub(super) authenticator: Option<Authenticator<S, P>>,
    pub(super) routes: Vec<Route<S, P>>,
    pub(super) options: Options,
}

/// Decodes a request at once, and lets the handler respond to it.
fn handle<'a, S: Sync, Q: Send + 'static, O: Operation>(
    meta: &'static OperationMeta,
    service: &'a S,
    mut context: Context<Q>,
    received: Received<'_>,
    handler: Handler<S, Q, O>,
) -> Result<BoxFuture<'a, Handled>, Box<Refused>> {
    let Received { captures, body, negotiated } = received;
    let request = match O::decode_request(meta, &context.parts, &captures, body, context.content) {
        Ok(request) => request,
        Err(rejection) => return Err(Box::new(Refused { rejection, context: context.with(()) })),
    };
    Ok(Box::pin(async move {
        let result = handler(service, &mut context, request).await;
        finish(encode::<O>(meta, result, &negotiated), context)
    }))
}

/// The response with the headers that the handler has set.
pub(super) fn finish<Q>(encoded: Result<Response<Body>, BoxError>, mut context: Context<Q>) -> Handled {
    let added = encoded.and_then(|mut response| {
        context.add_headers(&mut response)?;
        Ok(response)
    });
    added.map_err(|error| Box::new(Failed { error, context: context.with(()) }))
}

/// The response of a handler has a media type that the caller does not accept.
#[derive(Debug)]
pub(super) struct NotAcceptable {
    /// Its media type.
    pub(super) available: Vec<&'static str>,
}

impl std::fmt::Display for NotAcceptable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the media type of the response is not accepted: {}", self.available.join(", "))
    }
}

impl std::error::Error for NotAcceptable {}

/// Encodes the result of a handler.
fn encode<O: Operation>(
    meta: &'static OperationMeta,
    result: HandlerResult<O>,
    negotiated: &Negotiated,
) -> Result<Response<Body>, BoxError> {
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

/// Returns a success if the caller accepts its media type, or if the method is not safe: then the operation is done
/// already, and any representation serves the caller better.
pub(super) fn accepted(
    meta: &'static OperationMeta,
    response: usize,
    encoded: Response<Body>,
    negotiated: &Negotiated,
) -> Result<Response<Body>, BoxError> {
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
