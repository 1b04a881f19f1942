//! Requests: a client writes them and a server reads them.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::uri::PathAndQuery;
use http::{Method, Request, Uri};

use super::{Choice, WrittenBody, read_body};
use crate::body::Body;
use crate::error::{EncodeError, MessagePart, Reason, ValueError, ValueResult};
use crate::media_type;
use crate::mode::Mode;
use crate::operation::{Codec, Content, Location, MessageParts, OperationMeta, Parameter, RequestBody};
use crate::parameter::percent::{COMPONENT, escape};
use crate::parameter::{self, form, header as header_parameter, pair, path};
use crate::rejection::Rejection;
use crate::tree::Node;

/// Writes a request. Its URI is path and query, relative to the server's base.
///
/// # Errors
/// The first part that the document forbids or that cannot be encoded.
pub fn encode(
    meta: &'static OperationMeta,
    parts: &dyn MessageParts,
    choice: &Choice,
) -> Result<Request<Body>, EncodeError> {
    let nodes = nodes(meta, parts)?;
    let value = |(part, error)| EncodeError::Value { part, error };
    let mut target = path::write(meta, &nodes).map_err(value)?;
    target.push_str(&pair::write(meta, &nodes).map_err(value)?);
    let format = choice.format.as_deref().map(|name| format(meta, name)).transpose()?;
    if let Some((ending, _)) = &format {
        target.push_str(ending);
    }
    let query = form::write(meta, Location::Query, &nodes).map_err(value)?;
    if !query.is_empty() {
        target.push('?');
        target.push_str(&query);
    }
    let target = PathAndQuery::try_from(target).map_err(|_| EncodeError::TargetTooLong)?;

    let mut headers = HeaderMap::new();
    for (parameter, node) in meta.parameters.iter().zip(&nodes) {
        if let (Location::Header, Some(node)) = (parameter.location, node) {
            header_parameter::write(parameter, node, &mut headers)
                .map_err(|error| value((MessagePart::of(parameter), error)))?;
        }
    }
    let cookie = form::write(meta, Location::Cookie, &nodes).map_err(value)?;
    if !cookie.is_empty() {
        // Cookies are escaped to ASCII, so there is always such a header.
        HeaderValue::from_str(&cookie).map(|cookie| headers.insert(header::COOKIE, cookie)).ok();
    }
    if let Some(accept) = accept(meta, choice, format.map(|(_, media_type)| media_type))? {
        headers.insert(header::ACCEPT, accept);
    }
    let body = body(meta, parts, choice, &mut headers)?;

    let mut request = Request::new(body);
    *request.method_mut() = meta.method.clone();
    *request.uri_mut() = Uri::from(target);
    *request.headers_mut() = headers;
    Ok(request)
}

/// The documented content that a request's body is read as; `None` if there is no body to read.
///
/// Without a `Content-Type` a body is of the documented media type, where there is just one that is text, bytes or a form.
/// JSON and XML have to be declared: a page in a browser can send any bytes to another site, but no such header.
///
/// # Errors
/// `UnsupportedMediaType`; `UnsupportedEncoding`, where the body is still compressed.
pub fn content(
    meta: &'static OperationMeta,
    headers: &HeaderMap,
    body_present: bool,
) -> Result<Option<&'static Content>, Rejection> {
    let Some(body) = &meta.body else { return Ok(None) };
    if let Some(encoding) = headers.get(header::CONTENT_ENCODING).filter(|_| body_present)
        && !encoding.as_bytes().eq_ignore_ascii_case(b"identity")
    {
        let encoding = String::from_utf8_lossy(encoding.as_bytes()).into_owned();
        return Err(Rejection::UnsupportedEncoding { encoding });
    }
    if body.any_content_type {
        return Ok(body.content.first().filter(|_| body_present));
    }
    let found = match (headers.get(header::CONTENT_TYPE), body.content) {
        (None, [only]) if body_present && !needs_content_type(only.codec) => return Ok(Some(only)),
        (None, _) if !body_present => return Ok(None),
        (None, _) => None,
        (Some(value), contents) => value.to_str().ok().and_then(|text| {
            media_type::find(contents, text).filter(|content| media_type::is_readable(text, content.codec))
        }),
    };
    if found.is_none() && body_present {
        return Err(Rejection::UnsupportedMediaType { supported: media_types(body.content) });
    }
    Ok(found)
}

