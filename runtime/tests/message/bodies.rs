//! Bodies as XML and as forms, and the choice between media types: which one a server writes, and how a client reads
//! it.

use std::convert::Infallible;

use specwright_runtime::body::Body;
use specwright_runtime::bytes::Bytes;
use specwright_runtime::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use specwright_runtime::http::{Method, Request, Response};
use specwright_runtime::message::{Choice, request, response};
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;
use specwright_runtime::rt;

use crate::sample::types::{Device, NewDevice};
use crate::shown;

/// Deletes a device, and tells which by a body.
#[derive(Clone, PartialEq)]
struct DeleteDevice {
    body: NewDevice,
}

rt::operation!(DeleteDevice { 0 body } Alone Deleted, Infallible; rt::Api::NONE;
    "deleteDevice,DELETE,/devices;;body(urlencoded(application/x-www-form-urlencoded,jsonField(data,type(json))),\
    xml(application/xml,xml(name(device))));\
    200(success,xml(application/xml,xml(name(device))),json(application/json),text(text/csv,alternative(1)),\
    urlencoded(application/x-www-form-urlencoded))");

/// The response, one variant for each type.
#[derive(Clone, PartialEq)]
enum Deleted {
    Device(Box<Device>),
    Table(String),
}

rt::media_types!(Deleted { 0 Device } Table);

fn delete() -> DeleteDevice {
    DeleteDevice { body: NewDevice { name: "a & b".into(), memory: Some(1) } }
}

fn decode(content_type: &str, body: &str) -> Result<DeleteDevice, String> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
    let meta = DeleteDevice::meta().unwrap();
    let content = request::content(meta, &headers, !body.is_empty()).map_err(|rejection| rejection.to_string())?;
    let mut parts = Request::new(()).into_parts().0;
    parts.headers = headers;
    DeleteDevice::decode_request(meta, &parts, &[], Bytes::from(body.to_owned()), content)
        .map_err(|rejection| rejection.to_string())
}

#[test]
fn a_deletion_may_have_a_body() {
    let form = "content-type: application/x-www-form-urlencoded\ncontent-length: 70\n\n\
        type=json&data=%7B%22name%22%3A%22a%20%26%20b%22%2C%22memory%22%3A1%7D";
    let xml = "content-type: application/xml\ncontent-length: 95\n\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <device><name>a &amp; b</name><memory>1</memory></device>";
    for (content_type, expected) in [(None, form), (Some("application/xml"), xml)] {
        let choice = Choice { content_type: content_type.map(str::to_owned), accept: Some("*/*".into()), format: None };
        let sent = delete().encode_request(&choice).unwrap();
        assert_eq!(sent.method(), Method::DELETE);
        let shown = shown(sent.headers(), sent.body());
        assert_eq!(shown, format!("accept: */*\n{expected}"));
        let (_, body) = expected.split_once("\n\n").unwrap();
        assert_eq!(decode(sent.headers()[header::CONTENT_TYPE].to_str().unwrap(), body), Ok(delete()));
    }
}

#[test]
fn bodies_of_requests_are_read_strictly() {
    let form = "application/x-www-form-urlencoded; charset=UTF-8";
    for (content_type, body, expected) in [
        (form, "name=a+%26+b&memory=1", Ok(delete())),
        (form, "data={\"name\":\"a & b\",\"memory\":1}", Ok(delete())),
        (form, "", Err("body: required, but not there at /name")),
        (form, "name=a&memory=0", Err("body: minimum: must be at least 1 at /memory")),
        (form, "name=a&x=1", Err("body: not a property of this object at /x")),
        (form, "name=a&name=b", Err("body: given twice at /name")),
        ("application/xml", "<x><memory>1</memory><name>a &amp; b</name></x>", Ok(delete())),
        (
            "Application/XML;charset=utf-8",
            "<x memory='1'><name>a</name></x>",
            Err("body: not a property of this object at /@memory"),
        ),
        (
            "application/xml",
            "<x><name>a</name><memory>0</memory></x>",
            Err("body: minimum: must be at least 1 at /memory"),
        ),
        ("application/xml", "<x><name>a</x>", Err("body: an end tag of another element (byte 10)")),
        ("application/xml", "", Err("body: required, but not there")),
        (
            "application/xml; charset=iso-8859-1",
            "<x/>",
            Err("the body may be of these media types: application/x-www-form-urlencoded, application/xml"),
        ),
    ] {
        assert_eq!(decode(content_type, body), expected.map_err(str::to_owned), "{content_type} {body}");
    }
}

