//! The transport by a client of reqwest: requests go to it, and its responses come back.

#[cfg(target_arch = "wasm32")]
#[path = "by_reqwest/browser.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "by_reqwest/native.rs"]
mod platform;

use super::BoxFuture;
use super::transport::{AnyTransport, Sent};
#[cfg(feature = "reqwest-0-13")]
use super::{BaseUrl, BaseUrlError, BoxTransport, Client};
use crate::body::Body;

/// A client of reqwest as a transport.
pub(super) struct ByReqwest(pub(super) reqwest::Client);

impl AnyTransport for ByReqwest {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'static, Sent> {
        Box::pin(platform::send(self.0.clone(), request))
    }
}

#[cfg(feature = "reqwest-0-13")]
impl Client {
    /// Creates a client of the API at this URL that sends its requests through this `reqwest` client, with its TLS,
    /// proxies, certificates and pools. It should follow no redirects
    /// ([`Policy::none`](https://docs.rs/reqwest/0.13/reqwest/redirect/struct.Policy.html#method.none)): reqwest hides
    /// some credentials from other origins, but not a key in a header of its own.
    ///
    /// # Errors
    /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
    pub fn with_reqwest(base_url: &str, client: reqwest::Client) -> Result<Self, BaseUrlError> {
        Ok(Self::at(BaseUrl::parse(base_url)?, BoxTransport::new(ByReqwest(client))))
    }
}
