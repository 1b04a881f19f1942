//! Onstream: Basic authentication, forms that hold JSON, XML, and paths that go on in pairs. Sessions and the account.
//!
//! The vendor shows no HTTP message as a whole. Taken from its examples are the paths, the bodies of requests
//! (percent-encoded here, which the vendor's samples leave out) and the XML of responses; the media types, JSON
//! responses and the headers around them are inferred.

use std::collections::BTreeMap;

use onstream::runtime::http::StatusCode;
use onstream::runtime::security::Secret;
use onstream::runtime::server::axum::Router;
use onstream::runtime::server::{AuthError, Authenticate, BasicCredentials, Context};
use onstream::{
    Account, AddFile, AddFileToSession, AddInvitee, AuthStatus, AuthStatusBody, Authverify, AuthverifyError, Client,
    CreateSession, CreateSessionError, CreateSessionOutput, CustomFields, DeleteInvitee, DeleteRecording,
    DeleteRecordingById, DeleteSession, DeleteSessionById, Files, GetRecording, GetSession, GetSessionError,
    InvitedParticipant, Invitees, ListInvitees, ListInviteesByRole, ListRecordings, ListSessions, NewSession,
    ParticipantRole, Recordings, SERVERS, Session, SessionChanges, SessionDeletion, SessionList, SessionListBody,
    Sessions, SortOrder, TimeZone, UpdateInvitee, UpdateRecording, UpdateSession, UpdateSessionOutput, WriteResult,
    WriteResultBody,
};

use crate::script::{Api, Stage, handlers, text};

pub const API: Api<Client> = Api {
    lines: "Host: meet.example.com
            Authorization: Basic YW5uYTpncsO8w58=",
    client: |transport| {
        let url = SERVERS[0].url(&[("host", "meet.example.com"), ("username", "anna")]).unwrap();
        Client::with_service(&url, transport).unwrap().with_basic_auth("anna", "grüß")
    },
    router: |stage| Router::new().nest("/api/{ver}/{username}", onstream::router(Desk(stage))),
};

pub struct Desk(pub Stage);

/// The name in the address has to be that of the credentials.
impl Authenticate<onstream::Credentials> for Desk {
    type Principal = ();

    async fn authenticate(&self, credentials: onstream::Credentials, context: &Context) -> Result<(), AuthError> {
        let onstream::Credentials::BasicAuth(BasicCredentials { user, password }) = credentials;
        if user != "anna" || password != Secret::from("grüß") {
            return Err(AuthError::invalid("nobody has this password"));
        }
        if context.uri().path().starts_with("/api/2/anna/") {
            Ok(())
        } else {
            Err(AuthError::forbidden("the address is of another account"))
        }
    }
}

handlers!(Desk:
    Account {
        authverify Authverify,
    }
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
    Files {
        add_file AddFile,
        add_file_to_session AddFileToSession,
    }
);

/// The start of a request without a body.
pub fn asks(method: &str, path: &str) -> String {
    format!(
        "{method} /api/2/anna{path} HTTP/1.1
         Accept: application/xml, application/json, text/csv, text/html, text/x-php, application/vnd.php.serialized"
    )
}

/// A request whose form holds this JSON.
pub fn sends(method: &str, path: &str, form: &str) -> String {
    let (start, length) = (asks(method, path), form.len());
    format!("{start}\nContent-Type: application/x-www-form-urlencoded\nContent-Length: {length}\n\n{form}")
}

/// A response with this XML.
pub fn response_text(status: &str, xml: &str) -> String {
    let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}");
    let length = xml.len();
    format!("HTTP/1.1 {status}\nContent-Type: application/xml\nContent-Length: {length}\n\n{xml}")
}

/// The result of a write.
pub fn result(message: &str) -> WriteResult {
    WriteResult { id: Some(1), message: text(message), ..WriteResult::new() }
}

#[tokio::test]
async fn authverify() {
    let status = AuthStatus {
        authenticated: Some(true),
        message: text("You are authorized to use the API"),
        ..AuthStatus::new()
    };
    let xml = "<xml><authenticated>true</authenticated><message>You are authorized to use the API</message></xml>";
    let response_text = response_text("200 OK", xml);
    let asks = asks("GET", "/authverify");
    API.exchange(Client::authverify, Authverify::new(), &asks, &response_text, Ok(status.clone().into())).await;
    // As the vendor writes it.
    let vendor = response_text.replace(">true<", ">1<").replace("Content-Length: 144", "Content-Length: 141");
    API.understands(Client::authverify, Authverify::new(), &vendor, Ok(AuthStatusBody::AuthStatus(status))).await;
}

