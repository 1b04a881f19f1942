//! Requests and replies on their way: what arrives is what was sent, and what is on the wire is what the document says.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::header::{self, HeaderMap};
use http::request::Parts;
use http::{Request, Response, StatusCode};
use serde_json::Value;
use tower::ServiceExt as _;

use super::Provable;
use super::document::{Content, Document, Operation, Parameter};
use super::parts::{self, Place};
use super::slot::Slots;
use super::tally::Tally;
use super::wire::{self, CannotCarry};
use crate::body::Body;
use crate::client::{Client, Error};
use crate::error::{BoxError, EncodeError};
use crate::mode::Direction;
use crate::operation::{OperationMeta, SchemeKind};
use crate::security::{Credential, Secret};
use crate::server::{AuthError, Authenticate, Credentials, Failure, Options, Routes};

/// A request to be sent: the values of its parameters, and its body with the place of its media type.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) values: Vec<Option<Value>>,
    pub(super) body: Option<(usize, Value)>,
}

/// A reply to be sent back.
#[derive(Clone, Debug)]
struct Answered {
    /// The place among the document's replies.
    response: usize,
    status: StatusCode,
    headers: Vec<Option<Value>>,
    body: Option<(usize, Value)>,
}

/// Sends every request and every reply.
pub(super) fn check<O: Provable>(slots: &Slots<'_>, tally: &mut Tally) -> Result<(), String> {
    let requests = requests(slots, tally);
    let replies = replies(slots, tally);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let count = requests.len().max(replies.len());
    let mut met = Vec::new();
    for (number, (asked, answered)) in requests.iter().cycle().zip(replies.iter().cycle()).take(count).enumerate() {
        let socket = number == 0;
        let outcome = runtime.block_on(exchange::<O>(slots, asked, answered, false, tally));
        outcome.map_err(|why| format!("{why}\nrequest {asked:?}\nreply {answered:?}"))?;
        if socket {
            let outcome = runtime.block_on(exchange::<O>(slots, asked, answered, true, tally));
            outcome.map_err(|why| format!("over a socket: {why}\nrequest {asked:?}\nreply {answered:?}"))?;
        }
        let media_type = |place: &Option<(usize, Value)>| place.as_ref().map(|(content, _)| *content);
        met.push((answered.status, media_type(&answered.body), media_type(&asked.body)));
    }
    met.sort();
    let statuses: std::collections::BTreeSet<_> = met.iter().map(|(status, ..)| status.as_u16()).collect();
    let answers: std::collections::BTreeSet<_> = met.iter().map(|(status, reply, _)| (*status, *reply)).collect();
    let asks: std::collections::BTreeSet<_> = met.iter().filter_map(|(.., body)| *body).collect();
    tally.statuses = statuses.len();
    tally.media_types = answers.iter().filter(|(_, reply)| reply.is_some()).count() + asks.len();
    Ok(())
}

/// Whether a parameter's value has a form in its place.
fn carries(slots: &Slots<'_>, index: usize, value: &Value) -> bool {
    let values: Vec<_> = (0..slots.parameters.len()).map(|place| (place == index).then(|| value.clone())).collect();
    wire::request(slots.operation, &values).is_ok()
}

/// The request with nothing but what has to be there; `None` where no value was found for something.
pub(super) fn least(slots: &Slots<'_>) -> Option<Asked> {
    let mut values = Vec::new();
    for (index, (slot, parameter)) in slots.parameters.iter().zip(&slots.operation.parameters).enumerate() {
        let first = slot.values.iter().find(|value| carries(slots, index, value));
        values.push(if parameter.required { Some(first?.clone()) } else { None });
    }
    let required = slots.operation.body.as_ref().is_some_and(|body| body.required);
    let first = slots.bodies.iter().enumerate().find_map(|(index, slot)| Some((index, slot.values.first()?.clone())));
    Some(Asked { values, body: if required { Some(first?) } else { None } })
}

fn requests(slots: &Slots<'_>, tally: &mut Tally) -> Vec<Asked> {
    let Some(least) = least(slots) else { return Vec::new() };
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
            all.push(Asked { values, body: None });
            continue;
        }
        for (content, slot) in slots.bodies.iter().enumerate() {
            if let Some(value) = slot.round(round) {
                all.push(Asked { values: values.clone(), body: Some((content, value.clone())) });
            }
        }
    }
    all
}

