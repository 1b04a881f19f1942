//! Media types of bodies, and what a document says of values that are carried as XML or as a form.

use serde_json::Value;

use super::{Constraints, Lenient};
use crate::diagnostic::Pointer;

/// One media type of a body (OpenAPI 3.0.3, section 4.7.14).
#[derive(Clone, Debug)]
pub struct Content {
    /// Where it stands.
    pub pointer: Pointer,
    /// The media type or range.
    pub media_type: String,
    /// How it is read and written.
    pub codec: Codec,
    /// Which variant of the body's type it is, where media types have types of their own; else 0.
    pub alternative: usize,
    /// The constraints of the value in this media type.
    pub constraints: Constraints,
    /// What is read beside the documented form.
    pub lenient: Lenient,
    /// How the root stands in XML; `None` without an XML Object, and for other codecs.
    pub xml: Option<Xml>,
    /// How properties are written as a form; `None` where all are texts, and for other codecs.
    pub form: Option<Form>,
    /// Examples that the document gives, by name. They are JSON values; a text may be the body as it travels, where the
    /// codec is not JSON.
    pub examples: Vec<(String, Value)>,
}

/// How a body is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON: `application/json` and `+json`.
    Json,
    /// Text: `text/*` with a scalar schema.
    Text,
    /// XML: `application/xml`, `text/xml` and `+xml`.
    Xml,
    /// A form: `application/x-www-form-urlencoded`.
    Form,
    /// Bytes: everything else.
    Octets,
}

/// An XML Object as a schema has it (section 4.7.26).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlObject {
    /// `name`.
    pub name: Option<String>,
    /// `prefix`.
    pub prefix: Option<String>,
    /// `namespace`.
    pub namespace: Option<String>,
    /// `attribute`.
    pub attribute: bool,
    /// `wrapped`.
    pub wrapped: bool,
}

/// How a value stands in XML, with all that follows from its place and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xml {
    /// The name of the element or attribute.
    pub name: String,
    /// The prefix that it is written with.
    pub prefix: Option<String>,
    /// The namespace that it is in.
    pub namespace: Option<String>,
    /// Whether it is an attribute.
    pub attribute: bool,
    /// Whether the items of an array stand in an element of their own.
    pub wrapped: bool,
    /// The items of an array; `None` where they are elements of the name above.
    pub items: Option<Box<Xml>>,
}

/// How a form is written (section 4.7.15).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The properties that are more than one text, by their names on the wire.
    pub properties: Vec<(String, FormStyle)>,
    /// The field that holds the JSON of the whole object (`x-form-json`).
    pub json_field: Option<JsonField>,
    /// The properties whose encoding has `allowReserved`, by their names on the wire.
    pub reserved: Vec<String>,
}

/// How a property of a form is written that is more than one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// Each item is a pair.
    Exploded,
    /// Items with commas between them.
    Comma,
    /// Items with blanks between them (`spaceDelimited`).
    Space,
    /// Items with `|` between them (`pipeDelimited`).
    Pipe,
    /// Each property of the object is a pair named `a[b]` (`deepObject`).
    DeepObject,
    /// Its JSON.
    Json,
    /// Each item is a pair with its JSON.
    JsonItems,
}

/// What `x-form-json` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonField {
    /// The name of the field.
    pub field: String,
    /// The pairs that are written before it.
    pub with: Vec<(String, String)>,
}
