//! Whole messages, without a socket: what a request or response looks like, and that it reads back as what it is.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bodies;
mod parts;
mod ranges;
mod report;
mod requests;
mod responses;
#[allow(dead_code, reason = "what the generator prints is whole, and the tests use a part of it")]
#[path = "../sample/mod.rs"]
mod sample;

use specwright_runtime::body::Body;
use specwright_runtime::http::HeaderMap;

/// Headers, one a line, and the body behind an empty line.
fn shown(headers: &HeaderMap, body: &Body) -> String {
    let mut text = String::new();
    for (name, value) in headers {
        text.push_str(&format!("{name}: {}\n", value.to_str().unwrap()));
    }
    format!("{text}\n{}", std::str::from_utf8(body.buffered().unwrap()).unwrap())
}
