//! The calls of `screenleap.yaml`.

use progenitor_client::Error;
use screenleap::*;
use serde_json::{Value, json};
use specwright_peer::screenleap::{Client, types};
use specwright_runtime::http::StatusCode;
use specwright_runtime::server::HandlerResult;
use specwright_runtime::time::UnixTimeMs;

use crate::desk::{Desk, handlers, http, serve};

handlers!(screenleap::ShareSessions {
    stop_share_session(StopShareSession),
    get_share_session(GetShareSession),
    list_share_sessions(ListShareSessions),
    list_recent_share_sessions(ListRecentShareSessions),
});

async fn connect() -> (Desk<screenleap::Credentials>, Client) {
    let desk = Desk::new(|credentials| {
        let screenleap::Credentials::AccountIdAndAuthToken { account_id, auth_token } = credentials;
        account_id.expose() == "acme" && auth_token.expose() == "token-0001"
    });
    let address = serve(screenleap::router(desk.clone())).await;
    (desk, Client::new_with_client(&address, http(&[("accountid", "acme"), ("authtoken", "token-0001")])))
}

/// A session with every property that the document lists.
fn session() -> Value {
    json!({
        "sessionId": "012345678",
        "dateCreated": 1_461_000_000_001_i64,
        "accountId": "acme",
        "externalId": "ticket/7",
        "isSecure": true,
        "showScreenleapBranding": false,
        "isActive": false,
        "startTime": 1_461_000_010_000_i64,
        "endTime": 1_461_000_070_000_i64,
        "totalViewers": 2,
        "userMinutes": 2.5,
        "costInCents": 0.25,
        "title": "Über \"alles\"",
        "apiCallbackUrl": "https://example.com/hook?a=b",
        "participants": [{
            "participantId": "012345",
            "externalId": "viewer 1",
            "userAgent": "Mozilla/5.0",
            "sharingStartTime": 1_461_000_010_000_i64,
            "sharingEndTime": 1_461_000_070_000_i64,
            "durationInMinutes": 1.5,
            "isPresenter": true,
        }],
    })
}

#[tokio::test]
async fn all_operations() {
    let (desk, peer) = connect().await;

    let code = types::ShareCode("01/2 3%".into());
    let request = StopShareSession { screen_share_code: ShareCode("01/2 3%".into()) };
    desk.exchange(request, Value::Null, peer.stop_share_session(&code)).await;
    let request = GetShareSession { screen_share_code: ShareCode("01/2 3%".into()) };
    desk.exchange(request, session(), peer.get_share_session(&code)).await;

    let request = ListShareSessions {
        started_before: Some(TimeFilter::String("31/12/15 23:59:59 +0100".into())),
        started_after: Some(TimeFilter::Integer(UnixTimeMs(1_461_000_000_001))),
        ended_before: None,
        ended_after: None,
        date_format: Some("dd/MM/yy HH:mm:ss z".into()),
        external_id: Some("ticket/7".into()),
    };
    let before = types::TimeFilter::String("31/12/15 23:59:59 +0100".into());
    let after = types::TimeFilter::UnixTimeMs(1_461_000_000_001);
    let format = Some("dd/MM/yy HH:mm:ss z");
    let call = peer.list_share_sessions(format, None, None, Some("ticket/7"), Some(&after), Some(&before));
    desk.exchange(request, json!([session(), {}]), call).await;
    desk.exchange(ListRecentShareSessions {}, json!([]), peer.list_recent_share_sessions()).await;

    assert_eq!(
        desk.operations(),
        ["stopShareSession", "getShareSession", "listShareSessions", "listRecentShareSessions"],
    );
}

#[tokio::test]
async fn errors_arrive_with_their_bodies() {
    let (desk, peer) = connect().await;
    let code = types::ShareCode("012345678".into());
    let message = ErrorMessage { error_message: Some("It is over.".into()), ..ErrorMessage::new() };

    let call = peer.stop_share_session(&code);
    let error = desk.refuse::<StopShareSession, _, _>(StopShareSessionError::NotFound(message.clone()), call).await;
    let Error::ErrorResponse(response) = error else { panic!("{error:?}") };
    assert_eq!((response.status().as_u16(), response.error_message.as_deref()), (404, Some("It is over.")));

    let call = peer.get_share_session(&code);
    let error = GetShareSessionError::ClientError { status: StatusCode::GONE, body: message };
    let error = desk.refuse::<GetShareSession, _, _>(error, call).await;
    let Error::ErrorResponse(response) = error else { panic!("{error:?}") };
    assert_eq!((response.status().as_u16(), response.error_message.as_deref()), (410, Some("It is over.")));
}
