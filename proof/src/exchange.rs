//! Whole messages: what is received is what was sent, and what is on the wire is what the document defines.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::request::Parts;
use http::{Request, Response, StatusCode};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::compare;
use crate::document::{Content, Operation};
use crate::host::host;
use crate::parts::{self, PartMeta};
use crate::slot::Slots;
use crate::subject::{Message, Subject, Typed};
use crate::tally::Tally;
use crate::wire::{self, Unrepresentable};
use specwright_runtime::body::Body;
use specwright_runtime::client::{Client, Error, ResponseValue};
use specwright_runtime::error::{BoxError, EncodeError};
use specwright_runtime::message::Choice;
use specwright_runtime::mode::Direction;
use specwright_runtime::operation::{OperationMeta, SchemeKind};
use specwright_runtime::security::{Credential, Secret};

/// A request to be sent: the values of its parameters, and its body with the place of its media type.
#[derive(Clone, Debug)]
pub(crate) struct PlannedRequest {
    pub(crate) values: Vec<Option<Value>>,
    pub(crate) body: Option<(usize, Value)>,
}

/// A response to be sent back.
#[derive(Clone, Debug)]
pub(crate) struct PlannedResponse {
    /// The index among the document's responses.
    pub(crate) response: usize,
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<Option<Value>>,
    pub(crate) body: Option<(usize, Value)>,
}

