//! Access to the documented responses of operations by their index and by their parts.

use std::convert::Infallible;

use http::StatusCode;

use crate::model::Model;

/// A generated type of documented responses: an enum with a variant for each, or a struct of the only one.
///
/// The parts of a response are its headers in the document's order, and behind them its body.
pub trait Documented: Sized {
    /// The response at this index among those of the type, with blank parts.
    fn blank(index: usize, status: StatusCode) -> Option<Self>;
    /// The index among the responses of the type.
    fn index(&self) -> usize;
    /// The status, where the document does not fix it.
    fn status(&self) -> Option<StatusCode>;
    /// A part.
    fn part(&self, part: usize) -> Option<&dyn Model>;
    /// A part.
    fn part_mut(&mut self, part: usize) -> Option<&mut dyn Model>;
}

/// How the Rust type of an operation's successes represents them.
pub trait ResponseShape<T> {
    /// As [`Documented::blank`].
    fn blank(index: usize, status: StatusCode) -> Option<T>;
    /// As [`Documented::index`].
    fn index(value: &T) -> usize;
    /// As [`Documented::status`].
    fn status(value: &T) -> Option<StatusCode>;
    /// As [`Documented::part`].
    fn part(value: &T, part: usize) -> Option<&dyn Model>;
    /// As [`Documented::part_mut`].
    fn part_mut(value: &mut T, part: usize) -> Option<&mut dyn Model>;
}

/// A generated type for the responses.
#[derive(Debug)]
pub enum Own {}

/// The only part of the only response.
#[derive(Debug)]
pub enum Alone {}

/// `()`: one response without parts.
#[derive(Debug)]
pub enum Empty {}

/// The status: one response without parts whose status the document does not fix.
#[derive(Debug)]
pub enum StatusOnly {}

/// No response is documented.
#[derive(Debug)]
pub enum Never {}

impl<T: Documented> ResponseShape<T> for Own {
    fn blank(index: usize, status: StatusCode) -> Option<T> {
        T::blank(index, status)
    }

    fn index(value: &T) -> usize {
        value.index()
    }

    fn status(value: &T) -> Option<StatusCode> {
        value.status()
    }

    fn part(value: &T, part: usize) -> Option<&dyn Model> {
        value.part(part)
    }

    fn part_mut(value: &mut T, part: usize) -> Option<&mut dyn Model> {
        value.part_mut(part)
    }
}

impl<T: Model> ResponseShape<T> for Alone {
    fn blank(_: usize, _: StatusCode) -> Option<T> {
        Some(T::blank())
    }

    fn index(_: &T) -> usize {
        0
    }

    fn status(_: &T) -> Option<StatusCode> {
        None
    }

    fn part(value: &T, _: usize) -> Option<&dyn Model> {
        Some(value)
    }

    fn part_mut(value: &mut T, _: usize) -> Option<&mut dyn Model> {
        Some(value)
    }
}

impl ResponseShape<()> for Empty {
    fn blank(_: usize, _: StatusCode) -> Option<()> {
        Some(())
    }

    fn index((): &()) -> usize {
        0
    }

    fn status((): &()) -> Option<StatusCode> {
        None
    }

    fn part((): &(), _: usize) -> Option<&dyn Model> {
        None
    }

    fn part_mut((): &mut (), _: usize) -> Option<&mut dyn Model> {
        None
    }
}

impl ResponseShape<StatusCode> for StatusOnly {
    fn blank(_: usize, status: StatusCode) -> Option<StatusCode> {
        Some(status)
    }

    fn index(_: &StatusCode) -> usize {
        0
    }

    fn status(value: &StatusCode) -> Option<StatusCode> {
        Some(*value)
    }

    fn part(_: &StatusCode, _: usize) -> Option<&dyn Model> {
        None
    }

    fn part_mut(_: &mut StatusCode, _: usize) -> Option<&mut dyn Model> {
        None
    }
}

impl ResponseShape<Infallible> for Never {
    fn blank(_: usize, _: StatusCode) -> Option<Infallible> {
        None
    }

    fn index(value: &Infallible) -> usize {
        match *value {}
    }

    fn status(value: &Infallible) -> Option<StatusCode> {
        match *value {}
    }

    fn part(value: &Infallible, _: usize) -> Option<&dyn Model> {
        match *value {}
    }

    fn part_mut(value: &mut Infallible, _: usize) -> Option<&mut dyn Model> {
        match *value {}
    }
}

impl Documented for Infallible {
    fn blank(_: usize, _: StatusCode) -> Option<Self> {
        None
    }

    fn index(&self) -> usize {
        match *self {}
    }

    fn status(&self) -> Option<StatusCode> {
        match *self {}
    }

    fn part(&self, _: usize) -> Option<&dyn Model> {
        match *self {}
    }

    fn part_mut(&mut self, _: usize) -> Option<&mut dyn Model> {
        match *self {}
    }
}
