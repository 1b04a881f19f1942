//! Servers and their variables.

use crate::diagnostic::Pointer;

/// A server (OpenAPI 3.0.3, section 4.7.5).
#[derive(Clone, Debug)]
pub struct Server {
    /// Where it stands.
    pub pointer: Pointer,
    /// The URL, with variables in braces.
    pub url: String,
    /// `description`.
    pub description: Option<String>,
    /// The variables, in the document's order.
    pub variables: Vec<ServerVariable>,
}

/// How a path may end to request a media type (`x-format-suffix`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSuffix {
    /// The segment before the format's name.
    pub segment: String,
    /// The names of the formats, and their media types.
    pub formats: Vec<(String, String)>,
}

/// A variable of a server's URL (section 4.7.6).
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// `default`.
    pub default: String,
    /// `enum`.
    pub values: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}
