//! Why a call has no documented success: one enum for all that can happen, from the missing credential to the reply that
//! cannot be read.

use std::convert::Infallible;
use std::fmt;

use http::StatusCode;

use super::{Reply, RetryAfter};
use crate::error::{BoxError, DecodeError, EncodeError};
use crate::problem::Problem;

/// Why a call has no documented success. Neither `Debug` nor `Display` shows a credential or a URL.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// A reply that the document describes and that is no success.
    Api(Reply<E>),
    /// A problem document (RFC 9457) that the API's document does not describe: the server refused the request.
    Rejected(Reply<Problem>),
    /// A reply with a status that the document does not have.
    UndocumentedStatus(Reply<()>),
    /// The reply is not what the document says.
    Decode(Reply<DecodeError>),
    /// Nothing was sent: the document forbids the request.
    Encode(EncodeError),
    /// Nothing was sent: credentials are missing.
    MissingCredentials {
        /// The names of the credentials, by alternative.
        needed: Vec<Vec<&'static str>>,
    },
    /// Nothing was sent: a credential could not be had, or cannot be carried by its scheme.
    Credential {
        /// The credential's name.
        name: &'static str,
        /// Why.
        source: BoxError,
    },
    /// The reply was not there in time.
    Timeout,
    /// The body of the reply is longer than the client allows.
    BodyTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The server could not be reached, or the connection broke.
    Transport(BoxError),
}

impl<E> Error<E> {
    /// The status, where there is a reply.
    pub fn status(&self) -> Option<StatusCode> {
        self.reply().map(|(status, _)| status)
    }

    /// When to try again, where the server says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.reply().and_then(|(_, retry_after)| retry_after)
    }

    fn reply(&self) -> Option<(StatusCode, Option<RetryAfter>)> {
        match self {
            Self::Api(reply) => Some((reply.status(), reply.retry_after())),
            Self::Rejected(reply) => Some((reply.status(), reply.retry_after())),
            Self::UndocumentedStatus(reply) => Some((reply.status(), reply.retry_after())),
            Self::Decode(reply) => Some((reply.status(), reply.retry_after())),
            Self::Encode(_)
            | Self::MissingCredentials { .. }
            | Self::Credential { .. }
            | Self::Timeout
            | Self::BodyTooLarge { .. }
            | Self::Transport(_) => None,
        }
    }
}

impl Error<Infallible> {
    /// The same error, seen from an operation.
    pub(super) fn widen<E>(self) -> Error<E> {
        match self {
            Self::Api(reply) => match *reply {},
            Self::Rejected(reply) => Error::Rejected(reply),
            Self::UndocumentedStatus(reply) => Error::UndocumentedStatus(reply),
            Self::Decode(reply) => Error::Decode(reply),
            Self::Encode(error) => Error::Encode(error),
            Self::MissingCredentials { needed } => Error::MissingCredentials { needed },
            Self::Credential { name, source } => Error::Credential { name, source },
            Self::Timeout => Error::Timeout,
            Self::BodyTooLarge { limit } => Error::BodyTooLarge { limit },
            Self::Transport(source) => Error::Transport(source),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(reply) => write!(f, "the server answered {}", reply.status()),
            Self::Rejected(reply) => {
                write!(f, "the server refused the request: {}", reply.status())?;
                reply.detail.as_ref().or(reply.title.as_ref()).map_or(Ok(()), |text| write!(f, ": {text}"))
            }
            Self::UndocumentedStatus(reply) => {
                write!(f, "the server answered {}, which is not documented", reply.status())
            }
            Self::Decode(reply) => write!(f, "the server answered {}, and the reply cannot be read", reply.status()),
            Self::Encode(_) => f.write_str("the request cannot be sent"),
            Self::MissingCredentials { needed } => {
                let alternatives: Vec<_> = needed.iter().map(|names| names.join(" and ")).collect();
                write!(f, "missing credentials: {}", alternatives.join(", or "))
            }
            Self::Credential { name, .. } => write!(f, "the credential `{name}` cannot be sent"),
            Self::Timeout => f.write_str("the reply was not there in time"),
            Self::BodyTooLarge { limit } => write!(f, "the body of the reply is longer than {limit} bytes"),
            Self::Transport(_) => f.write_str("the server could not be reached, or the connection broke"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(reply) => Some(&**reply),
            Self::Encode(error) => Some(error),
            Self::Credential { source, .. } | Self::Transport(source) => Some(source.as_ref()),
            Self::Api(_)
            | Self::Rejected(_)
            | Self::UndocumentedStatus(_)
            | Self::MissingCredentials { .. }
            | Self::Timeout
            | Self::BodyTooLarge { .. } => None,
        }
    }
}
