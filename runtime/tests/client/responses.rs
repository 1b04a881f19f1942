//! What is made of a response: documented, refused, undocumented or unreadable.

use std::time::Duration;

use specwright_runtime::body::BodyError;
use specwright_runtime::client::{Error, RetryAfter};
use specwright_runtime::error::DecodeError;
use specwright_runtime::security::{Credential, Secret};

use crate::ping::{Ping, PingError};
use crate::sample::operations::{
    ListDevices, ListDevicesError, ReplaceDevice, ReplaceDeviceError, ReplaceDeviceOutput,
};
use crate::sample::types::NewDevice;
use crate::script::{JSON, PROBLEM, Script, response, told};

fn key() -> Credential {
    Credential::ApiKey(Secret::from("hush"))
}

async fn list(status: u16, headers: &str, body: &'static str) -> Error<ListDevicesError> {
    let client = Script::new([response(status, headers, body)]).client().with_credential("api-key", key());
    client.call(ListDevices::new()).await.unwrap_err()
}

async fn ping(status: u16, headers: &str, body: &'static str) -> Error<PingError> {
    let client = Script::new([response(status, headers, body)]).client().with_credential("token", key());
    client.call(Ping {}).await.unwrap_err()
}

async fn replace(
    status: u16,
    headers: &str,
    body: &'static str,
) -> Result<ReplaceDeviceOutput, Error<ReplaceDeviceError>> {
    let client = Script::new([response(status, headers, body)]).client();
    client.call(ReplaceDevice::new("1", NewDevice::new("a"))).await.map(|response| response.into_inner())
}

#[tokio::test]
async fn documented_responses_are_typed() {
    let error = list(403, "retry-after: 7", "ignored").await;
    assert_eq!(error.to_string(), "the server responded with 403 Forbidden");
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(error.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(7))));
    assert!(
        matches!(&error, Error::Api(response) if matches!(**response, ListDevicesError::Forbidden) && response.raw() == "ignored")
    );
    assert!(
        matches!(list(500, "", "").await, Error::Api(response) if *response == ListDevicesError::Default(response.status()))
    );

    let output = replace(200, &format!("{JSON}\nx-revision: 3"), "{\"name\":\"a\"}").await.unwrap();
    assert!(matches!(output, ReplaceDeviceOutput::Ok { x_revision: 3, body } if body.name.as_deref() == Some("a")));
    let error = replace(422, "content-type: text/plain", "no").await.unwrap_err();
    let Error::Api(response) = error else { panic!("{error:?}") };
    assert_eq!(*response, ReplaceDeviceError::ClientError { status: response.status(), body: "no".to_owned() });
}

#[tokio::test]
async fn an_undocumented_problem_is_a_refusal() {
    let problem = "{\"title\":\"Bad\",\"detail\":\"no such thing\",\"pointer\":\"/a\"}";
    for error in [
        told(&list(400, PROBLEM, problem).await),
        told(&ping(400, &format!("{PROBLEM};charset=utf-8"), problem).await),
        told(&ping(204, PROBLEM, problem).await).replace("204 No Content", "400 Bad Request").replace("204", "400"),
        told(&replace(400, PROBLEM, problem).await.unwrap_err()),
    ] {
        assert!(error.starts_with("Rejected(ResponseValue { status: 400, "), "{error}");
        assert!(error.ends_with("\nthe server refused the request: 400 Bad Request: no such thing"), "{error}");
    }
    let error = list(401, PROBLEM, "{\"title\":\"Who?\"}").await;
    assert!(
        matches!(&error, Error::Rejected(response) if response.title.as_deref() == Some("Who?") && response.status() == 401)
    );
}

#[tokio::test]
async fn a_documented_problem_is_not() {
    let error = ping(409, PROBLEM, "{\"title\":\"Bad\"}").await;
    assert!(
        matches!(&error, Error::Api(response) if matches!(&**response, PingError::Conflict(problem) if problem.title.as_deref() == Some("Bad")))
    );
    assert_eq!(told(&error).lines().last().unwrap(), "the server responded with 409 Conflict: Bad");
    let error = ping(409, PROBLEM, "{\"title\":\"Bad\",\"detail\":\"it is there already\"}").await;
    assert_eq!(error.to_string(), "the server responded with 409 Conflict: it is there already");
}

