//! A key as the value of a header, a query parameter or a cookie (OpenAPI 3.0.3, section 4.7.27).

use http::header::{COOKIE, HeaderName};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderValue, Uri};

use super::{CredentialError, Secret};
use crate::operation::Location;
use crate::parameter::percent::{COMPONENT, escape, unescape};

/// Writes the key, replacing an existing one.
pub(super) fn apply(location: Location, name: &str, key: &Secret, parts: &mut Parts) -> Result<(), CredentialError> {
    let key = key.expose();
    match location {
        Location::Header => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| CredentialError::Unwritable)?;
            set_header(&name, header_text(key)?, parts)
        }
        Location::Query => set_query(name, key, parts),
        Location::Cookie => set_cookie(name, key, parts),
        Location::Path => Err(CredentialError::Unwritable),
    }
}

/// Reads the key; none where it is empty or given twice.
pub(super) fn extract(location: Location, name: &str, parts: &Parts) -> Option<Secret> {
    let text = match location {
        Location::Header => single_header(&HeaderName::from_bytes(name.as_bytes()).ok()?, parts)?.to_owned(),
        Location::Query => single(pairs(&parts.uri).filter(|pair| names(pair, name)).map(value))?.and_then(decoded)?,
        Location::Cookie => {
            single(cookies(parts).filter_map(|(key, value)| (key == name).then_some(value)))?.to_owned()
        }
        Location::Path => return None,
    };
    (!text.is_empty()).then(|| Secret::from(text))
}

/// The only value of a header, where it is visible text.
pub(super) fn single_header<'a>(name: &HeaderName, parts: &'a Parts) -> Option<&'a str> {
    single(parts.headers.get_all(name).iter())?.to_str().ok()
}

/// A text that is valid in a header: visible ASCII, without surrounding blanks.
pub(super) fn header_text(text: &str) -> Result<&str, CredentialError> {
    if text.is_empty() {
        return Err(CredentialError::Empty);
    }
    let carried = text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.trim() == text;
    if carried { Ok(text) } else { Err(CredentialError::Unwritable) }
}

/// Sets a header that no log is to show.
pub(super) fn set_header(name: &HeaderName, value: &str, parts: &mut Parts) -> Result<(), CredentialError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| CredentialError::Unwritable)?;
    value.set_sensitive(true);
    parts.headers.insert(name, value);
    Ok(())
}

fn set_query(name: &str, key: &str, parts: &mut Parts) -> Result<(), CredentialError> {
    if key.is_empty() {
        return Err(CredentialError::Empty);
    }
    let mut target = format!("{}?", parts.uri.path());
    for pair in pairs(&parts.uri).filter(|pair| !names(pair, name)) {
        target.push_str(pair);
        target.push('&');
    }
    target.push_str(&format!("{}={}", escape(name, &COMPONENT), escape(key, &COMPONENT)));
    let mut uri = parts.uri.clone().into_parts();
    uri.path_and_query = Some(PathAndQuery::from_maybe_shared(target).map_err(|_| CredentialError::Unwritable)?);
    parts.uri = Uri::from_parts(uri).map_err(|_| CredentialError::Unwritable)?;
    Ok(())
}

/// The key stands in the cookie as it is: there is no encoding on which servers agree (RFC 6265, section 4.1.1).
fn set_cookie(name: &str, key: &str, parts: &mut Parts) -> Result<(), CredentialError> {
    if key.is_empty() {
        return Err(CredentialError::Empty);
    }
    if !key.bytes().all(|byte| matches!(byte, b'!' | b'#'..=b'+' | b'-'..=b':' | b'<'..=b'[' | b']'..=b'~')) {
        return Err(CredentialError::Unwritable);
    }
    let mut line = String::new();
    for (other, value) in cookies(parts).filter(|(other, _)| *other != name) {
        line.push_str(&format!("{other}={value}; "));
    }
    line.push_str(&format!("{name}={key}"));
    set_header(&COOKIE, &line, parts)
}

/// The pairs of the query as they stand there.
fn pairs(uri: &Uri) -> impl Iterator<Item = &str> {
    uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty())
}

fn names(pair: &str, name: &str) -> bool {
    let key = pair.split_once('=').map_or(pair, |(key, _)| key);
    decoded(key).is_some_and(|key| key == name)
}

fn value(pair: &str) -> Option<&str> {
    pair.split_once('=').map(|(_, value)| value)
}

/// A name or value of a query: a plus stands for a space there.
fn decoded(text: &str) -> Option<String> {
    unescape(text, true).ok()
}

/// The cookies of a request (RFC 6265, section 4.2.1).
fn cookies(parts: &Parts) -> impl Iterator<Item = (&str, &str)> {
    let lines = parts.headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// The only item: a credential that is given twice could be two callers'.
fn single<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
