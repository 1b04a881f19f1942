//! What is done with bytes made at random, one function for each target. A panic is a finding.

mod bodies;
mod documents;
mod parameters;
mod requests;
mod tables;

pub use bodies::{form, json, text_octets, xml};
pub use documents::document;
pub use parameters::{cookie, header, path, query};
pub use requests::{accept, request};
pub use tables::notation;

/// All targets, by name.
pub const TARGETS: [(&str, fn(&[u8])); 12] = [
    ("document", document),
    ("json", json),
    ("xml", xml),
    ("form", form),
    ("text_octets", text_octets),
    ("path", path),
    ("query", query),
    ("header", header),
    ("cookie", cookie),
    ("request", request),
    ("accept", accept),
    ("notation", notation),
];
