//! The client against scripted transports and broken servers: what it sends, and what it makes of each response.

#![cfg(feature = "client")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[cfg(feature = "network")]
mod errors;
mod ping;
mod redirects;
mod requests;
mod responses;
#[expect(dead_code, reason = "what the generator prints is whole, and the tests use a part of it")]
#[path = "../sample/mod.rs"]
mod sample;
mod script;
