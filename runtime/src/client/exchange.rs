//! Sends a request and receives the response: what all calls have in common, whatever their operation.

use std::convert::Infallible;
use std::pin::pin;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, request, response};
use http_body::Body as _;

use super::call::Options;
use super::conceal::conceal;
use super::credentials::{Fetched, Selected};
use super::{BoxFuture, BoxTransport, Error, ResponseValue, Settings, credentials, platform, redirect};
use crate::body::Body;
use crate::error::EncodeError;
use crate::media_type;
use crate::message;
use crate::operation::{Content, Matched, MessageParts, OperationMeta};
use crate::problem::Problem;
use crate::rt::TableError;
use crate::security;

/// A documented response, completely received and not decoded yet.
pub(super) struct Received {
    /// Which one of the documented responses it is.
    pub(super) response: usize,
    pub(super) parts: response::Parts,
    pub(super) body: Bytes,
}

impl Received {
    /// The response with this value.
    pub(super) fn with<T>(self, value: T) -> ResponseValue<T> {
        ResponseValue::new(value, self.parts.status, self.parts.headers, self.body)
    }
}

/// The error of an exchange does not depend on the operation.
type ExchangeResult<T> = Result<T, Error<Infallible>>;

/// Everything that an exchange needs.
struct Exchange {
    meta: &'static OperationMeta,
    request: request::Parts,
    body: Body,
    credentials: Selected,
    transport: BoxTransport,
    body_limit: usize,
}

/// Begins an exchange. The request is encoded at once, so that the future does not hold it.
pub(super) fn begin(
    settings: &Settings,
    meta: Result<&'static OperationMeta, TableError>,
    request: &dyn MessageParts,
    options: Options,
) -> BoxFuture<'static, ExchangeResult<Received>> {
    let timeout = options.timeout;
    let exchange =
        meta.map_err(|error| Error::Encode(error.into())).and_then(|meta| prepare(settings, meta, request, options));
    Box::pin(async move {
        // Where it is, for it is large.
        let work = pin!(run(exchange?));
        match timeout {
            Some(timeout) => platform::in_time(timeout, work).await.unwrap_or(Err(Error::Timeout)),
            None => work.await,
        }
    })
}

fn prepare(
    settings: &Settings,
    meta: &'static OperationMeta,
    request: &dyn MessageParts,
    options: Options,
) -> ExchangeResult<Exchange> {
    let request = message::request::encode(meta, request, &options.choice).map_err(Error::Encode)?;
    let credentials = credentials::select(meta.security, &settings.credentials)?;
    let (mut request, body) = request.into_parts();
    // Both halves are valid by themselves, so only their length can be wrong.
    request.uri = settings.base.join(request.uri).ok_or(Error::Encode(EncodeError::TargetTooLong))?;
    for (name, value) in &settings.headers {
        request.headers.entry(name).or_insert_with(|| value.clone());
    }
    request.headers.extend(options.headers);
    let transport = settings.transport.clone();
    Ok(Exchange { meta, request, body, credentials, transport, body_limit: settings.body_limit })
}

async fn run(exchange: Exchange) -> ExchangeResult<Received> {
    let (meta, limit) = (exchange.meta, exchange.body_limit);
    let (parts, body) = send(exchange).await?.into_parts();
    match body.collect(limit).await {
        Ok(body) => sort(meta, parts, body),
        Err(error) => Err(Error::Body(ResponseValue::new(error, parts.status, parts.headers, Bytes::new()))),
    }
}

/// Sends the request, and sends it again where the response redirects it. The credentials are written into each message,
/// because those in the query are part of its target.
async fn send(exchange: Exchange) -> ExchangeResult<http::Response<Body>> {
    let Exchange { meta, request: mut plain, body, credentials, transport, .. } = exchange;
    let credentials = credentials::fetch(credentials).await?;
    let mut hops = if body.is_end_stream() { redirect::LIMIT } else { 0 };
    let mut body = Some(body);
    loop {
        let mut request = with_credentials(&plain, &credentials)?;
        request.extensions.insert(Matched { id: meta.id, template: meta.path });
        let sent = transport.send(Request::from_parts(request, body.take().unwrap_or_default())).await;
        let (received, body) = match sent {
            Ok(response) => response.into_parts(),
            Err(error) => {
                let request = with_credentials(&plain, &credentials)?;
                return Err(Error::Transport(conceal(error, &credentials, &request)));
            }
        };
        match redirect::target(meta, &plain, &received).filter(|_| hops > 0) {
            Some(target) => plain.uri = target,
            None => return Ok(http::Response::from_parts(received, body)),
        }
        hops -= 1;
    }
}

fn with_credentials(plain: &request::Parts, credentials: &[Fetched]) -> ExchangeResult<request::Parts> {
    let mut request = plain.clone();
    for (scheme, credential) in credentials {
        security::apply(scheme, credential, &mut request)
            .map_err(|error| Error::Credential { name: scheme.credential, source: error.into() })?;
    }
    Ok(request)
}

/// Finds the documented response. A problem document that this response does not document takes precedence over
/// everything else: the server itself has refused the request.
fn sort(meta: &'static OperationMeta, parts: response::Parts, body: Bytes) -> ExchangeResult<Received> {
    let response = message::response::find(meta, parts.status);
    let documented = response.and_then(|index| meta.responses.get(index)).map_or(&[][..], |response| response.content);
    if let Some(problem) = undocumented_problem(documented, &parts, &body) {
        return Err(Error::Rejected(ResponseValue::new(problem, parts.status, parts.headers, body)));
    }
    match response {
        Some(response) => Ok(Received { response, parts, body }),
        None => Err(Error::Undocumented(ResponseValue::new(None, parts.status, parts.headers, body))),
    }
}

fn undocumented_problem(documented: &'static [Content], parts: &response::Parts, body: &Bytes) -> Option<Problem> {
    let found = parts.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    if media_type::find(documented, found).is_some() { None } else { Problem::in_message(&parts.headers, body) }
}
