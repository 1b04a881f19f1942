//! The proof of generated crates, on the operations of the sample: it takes what agrees, and says what does not.

#![cfg(feature = "proof")]
#![allow(missing_docs, clippy::unwrap_used)]

#[allow(dead_code, reason = "what the generator prints is whole, and the tests use a part of it")]
mod sample;

use sample::operations::{ListDevices, ReplaceDevice};
use specwright_runtime::proof::{Reply, Request, prove};

const REQUEST: Request = Request { name: "request", content: 0, parts: &[Some(r#""paci""#), Some("5")] };
const REPLY: Reply = Reply { name: "reply", response: 0, status: 200, content: 0, parts: &[Some(r#"[{"id":1}]"#)] };

#[test]
fn what_agrees_is_proved() {
    let replies = &[
        REPLY,
        Reply { response: 1, status: 403, parts: &[], ..REPLY },
        Reply { response: 2, status: 500, parts: &[], ..REPLY },
    ];
    assert_eq!(prove::<ListDevices>(&[REQUEST, Request { parts: &[None, None], ..REQUEST }], replies), Ok(()));
    let requests = &[Request { parts: &[Some(r#""a/ü""#), Some(r#"{"name":"x"}"#)], ..REQUEST }];
    let replies = &[
        Reply { parts: &[Some("7"), Some(r#"{"other":[1.50]}"#)], ..REPLY },
        Reply { response: 2, status: 418, parts: &[Some(r#""text""#)], ..REPLY },
    ];
    assert_eq!(prove::<ReplaceDevice>(requests, replies), Ok(()));
}

fn why(requests: &'static [Request], replies: &'static [Reply]) -> String {
    prove::<ListDevices>(requests, replies).unwrap_err().to_string()
}

#[test]
fn what_does_not_agree_is_said() {
    assert_eq!(
        why(&[Request { parts: &[None, Some("\"x\"")], ..REQUEST }], &[REPLY]),
        "request, part 1: expected an integer, found a string, reading \"x\""
    );
    assert_eq!(
        why(&[Request { parts: &[None, Some("500")], ..REQUEST }], &[REPLY]),
        "request, part 1: maximum: must be at most 100, writing 500"
    );
    assert_eq!(
        why(&[REQUEST], &[Reply { parts: &[Some(r#"[{"id":1.5}]"#)], ..REPLY }]),
        "reply, part 0: expected an integer, found a number with a fraction at /0/id, reading [{\"id\":1.5}]"
    );
    // What is read in two ways and written in one is no sample.
    assert_eq!(
        why(&[REQUEST], &[Reply { parts: &[Some(r#"[{"title":"x"}]"#)], ..REPLY }]),
        "reply, part 0: [{\"title\":\"x\"}] was written as [{\"name\":\"x\"}]"
    );
    // 403 has a reply of its own, so it cannot be sent as the one for all others.
    assert_eq!(
        why(&[REQUEST], &[Reply { response: 2, status: 403, parts: &[], ..REPLY }]).split_once(": ").unwrap().0,
        "listDevices, request and reply (Memory)"
    );
}
