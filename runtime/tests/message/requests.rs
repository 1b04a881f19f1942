//! Requests: written by a client, read by a server.

use specwright_runtime::body::Body;
use specwright_runtime::bytes::Bytes;
use specwright_runtime::error::EncodeError;
use specwright_runtime::http::{HeaderName, HeaderValue, Request};
use specwright_runtime::message::{Choice, request};
use specwright_runtime::operation::Operation;

use crate::report::{Report, SendReport};
use crate::sample::operations::{ListDevices, ReplaceDevice};
use crate::sample::types::NewDevice;
use crate::shown;

fn encode<O: Operation>(request: &O, choice: &Choice) -> Result<String, String> {
    let request = request.encode_request(choice).map_err(|error| error.to_string())?;
    Ok(format!("{} {}\n{}", request.method(), request.uri(), shown(request.headers(), request.body())))
}

fn decode<O: Operation>(request: Request<Body>, captures: &[&str]) -> Result<O, String> {
    let (parts, body) = request.into_parts();
    let body = body.buffered().unwrap().clone();
    let decoded = request::content(O::meta().unwrap(), &parts.headers, !body.is_empty())
        .and_then(|content| O::decode_request(O::meta().unwrap(), &parts, captures, body, content));
    decoded.map_err(|rejection| {
        let places = rejection.to_problem().errors().into_iter();
        let places: Vec<_> = places.map(|error| error.parameter.or(error.pointer).unwrap_or_default()).collect();
        format!("{} {} ({})", rejection.status().as_u16(), rejection, places.join(" "))
    })
}

fn get(target: &str) -> Request<Body> {
    Request::builder().uri(target).body(Body::empty()).unwrap()
}

fn send(headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::new(Body::from(body.to_owned()));
    for (name, value) in headers {
        request
            .headers_mut()
            .append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    request
}

fn typed(content_type: &str) -> Choice {
    Choice { content_type: Some(content_type.to_owned()), ..Choice::default() }
}

fn full() -> SendReport {
    SendReport {
        from: "a-b/ü".into(),
        to: -7,
        tags: Some(vec!["a b".into(), "&=+".into()]),
        filter: Some(NewDevice::new("n")),
        trace: Some(vec![1, -2]),
        session: Some("a=b; c".into()),
        theme: Some("dark".into()),
        body: Some(Report::Json(NewDevice { memory: Some(4), ..NewDevice::new("n") })),
    }
}

#[test]
fn requests_look_like_this() {
    let none = Choice::default();
    let search = ListDevices { search: Some("a b&c".into()), limit: Some(100) };
    assert_eq!(
        encode(&search, &none).unwrap(),
        "GET /devices?search=a%20b%26c&limit=100\naccept: application/json\n\n"
    );
    assert_eq!(encode(&ListDevices::new(), &none).unwrap(), "GET /devices\naccept: application/json\n\n");
    assert_eq!(
        encode(&ReplaceDevice::new("../8", NewDevice::new("n")), &none).unwrap(),
        "PUT /devices/..%2F8.json\naccept: application/json, text/plain\ncontent-type: application/json\n\
         content-length: 12\n\n{\"name\":\"n\"}"
    );
    assert_eq!(
        encode(&full(), &none).unwrap(),
        "POST /reports/a%2Db%2F%C3%BC-%2D7?tags%5B%5D=a%20b&tags%5B%5D=%26%3D%2B&filter=%7B%22name%22%3A%22n%22%7D\n\
         x-trace: 1,-2\ncookie: session=a=b%3B%20c; theme=dark\n\
         accept: application/json, text/*, application/octet-stream, text/csv\n\
         content-type: application/json\ncontent-length: 23\n\n{\"name\":\"n\",\"memory\":4}"
    );
    let empty = SendReport { from: "1".into(), ..SendReport::default() };
    let accept = Choice { accept: Some("text/csv;q=0.5".into()), ..Choice::default() };
    assert_eq!(encode(&empty, &accept).unwrap(), "POST /reports/1-0\naccept: text/csv;q=0.5\ncontent-length: 0\n\n");
}

#[test]
fn the_value_or_the_caller_chooses_the_media_type() {
    let none = Choice::default();
    let report = |body| SendReport { from: "1".into(), body: Some(body), ..SendReport::default() };
    let text = report(Report::Text("a".into()));
    let octets = report(Report::Octets(Bytes::new()));
    let of_another = "body: of another media type";
    let a_range = "`text/*` is a range: which media type of it the body has is for the caller to say";
    for (request, choice, expected) in [
        (&text, &none, Ok("text/plain")),
        (&text, &typed("text/csv; charset=utf-8"), Ok("text/csv; charset=utf-8")),
        (&text, &typed("text/csv; charset=utf-16"), Err("`text/csv; charset=utf-16` is not a media type of this body")),
        (&text, &typed("text/*"), Err(a_range)),
        (&text, &typed("image/png"), Err("`image/png` is not a media type of this body")),
        (&text, &typed("text/a;b=\n"), Err("`text/a;b=\n` is not a media type of this body")),
        (&text, &typed("application/json"), Err(of_another)),
        (&octets, &none, Ok("application/octet-stream")),
        (&octets, &typed("text/plain"), Err(of_another)),
    ] {
        let found = request.encode_request(choice).map_err(|error| error.to_string());
        let found = found.map(|request| request.headers()["content-type"].to_str().unwrap().to_owned());
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned));
    }
    let accept = Choice { accept: Some("a\nb".into()), ..Choice::default() };
    assert_eq!(text.encode_request(&accept).unwrap_err(), EncodeError::Accept("a\nb".into()));
}

