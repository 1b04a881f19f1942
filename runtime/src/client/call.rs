//! One call: its request and options, and the future that runs it.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::exchange::{self, Received};
use super::{BoxFuture, Client, Error, ResponseValue};
use crate::message::Choice;
use crate::mode::Mode;
use crate::operation::{Operation, RequestParts};

/// A call that starts when it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<O> {
    client: Client,
    request: O,
    options: Options,
}

/// The options of a call.
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) headers: HeaderMap,
    pub(super) choice: Choice,
}

/// A running call.
pub type CallFuture<O> =
    BoxFuture<'static, Result<ResponseValue<<O as Operation>::Output>, Error<<O as Operation>::Error>>>;

impl<O: Operation> Call<O> {
    pub(super) fn new(client: Client, request: O) -> Self {
        let timeout = client.settings.timeout;
        let choice = O::meta().map(|meta| client.settings.choice_for(meta)).unwrap_or_default();
        Self { client, request, options: Options { timeout, headers: HeaderMap::new(), choice } }
    }

    /// Sets the timeout of this call, including the response body; `None` is no timeout.
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

    /// Requests a response of this media type, instead of the client's default.
    pub fn accept(mut self, media_type: impl Into<String>) -> Self {
        self.options.choice.accept = Some(media_type.into());
        self.options.choice.format = None;
        self
    }

    /// Requests a response in the format of this name with a suffix of the path, instead of the client's default. The
    /// document has to define such suffixes (`x-format-suffix`).
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
    type IntoFuture = CallFuture<O>;

    /// Everything asynchronous is the same for all operations: compiled once, behind a box.
    fn into_future(self) -> CallFuture<O> {
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
    match value {
        Ok(Ok(output)) => Ok(received.with(output)),
        Ok(Err(error)) => Err(Error::Api(received.with(error))),
        Err(error) => Err(Error::unread(received.with(error))),
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
