//! Hostile forms to a server and hostile XML to a client, on Onstream's: each is refused by a clear error, no handler
//! sees it, and none takes much more memory than its own bytes.

#![cfg(test)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use onstream::runtime::body::Body;
use onstream::runtime::bytes::Bytes;
use onstream::runtime::client::Error;
use onstream::runtime::client::tower::util::BoxCloneSyncService;
use onstream::runtime::client::tower::{ServiceExt as _, service_fn};
use onstream::runtime::error::BoxError;
use onstream::runtime::http::{Request, Response, StatusCode};
use onstream::runtime::server::{AuthError, Authenticate, Context, Failure, HandlerResult, axum};
use onstream::*;
use peak_alloc::PeakAlloc;
use serde_json::Value;
use tokio::sync::Mutex;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many times its own size a body may take, and how many bytes beside that.
const FACTOR: usize = 64;
const BASE: usize = 4 * 1024 * 1024;

/// What is measured is done alone.
static TURN: Mutex<()> = Mutex::const_new(());

/// How much memory is taken at most while this is done.
async fn peak<T>(work: impl Future<Output = T>) -> (T, usize) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let done = work.await;
    (done, MEMORY.peak_usage().saturating_sub(before))
}

/// Notes whether a handler was asked anything.
#[derive(Clone, Default)]
struct Desk(Arc<AtomicBool>);

