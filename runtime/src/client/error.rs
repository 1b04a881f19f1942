//! Why a call has no documented success: one enum for all that can happen, from the missing credential to the response that
//! cannot be read.

use std::convert::Infallible;
use std::fmt;

use http::StatusCode;

use super::{ResponseValue, RetryAfter};
use crate::error::{BoxError, DecodeError, EncodeError};
use crate::problem::Problem;

/// Why a call has no documented success. Neither `Debug` nor `Display` shows a credential or a URL.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// A response that the document describes and that is no success.
    Api(ResponseValue<E>),
    /// A problem document (RFC 9457) that the API's document does not describe: the server refused the request.
    Rejected(ResponseValue<Problem>),
    /// A response with a status that the document does not have.
    UndocumentedStatus(ResponseValue<()>),
    /// The response is not what the document says.
    Decode(ResponseValue<DecodeError>),
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
    /// The response was not there in time.
    Timeout,
    /// The body of the response is longer than the client allows.
    BodyTooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The server could not be reached, or the connection broke.
    Transport(BoxError),
}

impl<E> Error<E> {
    /// The status, where there is a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|(status, _)| status)
    }

    /// When to try again, where the server says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.response().and_then(|(_, retry_after)| retry_after)
    }

    fn response(&self) -> Option<(StatusCode, Option<RetryAfter>)> {
        match self {
            Self::Api(response) => Some((response.status(), response.retry_after())),
            Self::Rejected(response) => Some((response.status(), response.retry_after())),
            Self::UndocumentedStatus(response) => Some((response.status(), response.retry_after())),
            Self::Decode(response) => Some((response.status(), response.retry_after())),
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
            Self::Api(response) => match *response {},
            Self::Rejected(response) => Error::Rejected(response),
            Self::UndocumentedStatus(response) => Error::UndocumentedStatus(response),
            Self::Decode(response) => Error::Decode(response),
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
            Self::Api(response) => write!(f, "the server answered {}", response.status()),
            Self::Rejected(response) => {
                write!(f, "the server refused the request: {}", response.status())?;
                response.detail.as_ref().or(response.title.as_ref()).map_or(Ok(()), |text| write!(f, ": {text}"))
            }
            Self::UndocumentedStatus(response) => {
                write!(f, "the server answered {}, which is not documented", response.status())
            }
            Self::Decode(response) => {
                write!(f, "the server answered {}, and the response cannot be read", response.status())
            }
            Self::Encode(_) => f.write_str("the request cannot be sent"),
            Self::MissingCredentials { needed } => {
                let alternatives: Vec<_> = needed.iter().map(|names| names.join(" and ")).collect();
                write!(f, "missing credentials: {}", alternatives.join(", or "))
            }
            Self::Credential { name, .. } => write!(f, "the credential `{name}` cannot be sent"),
            Self::Timeout => f.write_str("the response was not there in time"),
            Self::BodyTooLarge { limit } => write!(f, "the body of the response is longer than {limit} bytes"),
            Self::Transport(_) => f.write_str("the server could not be reached, or the connection broke"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(response) => Some(&**response),
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
