//! Each value by itself: it is read as its type and written again as the same value, also from the forms that are
//! accepted besides the documented one; and what breaks a constraint is refused. In requests and in responses.

use std::cell::Cell;

use http::StatusCode;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::is_same;
use crate::leniency::{self, Variant};
use crate::sample::{Choices, EXTRA};
use crate::slot::{Slot, Slots};
use crate::subject::Subject;
use crate::tally::Tally;
use specwright_runtime::error::ValueResult;
use specwright_runtime::message::response;
use specwright_runtime::mode::{Direction, Mode};
use specwright_runtime::operation::{Content, Parameter, StatusPattern};
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::Rules;
use specwright_runtime::writer::Writer;

/// How many values are drawn at random for each place.
const DRAWN: u32 = 32;

/// What the crate's tables say of the place of a part.
#[derive(Clone, Copy)]
pub(crate) struct PartMeta {
    rules: Option<&'static Rules>,
    optional: bool,
    alternative: usize,
    direction: Direction,
}

type Read<'a> = &'a dyn Fn(&mut Reader<'_>, Option<&mut Writer>) -> ValueResult;

/// Checks all places of an operation.
pub(crate) fn check(subject: Subject, slots: &Slots<'_>, tally: &mut Tally) -> Result<(), String> {
    let meta = subject.meta;
    if meta.parameters.len() != slots.parameters.len() {
        return Err(format!("{} parameters, and the document has {}", meta.parameters.len(), slots.parameters.len()));
    }
    for (index, (slot, parameter)) in slots.parameters.iter().zip(meta.parameters).enumerate() {
        law(slot, PartMeta::of_parameter(parameter, Direction::Request), &request_part(subject, index), tally)?;
    }
    for (index, slot) in slots.bodies.iter().enumerate() {
        let content = meta.body.as_ref().and_then(|body| body.content.get(index));
        let content = content.ok_or_else(|| format!("there is no {}", slot.name))?;
        let optional = meta.body.as_ref().is_some_and(|body| !body.required);
        let place = PartMeta::of_content(content, optional, Direction::Request);
        law(slot, place, &request_part(subject, meta.parameters.len()), tally)?;
    }
    for (number, (headers, contents)) in slots.responses.iter().enumerate() {
        let response = slots.operation.responses.get(number).map_or("", |response| response.status);
        let Some(status) = codes(slots, response).first().copied() else { continue };
        let index = documented(subject, response, status)?;
        let table = meta.responses.get(index).ok_or("no such response")?;
        for (part, slot) in headers.iter().enumerate() {
            let parameter = table.headers.get(part).ok_or_else(|| format!("there is no {}", slot.name))?;
            let place = PartMeta::of_parameter(parameter, Direction::Response);
            law(slot, place, &response_part(subject, index, status, part), tally)?;
        }
        for (content, slot) in contents.iter().enumerate() {
            let content = table.content.get(content).ok_or_else(|| format!("there is no {}", slot.name))?;
            let place = PartMeta::of_content(content, table.body_optional, Direction::Response);
            law(slot, place, &response_part(subject, index, status, table.headers.len()), tally)?;
        }
    }
    Ok(())
}

/// The place among the responses of the crate's table of the one that the document has for this status.
pub(crate) fn documented(subject: Subject, status: &str, code: StatusCode) -> Result<usize, String> {
    let class = || status.bytes().next().map(|digit| u16::from(digit.saturating_sub(b'0')));
    let pattern = match (status, status.parse::<u16>()) {
        ("default", _) => StatusPattern::Default,
        (_, Ok(code)) => StatusPattern::Exact(code),
        (_, Err(_)) => StatusPattern::Range(class().unwrap_or_default()),
    };
    let found = response::find(subject.meta, code);
    let is_it = |index: &usize| subject.meta.responses.get(*index).is_some_and(|response| response.status == pattern);
    found.filter(is_it).ok_or_else(|| format!("the response {status} is not the one for the status {code}"))
}

/// Statuses that a response is for: two of a class, and two that are documented in no other way.
pub(crate) fn codes(slots: &Slots<'_>, status: &str) -> Vec<StatusCode> {
    let documented: Vec<&str> = slots.operation.responses.iter().map(|response| response.status).collect();
    let exact = |code: &u16| !documented.contains(&code.to_string().as_str());
    let range = |code: &u16| !documented.iter().any(|other| other.eq_ignore_ascii_case(&format!("{}XX", code / 100)));
    let codes: Vec<u16> = match (status, status.parse::<u16>()) {
        ("default", _) => [599, 418, 203, 307].into_iter().filter(exact).filter(range).take(2).collect(),
        (_, Ok(code)) => vec![code],
        (_, Err(_)) => {
            let class = status.bytes().next().map_or(0, |digit| u16::from(digit.saturating_sub(b'0'))) * 100;
            [class + 99, class + 18].into_iter().filter(exact).collect()
        }
    };
    let codes = codes.into_iter().filter(|code| (200..600).contains(code));
    codes.filter_map(|code| StatusCode::from_u16(code).ok()).collect()
}

/// Reads a part of a request into a new one, and writes it again.
fn request_part(subject: Subject, index: usize) -> impl Fn(&mut Reader<'_>, Option<&mut Writer>) -> ValueResult {
    move |reader, writer| {
        let mut request = (subject.request)();
        request.read_part(index, reader)?;
        reader.end()?;
        writer.map_or(Ok(()), |writer| request.write_part(index, writer))
    }
}

/// Reads a part of a response into a new one, and writes it again.
fn response_part(
    subject: Subject,
    response: usize,
    status: StatusCode,
    part: usize,
) -> impl Fn(&mut Reader<'_>, Option<&mut Writer>) -> ValueResult {
    move |reader, writer| {
        let mut response = (subject.response)(response, status);
        response.read_part(part, reader)?;
        reader.end()?;
        writer.map_or(Ok(()), |writer| response.write_part(part, writer))
    }
}

fn law(slot: &Slot<'_>, place: PartMeta, part: Read<'_>, tally: &mut Tally) -> Result<(), String> {
    for value in &slot.values {
        place.again(slot, value, part)?;
        tally.values += 1;
    }
    for violation in &slot.violations {
        if place.round_trip(&violation.value, part).is_ok() {
            let (keyword, pointer) = (violation.keyword, &violation.pointer);
            return Err(format!("{}: `{keyword}` at `{pointer}` is not enforced: {}", slot.name, violation.value));
        }
        tally.violations += 1;
    }
    for variant in leniency::variants(&slot.sampler, &slot.schemas, &slot.values, &slot.validator) {
        let Variant { value, meant, word } = variant;
        let named = |why: String| format!("{}: `{word}`: {why}", slot.name);
        let (written, _) = place.round_trip(&value, part).map_err(|why| named(format!("{why}, of {value}")))?;
        if !is_same(&meant, &written) {
            return Err(named(format!("{value} was written as {written}, and {meant} is meant")));
        }
        tally.values += 1;
    }
    let config = Config { cases: DRAWN, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::XorShift, &[42; 16]));
    let rows = proptest::collection::vec(proptest::num::u16::ANY, 0..96);
    let count = Cell::new(0);
    let outcome = runner.run(&rows, |row| {
        let place_in_row = Cell::new(0);
        let value = slot.sampler.value(&slot.schemas, Choices::Drawn(&row, &place_in_row));
        if let Some(value) = value.filter(|value| slot.validator.is_valid(value)) {
            count.set(count.get() + 1);
            place.again(slot, &value, part).map_err(proptest::test_runner::TestCaseError::fail)?;
        }
        Ok(())
    });
    tally.values += count.get();
    outcome.map_err(|error| error.to_string())
}

