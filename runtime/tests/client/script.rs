//! A transport that gives prepared responses and remembers the requests.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::error::Error;
use std::sync::{Arc, Mutex};

use specwright_runtime::body::Body;
use specwright_runtime::client::Client;
use specwright_runtime::http::{Request, Response, request};
use specwright_runtime::operation::Matched;

#[derive(Clone)]
pub struct Script {
    responses: Arc<Mutex<VecDeque<Response<Body>>>>,
    seen: Arc<Mutex<Vec<request::Parts>>>,
}

impl Script {
    pub fn new(responses: impl IntoIterator<Item = Response<Body>>) -> Self {
        Self { responses: Arc::new(Mutex::new(responses.into_iter().collect())), seen: Arc::default() }
    }

    pub fn client(&self) -> Client {
        let script = self.clone();
        let service = tower::service_fn(move |request: Request<Body>| {
            script.seen.lock().unwrap().push(request.into_parts().0);
            let response = script.responses.lock().unwrap().pop_front().expect("one more response");
            async move { Ok::<_, Infallible>(response) }
        });
        Client::with_service("https://example.com/v1/", service).unwrap()
    }

    /// The operations that the requests so far have in their extensions.
    pub fn operations(&self) -> Vec<Option<Matched>> {
        self.seen.lock().unwrap().iter().map(|parts| parts.extensions.get().copied()).collect()
    }

    /// Methods and targets of the requests so far.
    pub fn targets(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|parts| format!("{} {}", parts.method, parts.uri)).collect()
    }

    /// A header of the requests so far.
    pub fn header(&self, name: &str) -> Vec<Option<String>> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|parts| parts.headers.get(name).map(|value| value.to_str().unwrap().to_owned())).collect()
    }

    /// Whether a header of the first request is one that no log shows.
    pub fn is_sensitive(&self, name: &str) -> bool {
        self.seen.lock().unwrap()[0].headers[name].is_sensitive()
    }
}

/// A response of this status, with these headers, separated by line breaks, and this body.
pub fn response(status: u16, headers: &str, body: &'static str) -> Response<Body> {
    let mut response = Response::builder().status(status);
    for line in headers.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        response = response.header(name, value);
    }
    response.body(Body::from(body.as_bytes().to_vec())).unwrap()
}

pub const JSON: &str = "content-type: application/json";
pub const PROBLEM: &str = "content-type: application/problem+json";

/// An error, both ways of showing it, with the causes that `source` adds.
pub fn told(error: &(dyn Error + 'static)) -> String {
    let mut text = format!("{error:?}\n{error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
