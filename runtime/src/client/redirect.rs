//! A request and its response in, the next target out, where a redirect may be followed.

use http::header::LOCATION;
use http::{Method, StatusCode, Uri, request, response};
use url::Url;

use crate::operation::{OperationMeta, StatusPattern};

/// How many redirects are followed in one call.
pub(super) const LIMIT: usize = 10;

/// Where the response sends the request: within the same origin (RFC 6454), for `GET` and `HEAD` only, and only where the
/// document does not describe the response itself.
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
    let from = Url::parse(&request.uri.to_string()).ok()?;
    let mut to = from.join(response.headers.get(LOCATION)?.to_str().ok()?).ok()?;
    to.set_fragment(None);
    let bare = to.username().is_empty() && to.password().is_none();
    if to.origin() == from.origin() && bare { to.as_str().parse().ok() } else { None }
}

/// RFC 9110, section 15.4: the others do not name another place of the same thing.
fn redirects(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}
