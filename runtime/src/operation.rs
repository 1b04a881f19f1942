//! Operations: a static table of what the document says, and the trait that connects it to the types.

mod matched;
mod parts;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};

pub use matched::Matched;
pub(crate) use parts::RequestParts;
use parts::RequestPartsMut;
pub use parts::{MessageParts, ResponseParts};

use crate::body::Body;
use crate::content::form::Form;
use crate::content::xml::Xml;
use crate::error::{DecodeError, EncodeError};
use crate::message::{Choice, Negotiated, request, response};
use crate::mode::Mode;
use crate::model::{Model, Object};
use crate::rejection::Rejection;
use crate::rt::{Documented, OperationTable, ResponseShape, TableError};
use crate::rules::Rules;

/// An operation of the document (OpenAPI 3.0.3, section 4.7.10).
#[derive(Debug)]
pub struct OperationMeta {
    /// The `operationId`, or a name made of method and path if there is none.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path template, such as `/devices/{id}`.
    pub path: &'static str,
    /// The parameters: the first fields of the request type, in this order.
    pub parameters: &'static [Parameter],
    /// The body: the field behind the parameters.
    pub body: Option<RequestBody>,
    /// The documented responses.
    pub responses: &'static [ResponseMeta],
    /// The alternatives, one of which has to be satisfied; none if anyone may call.
    pub security: &'static [Requirement],
    /// How the suffix of the path can request a media type.
    pub format_suffix: Option<&'static FormatSuffix>,
}

/// A parameter of an operation (OpenAPI 3.0.3, section 4.7.12), or a header of a response (4.7.21).
#[derive(Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Its location.
    pub location: Location,
    /// How its value is written as text.
    pub style: Style,
    /// Whether each item or property is a parameter of its own.
    pub explode: bool,
    /// Whether reserved characters are not escaped (`allowReserved`).
    pub allow_reserved: bool,
    /// Whether it is required; the Rust field is then not an `Option`.
    pub required: bool,
    /// What kind of value it is.
    pub shape: Shape,
    /// The constraints of its value.
    pub rules: Option<&'static Rules>,
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a parameter is written as text (OpenAPI 3.0.3, section 4.7.12.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Values with commas, in paths and headers.
    Simple,
    /// `name=value`, in queries and cookies.
    Form,
    /// The style of its location, with this delimiter between the items of an array that is not exploded (the extension
    /// `x-delimiter`).
    Delimited(char),
    /// A query parameter that is written as two segments behind the path, `/name/value`, with this delimiter between
    /// items (the extension `x-path-pair`).
    Pair(char),
}

impl Parameter {
    /// The delimiter between the items of an array that is not exploded.
    pub(crate) fn delimiter(&self) -> char {
        match self.style {
            Style::Simple | Style::Form => ',',
            Style::Delimited(delimiter) | Style::Pair(delimiter) => delimiter,
        }
    }
}

/// How the suffix of a path can request the media type of the response (the extension `x-format-suffix`).
#[derive(Debug)]
pub struct FormatSuffix {
    /// The segment before the format's name.
    pub segment: &'static str,
    /// The names of the formats, and the media type of each.
    pub formats: &'static [(&'static str, &'static str)],
}

/// What kind of value a parameter has, as far as its text depends on it.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One text.
    Scalar,
    /// An array.
    Array,
    /// An object with the properties that the table lists.
    Object(&'static Object),
    /// An object whose properties the document does not list.
    Map,
    /// JSON (a parameter with `content`).
    Json,
}

/// The body of a request (OpenAPI 3.0.3, section 4.7.13).
#[derive(Debug)]
pub struct RequestBody {
    /// Whether it is required; the Rust field is then not an `Option`.
    pub required: bool,
    /// The media types in which it is read, in the document's order. The first one is written by default.
    pub content: &'static [Content],
    /// Whether it is read as the one documented media type whatever its `Content-Type` says (the extension
    /// `x-any-content-type`).
    pub any_content_type: bool,
}

