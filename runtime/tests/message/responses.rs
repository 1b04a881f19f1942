//! Responses: written by a server, read by a client.

use specwright_runtime::body::Body;
use specwright_runtime::bytes::Bytes;
use specwright_runtime::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use specwright_runtime::message::{Negotiated, response};
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;

use crate::report::{Report, SendReport, SendReportError, SendReportOutput};
use crate::sample::operations::*;
use crate::sample::types::{Device, NewDevice};
use crate::shown;

type ResultOf<O> = Result<<O as Operation>::Output, <O as Operation>::Error>;

fn accepting<O: Operation>(accept: &'static str) -> Negotiated {
    let headers: HeaderMap = [(header::ACCEPT, HeaderValue::from_static(accept))].into_iter().collect();
    response::negotiate(O::meta().unwrap(), &headers, None, None).unwrap()
}

fn encode<O: Operation>(response: ResultOf<O>, accept: &'static str) -> Result<String, String> {
    let response = O::encode_response(response, &accepting::<O>(accept)).map_err(|error| error.to_string())?;
    Ok(format!("{}\n{}", response.status().as_u16(), shown(response.headers(), response.body())))
}

fn decode<O: Operation>(response: Response<Body>) -> Result<ResultOf<O>, String> {
    let (parts, body) = response.into_parts();
    let index = response::find(O::meta().unwrap(), parts.status).ok_or("undocumented")?;
    O::decode_response(index, &parts, body.buffered().unwrap(), Mode::CLIENT).map_err(|error| error.to_string())
}

fn http_response(status: u16, headers: &[(&str, &str)], body: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_owned()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response.headers_mut().append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
    }
    response
}

fn success(status: u16, body: Report) -> ResultOf<SendReport> {
    let status = StatusCode::from_u16(status).unwrap();
    Ok(SendReportOutput::Success { status, trace: Some(vec![1, 2]), body })
}

#[test]
fn responses_look_like_this() {
    let device = || Device { id: Some(8), ..Device::new() };
    assert_eq!(
        encode::<ReplaceDevice>(Ok(ReplaceDeviceOutput::Ok { x_revision: -3, body: device() }), "*/*").unwrap(),
        "200\nx-revision: -3\ncontent-type: application/json\ncontent-length: 8\n\n{\"id\":8}"
    );
    assert_eq!(encode::<ReplaceDevice>(Ok(ReplaceDeviceOutput::Accepted), "*/*").unwrap(), "202\n\n");
    let teapot = ReplaceDeviceError::ClientError { status: StatusCode::IM_A_TEAPOT, body: "hot".into() };
    assert_eq!(
        encode::<ReplaceDevice>(Err(teapot), "application/json").unwrap(),
        "418\ncontent-type: text/plain\ncontent-length: 3\n\nhot"
    );
    assert_eq!(encode::<ListDevices>(Err(ListDevicesError::Forbidden), "*/*").unwrap(), "403\n\n");
}

#[test]
fn the_caller_chooses_the_media_type_where_the_value_leaves_a_choice() {
    for (accept, expected) in [
        ("*/*", "201\ncontent-type: text/csv\ncontent-length: 1\n\n5"),
        ("application/json, text/csv;q=0.9", "201\ncontent-type: application/json\ncontent-length: 1\n\n5"),
        ("application/octet-stream", "201\ncontent-type: text/csv\ncontent-length: 1\n\n5"),
    ] {
        assert_eq!(encode::<SendReport>(Ok(SendReportOutput::Created(5)), accept).unwrap(), expected);
    }
    let text = success(200, Report::Text("a".into()));
    assert_eq!(
        encode::<SendReport>(text, "application/json").unwrap(),
        "200\nx-trace: 1,2\ncontent-type: text/plain\ncontent-length: 1\n\na"
    );
}

#[test]
fn statuses_are_those_of_the_response() {
    let report = |status| success(status, Report::Text("a".into()));
    for (response, expected) in [
        (report(299), None),
        (report(201), Some("this response cannot have the status 201")),
        (report(300), Some("this response cannot have the status 300")),
        (report(204), Some("this response cannot have the status 204")),
        (report(205), Some("this response cannot have the status 205")),
        (Err(SendReportError { status: StatusCode::NOT_MODIFIED }), None),
        (Err(SendReportError { status: StatusCode::OK }), Some("this response cannot have the status 200")),
    ] {
        assert_eq!(encode::<SendReport>(response, "*/*").err().as_deref(), expected);
    }
    for (status, expected) in [(200, Some(0)), (201, Some(1)), (299, Some(0)), (400, Some(2)), (100, Some(2))] {
        assert_eq!(response::find(SendReport::meta().unwrap(), StatusCode::from_u16(status).unwrap()), expected);
    }
    assert_eq!(response::find(ReplaceDevice::meta().unwrap(), StatusCode::INTERNAL_SERVER_ERROR), None);
}