/// Custom fields with these texts.
fn fields<const N: usize>(texts: [(&str, &str); N]) -> CustomFields {
    BTreeMap::from(texts.map(|(name, text)| (name.to_owned(), text.to_owned()))).into()
}

/// The session of the vendor's example.
fn session() -> Session {
    let custom = [
        ("custom1", "first custom value"),
        ("custom2", "second custom value"),
        ("custom3", "third custom value"),
        ("custom4", "..."),
    ];
    Session {
        id: Some(1.into()),
        topic: text("My first session"),
        start_time: Some("2010-08-31 14:00:00".parse().unwrap()),
        duration: Some(60),
        timezone: Some(TimeZone::Plus0200.into()),
        password: Some(text("some-password")),
        session_link: text("http://domain.com/user/friendly_url-or-session_key"),
        custom_data: Some(vec![fields(custom)]),
        ..Session::new()
    }
}

const SESSION: &str = "<root><sessions><session><id>1</id><topic>My first session</topic><start_time>2010-08-31 14:00:00\
    </start_time><duration>60</duration><timezone>UP2</timezone><password>some-password</password><session_link>\
    http://domain.com/user/friendly_url-or-session_key</session_link><custom_data><custom1>first custom value</custom1>\
    <custom2>second custom value</custom2><custom3>third custom value</custom3><custom4>...</custom4></custom_data>\
    </session></sessions></root>";

#[tokio::test]
async fn get_session() {
    let request =
        GetSession { fields: Some(["id", "topic", "start_time"].map(str::to_owned).to_vec()), ..GetSession::new(1) };
    let list = SessionList { sessions: Some(vec![session()]), ..SessionList::new() };
    API.exchange(
        Client::get_session,
        request.clone(),
        &asks("GET", "/session/id/1/return/id;topic;start_time"),
        &response_text("200 OK", SESSION),
        Ok(list.into()),
    )
    .await;
    API.accepts(&with_lines(&asks("GET", "/session/id/1?return=id;topic;start_time")), request).await;
    let asks = asks("GET", "/session/id/1");
    for (said, error) in [
        ("400 Bad Request", GetSessionError::BadRequest),
        ("404 Not Found", GetSessionError::NotFound),
        ("405 Method Not Allowed", GetSessionError::MethodNotAllowed),
        ("409 Conflict", GetSessionError::Conflict),
        ("410 Gone", GetSessionError::Gone),
        ("500 Internal Server Error", GetSessionError::InternalServerError),
        ("503 Service Unavailable", GetSessionError::Default(StatusCode::SERVICE_UNAVAILABLE)),
    ] {
        let response_text = format!("HTTP/1.1 {said}\nContent-Length: 0");
        API.exchange(Client::get_session, GetSession::new(1), &asks, &response_text, Err(error)).await;
    }
    let response_text = "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"x\"\nContent-Length: 0";
    let error = GetSessionError::Unauthorized(text("Basic realm=\"x\""));
    API.exchange(Client::get_session, GetSession::new(1), &asks, response_text, Err(error)).await;
}

/// The row with the lines that every request has.
pub fn with_lines(asks: &str) -> String {
    let (head, body) = asks.split_once("\n\n").unwrap_or((asks, ""));
    format!("{head}\n{}\n\n{body}", API.lines)
}

#[tokio::test]
async fn delete_session_by_id() {
    API.exchange(
        Client::delete_session_by_id,
        DeleteSessionById::new(1),
        &asks("DELETE", "/session/id/1"),
        &response_text("200 OK", "<xml><id>1</id><message>Session was deleted</message></xml>"),
        Ok(result("Session was deleted").into()),
    )
    .await;
}

