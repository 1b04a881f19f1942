//! What every generated type implements: [`Model`], and the static tables ([`Object`], [`OneOf`], [`Rules`](crate::rules::Rules)) in which
//! a document's facts stand as data, so that a type costs its users little to compile.

mod bare;
mod collections;
mod enumeration;
mod json;
mod object;
mod option;
mod place;
mod scalar;
mod shims;
mod union;

pub use bare::BareArray;
pub use collections::Entries;
pub use enumeration::{Enumeration, IntegerEnumeration};
pub use json::Json;
pub use object::{Field, FieldWriter, Fields, Need, Object, Unknown};
pub(crate) use place::Place;
pub use shims::{Error as SerdeError, debug, deserialize, serialize, validate};
pub use union::{Kinds, OneOf, Variant, Variants};

use crate::fault::Outcome;
use crate::reader::Reader;
use crate::writer::Writer;

/// A value that is read from and written to every content type.
///
/// Reader and writer are concrete, so an implementation is compiled once; it names what the document names and leaves
/// all behaviour to the runtime.
pub trait Model: Sized {
    /// Whether a JSON `null` is one of the values.
    const NULLABLE: bool = false;

    /// A value to be read into. It means nothing, and is never seen by callers.
    fn hole() -> Self;

    /// Whether the value is absent where it may be.
    #[inline]
    fn is_absent(&self) -> bool {
        false
    }

    /// Reads one value from the reader's place into `self`, a [`hole`](Model::hole).
    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome;

    /// Writes the value at the writer's place.
    fn write(&self, writer: &mut Writer) -> Outcome;
}
