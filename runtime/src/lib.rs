//! The runtime of the crates that Specwright generates: generated code declares what a document declares, and all
//! behaviour is here, compiled once.

mod abi;
pub mod base64;
pub mod body;
#[cfg(feature = "client")]
pub mod client;
pub mod content;
pub mod error;
pub mod media_type;
pub mod message;
pub mod mode;
pub mod model;
mod needs;
pub mod operation;
mod parameter;
pub mod problem;
pub mod reader;
pub mod redact;
pub mod rejection;
#[doc(hidden)]
pub mod rt;
pub mod rules;
pub mod security;
#[cfg(feature = "server")]
pub mod server;
pub mod server_url;
#[cfg(feature = "time")]
pub mod time;
pub mod tree;
pub mod writer;

pub use bytes;
pub use http;
#[cfg(feature = "time")]
pub use jiff;
pub use serde;
