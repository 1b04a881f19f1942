//! Onstream: six media types of one response, requested by `Accept` or by the end of the path; and what is refused.

use onstream::runtime::bytes::Bytes;
use onstream::runtime::client::{Call, Error};
use onstream::runtime::error::EncodeError;
use onstream::runtime::server::Options;
use onstream::runtime::server::axum::Router;
use onstream::{AuthStatus, AuthStatusBody, Authverify, Client, ListSessions, Session, SessionList};

use crate::onstream::{API, Desk, asks, with_lines};
use crate::script::{Api, Message, Stage, Transport, served};

/// A client with a default representation.
type Made = fn(Transport) -> Client;

/// How a call is made, the default of its client, and the request.
type Asked = (fn(&Client, ListSessions) -> Call<ListSessions>, Made, &'static str);

fn by_accept(transport: Transport) -> Client {
    (API.client)(transport).with_accept("application/json")
}

fn by_format(transport: Transport) -> Client {
    (API.client)(transport).with_format("json")
}

fn csv_by_accept(transport: Transport) -> Client {
    (API.client)(transport).with_accept("text/csv")
}

fn csv_by_format(transport: Transport) -> Client {
    (API.client)(transport).with_format("csv")
}

#[tokio::test]
async fn a_media_type_is_asked_for_by_call_or_by_client() {
    const ACCEPT: &str = "GET /api/2/anna/sessions/count/5 HTTP/1.1\nAccept: application/json";
    const FORMAT: &str = "GET /api/2/anna/sessions/count/5/format/json HTTP/1.1\nAccept: application/json";
    let one = Session { id: Some(1.into()), ..Session::new() };
    let list = SessionList { sessions: Some(vec![one]), ..SessionList::new() };
    let json = r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 23

        {"sessions":[{"id":1}]}"#;
    let rows: [Asked; 6] = [
        (|client, request| client.list_sessions(request).accept("application/json"), API.client, ACCEPT),
        (|client, request| client.list_sessions(request).format("json"), API.client, FORMAT),
        (Client::list_sessions, by_accept, ACCEPT),
        (Client::list_sessions, by_format, FORMAT),
        // A call comes before its client.
        (|client, request| client.list_sessions(request).accept("application/json"), csv_by_format, ACCEPT),
        (|client, request| client.list_sessions(request).format("json"), csv_by_accept, FORMAT),
    ];
    for (call, client, asks) in rows {
        let api = Api { client, ..API };
        let request = ListSessions { count: Some(5), ..ListSessions::new() };
        api.exchange(call, request, asks, json, Ok(list.clone().into())).await;
    }
}

/// Clients that request each of the formats.
const FORMATS: [(&str, Made); 6] = [
    ("xml", |transport| (API.client)(transport).with_format("xml")),
    ("json", by_format),
    ("csv", csv_by_format),
    ("html", |transport| (API.client)(transport).with_format("html")),
    ("php", |transport| (API.client)(transport).with_format("php")),
    ("serialize", |transport| (API.client)(transport).with_format("serialize")),
];

/// For each format the media type, the body, and what it is read as.
#[tokio::test]
async fn a_response_has_six_media_types() {
    const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xml><authenticated>true</authenticated></xml>";
    const PHP: &str = r#"a:1:{s:13:"authenticated";b:1;}"#;
    let status = AuthStatus { authenticated: Some(true), ..AuthStatus::new() };
    let rows = [
        ("application/xml", XML, AuthStatusBody::from(status.clone())),
        ("application/json", r#"{"authenticated":true}"#, status.into()),
        ("text/csv", "authenticated;\"Ja, grüß\"", AuthStatusBody::Csv("authenticated;\"Ja, grüß\"".into())),
        ("text/html", "<table></table>", AuthStatusBody::Html("<table></table>".into())),
        ("text/x-php", "array ()", AuthStatusBody::Php("array ()".into())),
        ("application/vnd.php.serialized", PHP, AuthStatusBody::Octets(Bytes::from_static(PHP.as_bytes()))),
    ];
    for ((format, client), (media_type, body, response)) in FORMATS.into_iter().zip(rows) {
        let asked = format!("GET /api/2/anna/authverify/format/{format} HTTP/1.1\nAccept: {media_type}");
        let length = body.len();
        let response_text = format!("HTTP/1.1 200 OK\nContent-Type: {media_type}\nContent-Length: {length}\n\n{body}");
        let api = Api { client, ..API };
        api.exchange(Client::authverify, Authverify::new(), &asked, &response_text, Ok(response)).await;
    }
}

/// What a handler returns in XML or JSON cannot be had in another format.
#[tokio::test]
async fn what_cannot_be_had_is_not_acceptable() {
    let asks_for = |path: &str, accept: &str| {
        let asks = asks("GET", path);
        let (start, _) = asks.split_once('\n').unwrap();
        Message::parse(&with_lines(&format!("{start}\nAccept: {accept}")))
    };
    for (path, accept, expected) in [
        ("/authverify", "*/*", "HTTP/1.1 200 OK"),
        ("/authverify", "application/*;q=0.1", "HTTP/1.1 200 OK"),
        ("/authverify", "text/csv", "HTTP/1.1 406 Not Acceptable"),
        ("/authverify", "image/png", "HTTP/1.1 406 Not Acceptable"),
        ("/authverify", "image/png, application/json;q=0.1", "HTTP/1.1 200 OK"),
        ("/authverify/format/csv", "*/*", "HTTP/1.1 406 Not Acceptable"),
        ("/authverify/format/yaml", "*/*", "HTTP/1.1 406 Not Acceptable"),
        ("/authverify/format/json", "image/png", "HTTP/1.1 200 OK"),
        // The slip of the vendor's table.
        ("/authverify/html/csv", "*/*", "HTTP/1.1 404 Not Found"),
    ] {
        let stage = Stage::default();
        stage.respond::<Result<AuthStatusBody, onstream::AuthverifyError>>(Ok(AuthStatus::new().into()));
        let found = served((API.router)(stage), &asks_for(path, accept)).await;
        assert_eq!(found.start().replace("HTTP/1.1 ", ""), expected.replace("HTTP/1.1 ", ""), "{path} {accept}");
    }
    // A service that has no more says so before it does anything.
    let stage = Stage::default();
    let options = Options::default().media_types(&["application/xml", "application/json"]);
    let router = Router::new().nest("/api/{ver}/{username}", onstream::router_with(Desk(stage.clone()), options));
    let found = served(router, &asks_for("/authverify/format/csv", "*/*")).await;
    assert!(found.start().contains("406") && !stage.is_asked(), "{found:?}");
}

/// The row is refused with this status and these headers, and no handler saw it.
async fn refused(asks: &str, status: &str) -> Message {
    let stage = Stage::default();
    let found = served((API.router)(stage.clone()), &Message::parse(asks)).await;
    assert!(found.start().contains(status), "{asks}\n{found:?}");
    assert!(!stage.is_asked(), "{asks}");
    found
}

#[tokio::test]
async fn callers_are_known_by_basic_authentication() {
    let row = |authorization: &str| format!("GET /api/2/anna/authverify HTTP/1.1\nAuthorization: {authorization}");
    let challenge = refused("GET /api/2/anna/authverify HTTP/1.1", "401").await;
    assert!(format!("{challenge:?}").contains("www-authenticate: Basic realm=\"basicAuth\", charset=\"UTF-8\""));
    // No scheme, no base64, no colon, no UTF-8 (the vendor's own example), a wrong password, the name without one.
    for wrong in
        ["YW5uYTpncsO8w58=", "Basic !", "Basic YW5uYQ==", "Basic bWF0dGhpYXM6YWWtaW4=", "Basic YW5uYTp4", "Basic"]
    {
        refused(&row(wrong), "401").await;
    }
    for right in ["Basic YW5uYTpncsO8w58=", "basic YW5uYTpncsO8w58=", "BASIC  YW5uYTpncsO8w58="] {
        let stage = Stage::default();
        stage.respond::<Result<AuthStatusBody, onstream::AuthverifyError>>(Ok(AuthStatus::new().into()));
        let found = served((API.router)(stage), &Message::parse(&row(right))).await;
        assert!(found.start().contains("200"), "{right} {found:?}");
    }
    // The name in the address is another one.
    let other = "GET /api/2/berta/authverify HTTP/1.1\nAuthorization: Basic YW5uYTpncsO8w58=";
    refused(other, "403").await;
    refused(&other.replace("/2/berta", "/1/anna"), "403").await;
}

#[tokio::test]
async fn paths_and_methods_are_held_to() {
    for (start, status) in [
        ("GET /api/2/anna/sessions/count", "404"),
        ("GET /api/2/anna/sessions/size/1", "404"),
        ("GET /api/2/anna/session/id/1/count/1", "404"),
        ("GET /api/2/anna/sessions/count/x", "400"),
        ("GET /api/2/anna/sessions/count/1/count/2", "400"),
        ("GET /api/2/anna/session/id/x", "400"),
        ("PUT /api/2/anna/authverify", "405"),
        ("GET /api/2/anna/session", "405"),
        ("PATCH /api/2/anna/session", "405"),
        ("PUT /api/2/anna/session", "400"),
    ] {
        refused(&format!("{start} HTTP/1.1\nAuthorization: Basic YW5uYTpncsO8w58="), status).await;
    }
}

/// A format that no document has is refused before anything is sent, whoever requests it.
#[tokio::test]
async fn unknown_formats_are_refused() {
    let client = Client::with_service("http://127.0.0.1:1", onstream::runtime::server::axum::Router::new())
        .unwrap()
        .with_basic_auth("user", "secret");
    let by_client = client.clone().with_format("jsn");
    for call in [by_client.authverify(Authverify::new()), client.authverify(Authverify::new()).format("jsn")] {
        let error = call.await.unwrap_err();
        assert!(matches!(error, Error::Encode(EncodeError::Format(name)) if name == "jsn"));
    }
}
