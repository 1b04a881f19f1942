//! Requests that are written by hand, by the document alone, and what a server makes of them.

use bytes::Bytes;
use http::{Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::document::Scheme;
use crate::exchange::PlannedRequest;
use crate::host::host;
use crate::slot::Slots;
use crate::subject::{Message, Subject};
use crate::wire::{self, Unrepresentable, Written};

/// What came of a request that was written by hand.
pub(super) struct Received {
    pub(super) status: StatusCode,
    pub(super) problem: Value,
    /// The request that the handler got, if it was called.
    pub(super) seen: Option<Message>,
}

impl Received {
    /// The values of this member in the problem's errors: the parameters, or the places in the body.
    pub(super) fn named<'r>(&'r self, member: &'r str) -> impl Iterator<Item = &'r str> {
        let errors = self.problem.get("errors").and_then(Value::as_array);
        errors.into_iter().flatten().filter_map(move |error| error.get(member)?.as_str())
    }
}

/// Sends a request with these credentials and headers.
pub(super) async fn send(
    subject: Subject,
    slots: &Slots<'_>,
    planned: &PlannedRequest,
    schemes: &[Scheme<'_>],
    headers: &[(&str, &str)],
) -> Option<Received> {
    send_bytes(subject, slots, planned, schemes, headers, body(slots, planned).ok()?).await
}

/// The bytes of the body.
pub(super) fn body(slots: &Slots<'_>, planned: &PlannedRequest) -> Result<Option<Vec<u8>>, Unrepresentable> {
    let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
    let content = planned.body.as_ref().and_then(|(index, value)| Some((contents.get(*index)?, value)));
    content.map(|(content, value)| wire::body(slots.document, content, value)).transpose()
}

/// The same with these bytes for a body.
pub(super) async fn send_bytes(
    subject: Subject,
    slots: &Slots<'_>,
    planned: &PlannedRequest,
    schemes: &[Scheme<'_>],
    headers: &[(&str, &str)],
    body: Option<Vec<u8>>,
) -> Option<Received> {
    let written = wire::request(slots.operation, &planned.values).ok()?;
    send_written(subject, slots, planned, schemes, headers, body, &written).await
}

/// The same with these parameters.
pub(super) async fn send_written(
    subject: Subject,
    slots: &Slots<'_>,
    planned: &PlannedRequest,
    schemes: &[Scheme<'_>],
    headers: &[(&str, &str)],
    body: Option<Vec<u8>>,
    written: &Written,
) -> Option<Received> {
    let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
    let content = planned.body.as_ref().and_then(|(index, value)| Some((contents.get(*index)?, value)));
    let mut query: Vec<String> =
        written.query.iter().map(|(name, value)| format!("{}={value}", wire::escape(name))).collect();
    let mut cookies: Vec<String> = written.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut builder = Request::builder().method(slots.operation.method.as_str());
    for (name, value) in &written.headers {
        builder = builder.header(name, value);
    }
    let mut authorization = Vec::new();
    for scheme in schemes {
        match (scheme.text("type"), scheme.text("in"), scheme.text("scheme").to_ascii_lowercase().as_str()) {
            ("apiKey", "header", _) => builder = builder.header(scheme.text("name"), "secret"),
            ("apiKey", "query", _) => query.push(format!("{}=secret", wire::escape(scheme.text("name")))),
            ("apiKey", _, _) => cookies.push(format!("{}=secret", scheme.text("name"))),
            ("http", _, "basic") => authorization.push("Basic dXNlcjpzZWNyZXQ="),
            _ => authorization.push("Bearer secret"),
        }
    }
    // Schemes of one kind are met by one header.
    authorization.dedup();
    for value in authorization {
        builder = builder.header("authorization", value);
    }
    if !cookies.is_empty() {
        builder = builder.header("cookie", cookies.join("; "));
    }
    let own = headers.iter().any(|(name, _)| *name == "content-type");
    if let Some((content, _)) = content.filter(|_| !own) {
        builder = builder.header("content-type", wire::concrete(content.media_type));
    }
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let body = Bytes::from(body.unwrap_or_default());
    let request = builder.uri(format!("{}{query}", written.path)).body(axum::body::Body::from(body)).ok()?;
    let (router, record) = host(subject, None);
    let Ok(response) = router.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.ok()?;
    let seen = record.take_seen();
    let problem = serde_json::from_slice(&body).unwrap_or_default();
    Some(Received { status: parts.status, problem, seen })
}
