//! The operation that is proved, without its types: the one file that is generic over operations, so that a proof of
//! many compiles little more than one.

use std::any::Any;
use std::fmt;

use http::StatusCode;
use specwright_runtime::error::{Reason, ValueError, ValueResult};
use specwright_runtime::operation::{MessageParts, Operation, OperationMeta};
use specwright_runtime::reader::Reader;
use specwright_runtime::rt::{ResponseParts, write_part};
use specwright_runtime::writer::Writer;

/// An operation that can be proved: its request, its output and its error can be compared and printed.
pub trait Provable: Operation<Output: Value, Error: Value> + Value {}

impl<O: Operation<Output: Value, Error: Value> + Value> Provable for O {}

/// A value that can be compared and printed.
pub trait Value: PartialEq + fmt::Debug + Send + 'static {}

impl<T: PartialEq + fmt::Debug + Send + 'static> Value for T {}

/// An operation of a generated crate.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) meta: &'static OperationMeta,
    /// Creates a request to be read into.
    pub(crate) request: fn() -> Message,
    /// Creates a response to be read into, for a place in `meta.responses`.
    pub(crate) response: fn(usize, StatusCode) -> Message,
}

/// A request or a response.
pub(crate) type Message = Box<dyn Typed>;

/// A request or a response with its type behind it.
pub(crate) trait Typed: Any + MessageParts + fmt::Debug + Send {
    /// Whether another message is of the same type and has the same value.
    fn is_same(&self, other: &dyn Any) -> bool;

    /// Of a response: whether it is a success, its place in `meta.responses`, and its status.
    fn as_response(&self) -> Option<(bool, usize, StatusCode)>;
}

impl Subject {
    /// The operation with this request type.
    ///
    /// # Errors
    /// Its table cannot be read.
    pub(crate) fn of<O: Provable>() -> Result<Self, String> {
        let response = |index, status| {
            let blank = O::meta().ok().and_then(|meta| O::blank_response(meta, index, status));
            match blank {
                Some(blank) => Box::new(Response::<O>(ResponseParts(blank))) as Message,
                None => Box::new(Unprinted),
            }
        };
        let request = || Box::new(Request(O::blank())) as Message;
        Ok(Self { meta: O::meta().map_err(|error| error.to_string())?, request, response })
    }
}

/// What a call of an operation sends.
struct Request<O>(O);

impl<O: Provable> MessageParts for Request<O> {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult {
        self.0.field_mut(part).map_or(Ok(()), |field| field.read(reader))
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        write_part(&self.0, part, writer)
    }
}

impl<O: Provable> fmt::Debug for Request<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<O: Provable> Typed for Request<O> {
    fn is_same(&self, other: &dyn Any) -> bool {
        match other.downcast_ref::<Self>() {
            Some(other) => self.0 == other.0,
            None => false,
        }
    }

    fn as_response(&self) -> Option<(bool, usize, StatusCode)> {
        None
    }
}

/// What a call of an operation gives.
struct Response<O: Operation>(ResponseParts<O>);

impl<O: Provable> MessageParts for Response<O> {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult {
        self.0.read_part(part, reader)
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        self.0.write_part(part, writer)
    }
}

impl<O: Provable> fmt::Debug for Response<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value): (_, &dyn fmt::Debug) = match &self.0.0 {
            Ok(output) => ("Ok", output),
            Err(error) => ("Err", error),
        };
        f.debug_tuple(name).field(value).finish()
    }
}

impl<O: Provable> Typed for Response<O> {
    fn is_same(&self, other: &dyn Any) -> bool {
        match (&self.0.0, other.downcast_ref::<Self>()) {
            (Ok(output), Some(Self(ResponseParts(Ok(other))))) => output == other,
            (Err(error), Some(Self(ResponseParts(Err(other))))) => error == other,
            _ => false,
        }
    }

    fn as_response(&self) -> Option<(bool, usize, StatusCode)> {
        let (index, status) = O::response_of(O::meta().ok()?, &self.0.0)?;
        Some((self.0.0.is_ok(), index, status))
    }
}

/// A response that the table has and the printed types have not.
#[derive(Debug)]
struct Unprinted;

impl MessageParts for Unprinted {
    fn read_part(&mut self, _: usize, _: &mut Reader<'_>) -> ValueResult {
        Err(ValueError::new(Reason::Missing))
    }

    fn write_part(&self, _: usize, _: &mut Writer) -> ValueResult {
        Err(ValueError::new(Reason::Missing))
    }
}

impl Typed for Unprinted {
    fn is_same(&self, _: &dyn Any) -> bool {
        false
    }

    fn as_response(&self) -> Option<(bool, usize, StatusCode)> {
        None
    }
}

impl MessageParts for Message {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult {
        (**self).read_part(part, reader)
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        (**self).write_part(part, writer)
    }
}

impl PartialEq for dyn Typed {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other)
    }
}
