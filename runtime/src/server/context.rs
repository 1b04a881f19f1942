//! What is known of a request beside its parameters and its body.

use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, SET_COOKIE, TRANSFER_ENCODING};
use http::request::Parts;
use http::{Extensions, Method, Response, Uri};

use super::paths::Matched;
use crate::body::Body;
use crate::error::EncodeError;
use crate::operation::{Content, OperationMeta};

/// A request as a server sees it, beside its parameters and its body. `P` is its caller: the principal of a service, an
/// `Option` of it where credentials are optional, or nothing.
#[derive(Debug)]
pub struct Context<P = ()> {
    principal: P,
    pub(super) parts: Parts,
    pub(super) operation: Option<&'static OperationMeta>,
    pub(super) content: Option<&'static Content>,
    response_headers: HeaderMap,
}

impl Context {
    pub(super) fn new(parts: Parts) -> Self {
        Self { principal: (), parts, operation: None, content: None, response_headers: HeaderMap::new() }
    }
}

impl<P> Context<P> {
    /// The authenticated caller.
    pub fn principal(&self) -> &P {
        &self.principal
    }

    /// The operation; `None` if the request is refused since no operation has its path or its method.
    pub fn operation(&self) -> Option<Matched> {
        self.operation.map(Matched::of)
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The URI as it was sent, with the whole path even if the router is nested.
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The extensions of the request, with what the program's layers have added. axum's `ConnectInfo` is among them, with
    /// the address of the peer, if the program serves with `into_make_service_with_connect_info`.
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// The method, the URI, the headers and the extensions as axum's extractors take them.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The documented media type that the body of the request is read as; `None` if there is no body.
    pub fn media_type(&self) -> Option<&'static str> {
        self.content.map(|content| content.media_type)
    }

    /// Headers that are added to the handler's response, whether it is a success or a documented error. Those that the
    /// response has already, and `Content-Type` and those of HTTP itself, cannot be added: with them the response is a 500.
    pub fn response_headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.response_headers
    }

    /// The same with another caller.
    pub(super) fn with<Q>(self, principal: Q) -> Context<Q> {
        let Self { principal: _, parts, operation, content, response_headers } = self;
        Context { principal, parts, operation, content, response_headers }
    }

    /// Adds the headers that the handler has set.
    pub(super) fn add_headers(&mut self, response: &mut Response<Body>) -> Result<(), EncodeError> {
        let headers = response.headers_mut();
        let is_taken = |name: &HeaderName| {
            [&CONNECTION, &CONTENT_LENGTH, &CONTENT_TYPE, &TRANSFER_ENCODING].contains(&name)
                || *name != SET_COOKIE && headers.contains_key(name)
        };
        if let Some(name) = self.response_headers.keys().find(|name| is_taken(name)) {
            return Err(EncodeError::Header(name.clone()));
        }
        let mut last = None;
        for (name, value) in self.response_headers.drain() {
            // A name is there for the first of its values only.
            last = name.or(last);
            if let Some(name) = &last {
                headers.append(name.clone(), value);
            }
        }
        Ok(())
    }
}