fn needs_content_type(codec: Codec) -> bool {
    match codec {
        Codec::Json => true,
        #[cfg(feature = "xml")]
        Codec::Xml => true,
        Codec::Text | Codec::Octets | Codec::Form => false,
    }
}

/// Reads a request strictly, and checks every value against the document's constraints: path, query, headers and
/// cookies, each in the document's order, then the body.
///
/// `captures` are the raw values of the path's parameters in the template's order, and behind them the pairs of
/// segments behind the template, each as it stands there: `name/value`. `content` is the result of [`content`].
///
/// # Errors
/// `Invalid`, with the first part that does not conform to the document.
pub fn decode(
    meta: &'static OperationMeta,
    target: &mut dyn MessageParts,
    parts: &http::request::Parts,
    captures: &[&str],
    body: Bytes,
    content: Option<&'static Content>,
) -> Result<(), Rejection> {
    let mode = Mode::SERVER;
    let has = |location| meta.parameters.iter().any(|parameter| parameter.location == location);
    let query = parts.uri.query().filter(|_| has(Location::Query)).unwrap_or_default();
    let query = form::Pairs::new(Location::Query, query);
    let cookie = if has(Location::Cookie) { cookies(&parts.headers) } else { String::new() };
    let cookie = form::Pairs::new(Location::Cookie, &cookie);
    let mut errors = Vec::new();
    for location in [Location::Path, Location::Query, Location::Header, Location::Cookie] {
        for (index, parameter) in meta.parameters.iter().enumerate() {
            if parameter.location != location {
                continue;
            }
            let node = match location {
                Location::Path => path::read(meta, parameter, captures),
                Location::Query if pair::is_pair(parameter) => read_pair(meta, parameter, captures, &query),
                Location::Query => query.read(meta, parameter),
                Location::Header => header_parameter::read(parameter, &parts.headers, mode.strict),
                Location::Cookie => cookie.read(meta, parameter),
            };
            if let Err(error) = node.and_then(|node| parameter::read(parameter, target, index, node.as_ref(), mode)) {
                errors.push((MessagePart::of(parameter), error));
            }
        }
    }
    if let Err(error) = decode_body(meta, target, &parts.headers, &body, content, mode) {
        errors.push((MessagePart::Body, error));
    }
    if errors.is_empty() { Ok(()) } else { Err(Rejection::invalid(errors)) }
}

fn decode_body(
    meta: &'static OperationMeta,
    target: &mut dyn MessageParts,
    headers: &HeaderMap,
    body: &Bytes,
    content: Option<&'static Content>,
    mode: Mode,
) -> ValueResult {
    let Some(documented) = &meta.body else { return Ok(()) };
    let typed = headers.contains_key(header::CONTENT_TYPE);
    match content.filter(|content| is_there(content, body, typed)) {
        Some(content) => read_body(content, target, meta.parameters.len(), body, !documented.required, mode),
        None if documented.required => Err(ValueError::new(Reason::Missing)),
        None => Ok(()),
    }
}

/// The header `Cookie`, which may be split into several lines (RFC 9113, section 8.2.3).
fn cookies(headers: &HeaderMap) -> String {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| str::from_utf8(line.as_bytes()).ok());
    lines.collect::<Vec<_>>().join(";")
}

/// Reads a parameter that may stand behind the path or in the query.
fn read_pair(
    meta: &OperationMeta,
    parameter: &Parameter,
    captures: &[&str],
    query: &form::Pairs<'_>,
) -> Result<Option<Node>, Box<ValueError>> {
    match (pair::read(parameter, captures)?, query.read(meta, parameter)?) {
        (Some(_), Some(_)) => Err(ValueError::new(Reason::Duplicate)),
        (in_path, in_query) => Ok(in_path.or(in_query)),
    }
}

