//! A route of an operation that is known by its table alone: compiled once for all operations. [`Routes::optional`] is the
//! same for one operation with its types.

use std::sync::Arc;

use http::StatusCode;

use super::Routes;
use super::routes::{RouteResult, accepted};
use crate::error::BoxError;
use crate::message::{Negotiated, request, response};
use crate::operation::{MessageParts, OperationMeta};

/// A response to be written.
pub struct UntypedResponse<T> {
    /// Whether it is a success, which has to be of a media type that the caller accepts.
    pub is_success: bool,
    /// Which response of the operation's table it is.
    pub index: usize,
    /// Its status.
    pub status: StatusCode,
    /// Its headers and its body.
    pub parts: T,
}

/// Adds an operation whose requests are read into the value that `empty` makes, and which are handled at once.
pub fn route<S, P, Q, R>(
    routes: Routes<S, P>,
    meta: &'static OperationMeta,
    empty: impl Fn() -> Q + Send + Sync + 'static,
    handler: impl Fn(&S, Q) -> Result<UntypedResponse<R>, BoxError> + Send + Sync + 'static,
) -> Routes<S, P>
where
    S: Send + Sync + 'static,
    P: Send + Sync + 'static,
    Q: MessageParts,
    R: MessageParts,
{
    routes.add(
        meta,
        Box::new(move |service: Arc<S>, _, call| {
            let mut request = empty();
            request::decode(meta, &mut request, call.parts, call.captures, call.body, call.content)?;
            let outcome = handler(&service, request).and_then(|response| encode(meta, &response, &call.negotiated));
            Ok(Box::pin(std::future::ready(outcome)))
        }),
    )
}

fn encode<R: MessageParts>(
    meta: &'static OperationMeta,
    response: &UntypedResponse<R>,
    negotiated: &Negotiated,
) -> RouteResult {
    let encoded = response::encode(meta, response.index, response.status, &response.parts, negotiated)?;
    if response.is_success { accepted(meta, response.index, encoded, negotiated) } else { Ok(encoded) }
}
