//! Optional, nullable and boxed values.

use super::Model;
use crate::error::ValueResult;
use crate::reader::Reader;
use crate::rt::ObjectTable;
use crate::writer::Writer;

/// As an optional property `None` is its absence, anywhere else it is `null`; an optional property that may also be
/// `null` is an `Option<Option<T>>`. Where digits in quotes may stand for a number, an empty string may for `null`.
impl<T: Model> Model for Option<T> {
    fn blank() -> Self {
        None
    }

    fn nullable() -> bool {
        true
    }

    fn table(&self) -> Option<&'static ObjectTable> {
        T::blank().table()
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        let optional = std::mem::take(&mut reader.optional);
        let nullable = !optional || !T::nullable() && !reader.mode.strict;
        if nullable && reader.null() {
            reader.unlisted += usize::from(optional);
            return Ok(());
        }
        let (start, mode, depth) = (reader.scanner, reader.mode, reader.depth);
        // An empty element is none, unless it is a value that the document allows.
        let empty = reader.is_empty_element();
        reader.mode.strict |= empty;
        let outcome = self.insert(T::blank()).read(reader);
        reader.mode = mode;
        if outcome.is_err() && (empty || nullable && reader.empty_number(start)) {
            *self = None;
            reader.depth = depth;
            return Ok(());
        }
        outcome
    }

    #[inline]
    fn write(&self, writer: &mut Writer) -> ValueResult {
        let optional = std::mem::take(&mut writer.optional);
        match self {
            Some(value) => value.write(writer),
            None if optional => Ok(()),
            None => writer.null(),
        }
    }
}

impl<T: Model> Model for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn nullable() -> bool {
        T::nullable()
    }

    fn table(&self) -> Option<&'static ObjectTable> {
        (**self).table()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        (**self).read(reader)
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        (**self).write(writer)
    }
}
