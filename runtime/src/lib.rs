//! What the crates that Specwright generates stand on: generated code names what a document names, and all behaviour is
//! here, compiled once.

pub mod content;
pub mod fault;
pub mod mode;
pub mod model;
pub mod operation;
pub mod reader;
pub mod rules;
pub mod tree;
pub mod writer;

pub use bytes;
pub use http;
pub use serde;
