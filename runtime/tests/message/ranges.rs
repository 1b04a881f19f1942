//! Bodies whose media type is a range in the document: a range never stands on the wire.

use std::convert::Infallible;

use specwright_runtime::body::Body;
use specwright_runtime::bytes::Bytes;
use specwright_runtime::http::header::{self, HeaderMap, HeaderValue};
use specwright_runtime::http::{Request, Response};
use specwright_runtime::message::{Choice, request, response};
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;
use specwright_runtime::rt;

use crate::sample::types::NewDevice;

/// Sends a picture, and gets one of any kind.
#[derive(Clone, PartialEq)]
struct PutPicture {
    body: Bytes,
}

rt::operation!(PutPicture { 0 body } Alone Bytes, Infallible; rt::Api::NONE;
    "putPicture,PUT,/picture;;body(octets(image/*));200(success,octets(image/*))");

/// JSON of any kind.
#[derive(Clone, PartialEq)]
struct PutJson {
    body: NewDevice,
}

rt::operation!(PutJson { 0 body } Alone NewDevice, Infallible; rt::Api::NONE;
    "putJson,PUT,/json;;body(json(application/*+json));200(success,json(application/json),json(application/*+json))");

fn typed(content_type: &str) -> Choice {
    Choice { content_type: Some(content_type.to_owned()), ..Choice::default() }
}

fn said(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap())
}

#[test]
fn the_caller_says_which_media_type_of_a_range_a_request_has() {
    let picture = PutPicture { body: Bytes::from_static(b"x") };
    let json = PutJson { body: NewDevice::new("a") };
    let ask =
        |range| Err(format!("`{range}` is a range: which media type of it the body has is for the caller to say"));
    for (choice, of_picture, of_json) in [
        (Choice::default(), ask("image/*"), ask("application/*+json")),
        (typed("image/*"), ask("image/*"), Err("`image/*` is a range".to_owned())),
        (typed("image/png"), Ok("image/png"), Err("`image/png` is not".to_owned())),
        (
            typed("application/problem+json"),
            Err("`application/problem+json` is not".to_owned()),
            Ok("application/problem+json"),
        ),
        (
            typed("application/json"),
            Err("`application/json` is not".to_owned()),
            Err("`application/json` is not".to_owned()),
        ),
    ] {
        for (sent, expected) in
            [(picture.encode_request(&choice), &of_picture), (json.encode_request(&choice), &of_json)]
        {
            match (sent, expected) {
                (Ok(sent), Ok(expected)) => assert_eq!(said(sent.headers()), Some(*expected)),
                (Err(error), Err(expected)) => assert!(error.to_string().starts_with(expected.as_str()), "{error}"),
                (found, expected) => panic!("{choice:?}: {found:?}, {expected:?}"),
            }
        }
    }
}

#[test]
fn media_types_of_a_range_are_read() {
    let meta = PutJson::meta().unwrap();
    for (content_type, read) in [
        ("application/vnd.a+json", true),
        ("application/PROBLEM+JSON; charset=utf-8", true),
        ("application/json", false),
        ("text/x+json", false),
    ] {
        let headers: HeaderMap = [(header::CONTENT_TYPE, HeaderValue::from_static(content_type))].into_iter().collect();
        assert_eq!(request::content(meta, &headers, true).is_ok(), read, "{content_type}");
    }
}

/// The `Content-Type` of a response, and whether a client reads it.
fn answered<O: Operation>(output: O::Output, accept: &'static str) -> (Option<String>, bool)
where
    O::Output: PartialEq + Clone,
{
    let mut headers = HeaderMap::new();
    if !accept.is_empty() {
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
    }
    let negotiated = response::negotiate(O::meta().unwrap(), &headers, None, None).unwrap();
    let sent: Response<Body> = O::encode_response(Ok(output.clone()), &negotiated).unwrap();
    let (parts, body) = sent.into_parts();
    let content_type = said(&parts.headers).map(str::to_owned);
    let read = O::decode_response(0, &parts, body.buffered().unwrap(), Mode::CLIENT).ok();
    (content_type, read.and_then(Result::ok).is_some_and(|read| read == output))
}

#[test]
fn a_response_has_the_media_type_of_the_range_that_is_accepted_or_none() {
    for (accept, expected) in [
        ("", None),
        ("*/*", None),
        ("image/*", None),
        ("image/png", Some("image/png")),
        ("text/html, image/gif;q=0.5, image/webp;a=b;q=0.7, */*;q=0.1", Some("image/webp; a=b")),
    ] {
        let (content_type, read) = answered::<PutPicture>(Bytes::from_static(b"x"), accept);
        assert_eq!((content_type.as_deref(), read), (expected, true), "{accept}");
    }
    for (accept, expected) in [
        ("", "application/json"),
        ("application/problem+json", "application/problem+json"),
        ("application/json;q=0.5, application/a+json", "application/a+json"),
        ("application/*", "application/json"),
    ] {
        let (content_type, read) = answered::<PutJson>(NewDevice::new("a"), accept);
        assert_eq!((content_type.as_deref(), read), (Some(expected), true), "{accept}");
    }
}

/// Without a media type of its own an empty body would be no body.
#[test]
fn an_empty_body_of_a_range_has_to_be_told() {
    let negotiated = response::negotiate(PutPicture::meta().unwrap(), &HeaderMap::new(), None, None).unwrap();
    let error = PutPicture::encode_response(Ok(Bytes::new()), &negotiated).unwrap_err();
    assert!(error.to_string().starts_with("`image/*` is a range"), "{error}");
    let request: Request<Body> = PutPicture { body: Bytes::new() }.encode_request(&typed("image/png")).unwrap();
    assert_eq!(said(request.headers()), Some("image/png"));
}