/// A media type of a body (OpenAPI 3.0.3, section 4.7.14).
#[derive(Debug)]
pub struct Content {
    /// The media type or range, such as `application/json` or `text/*`.
    pub media_type: &'static str,
    /// The encoding.
    pub codec: Codec,
    /// Which variant of the body's enum it is, where the media types have types of their own; else 0.
    pub alternative: usize,
    /// The constraints of the value.
    pub rules: Option<&'static Rules>,
    /// How its root stands in XML; `None` for an element named `root`.
    pub xml: Option<&'static Xml>,
    /// How it is written as a form; `None` where all properties are texts.
    pub form: Option<&'static Form>,
}

/// How a body is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// Text in UTF-8: a string, number or boolean.
    Text,
    /// Raw bytes.
    Octets,
    /// XML.
    #[cfg(feature = "xml")]
    Xml,
    /// A form: `application/x-www-form-urlencoded`.
    Form,
}

/// A documented response (OpenAPI 3.0.3, section 4.7.17).
#[derive(Debug)]
pub struct ResponseMeta {
    /// The statuses that it is for.
    pub status: StatusPattern,
    /// Whether it is one of the operation's successes.
    pub success: bool,
    /// Whether the body may be missing (the extension `x-optional-body`); the Rust value is then an `Option`.
    pub body_optional: bool,
    /// The headers: the first parts of the response, in this order.
    pub headers: &'static [Parameter],
    /// The media types of the body, which is the part behind the headers; none where there is no body.
    pub content: &'static [Content],
}

/// The statuses that a documented response is for (OpenAPI 3.0.3, section 4.7.16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusPattern {
    /// One status.
    Exact(u16),
    /// All of a class, such as `4XX`, that are not documented individually.
    Range(u16),
    /// All that are documented neither individually nor by their class (`default`).
    Default,
}

/// Security schemes that are required together (OpenAPI 3.0.3, section 4.7.30). None: anyone may call.
#[derive(Debug)]
pub struct Requirement {
    /// The schemes.
    pub schemes: &'static [&'static SecurityScheme],
}

/// A security scheme (OpenAPI 3.0.3, section 4.7.27).
#[derive(Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name among the document's components.
    pub name: &'static str,
    /// The credential that it carries: schemes with the same one share one value (`x-credential`).
    pub credential: &'static str,
    /// How the credential is carried.
    pub kind: SchemeKind,
}

/// How a credential is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// As the value of a header, a query parameter or a cookie.
    ApiKey {
        /// Where.
        location: Location,
        /// The name there.
        name: &'static str,
    },
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750); OAuth 2 and OpenID Connect are carried alike.
    Bearer,
}

/// A server (OpenAPI 3.0.3, section 4.7.5).
#[derive(Debug)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: &'static str,
    /// The document's description of it.
    pub description: &'static str,
    /// The variables.
    pub variables: &'static [ServerVariable],
}

/// A variable in a server's URL (OpenAPI 3.0.3, section 4.7.6).
#[derive(Debug)]
pub struct ServerVariable {
    /// The name in braces.
    pub name: &'static str,
    /// The default value.
    pub default: &'static str,
    /// The allowed values; none if any value is allowed.
    pub values: &'static [&'static str],
}

