//! The router in its surroundings: HEAD and OPTIONS, layers, and other routers of axum.

use std::sync::{Arc, Mutex};

use http::Method;
use specwright_runtime::body::Body;
use specwright_runtime::message::Choice;
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;
use specwright_runtime::server::axum::extract::{MatchedPath, Request, State};
use specwright_runtime::server::axum::{Router, routing};
use specwright_runtime::server::{Matched, Options, Paths};
use tower::ServiceExt;
use tower::util::MapRequestLayer;
use tower_http::cors::CorsLayer;

use super::wire::{brief, notes, request, respond};
use crate::desk::Desk;
use crate::sample::operations::{ListDevices, ReplaceDevice, ReplaceDeviceOutput};
use crate::sample::server::{router, router_with};
use crate::sample::types::{Device, NewDevice};

#[tokio::test]
async fn head_is_get_without_its_body() {
    let router = router(Desk::default());
    assert_eq!(
        respond(&router, "HEAD /devices\nX-Api-Key: good").await,
        "200\ncontent-type: application/json\ncontent-length: 17\n\n"
    );
    assert_eq!(
        respond(&router, "HEAD /devices/8").await,
        "404\ncontent-type: application/problem+json\ncontent-length: 72\n\n"
    );
    assert!(respond(&router, "HEAD /devices/8.json").await.starts_with("405\n"));
}

#[tokio::test]
async fn options_is_a_method_like_others() {
    let router = router(Desk::default());
    let response = respond(&router, "OPTIONS /devices").await;
    assert!(response.starts_with("405\ncontent-type: application/problem+json\nallow: GET, HEAD\n"), "{response}");
}

#[tokio::test]
async fn a_layer_answers_a_preflight_before_anybody_is_asked() {
    let desk = Desk::default();
    let router = router(desk.clone()).layer(CorsLayer::permissive());
    let preflight = "OPTIONS /devices\nOrigin: https://example.com\nAccess-Control-Request-Method: GET";
    let response = respond(&router, preflight).await;
    assert!(response.starts_with("200\n"), "{response}");
    assert!(response.contains("\naccess-control-allow-methods: *\n"), "{response}");
    let refused = super::wire::respond(&router, "GET /devices\nOrigin: https://example.com").await;
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
        brief(&router, "PUT /api/v2/devices/a%2Fb.json\nContent-Type: application/json\n\n{\"name\":\"n\"}").await,
        "200 {\"name\":\"a/b n None\"}"
    );
    let not_found = "404 {\"title\":\"Not Found\",\"status\":404,\"detail\":\"no operation has this path\"}";
    assert_eq!(brief(&router, "GET /api/v1/devices/8").await, not_found);
    // No operation has a path of this shape, so these are the program's.
    for path in ["/devices", "/api/v1", "/api/v1/", "/api/v1/nowhere", "/api/v1/devices/"] {
        assert_eq!(brief(&router, &format!("GET {path}")).await, "404 ", "{path}");
    }
    let service = Router::new().nest_service("/api/v1", self::router(desk.clone()));
    assert_eq!(brief(&service, "GET /api/v1/devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
    assert_eq!(notes(&desk), ["/api/v1/devices listDevices of /devices"]);
}

#[tokio::test]
async fn a_router_merges_with_routes_of_its_surroundings() {
    let health = Router::new().route("/health", routing::get(|| async { "fine" }));
    let router = health.merge(router(Desk::default()));
    assert_eq!(brief(&router, "GET /health").await, "200 fine");
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
}

#[test]
#[should_panic(expected = "Cannot merge two")]
fn routers_with_a_common_shape_do_not_merge() {
    drop::<Router>(router(Desk::default()).merge(router(Desk::default())));
}

#[tokio::test]
async fn a_fallback_is_for_all_other_paths() {
    let router = router(Desk::default()).fallback(|| async { "mine" });
    assert_eq!(brief(&router, "GET /devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
    let refused = "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"credentials are missing or not valid\"}";
    assert_eq!(brief(&router, "GET /devices").await, format!("401 {refused}"));
    for path in ["/", "/nowhere", "/devices/", "/devices/8/9"] {
        assert_eq!(brief(&router, &format!("GET {path}")).await, "200 mine", "{path}");
    }
    // A known path without this method, and a known shape with another text, are the API's.
    assert!(brief(&router, "PUT /devices").await.starts_with("405 "));
    assert!(brief(&router, "PUT /devices/8").await.starts_with("404 {"));
}

#[tokio::test]
async fn a_router_fits_any_state() {
    let counted = Router::new()
        .route("/count", routing::get(|State(count): State<u32>| async move { count.to_string() }))
        .merge(router(Desk::default()))
        .with_state(7);
    assert_eq!(brief(&counted, "GET /count").await, "200 7");
    assert_eq!(brief(&counted, "GET /devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
}

/// What axum has matched, for metrics of others.
#[tokio::test]
async fn the_matched_path_is_the_documents_template() {
    let seen = |path: &'static str| async move {
        let paths: Arc<Mutex<Vec<String>>> = Arc::default();
        let noted = Arc::clone(&paths);
        let note = MapRequestLayer::new(move |request: Request| {
            let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
            noted.lock().unwrap().extend(path);
            request
        });
        let router: Router = router(Desk::default()).route_layer(note);
        brief(&router, path).await;
        paths.lock().unwrap().join(" ")
    };
    assert_eq!(seen("GET /devices").await, "/devices");
    // Of `{id}.json` axum has no such parameter.
    assert_eq!(seen("PUT /devices/8.json").await, "/devices/{segment2}");
}

#[tokio::test]
async fn layers_of_the_options_know_the_operation_and_others_do_not_run() {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let note = |name: &'static str| {
        let noted = Arc::clone(&seen);
        MapRequestLayer::new(move |request: Request| {
            let matched = request.extensions().get::<Matched>().map(|matched| matched.id);
            noted.lock().unwrap().push(format!("{name} {}", matched.unwrap()));
            request
        })
    };
    let options = Options::default().layer(note("inner")).layer(note("outer"));
    let router = router_with(Desk::default(), options);
    for (text, expected) in [
        ("GET /devices\nX-Api-Key: good", "200 outer listDevices, inner listDevices"),
        ("HEAD /devices", "401 outer listDevices, inner listDevices"),
        ("PUT /devices/8.json\nContent-Type: application/json\n\n{}", "400 outer replaceDevice, inner replaceDevice"),
        ("PUT /devices", "405 "),
        ("PUT /devices/8", "404 "),
        ("GET /nowhere", "404 "),
    ] {
        let status = brief(&router, text).await;
        let status = status.split(' ').next().unwrap();
        let seen = std::mem::take(&mut *seen.lock().unwrap()).join(", ");
        assert_eq!(format!("{status} {seen}"), expected, "{text}");
    }
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
