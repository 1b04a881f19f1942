//! The client against scripted transports and broken servers: what it sends, and what it makes of each answer.

#![cfg(feature = "client")]

#[allow(dead_code)]
mod sample;

#[path = "client/faults.rs"]
mod faults;
#[path = "client/ping.rs"]
mod ping;
#[path = "client/redirects.rs"]
mod redirects;
#[path = "client/replies.rs"]
mod replies;
#[path = "client/requests.rs"]
mod requests;
#[path = "client/script.rs"]
mod script;
