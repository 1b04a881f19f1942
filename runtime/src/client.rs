//! The client: its base URL, what is sent with each request, and how responses are read. One [`Call`] is one
//! exchange with the server.

mod base_url;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(any(feature = "reqwest-0-13", all(feature = "network", target_arch = "wasm32")))]
mod by_reqwest;
mod call;
mod conceal;
mod credentials;
mod error;
mod exchange;
#[cfg(all(feature = "network", not(target_arch = "wasm32")))]
mod network;
mod path;
mod platform;
mod redirect;
mod response;
mod transport;
pub(crate) mod untyped;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::media_type;
use crate::message::Choice;
use crate::mode::Mode;
use crate::operation::{Operation, OperationMeta};

use base_url::BaseUrl;
pub use base_url::BaseUrlError;
pub use call::{Call, CallFuture};
pub use credentials::{CredentialSource, TokenSource};
pub use error::Error;
pub use platform::{BoxFuture, MaybeSend};
#[cfg(feature = "reqwest-0-13")]
pub use reqwest;
pub use response::{ResponseValue, RetryAfter};
pub use tower;
pub use transport::{BoxTransport, Transport};

/// The default timeout of a call.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The default limit of a response body, in bytes.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// A client of one API at one base URL. Clones are cheap and share their connections.
///
/// Its own transport (the feature `network`, and with TLS `rustls`) needs a Tokio runtime, and so does a timeout. It uses
/// the proxies that the environment names (`HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), but not for this
/// machine, and HTTP/2 where the server offers it. It follows a redirect of a `GET` or `HEAD` within the same origin
/// only, so that no other host ever sees a credential.
///
/// On `wasm32` a browser sends the requests, and decides about all of this.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
}

#[derive(Clone)]
struct Settings {
    base: BaseUrl,
    transport: BoxTransport,
    credentials: BTreeMap<&'static str, CredentialSource>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    body_limit: usize,
    mode: Mode,
    /// The representation that responses are requested in, for operations that document it.
    asked: Option<Asked>,
}

/// The representation that a client requests for all responses.
#[derive(Clone, Debug)]
enum Asked {
    /// This media type, by the header `Accept`.
    MediaType(String),
    /// The format of this name, by the end of the path.
    Format(String),
}

impl Settings {
    /// The default choice of a call of an operation: that of the client, as far as the operation documents it.
    fn choice_for(&self, meta: &OperationMeta) -> Choice {
        let has = |media_type: &str| {
            let contents = meta.responses.iter().flat_map(|response| response.content);
            contents.into_iter().any(|content| media_type::closeness(content.media_type, media_type) > 0)
        };
        match &self.asked {
            Some(Asked::MediaType(wanted)) if has(wanted) => {
                Choice { accept: Some(wanted.clone()), ..Choice::default() }
            }
            Some(Asked::Format(name)) => {
                let formats = meta.format_suffix.map_or(&[][..], |suffix| suffix.formats);
                let format = formats.iter().find(|(known, _)| known == name);
                // The call refuses a name that the document does not have.
                let asked = format.is_none_or(|(_, media_type)| has(media_type));
                Choice { format: asked.then(|| name.clone()), ..Choice::default() }
            }
            Some(Asked::MediaType(_)) | None => Choice::default(),
        }
    }
}

impl Client {
    /// Creates a client of the API at this URL that reaches it over the network. The URL's path precedes the paths of
    /// the document; a slash at its end makes no difference.
    ///
    /// # Errors
    /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
    #[cfg(feature = "network")]
    pub fn new(base_url: &str) -> Result<Self, BaseUrlError> {
        let base = BaseUrl::parse(base_url)?;
        #[cfg(not(target_arch = "wasm32"))]
        let transport = network::Network::new(base.is_https());
        #[cfg(target_arch = "wasm32")]
        let transport = by_reqwest::ByReqwest(reqwest::Client::new());
        Ok(Self::at(base, BoxTransport::new(transport)))
    }

