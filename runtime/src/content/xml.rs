//! XML 1.0 from bytes and to bytes, by the XML Object of OpenAPI 3.0.3 (section 4.7.26).
//!
//! A document is read into a tree of elements, and values are read from the tree:
//!
//! * A property is a child element or, where the document says so, an attribute. The elements of one name are an array,
//!   be they one or many; a wrapped array is an element of its own, and so is an array within an array. A required
//!   array that is not wrapped is there when it has no items. Names are compared without their prefix, and by namespace
//!   where the document gives one. The root may have any name, unless the document gives its namespace.
//! * White space counts in strings alone. An empty element is the empty string if the type is a string, no items if
//!   it is an array, and absent for any other type. `xsi:nil` is `null`.
//! * What the document does not list is text without types. If it is kept, it is JSON: an element is its text or an
//!   object, elements of one name are an array, `@name` is an attribute, and `#text` the text beside attributes or
//!   elements.
//! * Text beside elements is refused by a strict reader, and skipped by a tolerant one where it is not kept.
//!   Attributes of what is no object are skipped.
//!
//! Only UTF-8 is read. A document type is refused, and with it all entities but the predefined ones. Nesting and the
//! number of elements are limited. What is written opens with a declaration that names version and encoding, without
//! white space between elements.

mod builder;
mod element;
mod facts;
mod name;
#[cfg(feature = "xml")]
mod parse;
mod print;
mod read;
mod spot;
mod untyped;
mod write;

pub(crate) use builder::{Builder, Mark};
pub use facts::Xml;
pub(crate) use facts::{check_names, is_listed};
#[cfg(feature = "xml")]
pub(crate) use parse::parse;
pub(crate) use print::print;
pub(crate) use read::is_bare_item;
pub(crate) use spot::Spot;

use crate::error::ValueError;
use crate::mode::Mode;
use crate::model::Model;
use crate::reader::Reader;
use crate::writer::Writer;

/// The namespace of `xsi:nil` (XML Schema Part 1, section 2.6).
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Reads one XML document; `root` is the XML Object of its root.
///
/// # Errors
/// The location and the reason of the first error.
#[cfg(feature = "xml")]
pub fn read<T: Model>(bytes: &[u8], root: Option<&'static Xml>, mode: Mode) -> Result<T, Box<ValueError>> {
    let element = parse(bytes)?;
    let mut value = T::blank();
    value.read(&mut Reader::xml(&element, root, mode)?)?;
    Ok(value)
}

/// Writes one value as an XML document.
///
/// # Errors
/// The location and the reason, if the API's document forbids the value or XML cannot represent it.
#[cfg(feature = "xml")]
pub fn write<T: Model>(value: &T, root: Option<&'static Xml>, mode: Mode) -> Result<Vec<u8>, Box<ValueError>> {
    let mut writer = Writer::xml(root, mode);
    value.write(&mut writer)?;
    writer.into_xml()
}
