//! A call of an operation that is known by its table alone: compiled once for all operations. [`Client::call`] is the
//! same for one operation with its types.

use std::convert::Infallible;

use http::{HeaderMap, StatusCode};

use super::call::Options;
use super::{Client, Error, ResponseValue, exchange};
use crate::message::{self, Choice};
use crate::operation::{MessageParts, OperationMeta};

/// Calls an operation, and reads the response into the value that `empty` makes for its place in `meta.responses`. Both
/// documented errors and successes are such values.
///
/// # Errors
/// There is no documented response.
pub async fn call<T: MessageParts>(
    client: &Client,
    meta: &'static OperationMeta,
    request: &dyn MessageParts,
    choice: Choice,
    empty: impl FnOnce(usize, StatusCode) -> T,
) -> Result<ResponseValue<T>, Error<Infallible>> {
    let options = Options { timeout: client.settings.timeout, headers: HeaderMap::new(), choice };
    let received = exchange::begin(&client.settings, Ok(meta), request, options).await?;
    let mut response = empty(received.response, received.parts.status);
    let mode = client.settings.mode;
    let read = message::response::decode(meta, received.response, &mut response, &received.parts, &received.body, mode);
    match read {
        Ok(()) => Ok(received.with(response)),
        Err(error) => Err(Error::unread(received.with(error))),
    }
}