fn replies(slots: &Slots<'_>, tally: &mut Tally) -> Vec<Answered> {
    let mut all = Vec::new();
    for (response, (heads, contents)) in slots.replies.iter().enumerate() {
        let Some(documented) = slots.operation.responses.get(response) else { continue };
        let widest = heads.iter().chain(contents).map(|slot| slot.values.len()).max().unwrap_or(1);
        for status in parts::codes(slots, documented.status) {
            for round in 0..widest.max(1) {
                let headers: Vec<Option<Value>> = heads
                    .iter()
                    .zip(&documented.headers)
                    .map(|(slot, header)| {
                        let fits = |value: &&Value| wire::header(header, value).is_ok();
                        let value = slot.round(round).filter(fits);
                        tally.uncarried += usize::from(value.is_none() && round < slot.values.len());
                        let needed = header.required.then(|| slot.values.iter().find(fits)).flatten();
                        value.filter(|_| round > 0 || header.required).or(needed).cloned()
                    })
                    .collect();
                if contents.is_empty() {
                    all.push(Answered { response, status, headers, body: None });
                    continue;
                }
                for (content, slot) in contents.iter().enumerate() {
                    if let Some(value) = slot.round(round).filter(|_| round < slot.values.len().max(heads.len())) {
                        let body = Some((content, value.clone()));
                        all.push(Answered { response, status, headers: headers.clone(), body });
                    }
                }
            }
        }
    }
    all
}

/// The typed request.
pub(super) fn typed<O: Provable>(asked: &Asked) -> Result<O, String> {
    let mut request = O::hole();
    for (index, (value, parameter)) in asked.values.iter().zip(O::meta().parameters).enumerate() {
        if let Some(value) = value {
            let place = Place::of_parameter(parameter, Direction::Request);
            place.read(value, |reader| request.read_part(index, reader))?;
        }
    }
    if let (Some((content, value)), Some(body)) = (&asked.body, &O::meta().body) {
        let content = body.content.get(*content).ok_or("no such media type")?;
        let place = Place::of_content(content, !body.required, Direction::Request);
        place.read(value, |reader| request.read_part(O::meta().parameters.len(), reader))?;
    }
    Ok(request)
}

/// The typed reply.
fn typed_reply<O: Provable>(slots: &Slots<'_>, answered: &Answered) -> Result<Result<O::Output, O::Error>, String> {
    let status = slots.operation.responses.get(answered.response).map_or("", |response| response.status);
    let index = parts::documented::<O>(status, answered.status)?;
    let table = O::meta().responses.get(index).ok_or("no such reply")?;
    let mut reply = O::reply_hole(index, answered.status);
    for (part, (value, header)) in answered.headers.iter().zip(table.headers).enumerate() {
        if let Some(value) = value {
            let place = Place::of_parameter(header, Direction::Reply);
            place.read(value, |reader| O::read_reply_part(&mut reply, part, reader))?;
        }
    }
    if let Some((content, value)) = &answered.body {
        let content = table.content.get(*content).ok_or("no such media type")?;
        let place = Place::of_content(content, table.body_optional, Direction::Reply);
        place.read(value, |reader| O::read_reply_part(&mut reply, table.headers.len(), reader))?;
    }
    Ok(reply)
}

