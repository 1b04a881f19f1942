//! The calls of `samesurf.yaml`.

use progenitor_client::Error;
use samesurf::*;
use serde_json::Value;
use specwright_peer::samesurf::{Client, types};
use specwright_runtime::server::HandlerResult;

use crate::desk::{Desk, handlers, http, serve};

handlers!(samesurf::Rooms { find_running_rooms(FindRunningRooms), create_room(CreateRoom) });
handlers!(samesurf::Invitations {
    create_limited_use_invitation(CreateLimitedUseInvitation),
    delete_limited_use_invitation(DeleteLimitedUseInvitation),
});
handlers!(samesurf::Analytics {
    get_analytics_overview(GetAnalyticsOverview),
    list_analytics_rooms(ListAnalyticsRooms),
    get_room_analytics(GetRoomAnalytics),
});
handlers!(samesurf::Reseller {
    create_subscription(CreateSubscription),
    delete_subscription(DeleteSubscription),
    create_api_key(CreateApiKey),
});

fn example(name: &str) -> Value {
    crate::desk::example(include_str!("../../../../specs/samesurf.yaml"), name)
}

/// The example of this name as a value of one of the two sides.
fn body<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_value(example(name)).unwrap()
}

async fn connect() -> (Desk<samesurf::Credentials>, Client) {
    let desk = Desk::new(|samesurf::Credentials::Token(token)| token.expose() == "e30.e30.c2ln");
    let address = serve(samesurf::router(desk.clone())).await;
    (desk, Client::new_with_client(&address, http(&[("authorization", "Bearer e30.e30.c2ln")])))
}

#[tokio::test]
async fn rooms_and_invitations() {
    let (desk, peer) = connect().await;

    let request = FindRunningRooms { body: Some(RunningRoomsPage { skip: Some(5), limit: Some(5) }) };
    let page = types::RunningRoomsPage { skip: Some(5), limit: Some(5) };
    desk.exchange(request, example("findRunningRooms-response-1"), peer.find_running_rooms(&page)).await;

    for (sent, received) in [
        ("createRoom-request-1", "createRoom-response-1"),
        ("createRoom-request-2", "createRoom-response-1"),
        ("createRoom-request-3", "createRoom-response-1"),
        ("scheduleRoom-request-1", "scheduleRoom-response-1"),
    ] {
        let room = body(sent);
        desk.exchange(CreateRoom { body: Some(body(sent)) }, example(received), peer.create_room(&room)).await;
    }

    let invitation = body("createLimitedUseInvitation-request-1");
    let request = CreateLimitedUseInvitation { body: NewLimitedUseInvitation::new("123456789".to_owned(), 1, true) };
    let response = example("createLimitedUseInvitation-response-1");
    desk.exchange(request, response, peer.create_limited_use_invitation(&invitation)).await;
    let token = types::LimitedUseInvitationToken { token: "ABCDEF123456".into() };
    let request = DeleteLimitedUseInvitation { body: LimitedUseInvitationToken::new("ABCDEF123456") };
    let response = example("deleteLimitedUseInvitation-response-1");
    desk.exchange(request, response, peer.delete_limited_use_invitation(&token)).await;

    assert_eq!(
        desk.operations(),
        [
            "findRunningRooms",
            "createRoom",
            "createRoom",
            "createRoom",
            "createRoom",
            "createLimitedUseInvitation",
            "deleteLimitedUseInvitation",
        ],
    );
}

#[tokio::test]
async fn analytics_and_reseller() {
    let (desk, peer) = connect().await;

    let response = example("getAnalyticsOverview-response-1");
    desk.exchange(GetAnalyticsOverview {}, response, peer.get_analytics_overview()).await;
    let page = types::AnalyticsRoomsPage { skip: Some(20), limit: None, take: Some(20) };
    let request = ListAnalyticsRooms { body: Some(body("listAnalyticsRooms-request-1")) };
    desk.exchange(request, example("listAnalyticsRooms-response-1"), peer.list_analytics_rooms(&page)).await;
    let room = types::RoomVersion { room: types::RoomNumber("123456789".into()), version: 1 };
    let request = GetRoomAnalytics { body: body("getRoomAnalytics-request-1") };
    desk.exchange(request, example("getRoomAnalytics-response-1"), peer.get_room_analytics(&room)).await;

    let subscription = body("createSubscription-request-1");
    let request = CreateSubscription { body: body("createSubscription-request-1") };
    let response = example("createSubscription-response-1");
    desk.exchange(request, response, peer.create_subscription(&subscription)).await;
    let name = types::SubscriptionName { name: "ResoldSubscription1".into() };
    let request = DeleteSubscription { body: SubscriptionName::new("ResoldSubscription1") };
    let response = example("deleteSubscription-response-1");
    desk.exchange(request, response, peer.delete_subscription(&name)).await;
    let key = types::NewApiKey { subscription: "ResoldSubscriptionName".into() };
    let request = CreateApiKey { body: NewApiKey::new("ResoldSubscriptionName") };
    desk.exchange(request, example("createApiKey-response-1"), peer.create_api_key(&key)).await;

    assert_eq!(
        desk.operations(),
        [
            "getAnalyticsOverview",
            "listAnalyticsRooms",
            "getRoomAnalytics",
            "createSubscription",
            "deleteSubscription",
            "createApiKey",
        ],
    );
}

#[tokio::test]
async fn a_failure_of_the_handler_tells_nothing() {
    let (desk, peer) = connect().await;
    let error = peer.get_analytics_overview().await.err().unwrap();
    let Error::UnexpectedResponse(response) = error else { panic!("{error:?}") };
    assert_eq!(response.status(), 500);
    assert!(!response.text().await.unwrap().contains("no response was set"));
    assert!(desk.heard_any());
}
