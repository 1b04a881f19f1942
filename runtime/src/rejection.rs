//! The responses of a server before or instead of a handler: makes a status, headers and a problem
//! document (RFC 9457) of the reason.

use std::fmt;

use http::header::{self, HeaderName, HeaderValue};
use http::{Method, Response, StatusCode};

use crate::body::Body;
use crate::content::json;
use crate::error::{MOST_ERRORS, MessagePart, ValueError};
use crate::mode::Mode;
use crate::problem::{self, Problem, ProblemError};

/// Why a server refuses a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// No operation has this path.
    NotFound,
    /// No operation of this path has this method.
    MethodNotAllowed {
        /// The methods of the path.
        allow: Vec<Method>,
    },
    /// Credentials are missing, or not valid.
    Unauthorized {
        /// What `WWW-Authenticate` says, one challenge each (RFC 9110, section 11.6.1).
        challenges: Vec<String>,
        /// Why, for the program: the response does not contain it.
        reason: String,
    },
    /// The credentials are valid, but not sufficient.
    Forbidden {
        /// Why, for the program: the response does not contain it.
        reason: String,
    },
    /// Credentials cannot be checked now.
    Unavailable {
        /// Why, for the program: the response does not contain it.
        reason: String,
    },
    /// The media type of the body is not documented.
    UnsupportedMediaType {
        /// The documented media types.
        supported: Vec<&'static str>,
    },
    /// The body is encoded (`Content-Encoding`), and no layer of the server has decoded it.
    UnsupportedEncoding {
        /// The encoding.
        encoding: String,
    },
    /// The caller accepts no documented media type of a success.
    NotAcceptable {
        /// The documented media types.
        available: Vec<&'static str>,
    },
    /// The body is too long.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Parameters or the body do not conform to the document.
    Invalid {
        /// All errors that were found, 32 at the most.
        errors: Vec<InvalidPart>,
    },
    /// The message itself is broken, such as a body that ends early.
    Malformed {
        /// What is wrong.
        message: &'static str,
    },
    /// The server failed. The response does not contain the reason.
    Internal,
}

/// A parameter or a body that does not conform to the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPart {
    /// Which.
    pub part: MessagePart,
    /// The location within the value, and the reason.
    pub error: Box<ValueError>,
}

impl Rejection {
    /// That of these errors.
    pub(crate) fn invalid(errors: Vec<(MessagePart, Box<ValueError>)>) -> Self {
        let each =
            errors.into_iter().flat_map(|(part, error)| error.each().map(move |error| InvalidPart { part, error }));
        Self::Invalid { errors: each.take(MOST_ERRORS).collect() }
    }

    /// The status (RFC 9110, section 15).
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unauthorized { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden { .. } => StatusCode::FORBIDDEN,
            Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::UnsupportedMediaType { .. } | Self::UnsupportedEncoding { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotAcceptable { .. } => StatusCode::NOT_ACCEPTABLE,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid { .. } | Self::Malformed { .. } => StatusCode::BAD_REQUEST,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem document that describes it.
    pub fn to_problem(&self) -> Problem {
        let status = self.status();
        let problem = Problem {
            title: status.canonical_reason().map(str::to_owned),
            status: Some(status.as_u16().into()),
            detail: Some(self.to_string()),
            ..Problem::default()
        };
        match self {
            Self::Invalid { errors } => problem.with_errors(&errors.iter().map(InvalidPart::problem).collect()),
            Self::NotFound
            | Self::MethodNotAllowed { .. }
            | Self::Unauthorized { .. }
            | Self::Forbidden { .. }
            | Self::Unavailable { .. }
            | Self::UnsupportedMediaType { .. }
            | Self::UnsupportedEncoding { .. }
            | Self::NotAcceptable { .. }
            | Self::TooLarge { .. }
            | Self::Malformed { .. }
            | Self::Internal => problem,
        }
    }

    /// The response: status, `Allow` or `WWW-Authenticate`, and the problem document.
    pub fn to_response(&self) -> Response<Body> {
        let problem = json::write(&self.to_problem(), Mode::ALONE).unwrap_or_default();
        let mut response = Response::new(Body::from(problem));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(problem::MEDIA_TYPE));
        for (name, value) in self.headers() {
            // What is not a valid header value is left out: the status says what matters.
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.append(name, value);
            }
        }
        response
    }

