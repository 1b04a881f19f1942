//! From the text of a base URL to one that paths can be appended to.

use std::fmt;

use http::Uri;
use url::Url;

/// An absolute URL without query and fragment, and without a slash at its end.
#[derive(Clone)]
pub(super) struct BaseUrl(String);

/// Why a URL cannot be a client's base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It is not an absolute URL.
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
    /// Reads a URL by the rules of browsers.
    pub(super) fn parse(text: &str) -> Result<Self, BaseUrlError> {
        if text.contains(['{', '}']) {
            return Err(BaseUrlError::Variable);
        }
        let url = Url::parse(text).map_err(|_| BaseUrlError::Invalid)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BaseUrlError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::Userinfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::Query);
        }
        let base = url.as_str().trim_end_matches('/');
        // Requests hold a URI (RFC 3986), which is stricter than a browser's URL.
        base.parse::<Uri>().map_err(|_| BaseUrlError::Invalid)?;
        Ok(Self(base.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    #[cfg(all(feature = "network", not(target_arch = "wasm32")))]
    pub(super) fn is_https(&self) -> bool {
        self.0.starts_with("https:")
    }
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "the base URL is not an absolute URL",
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
            ("https://bücher.example/ü", Ok("https://xn--bcher-kva.example/%C3%BC")),
            ("", Err(BaseUrlError::Invalid)),
            ("/v1", Err(BaseUrlError::Invalid)),
            ("https://", Err(BaseUrlError::Invalid)),
            ("ftp://example.com", Err(BaseUrlError::Scheme)),
            ("example.com:80", Err(BaseUrlError::Scheme)),
            ("https://user@example.com", Err(BaseUrlError::Userinfo)),
            ("https://:pass@example.com", Err(BaseUrlError::Userinfo)),
            ("https://example.com?", Err(BaseUrlError::Query)),
            ("https://example.com/#a", Err(BaseUrlError::Query)),
            ("https://{region}.example.com", Err(BaseUrlError::Variable)),
        ] {
            assert_eq!(BaseUrl::parse(text).map(|base| base.0), expected.map(str::to_owned), "{text}");
        }
    }
}
