//! Samples in, typed values out; what was read is written again and has to be the same JSON.

use http::StatusCode;
use serde_json::Value;

use super::{Provable, Reply, Request};
use crate::fault::Outcome;
use crate::mode::{Direction, Mode};
use crate::operation::{Content, Parameter};
use crate::reader::Reader;
use crate::rules::Rules;
use crate::writer::Writer;

/// The request of a sample.
pub(super) fn request<O: Provable>(sample: &Request) -> Result<O, String> {
    let mut request = O::hole();
    let body = O::meta().body.as_ref();
    let places = places(O::meta().parameters, body.map_or(&[], |body| body.content), sample.content);
    let mode = Mode { strict: true, direction: Direction::Request };
    for (index, json) in sample.parts.iter().enumerate() {
        let Some(json) = json else { continue };
        let Some(mut place) = places.get(index).copied() else { return Err(too_many(sample.name)) };
        place.optional |= index == O::meta().parameters.len() && body.is_some_and(|body| !body.required);
        let read = |reader: &mut Reader<'_>| request.read_part(index, reader);
        place.read(json, mode, read).map_err(|why| format!("{}, part {index}: {why}", sample.name))?;
        let write = |writer: &mut Writer| request.write_part(index, writer);
        place.compare(json, mode, write).map_err(|why| format!("{}, part {index}: {why}", sample.name))?;
    }
    Ok(request)
}

/// The reply of a sample.
pub(super) fn reply<O: Provable>(sample: &Reply) -> Result<Result<O::Output, O::Error>, String> {
    let Some(meta) = O::meta().responses.get(sample.response) else {
        return Err(format!("{}: no such reply", sample.name));
    };
    let status = StatusCode::from_u16(sample.status).map_err(|error| format!("{}: {error}", sample.name))?;
    let mut reply = O::reply_hole(sample.response, status);
    let places = places(meta.headers, meta.content, sample.content);
    let mode = Mode { strict: true, direction: Direction::Reply };
    for (index, json) in sample.parts.iter().enumerate() {
        let Some(json) = json else { continue };
        let Some(place) = places.get(index) else { return Err(too_many(sample.name)) };
        let read = |reader: &mut Reader<'_>| O::read_reply_part(&mut reply, index, reader);
        place.read(json, mode, read).map_err(|why| format!("{}, part {index}: {why}", sample.name))?;
        let write = |writer: &mut Writer| O::write_reply_part(&reply, index, writer);
        place.compare(json, mode, write).map_err(|why| format!("{}, part {index}: {why}", sample.name))?;
    }
    Ok(reply)
}

fn too_many(name: &str) -> String {
    format!("{name}: more parts than the document has")
}

/// What the document says of the place of a part.
#[derive(Clone, Copy)]
struct Place {
    rules: Option<&'static Rules>,
    optional: bool,
    alternative: usize,
}

fn places(parameters: &'static [Parameter], contents: &'static [Content], content: usize) -> Vec<Place> {
    let parameters = parameters.iter().map(|parameter| Place {
        rules: parameter.rules,
        optional: !parameter.required,
        alternative: 0,
    });
    let body = contents.get(content).map(|content| Place {
        rules: content.rules,
        optional: false,
        alternative: content.alternative,
    });
    parameters.chain(body).collect()
}

impl Place {
    fn read(&self, json: &str, mode: Mode, read: impl FnOnce(&mut Reader<'_>) -> Outcome) -> Result<(), String> {
        let reader = Reader::json(json, mode).rules(self.rules);
        let mut reader = reader.optional(self.optional).alternative(self.alternative);
        let outcome = read(&mut reader).and_then(|()| reader.end());
        outcome.map_err(|fault| format!("{fault}, reading {json}"))
    }

    fn compare(&self, json: &str, mode: Mode, write: impl FnOnce(&mut Writer) -> Outcome) -> Result<(), String> {
        let writer = Writer::json(mode).rules(self.rules);
        let mut writer = writer.optional(self.optional).alternative(self.alternative);
        write(&mut writer).map_err(|fault| format!("{fault}, writing {json}"))?;
        let written = writer.into_bytes();
        let value = |text: &[u8]| serde_json::from_slice::<Value>(text).map_err(|error| error.to_string());
        if is_same(&value(json.as_bytes())?, &value(&written)?) {
            Ok(())
        } else {
            Err(format!("{json} was written as {}", String::from_utf8_lossy(&written)))
        }
    }
}

/// Whether two JSON values are the same; numbers are compared by value, so that `1` is `1.0`.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let same = |(key, left): (&String, &Value)| right.get(key).is_some_and(|right| is_same(left, right));
            left.len() == right.len() && left.iter().all(same)
        }
        (left, right) => left == right,
    }
}
