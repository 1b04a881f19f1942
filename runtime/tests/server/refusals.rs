//! Requests in memory to the router of the sample API: what handlers are told, what is refused and in which order.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{self, Poll};

use http::Request;
use specwright_runtime::body::Body;
use specwright_runtime::bytes::Bytes;
use specwright_runtime::error::BoxError;
use specwright_runtime::rt;
use specwright_runtime::server::{Options, Routes};
use tower::ServiceExt;

use super::wire::{brief, notes, respond, shown};
use crate::desk::Desk;
use crate::sample::operations::*;
use crate::sample::server::{Credentials, router, router_with};
use crate::sample::types::*;

#[tokio::test]
async fn a_handler_answers() {
    let router = router(Desk::default());
    assert_eq!(
        respond(&router, "GET /devices\nX-Api-Key: good").await,
        "200\ncontent-type: application/json\ncontent-length: 17\n\n[{\"name\":\"anna\"}]"
    );
    assert_eq!(respond(&router, "GET /devices?search=documented\nX-Api-Key: good").await, "403\ncontent-length: 0\n\n");
}

/// An operation that can be refused in every way.
#[derive(Clone, PartialEq)]
struct Rename {
    body: NewDevice,
}

rt::operation!(Rename { 0 body } Alone NewDevice, Infallible; API;
    "rename,PUT,/rename;;body(json(application/json));200(success,json(application/json));all(apiKey)");

#[tokio::test]
async fn refusals_come_in_their_order() {
    let desk = Desk::default();
    let router = Routes::new::<Credentials>(desk.clone())
        .secured(|_, _, request: Rename| Box::pin(async { Ok(request.body) }))
        .optional(|_, _, _: ReplaceDevice| Box::pin(async { Ok(ReplaceDeviceOutput::Accepted) }))
        .into_router(Options::default().body_limit(20));
    let json = "Content-Type: application/json";
    let challenge = "\nwww-authenticate: ApiKey realm=\"apiKey\", in=\"header\", name=\"X-Api-Key\"";
    // Each request is cured of one more error than the one before it: the last one is only incomplete.
    let (long, short) = ("{\"name\":5, \"memory\":1}", "{\"memory\":1}");
    for (line, key, content_type, accept, body, headers, status, title, detail) in [
        (
            "PATCH /devices/8",
            "bad",
            "Content-Type: text/plain",
            "image/png",
            long,
            "",
            404,
            "Not Found",
            "no operation has this path",
        ),
        (
            "PATCH /rename",
            "bad",
            "Content-Type: text/plain",
            "image/png",
            long,
            "\nallow: PUT",
            405,
            "Method Not Allowed",
            "this path has only the methods PUT",
        ),
        (
            "PUT /rename",
            "bad",
            "Content-Type: text/plain",
            "image/png",
            long,
            challenge,
            401,
            "Unauthorized",
            "credentials are missing or not valid",
        ),
        (
            "PUT /rename",
            "weak",
            "Content-Type: text/plain",
            "image/png",
            long,
            "",
            403,
            "Forbidden",
            "the credentials do not suffice",
        ),
        (
            "PUT /rename",
            "good",
            "Content-Type: text/plain",
            "image/png",
            long,
            "\naccept: application/json",
            415,
            "Unsupported Media Type",
            "the body may be of these media types: application/json",
        ),
        (
            "PUT /rename",
            "good",
            json,
            "image/png",
            long,
            "",
            406,
            "Not Acceptable",
            "the response can be of these media types: application/json",
        ),
        (
            "PUT /rename",
            "good",
            json,
            "application/*",
            long,
            "",
            413,
            "Payload Too Large",
            "the body is longer than 20 bytes",
        ),
        (
            "PUT /rename",
            "good",
            json,
            "application/*",
            short,
            "",
            400,
            "Bad Request",
            "body: required, but not there at /name",
        ),
    ] {
        let request = format!("{line}\nX-Api-Key: {key}\n{content_type}\nAccept: {accept}\n\n{body}");
        let errors = ",\"errors\":[{\"detail\":\"required, but not there\",\"pointer\":\"/name\"}]";
        let errors = if status == 400 { errors } else { "" };
        let problem = format!("{{\"title\":\"{title}\",\"status\":{status},\"detail\":\"{detail}\"{errors}}}");
        let head =
            format!("{status}\ncontent-type: application/problem+json{headers}\ncontent-length: {}", problem.len());
        assert_eq!(respond(&router, &request).await, format!("{head}\n\n{problem}"), "{request}");
    }
    assert_eq!(notes(&desk), ["/rename rename of /rename"; 6]);
}

#[tokio::test]
async fn a_wrong_parameter_is_named() {
    let router = router(Desk::default());
    for (query, expected) in [
        (
            "limit=101",
            "400 {\"title\":\"Bad Request\",\"status\":400,\
             \"detail\":\"query parameter `limit`: maximum: must be at most 100\",\
             \"errors\":[{\"detail\":\"maximum: must be at most 100\",\"parameter\":\"limit\"}]}",
        ),
        (
            "limit=1&limit=2",
            "400 {\"title\":\"Bad Request\",\"status\":400,\
             \"detail\":\"query parameter `limit`: given twice\",\
             \"errors\":[{\"detail\":\"given twice\",\"parameter\":\"limit\"}]}",
        ),
    ] {
        assert_eq!(brief(&router, &format!("GET /devices?{query}\nX-Api-Key: good")).await, expected);
    }
}

