//! Operations with their parameters, bodies and responses.

use serde_json::Value;

use super::{Content, Name, Requirement, Schema};
use crate::diagnostic::Pointer;

/// An operation (OpenAPI 3.0.3, section 4.7.10).
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its `operationId`, or a name made of method and path; the Rust name is the method's (snake case).
    pub name: Name,
    /// The request type's Rust name (Pascal case); final after naming, like the two below.
    pub type_name: String,
    /// The Rust name of the type of successes, where it is one of its own: `<type_name>Output`.
    pub output_name: String,
    /// The Rust name of the type of other documented responses: `<type_name>Error`.
    pub error_name: String,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-experimental`.
    pub experimental: bool,
    /// The parameters: those of the path item that are not overridden, then the operation's own.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<RequestBody>,
    /// The documented responses: exact statuses in ascending order, then ranges, then `default`.
    pub responses: Vec<Response>,
    /// The alternatives of which one has to be met; none where anyone may call.
    pub security: Vec<Requirement>,
}

/// An HTTP method that a path item can have.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
    /// `QUERY`.
    Query,
    /// Another one, written as it is sent.
    Other(String),
}

/// A parameter (section 4.7.12), or a header of a response (4.7.21).
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name.
    pub name: Name,
    /// Where it is carried.
    pub location: Location,
    /// How its value is written as text.
    pub style: Style,
    /// Whether each item or property of it stands by itself.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `required`.
    pub required: bool,
    /// What kind of value it is.
    pub shape: Shape,
    /// Its value.
    pub schema: Schema,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-experimental`.
    pub experimental: bool,
    /// Examples that the document gives, as JSON values.
    pub examples: Vec<Value>,
    /// The Rust name of the method that returns the value or its default; empty where there is none, final after
    /// naming.
    pub or_default: String,
}

/// Where a parameter is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter is written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple`.
    Simple,
    /// `form`.
    Form,
    /// That of its location, with this delimiter between items (`x-delimiter`).
    Delimited(char),
    /// Two segments behind the path, with this delimiter between items (`x-path-pair`).
    Pair(char),
}

/// What kind of value a parameter has, as far as its text depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Scalar,
    /// An array of texts.
    Array,
    /// An object with listed properties: a [`TypeKind::Struct`](super::TypeKind::Struct).
    Object,
    /// An object without listed properties.
    Map,
    /// JSON (a parameter with `content`).
    Json,
}

/// A request's body (section 4.7.13).
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its field's name: `body`, or another one where a parameter has that.
    pub name: Name,
    /// `required`.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
    /// The Rust type: the one that all media types share, or a [`TypeKind::MediaTypes`](super::TypeKind::MediaTypes).
    pub schema: Schema,
    /// The media types, in the document's order.
    pub content: Vec<Content>,
    /// Whether it is read as its one media type whatever its `Content-Type` says (`x-any-content-type`).
    pub any_content_type: bool,
}

/// A documented response (section 4.7.17).
#[derive(Clone, Debug)]
pub struct Response {
    /// Where it stands.
    pub pointer: Pointer,
    /// The statuses that it is for.
    pub status: StatusPattern,
    /// The variant's name, such as `NotFound`, `ClientError` or `Default`; unique among the operation's responses.
    pub variant: Name,
    /// Whether it belongs to the operation's `Output`: a 2xx, or a 3xx where there is none, or `default`; else to
    /// `Error`.
    pub success: bool,
    /// `description`.
    pub description: String,
    /// The documented headers, `Content-Type` left out.
    pub headers: Vec<Parameter>,
    /// Whether the body may be missing (`x-optional-body`).
    pub body_optional: bool,
    /// The Rust type of the body and its field's name, where there is a body.
    pub body: Option<(Name, Schema)>,
    /// The media types of the body.
    pub content: Vec<Content>,
}

/// The statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusPattern {
    /// One status.
    Exact(u16),
    /// A class: 4 for `4XX`.
    Range(u16),
    /// All others.
    Default,
}