/// Sends every request and every response.
pub(crate) fn check(subject: Subject, slots: &Slots<'_>, tally: &mut Tally) -> Result<(), String> {
    let requests = requests(slots, tally);
    let responses = responses(slots, tally);
    // Where the document has no response, requests are sent all the same.
    let responses: Vec<_> = if responses.is_empty() { vec![None] } else { responses.into_iter().map(Some).collect() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let count = requests.len().max(responses.len());
    let mut met = Vec::new();
    for (number, (planned, planned_response)) in
        requests.iter().cycle().zip(responses.iter().cycle()).take(count).enumerate()
    {
        let planned_response = planned_response.as_ref();
        let shown = |why| format!("{why}\nrequest {planned:?}\nresponse {planned_response:?}");
        let outcome = runtime.block_on(exchange(subject, slots, planned, planned_response, false, tally));
        outcome.map_err(shown)?;
        if number == 0 {
            let outcome = runtime.block_on(exchange(subject, slots, planned, planned_response, true, tally));
            outcome.map_err(|why| shown(format!("over a socket: {why}")))?;
        }
        let media_type = |place: &Option<(usize, Value)>| place.as_ref().map(|(content, _)| *content);
        let status = planned_response.map(|planned| (planned.status.as_u16(), media_type(&planned.body)));
        met.push((status, media_type(&planned.body)));
    }
    let responses_met: BTreeSet<_> = met.iter().filter_map(|(response, _)| *response).collect();
    let statuses: BTreeSet<_> = responses_met.iter().map(|(status, _)| *status).collect();
    let bodies_met: BTreeSet<_> = met.iter().filter_map(|(_, body)| *body).collect();
    tally.statuses = statuses.len();
    tally.media_types = responses_met.iter().filter(|(_, response)| response.is_some()).count() + bodies_met.len();
    Ok(())
}

/// Whether a parameter's value has a form in its place.
fn carries(slots: &Slots<'_>, index: usize, value: &Value) -> bool {
    let values: Vec<_> = (0..slots.parameters.len()).map(|place| (place == index).then(|| value.clone())).collect();
    wire::request(slots.operation, &values).is_ok()
}

/// The request with nothing but what has to be there.
///
/// # Errors
/// No value was found for something that has to be there, or none that can be sent.
pub(crate) fn least(slots: &Slots<'_>) -> Result<PlannedRequest, String> {
    let mut values = Vec::new();
    for (index, (slot, parameter)) in slots.parameters.iter().zip(&slots.operation.parameters).enumerate() {
        let first = slot.values.iter().find(|value| carries(slots, index, value));
        if parameter.required && first.is_none() {
            return Err(format!("no value that can be sent was found for the {}", slot.name));
        }
        values.push(first.filter(|_| parameter.required).cloned());
    }
    let first = slots.bodies.iter().enumerate().find_map(|(index, slot)| Some((index, slot.values.first()?.clone())));
    let required = slots.operation.body.as_ref().is_some_and(|body| body.required);
    if required && first.is_none() {
        let names: Vec<&str> = slots.bodies.iter().map(|slot| slot.name.as_str()).collect();
        return Err(format!("no value was found for the {}", names.join(" or the ")));
    }
    Ok(PlannedRequest { values, body: first.filter(|_| required) })
}

pub(crate) fn requests(slots: &Slots<'_>, tally: &mut Tally) -> Vec<PlannedRequest> {
    let least = match least(slots) {
        Ok(least) => least,
        Err(why) => {
            tally.not_tried(why);
            return Vec::new();
        }
    };
    let mut all = vec![least.clone()];
    let widest = slots.parameters.iter().chain(&slots.bodies).map(|slot| slot.values.len()).max().unwrap_or(0);
    for round in 0..widest {
        let mut values = Vec::new();
        for (index, slot) in slots.parameters.iter().enumerate() {
            let value = slot.round(round).filter(|value| carries(slots, index, value));
            tally.uncarried += usize::from(value.is_none() && round < slot.values.len());
            values.push(value.cloned().or_else(|| least.values.get(index).cloned().flatten()));
        }
        if slots.bodies.is_empty() {
            all.push(PlannedRequest { values, body: None });
            continue;
        }
        for (content, slot) in slots.bodies.iter().enumerate() {
            if let Some(value) = slot.round(round) {
                all.push(PlannedRequest { values: values.clone(), body: Some((content, value.clone())) });
            }
        }
    }
    all
}

pub(crate) fn responses(slots: &Slots<'_>, tally: &mut Tally) -> Vec<PlannedResponse> {
    let mut all = Vec::new();
    for (response, (heads, contents)) in slots.responses.iter().enumerate() {
        let Some(documented) = slots.operation.responses.get(response) else { continue };
        let widest = heads.iter().chain(contents).map(|slot| slot.values.len()).max().unwrap_or(1);
        for status in parts::codes(slots, documented.status) {
            for round in 0..widest.max(1) {
                let headers: Vec<Option<Value>> = heads
                    .iter()
                    .zip(&documented.headers)
                    .map(|(slot, header)| {
                        let fits = |value: &&Value| wire::lines(header, value).is_ok();
                        let value = slot.round(round).filter(fits);
                        tally.uncarried += usize::from(value.is_none() && round < slot.values.len());
                        let needed = header.required.then(|| slot.values.iter().find(fits)).flatten();
                        value.filter(|_| round > 0 || header.required).or(needed).cloned()
                    })
                    .collect();
                if contents.is_empty() {
                    all.push(PlannedResponse { response, status, headers, body: None });
                    continue;
                }
                for (content, slot) in contents.iter().enumerate() {
                    if let Some(value) = slot.round(round).filter(|_| round < slot.values.len().max(heads.len())) {
                        let body = Some((content, value.clone()));
                        all.push(PlannedResponse { response, status, headers: headers.clone(), body });
                    }
                }
            }
        }
    }
    all
}

/// The typed request.
pub(crate) fn typed(subject: Subject, planned: &PlannedRequest) -> Result<Message, String> {
    let mut request = (subject.request)();
    for (index, (value, parameter)) in planned.values.iter().zip(subject.meta.parameters).enumerate() {
        if let Some(value) = value {
            let place = PartMeta::of_parameter(parameter, Direction::Request);
            place.read(value, |reader| request.read_part(index, reader))?;
        }
    }
    if let (Some((content, value)), Some(body)) = (&planned.body, &subject.meta.body) {
        let content = body.content.get(*content).ok_or("no such media type")?;
        let place = PartMeta::of_content(content, !body.required, Direction::Request);
        place.read(value, |reader| request.read_part(subject.meta.parameters.len(), reader))?;
    }
    Ok(request)
}

/// The typed response.
pub(crate) fn typed_response(
    subject: Subject,
    slots: &Slots<'_>,
    planned_response: &PlannedResponse,
) -> Result<Message, String> {
    let status = slots.operation.responses.get(planned_response.response).map_or("", |response| response.status);
    let index = parts::documented(subject, status, planned_response.status)?;
    let table = subject.meta.responses.get(index).ok_or("no such response")?;
    let mut response = (subject.response)(index, planned_response.status);
    for (part, (value, header)) in planned_response.headers.iter().zip(table.headers).enumerate() {
        if let Some(value) = value {
            let place = PartMeta::of_parameter(header, Direction::Response);
            place.read(value, |reader| response.read_part(part, reader))?;
        }
    }
    if let Some((content, value)) = &planned_response.body {
        let content = table.content.get(*content).ok_or("no such media type")?;
        let place = PartMeta::of_content(content, table.body_optional, Direction::Response);
        place.read(value, |reader| response.read_part(table.headers.len(), reader))?;
    }
    Ok(response)
}

async fn exchange(
    subject: Subject,
    slots: &Slots<'_>,
    planned: &PlannedRequest,
    planned_response: Option<&PlannedResponse>,
    socket: bool,
    tally: &mut Tally,
) -> Result<(), String> {
    let sent = typed(subject, planned)?;
    let expected = || planned_response.map(|planned| typed_response(subject, slots, planned)).transpose();
    let (router, record) = host(subject, expected()?);
    let tap = Arc::new(Mutex::new(Tap::default()));
    let client = if socket {
        if connection_headers(slots.operation) {
            return Ok(());
        }
        over_socket(router).await.map_err(|error| error.to_string())?
    } else {
        tapped(router, &tap).map_err(|error| error.to_string())?
    };
    let client = with_credentials(client, subject.meta, &|_| true);
    let mut choice = Choice::default();
    if let Some((content, _)) = &planned.body {
        let media_type = slots.operation.body.as_ref().and_then(|body| body.contents.get(*content));
        choice.content_type = media_type.map(|content| wire::concrete(content.media_type));
    }
    let documented = planned_response.and_then(|planned| slots.operation.responses.get(planned.response));
    let body = planned_response.and_then(|planned| planned.body.as_ref());
    let content = documented.zip(body).and_then(|(response, (content, _))| response.contents.get(*content));
    if let Some(content) = content {
        // The successes may have other media types, and without any of them there would be no response at all.
        choice.accept = Some(format!("{}, */*;q=0.1", wire::concrete(content.media_type)));
    }
    let outcome = call(&client, subject, &*sent, choice).await;
    let unwritable = |body: &Option<(usize, Value)>, contents: &[Content<'_>], vague: bool| {
        body.as_ref().is_some_and(|(index, value)| {
            let content = contents.get(*index);
            let raw = content.is_some_and(|content| wire::Kind::of(slots.document, content) != wire::Kind::Json);
            let written = content.map(|content| wire::body(slots.document, content, value));
            raw && (vague || matches!(written, Some(Err(Unrepresentable(_)))))
        })
    };
    if let Err(Error::Encode(error @ EncodeError::Value { .. })) = &outcome {
        let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
        let vague = planned
            .body
            .as_ref()
            .and_then(|(index, _)| slots.bodies.get(*index))
            .is_some_and(crate::slot::Slot::is_vague);
        let parameters = slots.parameters.iter().zip(&planned.values);
        let mut vague_values = parameters.filter(|(_, value)| value.is_some()).map(|(slot, _)| slot.is_vague());
        if unwritable(&planned.body, contents, vague) || vague_values.any(|vague| vague) {
            tally.uncarried += 1;
            tally.not_tried(format!("a request cannot be sent: {error}"));
            return Ok(());
        }
        return Err(format!("the client refuses what the document allows: {error}"));
    }
    let seen = record.take_seen();
    match seen {
        Some(seen) => same(&*seen, &*sent, "request")?,
        None => return Err(format!("no request arrived: {outcome:?}")),
    }
    let Some((planned_response, expected)) = planned_response.zip(expected()?) else {
        tally.messages += 1;
        let request = tap.lock().unwrap_or_else(PoisonError::into_inner).request.take();
        return request.map_or(Ok(()), |request| compare::request(slots, planned, &request));
    };
    if let Some(failure) = record.take_failure() {
        let contents = documented.map_or(&[][..], |response| &response.contents);
        let slots_of = slots.responses.get(planned_response.response);
        let slot = planned_response.body.as_ref().zip(slots_of).and_then(|((index, _), (_, slots))| slots.get(*index));
        let empty = planned_response.body.as_ref().is_some_and(|(_, value)| value == "");
        if documented.is_some_and(|response| response.optional) && empty
            || unwritable(&planned_response.body, contents, slot.is_some_and(crate::slot::Slot::is_vague))
        {
            tally.uncarried += 1;
            tally.not_tried(format!("the response {} cannot be sent: {failure}", planned_response.status));
            return Ok(());
        }
        return Err(format!("the server failed: {failure}"));
    }
    let (status, got) = match outcome {
        Ok(received) => (received.status(), received.into_inner()),
        Err(_) if slots.operation.method == "HEAD" && planned_response.body.is_some() => return Ok(()),
        Err(other) => return Err(format!("the response was not understood: {other:?}")),
    };
    same(&status, &planned_response.status, "status")?;
    tally.messages += 2;
    tally.responses += 1;
    if socket {
        return same(&*got, &*expected, "response");
    }
    let tap = std::mem::take(&mut *tap.lock().unwrap_or_else(PoisonError::into_inner));
    let (request, response) = tap.request.zip(tap.response).ok_or("nothing was on the wire")?;
    same(&*got, &*expected, "response")?;
    compare::request(slots, planned, &request)?;
    compare::response(slots.document, documented, planned_response, &response)
}

pub(crate) fn same<T: PartialEq + Debug + ?Sized>(arrived: &T, sent: &T, what: &str) -> Result<(), String> {
    if arrived == sent { Ok(()) } else { Err(format!("the {what} {sent:?} arrived as {arrived:?}")) }
}

/// What was on the wire.
#[derive(Debug, Default)]
pub(crate) struct Tap {
    pub(crate) request: Option<(Parts, Bytes)>,
    pub(crate) response: Option<(http::response::Parts, Bytes)>,
}

/// A client whose transport is the router, and notes what passes.
pub(crate) fn tapped(router: axum::Router, tap: &Arc<Mutex<Tap>>) -> Result<Client, BoxError> {
    let tap = Arc::clone(tap);
    let service = tower::service_fn(move |request: Request<Body>| {
        let (tap, router) = (Arc::clone(&tap), router.clone());
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect(usize::MAX).await.map_err(|error| format!("{error:?}"))?;
            let noted = (parts.clone(), body.clone());
            tap.lock().unwrap_or_else(PoisonError::into_inner).request = Some(noted);
            let response = router.oneshot(Request::from_parts(parts, axum::body::Body::from(body))).await?;
            let (parts, body) = response.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await?;
            let noted = (parts.clone(), body.clone());
            tap.lock().unwrap_or_else(PoisonError::into_inner).response = Some(noted);
            Ok::<_, BoxError>(Response::from_parts(parts, Body::from(body)))
        }
    });
    Ok(Client::with_service("http://in.memory", service)?)
}

