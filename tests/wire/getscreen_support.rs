//! Getscreen's invitations: what their calls and the document's examples are on the wire.

use getscreen::runtime::http::StatusCode;
use getscreen::runtime::time::UnixTime;
use getscreen::{
    Client, ClientOs, CloseInvitation, CloseInvitationError, CreateInvitation, CreateInvitationError, GetInvitation,
    GetInvitationError, Invitation, InvitationEnvelope, InvitationList, InvitationStatus, ListInvitations,
    ListInvitationsError,
};

use crate::getscreen::{API, fails};
use crate::script::text;

/// The example of an invitation that nobody has accepted.
fn fresh() -> Invitation {
    Invitation {
        id: Some(328.into()),
        status: Some(InvitationStatus::New.into()),
        create_time: Some(UnixTime(1_600_262_268)),
        invite_code: text("408080316"),
        invite_url: text("https://https://go.getscreen.me/invite/408080316"),
        connect_url: text(
            "https://https://go.getscreen.me/turbo/nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1\
             Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        ),
        client_name: text("Jacob Williams"),
        client_os: Some(ClientOs::NotJoined.into()),
        client_preview_url: text(""),
        ..Invitation::new()
    }
}

#[tokio::test]
async fn list_invitations() {
    let asks = "GET /v1/support/list HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_invitations,
        ListInvitations::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 413

        {"remain":100,"data":[{"id":328,"status":0,"create_time":1600262268,"invite_code":"408080316",
        "invite_url":"https://https://go.getscreen.me/invite/408080316",
        "connect_url":"https://https://go.getscreen.me/turbo/
        nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1
        Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        "client_name":"Jacob Williams","client_os":"","client_preview_url":""}]}"#,
        Ok(InvitationList { remain: Some(100), data: Some(vec![fresh()]), ..InvitationList::new() }),
    )
    .await;
    fails!(Client::list_invitations, ListInvitations::new(), asks, ListInvitationsError);
}

#[tokio::test]
async fn get_invitation() {
    let asks = "GET /v1/support/info?connection_id=328 HTTP/1.1
         Accept: application/json";
    let active = Invitation {
        status: Some(InvitationStatus::Active.into()),
        client_os: Some(ClientOs::Windows.into()),
        client_preview_url: text(
            "https://getscreen.me/preview/\
             f90d07668bccd418a5a8922f2ee455f1eb004c2bbeb5f9fe05ed6970c3389114Zl5PgknTWlU0fWBe4b9YoHNvRlD5Iwl5.png",
        ),
        ..fresh()
    };
    API.exchange(
        Client::get_invitation,
        GetInvitation::new(328),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 530

        {"data":{"id":328,"status":2,"create_time":1600262268,"invite_code":"408080316",
        "invite_url":"https://https://go.getscreen.me/invite/408080316",
        "connect_url":"https://https://go.getscreen.me/turbo/
        nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1
        Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        "client_name":"Jacob Williams","client_os":"win","client_preview_url":"https://getscreen.me/preview/
        f90d07668bccd418a5a8922f2ee455f1eb004c2bbeb5f9fe05ed6970c3389114Zl5PgknTWlU0fWBe4b9YoHNvRlD5Iwl5.png"}}"#,
        Ok(InvitationEnvelope { data: Some(active), ..InvitationEnvelope::new() }),
    )
    .await;
    API.exchange(
        Client::get_invitation,
        GetInvitation::new(-1),
        "GET /v1/support/info?connection_id=-1 HTTP/1.1
         Accept: application/json",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 43

        {"data":{"status":3,"client_os":"android"}}"#,
        Ok(InvitationEnvelope {
            data: Some(Invitation {
                status: Some(InvitationStatus::Closed.into()),
                client_os: Some(ClientOs::Android.into()),
                ..Invitation::new()
            }),
            ..InvitationEnvelope::new()
        }),
    )
    .await;
    fails!(Client::get_invitation, GetInvitation::new(328), asks, GetInvitationError);
}

#[tokio::test]
async fn create_invitation() {
    let asks = "POST /v1/support/create HTTP/1.1
         Accept: application/json
         Content-Length: 0";
    let response_text = r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 398

        {"data":{"id":328,"status":0,"create_time":1600262268,"invite_code":"408080316",
        "invite_url":"https://https://go.getscreen.me/invite/408080316",
        "connect_url":"https://https://go.getscreen.me/turbo/
        nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1
        Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        "client_name":"Jacob Williams","client_os":"","client_preview_url":""}}"#;
    let created = InvitationEnvelope { data: Some(fresh()), ..InvitationEnvelope::new() };
    API.exchange(Client::create_invitation, CreateInvitation::new(), asks, response_text, Ok(created.clone())).await;
    for (name, said) in [
        ("Jacob Williams", "Jacob%20Williams"),
        ("R&D + 50%/año", "R%26D%20%2B%2050%25%2Fa%C3%B1o"),
        ("", ""),
        ("a=b?c#d\"<>\\^`{|}~-._\n", "a%3Db%3Fc%23d%22%3C%3E%5C%5E%60%7B%7C%7D~-._%0A"),
    ] {
        API.exchange(
            Client::create_invitation,
            CreateInvitation { client_name: text(name) },
            &format!(
                "POST /v1/support/create?client_name={said} HTTP/1.1
                 Accept: application/json
                 Content-Length: 0"
            ),
            response_text,
            Ok(created.clone()),
        )
        .await;
    }
    fails!(Client::create_invitation, CreateInvitation::new(), asks, CreateInvitationError);
}

/// No response of this call has a body, so no media type is requested.
#[tokio::test]
async fn close_invitation() {
    for (id, said) in [(328, "328"), (9_223_372_036_854_775_807, "9223372036854775807")] {
        let asks = format!(
            "POST /v1/support/close?connection_id={said} HTTP/1.1
             Content-Length: 0"
        );
        let response_text = "HTTP/1.1 200 OK
             Content-Length: 0";
        API.exchange(Client::close_invitation, CloseInvitation::new(id), &asks, response_text, Ok(())).await;
        fails!(Client::close_invitation, CloseInvitation::new(id), &asks, CloseInvitationError);
    }
}
