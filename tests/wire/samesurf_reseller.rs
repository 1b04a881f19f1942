//! Samesurf's invitations, and the subscriptions and keys of resellers; and what other clients send.

use samesurf::runtime::http::StatusCode;
use samesurf::{
    ApiKey, Bookmark, Client, ConfigurationKey, ConfigurationOverride, CreateApiKey, CreateApiKeyError,
    CreateLimitedUseInvitation, CreateLimitedUseInvitationError, CreateSubscription, CreateSubscriptionError,
    DeleteLimitedUseInvitation, DeleteLimitedUseInvitationError, DeleteSubscription, DeleteSubscriptionError,
    DisabledFeature, FindRunningRooms, LimitedUseInvitation, LimitedUseInvitationToken, NewApiKey,
    NewLimitedUseInvitation, NewSubscription, Outcome, RunningRoomsPage, SubscriptionName,
};

use crate::samesurf::{API, fails};
use crate::script::text;

const DONE: &str = r#"HTTP/1.1 200 OK
    Content-Type: application/json
    Content-Length: 16

    {"success":true}"#;

fn done() -> Outcome {
    Outcome { success: Some(true), ..Outcome::new() }
}

const REFUSED: &str = r#"HTTP/1.1 200 OK
    Content-Type: application/json
    Content-Length: 53

    {"success":false,"error":"not found","errorcode":404}"#;

fn refused() -> Outcome {
    Outcome { success: Some(false), error: text("not found"), error_code: Some(404), ..Outcome::new() }
}

#[tokio::test]
async fn create_limited_use_invitation() {
    let asks = r#"POST /api/v3/createlimitedusetoken HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 51

        {"room":"123456789","usagelimit":1,"isleader":true}"#;
    let response_text = r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 93

        {"token":"ABCDEF123456","link":"https://realtime.samesurf.com/{room}/{token}","success":true}"#;
    let created = LimitedUseInvitation {
        token: text("ABCDEF123456"),
        link: text("https://realtime.samesurf.com/{room}/{token}"),
        success: Some(true),
        ..LimitedUseInvitation::new()
    };
    let call = Client::create_limited_use_invitation;
    let request = CreateLimitedUseInvitation::new(NewLimitedUseInvitation::new("123456789", 1, true));
    API.exchange(call, request.clone(), asks, response_text, Ok(created.clone())).await;
    API.exchange(
        call,
        CreateLimitedUseInvitation::new(NewLimitedUseInvitation {
            user_name: text("Zoë & <Co>/1"),
            ..NewLimitedUseInvitation::new("012", 100, false)
        }),
        r#"POST /api/v3/createlimitedusetoken HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 76

        {"room":"012","usagelimit":100,"isleader":false,"usersname":"Zoë & <Co>/1"}"#,
        response_text,
        Ok(created),
    )
    .await;
    fails!(Client::create_limited_use_invitation, request.clone(), asks, CreateLimitedUseInvitationError);
}

#[tokio::test]
async fn delete_limited_use_invitation() {
    let asks = r#"POST /api/v3/deletelimitedusetoken HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 24

        {"token":"ABCDEF123456"}"#;
    let call = Client::delete_limited_use_invitation;
    let request = DeleteLimitedUseInvitation::new(LimitedUseInvitationToken::new("ABCDEF123456"));
    API.exchange(call, request.clone(), asks, DONE, Ok(done())).await;
    API.exchange(
        call,
        DeleteLimitedUseInvitation::new(LimitedUseInvitationToken::new("")),
        r#"POST /api/v3/deletelimitedusetoken HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 12

        {"token":""}"#,
        REFUSED,
        Ok(refused()),
    )
    .await;
    fails!(Client::delete_limited_use_invitation, request.clone(), asks, DeleteLimitedUseInvitationError);
}

