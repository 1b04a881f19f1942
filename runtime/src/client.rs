//! The client: where requests go, what is sent along with each, and how responses are read. One [`Call`] is one
//! exchange with the server.

mod base_url;
mod call;
mod credentials;
mod error;
mod exchange;
#[cfg(feature = "reqwest-0-13")]
mod network;
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
pub use call::{Call, Calling};
pub use credentials::{CredentialSource, TokenSource};
pub use error::Error;
pub use response::{ResponseValue, RetryAfter};
pub use tower;
use transport::Carrier;
pub use transport::{BoxTransport, Transport};

/// How long a call may take where neither the client nor the call says so.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How many bytes the body of a response may have where the client does not say so.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// A client of one API at one base URL. Clones are cheap and share their connections.
///
/// The transport that it has by itself (the feature `reqwest-0-13`) needs a Tokio runtime, and so does a timeout. It uses
/// no proxy. It follows a redirect of a `GET` or `HEAD` within the same origin only, so that no other host ever sees a
/// credential.
#[derive(Clone)]
pub struct Client {
    settings: Arc<Settings>,
}

#[derive(Clone)]
struct Settings {
    base: BaseUrl,
    transport: Carrier,
    credentials: BTreeMap<&'static str, CredentialSource>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    body_limit: usize,
    mode: Mode,
    /// What responses are to be of, where the operation has it.
    asked: Option<Asked>,
}

/// What a client asks of all responses.
#[derive(Clone, Debug)]
enum Asked {
    /// This media type, by the header `Accept`.
    MediaType(String),
    /// The format of this name, by the end of the path.
    Format(String),
}

impl Settings {
    /// What a call of an operation asks for by itself: what the client asks for, as far as the operation has it.
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
                // A name that the document does not have is refused by the call.
                let asked = format.is_none_or(|(_, media_type)| has(media_type));
                Choice { format: asked.then(|| name.clone()), ..Choice::default() }
            }
            Some(Asked::MediaType(_)) | None => Choice::default(),
        }
    }
}

impl Client {
    /// Creates a client of the API at this URL that reaches it over the network by itself. The URL's path precedes the paths of the
    /// document; a slash at its end makes no difference.
    ///
    /// # Errors
    /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
    #[cfg(feature = "reqwest-0-13")]
    pub fn new(base_url: &str) -> Result<Self, BaseUrlError> {
        let base = BaseUrl::parse(base_url)?;
        let transport = Carrier::network(base.is_https());
        Ok(Self::at(base, transport))
    }

    /// Creates a client of the API at this URL that sends its requests through this transport, as by
    /// [`with_transport`](Self::with_transport). It needs no feature but `client`.
    ///
    /// # Errors
    /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
    pub fn from_transport(base_url: &str, transport: impl Transport) -> Result<Self, BaseUrlError> {
        Ok(Self::at(BaseUrl::parse(base_url)?, Carrier::Given(transport.into_boxed())))
    }

    fn at(base: BaseUrl, transport: Carrier) -> Self {
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

    /// Sends requests through this service instead of over the network by itself: a stack of tower layers, or a router,
    /// which needs no socket. Whether redirects of other origins are followed is then the service's decision.
    #[must_use]
    pub fn with_transport(self, transport: impl Transport) -> Self {
        self.with(|settings| settings.transport = Carrier::Given(transport.into_boxed()))
    }

    /// Sends requests through this client of reqwest instead of one of our own, so that its proxies, certificates and
    /// pools are used. It should follow no redirects ([`Policy::none`](reqwest::redirect::Policy::none)): reqwest hides
    /// some credentials from other origins, but not a key in a header of its own.
    #[cfg(feature = "reqwest-0-13")]
    #[must_use]
    pub fn with_reqwest(self, client: reqwest::Client) -> Self {
        self.with(|settings| settings.transport = Carrier::Given(network::service(client)))
    }

    /// Uses this credential, or the tokens of this source, for the schemes that carry the credential of this name.
    #[must_use]
    pub fn with_credential(self, name: &'static str, source: impl Into<CredentialSource>) -> Self {
        self.with(|settings| {
            settings.credentials.insert(name, source.into());
        })
    }

    /// Ends calls after this time, the response's body included; `None` never ends them. Without this it is a minute.
    #[must_use]
    pub fn with_timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        self.with(|settings| settings.timeout = timeout.into())
    }

    /// Sends this header with each request that does not have it anyway.
    #[must_use]
    pub fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.with(|settings| {
            settings.headers.insert(name, value);
        })
    }

    /// Asks for responses of this media type, by the header `Accept`, wherever an operation has it. A call can ask for
    /// another one.
    #[must_use]
    pub fn with_accept(self, media_type: impl Into<String>) -> Self {
        self.with(|settings| settings.asked = Some(Asked::MediaType(media_type.into())))
    }

    /// Asks for responses in the format of this name, by the end of the path (`x-format-suffix`), wherever an operation has
    /// it. A call can ask for another one. With a name that the document does not have, calls end in `EncodeError::Format`.
    #[must_use]
    pub fn with_format(self, name: impl Into<String>) -> Self {
        self.with(|settings| settings.asked = Some(Asked::Format(name.into())))
    }

    /// Refuses responses with a longer body, in bytes. Without this it is 16 MiB.
    #[must_use]
    pub fn with_body_limit(self, bytes: usize) -> Self {
        self.with(|settings| settings.body_limit = bytes)
    }

    /// Reads responses strictly: values that the document does not have are errors and are not kept.
    #[must_use]
    pub fn with_strict_responses(self) -> Self {
        self.with(|settings| settings.mode.strict = true)
    }

    /// A call of the operation; it begins when it is awaited.
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
