//! The router against requests in memory: what it refuses and in which order, which operation a path belongs to, and
//! what its surroundings in axum see of it.

#![cfg(feature = "server")]
#![allow(missing_docs)]

mod sample;

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http::{Method, Request, Response};
use specwright_runtime::body::Body;
use specwright_runtime::bytes::Bytes;
use specwright_runtime::error::BoxError;
use specwright_runtime::operation::OperationMeta;
use specwright_runtime::rejection::Rejection;
use specwright_runtime::server::axum::{self, Router, routing};
use specwright_runtime::server::{AuthError, Authenticate, Credentials, Failure, Matched, Options, Paths, Routes};
use tower::ServiceExt;
use tower_http::cors::CorsLayer;

use sample::operations::*;
use sample::server::{Devices, router, router_with};
use sample::types::*;

/// A service that notes what it was asked.
#[derive(Clone, Default)]
struct Desk(Arc<Mutex<Vec<String>>>);

impl Desk {
    fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn notes(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Authenticate for Desk {
    type Principal = String;

    async fn authenticate(&self, credentials: Credentials, parts: &http::request::Parts) -> Result<String, AuthError> {
        let matched = parts.extensions.get::<Matched>().unwrap();
        self.note(format!("{} {} of {}", parts.uri, matched.id, matched.template));
        match credentials.api_key("apiKey").unwrap().expose() {
            "good" => Ok("anna".to_owned()),
            "weak" => Err(AuthError::Forbidden),
            "none" => Err(AuthError::Missing),
            _ => Err(AuthError::Invalid),
        }
    }

    fn failed(&self, operation: &'static OperationMeta, error: &BoxError) {
        self.note(format!("{} failed: {error}", operation.id));
    }
}

impl Devices for Desk {
    async fn list_devices(
        &self,
        caller: &String,
        request: ListDevices,
    ) -> Result<DeviceList, Failure<ListDevicesError>> {
        match request.search.as_deref() {
            Some("documented") => Err(ListDevicesError::Forbidden)?,
            Some("error") => Err(std::io::Error::other("the password is 1234"))?,
            Some("text") => Err(Failure::other("the password is 5678"))?,
            Some("forbidden") => Ok(vec![Device { name: Some("x".repeat(65)), ..Device::new() }].into()),
            _ => Ok(vec![Device { name: Some(caller.clone()), ..Device::new() }].into()),
        }
    }

    async fn replace_device(
        &self,
        caller: Option<&String>,
        request: ReplaceDevice,
    ) -> Result<ReplaceDeviceOutput, Failure<ReplaceDeviceError>> {
        let name = format!("{} {} {:?}", request.id, request.body.name, caller);
        Ok(ReplaceDeviceOutput::Ok { x_revision: 7, body: Device { name: Some(name), ..Device::new() } })
    }
}

/// `GET /path`, then lines of headers, then an empty line and the body.
fn request(text: &str) -> Request<Body> {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, target) = lines.next().unwrap().split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

/// The status, then lines of headers, then an empty line and the body.
async fn shown(response: Response<axum::body::Body>) -> String {
    let mut text = response.status().as_u16().to_string();
    for (name, value) in response.headers() {
        text.push_str(&format!("\n{name}: {}", value.to_str().unwrap()));
    }
    let body = Body::stream(response.into_body()).collect(1 << 20).await.unwrap();
    format!("{text}\n\n{}", std::str::from_utf8(&body).unwrap())
}

async fn answer(router: &Router, text: &str) -> String {
    shown(router.clone().oneshot(request(text)).await.unwrap()).await
}

/// Status and body alone.
async fn brief(router: &Router, text: &str) -> String {
    let answer = answer(router, text).await;
    let (head, body) = answer.split_once("\n\n").unwrap();
    format!("{} {body}", head.lines().next().unwrap())
}

#[tokio::test]
async fn a_handler_answers() {
    let router = router(Desk::default());
    assert_eq!(
        answer(&router, "GET /devices\nX-Api-Key: good").await,
        "200\ncontent-type: application/json\ncontent-length: 17\n\n[{\"name\":\"anna\"}]"
    );
    assert_eq!(answer(&router, "GET /devices?search=documented\nX-Api-Key: good").await, "403\ncontent-length: 0\n\n");
}

#[tokio::test]
async fn refusals_come_in_their_order() {
    let desk = Desk::default();
    let router = router_with(desk.clone(), Options { body_limit: 20 });
    let problem = |status: u16, title: &str, detail: &str, more: &str| {
        format!("{{\"title\":\"{title}\",\"status\":{status},\"detail\":\"{detail}\"{more}}}")
    };
    let long = "{\"name\":\"\", \"memory\":1}";
    // Each request is cured of one more fault than the one before it.
    let table = [
        (
            format!("POST /devices/8\nX-Api-Key: bad\nContent-Type: text/plain\nAccept: image/png\n\n{long}"),
            "404\ncontent-type: application/problem+json".to_owned(),
            problem(404, "Not Found", "no operation has this path", ""),
        ),
        (
            format!("POST /devices/8.json\nX-Api-Key: bad\nContent-Type: text/plain\nAccept: image/png\n\n{long}"),
            "405\ncontent-type: application/problem+json\nallow: PUT".to_owned(),
            problem(405, "Method Not Allowed", "this path has only the methods PUT", ""),
        ),
        (
            format!("PUT /devices/8.json\nX-Api-Key: bad\nContent-Type: text/plain\nAccept: image/png\n\n{long}"),
            "401\ncontent-type: application/problem+json\n\
             www-authenticate: ApiKey realm=\"apiKey\", in=\"header\", name=\"X-Api-Key\""
                .to_owned(),
            problem(401, "Unauthorized", "credentials are missing or not valid", ""),
        ),
        (
            format!("PUT /devices/8.json\nX-Api-Key: weak\nContent-Type: text/plain\nAccept: image/png\n\n{long}"),
            "403\ncontent-type: application/problem+json".to_owned(),
            problem(403, "Forbidden", "the credentials do not suffice", ""),
        ),
        (
            format!("PUT /devices/8.json\nX-Api-Key: good\nContent-Type: text/plain\nAccept: image/png\n\n{long}"),
            "415\ncontent-type: application/problem+json\naccept: application/json".to_owned(),
            problem(
                415,
                "Unsupported Media Type",
                "the body may be of these media types: application/json",
                "",
            ),
        ),
        (
            format!(
                "PUT /devices/8.json\nX-Api-Key: good\nContent-Type: application/json\nAccept: image/png\n\n{long}"
            ),
            "406\ncontent-type: application/problem+json".to_owned(),
            problem(406, "Not Acceptable", "the reply can be of these media types: application/json", ""),
        ),
        (
            format!(
                "PUT /devices/8.json\nX-Api-Key: good\nContent-Type: application/json\nAccept: application/*\n\n{long}"
            ),
            "413\ncontent-type: application/problem+json".to_owned(),
            problem(413, "Payload Too Large", "the body is longer than 20 bytes", ""),
        ),
        (
            "PUT /devices/8.json\nX-Api-Key: good\nContent-Type: application/json\n\n{\"memory\":1}".to_owned(),
            "400\ncontent-type: application/problem+json".to_owned(),
            problem(400, "Bad Request", "body: required, but not there at /name", ",\"pointer\":\"/name\""),
        ),
    ];
    for (request, head, body) in table {
        let expected = format!("{head}\ncontent-length: {}\n\n{body}", body.len());
        assert_eq!(answer(&router, &request).await, expected, "{request}");
    }
    let asked = "/devices/8.json replaceDevice of /devices/{id}.json";
    assert_eq!(desk.notes(), [asked; 6]);
}

#[tokio::test]
async fn a_wrong_parameter_is_named() {
    let router = router(Desk::default());
    for (query, expected) in [
        (
            "limit=101",
            "400 {\"title\":\"Bad Request\",\"status\":400,\
             \"detail\":\"query parameter `limit`: maximum: at most 100\",\"parameter\":\"limit\"}",
        ),
        (
            "limit=1&limit=2",
            "400 {\"title\":\"Bad Request\",\"status\":400,\
             \"detail\":\"query parameter `limit`: given twice\",\"parameter\":\"limit\"}",
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
    assert_eq!(desk.notes(), [""; 0]);
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: none").await, unauthorized);
    assert_eq!(desk.notes(), ["/devices listDevices of /devices"]);
}

#[tokio::test]
async fn a_caller_who_need_not_tell_is_still_known() {
    let router = router(Desk::default());
    let put = |key: &str| format!("PUT /devices/8.json{key}\n\n{{\"name\":\"n\"}}");
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
    let router = router(desk.clone());
    for (search, reason) in [
        ("error", "the password is 1234"),
        ("text", "the password is 5678"),
        ("forbidden", "body: maxLength: at most 64 characters at /0/name"),
    ] {
        let answer = answer(&router, &format!("GET /devices?search={search}\nX-Api-Key: good")).await;
        let body = "{\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"the server failed\"}";
        let head = "500\ncontent-type: application/problem+json";
        assert_eq!(answer, format!("{head}\ncontent-length: {}\n\n{body}", body.len()));
        assert_eq!(
            desk.notes(),
            [
                format!("/devices?search={search} listDevices of /devices"),
                format!("listDevices failed: {reason}")
            ]
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
        _: &mut Context<'_>,
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
        _: &mut Context<'_>,
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
        _: &mut Context<'_>,
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
        let answer = shown(put(length, body).await.unwrap()).await;
        assert_eq!(answer.split_once("\n\n").unwrap().1, expected);
    }
    // A refusal that comes earlier does not read either.
    let early = Request::put("/nowhere").body(Body::stream(Untouched)).unwrap();
    assert_eq!(router.clone().oneshot(early).await.unwrap().status(), 404);
    let exact = format!("{{\"name\":\"n\"}}{}", " ".repeat(2_097_152 - 12));
    assert_eq!(put(Some(2_097_152), Body::from(exact)).await.unwrap().status(), 200);
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let router = router(Desk::default());
    assert_eq!(
        answer(&router, "HEAD /devices\nX-Api-Key: good").await,
        "200\ncontent-type: application/json\ncontent-length: 17\n\n"
    );
    assert_eq!(
        answer(&router, "HEAD /nowhere").await,
        "404\ncontent-type: application/problem+json\ncontent-length: 72\n\n"
    );
    assert!(answer(&router, "HEAD /devices/8.json").await.starts_with("405\n"));
}

#[tokio::test]
async fn options_is_a_method_like_others() {
    let router = router(Desk::default());
    let answer = answer(&router, "OPTIONS /devices").await;
    assert!(answer.starts_with("405\ncontent-type: application/problem+json\nallow: GET, HEAD\n"), "{answer}");
}

#[tokio::test]
async fn a_layer_answers_a_preflight_before_anybody_is_asked() {
    let desk = Desk::default();
    let router = router(desk.clone()).layer(CorsLayer::permissive());
    let preflight = "OPTIONS /devices\nOrigin: https://example.com\nAccess-Control-Request-Method: GET";
    let answer = answer(&router, preflight).await;
    assert!(answer.starts_with("200\n"), "{answer}");
    assert!(answer.contains("\naccess-control-allow-methods: *\n"), "{answer}");
    let refused = self::answer(&router, "GET /devices\nOrigin: https://example.com").await;
    assert!(refused.starts_with("401\n"), "{refused}");
    assert!(refused.contains("\naccess-control-allow-origin: *\n"), "{refused}");
    assert_eq!(desk.notes(), [""; 0]);
}

#[tokio::test]
async fn a_nested_router_sees_the_path_as_it_was_sent() {
    let desk = Desk::default();
    let router = Router::new()
        .route("/health", routing::get(|| async { "fine" }))
        .nest("/api/v1", router(desk.clone()))
        .nest("/api/v2", self::router(Desk::default()));
    assert_eq!(brief(&router, "GET /health").await, "200 fine");
    assert_eq!(brief(&router, "GET /api/v1/devices?limit=1\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
    assert_eq!(desk.notes(), ["/api/v1/devices?limit=1 listDevices of /devices"]);
    assert_eq!(
        brief(&router, "PUT /api/v2/devices/a%2Fb.json\n\n{\"name\":\"n\"}").await,
        "200 {\"name\":\"a/b n None\"}"
    );
    let not_found = "404 {\"title\":\"Not Found\",\"status\":404,\"detail\":\"no operation has this path\"}";
    for path in ["/api/v1", "/api/v1/", "/api/v1/nowhere", "/api/v1/devices/"] {
        assert_eq!(brief(&router, &format!("GET {path}")).await, not_found, "{path}");
    }
    // Outside of it, axum answers.
    assert_eq!(brief(&router, "GET /devices").await, "404 ");
}

#[tokio::test]
async fn a_router_merges_with_routes_of_its_surroundings() {
    let health = Router::new().route("/health", routing::get(|| async { "fine" }));
    let router = health.merge(router(Desk::default()));
    assert_eq!(brief(&router, "GET /health").await, "200 fine");
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
}

#[tokio::test]
async fn layers_learn_the_operation() {
    let router = router(Desk::default());
    let matched = |text: &str| {
        let response = router.clone().oneshot(request(text));
        async { response.await.unwrap().extensions().get::<Matched>().copied() }
    };
    let list = Matched { id: "listDevices", template: "/devices" };
    assert_eq!(matched("GET /devices").await, Some(list));
    assert_eq!(matched("GET /devices\nX-Api-Key: good").await, Some(list));
    assert_eq!(matched("GET /nowhere").await, None);
    assert_eq!(matched("PUT /devices").await, None);

    use specwright_runtime::operation::Operation;
    let paths = Paths::new([ListDevices::META, ReplaceDevice::META]);
    assert_eq!(paths.matched(&Method::HEAD, "/devices"), Some(list));
    assert_eq!(
        paths.matched(&Method::PUT, "/devices/8.json"),
        Some(Matched { id: "replaceDevice", template: "/devices/{id}.json" })
    );
    assert_eq!(paths.matched(&Method::GET, "/devices/8.json"), None);
}

/// A service that answers refusals in a way of its own.
struct Plain;

impl Authenticate for Plain {
    type Principal = ();

    async fn authenticate(&self, _: Credentials, _: &http::request::Parts) -> Result<(), AuthError> {
        Ok(())
    }

    fn reject(&self, rejection: Rejection) -> Response<Body> {
        let mut response = Response::new(Body::from(rejection.to_string()));
        *response.status_mut() = rejection.status();
        response
    }
}

#[tokio::test]
async fn refusals_are_the_services_to_word() {
    let router = Routes::new(Plain).into_router(Options::default());
    assert_eq!(brief(&router, "GET /").await, "404 no operation has this path");
}

#[tokio::test]
async fn the_document_decides_what_is_demanded() {
    // Added as if anyone might call them.
    let open = Routes::open_only(())
        .open(|_, _: ListDevices| Box::pin(async { Ok(DeviceList::default()) }))
        .open(|_, _: ReplaceDevice| Box::pin(async { Ok(ReplaceDeviceOutput::Accepted) }))
        .into_router(Options::default());
    for request in ["GET /devices", "GET /devices\nX-Api-Key: good"] {
        assert!(brief(&open, request).await.starts_with("401 "), "{request}");
    }
    assert_eq!(brief(&open, "PUT /devices/8.json\n\n{\"name\":\"n\"}").await, "202 ");
    // Added as if everybody had to tell who they are.
    let secured = Routes::new(Desk::default())
        .secured(|_, _, _: ReplaceDevice| Box::pin(async { Ok(ReplaceDeviceOutput::Accepted) }))
        .into_router(Options::default());
    assert!(brief(&secured, "PUT /devices/8.json\n\n{\"name\":\"n\"}").await.starts_with("401 "));
}