async fn exchange<O: Provable>(
    slots: &Slots<'_>,
    asked: &Asked,
    answered: &Answered,
    socket: bool,
    tally: &mut Tally,
) -> Result<(), String> {
    let (sent, reply) = (typed::<O>(asked)?, typed_reply::<O>(slots, answered)?);
    let host = Host::<O>::new(Some(reply.clone()));
    let record = Arc::clone(&host.record);
    let router = Routes::new(host).optional::<O>(|host, _, request| Box::pin(host.answer(request)));
    let router = router.into_router(Options::default());
    let tap = Arc::new(Mutex::new(Tap::default()));
    let client = if socket {
        if connection_headers(slots.operation) {
            return Ok(());
        }
        over_socket(router).await.map_err(|error| error.to_string())?
    } else {
        tapped(router, &tap).map_err(|error| error.to_string())?
    };
    let mut call = with_credentials(client, O::meta(), &|_| true).call(sent.clone());
    if let Some((content, _)) = &asked.body {
        let media_type = slots.operation.body.as_ref().and_then(|body| body.contents.get(*content));
        if let Some(content) = media_type.filter(|content| !content.media_type.contains('*')) {
            call = call.content_type(content.media_type);
        }
    }
    let documented = slots.operation.responses.get(answered.response);
    let content =
        documented.zip(answered.body.as_ref()).and_then(|(response, (content, _))| response.contents.get(*content));
    if let Some(content) = content.filter(|content| !content.media_type.contains('*')) {
        // The successes may have other media types, and without any of them there would be no reply at all.
        call = call.accept(format!("{}, */*;q=0.1", content.media_type));
    }
    let outcome = call.await;
    let unwritable = |body: &Option<(usize, Value)>, contents: &[Content<'_>], vague: bool| {
        body.as_ref().is_some_and(|(index, value)| {
            let content = contents.get(*index);
            let raw = content.is_some_and(|content| wire::Kind::of(slots.document, content) != wire::Kind::Json);
            let written = content.map(|content| wire::body(slots.document, content, value));
            raw && (vague || matches!(written, Some(Err(CannotCarry(_)))))
        })
    };
    if let Err(Error::Encode(error @ EncodeError::Value { .. })) = &outcome {
        let contents = slots.operation.body.as_ref().map_or(&[][..], |body| &body.contents);
        let vague = asked
            .body
            .as_ref()
            .and_then(|(index, _)| slots.bodies.get(*index))
            .is_some_and(super::slot::Slot::is_vague);
        let parameters = slots.parameters.iter().zip(&asked.values);
        let mut vague_values = parameters.filter(|(_, value)| value.is_some()).map(|(slot, _)| slot.is_vague());
        if unwritable(&asked.body, contents, vague) || vague_values.any(|vague| vague) {
            tally.uncarried += 1;
            return Ok(());
        }
        return Err(format!("the client refuses what the document allows: {error}"));
    }
    let seen = record.seen.lock().unwrap_or_else(PoisonError::into_inner).take();
    match seen {
        Some(seen) => same(&seen, &sent, "request")?,
        None => return Err(format!("no request arrived: {outcome:?}")),
    }
    if let Some(failure) = record.failure.lock().unwrap_or_else(PoisonError::into_inner).take() {
        let contents = documented.map_or(&[][..], |response| &response.contents);
        let reply = slots.replies.get(answered.response);
        let slot = answered.body.as_ref().zip(reply).and_then(|((index, _), (_, slots))| slots.get(*index));
        let empty = answered.body.as_ref().is_some_and(|(_, value)| value == "");
        if documented.is_some_and(|response| response.optional) && empty
            || unwritable(&answered.body, contents, slot.is_some_and(super::slot::Slot::is_vague))
        {
            tally.uncarried += 1;
            return Ok(());
        }
        return Err(format!("the server failed: {failure}"));
    }
    let (status, got) = match outcome {
        Ok(reply) => (reply.status(), Ok(reply.into_inner())),
        Err(Error::Api(reply)) => (reply.status(), Err(reply.into_inner())),
        Err(_) if slots.operation.method == "HEAD" && answered.body.is_some() => return Ok(()),
        Err(other) => return Err(format!("the reply was not understood: {other:?}")),
    };
    same(&got, &reply, "reply")?;
    same(&status, &answered.status, "status")?;
    tally.messages += 2;
    if !socket {
        let tap = std::mem::take(&mut *tap.lock().unwrap_or_else(PoisonError::into_inner));
        let (request, response) = tap.request.zip(tap.response).ok_or("nothing was on the wire")?;
        judge_request(slots, asked, &request)?;
        judge_reply(slots.document, documented, answered, &response)?;
    }
    Ok(())
}

fn same<T: PartialEq + Debug>(arrived: &T, sent: &T, what: &str) -> Result<(), String> {
    if arrived == sent { Ok(()) } else { Err(format!("the {what} {sent:?} arrived as {arrived:?}")) }
}

/// What was on the wire.
#[derive(Debug, Default)]
struct Tap {
    request: Option<(Parts, Bytes)>,
    response: Option<(http::response::Parts, Bytes)>,
}

/// A client whose transport is the router, and notes what passes.
fn tapped(router: axum::Router, tap: &Arc<Mutex<Tap>>) -> Result<Client, BoxError> {
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
    Ok(Client::new("http://in.memory")?.with_transport(service))
}

async fn over_socket(router: axum::Router) -> Result<Client, BoxError> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let client = Client::new(&format!("http://{}", listener.local_addr()?))?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(client)
}

