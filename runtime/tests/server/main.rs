//! The router of the sample API, and of smaller ones: from requests to exact responses.

#![cfg(feature = "server")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod context;
#[path = "../desk/mod.rs"]
mod desk;
mod endings;
mod mount;
mod paths;
mod refusals;
#[allow(dead_code, reason = "what the generator prints is whole, and the tests use a part of it")]
#[path = "../sample/mod.rs"]
mod sample;
mod wire;