impl Desk {
    fn note<O: onstream::runtime::operation::Operation>(&self) -> HandlerResult<O> {
        self.0.store(true, Ordering::SeqCst);
        Err(Failure::other("not written"))
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
            async fn $method(&self, _: &mut Context<()>, _: $request) -> HandlerResult<$request> {
                self.note::<$request>()
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

/// What the server responds to a form of a new file: the status, and what its problem document says. `None` where the
/// handler was asked.
async fn put_file(form: Vec<u8>) -> Option<(StatusCode, String)> {
    let desk = Desk::default();
    let request = Request::put("/file").header("Authorization", "Basic YTpi");
    let request = request.header("Content-Type", "application/x-www-form-urlencoded");
    let request = request.body(axum::body::Body::from(form)).unwrap();
    let response = router(desk.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    if desk.0.load(Ordering::SeqCst) {
        return None;
    }
    assert_eq!(parts.headers["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_slice(&body).unwrap();
    Some((parts.status, problem["detail"].as_str().unwrap().to_owned()))
}

#[tokio::test]
async fn hostile_forms_are_refused() {
    let _turn = TURN.lock().await;
    let json = |text: &str| format!("input_type=json&rest_data={text}").into_bytes();
    let file = r#"{"file_link":"x"}"#;
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let rows: Vec<(&str, Vec<u8>, StatusCode, &str)> = vec![
        ("nothing", Vec::new(), StatusCode::BAD_REQUEST, "required, but not there"),
        ("a million pairs", "a=1&".repeat(500_000).into_bytes(), StatusCode::BAD_REQUEST, "too many pairs"),
        ("many empty pairs", [&b"&".repeat(1_000_000)[..], b"x=1"].concat(), StatusCode::BAD_REQUEST, "required"),
        ("more than is read", vec![b'a'; 3 * 1024 * 1024], StatusCode::PAYLOAD_TOO_LARGE, "longer than"),
        ("a long name", vec![b'a'; 2_000_000], StatusCode::BAD_REQUEST, "required"),
        ("deep JSON", json(&deep), StatusCode::BAD_REQUEST, "nested too deeply"),
        ("a deep property", json(&format!("{{\"x\":{deep}}}")), StatusCode::BAD_REQUEST, "nested too deeply"),
        ("no JSON", json("nonsense"), StatusCode::BAD_REQUEST, "byte"),
        ("an array", json("[]"), StatusCode::BAD_REQUEST, "expected an object"),
        ("JSON and more", json(&format!("{file}}}")), StatusCode::BAD_REQUEST, "byte"),
        ("the field twice", json(&format!("{file}&rest_data={file}")), StatusCode::BAD_REQUEST, ""),
        (
            "another kind",
            format!("input_type=xml&rest_data={file}").into_bytes(),
            StatusCode::BAD_REQUEST,
            "`xml` is not one",
        ),
        ("no field", b"input_type=json".to_vec(), StatusCode::BAD_REQUEST, "required, but not there at /file_link"),
        ("a property twice", b"file_link=a&file_link=b".to_vec(), StatusCode::BAD_REQUEST, "given twice"),
        ("a broken escape", b"file_link=%zz".to_vec(), StatusCode::BAD_REQUEST, "not a percent-encoded character"),
        ("half an escape", b"file_link=%".to_vec(), StatusCode::BAD_REQUEST, "not a percent-encoded character"),
        ("no UTF-8", b"file_link=\xff".to_vec(), StatusCode::BAD_REQUEST, "not UTF-8"),
        ("no UTF-8, escaped", b"file_link=%ff".to_vec(), StatusCode::BAD_REQUEST, "not UTF-8"),
        ("a number that is none", b"file_link=a&dir_id=1e9999".to_vec(), StatusCode::BAD_REQUEST, "dir_id"),
        (
            "a text too long",
            format!("file_link=a&file_description={}", "x".repeat(256)).into_bytes(),
            StatusCode::BAD_REQUEST,
            "255",
        ),
    ];
    for (what, form, status, detail) in rows {
        let size = form.len();
        let (response, taken) = peak(put_file(form)).await;
        let (found, said) = response.unwrap_or_else(|| panic!("{what}: the handler was asked"));
        assert!(found == status && said.contains(detail), "{what}: {found} {said}");
        assert!(taken < FACTOR * size + BASE, "{what}: {taken} bytes for {size}");
        assert!(said.len() < 1000, "{what}: {said}");
    }
    assert_eq!(put_file(json(file)).await, None);
}

/// JSON that was not percent-encoded reaches to the end, whatever is in it. Where it would be other JSON if it had been
/// encoded, nobody knows which is meant.
#[tokio::test]
async fn what_was_not_encoded_is_read_where_it_has_one_meaning() {
    let _turn = TURN.lock().await;
    for (json, refused) in [
        (r#"{"file_link":"http://x/?a=1"}"#, None),
        (r#"{"file_link":"http://x/?a=1&b=2"}"#, None),
        (r#"{"file_link":"a=b&rest_data=c"}"#, None),
        (r#"{"file_link":"50% & more"}"#, None),
        (r#"{"file_link":"a+b"}"#, Some("percent-encoding")),
        (r#"{"file_link":"a%20b"}"#, Some("percent-encoding")),
        (r#"{"file_link":"a%26b=c&d"}"#, None),
        ("%7B%22file_link%22%3A%22a%2Bb%22%7D", None),
        ("%7B%22file_link%22:%22a+b%22}", None),
        (r#"{"file_link":"grüß"}"#, None),
    ] {
        let response = put_file(format!("input_type=json&rest_data={json}").into_bytes()).await;
        match (refused, response) {
            (None, None) => {}
            (Some(word), Some((StatusCode::BAD_REQUEST, said))) if said.contains(word) => {}
            (_, response) => panic!("{json}: {response:?}"),
        }
    }
}

/// What the client makes of this response to `GET /sessions`.
async fn list(content_type: &'static str, body: Vec<u8>) -> Result<SessionListBody, String> {
    let body = Bytes::from(body);
    let transport = BoxCloneSyncService::<_, _, BoxError>::new(service_fn(move |_: Request<Body>| {
        let response = Response::builder().header("Content-Type", content_type).body(Body::from(body.clone()));
        async move { Ok(response?) }
    }));
    let client = Client::with_service("https://x.example", transport).unwrap().with_basic_auth("a", "b");
    match client.list_sessions(ListSessions::new()).await {
        Ok(response) => Ok(response.into_inner()),
        Err(Error::Decode(error)) => Err(error.into_inner().to_string()),
        Err(Error::Body(error)) => Err(error.into_inner().to_string()),
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn hostile_xml_is_refused() {
    let _turn = TURN.lock().await;
    let bomb = {
        let entity = |name: u8, inner: u8| {
            let (name, inner) = (char::from(name), char::from(inner));
            format!("<!ENTITY {name} \"{}\">", format!("&{inner};").repeat(10))
        };
        let entities: String = (b'b'..=b'j').map(|name| entity(name, name - 1)).collect();
        format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">{entities}]><root>&j;</root>")
    };
    let utf16: Vec<u8> = "<root/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let session = |inner: &str| format!("<root><sessions><session>{inner}</session></sessions></root>");
    let rows: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), ""),
        ("an entity bomb", bomb.into_bytes(), "document type"),
        (
            "an external entity",
            b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><root>&e;</root>".to_vec(),
            "document type",
        ),
        ("a document type", b"<!DOCTYPE root><root/>".to_vec(), "document type"),
        ("an unknown entity", session("<topic>&nbsp;</topic>").into_bytes(), "entity"),
        (
            "deep elements",
            format!("{}{}", "<a>".repeat(500_000), "</a>".repeat(500_000)).into_bytes(),
            "nested too deeply",
        ),
        ("unclosed elements", "<a>".repeat(500_000).into_bytes(), ""),
        ("other end", b"<root><sessions></root></sessions>".to_vec(), ""),
        ("no end", b"<root><sessions>".to_vec(), ""),
        ("two roots", b"<root/><root/>".to_vec(), ""),
        ("text alone", b"hello".to_vec(), ""),
        ("UTF-16", utf16.clone(), ""),
        ("UTF-16 with a mark", [b"\xff\xfe".to_vec(), utf16].concat(), ""),
        ("another encoding", b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><root>\xe4</root>".to_vec(), ""),
        ("another encoding, told", b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><root/>".to_vec(), "UTF-8"),
        ("no UTF-8", b"<root>\xff</root>".to_vec(), "UTF-8"),
        ("NUL", session("<topic>\0</topic>").into_bytes(), ""),
        ("a control character, escaped", session("<topic>&#1;</topic>").into_bytes(), ""),
        ("a character that is none", session("<topic>&#xD800;</topic>").into_bytes(), ""),
        ("a number that is none", session("<id>1x</id>").into_bytes(), "id"),
        ("elements for text", session("<topic><b/></topic>").into_bytes(), "topic"),
        ("one element twice", session("<id>1</id><id>2</id>").into_bytes(), "id"),
        ("many elements", format!("<root>{}</root>", "<a/>".repeat(2_000_000)).into_bytes(), ""),
        ("one attribute twice", b"<root a=\"1\" a=\"2\"/>".to_vec(), ""),
        ("more than is read", format!("<root>{}</root>", " ".repeat(17 * 1024 * 1024)).into_bytes(), "longer than"),
    ];
    for (what, xml, word) in rows {
        let size = xml.len();
        let (response, taken) = peak(list("application/xml", xml)).await;
        let said = response.expect_err(what);
        assert!(said.contains(word), "{what}: {said}");
        assert!(taken < FACTOR * size + BASE, "{what}: {taken} bytes for {size}");
        assert!(said.len() < 1000, "{what}: {said}");
    }
    for (content_type, readable) in [
        ("application/xml; charset=iso-8859-1", false),
        ("text/xml; charset=\"UTF-16\"", false),
        ("application/xml; charset=utf-8", true),
        ("application/xml", true),
    ] {
        let response = list(content_type, "<root><x>ä</x></root>".into()).await;
        assert_eq!(response.is_ok(), readable, "{content_type}: {response:?}");
        assert!(list(content_type, b"<root><x>a</x></root>".to_vec()).await.is_ok(), "{content_type}");
    }
    // What is legal is kept, and is bounded all the same.
    let attributes: String = (0..100_000).map(|number| format!("a{number}=\"\" ")).collect();
    let xml = format!("<root {attributes}/>").into_bytes();
    let size = xml.len();
    let (response, taken) = peak(list("application/xml", xml)).await;
    assert!(response.is_ok() && taken < FACTOR * size + BASE, "{taken} bytes for {size}");
}

/// What is odd and legal.
#[tokio::test]
async fn odd_xml_is_read() {
    let _turn = TURN.lock().await;
    let topic = |xml: String| async move {
        match list("application/xml", xml.into_bytes()).await {
            Ok(SessionListBody::SessionList(list)) => list.sessions.unwrap_or_default()[0].topic.clone(),
            other => panic!("{other:?}"),
        }
    };
    let session = |inner: &str| format!("<root><sessions><session>{inner}</session></sessions></root>");
    for (xml, expected) in [
        (session("<topic>a &amp; b &lt;&#x63;&gt; &quot;&apos;</topic>"), "a & b <c> \"'"),
        (session("<topic><![CDATA[<b>&amp;]]> and more</topic>"), "<b>&amp; and more"),
        (session("<?php echo 1 ?><!-- note --><topic>x<!-- y -->z</topic>"), "xz"),
        (session("<topic/>"), ""),
        (session("<topic> two  blanks </topic>"), " two  blanks "),
        (session("<x:topic xmlns:x=\"urn:x\">named</x:topic>"), "named"),
        (session("<x:topic>a prefix of no namespace</x:topic>"), "a prefix of no namespace"),
        (format!("\u{feff}<?xml version=\"1.1\"?>\n{}\n<!-- end -->", session("<topic>mark</topic>")), "mark"),
        (session(&format!("<topic>{}</topic>", "long ".repeat(100_000))), &"long ".repeat(100_000)),
    ] {
        assert_eq!(
            topic(xml.clone()).await.as_deref(),
            Some(expected),
            "{}",
            xml.chars().take(200).collect::<String>()
        );
    }
}
