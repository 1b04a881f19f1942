//! Screenleap: its key pair as headers or, for the account, in the query, and share codes in the path. The document has
//! no examples, and neither addresses nor most types: names are the document's, values are made up, the rest is
//! inferred.

use screenleap::runtime::http::StatusCode;
use screenleap::runtime::security::Secret;
use screenleap::runtime::server::{AuthError, Authenticate, Context};
use screenleap::runtime::time::UnixTimeMs;
use screenleap::{
    Client, ErrorMessage, GetShareSession, GetShareSessionError, ListRecentShareSessions, ListShareSessions,
    Participant, ShareSession, ShareSessions, StopShareSession, StopShareSessionError,
};

use crate::script::{Api, Stage, handlers, text};

pub const API: Api<Client> = Api {
    lines: "Host: api.screenleap.com
            AccountId: acme-42
            AuthToken: s3cret/+=",
    client: |transport| {
        let client = Client::with_service("https://api.screenleap.com/v2", transport).unwrap();
        client.with_account_id("acme-42").with_auth_token("s3cret/+=")
    },
    router: |stage| screenleap::runtime::server::axum::Router::new().nest("/v2", screenleap::router(Desk(stage))),
};

struct Desk(Stage);

impl Authenticate<screenleap::Credentials> for Desk {
    type Principal = ();

    async fn authenticate(&self, credentials: screenleap::Credentials, _: &Context) -> Result<(), AuthError> {
        let screenleap::Credentials::AccountIdAndAuthToken { account_id, auth_token } = credentials;
        let known = account_id == Secret::from("acme-42") && auth_token == Secret::from("s3cret/+=");
        if known { Ok(()) } else { Err(AuthError::invalid("nobody has this token")) }
    }
}

handlers!(Desk: ShareSessions {
    stop_share_session StopShareSession,
    get_share_session GetShareSession,
    list_share_sessions ListShareSessions,
    list_recent_share_sessions ListRecentShareSessions,
});

pub fn because(message: &str) -> ErrorMessage {
    ErrorMessage { error_message: text(message), ..ErrorMessage::new() }
}

/// A session that is over, with all that the document names.
pub fn ended() -> ShareSession {
    let presenter = Participant {
        participant_id: text("012345"),
        external_id: text("presenter 1"),
        user_agent: text("Mozilla/5.0 (Windows NT 10.0)"),
        sharing_start_time: Some(UnixTimeMs(1_608_660_281_250)),
        sharing_end_time: Some(UnixTimeMs(1_608_660_341_000)),
        duration_in_minutes: Some(0.995),
        is_presenter: Some(true),
        ..Participant::new()
    };
    let viewer = Participant { participant_id: text("999999"), is_presenter: Some(false), ..Participant::new() };
    ShareSession {
        session_id: Some("012345678".into()),
        date_created: Some(UnixTimeMs(1_608_660_273_000)),
        account_id: text("acme-42"),
        external_id: text("order/7&8"),
        is_secure: Some(true),
        show_screenleap_branding: Some(false),
        is_active: Some(false),
        start_time: Some(UnixTimeMs(1_608_660_281_250)),
        end_time: Some(UnixTimeMs(1_608_660_341_000)),
        total_viewers: Some(1),
        user_minutes: Some(1.99),
        cost_in_cents: Some(3.5),
        title: text("Vorführung für \"Müller\""),
        api_callback_url: text("https://example.com/hook?a=1&b=2"),
        participants: Some(vec![presenter, viewer]),
        ..ShareSession::new()
    }
}

pub const ENDED: &str = r#"{"sessionId":"012345678","dateCreated":1608660273000,"accountId":"acme-42",
    "externalId":"order/7&8","isSecure":true,"showScreenleapBranding":false,"isActive":false,
    "startTime":1608660281250,"endTime":1608660341000,"totalViewers":1,"userMinutes":1.99,"costInCents":3.5,
    "title":"Vorführung für \"Müller\"","apiCallbackUrl":"https://example.com/hook?a=1&b=2",
    "participants":[
    {"participantId":"012345","externalId":"presenter 1","userAgent":"Mozilla/5.0 (Windows NT 10.0)",
    "sharingStartTime":1608660281250,"sharingEndTime":1608660341000,"durationInMinutes":0.995,"isPresenter":true},
    {"participantId":"999999","isPresenter":false}]}"#;

/// How many bytes `ENDED` is, unfolded.
pub const ENDED_LENGTH: usize = 630;