#[tokio::test]
async fn list_sessions() {
    let request = ListSessions {
        fields: Some(["id", "topic"].map(str::to_owned).to_vec()),
        count: Some(10),
        offset: Some(20),
        order: Some(SortOrder::Descending.into()),
    };
    API.exchange(
        Client::list_sessions,
        request.clone(),
        &asks("GET", "/sessions/return/id;topic/count/10/offset/20/order/desc"),
        &response_text("200 OK", "<root><sessions/></root>"),
        Ok(SessionList { sessions: Some(Vec::new()), ..SessionList::new() }.into()),
    )
    .await;
    for path in [
        "/sessions/offset/20/count/10/order/desc/return/id;topic",
        "/sessions/count/10/offset/20?order=desc&return=id%3Btopic".replace("%3B", ";").as_str(),
        "/sessions?count=10&offset=20&order=desc&return=id;topic",
        "/sessions/order/desc/format/xml/count/10/return/id;topic/offset/20",
    ] {
        API.accepts(&with_lines(&asks("GET", path)), request.clone()).await;
    }
    API.exchange(
        Client::list_sessions,
        ListSessions::new(),
        &asks("GET", "/sessions"),
        &response_text("200 OK", "<root/>"),
        Ok(SessionList::new().into()),
    )
    .await;
}