    /// Creates a client of the API at this URL that sends its requests through this tower service: a stack of layers
    /// around another client, or a router, which needs no socket. It needs no feature but `client`. Whether redirects of
    /// other origins are followed is the service's decision.
    ///
    /// # Errors
    /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
    pub fn with_service(base_url: &str, service: impl Transport) -> Result<Self, BaseUrlError> {
        Ok(Self::at(BaseUrl::parse(base_url)?, service.into_boxed()))
    }

    fn at(base: BaseUrl, transport: BoxTransport) -> Self {
        let settings = Settings {
            base,
            transport,
            credentials: BTreeMap::new(),
            headers: HeaderMap::new(),
            timeout: Some(TIMEOUT),
            body_limit: BODY_LIMIT,
            mode: Mode::CLIENT,
            asked: None,
        };
        Self { settings: Arc::new(settings) }
    }

    /// Puts this layer around the transport. It sees each request, also those of redirects, with its credentials, and
    /// the operation as a [`Matched`](crate::operation::Matched) in its extensions. Headers with credentials are marked
    /// sensitive; for logs of URLs there is [`redact`](crate::redact::redact).
    #[must_use]
    pub fn with_layer<L>(self, layer: L) -> Self
    where
        L: tower::Layer<BoxTransport>,
        L::Service: Transport,
    {
        self.with(|settings| settings.transport = layer.layer(settings.transport.clone()).into_boxed())
    }

    /// Uses this credential, or the tokens of this source, for the schemes that carry the credential of this name.
    #[must_use]
    pub fn with_credential(self, name: &'static str, source: impl Into<CredentialSource>) -> Self {
        self.with(|settings| {
            settings.credentials.insert(name, source.into());
        })
    }

    /// Sets the timeout of calls, including the response body; `None` is no timeout. The default is one minute.
    #[must_use]
    pub fn with_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.with(|settings| settings.timeout = timeout.into())
    }

    /// Sends this header with each request that does not set it itself.
    #[must_use]
    pub fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.with(|settings| {
            settings.headers.insert(name, value);
        })
    }

    /// Requests this media type with the header `Accept`, for operations that document it. A call can request
    /// another one.
    #[must_use]
    pub fn with_accept(self, media_type: impl Into<String>) -> Self {
        self.with(|settings| settings.asked = Some(Asked::MediaType(media_type.into())))
    }

    /// Requests the format of this name with a suffix of the path (`x-format-suffix`), for operations that document
    /// it. A call can request another one. With a name that is not documented, calls fail with `EncodeError::Format`.
    #[must_use]
    pub fn with_format(self, name: impl Into<String>) -> Self {
        self.with(|settings| settings.asked = Some(Asked::Format(name.into())))
    }

    /// Limits the body of responses, in bytes. The default is 16 MiB.
    #[must_use]
    pub fn with_body_limit(self, bytes: usize) -> Self {
        self.with(|settings| settings.body_limit = bytes)
    }

    /// Reads responses strictly: undocumented values are errors and are not kept.
    #[must_use]
    pub fn with_strict_responses(self) -> Self {
        self.with(|settings| settings.mode.strict = true)
    }

    /// A call of the operation. It starts when it is awaited.
    pub fn call<O: Operation>(&self, request: O) -> Call<O> {
        Call::new(self.clone(), request)
    }

    fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(Arc::make_mut(&mut self.settings));
        self
    }
}

/// Credentials and the values of headers are not shown.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.settings.base.as_str())
            .field("credentials", &self.settings.credentials.keys())
            .field("headers", &names(&self.settings.headers))
            .field("timeout", &self.settings.timeout)
            .field("body_limit", &self.settings.body_limit)
            .finish_non_exhaustive()
    }
}

/// The names of headers as a list: what `HeaderMap` shows by itself has the values too.
fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(HeaderName::as_str).collect()
}