#[tokio::test]
async fn stop_share_session() {
    API.exchange(
        Client::stop_share_session,
        StopShareSession::new("012345678"),
        "POST /v2/screen-shares/012345678/stop HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        "HTTP/1.1 200 OK\nContent-Length: 0",
        Ok(()),
    )
    .await;
    // What is reserved in a path is escaped, so that it stays one segment.
    API.exchange(
        Client::stop_share_session,
        StopShareSession::new("12/3 4%é+&"),
        "POST /v2/screen-shares/12%2F3%204%25%C3%A9%2B%26/stop HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        r#"HTTP/1.1 404 Not Found
        Content-Type: application/json
        Content-Length: 38

        {"errorMessage":"12/3 4%é+& is over"}"#,
        Err(StopShareSessionError::NotFound(because("12/3 4%é+& is over"))),
    )
    .await;
}

#[tokio::test]
async fn stop_share_session_fails() {
    for (response_text, error) in [
        (
            r#"HTTP/1.1 401 Unauthorized
            Content-Type: application/json
            Content-Length: 36

            {"errorMessage":"Invalid authtoken"}"#,
            StopShareSessionError::Unauthorized(because("Invalid authtoken")),
        ),
        (
            r#"HTTP/1.1 403 Forbidden
            Content-Type: application/json
            Content-Length: 28

            {"errorMessage":"Not yours"}"#,
            StopShareSessionError::Forbidden(because("Not yours")),
        ),
        (
            r#"HTTP/1.1 404 Not Found
            Content-Type: application/json
            Content-Length: 2

            {}"#,
            StopShareSessionError::NotFound(ErrorMessage::new()),
        ),
        (
            r#"HTTP/1.1 400 Bad Request
            Content-Type: application/json
            Content-Length: 37

            {"errorMessage":"Malformed\nrequest"}"#,
            StopShareSessionError::ClientError { status: StatusCode::BAD_REQUEST, body: because("Malformed\nrequest") },
        ),
        (
            "HTTP/1.1 503 Service Unavailable\nContent-Length: 0",
            StopShareSessionError::ServerError(StatusCode::SERVICE_UNAVAILABLE),
        ),
    ] {
        API.exchange(
            Client::stop_share_session,
            StopShareSession::new("000000001"),
            "POST /v2/screen-shares/000000001/stop HTTP/1.1
             Accept: application/json
             Content-Length: 0",
            response_text,
            Err(error),
        )
        .await;
    }
}

#[tokio::test]
async fn get_share_session() {
    API.exchange(
        Client::get_share_session,
        GetShareSession::new("012345678"),
        "GET /v2/screen-shares/012345678 HTTP/1.1
         Accept: application/json",
        &format!(
            "HTTP/1.1 200 OK
             Content-Type: application/json
             Content-Length: {ENDED_LENGTH}

             {ENDED}"
        ),
        Ok(ended()),
    )
    .await;
    API.exchange(
        Client::get_share_session,
        GetShareSession::new("ü?#;=:@,"),
        "GET /v2/screen-shares/%C3%BC%3F%23%3B%3D%3A%40%2C HTTP/1.1
         Accept: application/json",
        "HTTP/1.1 200 OK
         Content-Type: application/json
         Content-Length: 2

         {}",
        Ok(ShareSession::new()),
    )
    .await;
}

#[tokio::test]
async fn get_share_session_fails() {
    for (response_text, error) in [
        (
            r#"HTTP/1.1 401 Unauthorized
            Content-Type: application/json
            Content-Length: 36

            {"errorMessage":"Invalid accountid"}"#,
            GetShareSessionError::Unauthorized(because("Invalid accountid")),
        ),
        (
            r#"HTTP/1.1 404 Not Found
            Content-Type: application/json
            Content-Length: 31

            {"errorMessage":"Unknown code"}"#,
            GetShareSessionError::ClientError { status: StatusCode::NOT_FOUND, body: because("Unknown code") },
        ),
        (
            "HTTP/1.1 500 Internal Server Error\nContent-Length: 0",
            GetShareSessionError::ServerError(StatusCode::INTERNAL_SERVER_ERROR),
        ),
    ] {
        API.exchange(
            Client::get_share_session,
            GetShareSession::new("1"),
            "GET /v2/screen-shares/1 HTTP/1.1
             Accept: application/json",
            response_text,
            Err(error),
        )
        .await;
    }
}
