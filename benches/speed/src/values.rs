//! The values that are measured, as JSON.

use std::fmt::Write as _;

/// An object most of whose optional properties are absent.
pub const SMALL: &str = r#"{"id":4711,"name":"lamp"}"#;

/// An object of which all is there.
pub const FULL: &str = r#"{"id":1,"name":"a","note":"b","link":"c","count":2,"weight":1.5,"hidden":true,"parent":7}"#;

/// An object with others in it.
pub const ITEM: &str =
    r#"{"id":1,"name":"lamp","state":"active","score":2.5,"labels":["red"],"owner":{"id":2,"name":"Somebody"}}"#;

/// A list of items of this many, as a server of another language writes it.
pub fn items(count: usize) -> String {
    let mut text = String::from("[");
    for number in 0..count {
        let comma = if number == 0 { "" } else { "," };
        let state = ["active", "archived", "deleted"].get(number % 3).copied().unwrap_or_default();
        let note = if number % 4 == 0 { r#","note":"Says \"hello\" to all.\n""# } else { "" };
        let _ = write!(
            text,
            "{comma}{{\"id\":{number},\"name\":\"Item number {number}\",\"state\":\"{state}\",\"score\":{number}.5,\
             \"labels\":[\"red\",\"long label\"],\"owner\":{{\"id\":{number},\"name\":\"Somebody\"}}{note},\
             \"link\":\"https://example.com/items/{number}\"}}"
        );
    }
    text + "]"
}

/// The same with the white space of a text that people read.
///
/// # Errors
/// It is no JSON.
pub fn indented(text: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(text)?)
}