#[test]
fn what_the_document_forbids_is_not_sent() {
    let name = "n".repeat(65);
    let body = Device { name: Some(name), ..Device::new() };
    assert_eq!(
        encode::<ReplaceDevice>(Ok(ReplaceDeviceOutput::Ok { x_revision: 1, body }), "*/*"),
        Err("body: maxLength: must have at most 64 characters, has 65 at /name".to_owned())
    );
    let status = StatusCode::OK;
    let response = Ok(SendReportOutput::Success { status, trace: None, body: Report::Json(NewDevice::new("n")) });
    assert_eq!(
        encode::<SendReport>(response, "*/*").unwrap(),
        "200\ncontent-type: application/json\ncontent-length: 12\n\n{\"name\":\"n\"}"
    );
}

#[test]
fn responses_read_back() {
    for response in [
        success(200, Report::Json(NewDevice::new("n"))),
        success(250, Report::Text("ü".into())),
        success(250, Report::Text(String::new())),
        success(200, Report::Octets(Bytes::from_static(b"\xFF"))),
        success(200, Report::Octets(Bytes::new())),
        Ok(SendReportOutput::Created(-5)),
        Err(SendReportError { status: StatusCode::BAD_GATEWAY }),
    ] {
        for accept in ["*/*", "application/json", "text/plain, */*;q=0.1"] {
            let sent = SendReport::encode_response(response.clone(), &accepting::<SendReport>(accept)).unwrap();
            assert_eq!(decode::<SendReport>(sent), Ok(response.clone()), "{accept}");
        }
    }
}

#[test]
fn the_content_type_tells_how_a_response_is_read() {
    let documented = "application/json, text/*, application/octet-stream";
    let json = || success_read(Report::Json(NewDevice::new("n")));
    for (headers, body, expected) in [
        (&[("content-type", "application/vnd.a+json; charset=utf-8")][..], "{\"name\":\"n\"}", Ok(json())),
        (&[("content-type", "Application/Json")], "{\"name\":\"n\",\"unknown\":1}", Ok(json())),
        (&[("content-type", "text/html; charset=latin1")], "<p>", Ok(success_read(Report::Text("<p>".into())))),
        (&[], "{}", Err(format!("the response has no media type; documented: {documented}"))),
        (&[("content-type", "image/png")], "{}", Err(format!("the response is `image/png`; documented: {documented}"))),
        (
            &[("content-type", "application/json")],
            "{",
            Err("body: expected a property name in quotes (byte 1)".to_owned()),
        ),
        (
            &[("content-type", "application/json")],
            "{\"name\":[]}",
            Err("body: expected a string, found an array at /name".to_owned()),
        ),
        (
            &[("content-type", "application/json"), ("x-trace", "1,b")],
            "{}",
            Err("header `X-Trace`: expected an integer, found other text at /1".to_owned()),
        ),
    ] {
        assert_eq!(decode::<SendReport>(http_response(200, headers, body)), expected, "{headers:?}");
    }
    let html = http_response(200, &[("content-type", "text/html")], "<p>");
    assert_eq!(
        decode::<ListDevices>(html),
        Err("the response is `text/html`; documented: application/json".to_owned())
    );
    // Without a type it is the only one that is documented, and where no body is documented none is read.
    assert_eq!(decode::<ListDevices>(http_response(200, &[], "[]")), Ok(Ok(vec![].into())));
    let forbidden = http_response(403, &[("content-type", "text/html")], "<p>");
    assert_eq!(decode::<ListDevices>(forbidden), Ok(Err(ListDevicesError::Forbidden)));
    let headless = http_response(200, &[("content-type", "application/json")], "{}");
    assert_eq!(decode::<ReplaceDevice>(headless), Err("header `X-Revision`: required, but not there".to_owned()));
}

fn success_read(body: Report) -> ResultOf<SendReport> {
    Ok(SendReportOutput::Success { status: StatusCode::OK, trace: None, body })
}
