//! From what the document says of types and operations to the tables that the runtime reads, as items of its notation.

mod content;
mod object;
mod operation;
mod rules;

pub(super) use object::{object, union};
pub(super) use operation::operation;
pub(super) use rules::{at, of_type};
