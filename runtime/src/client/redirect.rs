//! From a request and its response to the next target, where a redirect may be followed.

use http::header::LOCATION;
use http::uri::Authority;
use http::{Method, StatusCode, Uri, request, response};

use super::path;
use crate::operation::{OperationMeta, StatusPattern};

/// How many redirects are followed in one call.
pub(super) const LIMIT: usize = 10;

/// Where the response sends the request: within the same origin (RFC 6454), for `GET` and `HEAD` only, and only where
/// the document does not describe the response itself.
pub(super) fn target(meta: &OperationMeta, request: &request::Parts, response: &response::Parts) -> Option<Uri> {
    if request.method != Method::GET && request.method != Method::HEAD || !redirects(response.status) {
        return None;
    }
    let documented = meta.responses.iter().any(|documented| match documented.status {
        StatusPattern::Exact(status) => status == response.status.as_u16(),
        StatusPattern::Range(class) => class == response.status.as_u16() / 100,
        StatusPattern::Default => false,
    });
    if documented {
        return None;
    }
    let location = response.headers.get(LOCATION)?.to_str().ok()?;
    let reference = location.split_once('#').map_or(location, |(reference, _)| reference);
    within_origin(&request.uri, reference)
}

/// Where a reference leads to within the origin of a URL: the target has the very scheme and authority of that URL.
fn within_origin(from: &Uri, reference: &str) -> Option<Uri> {
    // Browsers take a backslash for a slash.
    if !reference.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return None;
    }
    let scheme = from.scheme_str()?;
    let (named, rest) = match reference.split_once(':') {
        Some((named, rest)) if is_scheme(named) => (Some(named), rest),
        _ => (None, reference),
    };
    if named.is_some_and(|named| !named.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.find(['/', '?']).map_or((rest, ""), |at| rest.split_at(at));
            let authority: Authority = authority.parse().ok()?;
            if !is_same(from.authority()?, &authority, scheme) {
                return None;
            }
            // A path that is absent is the root, and never that of the other URL.
            path::resolve(("/", None), path)
        }
        // `https:a` is no URL.
        None if named.is_some() => return None,
        None => path::resolve((from.path(), from.query()), rest),
    };
    let mut target = from.clone().into_parts();
    target.path_and_query = Some(path.parse().ok()?);
    Uri::from_parts(target).ok()
}

/// Whether what precedes a colon is a scheme (RFC 3986, section 3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

fn is_same(from: &Authority, to: &Authority, scheme: &str) -> bool {
    let port = |authority: &Authority| authority.port_u16().or_else(|| path::default_port(scheme));
    // With nothing but host and port, so that a port that is no number is not taken for the default one.
    let is_bare = |authority: &Authority| {
        let rest = authority.as_str().strip_prefix(authority.host());
        rest.is_some_and(|rest| rest.is_empty() || rest == ":" || authority.port_u16().is_some())
    };
    from.host().eq_ignore_ascii_case(to.host()) && port(from) == port(to) && is_bare(to)
}

/// RFC 9110, section 15.4: the others do not name another place of the same thing.
fn redirects(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_the_origin_of_what_led_to_it() {
        let from = Uri::from_static("https://example.com/v1/a?b");
        for (reference, expected) in [
            ("c", Some("https://example.com/v1/c")),
            ("", Some("https://example.com/v1/a?b")),
            ("c:d/e", None),
            ("./c:d", Some("https://example.com/v1/c:d")),
            ("//example.com", Some("https://example.com/")),
            ("//example.com?c", Some("https://example.com/?c")),
            ("https://example.com:/c", Some("https://example.com/c")),
            ("https://Example.com:443/c", Some("https://example.com/c")),
            ("https://example.com:0443/c", Some("https://example.com/c")),
            ("https://example.com:80/c", None),
            ("https://example.com:x/c", None),
            ("https://example.com:99999/c", None),
            ("https://example.com@other.example/c", None),
            ("https://other.example#@example.com", None),
            ("https:c", None),
            ("https:/c", None),
            ("http://example.com/c", None),
            ("///example.com/c", None),
            ("/\\other.example", None),
            ("c d", None),
            ("ü", None),
        ] {
            assert_eq!(within_origin(&from, reference).map(|uri| uri.to_string()).as_deref(), expected, "{reference}");
        }
        let from = Uri::from_static("http://[::1]:8080/a");
        assert_eq!(within_origin(&from, "http://[::1]:8080/b").unwrap(), "http://[::1]:8080/b");
        assert_eq!(within_origin(&from, "http://[::1]/b"), None);
    }
}
