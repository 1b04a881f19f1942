//! Access to the fields of a generated struct by their index.

use super::table::ObjectTable;
use crate::error::ValueResult;
use crate::model::{FieldWriter, Fields, Model};
use crate::reader::Reader;
use crate::writer::Writer;

/// A placeholder to read a value into. Callers never see it.
pub fn blank<T: Model>() -> T {
    T::blank()
}

/// The table of a type; that of the type behind it for an `Option`, a `Box` and a newtype.
pub fn table_of<T: Model>() -> Option<&'static ObjectTable> {
    T::blank().table()
}

/// The fields of a struct.
pub(crate) struct Access<'a, T: ?Sized>(pub(crate) &'a mut T);

impl<T: Model + ?Sized> Fields for Access<'_, T> {
    #[inline]
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> ValueResult {
        match self.0.field_mut(index) {
            Some(field) => field.read(reader),
            None => reader.skip(),
        }
    }

    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        match self.0.entries_mut() {
            Some(entries) => entries.read_entry(reader),
            None => reader.skip(),
        }
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        self.0.write_fields(writer);
    }
}

/// The fields of a struct that is only written.
pub(crate) struct Look<'a, T: ?Sized>(pub(crate) &'a T);

impl<T: Model + ?Sized> Fields for Look<'_, T> {
    fn read_field(&mut self, _: usize, reader: &mut Reader<'_>) -> ValueResult {
        reader.skip()
    }

    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.skip()
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        self.0.write_fields(writer);
    }
}

/// Reads an object into a printed struct.
pub(crate) fn read_object<T: Model + ?Sized>(target: &mut T, reader: &mut Reader<'_>) -> ValueResult {
    match target.table() {
        Some(table) => {
            let object = table.object()?;
            reader.object(&mut Access(target), object)
        }
        None => reader.skip(),
    }
}

/// Writes a printed struct as an object.
pub(crate) fn write_object<T: Model + ?Sized>(source: &T, writer: &mut Writer) -> ValueResult {
    match source.table() {
        Some(table) => writer.object(&Look(source), table.object()?),
        None => Ok(()),
    }
}
