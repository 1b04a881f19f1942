//! A call of an operation that is known by its table alone: compiled once for all operations. [`Client::call`] is the same
//! for one operation with its types.

use std::convert::Infallible;

use http::{HeaderMap, StatusCode};

use super::call::Options;
use super::{Client, Error, ResponseValue, exchange};
use crate::message::{self, Choice};
use crate::operation::{OperationMeta, Parts};

/// Calls an operation, and reads the response into the value that `empty` makes for its place in `meta.responses`. Both
/// documented errors and successes are such values.
///
/// # Errors
/// There is no documented response.
pub async fn call<T: Parts>(
    client: &Client,
    meta: &'static OperationMeta,
    request: &dyn Parts,
    choice: Choice,
    empty: impl FnOnce(usize, StatusCode) -> T,
) -> Result<ResponseValue<T>, Error<Infallible>> {
    let options = Options { timeout: client.settings.timeout, headers: HeaderMap::new(), choice };
    let answer = exchange::begin(&client.settings, Ok(meta), request, options).await?;
    let mut response = empty(answer.response, answer.parts.status);
    let mode = client.settings.mode;
    let read = message::response::decode(meta, answer.response, &mut response, &answer.parts, &answer.body, mode);
    let raw = ResponseValue::new((), answer.parts.status, answer.parts.headers, answer.body);
    match read {
        Ok(()) => Ok(raw.map(|()| response)),
        Err(error) => Err(Error::Decode(raw.map(|()| error))),
    }
}
