//! Whole requests to a server: each gets a response, never a failure, and what a handler was given is what the client
//! sends for it.

use std::sync::{Arc, Mutex};

use onstream::runtime::http::{Request, StatusCode};
use onstream::runtime::message::{Choice, response};
use onstream::runtime::operation::Operation;
use onstream::runtime::server::axum::{self, body::Body, body::to_bytes};
use onstream::runtime::server::{AuthError, Authenticate, Context, Failure, HandlerResult};
use onstream::*;

/// Notes what a handler was told, as the client sends it.
#[derive(Clone, Default)]
struct Desk(Arc<Mutex<Option<Said>>>);

/// A request as its debug text, and as the client sends it.
struct Said {
    told: String,
    sent: Option<Request<onstream::runtime::body::Body>>,
}

impl Desk {
    fn note<O: Operation + std::fmt::Debug>(&self, request: O) -> HandlerResult<O> {
        let said = Said { told: format!("{request:?}"), sent: request.encode_request(&Choice::default()).ok() };
        if let Ok(mut place) = self.0.lock() {
            *place = Some(said);
        }
        Err(Failure::other("noted"))
    }
}

impl Authenticate<Credentials> for Desk {
    type Principal = ();

    async fn authenticate(&self, _: Credentials, _: &Context) -> Result<(), AuthError> {
        Ok(())
    }
}

macro_rules! handlers {
    ($($tag:ident { $($method:ident $request:ident),* $(,)? })*) => {$(
        impl $tag for Desk {$(
            async fn $method(&self, _: &mut Context<()>, request: $request) -> HandlerResult<$request> {
                self.note(request)
            }
        )*}
    )*};
}

handlers! {
    Account { authverify Authverify }
    Sessions {
        get_session GetSession,
        delete_session_by_id DeleteSessionById,
        list_sessions ListSessions,
        create_session CreateSession,
        update_session UpdateSession,
        delete_session DeleteSession,
    }
    Invitees {
        list_invitees ListInvitees,
        list_invitees_by_role ListInviteesByRole,
        add_invitee AddInvitee,
        update_invitee UpdateInvitee,
        delete_invitee DeleteInvitee,
    }
    Recordings {
        get_recording GetRecording,
        delete_recording_by_id DeleteRecordingById,
        list_recordings ListRecordings,
        update_recording UpdateRecording,
        delete_recording DeleteRecording,
    }
    Files { add_file AddFile, add_file_to_session AddFileToSession }
}

/// What is to be awaited, here and now.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap_or_else(|error| panic!("no runtime: {error}")).block_on(future)
}

/// The status of the response, and what the handler was given, if it was called.
fn serve(request: Request<Body>) -> (StatusCode, Option<Said>) {
    let desk = Desk::default();
    let router = router(desk.clone());
    let response = block_on(onstream::runtime::client::tower::ServiceExt::oneshot(router, request));
    let response = response.unwrap_or_else(|never| match never {});
    let status = response.status();
    if status != StatusCode::INTERNAL_SERVER_ERROR && status != StatusCode::NOT_FOUND {
        assert_eq!(
            response.headers().get("content-type").and_then(|value| value.to_str().ok()),
            Some("application/problem+json")
        );
    }
    drop(block_on(to_bytes(response.into_body(), usize::MAX)));
    let said = desk.0.lock().ok().and_then(|mut said| said.take());
    (status, said)
}

/// The first line is method and target, then come headers, an empty line and the body.
pub fn request(data: &[u8]) {
    let mut rest = data;
    let mut line = || {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        let (line, behind) = rest.split_at(end);
        rest = behind.get(1..).unwrap_or_default();
        line
    };
    let first = line();
    let Some(blank) = first.iter().position(|byte| *byte == b' ') else { return };
    let mut builder = Request::builder().method(&first[..blank]).uri(&first[blank + 1..]);
    builder = builder.header("authorization", "Basic YTpi");
    loop {
        let header = line();
        if header.is_empty() {
            break;
        }
        let Some(colon) = header.iter().position(|byte| *byte == b':') else { return };
        builder = builder.header(&header[..colon], &header[colon + 1..]);
    }
    let Ok(request) = builder.body(Body::from(rest.to_vec())) else { return };
    let (status, said) = serve(request);
    let Some(said) = said else {
        assert!(status.is_client_error(), "{status} without a handler");
        return;
    };
    let Some(sent) = said.sent else { return };
    let (mut parts, body) = sent.into_parts();
    parts.headers.insert("authorization", http::HeaderValue::from_static("Basic YTpi"));
    let body = block_on(body.collect(usize::MAX)).unwrap_or_default();
    let (_, again) = serve(Request::from_parts(parts, Body::from(body)));
    assert_eq!(again.map(|said| said.told), Some(said.told));
}

/// The header `Accept`, one line each.
pub fn accept(data: &[u8]) {
    let mut headers = http::HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n') {
        if let Ok(value) = http::HeaderValue::from_bytes(line) {
            headers.append("accept", value);
        }
    }
    let meta = ListSessions::meta().expect("the table of a generated operation is readable");
    drop(response::negotiate(meta, &headers, None, None));
    let Some(format) = headers.get("accept").and_then(|value| value.to_str().ok()) else { return };
    drop(response::negotiate(meta, &headers, Some(format), None));
    drop(axum::http::HeaderValue::from_str(format));
}