/// The suffix of the path that requests a format, and its media type.
fn format(meta: &OperationMeta, name: &str) -> Result<(String, &'static str), EncodeError> {
    let suffix = meta.format_suffix;
    let found = suffix.and_then(|suffix| Some((suffix, suffix.formats.iter().find(|(known, _)| *known == name)?)));
    match found {
        Some((suffix, (name, media_type))) => {
            Ok((format!("/{}/{}", escape(suffix.segment, &COMPONENT), escape(name, &COMPONENT)), media_type))
        }
        None => Err(EncodeError::Format(name.to_owned())),
    }
}

/// The media types of some contents.
pub(super) fn media_types(contents: &[Content]) -> Vec<&'static str> {
    contents.iter().map(|content| content.media_type).collect()
}

fn nodes(meta: &OperationMeta, parts: &dyn MessageParts) -> Result<Vec<Option<Node>>, EncodeError> {
    let write = |(index, parameter)| {
        parameter::write(parameter, parts, index, Mode::SERVER)
            .map_err(|error| EncodeError::Value { part: MessagePart::of(parameter), error })
    };
    meta.parameters.iter().enumerate().map(write).collect()
}

fn accept(
    meta: &OperationMeta,
    choice: &Choice,
    format: Option<&'static str>,
) -> Result<Option<HeaderValue>, EncodeError> {
    let accept = match (&choice.accept, format) {
        (Some(accept), _) => Cow::Borrowed(accept.as_str()),
        (None, Some(media_type)) => Cow::Borrowed(media_type),
        (None, None) => {
            let mut all: Vec<&str> = Vec::new();
            for content in meta.responses.iter().flat_map(|response| response.content) {
                if !all.contains(&content.media_type) {
                    all.push(content.media_type);
                }
            }
            match all[..] {
                [only] => Cow::Borrowed(only),
                _ => Cow::Owned(all.join(", ")),
            }
        }
    };
    if accept.is_empty() {
        return Ok(None);
    }
    HeaderValue::from_str(&accept).map(Some).map_err(|_| EncodeError::Accept(accept.into_owned()))
}

fn body(
    meta: &'static OperationMeta,
    parts: &dyn MessageParts,
    choice: &Choice,
    headers: &mut HeaderMap,
) -> Result<Body, EncodeError> {
    let written = match &meta.body {
        Some(body) => write_chosen(body, parts, meta.parameters.len(), choice)?,
        None => None,
    };
    let Some(WrittenBody { media_type, bytes }) = written else {
        // RFC 9110, section 8.6: methods that anticipate a body say so when there is none.
        if [Method::POST, Method::PUT, Method::PATCH].contains(&meta.method) {
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from(0));
        }
        return Ok(Body::empty());
    };
    if let Some(media_type) = media_type {
        headers.insert(header::CONTENT_TYPE, super::content_type(media_type)?);
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    Ok(Body::from(bytes))
}

/// The body and its media type: the chosen one, or the first documented one that the value is of.
fn write_chosen(
    body: &RequestBody,
    parts: &dyn MessageParts,
    index: usize,
    choice: &Choice,
) -> Result<Option<WrittenBody>, EncodeError> {
    let (optional, mode) = (!body.required, Mode::SERVER);
    let written = match &choice.content_type {
        None => {
            let mut candidates =
                body.content.iter().map(|content| (content, media_type::concrete(content).map(Cow::Borrowed)));
            super::write_first(body.content, &mut candidates, parts, index, optional, mode)?
        }
        Some(chosen) => match media_type::find(body.content, chosen) {
            Some(content) if media_type::is_concrete(chosen) => {
                let mut only = std::iter::once((content, Some(Cow::Owned(chosen.clone()))));
                super::write_first(body.content, &mut only, parts, index, optional, mode)?
            }
            _ => return Err(EncodeError::ContentType(chosen.clone())),
        },
    };
    if written.is_none() && body.required {
        return Err(EncodeError::Value { part: MessagePart::Body, error: ValueError::new(Reason::Missing) });
    }
    Ok(written)
}

/// Whether there is a body. JSON and XML are never empty; other content may be, and then its media type shows that
/// there is one.
fn is_there(content: &Content, body: &Bytes, typed: bool) -> bool {
    match content.codec {
        Codec::Json => !body.is_empty(),
        #[cfg(feature = "xml")]
        Codec::Xml => !body.is_empty(),
        Codec::Text | Codec::Octets | Codec::Form => !body.is_empty() || typed,
    }
}