/// An operation: implemented by its request type, and used by client and server.
///
/// The fields of the request are the parameters of [`meta`](Operation::meta) in their order, and behind them the body.
/// The parts of a response are the headers of its [`ResponseMeta`] in their order, and behind them the body.
///
/// The laws: decoding returns unchanged what encoding accepts; encoding refuses what the document forbids and what
/// would be ambiguous.
pub trait Operation: Model + Sized + Send + 'static {
    /// The documented successes: 2xx, or 3xx where there is none, or `default`.
    type Output: Send + 'static;

    /// All other documented responses.
    type Error: Documented + Send + 'static;

    /// How `Output` stands for the successes.
    #[doc(hidden)]
    type Shape: ResponseShape<Self::Output>;

    /// The table of the operation, not decoded yet.
    #[doc(hidden)]
    fn operation_table() -> &'static OperationTable;

    /// The decoded table of the operation.
    ///
    /// # Errors
    /// The table was generated for another version of the runtime.
    fn meta() -> Result<&'static OperationMeta, TableError> {
        Self::operation_table().meta()
    }

    /// Which response of `meta().responses` a value is, and its status.
    fn response_of(meta: &OperationMeta, response: &Result<Self::Output, Self::Error>) -> Option<(usize, StatusCode)> {
        let (success, nth, status) = match response {
            Ok(output) => (true, Self::Shape::index(output), Self::Shape::status(output)),
            Err(error) => (false, error.index(), error.status()),
        };
        let mut alike = meta.responses.iter().enumerate().filter(|(_, response)| response.success == success);
        let (index, documented) = alike.nth(nth)?;
        match (documented.status, status) {
            (StatusPattern::Exact(code), _) => Some((index, StatusCode::from_u16(code).ok()?)),
            (_, status) => Some((index, status?)),
        }
    }

    /// The response at this place of `meta().responses`, to be read into.
    fn blank_response(
        meta: &OperationMeta,
        index: usize,
        status: StatusCode,
    ) -> Option<Result<Self::Output, Self::Error>> {
        let success = meta.responses.get(index)?.success;
        let place = meta.responses.iter().take(index).filter(|response| response.success == success).count();
        if success { Self::Shape::blank(place, status).map(Ok) } else { Self::Error::blank(place, status).map(Err) }
    }

    /// Writes the request, as [`request::encode`] does.
    ///
    /// # Errors
    /// The first part that the document forbids or that cannot be encoded.
    fn encode_request(&self, choice: &Choice) -> Result<Request<Body>, EncodeError> {
        request::encode(Self::meta()?, &RequestParts(self), choice)
    }

    /// Reads a request, as [`request::decode`] does.
    ///
    /// # Errors
    /// The first part that does not conform to the document.
    fn decode_request(
        meta: &'static OperationMeta,
        parts: &http::request::Parts,
        captures: &[&str],
        body: Bytes,
        content: Option<&'static Content>,
    ) -> Result<Self, Rejection> {
        let mut request = Self::blank();
        request::decode(meta, &mut RequestPartsMut(&mut request), parts, captures, body, content)?;
        Ok(request)
    }

    /// Writes a response, as [`response::encode`] does.
    ///
    /// # Errors
    /// The first part that the document forbids or that cannot be encoded.
    fn encode_response(
        response: Result<Self::Output, Self::Error>,
        negotiated: &Negotiated,
    ) -> Result<Response<Body>, EncodeError> {
        let meta = Self::meta()?;
        let (index, status) = Self::response_of(meta, &response).ok_or_else(|| no_response(meta))?;
        response::encode(meta, index, status, &ResponseParts::<Self>(response), negotiated)
    }

    /// Reads the response at the index `response` of `meta().responses`, as [`response::decode`] does;
    /// [`response::find`] finds this index.
    ///
    /// # Errors
    /// The first part that does not conform to the document.
    fn decode_response(
        response: usize,
        parts: &http::response::Parts,
        body: &Bytes,
        mode: Mode,
    ) -> Result<Result<Self::Output, Self::Error>, DecodeError> {
        let meta = Self::meta()?;
        let blank = Self::blank_response(meta, response, parts.status);
        let mut read = ResponseParts::<Self>(blank.ok_or_else(|| no_response(meta))?);
        response::decode(meta, response, &mut read, parts, body, mode)?;
        Ok(read.0)
    }
}

/// Type and table of an operation do not agree.
fn no_response(meta: &OperationMeta) -> TableError {
    TableError { table: meta.id, message: "the table does not have the response", offset: 0 }
}
