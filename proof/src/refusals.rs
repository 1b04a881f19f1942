//! What a server has to refuse, written by the document alone: values that break a constraint, calls without
//! credentials, media types that are not documented. No handler may see any of it. And what it has to accept, though
//! our client does not write it so: plain forms, path pairs in the query, any content type.

mod by_hand;
mod violations;

use std::collections::BTreeSet;

use http::StatusCode;
use serde_json::Value;

use crate::document::{Operation, Parameter, Scheme};
use crate::exchange::{PlannedRequest, call, least, typed, with_credentials};
use crate::slot::Slots;
use crate::subject::Subject;
use crate::tally::Tally;
use crate::wire::{self, Written};
use by_hand::{Received, body, send, send_bytes, send_written};
use specwright_runtime::client::{Client, Error};
use specwright_runtime::message::Choice;

/// Tries all of it.
pub(crate) fn check(subject: Subject, slots: &Slots<'_>, tally: &mut Tally) -> Result<(), String> {
    let Ok(least) = least(slots) else { return Ok(()) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(async {
        violations::each(subject, slots, &least, tally).await?;
        violations::together(subject, slots, &least, tally).await?;
        plain_forms(subject, slots, &least, tally).await?;
        path_pairs(subject, slots, &least, tally).await?;
        credentials(subject, slots, &least, tally).await?;
        media_types(subject, slots, &least, tally).await
    })
}

/// Whether a scheme that is no key has a user and a password, and no token.
fn is_basic(scheme: &Scheme<'_>) -> bool {
    scheme.text("type") == "http" && scheme.text("scheme").eq_ignore_ascii_case("basic")
}

/// Whether the credential of one scheme is the credential of the other too: both are in `Authorization`, and of a kind.
fn is_one_header(one: &Scheme<'_>, other: &Scheme<'_>) -> bool {
    one.text("type") != "apiKey" && other.text("type") != "apiKey" && is_basic(one) == is_basic(other)
}

/// The schemes of the first alternative.
fn usual<'d>(slots: &Slots<'d>) -> &'d [Scheme<'d>] {
    slots.operation.security.first().map_or(&[], Vec::as_slice)
}

/// Whether a refusal that names this parameter can be because of that one: it is the same, or stands in one segment of
/// the path with it, so that a separator within the value of one moves the border of the other.
fn shares_segment(operation: &Operation<'_>, parameter: &Parameter<'_>, named: &str) -> bool {
    let place = |name: &str| format!("{{{name}}}");
    let (own, other) = (place(&parameter.name), place(named));
    let together = |segment: &str| segment.contains(&own) && segment.contains(&other);
    parameter.name == named || parameter.location == "path" && operation.path.split('/').any(together)
}

/// A form that may hold the JSON of the whole is read as plain pairs too.
async fn plain_forms(
    subject: Subject,
    slots: &Slots<'_>,
    least: &PlannedRequest,
    tally: &mut Tally,
) -> Result<(), String> {
    let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
    let forms = contents.iter().zip(&slots.bodies).enumerate();
    for (index, (content, slot)) in forms.filter(|(_, (content, _))| content.object.get("x-form-json").is_some()) {
        for value in &slot.values {
            let Some(object) = value.as_object() else { continue };
            let Ok(form) = wire::form::plain(slots.document, content, object) else { continue };
            let planned = PlannedRequest { values: least.values.clone(), body: Some((index, value.clone())) };
            let received =
                send_bytes(subject, slots, &planned, usual(slots), &[], Some(form.clone().into_bytes())).await;
            match received {
                Some(Received { seen: Some(seen), .. }) if *seen == *typed(subject, &planned)? => tally.messages += 1,
                // Text does not distinguish types without a schema.
                _ if slot.is_vague() => tally.uncarried += 1,
                Some(received) => {
                    let (status, problem) = (received.status, received.problem);
                    return Err(format!(
                        "{}: the form {form} gets {status} {problem}, or is read as another value",
                        slot.name
                    ));
                }
                None => {}
            }
        }
    }
    Ok(())
}

/// Pairs of segments behind the path are read there, and in the query too.
async fn path_pairs(
    subject: Subject,
    slots: &Slots<'_>,
    least: &PlannedRequest,
    tally: &mut Tally,
) -> Result<(), String> {
    let parameters = slots.parameters.iter().zip(&slots.operation.parameters).enumerate();
    let is_pair = |parameter: &Parameter<'_>| parameter.says("x-path-pair") == Some(&Value::Bool(true));
    for (index, (slot, parameter)) in parameters.filter(|(_, (_, parameter))| is_pair(parameter)) {
        for value in &slot.values {
            let mut planned = least.clone();
            if let Some(place) = planned.values.get_mut(index) {
                *place = Some(value.clone());
            }
            let written = wire::request(slots.operation, &planned.values);
            let (Ok(in_path), Ok(body)) = (written, body(slots, &planned)) else { continue };
            let name = format!("/{}/", wire::escape(&parameter.name));
            let Some((path, text)) = in_path.path.rsplit_once(&name) else { continue };
            let mut in_query = Written { path: path.to_owned(), ..in_path.clone() };
            in_query.query.push((parameter.name.clone(), text.to_owned()));
            for written in [&in_path, &in_query] {
                match send_written(subject, slots, &planned, usual(slots), &[], body.clone(), written).await {
                    Some(Received { seen: Some(seen), .. }) if *seen == *typed(subject, &planned)? => {
                        tally.messages += 1
                    }
                    _ if slot.is_vague() => tally.uncarried += 1,
                    Some(Received { status, problem, .. }) => {
                        let name = &slot.name;
                        return Err(format!(
                            "{name}: {written:?} gets {status} {problem}, or is read as another value"
                        ));
                    }
                    None => {}
                }
            }
        }
    }
    Ok(())
}

