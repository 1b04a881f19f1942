//! Errors of a call: one enum for everything that can go wrong, from a missing credential to a response that
//! cannot be read.

use std::convert::Infallible;
use std::fmt;

use http::StatusCode;

use super::{ResponseValue, RetryAfter};
use crate::body::BodyError;
use crate::error::{BoxError, Causes, DecodeError, EncodeError};
use crate::problem::Problem;

/// The error of a call. `Display` says the reason, with all its causes, so that `source` has nothing to add; causes that
/// can be looked at are in the variants. Neither `Debug` nor `Display` shows a credential or a URL.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E> {
    /// A documented error response.
    Api(ResponseValue<E>),
    /// An undocumented problem document (RFC 9457): the server refused the request.
    Rejected(ResponseValue<Problem>),
    /// A response that the document does not describe, often not of the API itself but of a proxy: its status is not
    /// documented; or it is no success and its body is not the documented one, and the value says why.
    Undocumented(ResponseValue<Option<DecodeError>>),
    /// A success that does not conform to the document.
    Decode(ResponseValue<DecodeError>),
    /// The body of the response was not received: it is longer than the client allows, or it broke off.
    Body(ResponseValue<BodyError>),
    /// Nothing was sent: the document forbids the request.
    Encode(EncodeError),
    /// Nothing was sent: credentials are missing.
    MissingCredentials {
        /// The names of the credentials, by alternative.
        needed: Vec<Vec<&'static str>>,
    },
    /// Nothing was sent: a credential could not be obtained, or its scheme cannot carry it.
    Credential {
        /// The credential's name.
        name: &'static str,
        /// Why.
        source: BoxError,
    },
    /// The call timed out.
    Timeout,
    /// The server could not be reached, or the connection broke before there was a response.
    Transport(BoxError),
}

impl<E> Error<E> {
    /// The status, where there is a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|(status, _)| status)
    }

    /// When to retry, if the server says so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.response().and_then(|(_, retry_after)| retry_after)
    }

    fn response(&self) -> Option<(StatusCode, Option<RetryAfter>)> {
        match self {
            Self::Api(response) => Some((response.status(), response.retry_after())),
            Self::Rejected(response) => Some((response.status(), response.retry_after())),
            Self::Undocumented(response) => Some((response.status(), response.retry_after())),
            Self::Decode(response) => Some((response.status(), response.retry_after())),
            Self::Body(response) => Some((response.status(), response.retry_after())),
            Self::Encode(_)
            | Self::MissingCredentials { .. }
            | Self::Credential { .. }
            | Self::Timeout
            | Self::Transport(_) => None,
        }
    }
}

impl<E> Error<E> {
    /// A documented response that cannot be read.
    pub(super) fn unread(response: ResponseValue<DecodeError>) -> Self {
        if response.status().is_success() { Self::Decode(response) } else { Self::Undocumented(response.map(Some)) }
    }
}

impl Error<Infallible> {
    /// The same error, seen from an operation.
    pub(super) fn widen<E>(self) -> Error<E> {
        match self {
            Self::Api(response) => match *response {},
            Self::Rejected(response) => Error::Rejected(response),
            Self::Undocumented(response) => Error::Undocumented(response),
            Self::Decode(response) => Error::Decode(response),
            Self::Body(response) => Error::Body(response),
            Self::Encode(error) => Error::Encode(error),
            Self::MissingCredentials { needed } => Error::MissingCredentials { needed },
            Self::Credential { name, source } => Error::Credential { name, source },
            Self::Timeout => Error::Timeout,
            Self::Transport(source) => Error::Transport(source),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(response) => {
                write!(f, "the server responded with {}", response.status())?;
                response.problem().map_or(Ok(()), |problem| detail(&problem, f))
            }
            Self::Rejected(response) => {
                write!(f, "the server refused the request: {}", response.status())?;
                detail(response, f)
            }
            Self::Undocumented(response) => {
                write!(f, "the server responded with {}", response.status())?;
                match &**response {
                    Some(error) => write!(f, ", and not as documented: {error}"),
                    None => f.write_str(", which is not documented"),
                }
            }
            Self::Decode(response) => {
                let status = response.status();
                write!(f, "the server responded with {status}, and the response cannot be read: {}", **response)
            }
            Self::Body(response) => write!(f, "the server responded with {}, and {}", response.status(), **response),
            Self::Encode(error) => write!(f, "the request cannot be sent: {error}"),
            Self::MissingCredentials { needed } => {
                let alternatives: Vec<_> = needed.iter().map(|names| names.join(" and ")).collect();
                write!(f, "missing credentials: {}", alternatives.join(", or "))
            }
            Self::Credential { name, source } => {
                write!(f, "the credential `{name}` cannot be sent: {}", Causes(source.as_ref()))
            }
            Self::Timeout => f.write_str("the call timed out"),
            Self::Transport(source) => {
                write!(f, "the server could not be reached, or the connection broke: {}", Causes(source.as_ref()))
            }
        }
    }
}

/// What the problem was this time, or what kind of problem it is.
fn detail(problem: &Problem, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    problem.detail.as_ref().or(problem.title.as_ref()).map_or(Ok(()), |text| write!(f, ": {text}"))
}

/// `Display` has said the causes already.
impl<E: fmt::Debug> std::error::Error for Error<E> {}
