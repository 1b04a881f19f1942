//! A route of an operation that is known by its table alone: compiled once for all operations. [`Routes::optional`] is
//! the same for one operation with its types.

use http::{Response, StatusCode};

use super::routes::{Received, Refused, accepted, finish};
use super::{Context, Routes};
use crate::body::Body;
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
        Box::new(move |service: &S, _, context: Context, received: Received<'_>| {
            let mut request = empty();
            let Received { captures, body, negotiated } = received;
            match request::decode(meta, &mut request, &context.parts, &captures, body, context.content) {
                Ok(()) => {}
                Err(rejection) => return Err(Box::new(Refused { rejection, context })),
            }
            let encoded = handler(service, request).and_then(|response| encode(meta, &response, &negotiated));
            Ok(Box::pin(std::future::ready(finish(encoded, context))))
        }),
    )
}

fn encode<R: MessageParts>(
    meta: &'static OperationMeta,
    response: &UntypedResponse<R>,
    negotiated: &Negotiated,
) -> Result<Response<Body>, BoxError> {
    let encoded = response::encode(meta, response.index, response.status, &response.parts, negotiated)?;
    if response.is_success { accepted(meta, response.index, encoded, negotiated) } else { Ok(encoded) }
}
