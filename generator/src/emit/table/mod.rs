//! What the document says of types and operations comes in; the tables that the runtime reads go out, as items of its
//! notation.

mod content;
mod object;
mod operation;
mod rules;

pub(super) use object::{object, union};
pub(super) use operation::operation;
pub(super) use rules::{at, of_type};