/// Whether the document has a header that HTTP itself sets on the way, so that it cannot arrive as it was sent.
fn connection_headers(operation: &Operation<'_>) -> bool {
    const NAMES: [&str; 9] = [
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "expect",
        "host",
        "te",
        "transfer-encoding",
        "upgrade",
    ];
    let replied = operation.responses.iter().flat_map(|response| &response.headers);
    let mut headers = operation.parameters.iter().chain(replied).filter(|header| header.location == "header");
    headers.any(|header| NAMES.iter().any(|name| header.name.eq_ignore_ascii_case(name)))
}

/// Holds a request against the document.
fn judge_request(slots: &Slots<'_>, asked: &Asked, (parts, body): &(Parts, Bytes)) -> Result<(), String> {
    let operation = slots.operation;
    let expected = wire::request(operation, &asked.values).map_err(|CannotCarry(why)| why.to_owned())?;
    if parts.method.as_str() != operation.method {
        return Err(format!("the method is {}, and by the document {}", parts.method, operation.method));
    }
    let path = parts.uri.path();
    if path != expected.path && wire::unescape(path) != wire::unescape(&expected.path) {
        return Err(format!("the path is {path}, and by the document {}", expected.path));
    }
    let first = operation.security.first().map_or(&[][..], Vec::as_slice);
    let keys = |location: &str| {
        let keys = first.iter().filter(|scheme| scheme.text("type") == "apiKey" && scheme.text("in") == location);
        keys.map(|scheme| (scheme.text("name").to_owned(), "secret".to_owned())).collect::<Vec<_>>()
    };
    let query = split(parts.uri.query().unwrap_or_default(), '&');
    judge_pairs("query", query, expected.query, keys("query"))?;
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let cookies = cookies.flat_map(|line| split(line, ';')).collect();
    judge_pairs("cookies", cookies, expected.cookies, keys("cookie"))?;
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    for (name, value) in expected.headers.iter().chain(&keys("header")) {
        if header(name) != Some(value.as_str()) {
            return Err(format!("the header {name} is {:?}, and by the document {value}", header(name)));
        }
    }
    let absent = operation.parameters.iter().zip(&asked.values);
    for (parameter, _) in absent.filter(|(parameter, value)| parameter.location == "header" && value.is_none()) {
        if header(&parameter.name).is_some()
            && !keys("header").iter().any(|(name, _)| name.eq_ignore_ascii_case(&parameter.name))
        {
            return Err(format!("the header {} is there", parameter.name));
        }
    }
    for scheme in first {
        let (word, kind) = (scheme.text("scheme").to_ascii_lowercase(), scheme.text("type"));
        let expected = match (kind, word.as_str()) {
            ("http", "basic") => "Basic dXNlcjpzZWNyZXQ=",
            ("http", "bearer") | ("oauth2" | "openIdConnect", _) => "Bearer secret",
            _ => continue,
        };
        if header("authorization") != Some(expected) {
            return Err(format!("the security scheme `{}` is not used", scheme.name));
        }
    }
    let content = asked.body.as_ref().zip(operation.body.as_ref());
    let content = content.and_then(|((index, value), body)| Some((body.contents.get(*index)?, value)));
    judge_body(slots.document, content, &parts.headers, body)
}

/// Holds a reply against the document.
fn judge_reply(
    document: &Document,
    documented: Option<&super::document::Response<'_>>,
    answered: &Answered,
    (parts, body): &(http::response::Parts, Bytes),
) -> Result<(), String> {
    let documented = documented.ok_or("no such reply")?;
    let value = |header: &Parameter<'_>| parts.headers.get(&header.name).and_then(|value| value.to_str().ok());
    for (header, expected) in documented.headers.iter().zip(&answered.headers) {
        let expected = expected.as_ref().map(|expected| wire::header(header, expected));
        let expected = expected.transpose().map_err(|CannotCarry(why)| why.to_owned())?;
        if value(header) != expected.as_deref() {
            return Err(format!("the header {} is {:?}, and by the document {expected:?}", header.name, value(header)));
        }
    }
    same(&parts.status, &answered.status, "status")?;
    let content = answered.body.as_ref();
    let content = content.and_then(|(index, value)| Some((documented.contents.get(*index)?, value)));
    judge_body(document, content, &parts.headers, body)
        .map_err(|why| format!("of the reply {}: {why}", documented.status))
}

