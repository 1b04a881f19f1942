//! One call: what it is to be done with, and the future that does it.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::exchange::{self, Received};
use super::{Client, Error, ResponseValue};
use crate::message::Choice;
use crate::mode::Mode;
use crate::operation::{Operation, RequestParts};

/// A call that begins when it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<O> {
    client: Client,
    request: O,
    options: Options,
}

/// What a call is to be done with.
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) headers: HeaderMap,
    pub(super) choice: Choice,
}

/// A call that has begun.
pub type Calling<O> = Pin<
    Box<dyn Future<Output = Result<ResponseValue<<O as Operation>::Output>, Error<<O as Operation>::Error>>> + Send>,
>;

impl<O: Operation> Call<O> {
    pub(super) fn new(client: Client, request: O) -> Self {
        let timeout = client.settings.timeout;
        let choice = O::meta().map(|meta| client.settings.choice_for(meta)).unwrap_or_default();
        Self { client, request, options: Options { timeout, headers: HeaderMap::new(), choice } }
    }

    /// Ends the call after this time, the response's body included; `None` never ends it.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.timeout = timeout.into();
        self
    }

    /// Sends this header, in place of what the client or the request would send under its name. Only a credential
    /// precedes it.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.options.headers.insert(name, value);
        self
    }

    /// Asks for a response of this media type, whatever the client asks for.
    pub fn accept(mut self, media_type: impl Into<String>) -> Self {
        self.options.choice.accept = Some(media_type.into());
        self.options.choice.format = None;
        self
    }

    /// Asks for a response in the format of this name at the end of the path, whatever the client asks for. The document has
    /// to have such endings (`x-format-suffix`).
    pub fn format(mut self, name: impl Into<String>) -> Self {
        self.options.choice.format = Some(name.into());
        self.options.choice.accept = None;
        self
    }

    /// Sends the body as this one of the documented media types.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.options.choice.content_type = Some(media_type.into());
        self
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<ResponseValue<O::Output>, Error<O::Error>>;
    type IntoFuture = Calling<O>;

    /// All that waits is the same for all operations: compiled once, behind a box.
    fn into_future(self) -> Calling<O> {
        let mode = self.client.settings.mode;
        let exchange = exchange::begin(&self.client.settings, O::meta(), &RequestParts(&self.request), self.options);
        Box::pin(async move {
            match exchange.await {
                Ok(received) => read::<O>(received, mode),
                Err(error) => Err(error.widen()),
            }
        })
    }
}

fn read<O: Operation>(received: Received, mode: Mode) -> Result<ResponseValue<O::Output>, Error<O::Error>> {
    let value = O::decode_response(received.response, &received.parts, &received.body, mode);
    let raw = ResponseValue::new((), received.parts.status, received.parts.headers, received.body);
    match value {
        Ok(Ok(output)) => Ok(raw.map(|()| output)),
        Ok(Err(error)) => Err(Error::Api(raw.map(|()| error))),
        Err(error) => Err(Error::Decode(raw.map(|()| error))),
    }
}

/// The request is not shown, for it may hold secrets.
impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::meta().map_or("", |meta| meta.id))
            .field("timeout", &self.options.timeout)
            .field("headers", &super::names(&self.options.headers))
            .field("choice", &self.options.choice)
            .finish_non_exhaustive()
    }
}
