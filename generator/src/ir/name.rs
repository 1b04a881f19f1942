//! A name: what the document calls a thing, and what Rust will call it.

/// A name of the document and the Rust identifier that naming has assigned to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name in the document: on the wire, or as a component's key.
    pub wire: String,
    /// What `x-rust-name` requests.
    pub hint: Option<String>,
    /// The Rust identifier, without `r#`; empty until naming has assigned it. Emitters print it as a raw identifier
    /// where it is a keyword, which naming has made sure is possible.
    pub rust: String,
}

impl Name {
    /// A name that is still to be assigned.
    pub fn new(wire: impl Into<String>) -> Self {
        Self { wire: wire.into(), hint: None, rust: String::new() }
    }
}