fn judge_body(
    document: &Document,
    content: Option<(&Content<'_>, &Value)>,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(), String> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match (content, said) {
        (None, None) if body.is_empty() => Ok(()),
        (None, _) => Err(format!("there is a body of {} bytes", body.len())),
        (Some((content, _)), said) if !is_of(content.media_type, said.unwrap_or_default()) => {
            Err(format!("the content type is {said:?}, and by the document {}", content.media_type))
        }
        (Some((content, value)), _) => wire::is_body(document, content, value, body),
    }
}

/// Whether a media type is the documented one, or of the documented range.
fn is_of(range: &str, media_type: &str) -> bool {
    let within = |prefix: &str| media_type.starts_with(prefix) && !prefix.is_empty() || prefix.is_empty();
    match range.strip_suffix('*') {
        Some(prefix) => within(prefix.trim_end_matches('*').trim_end_matches('/')),
        None => range == media_type,
    }
}

fn split(text: &str, separator: char) -> Vec<(String, String)> {
    let pieces = text.split(separator).map(str::trim).filter(|piece| !piece.is_empty());
    let pairs = pieces.map(|piece| piece.split_once('=').unwrap_or((piece, "")));
    pairs.map(|(name, value)| (wire::unescape(name), value.to_owned())).collect()
}

/// The pairs of a query or of cookies: those of the parameters in their order, and the credentials somewhere among them.
fn judge_pairs(
    what: &str,
    mut sent: Vec<(String, String)>,
    expected: Vec<(String, String)>,
    credentials: Vec<(String, String)>,
) -> Result<(), String> {
    for credential in credentials {
        match sent.iter().position(|pair| *pair == credential) {
            Some(place) => drop(sent.remove(place)),
            None => return Err(format!("the {what} {sent:?} have no credential `{}`", credential.0)),
        }
    }
    // Characters that may stand as they are, and delimiters that do: what is meant has to be the same, piece by piece.
    let meant = |pairs: &[(String, String)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.split([',', ';']).map(wire::unescape).collect::<Vec<_>>()));
        pairs.collect::<Vec<_>>()
    };
    let loose = |pairs: &[(String, String)]| {
        pairs.iter().map(|(name, value)| (name.clone(), wire::unescape(value))).collect::<Vec<_>>()
    };
    let plain = !expected.iter().any(|(_, value)| value.contains([',', ';']));
    if meant(&sent) == meant(&expected) || plain && loose(&sent) == loose(&expected) {
        return Ok(());
    }
    Err(format!("the {what} are {sent:?}, and by the document {expected:?}"))
}

/// The client with those credentials that the operation could ask for and that are wanted, by the scheme's name.
pub(super) fn with_credentials(client: Client, meta: &'static OperationMeta, wanted: &dyn Fn(&str) -> bool) -> Client {
    let schemes = meta.security.iter().flat_map(|requirement| requirement.schemes);
    schemes.filter(|scheme| wanted(scheme.name)).fold(client, |client, scheme| {
        let secret = Secret::from("secret");
        let credential = match scheme.kind {
            SchemeKind::ApiKey { .. } => Credential::ApiKey(secret),
            SchemeKind::Basic => Credential::Basic { user: "user".to_owned(), password: secret },
            SchemeKind::Bearer => Credential::Bearer(secret),
        };
        client.with_credential(scheme.credential, credential)
    })
}

/// A service with one operation and one answer.
pub(super) struct Host<O: Provable> {
    reply: Option<Result<O::Output, O::Error>>,
    pub(super) record: Arc<Record<O>>,
}

/// What the service saw.
pub(super) struct Record<O> {
    pub(super) seen: Mutex<Option<O>>,
    failure: Mutex<Option<String>>,
}

impl<O: Provable> Host<O> {
    pub(super) fn new(reply: Option<Result<O::Output, O::Error>>) -> Self {
        Self { reply, record: Arc::new(Record { seen: Mutex::new(None), failure: Mutex::new(None) }) }
    }

    pub(super) async fn answer(&self, request: O) -> Result<O::Output, Failure<O::Error>> {
        *self.record.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        match self.reply.clone() {
            Some(reply) => reply.map_err(Failure::Api),
            None => Err(Failure::other("nothing is to be answered")),
        }
    }
}

impl<O: Provable> Authenticate for Host<O> {
    type Principal = ();

    async fn authenticate(&self, credentials: Credentials, _parts: &Parts) -> Result<(), AuthError> {
        if credentials.is_anonymous() { Err(AuthError::Missing) } else { Ok(()) }
    }

    fn failed(&self, _operation: &'static OperationMeta, error: &BoxError) {
        *self.record.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
    }
}
