//! The proxies that the environment names: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, as curl reads them.

use std::net::IpAddr;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

/// Which requests go through which proxy.
pub(super) struct Proxies(Matcher);

impl Proxies {
    pub(super) fn from_env() -> Self {
        Self(Matcher::from_env())
    }

    /// The proxy for requests of this target. What is on this machine is reached directly.
    pub(super) fn find(&self, target: &Uri) -> Option<Intercept> {
        self.0.intercept(target).filter(|_| !target.host().is_some_and(is_loopback))
    }

    /// The credential that a request of this target carries for its proxy: only one that is not in a tunnel.
    pub(super) fn credential(&self, target: &Uri) -> Option<HeaderValue> {
        if target.scheme_str() != Some("http") {
            return None;
        }
        let mut credential = self.find(target)?.basic_auth()?.clone();
        credential.set_sensitive(true);
        Some(credential)
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
impl Proxies {
    /// This one for all requests.
    pub(super) fn all(proxy: &str) -> Self {
        Self(Matcher::builder().all(proxy.to_owned()).build())
    }

    pub(super) fn none() -> Self {
        Self(Matcher::builder().build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_reached_directly() {
        let proxies = Proxies::all("http://proxy.example:8080");
        for (target, proxied) in [
            ("http://example.com/a", true),
            ("https://example.com", true),
            ("http://10.0.0.1", true),
            ("http://localhost.example", true),
            ("http://localhost:80/a", false),
            ("https://LocalHost", false),
            ("http://127.0.0.2", false),
            ("http://[::1]:80", false),
        ] {
            assert_eq!(proxies.find(&target.parse().unwrap()).is_some(), proxied, "{target}");
        }
        assert!(Proxies::none().find(&Uri::from_static("http://example.com")).is_none());
    }
}
