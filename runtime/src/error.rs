//! Why a request or a response could not be written, and why a response could not be read.

mod value;

use std::fmt;

use http::{HeaderName, StatusCode};

pub(crate) use self::value::MOST_ERRORS;
pub use self::value::{Reason, ValueError, ValueResult};
use crate::operation::{Location, Parameter};
use crate::rt::TableError;

/// An error of any kind.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// An error and its causes in one line. A cause that the error before it has told already is not repeated.
pub(crate) struct Causes<'a>(pub(crate) &'a (dyn std::error::Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = self.0.to_string();
        f.write_str(&told)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            let text = error.to_string();
            if !told.ends_with(&text) {
                write!(f, ": {text}")?;
            }
            told = text;
            cause = error.source();
        }
        Ok(())
    }
}

/// The part of a request or response that an error is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessagePart {
    /// The path parameter of this name.
    Path(&'static str),
    /// The query parameter of this name.
    Query(&'static str),
    /// The header of this name.
    Header(&'static str),
    /// The cookie of this name.
    Cookie(&'static str),
    /// The body.
    Body,
}

/// Why a request or a response could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The document forbids a value, or its encoding would be ambiguous.
    Value {
        /// The part that holds the value.
        part: MessagePart,
        /// The location within the value, and the reason.
        error: Box<ValueError>,
    },
    /// The media type that was chosen for the body is not documented, or not that of the value; or none was chosen, and
    /// the document has a range.
    ContentType(String),
    /// The value for `Accept` is not a valid header value.
    Accept(String),
    /// The format that was chosen has no documented path suffix.
    Format(String),
    /// Path and query are together longer than 65,534 bytes.
    TargetTooLong,
    /// The response cannot have this status, or not with this body.
    Status(StatusCode),
    /// A handler has set a header that the response has already, or that is not the handler's to set.
    Header(HeaderName),
    /// The table of the operation was generated for another version of the runtime.
    Table(TableError),
}

/// Why a response could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// A value does not have its documented type.
    Value {
        /// The part that holds the value.
        part: MessagePart,
        /// The location within the value, and the reason.
        error: Box<ValueError>,
    },
    /// The media type of the body is not documented for this response.
    MediaType {
        /// The `Content-Type` of the response; empty where it has none.
        found: String,
        /// The documented media types.
        documented: Vec<&'static str>,
    },
    /// The table of the operation was generated for another version of the runtime.
    Table(TableError),
}

impl From<TableError> for EncodeError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<TableError> for DecodeError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl MessagePart {
    /// The part that holds a parameter, or a header of a response.
    pub fn of(parameter: &Parameter) -> Self {
        match parameter.location {
            Location::Path => Self::Path(parameter.name),
            Location::Query => Self::Query(parameter.name),
            Location::Header => Self::Header(parameter.name),
            Location::Cookie => Self::Cookie(parameter.name),
        }
    }

    /// The name of the parameter or header; none for the body.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Path(name) | Self::Query(name) | Self::Header(name) | Self::Cookie(name) => Some(name),
            Self::Body => None,
        }
    }
}

impl fmt::Display for MessagePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(name) => write!(f, "path parameter `{name}`"),
            Self::Query(name) => write!(f, "query parameter `{name}`"),
            Self::Header(name) => write!(f, "header `{name}`"),
            Self::Cookie(name) => write!(f, "cookie `{name}`"),
            Self::Body => f.write_str("body"),
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { part, error } => write!(f, "{part}: {error}"),
            Self::ContentType(range) if range.contains('*') => {
                write!(f, "`{range}` is a range: which media type of it the body has is for the caller to say")
            }
            Self::ContentType(media_type) => write!(f, "`{media_type}` is not a media type of this body"),
            Self::Accept(media_types) => write!(f, "`{media_types}` is not a valid value of the header Accept"),
            Self::Format(name) => write!(f, "the document has no path suffix for the format `{name}`"),
            Self::TargetTooLong => f.write_str("path and query are too long"),
            Self::Status(status) => write!(f, "this response cannot have the status {}", status.as_u16()),
            Self::Header(name) => write!(f, "a handler cannot add the header `{name}` to this response"),
            Self::Table(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { part, error } => write!(f, "{part}: {error}"),
            Self::MediaType { found, documented } if found.is_empty() => {
                write!(f, "the response has no media type; documented: {}", documented.join(", "))
            }
            Self::MediaType { found, documented } => {
                write!(f, "the response is `{found}`; documented: {}", documented.join(", "))
            }
            Self::Table(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for EncodeError {}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Layer(&'static str, Option<Box<Layer>>);

    impl fmt::Display for Layer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl std::error::Error for Layer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            self.1.as_deref().map(|layer| layer as _)
        }
    }

    #[test]
    fn causes_are_told_once() {
        let chain = |texts: &[&'static str]| {
            texts.iter().rev().fold(None, |below, text| Some(Box::new(Layer(text, below)))).unwrap()
        };
        for (texts, told) in [
            (&["connect"][..], "connect"),
            (&["connect", "refused", "111"], "connect: refused: 111"),
            (&["connect: refused", "refused", "111"], "connect: refused: 111"),
        ] {
            assert_eq!(Causes(&*chain(texts)).to_string(), told);
        }
    }
}