#[tokio::test]
async fn nobody_is_asked_without_complete_credentials() {
    let desk = Desk::default();
    let router = router(desk.clone());
    let unauthorized =
        "401 {\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"credentials are missing or not valid\"}";
    assert_eq!(brief(&router, "GET /devices").await, unauthorized);
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: ").await, unauthorized);
    assert_eq!(notes(&desk), [""; 0]);
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: none").await, unauthorized);
    assert_eq!(notes(&desk), ["/devices listDevices of /devices"]);
}

#[tokio::test]
async fn a_caller_who_need_not_tell_is_still_known() {
    let router = router(Desk::default());
    let put = |key: &str| format!("PUT /devices/8.json{key}\nContent-Type: application/json\n\n{{\"name\":\"n\"}}");
    assert_eq!(brief(&router, &put("")).await, "200 {\"name\":\"8 n None\"}");
    assert_eq!(brief(&router, &put("\nX-Api-Key: good")).await, "200 {\"name\":\"8 n Some(\\\"anna\\\")\"}");
    assert_eq!(
        brief(&router, &put("\nX-Api-Key: bad")).await,
        "401 {\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"credentials are missing or not valid\"}"
    );
}

#[tokio::test]
async fn what_fails_inside_is_told_to_the_service_alone() {
    let desk = Desk::default();
    let router = router_with(desk.clone(), desk.options());
    for (search, reason) in [
        ("error", "the password is 1234"),
        ("text", "the password is 5678"),
        ("forbidden", "body: maxLength: must have at most 64 characters, has 65 at /0/name"),
    ] {
        let response = respond(&router, &format!("GET /devices?search={search}\nX-Api-Key: good")).await;
        let body = "{\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"the server failed\"}";
        let head = "500\ncontent-type: application/problem+json";
        assert_eq!(response, format!("{head}\ncontent-length: {}\n\n{body}", body.len()));
        assert_eq!(
            notes(&desk),
            [format!("/devices?search={search} listDevices of /devices"), format!("listDevices failed: {reason}")]
        );
    }
}

/// A body that must not be read.
struct Untouched;

impl http_body::Body for Untouched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, BoxError>>> {
        panic!("read")
    }
}

/// A body without an end.
struct Endless;

impl http_body::Body for Endless {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, BoxError>>> {
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(&[b' '; 1024])))))
    }
}

/// A body that breaks off.
struct Broken;

impl http_body::Body for Broken {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, BoxError>>> {
        Poll::Ready(Some(Err("reset by 10.0.0.1".into())))
    }
}

#[tokio::test]
async fn a_body_is_read_up_to_the_limit() {
    let router = router(Desk::default());
    let put = |length: Option<u64>, body: Body| {
        let mut request = Request::put("/devices/8.json").header("Content-Type", "application/json");
        if let Some(length) = length {
            request = request.header("Content-Length", length);
        }
        router.clone().oneshot(request.body(body).unwrap())
    };
    let too_large = "{\"title\":\"Payload Too Large\",\"status\":413,\
                     \"detail\":\"the body is longer than 2097152 bytes\"}";
    let broken = "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"the body broke off\"}";
    for (length, body, expected) in [
        (Some(2 * 1024 * 1024 + 1), Body::stream(Untouched), too_large),
        (None, Body::stream(Endless), too_large),
        (Some(1), Body::stream(Endless), too_large),
        (None, Body::stream(Broken), broken),
    ] {
        let response = shown(put(length, body).await.unwrap()).await;
        assert_eq!(response.split_once("\n\n").unwrap().1, expected);
    }
    // A refusal that comes earlier does not read either.
    let early = Request::put("/nowhere").body(Body::stream(Untouched)).unwrap();
    assert_eq!(router.clone().oneshot(early).await.unwrap().status(), 404);
    let exact = format!("{{\"name\":\"n\"}}{}", " ".repeat(2_097_152 - 12));
    assert_eq!(put(Some(2_097_152), Body::from(exact)).await.unwrap().status(), 200);
}

#[tokio::test]
async fn the_document_decides_what_is_demanded() {
    // Added as if anyone might call them.
    let open = Routes::open_only(())
        .open(|_, _, _: ListDevices| Box::pin(async { Ok(DeviceList::default()) }))
        .open(|_, _, _: ReplaceDevice| Box::pin(async { Ok(ReplaceDeviceOutput::Accepted) }))
        .into_router(Options::default());
    for request in ["GET /devices", "GET /devices\nX-Api-Key: good"] {
        assert!(brief(&open, request).await.starts_with("401 "), "{request}");
    }
    assert_eq!(brief(&open, "PUT /devices/8.json\nContent-Type: application/json\n\n{\"name\":\"n\"}").await, "202 ");
    // Added as if everybody had to tell who they are.
    let secured = Routes::new::<Credentials>(Desk::default())
        .secured(|_, _, _: ReplaceDevice| Box::pin(async { Ok(ReplaceDeviceOutput::Accepted) }))
        .into_router(Options::default());
    assert!(
        brief(&secured, "PUT /devices/8.json\nContent-Type: application/json\n\n{\"name\":\"n\"}")
            .await
            .starts_with("401 ")
    );
}
