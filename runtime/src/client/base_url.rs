//! From the text of a base URL to one that paths can be appended to.

use std::fmt;

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

use super::path;

/// The longest URL, in bytes, that `http::Uri` holds.
const LONGEST: usize = 65_534;

/// An absolute URL without query and fragment, and without a slash at its end.
#[derive(Clone)]
pub(super) struct BaseUrl {
    text: String,
    scheme: Scheme,
    authority: Authority,
    /// The length of what precedes the path.
    origin: usize,
}

/// Why a URL cannot be a client's base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It is not an absolute URL, or not in ASCII (RFC 3986).
    Invalid,
    /// Its scheme is neither `http` nor `https`.
    Scheme,
    /// It has a user or password; credentials are set on the client.
    Userinfo,
    /// It has a query or a fragment.
    Query,
    /// It has a variable in braces, which needs a value first.
    Variable,
}

impl BaseUrl {
    /// Reads a URL (RFC 3986, section 3), and gives it in its normal form.
    pub(super) fn parse(text: &str) -> Result<Self, BaseUrlError> {
        if text.contains(['{', '}']) {
            return Err(BaseUrlError::Variable);
        }
        let (scheme, rest) = text.split_once("://").ok_or(BaseUrlError::Invalid)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(BaseUrlError::Scheme);
        }
        if rest.contains(['?', '#']) {
            return Err(BaseUrlError::Query);
        }
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        if authority.contains('@') {
            return Err(BaseUrlError::Userinfo);
        }
        // Others are written in these characters, by Punycode and by percent-encoding.
        if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err(BaseUrlError::Invalid);
        }
        let authority: Authority = authority.parse().map_err(|_| BaseUrlError::Invalid)?;
        let port = match authority.port() {
            Some(port) if Some(port.as_u16()) != path::default_port(&scheme) => format!(":{}", port.as_u16()),
            Some(_) => String::new(),
            // There is one that is none, unless nothing follows the colon.
            None if authority.as_str().trim_end_matches(':').len() > authority.host().len() => {
                return Err(BaseUrlError::Invalid);
            }
            None => String::new(),
        };
        let host = authority.host().to_ascii_lowercase();
        let path = path::without_dots(path);
        let origin = format!("{scheme}://{host}{port}");
        let text = format!("{origin}{}", path.trim_end_matches('/'));
        let uri: Uri = text.parse().map_err(|_| BaseUrlError::Invalid)?;
        let Parts { scheme: Some(scheme), authority: Some(authority), .. } = uri.into_parts() else {
            return Err(BaseUrlError::Invalid);
        };
        Ok(Self { text, scheme, authority, origin: origin.len() })
    }

    /// The URL of this path and query below the base; `None` if it is too long.
    pub(super) fn join(&self, target: Uri) -> Option<Uri> {
        let target = target.into_parts().path_and_query?;
        let target = match self.text.get(self.origin..) {
            None | Some("") => target,
            Some(path) => PathAndQuery::from_maybe_shared(Bytes::from([path, target.as_str()].concat())).ok()?,
        };
        let length = self.origin + target.as_str().len();
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(target);
        Uri::from_parts(parts).ok().filter(|_| length <= LONGEST)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    #[cfg(all(feature = "network", not(target_arch = "wasm32")))]
    pub(super) fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "the base URL is not an absolute URL in ASCII",
            Self::Scheme => "the base URL is neither http nor https",
            Self::Userinfo => "the base URL has a user or password",
            Self::Query => "the base URL has a query or a fragment",
            Self::Variable => "the base URL has a variable in braces",
        })
    }
}

impl std::error::Error for BaseUrlError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_absolute_and_bare() {
        for (text, expected) in [
            ("https://example.com", Ok("https://example.com")),
            ("HTTPS://Example.com:443/", Ok("https://example.com")),
            ("http://127.0.0.1:8080/api/v1//", Ok("http://127.0.0.1:8080/api/v1")),
            ("http://[::1]/a%20b", Ok("http://[::1]/a%20b")),
            ("https://example.com:/a/../b/./c/", Ok("https://example.com/b/c")),
            ("http://example.com:443", Ok("http://example.com:443")),
            ("https://[::1]:8443", Ok("https://[::1]:8443")),
            ("https://bücher.example", Err(BaseUrlError::Invalid)),
            ("https://example.com/ü", Err(BaseUrlError::Invalid)),
            ("https://example.com/a b", Err(BaseUrlError::Invalid)),
            ("https://example.com\\\\a", Err(BaseUrlError::Invalid)),
            ("https://example.com:99999", Err(BaseUrlError::Invalid)),
            ("https://example.com:a", Err(BaseUrlError::Invalid)),
            ("https:///a", Err(BaseUrlError::Invalid)),
            ("", Err(BaseUrlError::Invalid)),
            ("/v1", Err(BaseUrlError::Invalid)),
            ("https://", Err(BaseUrlError::Invalid)),
            ("ftp://example.com", Err(BaseUrlError::Scheme)),
            ("example.com:80", Err(BaseUrlError::Invalid)),
            ("https://user@example.com", Err(BaseUrlError::Userinfo)),
            ("https://:pass@example.com", Err(BaseUrlError::Userinfo)),
            ("https://example.com?", Err(BaseUrlError::Query)),
            ("https://example.com/#a", Err(BaseUrlError::Query)),
            ("https://{region}.example.com", Err(BaseUrlError::Variable)),
        ] {
            assert_eq!(BaseUrl::parse(text).map(|base| base.text), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn targets_are_below_the_base() {
        for (base, joined) in [
            ("https://example.com", "https://example.com/a?b=c"),
            ("http://example.com:8080/v1/", "http://example.com:8080/v1/a?b=c"),
        ] {
            let base = BaseUrl::parse(base).unwrap();
            assert_eq!(base.join(Uri::from_static("/a?b=c")).unwrap(), joined);
            let long = format!("/{}", "a".repeat(LONGEST - base.as_str().len() - 1));
            assert_eq!(base.join(long.parse().unwrap()).unwrap().to_string().len(), LONGEST);
            assert_eq!(base.join(format!("{long}a").parse().unwrap()), None);
        }
    }
}
