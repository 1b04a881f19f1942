//! The error of a handler: a documented error response, or any other error.

use std::error::Error;

use crate::error::BoxError;

/// The error of a handler.
///
/// `?` converts the operation's documented errors, and every [`std::error::Error`]. Types such as
/// `anyhow::Error`, which do not implement it, are converted with `.map_err(Failure::other)`.
#[derive(Debug)]
pub enum Failure<E> {
    /// A documented error response.
    Api(E),
    /// Any other error: a response with 500 that does not contain it. See [`on_failure`](super::Options::on_failure).
    Other(BoxError),
}

impl<E> Failure<E> {
    /// An error that is not documented.
    pub fn other(error: impl Into<BoxError>) -> Self {
        Self::Other(error.into())
    }
}

// The documented errors of generated crates do not implement `std::error::Error`, so that each may have a `From` of its
// own.
impl<E, X: Error + Send + Sync + 'static> From<X> for Failure<E> {
    fn from(error: X) -> Self {
        Self::Other(Box::new(error))
    }
}
