//! Responses: a server writes them and a client reads them.

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};

pub use super::negotiate::negotiate;
use super::request::media_types;
use super::{Negotiated, WrittenBody, read_body};
use crate::body::Body;
use crate::error::{DecodeError, EncodeError, MessagePart, Reason, ValueError};
use crate::media_type;
use crate::mode::Mode;
use crate::operation::{Codec, Content, MessageParts, OperationMeta, ResponseMeta, StatusPattern};
use crate::parameter::{self, header as header_parameter};

/// The index of the documented response for a status: the one with exactly this status, else the
/// one of its class, else `default` (OpenAPI 3.0.3, section 4.7.16).
pub fn find(meta: &OperationMeta, status: StatusCode) -> Option<usize> {
    let place = |pattern| meta.responses.iter().position(|response| response.status == pattern);
    place(StatusPattern::Exact(status.as_u16()))
        .or_else(|| place(StatusPattern::Range(status.as_u16() / 100)))
        .or_else(|| place(StatusPattern::Default))
}

/// Writes the response at the index `response` of the documented ones, in the media type that the caller prefers.
///
/// # Errors
/// The first part that the document forbids or that cannot be encoded; `Status` where the status is another response's,
/// or has no body (RFC 9110, section 6.4.1) and this response has.
pub fn encode(
    meta: &'static OperationMeta,
    response: usize,
    status: StatusCode,
    parts: &dyn MessageParts,
    negotiated: &Negotiated,
) -> Result<Response<Body>, EncodeError> {
    let documented = meta.responses.get(response).filter(|_| find(meta, status) == Some(response));
    let documented = documented.ok_or(EncodeError::Status(status))?;
    let mut headers = HeaderMap::new();
    for (index, parameter) in documented.headers.iter().enumerate() {
        let node = parameter::write(parameter, parts, index, Mode::CLIENT);
        let written =
            node.and_then(|node| node.map_or(Ok(()), |node| header_parameter::write(parameter, &node, &mut headers)));
        written.map_err(|error| EncodeError::Value { part: MessagePart::of(parameter), error })?;
    }
    let written = body(documented, parts, negotiated)?;
    let bodiless = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT, StatusCode::NOT_MODIFIED];
    let bodiless = status.is_informational() || bodiless.contains(&status);
    let body = match written {
        None => Body::empty(),
        Some(_) if bodiless => return Err(EncodeError::Status(status)),
        Some(WrittenBody { bytes, .. }) if documented.body_optional && bytes.is_empty() => {
            let error = ValueError::new(Reason::Ambiguous("an empty body would be read as no body".to_owned()));
            return Err(EncodeError::Value { part: MessagePart::Body, error });
        }
        Some(WrittenBody { media_type, bytes }) => {
            if let Some(media_type) = media_type {
                headers.insert(header::CONTENT_TYPE, super::content_type(media_type)?);
            }
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
            Body::from(bytes)
        }
    };
    let mut message = Response::new(body);
    *message.status_mut() = status;
    *message.headers_mut() = headers;
    Ok(message)
}

/// Reads the response at the index `response` of the documented ones into `target`.
///
/// # Errors
/// The first part that does not conform to the document; `MediaType` where the body is of another one.
pub fn decode(
    meta: &'static OperationMeta,
    response: usize,
    target: &mut dyn MessageParts,
    parts: &http::response::Parts,
    body: &Bytes,
    mode: Mode,
) -> Result<(), DecodeError> {
    let Some(documented) = meta.responses.get(response) else { return Ok(()) };
    for (index, parameter) in documented.headers.iter().enumerate() {
        header_parameter::read(parameter, &parts.headers, mode.strict)
            .and_then(|node| parameter::read(parameter, target, index, node.as_ref(), mode))
            .map_err(|error| DecodeError::Value { part: MessagePart::of(parameter), error })?;
    }
    if documented.content.is_empty() || documented.body_optional && body.is_empty() {
        return Ok(());
    }
    let content = content(documented, &parts.headers)?;
    if !is_readable(content, &parts.headers, body) {
        let found = parts.headers.get(header::CONTENT_TYPE);
        let found = found.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default();
        return Err(DecodeError::MediaType { found, documented: media_types(documented.content) });
    }
    read_body(content, target, documented.headers.len(), body, documented.body_optional, mode)
        .map_err(|error| DecodeError::Value { part: MessagePart::Body, error })
}

/// The documented content that the body of a response is read as. Without a `Content-Type` it is of the documented
/// media type, where there is just one; JSON and XML are read as such, whatever is built on them.
///
/// # Errors
/// `MediaType`.
pub fn content(documented: &'static ResponseMeta, headers: &HeaderMap) -> Result<&'static Content, DecodeError> {
    let contents = documented.content;
    let header = headers.get(header::CONTENT_TYPE);
    let found = header.map(|value| String::from_utf8_lossy(value.as_bytes())).unwrap_or_default();
    let content = match (header, contents) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(_), contents) => media_type::find(contents, &found)
            .or_else(|| contents.iter().find(|content| is_built_on(content.codec, &found))),
    };
    content.ok_or_else(|| DecodeError::MediaType { found: found.into_owned(), documented: media_types(contents) })
}

/// Whether a body can be read in its declared character set. If all of it is ASCII that makes no
/// difference, and JSON is always UTF-8 (RFC 8259, section 8.1).
fn is_readable(content: &Content, headers: &HeaderMap, body: &Bytes) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content.codec == Codec::Json
        || body.is_ascii()
        || said.is_none_or(|said| media_type::is_readable(said, content.codec))
}

/// Whether a media type that the document does not name is of a codec that it does.
fn is_built_on(codec: Codec, media_type: &str) -> bool {
    match codec {
        Codec::Json => media_type::is_json(media_type),
        #[cfg(feature = "xml")]
        Codec::Xml => media_type::is_xml(media_type),
        Codec::Text | Codec::Octets | Codec::Form => false,
    }
}

fn body(
    documented: &'static ResponseMeta,
    parts: &dyn MessageParts,
    negotiated: &Negotiated,
) -> Result<Option<WrittenBody>, EncodeError> {
    let (contents, index) = (documented.content, documented.headers.len());
    if contents.is_empty() {
        return Ok(None);
    }
    let candidate = |content| (content, negotiated.concrete(content).map(Into::into));
    let candidates: &mut dyn Iterator<Item = _> = match contents {
        [only] => &mut std::iter::once(candidate(only)),
        contents => &mut negotiated.order(contents).into_iter().map(candidate),
    };
    super::write_first(contents, candidates, parts, index, documented.body_optional, Mode::CLIENT)
}