async fn refused(
    subject: Subject,
    slots: &Slots<'_>,
    planned: &PlannedRequest,
    status: StatusCode,
    what: &str,
    tally: &mut Tally,
) -> Result<(), String> {
    if let Some(received) = send(subject, slots, planned, usual(slots), &[]).await {
        if received.seen.is_some() || received.status != status {
            return Err(format!("a call {what} gets {} {}", received.status, received.problem));
        }
        tally.refusals += 1;
    }
    Ok(())
}

async fn credentials(
    subject: Subject,
    slots: &Slots<'_>,
    least: &PlannedRequest,
    tally: &mut Tally,
) -> Result<(), String> {
    let alternatives = &slots.operation.security;
    let is_met = |schemes: &[Scheme<'_>]| {
        let is_carried =
            |one: &Scheme<'_>| schemes.iter().any(|other| other.name == one.name || is_one_header(one, other));
        alternatives.iter().any(|all| all.iter().all(is_carried))
    };
    for alternative in alternatives {
        let names: Vec<&str> = alternative.iter().map(|scheme| scheme.name).collect();
        // Two kinds meet in one header, and only one of them gets there.
        let kinds = alternative.iter().filter(|scheme| scheme.text("type") != "apiKey").map(is_basic);
        if kinds.collect::<BTreeSet<_>>().len() > 1 {
            tally.open.push(format!("no request can have all of {}", names.join(" and ")));
            continue;
        }
        if let Some(received) = send(subject, slots, least, alternative, &[]).await
            && received.seen.is_none()
        {
            return Err(format!("a call with {} gets {} {}", names.join(" and "), received.status, received.problem));
        }
        for missing in 0..alternative.len() {
            let rest: Vec<Scheme<'_>> = alternative
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != missing)
                .map(|(_, scheme)| *scheme)
                .collect();
            let Some(received) = send(subject, slots, least, &rest, &[]).await.filter(|_| !is_met(&rest)) else {
                continue;
            };
            if received.seen.is_some() || received.status != StatusCode::UNAUTHORIZED {
                let missing = names.get(missing).copied().unwrap_or_default();
                return Err(format!("a call without `{missing}` gets {} {}", received.status, received.problem));
            }
            tally.refusals += 1;
        }
    }
    if !alternatives.is_empty() && !is_met(&[]) {
        let client = Client::new("http://in.memory").map_err(|error| error.to_string())?;
        let client = with_credentials(client, subject.meta, &|_| false);
        match call(&client, subject, &*typed(subject, least)?, Choice::default()).await {
            Err(Error::MissingCredentials { .. }) => tally.refusals += 1,
            other => return Err(format!("the client calls without credentials: {other:?}")),
        }
    }
    Ok(())
}

async fn media_types(
    subject: Subject,
    slots: &Slots<'_>,
    least: &PlannedRequest,
    tally: &mut Tally,
) -> Result<(), String> {
    const UNKNOWN: &str = "application/x-no-such-thing";
    let ranges = |contents: &[crate::document::Content<'_>]| {
        let mut media_types = contents.iter().map(|content| content.media_type);
        media_types.any(|media_type| media_type.starts_with("*/") || media_type.starts_with("application/*"))
    };
    let body = slots.operation.body.as_ref();
    let sent = slots.bodies.iter().enumerate().find_map(|(index, slot)| Some((index, slot.values.first()?.clone())));
    if let (Some(body), Some((sent_as, value))) = (body, sent)
        && !ranges(&body.contents)
    {
        let planned = PlannedRequest { values: least.values.clone(), body: Some((sent_as, value)) };
        let received = send(subject, slots, &planned, usual(slots), &[("content-type", UNKNOWN)]).await;
        if let Some(received) = received.filter(|_| !wire_is_empty(slots, &planned)) {
            let vague = slots.bodies.get(sent_as).is_some_and(crate::slot::Slot::is_vague);
            match (&received.seen, body.any_content_type) {
                (Some(seen), true) if **seen == *typed(subject, &planned)? => tally.messages += 1,
                (None, false) if received.status == StatusCode::UNSUPPORTED_MEDIA_TYPE => tally.refusals += 1,
                // Text does not tell kinds apart where nothing says which is meant.
                (_, true) if vague && received.status != StatusCode::UNSUPPORTED_MEDIA_TYPE => tally.uncarried += 1,
                _ => return Err(format!("a body of another media type gets {} {}", received.status, received.problem)),
            }
        }
    }
    let success = slots.operation.responses.iter().filter(|response| response.status.starts_with('2'));
    let success: Vec<_> = success.collect();
    let typed =
        |response: &&crate::document::Response<'_>| !response.contents.is_empty() && !ranges(&response.contents);
    if !success.is_empty() && success.iter().all(typed) {
        let received = send(subject, slots, least, usual(slots), &[("accept", UNKNOWN)]).await;
        if let Some(received) = received {
            if received.seen.is_some() || received.status != StatusCode::NOT_ACCEPTABLE {
                return Err(format!("a response of another media type gets {} {}", received.status, received.problem));
            }
            tally.refusals += 1;
        }
    }
    Ok(())
}

/// Whether the body of a request has no bytes, so that its media type does not matter.
fn wire_is_empty(slots: &Slots<'_>, planned: &PlannedRequest) -> bool {
    body(slots, planned).is_ok_and(|body| body.is_some_and(|bytes| bytes.is_empty()))
}