#[tokio::test]
async fn create_subscription() {
    let sample = NewSubscription {
        configuration_overrides: Some(vec![
            ConfigurationOverride::new(ConfigurationKey::CommunicationsActive, "false"),
            ConfigurationOverride::new(ConfigurationKey::DefaultLogoutUrl, "http://www.mywebsite.com"),
        ]),
        bookmarks: Some(vec![Bookmark::new("Samesurrf", "https://www.samesurf.com")]),
        disabled_features: Some(vec![DisabledFeature::ModeScreenShare.into(), DisabledFeature::ModeVideoShare.into()]),
        ..NewSubscription::new("ResoldSubscriptionName", 10)
    };
    API.exchange(
        Client::create_subscription,
        CreateSubscription::new(sample.clone()),
        r#"POST /api/v3/reseller/createsubscription HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 321

        {"name":"ResoldSubscriptionName","licensecount":10,
        "configuration_overrides":[{"key":"communications_active","value":"false"},
        {"key":"default_logout_url","value":"http://www.mywebsite.com"}],
        "bookmarks":[{"name":"Samesurrf","link":"https://www.samesurf.com"}],
        "disabled_features":["MODE_SCREEN_SHARE","MODE_VIDEO_SHARE"]}"#,
        DONE,
        Ok(done()),
    )
    .await;
    // The spelling of the document's prose, beside that of its example.
    API.exchange(
        Client::create_subscription,
        CreateSubscription::new(NewSubscription {
            disabledfeatures: Some(vec![DisabledFeature::ToolsDisconnectUser.into()]),
            disabled_features: Some(vec![]),
            configuration_overrides: Some(vec![]),
            ..sample
        }),
        r#"POST /api/v3/reseller/createsubscription HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 217

        {"name":"ResoldSubscriptionName","licensecount":10,"configuration_overrides":[],
        "bookmarks":[{"name":"Samesurrf","link":"https://www.samesurf.com"}],
        "disabledfeatures":["TOOLS_DISCONNECT_USER"],"disabled_features":[]}"#,
        REFUSED,
        Ok(refused()),
    )
    .await;
    let asks = r#"POST /api/v3/reseller/createsubscription HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 35

        {"name":"Łódź","licensecount":0}"#;
    let request = CreateSubscription::new(NewSubscription::new("Łódź", 0));
    API.exchange(Client::create_subscription, request.clone(), asks, DONE, Ok(done())).await;
    fails!(Client::create_subscription, request.clone(), asks, CreateSubscriptionError);
}

#[tokio::test]
async fn delete_subscription() {
    let asks = r#"POST /api/v3/reseller/deletesubscription HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 30

        {"name":"ResoldSubscription1"}"#;
    let request = DeleteSubscription::new(SubscriptionName::new("ResoldSubscription1"));
    API.exchange(Client::delete_subscription, request.clone(), asks, DONE, Ok(done())).await;
    API.exchange(
        Client::delete_subscription,
        DeleteSubscription::new(SubscriptionName::new("a/\"b\"\u{7f}")),
        "POST /api/v3/reseller/deletesubscription HTTP/1.1
         Accept: application/json
         Content-Type: application/json
         Content-Length: 19

         {\"name\":\"a/\\\"b\\\"\u{7f}\"}",
        REFUSED,
        Ok(refused()),
    )
    .await;
    fails!(Client::delete_subscription, request.clone(), asks, DeleteSubscriptionError);
}

#[tokio::test]
async fn create_api_key() {
    let asks = r#"POST /api/v3/reseller/createapikey HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 41

        {"subscription":"ResoldSubscriptionName"}"#;
    let request = CreateApiKey::new(NewApiKey::new("ResoldSubscriptionName"));
    let key = ApiKey {
        api_key: text("generated_api_key"),
        api_secret: text("generated_api_secret"),
        success: Some(true),
        ..ApiKey::new()
    };
    // `success` comes first in the document's response; its place in ours is that of all other responses.
    API.exchange(
        Client::create_api_key,
        request.clone(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 80

        {"apikey":"generated_api_key","apisecret":"generated_api_secret","success":true}"#,
        Ok(key.clone()),
    )
    .await;
    API.understands(
        Client::create_api_key,
        request.clone(),
        r#"HTTP/1.1 200 OK
        Date: Fri, 26 Apr 2024 02:59:18 GMT
        Transfer-Encoding: chunked
        Content-Type: application/json; charset=utf-8

        { "success" : true, "apikey" : "generated_api_key", "apisecret" : "generated_api_secret" }"#,
        Ok(key),
    )
    .await;
    API.exchange(
        Client::create_api_key,
        CreateApiKey::new(NewApiKey::new("A & B + C%")),
        r#"POST /api/v3/reseller/createapikey HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 29

        {"subscription":"A & B + C%"}"#,
        REFUSED,
        Ok(ApiKey { success: Some(false), error: text("not found"), error_code: Some(404), ..ApiKey::new() }),
    )
    .await;
    fails!(Client::create_api_key, request.clone(), asks, CreateApiKeyError);
}

/// The scheme in other case, and a request as the samples have it: no `Accept`, JSON over several lines.
#[tokio::test]
async fn what_other_clients_send() {
    API.accepts(
        r#"POST /api/v3/runningrooms HTTP/1.1
        Host: api.samesurf.com
        Authorization: bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3MTQxMDAzNTgsInN1YiI6IllPVVIgQVBJIEtFWSJ9.7_bhe8q9dE38Lx7I7LWyNzvDcrvTx0UW-b30nNT0Kg4
        Content-Type: application/json; charset=UTF-8

        { "limit" : 5, "skip" : 5 }"#,
        FindRunningRooms { body: Some(RunningRoomsPage { skip: Some(5), limit: Some(5) }) },
    )
    .await;
}
