//! Parameters in each place, with every shape, delimiter and way of exploding.

use std::collections::BTreeMap;

use onstream::runtime::bytes::Bytes;
use onstream::runtime::error::ValueResult;
use onstream::runtime::http::{Method, Request, header};
use onstream::runtime::message::{Choice, request};
use onstream::runtime::model::Model;
use onstream::runtime::operation::{Location, MessageParts, OperationMeta, Parameter, Shape, Style};
use onstream::runtime::reader::Reader;
use onstream::runtime::writer::Writer;

/// One parameter of each shape.
#[derive(Clone, Debug, Default, PartialEq)]
struct All {
    text: Option<String>,
    number: Option<i64>,
    list: Option<Vec<String>>,
    numbers: Option<Vec<i64>>,
    map: Option<BTreeMap<String, String>>,
    json: Option<onstream::Session>,
}

impl MessageParts for All {
    fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> ValueResult {
        match part {
            0 => self.text.read(reader),
            1 => self.number.read(reader),
            2 => self.list.read(reader),
            3 => self.numbers.read(reader),
            4 => self.map.read(reader),
            _ => self.json.read(reader),
        }
    }

    fn write_part(&self, part: usize, writer: &mut Writer) -> ValueResult {
        match part {
            0 => self.text.write(writer),
            1 => self.number.write(writer),
            2 => self.list.write(writer),
            3 => self.numbers.write(writer),
            4 => self.map.write(writer),
            _ => self.json.write(writer),
        }
    }
}

const fn all(location: Location, explode: bool, style: Style) -> [Parameter; 6] {
    [
        parameter("text", location, explode, style, Shape::Scalar),
        parameter("number", location, explode, style, Shape::Scalar),
        parameter("list", location, explode, style, Shape::Array),
        parameter("numbers", location, explode, style, Shape::Array),
        parameter("map", location, explode, style, Shape::Map),
        parameter("json", location, explode, style, Shape::Json),
    ]
}

const fn parameter(name: &'static str, location: Location, explode: bool, style: Style, shape: Shape) -> Parameter {
    let required = matches!(location, Location::Path);
    Parameter { name, location, style, explode, allow_reserved: false, required, shape, rules: None }
}

macro_rules! operations {
    ($($name:ident: $path:literal, $parameters:expr;)*) => {$(
        static $name: OperationMeta = OperationMeta {
            id: "fuzzed",
            method: Method::GET,
            path: $path,
            parameters: &$parameters,
            body: None,
            responses: &[],
            security: &[],
            format_suffix: None,
        };
    )*};
}

const PATH: &str = "/{text}/{number}/{list}/{numbers}/{map}/{json}";

operations! {
    IN_PATH: "/{text}/{number}/{list}/{numbers}/{map}/{json}", all(Location::Path, false, Style::Simple);
    IN_PATH_EXPLODED: "/{text}/{number}/{list}/{numbers}/{map}/{json}", all(Location::Path, true, Style::Simple);
    IN_PATH_DELIMITED: "/{text}/{number}/{list}/{numbers}/{map}/{json}", all(Location::Path, false, Style::Delimited(';'));
    IN_QUERY: "/", all(Location::Query, false, Style::Form);
    IN_QUERY_EXPLODED: "/", all(Location::Query, true, Style::Form);
    IN_QUERY_DELIMITED: "/", all(Location::Query, false, Style::Delimited(';'));
    IN_HEADER: "/", all(Location::Header, false, Style::Simple);
    IN_HEADER_EXPLODED: "/", all(Location::Header, true, Style::Simple);
    IN_COOKIE: "/", all(Location::Cookie, false, Style::Form);
    IN_COOKIE_EXPLODED: "/", all(Location::Cookie, true, Style::Form);
    IN_PAIRS: "/", [
        parameter("text", Location::Query, false, Style::Pair(','), Shape::Scalar),
        parameter("number", Location::Query, false, Style::Pair(','), Shape::Scalar),
        parameter("list", Location::Query, false, Style::Pair(';'), Shape::Array),
        parameter("numbers", Location::Query, false, Style::Pair(','), Shape::Array),
    ];
}

/// What is read strictly and can be written again, reads as the same.
fn law(meta: &'static OperationMeta, parts: &http::request::Parts, captures: &[&str]) {
    let mut value = All::default();
    if request::decode(meta, &mut value, parts, captures, Bytes::new(), None).is_err() {
        return;
    }
    let Ok(written) = request::encode(meta, &value, &Choice::default()) else { return };
    let (parts, _) = written.into_parts();
    let path = parts.uri.path().to_owned();
    let captures: Vec<&str> = match meta.path {
        PATH => path.split('/').skip(1).collect(),
        _ => pairs(&path),
    };
    let mut again = All::default();
    let read = request::decode(meta, &mut again, &parts, &captures, Bytes::new(), None);
    assert!(read.is_ok(), "{read:?} of {} for {value:?}", parts.uri);
    assert_eq!(again, value, "{} {:?}", parts.uri, parts.headers);
}

/// Each pair of segments behind the root.
fn pairs(path: &str) -> Vec<&str> {
    let mut rest = path.strip_prefix('/').unwrap_or(path).trim_start_matches('/');
    let mut found = Vec::new();
    while let Some((first, behind)) = rest.split_once('/') {
        let end = behind.find('/').unwrap_or(behind.len());
        found.push(&rest[..first.len() + 1 + end]);
        rest = behind[end..].trim_start_matches('/');
    }
    found
}

/// Raw values of the path's parameters, one on each line; and pairs of segments.
pub fn path(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(request) = Request::builder().uri("/").body(()) else { return };
    let (parts, ()) = request.into_parts();
    let captures: Vec<&str> = text.split('\n').collect();
    for meta in [&IN_PATH, &IN_PATH_EXPLODED, &IN_PATH_DELIMITED, &IN_PAIRS] {
        law(meta, &parts, &captures);
    }
}

/// A raw query.
pub fn query(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(request) = Request::builder().uri(format!("/?{text}")).body(()) else { return };
    let (parts, ()) = request.into_parts();
    for meta in [&IN_QUERY, &IN_QUERY_EXPLODED, &IN_QUERY_DELIMITED, &IN_PAIRS] {
        law(meta, &parts, &[]);
    }
}

/// Header lines.
pub fn header(data: &[u8]) {
    let mut builder = Request::builder().uri("/");
    for line in data.split(|byte| *byte == b'\n') {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        builder = builder.header(&line[..colon], &line[colon + 1..]);
    }
    let Ok(request) = builder.body(()) else { return };
    let (parts, ()) = request.into_parts();
    for meta in [&IN_HEADER, &IN_HEADER_EXPLODED] {
        law(meta, &parts, &[]);
    }
}

/// The header `Cookie`.
pub fn cookie(data: &[u8]) {
    let Ok(request) = Request::builder().uri("/").header(header::COOKIE, data).body(()) else { return };
    let (parts, ()) = request.into_parts();
    for meta in [&IN_COOKIE, &IN_COOKIE_EXPLODED] {
        law(meta, &parts, &[]);
    }
}
