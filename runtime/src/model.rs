//! What every generated type implements: [`Model`], and the static tables ([`Object`], [`OneOf`],
//! [`Rules`](crate::rules::Rules)) in which a document's facts stand as data, so that a type costs its users little to
//! compile.

mod bare;
mod collections;
mod field_writer;
mod json;
mod object;
mod open;
mod option;
mod progress;
mod scalar;
mod serde;
mod union;
mod validate;

pub use bare::BareArray;
pub use collections::Entries;
pub use field_writer::{FieldWriter, write_part};
pub use json::Json;
pub use object::{Field, Fields, Need, Object, Unknown};
pub use open::{Open, UnknownValue};
pub(crate) use progress::Progress;
pub use serde::{Error as SerdeError, deserialize, deserialize_value, serialize};
pub use union::{Kinds, OneOf, Variant, Variants};
pub use validate::validate;

use crate::error::ValueResult;
use crate::reader::Reader;
use crate::rt::{ObjectTable, read_object, write_object};
use crate::writer::Writer;

/// A value that is read from and written to every content type.
///
/// Reader and writer are concrete, so an implementation is compiled once; it names what the document names and leaves
/// all behaviour to the runtime. A struct provides its table and access to its fields, and is read and written by them;
/// every other type reads and writes by itself.
pub trait Model {
    /// A placeholder to read a value into. Callers never see it.
    #[doc(hidden)]
    fn blank() -> Self
    where
        Self: Sized;

    /// Whether a JSON `null` is one of the values.
    fn nullable() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// Whether the value is absent where it may be.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }

    /// Reads the reader's next value into `self`, a blank value.
    ///
    /// # Errors
    /// The first error in the value.
    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        read_object(self, reader)
    }

    /// Writes the value.
    ///
    /// # Errors
    /// The first violation of the document's schema.
    fn write(&self, writer: &mut Writer) -> ValueResult {
        write_object(self, writer)
    }

    /// The table of a struct.
    #[doc(hidden)]
    fn table(&self) -> Option<&'static ObjectTable> {
        None
    }

    /// The field of a struct at an index of its table.
    #[doc(hidden)]
    fn field_mut(&mut self, place: usize) -> Option<&mut dyn Model> {
        let _ = place;
        None
    }

    /// The properties of a struct that the document does not list, if they are kept.
    #[doc(hidden)]
    fn entries_mut(&mut self) -> Option<&mut dyn Entries> {
        None
    }

    /// Passes all fields of a struct to the writer, in the table's order, and then those that the document does not
    /// list.
    #[doc(hidden)]
    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        let _ = writer;
    }
}
