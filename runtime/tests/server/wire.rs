//! Requests to a router and its responses as text, and what its service recorded.

use http::{Request, Response};
use specwright_runtime::body::Body;
use specwright_runtime::server::axum::{self, Router};
use tower::ServiceExt;

use crate::desk::Desk;

/// What was noted since this was asked last.
pub fn notes(desk: &Desk) -> Vec<String> {
    std::mem::take(&mut desk.0.lock().unwrap())
}

/// `GET /path`, then lines of headers, then an empty line and the body.
pub fn request(text: &str) -> Request<Body> {
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
pub async fn shown(response: Response<axum::body::Body>) -> String {
    let mut text = response.status().as_u16().to_string();
    for (name, value) in response.headers() {
        text.push_str(&format!("\n{name}: {}", value.to_str().unwrap()));
    }
    let body = Body::stream(response.into_body()).collect(1 << 20).await.unwrap();
    format!("{text}\n\n{}", std::str::from_utf8(&body).unwrap())
}

pub async fn respond(router: &Router, text: &str) -> String {
    shown(router.clone().oneshot(request(text)).await.unwrap()).await
}

/// Status and body alone.
pub async fn brief(router: &Router, text: &str) -> String {
    let response = respond(router, text).await;
    let (head, body) = response.split_once("\n\n").unwrap();
    format!("{} {body}", head.lines().next().unwrap())
}
