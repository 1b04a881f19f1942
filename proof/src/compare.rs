//! Compares the messages on the wire with those that the document defines.

use bytes::Bytes;
use http::header::{self, HeaderMap};
use http::request::Parts;
use serde_json::Value;

use crate::document::{Content, Document, Parameter, Response};
use crate::exchange::{PlannedRequest, PlannedResponse, same};
use crate::slot::Slots;
use crate::wire::{self, Unrepresentable};

/// Holds a request against the document.
pub(crate) fn request(
    slots: &Slots<'_>,
    planned: &PlannedRequest,
    (parts, body): &(Parts, Bytes),
) -> Result<(), String> {
    let operation = slots.operation;
    let expected = wire::request(operation, &planned.values).map_err(|Unrepresentable(why)| why.to_owned())?;
    if parts.method.as_str() != operation.method {
        return Err(format!("the method is {}, and by the document {}", parts.method, operation.method));
    }
    let path = parts.uri.path();
    if path != expected.path && wire::unescape(path) != wire::unescape(&expected.path) {
        return Err(format!("the path is {path}, and by the document {}", expected.path));
    }
    let first = operation.security.first().map_or(&[][..], Vec::as_slice);
    let keys = |location: &str| {
        let keys = first.iter().filter(|scheme| scheme.text("type") == "apiKey" && scheme.text("in") == location);
        keys.map(|scheme| (scheme.text("name").to_owned(), "secret".to_owned())).collect::<Vec<_>>()
    };
    let query = split(parts.uri.query().unwrap_or_default(), '&');
    check_pairs("query", query, expected.query, keys("query"))?;
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let cookies = cookies.flat_map(|line| split(line, ';')).collect();
    check_pairs("cookies", cookies, expected.cookies, keys("cookie"))?;
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    for (name, value) in expected.headers.iter().chain(&keys("header")) {
        if header(name) != Some(value.as_str()) {
            return Err(format!("the header {name} is {:?}, and by the document {value}", header(name)));
        }
    }
    let absent = operation.parameters.iter().zip(&planned.values);
    for (parameter, _) in absent.filter(|(parameter, value)| parameter.location == "header" && value.is_none()) {
        if header(&parameter.name).is_some()
            && !keys("header").iter().any(|(name, _)| name.eq_ignore_ascii_case(&parameter.name))
        {
            return Err(format!("the header {} is there", parameter.name));
        }
    }
    for scheme in first {
        let (word, kind) = (scheme.text("scheme").to_ascii_lowercase(), scheme.text("type"));
        let expected = match (kind, word.as_str()) {
            ("http", "basic") => "Basic dXNlcjpzZWNyZXQ=",
            ("http", "bearer") | ("oauth2" | "openIdConnect", _) => "Bearer secret",
            _ => continue,
        };
        if header("authorization") != Some(expected) {
            return Err(format!("the security scheme `{}` is not used", scheme.name));
        }
    }
    let content = planned.body.as_ref().zip(operation.body.as_ref());
    let content = content.and_then(|((index, value), body)| Some((body.contents.get(*index)?, value)));
    check_body(slots.document, content, &parts.headers, body)
}

/// Holds a response against the document.
pub(crate) fn response(
    document: &Document,
    documented: Option<&Response<'_>>,
    planned_response: &PlannedResponse,
    (parts, body): &(http::response::Parts, Bytes),
) -> Result<(), String> {
    let documented = documented.ok_or("no such response")?;
    let sent = |header: &Parameter<'_>| {
        let lines = parts.headers.get_all(&header.name).iter().filter_map(|value| value.to_str().ok());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    for (header, expected) in documented.headers.iter().zip(&planned_response.headers) {
        let expected = expected.as_ref().map(|expected| wire::lines(header, expected));
        let expected = expected.transpose().map_err(|Unrepresentable(why)| why.to_owned())?.unwrap_or_default();
        if sent(header) != expected {
            return Err(format!("the header {} is {:?}, and by the document {expected:?}", header.name, sent(header)));
        }
    }
    same(&parts.status, &planned_response.status, "status")?;
    let content = planned_response.body.as_ref();
    let content = content.and_then(|(index, value)| Some((documented.contents.get(*index)?, value)));
    check_body(document, content, &parts.headers, body)
        .map_err(|why| format!("of the response {}: {why}", documented.status))
}

fn check_body(
    document: &Document,
    content: Option<(&Content<'_>, &Value)>,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), String> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match (content, said) {
        (None, None) if body.is_empty() => Ok(()),
        (None, _) => Err(format!("there is a body of {} bytes", body.len())),
        (Some((content, _)), said) if !is_of(content.media_type, said.unwrap_or_default()) => {
            Err(format!("the content type is {said:?}, and by the document {}", content.media_type))
        }
        (Some((content, value)), _) => wire::is_body(document, content, value, body),
    }
}

/// Whether a media type is the documented one, or of the documented range.
fn is_of(range: &str, media_type: &str) -> bool {
    match range.rsplit_once('*') {
        Some(("*/", "")) => true,
        Some((prefix, suffix)) => media_type.starts_with(prefix) && media_type.ends_with(suffix),
        None => range == media_type,
    }
}

fn split(text: &str, separator: char) -> Vec<(String, String)> {
    let pieces = text.split(separator).map(str::trim).filter(|piece| !piece.is_empty());
    let pairs = pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")));
    pairs.map(|(name, value)| (wire::unescape(name), value.to_owned())).collect()
}

/// The pairs of a query or of cookies: those of the parameters in their order, and the credentials somewhere among
/// them.
fn check_pairs(
    what: &str,
    mut sent: Vec<(String, String)>,
    expected: Vec<(String, String)>,
    credentials: Vec<(String, String)>,
) -> Result<(), String> {
    for credential in credentials {
        match sent.iter().position(|pair| *pair == credential) {
            Some(place) => drop(sent.remove(place)),
            None => return Err(format!("the {what} {sent:?} have no credential `{}`", credential.0)),
        }
    }
    // Characters that may stand as they are, and delimiters that do: what is meant has to be the same, piece by piece.
    let meant = |pairs: &[(String, String)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.split([',', ';']).map(wire::unescape).collect::<Vec<_>>()));
        pairs.collect::<Vec<_>>()
    };
    let loose = |pairs: &[(String, String)]| {
        pairs.iter().map(|(name, value)| (name.clone(), wire::unescape(value))).collect::<Vec<_>>()
    };
    let plain = !expected.iter().any(|(_, value)| value.contains([',', ';']));
    if meant(&sent) == meant(&expected) || plain && loose(&sent) == loose(&expected) {
        return Ok(());
    }
    Err(format!("the {what} are {sent:?}, and by the document {expected:?}"))
}
