//! An operation with a parameter at every place, and with bodies of several media types, as the generator prints it.

use specwright_runtime::bytes::Bytes;
use specwright_runtime::fault::Outcome;
use specwright_runtime::http::{Method, StatusCode};
use specwright_runtime::model::{Model, Variants};
use specwright_runtime::operation::{
    Codec, Content, Location, Operation, OperationMeta, Parameter, Parts, RequestBody, ResponseMeta, Shape,
    StatusPattern, Style,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::Rules;
use specwright_runtime::writer::Writer;

use crate::sample::types::NewDevice;

/// Sends a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendReport {
    pub from: String,
    pub to: i64,
    pub tags: Option<Vec<String>>,
    pub filter: Option<NewDevice>,
    pub trace: Option<Vec<i64>>,
    pub session: Option<String>,
    pub theme: Option<String>,
    pub body: Option<Report>,
}

/// The body, one variant for each media type.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    Json(NewDevice),
    Text(String),
    Octets(Bytes),
}

impl Model for Report {
    fn hole() -> Self {
        Self::Octets(Model::hole())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.media_type(self)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.media_type(self)
    }
}

impl Variants for Report {
    fn select(&mut self, index: usize) {
        *self = match index {
            0 => Self::Json(Model::hole()),
            1 => Self::Text(Model::hole()),
            _ => Self::Octets(Model::hole()),
        };
    }

    fn selected(&self) -> usize {
        match self {
            Self::Json(_) => 0,
            Self::Text(_) => 1,
            Self::Octets(_) => 2,
        }
    }

    fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome {
        match self {
            Self::Json(value) => value.read(reader),
            Self::Text(value) => value.read(reader),
            Self::Octets(value) => value.read(reader),
        }
    }

    fn write_variant(&self, writer: &mut Writer) -> Outcome {
        match self {
            Self::Json(value) => value.write(writer),
            Self::Text(value) => value.write(writer),
            Self::Octets(value) => value.write(writer),
        }
    }
}

const fn parameter(name: &'static str, location: Location, style: Style, shape: Shape) -> Parameter {
    let required = matches!(location, Location::Path);
    let explode = matches!(style, Style::Form);
    Parameter { name, location, style, explode, allow_reserved: false, required, shape, rules: None }
}

const fn content(media_type: &'static str, codec: Codec, alternative: usize) -> Content {
    Content { media_type, codec, alternative, rules: None, xml: None, form: None }
}

const CONTENTS: &[Content] = &[
    content("application/json", Codec::Json, 0),
    content("text/*", Codec::Text, 1),
    content("application/octet-stream", Codec::Octets, 2),
];
static TAGS: Rules = Rules { items: Some(&TAG), max_items: Some(3), ..Rules::NONE };
static TAG: Rules = Rules { max_length: Some(5), ..Rules::NONE };
static META: OperationMeta = OperationMeta {
    id: "sendReport",
    method: Method::POST,
    path: "/reports/{from}-{to}",
    parameters: &[
        parameter("from", Location::Path, Style::Simple, Shape::Scalar),
        parameter("to", Location::Path, Style::Simple, Shape::Scalar),
        Parameter { rules: Some(&TAGS), ..parameter("tags[]", Location::Query, Style::Form, Shape::Array) },
        parameter("filter", Location::Query, Style::Form, Shape::Json),
        parameter("X-Trace", Location::Header, Style::Simple, Shape::Array),
        parameter("session", Location::Cookie, Style::Form, Shape::Scalar),
        parameter("theme", Location::Cookie, Style::Form, Shape::Scalar),
    ],
    body: Some(RequestBody { required: false, content: CONTENTS, any_content_type: false }),
    responses: &[
        ResponseMeta {
            status: StatusPattern::Range(2),
            body_optional: false,
            headers: &[parameter("X-Trace", Location::Header, Style::Simple, Shape::Array)],
            content: CONTENTS,
        },
        ResponseMeta {
            status: StatusPattern::Exact(201),
            body_optional: false,
            headers: &[],
            content: &[content("text/csv", Codec::Text, 0), content("application/json", Codec::Json, 0)],
        },
        ResponseMeta { status: StatusPattern::Default, body_optional: false, headers: &[], content: &[] },
    ],
    security: &[],
    format_suffix: None,
};

impl Parts for SendReport {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> Outcome {
        match part {
            0 => self.from.read(reader),
            1 => self.to.read(reader),
            2 => self.tags.read(reader),
            3 => self.filter.read(reader),
            4 => self.trace.read(reader),
            5 => self.session.read(reader),
            6 => self.theme.read(reader),
            _ => self.body.read(reader),
        }
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> Outcome {
        match part {
            0 => self.from.write(writer),
            1 => self.to.write(writer),
            2 => self.tags.write(writer),
            3 => self.filter.write(writer),
            4 => self.trace.write(writer),
            5 => self.session.write(writer),
            6 => self.theme.write(writer),
            _ => self.body.write(writer),
        }
    }
}

/// The documented successes.
#[derive(Clone, Debug, PartialEq)]
pub enum SendReportOutput {
    Success { status: StatusCode, trace: Option<Vec<i64>>, body: Report },
    Created(i64),
}

impl Operation for SendReport {
    fn meta() -> &'static OperationMeta {
        &META
    }
    type Output = SendReportOutput;
    type Error = StatusCode;

    fn hole() -> Self {
        Self::default()
    }

    fn reply_hole(response: usize, status: StatusCode) -> Result<SendReportOutput, StatusCode> {
        match response {
            0 => Ok(SendReportOutput::Success { status, trace: None, body: Model::hole() }),
            1 => Ok(SendReportOutput::Created(0)),
            _ => Err(status),
        }
    }

    fn reply_response(reply: &Result<SendReportOutput, StatusCode>) -> (usize, StatusCode) {
        match reply {
            Ok(SendReportOutput::Success { status, .. }) => (0, *status),
            Ok(SendReportOutput::Created(_)) => (1, StatusCode::CREATED),
            Err(status) => (2, *status),
        }
    }

    fn read_reply_part(
        reply: &mut Result<SendReportOutput, StatusCode>,
        part: usize,
        reader: &mut Reader<'_>,
    ) -> Outcome {
        match (reply, part) {
            (Ok(SendReportOutput::Success { trace, .. }), 0) => trace.read(reader),
            (Ok(SendReportOutput::Success { body, .. }), _) => body.read(reader),
            (Ok(SendReportOutput::Created(body)), _) => body.read(reader),
            (Err(_), _) => Ok(()),
        }
    }

    fn write_reply_part(reply: &Result<SendReportOutput, StatusCode>, part: usize, writer: &mut Writer) -> Outcome {
        match (reply, part) {
            (Ok(SendReportOutput::Success { trace, .. }), 0) => trace.write(writer),
            (Ok(SendReportOutput::Success { body, .. }), _) => body.write(writer),
            (Ok(SendReportOutput::Created(body)), _) => body.write(writer),
            (Err(_), _) => Ok(()),
        }
    }
}
