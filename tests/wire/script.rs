//! A row in: a typed request and its response, and the two HTTP messages that they are. Each message is held against
//! both halves: what one writes is compared to the row byte for byte, and the other one reads the row, not what was
//! written.

use std::any::Any;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex};

use getscreen::runtime::body::Body;
use getscreen::runtime::bytes::Bytes;
use getscreen::runtime::client::tower::util::BoxCloneSyncService;
use getscreen::runtime::client::tower::{ServiceExt as _, service_fn};
use getscreen::runtime::client::{Call, Error};
use getscreen::runtime::error::BoxError;
use getscreen::runtime::http::{HeaderMap, Request, Response, header};
use getscreen::runtime::operation::Operation;
use getscreen::runtime::server::{Failure, HandlerResult, axum};

/// Carries requests nowhere.
pub type Transport = BoxCloneSyncService<Request<Body>, Response<Body>, BoxError>;

/// A documented response.
pub type Responded<O> = Result<<O as Operation>::Output, <O as Operation>::Error>;

/// What can be compared and shown.
pub trait Value: Clone + PartialEq + Debug + Send + Sync + 'static {}

impl<T: Clone + PartialEq + Debug + Send + Sync + 'static> Value for T {}

/// An operation whose request and responses can be compared and shown.
pub trait Typed: Operation<Output: Value, Error: Value> + Value {}

impl<O: Operation<Output: Value, Error: Value> + Value> Typed for O {}

/// The two halves of an API.
pub struct Api<C> {
    /// The lines that every request of this client has.
    pub lines: &'static str,
    pub client: fn(Transport) -> C,
    pub router: fn(Stage) -> axum::Router,
}

impl<C> Api<C> {
    /// Holds a row against client and server, in both directions.
    pub async fn exchange<O: Typed>(
        &self,
        call: fn(&C, O) -> Call<O>,
        request: O,
        asks: &str,
        response_text: &str,
        response: Responded<O>,
    ) {
        let asks = Message::parse(asks).with(self.lines);
        let response_text = Message::parse(response_text);

        let (sent, read) = self.client_half(call, request.clone(), &response_text).await;
        assert_eq!(sent, asks, "the client sends");
        assert_eq!(read, response, "the client reads");

        let stage = Stage::default();
        stage.respond(response);
        let written = served((self.router)(stage.clone()), &asks).await;
        assert_eq!(stage.asked(), Some(request), "the server reads");
        assert_eq!(written, response_text, "the server writes");
    }

    /// The server reads this message, which need not be as our client writes it, as this request.
    pub async fn accepts<O: Typed>(&self, asks: &str, request: O) {
        let stage = Stage::default();
        let written = served((self.router)(stage.clone()), &Message::parse(asks)).await;
        assert_eq!(stage.asked(), Some(request), "the server reads\n{asks}\nand responds with\n{written:?}");
    }

    /// The client reads this message, which need not be as our server writes it, as this response.
    pub async fn understands<O: Typed>(
        &self,
        call: fn(&C, O) -> Call<O>,
        request: O,
        response_text: &str,
        response: Responded<O>,
    ) {
        let (_, read) = self.client_half(call, request, &Message::parse(response_text)).await;
        assert_eq!(read, response, "the client reads\n{response_text}");
    }

    async fn client_half<O: Typed>(
        &self,
        call: fn(&C, O) -> Call<O>,
        request: O,
        response_text: &Message,
    ) -> (Message, Responded<O>) {
        let sent = Arc::new(Mutex::new(None));
        let (seen, response_text) = (Arc::clone(&sent), response_text.clone());
        let transport = BoxCloneSyncService::new(service_fn(move |request: Request<Body>| {
            let (seen, response_text) = (Arc::clone(&seen), response_text.clone());
            async move {
                *seen.lock().unwrap() = Some(Message::of_request(request).await);
                Ok(response_text.response())
            }
        }));
        let read = match call(&(self.client)(transport), request).await {
            Ok(response) => Ok(response.into_inner()),
            Err(Error::Api(response)) => Err(response.into_inner()),
            Err(other) => panic!("{} has no documented response: {other:?}", O::meta().unwrap().id),
        };
        let sent = sent.lock().unwrap().take().unwrap();
        (sent, read)
    }
}

/// What a router responds to a message.
pub async fn served(router: axum::Router, asks: &Message) -> Message {
    let (parts, body) = router.oneshot(asks.request()).await.unwrap().into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let start = format!("{:?} {}", parts.version, parts.status);
    Message::new(start, headers(&parts.headers), &body)
}

