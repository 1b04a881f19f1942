//! `application/x-www-form-urlencoded` from bytes and to bytes: an object's properties as `name=value` pairs (OpenAPI
//! 3.0.3, sections 4.7.14 and 4.7.15; WHATWG URL Standard, section 5).
//!
//! Blanks are written as `%20`, which every reader understands, and read as `+` too. What is not an array is given
//! once. A form has no `null`, and an array without items that is exploded leaves no trace: neither is written.

mod json_field;
mod pairs;
mod write;

use crate::error::{Reason, ValueError};
use crate::mode::Mode;
use crate::model::Model;
use crate::reader::{Reader, mismatch};
use crate::tree::Node;
use crate::writer::Writer;

/// The description of a form.
#[derive(Debug)]
pub struct Form {
    /// The properties that are more than one text.
    pub properties: &'static [FormProperty],
    /// The field that may hold the whole object.
    pub json_field: Option<JsonField>,
    /// The properties in whose values reserved characters stay that a form can hold (`allowReserved`).
    pub reserved: &'static [&'static str],
}

/// A property of a form that is more than one text (OpenAPI 3.0.3, section 4.7.15).
#[derive(Debug)]
pub struct FormProperty {
    /// The name of the property.
    pub name: &'static str,
    /// How it is written.
    pub style: FormStyle,
}

/// How an array or object is written as pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStyle {
    /// An array: each item is a pair (`form`, exploded; the default).
    Exploded,
    /// An array: its items with commas between them (`form`, not exploded).
    Comma,
    /// An array: its items with blanks between them (`spaceDelimited`).
    Space,
    /// An array: its items with `|` between them (`pipeDelimited`).
    Pipe,
    /// An object: each property is a pair, and `a[b]` its name (`deepObject`).
    DeepObject,
    /// Any value: its JSON (the default for objects).
    Json,
    /// An array: each item is a pair with its JSON (the default for arrays of objects).
    JsonItems,
}

/// A field that holds the JSON of the whole object (the extension `x-form-json`). It is written in this form, and read
/// in both.
#[derive(Debug)]
pub struct JsonField {
    /// The name of the field.
    pub field: &'static str,
    /// The pairs that are written before it.
    pub with: &'static [(&'static str, &'static str)],
}

/// Reads one form.
///
/// # Errors
/// The location and the reason of the first error.
pub fn read<T: Model>(bytes: &[u8], form: Option<&'static Form>, mode: Mode) -> Result<T, Box<ValueError>> {
    let parsed = parse(bytes, form)?;
    let mut value = T::blank();
    let mut reader = parsed.reader(mode);
    value.read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Writes one value as a form.
///
/// # Errors
/// The location and the reason, if the document forbids the value or a form cannot represent it.
pub fn write<T: Model>(value: &T, form: Option<&'static Form>, mode: Mode) -> Result<Vec<u8>, Box<ValueError>> {
    let mut writer = writer(form, mode);
    value.write(&mut writer)?;
    Ok(finish(writer, form)?.unwrap_or_default())
}

/// A parsed form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// The JSON of the whole object.
    Json(String),
    /// The object by its pairs.
    Pairs(Node),
}

/// Parses a form.
///
/// # Errors
/// `Syntax`, `Duplicate`; of a field with JSON `UnknownValue`, `Ambiguous`.
pub(crate) fn parse(bytes: &[u8], form: Option<&'static Form>) -> Result<Parsed, Box<ValueError>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ValueError::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() }))?;
    if let Some(json_field) = form.and_then(|form| form.json_field.as_ref())
        && let Some(json) = json_field::read(text, json_field)?
    {
        return Ok(Parsed::Json(json));
    }
    pairs::read(text, form).map(Parsed::Pairs)
}

impl Parsed {
    /// A reader of the object.
    pub(crate) fn reader(&self, mode: Mode) -> Reader<'_> {
        match self {
            Self::Json(text) => Reader::json(text, mode),
            Self::Pairs(node) => Reader::tree(node, mode),
        }
    }
}

/// A writer of a value that becomes a form.
pub(crate) fn writer(form: Option<&'static Form>, mode: Mode) -> Writer {
    match form {
        Some(Form { json_field: Some(_), .. }) => Writer::json(mode),
        Some(_) | None => Writer { pairs: form, ..Writer::tree(mode) },
    }
}

/// The form that was written; `None` where no value was.
///
/// # Errors
/// `Type` where the value is no object; `Ambiguous` where a property would read as another value.
pub(crate) fn finish(writer: Writer, form: Option<&'static Form>) -> Result<Option<Vec<u8>>, Box<ValueError>> {
    if !writer.wrote() {
        return Ok(None);
    }
    if let Some(json_field) = form.and_then(|form| form.json_field.as_ref()) {
        return Ok(Some(json_field::write(&writer.into_bytes(), json_field).into_bytes()));
    }
    match writer.into_node() {
        None => Ok(None),
        Some(Node::Object(properties)) => Ok(Some(pairs::write(&properties, form)?.into_bytes())),
        Some(Node::Null | Node::Text(_) | Node::List(_) | Node::Json(_)) => Err(mismatch("an object", "another value")),
    }
}

impl Form {
    /// How a property is written that is more than one text.
    fn style(&self, name: &str) -> Option<FormStyle> {
        self.properties.iter().find(|property| property.name == name).map(|property| property.style)
    }
}
