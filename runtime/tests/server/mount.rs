//! The router in its surroundings: HEAD and OPTIONS, layers, and other routers of axum.

use http::Method;
use specwright_runtime::body::Body;
use specwright_runtime::message::Choice;
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;
use specwright_runtime::server::axum::{Router, routing};
use specwright_runtime::server::{Matched, Paths};
use tower::ServiceExt;
use tower_http::cors::CorsLayer;

use super::wire::{answer, brief, notes, request};
use crate::desk::Desk;
use crate::sample::operations::{ListDevices, ReplaceDevice, ReplaceDeviceOutput};
use crate::sample::server::router;
use crate::sample::types::{Device, NewDevice};

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
    let refused = super::wire::answer(&router, "GET /devices\nOrigin: https://example.com").await;
    assert!(refused.starts_with("401\n"), "{refused}");
    assert!(refused.contains("\naccess-control-allow-origin: *\n"), "{refused}");
    assert_eq!(notes(&desk), [""; 0]);
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
    assert_eq!(notes(&desk), ["/api/v1/devices?limit=1 listDevices of /devices"]);
    assert_eq!(
        brief(&router, "PUT /api/v2/devices/a%2Fb.json\n\n{\"name\":\"n\"}").await,
        "200 {\"name\":\"a/b n None\"}"
    );
    let not_found = "404 {\"title\":\"Not Found\",\"status\":404,\"detail\":\"no operation has this path\"}";
    for path in ["/api/v1", "/api/v1/nowhere", "/api/v1/devices/"] {
        assert_eq!(brief(&router, &format!("GET {path}")).await, not_found, "{path}");
    }
    // Outside of it, axum answers; and so it does for the prefix and a slash.
    for path in ["/devices", "/api/v1/"] {
        assert_eq!(brief(&router, &format!("GET {path}")).await, "404 ", "{path}");
    }
    let service = Router::new().nest_service("/api/v1", self::router(desk.clone()));
    assert_eq!(brief(&service, "GET /api/v1/devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
    assert_eq!(notes(&desk), ["/api/v1/devices listDevices of /devices"]);
    assert_eq!(brief(&service, "GET /api/v1/").await, not_found);
}

#[tokio::test]
async fn a_router_merges_with_routes_of_its_surroundings() {
    let health = Router::new().route("/health", routing::get(|| async { "fine" }));
    let router = health.merge(router(Desk::default()));
    assert_eq!(brief(&router, "GET /health").await, "200 fine");
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
}

#[test]
#[should_panic(expected = "Cannot merge two `Router`s that both have a fallback")]
fn two_routers_do_not_merge() {
    drop(router(Desk::default()).merge(router(Desk::default())));
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

    let paths = Paths::new([ListDevices::meta().unwrap(), ReplaceDevice::meta().unwrap()]);
    assert_eq!(paths.matched(&Method::HEAD, "/devices"), Some(list));
    assert_eq!(
        paths.matched(&Method::PUT, "/devices/8.json"),
        Some(Matched { id: "replaceDevice", template: "/devices/{id}.json" })
    );
    assert_eq!(paths.matched(&Method::GET, "/devices/8.json"), None);
}

#[tokio::test]
async fn what_one_half_writes_the_other_reads() {
    let router = router(Desk::default());
    for id in ["a/b", "8.json", "ä ?#%25+", "..", "-"] {
        let request = ReplaceDevice::new(id, NewDevice::new("n")).encode_request(&Choice::default()).unwrap();
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let body = Body::stream(body).collect(1000).await.unwrap();
        let response = ReplaceDevice::decode_response(0, &parts, &body, Mode::CLIENT).unwrap();
        let device = Device { name: Some(format!("{id} n None")), ..Device::new() };
        assert_eq!(response, Ok(ReplaceDeviceOutput::Ok { x_revision: 7, body: device }));
    }
}