/// What a handler was asked, and what it is to return.
#[derive(Clone, Default)]
pub struct Stage(Arc<Mutex<Played>>);

#[derive(Default)]
struct Played {
    asked: Option<Box<dyn Any + Send>>,
    result: Option<Box<dyn Any + Send>>,
}

impl Stage {
    /// What handlers do: they note the request and return the result.
    pub fn play<O: Operation>(&self, request: O) -> HandlerResult<O> {
        let mut played = self.0.lock().unwrap();
        assert!(played.asked.replace(Box::new(request)).is_none(), "asked twice");
        match played.result.take().map(|result| result.downcast::<Responded<O>>()) {
            Some(Ok(response)) => response.map_err(Failure::Api),
            Some(Err(_)) | None => Err(Failure::other("nothing is to be returned")),
        }
    }

    /// Sets what the handler is to return.
    pub fn respond<T: Send + 'static>(&self, response: T) {
        self.0.lock().unwrap().result = Some(Box::new(response));
    }

    /// What the handler was asked, if that was such a request.
    pub fn asked<O: 'static>(&self) -> Option<O> {
        let asked = self.0.lock().unwrap().asked.take()?;
        asked.downcast().ok().map(|request| *request)
    }

    /// Whether a handler was asked anything.
    pub fn is_asked(&self) -> bool {
        self.0.lock().unwrap().asked.is_some()
    }
}

/// Handlers that leave all to the stage: `handlers!(Desk: History { list_history ListHistory })`.
macro_rules! handlers {
    ($desk:ty: $($tag:ident { $($method:ident $request:ident),* $(,)? })*) => {$(
        impl $tag for $desk {$(
            async fn $method(
                &self,
                _: &mut getscreen::runtime::server::Context<()>,
                request: $request,
            ) -> getscreen::runtime::server::HandlerResult<$request> {
                self.0.play(request)
            }
        )*}
    )*};
}

pub(crate) use handlers;

/// A message as a row has it: the start line, then headers, an empty line and the body. The indentation of a line is
/// not part of it, and neither is a line break within the body: long bodies are folded.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    start: String,
    /// Sorted, with names in lower case.
    headers: Vec<(String, String)>,
    body: String,
}

impl Message {
    pub fn parse(text: &str) -> Self {
        let mut lines = text.trim().lines().map(str::trim_start);
        let start = lines.next().unwrap().to_owned();
        let headers = lines.by_ref().take_while(|line| !line.is_empty()).map(header).collect();
        Self::new(start, headers, lines.collect::<String>().as_bytes())
    }

    fn new(start: String, mut headers: Vec<(String, String)>, body: &[u8]) -> Self {
        headers.sort();
        Self { start, headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// The start line.
    pub fn start(&self) -> &str {
        &self.start
    }

    fn with(mut self, lines: &str) -> Self {
        self.headers.extend(lines.lines().map(str::trim_start).map(header));
        self.headers.sort();
        self
    }

    /// What a client sent. Who carries it in truth makes a `Host` of the URI's authority.
    async fn of_request(request: Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        let body = body.collect(usize::MAX).await.unwrap();
        assert_eq!(parts.uri.scheme_str(), Some("https"));
        let target = parts.uri.path_and_query().unwrap();
        let mut headers = headers(&parts.headers);
        headers.push((header::HOST.to_string(), parts.uri.authority().unwrap().to_string()));
        Self::new(format!("{} {target} {:?}", parts.method, parts.version), headers, &body)
    }

    fn request(&self) -> Request<axum::body::Body> {
        let (method, rest) = self.start.split_once(' ').unwrap();
        let target = rest.strip_suffix(" HTTP/1.1").unwrap();
        let builder = Request::builder().method(method).uri(target);
        let builder = self.headers.iter().fold(builder, |builder, (name, value)| builder.header(name, value));
        builder.body(self.body.clone().into()).unwrap()
    }

    fn response(&self) -> Response<Body> {
        let status = self.start.strip_prefix("HTTP/1.1 ").unwrap();
        let (status, _) = status.split_once(' ').unwrap();
        let builder = Response::builder().status(status);
        let builder = self.headers.iter().fold(builder, |builder, (name, value)| builder.header(name, value));
        builder.body(Body::from(Bytes::from(self.body.clone()))).unwrap()
    }
}

fn header(line: &str) -> (String, String) {
    let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no header: {line}"));
    (name.to_ascii_lowercase(), value.trim().to_owned())
}

fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect()
}

/// As it stands in a row, so that a failure shows where two messages part.
impl Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}", self.start)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        writeln!(f, "\n{}", self.body)
    }
}

/// A text that is there.
pub fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}
