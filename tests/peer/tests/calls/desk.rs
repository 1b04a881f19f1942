//! A service that returns what it is set to and remembers what it heard, and the calls that are made to it.

use std::any::Any;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use progenitor_client::{Error, ResponseValue};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use specwright_runtime::operation::Operation;
use specwright_runtime::server::{AuthError, Authenticate, Context, Failure, HandlerResult};

/// A service that returns what it is set to.
#[derive(Clone)]
pub struct Desk<C>(Arc<State<C>>);

struct State<C> {
    lets_in: fn(&C) -> bool,
    response: Mutex<Option<Box<dyn Any + Send>>>,
    heard: Mutex<Option<Box<dyn Any + Send>>>,
    operations: Mutex<Vec<&'static str>>,
}

/// Implements the traits of a generated server by [`Desk::handle`].
macro_rules! handlers {
    ($api:ident::$tag:ident { $($method:ident($operation:ident)),* $(,)? }) => {
        impl $api::$tag for Desk<$api::Credentials> {
            $(async fn $method(&self, _: &mut specwright_runtime::server::Context<()>, request: $api::$operation) -> HandlerResult<$api::$operation> {
                self.handle(request)
            })*
        }
    };
}
pub(crate) use handlers;

impl<C: Send + Sync + 'static> Authenticate<C> for Desk<C> {
    type Principal = ();

    async fn authenticate(&self, credentials: C, _: &Context) -> Result<(), AuthError> {
        if (self.0.lets_in)(&credentials) { Ok(()) } else { Err(AuthError::invalid("nobody has these credentials")) }
    }
}

impl<C> Desk<C> {
    /// A service that lets those in who have these credentials.
    pub fn new(lets_in: fn(&C) -> bool) -> Self {
        Self(Arc::new(State {
            lets_in,
            response: Mutex::default(),
            heard: Mutex::default(),
            operations: Mutex::default(),
        }))
    }

    /// Handles any operation.
    pub fn handle<O: Operation>(&self, request: O) -> HandlerResult<O> {
        *self.0.heard.lock().unwrap() = Some(Box::new(request));
        match self.0.response.lock().unwrap().take().map(|response| response.downcast::<Result<O::Output, O::Error>>())
        {
            Some(Ok(response)) => response.map_err(Failure::Api),
            _ => Err(Failure::other("no response was set")),
        }
    }

    /// A call of which the handler sees this request and the caller gets this response.
    pub async fn exchange<O, T, E>(
        &self,
        request: O,
        response: Value,
        call: impl Future<Output = Result<ResponseValue<T>, Error<E>>>,
    ) where
        O: Operation + PartialEq + Debug,
        O::Output: DeserializeOwned,
        T: Serialize,
        E: Debug,
    {
        let id = O::meta().unwrap().id;
        let output: O::Output = serde_json::from_value(response.clone()).unwrap();
        self.respond::<O>(Ok(output));
        let received = call.await.unwrap_or_else(|error| panic!("{id}: {error:?}"));
        assert_eq!(self.heard::<O>(), Some(request), "{id}");
        assert_eq!(received.status(), StatusCode::OK, "{id}");
        assert_eq!(serde_json::to_value(received.into_inner()).unwrap(), without_null(response), "{id}");
        self.0.operations.lock().unwrap().push(id);
    }

    /// A call to which the handler returns a documented error; how the caller sees it.
    pub async fn refuse<O: Operation, T: Debug, E>(
        &self,
        error: O::Error,
        call: impl Future<Output = Result<ResponseValue<T>, Error<E>>>,
    ) -> Error<E> {
        self.respond::<O>(Err(error));
        let error = call.await.err().unwrap();
        assert!(self.heard::<O>().is_some(), "{}", O::meta().unwrap().id);
        error
    }

    /// The operations that were exchanged.
    pub fn operations(&self) -> Vec<&'static str> {
        self.0.operations.lock().unwrap().clone()
    }

    /// Whether a handler was reached since the last request was looked at.
    pub fn heard_any(&self) -> bool {
        self.0.heard.lock().unwrap().take().is_some()
    }

    fn respond<O: Operation>(&self, response: Result<O::Output, O::Error>) {
        *self.0.response.lock().unwrap() = Some(Box::new(response));
    }

    fn heard<O: Operation>(&self) -> Option<O> {
        self.0.heard.lock().unwrap().take()?.downcast().ok().map(|request| *request)
    }
}

/// Serves a router below `/base`; returns the address to call.
pub async fn serve(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = axum::Router::new().nest("/base", router);
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}/base")
}

/// An HTTP client that sends these headers with every request.
pub fn http(headers: &[(&'static str, &'static str)]) -> reqwest::Client {
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect();
    reqwest::Client::builder().default_headers(headers).build().unwrap()
}

/// The example of this name in a document.
pub fn example(document: &str, name: &str) -> Value {
    let document: Value = serde_yaml::from_str(document).unwrap();
    find(&document, name).unwrap_or_else(|| panic!("there is no example {name}")).clone()
}

fn find<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) => match members.get("examples").and_then(|examples| examples.get(name)) {
            Some(example) => example.get("value"),
            None => members.values().find_map(|member| find(member, name)),
        },
        Value::Array(items) => items.iter().find_map(|item| find(item, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Progenitor cannot tell `null` from an absent property.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let there = members.into_iter().filter(|(_, member)| !member.is_null());
            Value::Object(there.map(|(name, member)| (name, without_null(member))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_null).collect()),
        other => other,
    }
}