fn device() -> Deleted {
    Deleted::Device(Box::new(Device { id: Some(8), tags: Some(vec!["a".into(), "b".into()]), ..Device::new() }))
}

fn encode(deleted: Deleted, accept: Option<&'static str>) -> Result<String, String> {
    let headers: HeaderMap =
        accept.map(|accept| (header::ACCEPT, HeaderValue::from_static(accept))).into_iter().collect();
    let negotiated = response::negotiate(DeleteDevice::meta().unwrap(), &headers, None, None)
        .map_err(|rejection| rejection.to_string())?;
    let response = DeleteDevice::encode_response(Ok(deleted), &negotiated).map_err(|error| error.to_string())?;
    Ok(format!(
        "{} {}",
        response.headers()[header::CONTENT_TYPE].to_str().unwrap(),
        std::str::from_utf8(response.body().buffered().unwrap()).unwrap()
    ))
}

#[test]
fn a_response_is_of_the_media_type_that_is_wanted_most() {
    let xml = "application/xml <?xml version=\"1.0\" encoding=\"UTF-8\"?><device><id>8</id><tags>a</tags><tags>b</tags></device>";
    let json = "application/json {\"id\":8,\"tags\":[\"a\",\"b\"]}";
    for (accept, expected) in [
        (None, Ok(xml)),
        (Some("*/*"), Ok(xml)),
        (Some("application/*"), Ok(xml)),
        (Some("application/json"), Ok(json)),
        (Some("application/xml;q=0.5, application/json;q=0.9"), Ok(json)),
        (Some("application/json;q=0.5, application/xml;q=0.5"), Ok(xml)),
        (Some("application/xml;q=0, */*"), Ok(json)),
        // The value is no table, so the document's first type carries it.
        (Some("text/csv"), Ok(xml)),
        (Some("text/csv, application/json;q=0.1"), Ok(json)),
        (
            Some("image/png"),
            Err(
                "the response can be of these media types: application/xml, application/json, text/csv, application/x-www-form-urlencoded",
            ),
        ),
    ] {
        assert_eq!(encode(device(), accept), expected.map(str::to_owned).map_err(str::to_owned), "{accept:?}");
    }
    let table = || Deleted::Table("id\n8\n".into());
    assert_eq!(encode(table(), None).as_deref(), Ok("text/csv id\n8\n"));
    assert_eq!(encode(table(), Some("application/xml")).as_deref(), Ok("text/csv id\n8\n"));
}

#[test]
fn the_content_type_tells_how_a_response_is_read() {
    let id = |id| Deleted::Device(Box::new(Device { id: Some(id), ..Device::new() }));
    for (content_type, body, expected) in [
        ("application/xml", "<r><id>1</id></r>", Ok(id(1))),
        ("APPLICATION/XML; charset=\"utf-8\"; x=y", "<r><id>1</id></r>", Ok(id(1))),
        ("text/xml", "<r><id>1</id></r>", Ok(id(1))),
        ("application/vnd.a+xml", "<r><id>1</id></r>", Ok(id(1))),
        ("application/json", "{\"id\":2}", Ok(id(2))),
        ("text/json", "{\"id\":2}", Ok(id(2))),
        ("application/vnd.a+JSON", "{\"id\":2}", Ok(id(2))),
        ("text/csv; header=present", "a,b", Ok(Deleted::Table("a,b".into()))),
        ("application/x-www-form-urlencoded", "id=3", Ok(id(3))),
        ("application/xml", "{\"id\":2}", Err("body: text outside the root element (byte 0)")),
        (
            "text/html",
            "<p>",
            Err(
                "the response is `text/html`; documented: application/xml, application/json, text/csv, application/x-www-form-urlencoded",
            ),
        ),
    ] {
        let mut response = Response::new(Body::from(body.to_owned()));
        response.headers_mut().insert(HeaderName::from_static("content-type"), content_type.parse().unwrap());
        let (parts, body) = response.into_parts();
        let found = DeleteDevice::decode_response(0, &parts, body.buffered().unwrap(), Mode::CLIENT);
        assert_eq!(
            found.map(Result::unwrap).map_err(|error| error.to_string()),
            expected.map_err(str::to_owned),
            "{content_type}"
        );
    }
}