    fn headers(&self) -> Vec<(HeaderName, String)> {
        match self {
            Self::MethodNotAllowed { allow } => {
                let allow: Vec<_> = allow.iter().map(Method::as_str).collect();
                vec![(header::ALLOW, allow.join(", "))]
            }
            Self::Unauthorized { challenges, .. } => {
                challenges.iter().map(|challenge| (header::WWW_AUTHENTICATE, challenge.clone())).collect()
            }
            // RFC 9110, section 15.5.16: with this status `Accept` lists what would have been read.
            Self::UnsupportedMediaType { supported } => vec![(header::ACCEPT, supported.join(", "))],
            Self::UnsupportedEncoding { .. } => vec![(header::ACCEPT_ENCODING, "identity".to_owned())],
            Self::NotFound
            | Self::Forbidden { .. }
            | Self::Unavailable { .. }
            | Self::NotAcceptable { .. }
            | Self::TooLarge { .. }
            | Self::Invalid { .. }
            | Self::Malformed { .. }
            | Self::Internal => Vec::new(),
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("no operation has this path"),
            Self::MethodNotAllowed { allow } => {
                let allow: Vec<_> = allow.iter().map(Method::as_str).collect();
                write!(f, "this path has only the methods {}", allow.join(", "))
            }
            Self::Unauthorized { .. } => f.write_str("credentials are missing or not valid"),
            Self::Forbidden { .. } => f.write_str("the credentials do not suffice"),
            Self::Unavailable { .. } => f.write_str("credentials cannot be checked now"),
            Self::UnsupportedMediaType { supported } => {
                write!(f, "the body may be of these media types: {}", supported.join(", "))
            }
            Self::UnsupportedEncoding { encoding } => write!(f, "the body has the content encoding `{encoding}`"),
            Self::NotAcceptable { available } => {
                write!(f, "the response can be of these media types: {}", available.join(", "))
            }
            Self::TooLarge { limit } => write!(f, "the body is longer than {limit} bytes"),
            Self::Invalid { errors } => match errors.as_slice() {
                [] => f.write_str("the request does not conform to the document"),
                [only] => write!(f, "{only}"),
                [first, others @ ..] => write!(f, "{first}, and {} more", others.len()),
            },
            Self::Malformed { message } => f.write_str(message),
            Self::Internal => f.write_str("the server failed"),
        }
    }
}

impl std::error::Error for Rejection {}

impl InvalidPart {
    fn problem(&self) -> ProblemError {
        let (name, pointer) = (self.part.name(), self.error.pointer());
        ProblemError {
            detail: Some(self.error.reason().to_string()),
            parameter: name.map(str::to_owned),
            pointer: (name.is_none() || !pointer.is_empty()).then_some(pointer),
        }
    }
}

impl fmt::Display for InvalidPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.part, self.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Reason;

    fn shown(rejection: &Rejection) -> String {
        let response = rejection.to_response();
        let mut text = response.status().as_u16().to_string();
        for (name, value) in response.headers() {
            text.push_str(&format!("\n{name}: {}", value.to_str().unwrap()));
        }
        let body = response.into_body();
        format!("{text}\n{}", std::str::from_utf8(body.buffered().unwrap()).unwrap())
    }

    #[test]
    fn tells_the_methods_and_challenges_in_headers() {
        assert_eq!(
            shown(&Rejection::MethodNotAllowed { allow: vec![Method::GET, Method::PUT] }),
            "405\ncontent-type: application/problem+json\nallow: GET, PUT\n\
             {\"title\":\"Method Not Allowed\",\"status\":405,\"detail\":\"this path has only the methods GET, PUT\"}"
        );
        assert_eq!(
            shown(&Rejection::Unauthorized {
                challenges: vec!["Basic realm=\"a\"".into(), "Bearer".into()],
                reason: "secret".into()
            }),
            "401\ncontent-type: application/problem+json\nwww-authenticate: Basic realm=\"a\"\nwww-authenticate: Bearer\n\
             {\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"credentials are missing or not valid\"}"
        );
        assert_eq!(
            shown(&Rejection::UnsupportedMediaType { supported: vec!["application/json", "text/*"] }),
            "415\ncontent-type: application/problem+json\naccept: application/json, text/*\n\
             {\"title\":\"Unsupported Media Type\",\"status\":415,\
             \"detail\":\"the body may be of these media types: application/json, text/*\"}"
        );
    }

    #[test]
    fn tells_the_parameter_or_the_place_in_the_body() {
        let missing = || ValueError::new(Reason::Missing);
        let invalid = |errors: Vec<_>| shown(&Rejection::invalid(errors));
        let head = "400\ncontent-type: application/problem+json\n{\"title\":\"Bad Request\",\"status\":400,";
        assert_eq!(
            invalid(vec![(MessagePart::Query("limit"), missing())]),
            format!(
                "{head}\"detail\":\"query parameter `limit`: required, but not there\",\
                 \"errors\":[{{\"detail\":\"required, but not there\",\"parameter\":\"limit\"}}]}}"
            )
        );
        assert_eq!(
            invalid(vec![
                (MessagePart::Query("filter"), missing().at_key("a")),
                (MessagePart::Body, missing().at_index(1).after(&mut Some(missing()))),
            ]),
            format!(
                "{head}\"detail\":\"query parameter `filter`: required, but not there at /a, and 2 more\",\
                 \"errors\":[{{\"detail\":\"required, but not there\",\"parameter\":\"filter\",\"pointer\":\"/a\"}},\
                 {{\"detail\":\"required, but not there\",\"pointer\":\"\"}},\
                 {{\"detail\":\"required, but not there\",\"pointer\":\"/1\"}}]}}"
            )
        );
    }

    #[test]
    fn errors_are_bounded() {
        let many = (0..100).map(|_| (MessagePart::Body, ValueError::new(Reason::Missing)));
        assert_eq!(Rejection::invalid(many.collect()).to_problem().errors().len(), 32);
    }

    #[test]
    fn has_a_status_for_every_reason() {
        for (rejection, status) in [
            (Rejection::NotFound, 404),
            (Rejection::Forbidden { reason: "secret".into() }, 403),
            (Rejection::Unavailable { reason: "secret".into() }, 503),
            (Rejection::NotAcceptable { available: vec![] }, 406),
            (Rejection::TooLarge { limit: 1 }, 413),
            (Rejection::Malformed { message: "the body broke off" }, 400),
            (Rejection::Internal, 500),
        ] {
            assert_eq!(rejection.status().as_u16(), status);
        }
        assert_eq!(Rejection::Internal.to_problem().detail.unwrap(), "the server failed");
    }
}
