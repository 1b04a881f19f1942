//! An operation with a parameter at every place, and with bodies of several media types, as the generator prints it.

use specwright_runtime::bytes::Bytes;
use specwright_runtime::http::StatusCode;
use specwright_runtime::rt;

use crate::sample::types::NewDevice;

/// Sends a report.
#[derive(Clone, Default, PartialEq)]
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

rt::operation!(SendReport { 0 from, 1 to, 2 tags, 3 filter, 4 trace, 5 session, 6 theme, 7 body }
    Own SendReportOutput, SendReportError; rt::Api::NONE;
    "sendReport,POST,/reports/{from}-{to};from(path),to(path),?tags[](query,array,maxItems(3),items(maxLength(5))),\
    ?filter(query,json),?X-Trace(header,array),?session(cookie),?theme(cookie);\
    ?body(json(application/json),text(text/*,alternative(1)),octets(application/octet-stream,alternative(2)));\
    2XX(success,headers(?X-Trace(header,array)),json(application/json),text(text/*,alternative(1)),\
    octets(application/octet-stream,alternative(2))),201(success,text(text/csv),json(application/json)),default");

/// The body, one variant for each media type.
#[derive(Clone, PartialEq)]
pub enum Report {
    Json(NewDevice),
    Text(String),
    Octets(Bytes),
}

rt::media_types!(Report { 0 Json, 1 Text } Octets);

/// The documented successes.
#[derive(Clone, Debug, PartialEq)]
pub enum SendReportOutput {
    Success { status: StatusCode, trace: Option<Vec<i64>>, body: Report },
    Created(i64),
}

rt::responses!(SendReportOutput { 0 Success { status status, 0 trace, 1 body }, 1 Created { 0 0 } });

/// The documented error responses.
#[derive(Clone, Debug, PartialEq)]
pub struct SendReportError {
    pub status: StatusCode,
}

rt::responses!(SendReportError struct { status status });
