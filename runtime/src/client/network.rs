//! The transport over the network: hyper's client, with a pool of connections, TLS by rustls and the proxies that the
//! environment names.

mod connect;
mod proxies;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::PROXY_AUTHORIZATION;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::platform::BoxFuture;
use super::transport::{AnyTransport, Sent};
use crate::body::Body;
use crate::error::{BoxError, Causes};
use connect::Connect;
use proxies::Proxies;

#[cfg(feature = "rustls")]
type Connector = hyper_rustls::HttpsConnector<Connect>;
#[cfg(not(feature = "rustls"))]
type Connector = Connect;

/// The transport, which is created by the first request.
pub(super) struct Network {
    https: bool,
    /// What sends the requests, or why it cannot be created.
    made: OnceLock<Result<Made, String>>,
}

struct Made {
    client: Client<Connector, Body>,
    proxies: Arc<Proxies>,
}

impl Network {
    pub(super) fn new(https: bool) -> Self {
        Self { https, made: OnceLock::new() }
    }
}

impl AnyTransport for Network {
    fn send(&self, mut request: http::Request<Body>) -> BoxFuture<'static, Sent> {
        let make = || Made::new(self.https, Proxies::from_env()).map_err(|error| Causes(&*error).to_string());
        let sent = self.made.get_or_init(make).as_ref().map_err(Clone::clone).map(|made| {
            // In a tunnel the proxy sees the requests of TLS alone, and has its credential from `Connect`.
            if let Some(credential) = made.proxies.credential(request.uri()) {
                request.headers_mut().insert(PROXY_AUTHORIZATION, credential);
            }
            made.client.request(request)
        });
        Box::pin(async move { Ok(sent?.await?.map(Body::stream)) })
    }
}

impl Made {
    /// # Errors
    /// The certificates of the system cannot be read, or `https` is requested and there is no TLS.
    fn new(https: bool, proxies: Proxies) -> Result<Self, BoxError> {
        let proxies = Arc::new(proxies);
        let connector = tls(Connect::new(tcp(), Arc::clone(&proxies)), https)?;
        // Without a timer idle connections are kept until the server closes them.
        let client = Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector);
        Ok(Self { client, proxies })
    }
}

fn tcp() -> HttpConnector {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(Duration::from_secs(15)));
    tcp
}

/// TLS by rustls, with the certificates of the operating system, and ring, which is named here, so that the program's
/// choice for others is its own. Without `https` no certificates are loaded: a machine that has none can use plain HTTP.
#[cfg(feature = "rustls")]
fn tls(connect: Connect, https: bool) -> Result<Connector, BoxError> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let config = if https {
        config.with_platform_verifier()?
    } else {
        config.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(over(connect, config.with_no_client_auth()))
}

/// TLS over these connections, with HTTP/2 where the server chooses it (RFC 7301).
#[cfg(feature = "rustls")]
fn over(connect: Connect, config: rustls::ClientConfig) -> Connector {
    let builder = hyper_rustls::HttpsConnectorBuilder::new().with_tls_config(config);
    builder.https_or_http().enable_all_versions().wrap_connector(connect)
}

#[cfg(not(feature = "rustls"))]
fn tls(connect: Connect, https: bool) -> Result<Connector, BoxError> {
    if https { Err("https needs the feature `rustls`".into()) } else { Ok(connect) }
}

#[cfg(test)]
mod tests;