#[test]
fn what_the_document_forbids_is_not_sent() {
    let none = Choice::default();
    let tags = |tags: &[&str]| SendReport { tags: Some(tags.iter().map(|tag| (*tag).to_owned()).collect()), ..full() };
    for (request, expected) in [
        (SendReport { from: String::new(), ..full() }, "path parameter `from`: a segment of a path cannot be empty"),
        (tags(&[]), "query parameter `tags[]`: would read as another value"),
        (tags(&["a", "toolong"]), "query parameter `tags[]`: maxLength: must have at most 5 characters, has 7 at /1"),
        (tags(&["1", "2", "3", "4"]), "query parameter `tags[]`: maxItems: must have at most 3 items, has 4"),
        (
            SendReport { filter: Some(NewDevice { memory: Some(0), ..NewDevice::new("n") }), ..full() },
            "query parameter `filter`: minimum: must be at least 1 at /memory",
        ),
        (
            SendReport { body: Some(Report::Json(NewDevice { memory: Some(0), ..NewDevice::new("n") })), ..full() },
            "body: minimum: must be at least 1 at /memory",
        ),
        (SendReport { from: "a".repeat(70_000), ..full() }, "path and query are too long"),
    ] {
        assert_eq!(encode(&request, &none), Err(expected.to_owned()));
    }
    assert_eq!(
        encode(&ListDevices { limit: Some(101), ..ListDevices::new() }, &none),
        Err("query parameter `limit`: maximum: must be at most 100".to_owned())
    );
    assert_eq!(
        encode(&ReplaceDevice::new("..", NewDevice::new("n")), &none).unwrap().lines().next(),
        Some("PUT /devices/...json")
    );
}

#[test]
fn requests_read_back() {
    let report = |body| SendReport { body, ..full() };
    for (request, choice) in [
        (full(), Choice::default()),
        (report(None), Choice::default()),
        (report(Some(Report::Text("ü".into()))), Choice::default()),
        (report(Some(Report::Text(String::new()))), typed("text/csv")),
        (report(Some(Report::Octets(Bytes::from_static(b"\xFF\0")))), Choice::default()),
        (report(Some(Report::Octets(Bytes::new()))), Choice::default()),
        (SendReport { from: "-".into(), session: Some(String::new()), ..SendReport::default() }, Choice::default()),
    ] {
        let sent = request.encode_request(&choice).unwrap();
        let path = sent.uri().path().to_owned();
        let (from, to) = path.strip_prefix("/reports/").unwrap().split_once('-').unwrap();
        assert_eq!(decode::<SendReport>(sent, &[from, to]), Ok(request));
    }
    let request = ListDevices { search: Some("+&%".into()), limit: Some(-5) };
    assert_eq!(decode::<ListDevices>(request.encode_request(&Choice::default()).unwrap(), &[]), Ok(request));
}

#[test]
fn parameters_are_refused_by_name() {
    for (target, expected) in [
        ("/devices?limit=101", "400 query parameter `limit`: maximum: must be at most 100 (limit)"),
        ("/devices?limit=x", "400 query parameter `limit`: expected an integer, found other text (limit)"),
        ("/devices?limit=", "400 query parameter `limit`: expected an integer, found other text (limit)"),
        ("/devices?limit=1&search=a&limit=2", "400 query parameter `limit`: given twice (limit)"),
        ("/devices?search=%FF&limit=x", "400 query parameter `search`: not UTF-8 (byte 0), and 1 more (search limit)"),
    ] {
        assert_eq!(decode::<ListDevices>(get(target), &[]), Err(expected.to_owned()), "{target}");
    }
    let unknown = decode::<ListDevices>(get("/devices?other=%FF&limit=5&%ff=1"), &[]);
    assert_eq!(unknown, Ok(ListDevices { search: None, limit: Some(5) }));

    for (captures, headers, expected) in [
        (&["a"][..], &[][..], "400 path parameter `to`: required, but not there (to)"),
        (&["a", "x"], &[], "400 path parameter `to`: expected an integer, found other text (to)"),
        (&["%F", "1"], &[], "400 path parameter `from`: not a percent-encoded character (byte 0) (from)"),
        (
            &["a", "1"],
            &[("x-trace", "1, 2"), ("x-trace", "3,x")],
            "400 header `X-Trace`: expected an integer, found other text at /3 (X-Trace)",
        ),
        (
            &["a", "1"],
            &[("cookie", "session=%")],
            "400 cookie `session`: not a percent-encoded character (byte 0) (session)",
        ),
        (
            &["a", "1"],
            &[("cookie", "theme=a; session=b"), ("cookie", "theme=c")],
            "400 cookie `theme`: given twice (theme)",
        ),
    ] {
        assert_eq!(decode::<SendReport>(send(headers, ""), captures), Err(expected.to_owned()));
    }
    for (query, expected) in [
        ("filter=%7B", "400 query parameter `filter`: expected a property name in quotes (byte 1) (filter)"),
        ("filter={\"name\":1}", "400 query parameter `filter`: expected a string, found a number at /name (filter)"),
        (
            "filter={\"name\":\"n\",\"memory\":0}",
            "400 query parameter `filter`: minimum: must be at least 1 at /memory (filter)",
        ),
        (
            "filter={\"name\":\"n\"}1",
            "400 query parameter `filter`: more after the end of the value (byte 12) (filter)",
        ),
        (
            "tags[]=a&tags%5B%5D=toolong",
            "400 query parameter `tags[]`: maxLength: must have at most 5 characters, has 7 at /1 (tags[])",
        ),
    ] {
        let uri = format!("/reports/a-1?{query}");
        assert_eq!(
            decode::<SendReport>(get(&uri.replace('"', "%22")), &["a", "1"]),
            Err(expected.to_owned()),
            "{query}"
        );
    }
}

