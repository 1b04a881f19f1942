//! Requests and responses by their parts.

use super::Operation;
use crate::error::ValueResult;
use crate::model::{Model, write_part};
use crate::reader::Reader;
use crate::rt::{Documented as _, ResponseShape as _};
use crate::writer::Writer;

/// A request or a response by its parts: each is a value of its own, with its own place in the message.
pub trait MessageParts {
    /// Reads one part.
    ///
    /// # Errors
    /// The value's error.
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult;

    /// Writes one part; nothing where it is absent.
    ///
    /// # Errors
    /// The value's error.
    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult;
}

/// A request as [`MessageParts`].
pub(crate) struct RequestParts<'a, O>(pub(crate) &'a O);

impl<O: Model> MessageParts for RequestParts<'_, O> {
    fn read_part(&mut self, _: usize, reader: &mut Reader<'_>) -> ValueResult {
        reader.skip()
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        write_part(self.0, part, writer)
    }
}

/// A request as [`MessageParts`] that are read.
pub(super) struct RequestPartsMut<'a, O>(pub(super) &'a mut O);

impl<O: Model> MessageParts for RequestPartsMut<'_, O> {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult {
        self.0.field_mut(part).map_or(Ok(()), |field| field.read(reader))
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        write_part(&*self.0, part, writer)
    }
}

/// The response of an operation as [`MessageParts`].
#[doc(hidden)]
pub struct ResponseParts<O: Operation>(pub Result<O::Output, O::Error>);

impl<O: Operation> MessageParts for ResponseParts<O> {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult {
        let part = match &mut self.0 {
            Ok(output) => O::Shape::part_mut(output, part),
            Err(error) => error.part_mut(part),
        };
        part.map_or(Ok(()), |part| part.read(reader))
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        let part = match &self.0 {
            Ok(output) => O::Shape::part(output, part),
            Err(error) => error.part(part),
        };
        part.map_or(Ok(()), |part| part.write(writer))
    }
}
