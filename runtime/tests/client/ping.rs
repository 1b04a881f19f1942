//! An operation with all kinds of security schemes, a documented problem and a documented redirect.

use specwright_runtime::fault::Outcome;
use specwright_runtime::http::{Method, StatusCode};
use specwright_runtime::model::Model;
use specwright_runtime::operation::{
    Codec, Content, Location, Operation, OperationMeta, Parts, Requirement, ResponseMeta, SchemeKind, SecurityScheme,
    StatusPattern,
};
use specwright_runtime::problem::Problem;
use specwright_runtime::reader::Reader;
use specwright_runtime::writer::Writer;

static BASIC: SecurityScheme = SecurityScheme { name: "login", credential: "login", kind: SchemeKind::Basic };
static QUERY: SecurityScheme = SecurityScheme {
    name: "queryKey",
    credential: "api-key",
    kind: SchemeKind::ApiKey { location: Location::Query, name: "key" },
};
static BEARER: SecurityScheme = SecurityScheme { name: "token", credential: "token", kind: SchemeKind::Bearer };

static PING: OperationMeta = OperationMeta {
    id: "ping",
    method: Method::GET,
    path: "/ping",
    parameters: &[],
    body: None,
    responses: &[
        ResponseMeta { status: StatusPattern::Exact(204), body_optional: false, headers: &[], content: &[] },
        ResponseMeta {
            status: StatusPattern::Exact(409),
            body_optional: false,
            headers: &[],
            content: &[Content {
                media_type: "application/problem+json",
                codec: Codec::Json,
                alternative: 0,
                rules: None,
                xml: None,
                form: None,
            }],
        },
        ResponseMeta { status: StatusPattern::Exact(307), body_optional: false, headers: &[], content: &[] },
    ],
    security: &[Requirement { schemes: &[&BASIC, &QUERY] }, Requirement { schemes: &[&BEARER] }],
    format_suffix: None,
};

#[derive(Debug)]
pub struct Ping;

#[derive(Debug, PartialEq)]
pub enum PingError {
    Conflict(Problem),
    Elsewhere,
}

impl Parts for Ping {
    fn read_part(&mut self, _part: usize, _reader: &mut Reader<'_>) -> Outcome {
        Ok(())
    }

    fn write_part(&self, _part: usize, _writer: &mut Writer) -> Outcome {
        Ok(())
    }
}

impl Operation for Ping {
    fn meta() -> &'static OperationMeta {
        &PING
    }
    type Output = ();
    type Error = PingError;

    fn hole() -> Self {
        Self
    }

    fn reply_hole(response: usize, _status: StatusCode) -> Result<(), PingError> {
        match response {
            0 => Ok(()),
            1 => Err(PingError::Conflict(Model::hole())),
            _ => Err(PingError::Elsewhere),
        }
    }

    fn reply_response(reply: &Result<(), PingError>) -> (usize, StatusCode) {
        match reply {
            Ok(()) => (0, StatusCode::NO_CONTENT),
            Err(PingError::Conflict(_)) => (1, StatusCode::CONFLICT),
            Err(PingError::Elsewhere) => (2, StatusCode::TEMPORARY_REDIRECT),
        }
    }

    fn read_reply_part(reply: &mut Result<(), PingError>, _part: usize, reader: &mut Reader<'_>) -> Outcome {
        match reply {
            Err(PingError::Conflict(problem)) => problem.read(reader),
            Ok(()) | Err(PingError::Elsewhere) => Ok(()),
        }
    }

    fn write_reply_part(reply: &Result<(), PingError>, _part: usize, writer: &mut Writer) -> Outcome {
        match reply {
            Err(PingError::Conflict(problem)) => problem.write(writer),
            Ok(()) | Err(PingError::Elsewhere) => Ok(()),
        }
    }
}
