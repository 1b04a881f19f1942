//! Why a handler gives no documented success: a documented error, or anything else.

use std::error::Error;

use crate::error::BoxError;

/// Why a handler gives no documented success.
///
/// `?` makes one of the operation's documented errors, and of every [`std::error::Error`]. Types such as
/// `anyhow::Error`, which are none, come in by way of `.map_err(Failure::other)`.
#[derive(Debug)]
pub enum Failure<E> {
    /// A response that the document has.
    Api(E),
    /// Anything else: 500, and the caller learns nothing of it. See [`failed`](super::Authenticate::failed).
    Other(BoxError),
}

impl<E> Failure<E> {
    /// A failure that the document does not have.
    pub fn other(error: impl Into<BoxError>) -> Self {
        Self::Other(error.into())
    }
}

// The documented errors of generated crates are no `std::error::Error`, so that each may have a `From` of its own.
impl<E, X: Error + Send + Sync + 'static> From<X> for Failure<E> {
    fn from(error: X) -> Self {
        Self::Other(Box::new(error))
    }
}