async fn over_socket(router: axum::Router) -> Result<Client, BoxError> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let client = Client::new(&format!("http://{}", listener.local_addr()?))?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(client)
}

/// Whether the document has a header that HTTP itself sets on the way, so that it cannot arrive as it was sent.
fn connection_headers(operation: &Operation<'_>) -> bool {
    const NAMES: [&str; 2] = ["content-encoding", "date"];
    let responded = operation.responses.iter().flat_map(|response| &response.headers);
    let mut headers = operation.parameters.iter().chain(responded).filter(|header| header.location == "header");
    headers.any(|header| NAMES.iter().any(|name| header.name.eq_ignore_ascii_case(name)))
}

/// Calls the operation. Errors that the document has are responses too.
pub(crate) async fn call(
    client: &Client,
    subject: Subject,
    request: &dyn Typed,
    choice: Choice,
) -> Result<ResponseValue<Message>, Error<Infallible>> {
    specwright_runtime::rt::call(client, subject.meta, request, choice, subject.response).await
}

/// The client with the selected credentials of the operation, by the scheme's name.
pub(crate) fn with_credentials(client: Client, meta: &'static OperationMeta, wanted: &dyn Fn(&str) -> bool) -> Client {
    let schemes = meta.security.iter().flat_map(|requirement| requirement.schemes);
    schemes.filter(|scheme| wanted(scheme.name)).fold(client, |client, scheme| {
        let secret = Secret::from("secret");
        let credential = match scheme.kind {
            SchemeKind::ApiKey { .. } => Credential::ApiKey(secret),
            SchemeKind::Basic => Credential::Basic { user: "user".to_owned(), password: secret },
            SchemeKind::Bearer => Credential::Bearer(secret),
            SchemeKind::Unknown => return client,
        };
        client.with_credential(scheme.credential, credential)
    })
}
