//! JSON (RFC 8259) from bytes and to bytes.
//!
//! What RFC 8259 leaves open is decided here: a name that occurs twice in an object is refused (not so within values
//! that are skipped or kept as their exact text), integers beyond 64 bits are out of range where an integer is meant
//! and kept as text where there is no schema, nesting is limited to 128, lone surrogates and bytes after the value are
//! refused, and so is a byte order mark.

mod scanner;
mod text;

pub(crate) use scanner::{Kind, Scanner};
pub(crate) use text::write_string;

use crate::error::{Reason, ValueError};
use crate::mode::Mode;
use crate::model::Model;
use crate::reader::Reader;
use crate::writer::Writer;

/// Reads one JSON text.
///
/// # Errors
/// The location and the reason of the first error.
pub fn read<T: Model>(bytes: &[u8], mode: Mode) -> Result<T, Box<ValueError>> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ValueError::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() }))?;
    let mut value = T::blank();
    let mut reader = Reader::json(text, mode);
    value.read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Writes one value as JSON, without white space.
///
/// # Errors
/// The location and the reason, if the document forbids the value.
pub fn write<T: Model>(value: &T, mode: Mode) -> Result<Vec<u8>, Box<ValueError>> {
    written(value, mode)
}

/// The same, compiled once: what is written does not depend on the type but by its table.
fn written(value: &dyn Model, mode: Mode) -> Result<Vec<u8>, Box<ValueError>> {
    let mut writer = Writer::json(mode);
    value.write(&mut writer)?;
    Ok(std::mem::take(&mut writer.out))
}
