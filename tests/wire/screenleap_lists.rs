//! Screenleap's lists: filters of two kinds in one parameter, bare arrays as responses, and what others send and
//! respond with.

use screenleap::runtime::http::StatusCode;
use screenleap::runtime::time::UnixTimeMs;
use screenleap::{
    Client, GetShareSession, GetShareSessionError, ListRecentShareSessions, ListRecentShareSessionsError,
    ListShareSessions, ListShareSessionsError, ShareSession, StopShareSession, TimeFilter,
};

use crate::screenleap::{API, ENDED, ENDED_LENGTH, because, ended};
use crate::script::text;

#[tokio::test]
async fn list_share_sessions() {
    API.exchange(
        Client::list_share_sessions,
        ListShareSessions::new(),
        "GET /v2/screen-shares HTTP/1.1
         Accept: application/json",
        "HTTP/1.1 200 OK
         Content-Type: application/json
         Content-Length: 2

         []",
        Ok(vec![]),
    )
    .await;
    let all = ListShareSessions {
        started_before: Some(TimeFilter::Integer(UnixTimeMs(1_608_660_281_250))),
        started_after: Some(TimeFilter::Integer(UnixTimeMs(-1))),
        ended_before: Some("22/12/20 18:04:41 +0100".into()),
        ended_after: Some("22/12/20".into()),
        date_format: text("dd/MM/yy HH:mm:ss Z"),
        external_id: text("Müller & Söhne + 50% a/b=c"),
    };
    let asks = "GET /v2/screen-shares?startedBefore=1608660281250&startedAfter=-1\
         &endedBefore=22%2F12%2F20%2018%3A04%3A41%20%2B0100&endedAfter=22%2F12%2F20\
         &dateFormat=dd%2FMM%2Fyy%20HH%3Amm%3Ass%20Z\
         &externalId=M%C3%BCller%20%26%20S%C3%B6hne%20%2B%2050%25%20a%2Fb%3Dc HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_share_sessions,
        all.clone(),
        asks,
        &format!(
            "HTTP/1.1 200 OK
             Content-Type: application/json
             Content-Length: {}

             [{ENDED},{{}}]",
            ENDED_LENGTH + 5
        ),
        Ok(vec![ended(), ShareSession::new()]),
    )
    .await;
    for (response_text, error) in [
        (
            r#"HTTP/1.1 401 Unauthorized
            Content-Type: application/json
            Content-Length: 36

            {"errorMessage":"Invalid authtoken"}"#,
            ListShareSessionsError::Unauthorized(because("Invalid authtoken")),
        ),
        (
            r#"HTTP/1.1 400 Bad Request
            Content-Type: application/json
            Content-Length: 35

            {"errorMessage":"Unparseable date"}"#,
            ListShareSessionsError::ClientError { status: StatusCode::BAD_REQUEST, body: because("Unparseable date") },
        ),
        ("HTTP/1.1 502 Bad Gateway\nContent-Length: 0", ListShareSessionsError::ServerError(StatusCode::BAD_GATEWAY)),
    ] {
        API.exchange(Client::list_share_sessions, all.clone(), asks, response_text, Err(error)).await;
    }
}

#[tokio::test]
async fn list_recent_share_sessions() {
    let asks = "GET /v2/recent-screen-shares HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_recent_share_sessions,
        ListRecentShareSessions::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 43

        [{"sessionId":"987654321","isActive":true}]"#,
        Ok(vec![ShareSession { session_id: Some("987654321".into()), is_active: Some(true), ..ShareSession::new() }]),
    )
    .await;
    for (response_text, error) in [
        (
            r#"HTTP/1.1 401 Unauthorized
            Content-Type: application/json
            Content-Length: 36

            {"errorMessage":"Invalid authtoken"}"#,
            ListRecentShareSessionsError::Unauthorized(because("Invalid authtoken")),
        ),
        (
            r#"HTTP/1.1 429 Too Many Requests
            Content-Type: application/json
            Content-Length: 28

            {"errorMessage":"Slow down"}"#,
            ListRecentShareSessionsError::ClientError {
                status: StatusCode::TOO_MANY_REQUESTS,
                body: because("Slow down"),
            },
        ),
        (
            "HTTP/1.1 504 Gateway Timeout\nContent-Length: 0",
            ListRecentShareSessionsError::ServerError(StatusCode::GATEWAY_TIMEOUT),
        ),
    ] {
        let request = ListRecentShareSessions::new();
        API.exchange(Client::list_recent_share_sessions, request, asks, response_text, Err(error)).await;
    }
}

/// The account may stand in the query, for the document leaves the choice; and other clients escape in other ways.
#[tokio::test]
async fn what_other_clients_send() {
    API.accepts(
        "GET /v2/recent-screen-shares?accountid=acme-42 HTTP/1.1
         AUTHTOKEN: s3cret/+=",
        ListRecentShareSessions::new(),
    )
    .await;
    API.accepts(
        "POST /v2/screen-shares/012345678/stop?accountid=acme%2D42 HTTP/1.1
         authtoken: s3cret/+=",
        StopShareSession::new("012345678"),
    )
    .await;
    API.accepts(
        "GET /v2/screen-shares?externalId=a+b%2bc%c3%a9/d&accountid=acme-42&startedAfter=22/12/20 HTTP/1.1
         authToken: s3cret/+=",
        ListShareSessions {
            external_id: text("a b+cé/d"),
            started_after: Some("22/12/20".into()),
            ..ListShareSessions::new()
        },
    )
    .await;
    // A plus is a plus in a path.
    API.accepts(
        "GET /v2/screen-shares/a+b%2bc HTTP/1.1
         accountId: acme-42
         authToken: s3cret/+=",
        GetShareSession::new("a+b+c"),
    )
    .await;
}

/// Codes as numbers, the older name of the code, more than is documented, and errors whose body is none of theirs.
#[tokio::test]
async fn what_other_servers_answer() {
    let request = GetShareSession::new("1");
    let call = Client::get_share_session;
    API.understands(
        call,
        request.clone(),
        r#"HTTP/1.1 200 OK
        Content-Type: application/json;charset=UTF-8

        { "screenShareCode" : 123456789, "startTime" : "1608660281250", "totalViewers" : 2 }"#,
        Ok(ShareSession {
            session_id: Some("123456789".into()),
            start_time: Some(UnixTimeMs(1_608_660_281_250)),
            total_viewers: Some(2),
            ..ShareSession::new()
        }),
    )
    .await;
    API.understands(
        call,
        request,
        "HTTP/1.1 500 Internal Server Error
         Content-Type: text/html

         <h1>Oops</h1>",
        Err(GetShareSessionError::ServerError(StatusCode::INTERNAL_SERVER_ERROR)),
    )
    .await;
}