/// A list of one is written as such, and read whatever shape it has.
#[tokio::test]
async fn lists_come_in_many_shapes() {
    let one = Session { id: Some(1.into()), topic: text("T"), ..Session::new() };
    let list = SessionList { sessions: Some(vec![one]), ..SessionList::new() };
    let read = |response: &str, kind: &str| format!("HTTP/1.1 200 OK\nContent-Type: {kind}\n\n{response}");
    for (kind, response) in [
        ("application/json", r#"{"sessions":[{"id":1,"topic":"T"}]}"#),
        ("application/json", r#"{"sessions":{"id":"1","topic":"T"}}"#),
        ("application/json", r#"{"sessions":{"session":[{"id":"1","topic":"T"}]}}"#),
        ("application/json", r#"{"sessions":{"session":{"id":"1","topic":"T"}}}"#),
        ("application/json", r#"[{"id":"1","topic":"T"}]"#),
        ("application/json; charset=utf-8", r#"{"id":"1","topic":"T"}"#),
        ("application/vnd.example+json", r#"{"sessions":[{"id":1,"topic":"T"}]}"#),
        ("application/xml", "<root><sessions><session><id>1</id><topic>T</topic></session></sessions></root>"),
        ("text/xml; charset=utf-8", "<any><sessions><session><id>1</id><topic>T</topic></session></sessions></any>"),
        ("application/vnd.example+xml", "<root><sessions><item><id>1</id><topic>T</topic></item></sessions></root>"),
        ("application/xml", "<xml><id>1</id><topic><![CDATA[T]]></topic></xml>"),
    ] {
        let expected = Ok(SessionListBody::SessionList(list.clone()));
        API.understands(Client::list_sessions, ListSessions::new(), &read(response, kind), expected).await;
    }
}

fn new_session() -> NewSession {
    let participant = InvitedParticipant {
        email: text("email@domain.com"),
        first_name: text("First Name"),
        role: Some(ParticipantRole::Moderator.into()),
        send_email_invitation: Some(false),
        ..InvitedParticipant::new()
    };
    NewSession {
        timezone: Some(TimeZone::Plus0545.into()),
        invited_participants: Some(vec![participant]),
        custom_data: Some(vec![fields([("custom1", "a&b=c+d%")])]),
        ..NewSession::new("Test", 60, "2010-09-10 12:00:00".parse().unwrap())
    }
}

const NEW_SESSION: &str = "input_type=json&rest_data=%7B%22topic%22%3A%22Test%22%2C%22duration%22%3A60%2C%22start_time%22%3A\
    %222010-09-10%2012%3A00%3A00%22%2C%22timezone%22%3A%22UP575%22%2C%22invited_participants%22%3A%5B%7B%22email%22%3A\
    %22email%40domain.com%22%2C%22first_name%22%3A%22First%20Name%22%2C%22role%22%3A1%2C%22send_email_invitation%22%3A\
    false%7D%5D%2C%22custom_data%22%3A%5B%7B%22custom1%22%3A%22a%26b%3Dc%2Bd%25%22%7D%5D%7D";

#[tokio::test]
async fn create_session() {
    let request = CreateSession { body: new_session() };
    let created = CreateSessionOutput { location: text("/session/id/1"), body: result("Session added").into() };
    let response_text = response_text("201 Created", "<xml><id>1</id><message>Session added</message></xml>");
    let response_text = response_text.replacen("201 Created\n", "201 Created\nLocation: /session/id/1\n", 1);
    let asks = sends("PUT", "/session", NEW_SESSION);
    API.exchange(Client::create_session, request.clone(), &asks, &response_text, Ok(created)).await;
    // The address of what was moved is told, and nothing is sent there.
    let moved = "HTTP/1.1 301 Moved Permanently\nLocation: /api/2/anna/elsewhere\nContent-Length: 0";
    let error = CreateSessionError::MovedPermanently(text("/api/2/anna/elsewhere"));
    API.exchange(Client::create_session, request, &asks, moved, Err(error)).await;
    // Where plain pairs are sent, arrays are JSON.
    let pairs = "topic=Test&duration=60&start_time=2010-09-10+12%3A00%3A00&timezone=UP575&invited_participants=%5B%7B\
                 %22email%22%3A%22email%40domain.com%22%2C%22first_name%22%3A%22First%20Name%22%2C%22role%22%3A%221%22%2C\
                 %22send_email_invitations%22%3A0%7D%5D&custom_data=%5B%7B%22custom1%22%3A%22a%26b%3Dc%2Bd%25%22%7D%5D";
    API.accepts(&with_lines(&sends("PUT", "/session", pairs)), CreateSession { body: new_session() }).await;
}

#[tokio::test]
async fn update_session() {
    let request = UpdateSession { body: SessionChanges { duration: Some(90), ..SessionChanges::new(1) } };
    let asks = sends("POST", "/session", "input_type=json&rest_data=%7B%22id%22%3A1%2C%22duration%22%3A90%7D");
    let xml = "<xml><id>1</id><message>Session updated</message></xml>";
    let body: WriteResultBody = result("Session updated").into();
    let output = UpdateSessionOutput::Ok(body.clone());
    API.exchange(Client::update_session, request.clone(), &asks, &response_text("200 OK", xml), Ok(output)).await;
    let output = UpdateSessionOutput::Created { location: None, body };
    API.exchange(Client::update_session, request, &asks, &response_text("201 Created", xml), Ok(output)).await;
}

#[tokio::test]
async fn delete_session() {
    let request = DeleteSession { body: SessionDeletion::new(1) };
    API.exchange(
        Client::delete_session,
        request.clone(),
        &sends("DELETE", "/session", "input_type=json&rest_data=%7B%22id%22%3A1%7D"),
        &response_text("200 OK", "<xml><id>1</id><message>Session was deleted</message></xml>"),
        Ok(result("Session was deleted").into()),
    )
    .await;
    for form in ["id=1", "id=%31", "rest_data={\"id\":\"1\"}&input_type=json", "input_type=json&rest_data={\"id\": 1}"]
    {
        API.accepts(&with_lines(&sends("DELETE", "/session", form)), request.clone()).await;
    }
    // What the content type says does not count.
    for media_type in ["text/html", "application/json; charset=latin1", "nonsense"] {
        let asks = sends("DELETE", "/session", "id=1").replace("application/x-www-form-urlencoded", media_type);
        API.accepts(&with_lines(&asks), request.clone()).await;
    }
}

/// Each code, and the offset that the vendor's list has for it.
#[test]
fn time_zones_have_offsets() {
    for (code, expected) in [
        ("UM12", Some("-12")),
        ("UM95", Some("-09:30")),
        ("UM45", Some("-04:30")),
        ("UM35", Some("-03:30")),
        ("UTC", Some("+00")),
        ("UP1", Some("+01")),
        ("UP575", Some("+05:45")),
        ("UP875", Some("+08:45")),
        ("UP105", Some("+10:30")),
        ("UP1275", Some("+12:45")),
        ("UP14", Some("+14")),
        ("UP99", None),
    ] {
        let zone = onstream::runtime::model::Open::<TimeZone>::from(code);
        assert_eq!(
            zone.known().and_then(TimeZone::utc_offset).map(|offset| offset.to_string()).as_deref(),
            expected,
            "{code}"
        );
        assert_eq!(zone.as_str(), code);
    }
}

#[tokio::test]
async fn failures_of_authverify() {
    let response_text = "HTTP/1.1 403 Forbidden\nContent-Length: 0";
    let error = AuthverifyError::Default(StatusCode::FORBIDDEN);
    API.exchange(Client::authverify, Authverify::new(), &asks("GET", "/authverify"), response_text, Err(error)).await;
}