#[test]
fn bodies_are_refused_by_pointer() {
    let json = ("content-type", "Application/JSON; charset=UTF-8");
    let supported = "415 the body may be of these media types: application/json ()";
    for (headers, body, expected) in [
        (&[json][..], "", Err("400 body: required, but not there ()")),
        (&[], "", Err("400 body: required, but not there ()")),
        (&[("content-type", "text/html")], "", Err("400 body: required, but not there ()")),
        (&[("content-type", "text/html")], "{}", Err(supported)),
        (&[("content-type", "application/problem+json")], "{}", Err(supported)),
        (&[("content-type", "json")], "{}", Err(supported)),
        (&[("content-type", "application/json; charset=utf-16")], "{}", Err(supported)),
        (&[json], "{}", Err("400 body: required, but not there at /name (/name)")),
        (&[json], "{\"name\":\"n\",\"x\":1}", Err("400 body: not a property of this object at /x (/x)")),
        (&[json], "{\"name\":\"n\",\"memory\":0}", Err("400 body: minimum: must be at least 1 at /memory (/memory)")),
        (&[json], "{\"name\":\"n\"} x", Err("400 body: more after the end of the value (byte 13) ()")),
        (&[json], "{\"name\":\"n\"}", Ok(ReplaceDevice::new("8", NewDevice::new("n")))),
        (&[], "{\"name\":\"n\"}", Err(supported)),
        (
            &[json, ("content-encoding", "identity")],
            "{\"name\":\"n\"}",
            Ok(ReplaceDevice::new("8", NewDevice::new("n"))),
        ),
        (&[json, ("content-encoding", "gzip")], "{}", Err("415 the body has the content encoding `gzip` ()")),
        (
            &[json],
            "{\"name\":5,\"memory\":0,\"x\":1}",
            Err("400 body: expected a string, found a number at /name, and 2 more (/name /x /memory)"),
        ),
        (&[json], "{\"name\":[{\"name\":", Err("400 body: expected a string, found an array at /name (/name)")),
    ] {
        let found = decode::<ReplaceDevice>(send(headers, body), &["8"]);
        assert_eq!(found, expected.map_err(str::to_owned), "{headers:?} {body}");
    }
    let mut latin = send(&[json], "");
    *latin.body_mut() = Body::from(b"\"\xFF\"".to_vec());
    assert_eq!(decode::<ReplaceDevice>(latin, &["8"]), Err("400 body: not UTF-8 (byte 1) ()".to_owned()));
}

#[test]
fn of_several_media_types_the_header_tells() {
    let any = "415 the body may be of these media types: application/json, text/*, application/octet-stream ()";
    for (headers, body, expected) in [
        (&[][..], "", Ok(None)),
        (&[("content-type", "application/json")], "", Ok(None)),
        (&[("content-type", "image/png")], "", Ok(None)),
        (&[], "x", Err(any)),
        (&[("content-type", "image/png")], "x", Err(any)),
        (&[("content-type", "text/html")], "x", Ok(Some(Report::Text("x".into())))),
        (&[("content-type", "text/html")], "", Ok(Some(Report::Text(String::new())))),
        (&[("content-type", "text/html; charset=latin1")], "x", Err(any)),
        (&[("content-type", "APPLICATION/octet-stream;charset=x")], "x", Ok(Some(Report::Octets("x".into())))),
    ] {
        let found = decode::<SendReport>(send(headers, body), &["a", "1"]).map(|request| request.body);
        assert_eq!(found, expected.map_err(str::to_owned), "{headers:?} {body}");
    }
    // A body that is documented nowhere is nobody's.
    assert_eq!(decode::<ListDevices>(send(&[("content-type", "image/png")], "x"), &[]), Ok(ListDevices::new()));
}