/// What a proxy in front of the API responds, or an overloaded server.
#[tokio::test]
async fn an_error_with_another_body_than_the_documented_one_is_that_error() {
    const HTML: &str = "content-type: text/html\nretry-after: 7";
    for (status, headers, body, reason) in [
        (503, HTML, "<h1>Busy</h1>", "503 Service Unavailable, which is not documented"),
        (503, "retry-after: 7", "", "503 Service Unavailable, which is not documented"),
        (
            409,
            HTML,
            "<h1>Busy</h1>",
            "409 Conflict, and not as documented: the response is `text/html`; documented: application/problem+json",
        ),
        (
            409,
            "retry-after: 7",
            "",
            "409 Conflict, and not as documented: body: the text ends where a value is meant (byte 0)",
        ),
        (
            409,
            "content-type: application/problem+json\nretry-after: 7",
            "<h1>Busy</h1>",
            "409 Conflict, and not as documented: body: not a JSON value (byte 0)",
        ),
    ] {
        let error = ping(status, headers, body).await;
        assert_eq!(told(&error).lines().last().unwrap(), format!("the server responded with {reason}"));
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(7))));
        let Error::Undocumented(response) = error else { panic!("{error:?}") };
        assert_eq!(response.raw(), body);
        assert_eq!(response.headers()["retry-after"], "7");
    }
    // A documented range, whose body is text.
    let error = replace(499, HTML, "<h1>Busy</h1>").await.unwrap_err();
    assert!(matches!(&error, Error::Undocumented(response) if response.raw() == "<h1>Busy</h1>"), "{error:?}");
}

#[tokio::test]
async fn an_undocumented_status_keeps_the_answer() {
    let error = ping(418, "retry-after: Sun, 06 Nov 1994 08:49:37 GMT", "short and stout").await;
    assert_eq!(error.to_string(), "the server responded with 418 I'm a teapot, which is not documented");
    assert!(matches!(error.retry_after(), Some(RetryAfter::Date(_))));
    let Error::Undocumented(response) = error else { panic!("{error:?}") };
    assert_eq!(response.raw(), "short and stout");
    // What only calls itself a problem is none.
    assert!(matches!(ping(400, PROBLEM, "<html>").await, Error::Undocumented(_)));
}

#[tokio::test]
async fn what_cannot_be_read_says_where_and_keeps_the_bytes() {
    for (headers, body, cause) in [
        ("content-type: text/html", "<html>", "the response is `text/html`; documented: application/json"),
        (JSON, "[{\"id\":1},{\"id\":\"x\"}]", "body: expected an integer, found a string at /1/id"),
        (JSON, "<html>", "body: not a JSON value (byte 0)"),
        (JSON, "[{\"id\":1}", "body: expected `,` or the closing bracket (byte 9)"),
        (JSON, "", "body: the text ends where a value is meant (byte 0)"),
    ] {
        let error = list(200, headers, body).await;
        let expected = format!("the server responded with 200 OK, and the response cannot be read: {cause}");
        assert_eq!(told(&error).lines().last().unwrap(), expected);
        let Error::Decode(response) = error else { panic!("{error:?}") };
        assert_eq!(response.raw(), body);
        assert_eq!(response.status(), 200);
    }
    let error = replace(200, JSON, "{}").await.unwrap_err();
    let Error::Decode(response) = error else { panic!("{error:?}") };
    assert_eq!(response.to_string(), "header `X-Revision`: required, but not there");
    assert!(matches!(*response, DecodeError::Value { .. }));
}

#[tokio::test]
async fn strict_responses_hold_only_what_is_documented() {
    let body = "[{\"name\":null}]";
    let script = Script::new([response(200, JSON, body), response(200, JSON, body)]);
    let client = script.client().with_credential("api-key", key());
    client.call(ListDevices::new()).await.unwrap();
    let error = client.with_strict_responses().call(ListDevices::new()).await.unwrap_err();
    assert_eq!(
        told(&error).lines().last().unwrap().split_once("read: ").unwrap().1,
        "body: expected a string, found null at /0/name"
    );
}

#[tokio::test]
async fn a_long_body_is_refused() {
    let script = Script::new([response(200, JSON, "[]"), response(200, JSON, "[] ")]);
    let client = script.client().with_credential("api-key", key()).with_body_limit(2);
    client.call(ListDevices::new()).await.unwrap();
    let error = client.call(ListDevices::new()).await.unwrap_err();
    assert_eq!(
        told(&error).lines().last().unwrap(),
        "the server responded with 200 OK, and the body is longer than 2 bytes"
    );
    let Error::Body(response) = error else { panic!("{error:?}") };
    assert!(matches!(*response, BodyError::TooLarge { limit: 2 }));
    assert_eq!(
        (response.status().as_u16(), response.headers()["content-type"].as_bytes()),
        (200, &b"application/json"[..])
    );
}
