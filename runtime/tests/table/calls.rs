//! Operations whose tables cannot be read: nothing is sent, and nothing is served.

use std::convert::Infallible;

use specwright_runtime::error::{DecodeError, EncodeError};
use specwright_runtime::message::{Choice, Negotiated};
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;
use specwright_runtime::rt::{self, TableError};

#[derive(Clone, PartialEq)]
struct Broken {
    id: String,
}

rt::operation!(Broken { 0 id } Alone String, Infallible; rt::Api::NONE;
    "broken,GET,/broken/{id};id(pathh);;200(success,text(text/plain))");

const ERROR: TableError = TableError { table: "Broken", message: "not a location", offset: 27 };

fn request() -> Broken {
    Broken { id: "7".to_owned() }
}

#[test]
fn neither_requests_nor_responses_are_written_or_read() {
    assert_eq!(Broken::meta().unwrap_err(), ERROR);
    let request = request();
    let error = request.encode_request(&Choice::default()).unwrap_err();
    assert_eq!(error, EncodeError::Table(ERROR));
    assert_eq!(error.to_string(), "the table of `Broken` cannot be read: not a location, at byte 27");
    let error = Broken::encode_response(Ok("a".to_owned()), &Negotiated::default()).unwrap_err();
    assert_eq!(error, EncodeError::Table(ERROR));
    let (parts, _) = http::Response::new(()).into_parts();
    let error = Broken::decode_response(0, &parts, &"a".into(), Mode::CLIENT).unwrap_err();
    assert_eq!(error, DecodeError::Table(ERROR));
    let shown = "Broken  (the table of `Broken` cannot be read: not a location, at byte 27)";
    assert_eq!(format!("{request:?}"), shown);
}

#[derive(Clone, PartialEq)]
struct Whole {
    id: String,
}

// The table has one response, and the type of the errors another one.
rt::operation!(Whole { 0 id } Alone String, WholeError; rt::Api::NONE;
    "whole,GET,/whole/{id};id(path);;200(success,text(text/plain))");

#[derive(Clone, Debug, PartialEq)]
enum WholeError {
    Gone,
}

rt::responses!(WholeError { 0 Gone {} });

#[test]
fn a_response_that_the_table_does_not_have_is_neither_written_nor_read() {
    let error = TableError { table: "whole", message: "the table does not have the response", offset: 0 };
    let written = Whole::encode_response(Err(WholeError::Gone), &Negotiated::default());
    assert_eq!(written.unwrap_err(), EncodeError::Table(error));
    let (parts, _) = http::Response::new(()).into_parts();
    let read = Whole::decode_response(1, &parts, &"a".into(), Mode::CLIENT);
    assert_eq!(read.unwrap_err(), DecodeError::Table(error));
}

#[cfg(feature = "client")]
#[tokio::test]
async fn a_call_sends_nothing() {
    use specwright_runtime::body::Body;
    use specwright_runtime::client::{Client, Error};

    let service = tower::service_fn(|_: http::Request<Body>| async {
        Err::<http::Response<Body>, _>(std::io::Error::other("something was sent"))
    });
    // A client is made without any operation: the first call of this one is what meets its table.
    let client = Client::with_service("https://example.com/", service).unwrap();
    let error = client.call(request()).await.unwrap_err();
    assert!(matches!(error, Error::Encode(EncodeError::Table(ERROR))), "{error}");
}

#[cfg(feature = "server")]
#[tokio::test]
async fn a_router_answers_everything_with_what_is_wrong() {
    use http::StatusCode;
    use specwright_runtime::body::Body;
    use specwright_runtime::server::{Options, Routes};
    use tower::ServiceExt as _;

    let router = Routes::open_only(())
        .open(|_, _, request: Whole| Box::pin(async move { Ok(request.id) }))
        .open(|_, _, request: Broken| Box::pin(async move { Ok(request.id) }))
        .into_router(Options::default());
    for path in ["/whole/1", "/broken/1", "/"] {
        let request = http::Request::builder().uri(path).body(Body::default()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        let body = Body::stream(response.into_body()).collect(1000).await.unwrap();
        assert_eq!(body, "the table of `Broken` cannot be read: not a location, at byte 27", "{path}");
    }
}

/// An operation that names a scheme which its API does not have would otherwise let everybody in.
#[test]
fn a_scheme_that_the_api_does_not_have_is_an_error() {
    #[derive(Clone, PartialEq)]
    struct Open {}
    rt::operation!(Open {} Empty (), Infallible; rt::Api::NONE; "open,GET,/;;;204(success);all(key)");
    assert_eq!(Open::meta().unwrap_err(), TableError { table: "Open", message: "not a security scheme", offset: 30 });
}
