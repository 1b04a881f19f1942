//! Values that break a constraint of the document: one in a request, and one in each of its parts.

use http::StatusCode;
use serde_json::Value;

use super::by_hand::send;
use super::{refused, shares_segment, usual};
use crate::exchange::PlannedRequest;
use crate::sample::Violation;
use crate::slot::{Slot, Slots};
use crate::subject::Subject;
use crate::tally::Tally;
use crate::wire;

/// Each value that breaks a constraint, by itself: it is refused, and the error says where it is.
pub(super) async fn each(
    subject: Subject,
    slots: &Slots<'_>,
    least: &PlannedRequest,
    tally: &mut Tally,
) -> Result<(), String> {
    // A response to `HEAD` has no body that could say why.
    let silent = slots.operation.method == "HEAD";
    for (index, (slot, parameter)) in slots.parameters.iter().zip(&slots.operation.parameters).enumerate() {
        for violation in &slot.violations {
            // Text has kinds only where it is a number or a boolean that is meant.
            let whole = violation.pointer.is_empty() && (violation.value.is_array() || violation.value.is_object());
            if parameter.json || whole && violation.keyword == "type" || slot.is_vague() {
                continue;
            }
            let mut planned = least.clone();
            if let Some(place) = planned.values.get_mut(index) {
                *place = Some(violation.value.clone());
            }
            let Some(received) = send(subject, slots, &planned, usual(slots), &[]).await else { continue };
            let is_named = received.named("parameter").any(|named| shares_segment(slots.operation, parameter, named));
            if received.seen.is_some() || received.status != StatusCode::BAD_REQUEST || !is_named && !silent {
                let (keyword, value, status) = (violation.keyword, &violation.value, received.status);
                return Err(format!(
                    "{}: {value} breaks `{keyword}`, and gets {status} {}",
                    slot.name, received.problem
                ));
            }
            tally.violations += 1;
        }
        if parameter.required && parameter.location != "path" {
            let mut planned = least.clone();
            if let Some(place) = planned.values.get_mut(index) {
                *place = None;
            }
            refused(subject, slots, &planned, StatusCode::BAD_REQUEST, &format!("without the {}", slot.name), tally)
                .await?;
        }
    }
    for (index, slot) in slots.bodies.iter().enumerate() {
        let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
        let Some(content) = contents.get(index) else { continue };
        let json = wire::Kind::of(slots.document, content) == wire::Kind::Json;
        // Of several alternatives, the closest one determines the location.
        for violation in slot.violations.iter().filter(|violation| json && violation.keyword != "oneOf") {
            let planned = PlannedRequest { values: least.values.clone(), body: Some((index, violation.value.clone())) };
            let Some(received) = send(subject, slots, &planned, usual(slots), &[]).await else { continue };
            let is_named = received.named("pointer").any(|named| named == violation.pointer);
            if received.seen.is_some() || received.status != StatusCode::BAD_REQUEST || !is_named && !silent {
                let (keyword, at, status) = (violation.keyword, &violation.pointer, received.status);
                let value = &violation.value;
                return Err(format!(
                    "{}: {value} breaks `{keyword}` at `{at}`, and gets {status} {}",
                    slot.name, received.problem
                ));
            }
            tally.violations += 1;
        }
    }
    if slots.operation.body.as_ref().is_some_and(|body| body.required) && slots.bodies.len() == 1 {
        let empty = slots.bodies.first().is_some_and(|slot| slot.validator.is_valid(&Value::from("")));
        if !empty {
            let planned = PlannedRequest { body: None, ..least.clone() };
            refused(subject, slots, &planned, StatusCode::BAD_REQUEST, "without its body", tally).await?;
        }
    }
    Ok(())
}

/// A request with a wrong value in every part where there is one: each is named in the one refusal.
pub(super) async fn together(
    subject: Subject,
    slots: &Slots<'_>,
    least: &PlannedRequest,
    tally: &mut Tally,
) -> Result<(), String> {
    let mut planned = least.clone();
    let mut expected = Vec::new();
    for (index, (slot, parameter)) in slots.parameters.iter().zip(&slots.operation.parameters).enumerate() {
        let with = |violation: &Violation| {
            let mut planned = least.clone();
            if let Some(place) = planned.values.get_mut(index) {
                *place = Some(violation.value.clone());
            }
            planned
        };
        let is_sent = |violation: &&Violation| wire::request(slots.operation, &with(violation).values).is_ok();
        let is_scalar = |violation: &&Violation| !violation.value.is_array() && !violation.value.is_object();
        let found = slot.violations.iter().filter(is_scalar).find(is_sent);
        // What is wrong in a path may be of another path.
        if let Some(violation) = found.filter(|_| !parameter.json && !slot.is_vague() && parameter.location != "path")
            && let Some(place) = planned.values.get_mut(index)
        {
            *place = Some(violation.value.clone());
            expected.push(("parameter", parameter.name.clone()));
        }
    }
    let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
    let is_json = |(index, _): &(usize, &Slot<'_>)| {
        contents.get(*index).is_some_and(|content| wire::Kind::of(slots.document, content) == wire::Kind::Json)
    };
    let body = slots.bodies.iter().enumerate().find(is_json);
    let wrong =
        body.and_then(|(index, slot)| Some((index, slot.violations.iter().find(|one| one.keyword != "oneOf")?)));
    if let Some((index, violation)) = wrong {
        planned.body = Some((index, violation.value.clone()));
        expected.push(("pointer", violation.pointer.clone()));
    }
    if expected.len() < 2 || slots.operation.method == "HEAD" {
        return Ok(());
    }
    let Some(received) = send(subject, slots, &planned, usual(slots), &[]).await else { return Ok(()) };
    let missing = expected.iter().find(|(member, value)| !received.named(member).any(|named| named == *value));
    if received.seen.is_some() || received.status != StatusCode::BAD_REQUEST || missing.is_some() {
        let (status, problem) = (received.status, received.problem);
        return Err(format!("wrong values in several parts get {status} {problem}, and {missing:?} is not named"));
    }
    tally.violations += 1;
    Ok(())
}