impl PartMeta {
    pub(crate) fn of_parameter(parameter: &'static Parameter, direction: Direction) -> Self {
        Self { rules: parameter.rules, optional: !parameter.required, alternative: 0, direction }
    }

    pub(crate) fn of_content(content: &'static Content, optional: bool, direction: Direction) -> Self {
        Self { rules: content.rules, optional, alternative: content.alternative, direction }
    }

    /// The value is read and written again as itself, and nothing that the document lists is taken for unlisted.
    fn again(&self, slot: &Slot<'_>, value: &Value, part: Read<'_>) -> Result<(), String> {
        let (written, unlisted) =
            self.round_trip(value, part).map_err(|why| format!("{}: {why}, of {value}", slot.name))?;
        if !is_same(value, &written) {
            return Err(format!("{}: {value} was written as {written}", slot.name));
        }
        slot.validator.check(&written).map_err(|why| format!("{}: {written} was written: {why}", slot.name))?;
        let vague = || value.to_string().contains(EXTRA) || slot.is_vague();
        if unlisted > 0 && !vague() {
            return Err(format!("{}: something in {value} is taken for what the document does not list", slot.name));
        }
        Ok(())
    }

    /// Reads a value strictly and writes it again; what was written, and how much of it is taken for unlisted.
    fn round_trip(&self, value: &Value, part: Read<'_>) -> Result<(Value, usize), String> {
        let text = value.to_string();
        let mode = Mode { strict: true, direction: self.direction };
        let reader = Reader::json(&text, mode).rules(self.rules);
        let mut reader = reader.optional(self.optional).alternative(self.alternative);
        let writer = Writer::json(mode).rules(self.rules);
        let mut writer = writer.optional(self.optional).alternative(self.alternative);
        part(&mut reader, Some(&mut writer)).map_err(|error| error.to_string())?;
        let written = serde_json::from_slice(&writer.into_bytes()).map_err(|error| error.to_string())?;
        Ok((written, reader.unlisted()))
    }

    /// Reads a value, as part of a message that is to be sent.
    pub(crate) fn read(&self, value: &Value, read: impl FnOnce(&mut Reader<'_>) -> ValueResult) -> Result<(), String> {
        let text = value.to_string();
        let mode = Mode { strict: true, direction: self.direction };
        let reader = Reader::json(&text, mode).rules(self.rules);
        let mut reader = reader.optional(self.optional).alternative(self.alternative);
        read(&mut reader).map_err(|error| format!("{error}, reading {value}"))
    }
}
