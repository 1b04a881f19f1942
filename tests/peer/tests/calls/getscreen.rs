//! The calls of `getscreen.yaml`.

use getscreen::*;
use progenitor_client::Error;
use serde_json::{Value, json};
use specwright_peer::getscreen::{Client, types};
use specwright_runtime::server::HandlerResult;
use specwright_runtime::time::UnixTime;

use crate::desk::{Desk, handlers, http, serve};

handlers!(getscreen::Devices {
    list_devices(ListDevices),
    get_device(GetDevice),
    update_device(UpdateDevice),
    connect_device(ConnectDevice),
    reboot_device(RebootDevice),
    wake_device(WakeDevice),
    logout_device(LogoutDevice),
});
handlers!(getscreen::Support {
    list_invitations(ListInvitations),
    get_invitation(GetInvitation),
    create_invitation(CreateInvitation),
    close_invitation(CloseInvitation),
});
handlers!(getscreen::History { list_history(ListHistory) });

const KEY: &str = "key-0001";

fn example(name: &str) -> Value {
    crate::desk::example(include_str!("../../../../specs/getscreen.yaml"), name)
}

fn desk() -> Desk<getscreen::Credentials> {
    Desk::new(|getscreen::Credentials::ApiKey(key)| key.expose() == KEY)
}

async fn connect() -> (Desk<getscreen::Credentials>, Client) {
    let desk = desk();
    let address = serve(getscreen::router(desk.clone())).await;
    (desk, Client::new_with_client(&address, http(&[("x-api-key", KEY)])))
}

#[tokio::test]
async fn devices() {
    let (desk, peer) = connect().await;

    let request = ListDevices { search: Some("Paci & Söhne/+".into()), group_id: Some("7".into()) };
    let call = peer.list_devices(Some("7"), Some("Paci & Söhne/+"));
    desk.exchange(request, example("listDevices-response-1"), call).await;

    let request = GetDevice { agent_id: DeviceId(1001) };
    desk.exchange(request, example("getDevice-response-1"), peer.get_device(&types::DeviceId(1001))).await;

    let settings =
        PermanentUrlSettings { enable: Some(true), password: Some("secret-123".into()), ..PermanentUrlSettings::new() };
    let body = DeviceUpdate { name: Some("Büro".into()), permanent_url: Some(settings), ..DeviceUpdate::new(1001) };
    let peers = types::DeviceUpdate {
        id: types::DeviceId(1001),
        name: Some("Büro".into()),
        permanent_url: Some(types::PermanentUrlSettings {
            enable: Some(true),
            password: Some("secret-123".parse().unwrap()),
            url: None,
        }),
    };
    desk.exchange(UpdateDevice { body }, example("updateDevice-response-1"), peer.update_device(&peers)).await;

    let request = ConnectDevice { agent_id: None, device_id: Some(-9_007_199_254_740_993), video: Some(false) };
    let response = json!({"data": {"url": "https://go.getscreen.me/john.smith/?connect=20177&llt=66b4"}});
    desk.exchange(request, response, peer.connect_device(None, Some(-9_007_199_254_740_993), Some(false))).await;

    let (id, outcome) = (types::DeviceId(1001), json!({"status": 0, "data": {"status": 0}}));
    let request = RebootDevice { id: DeviceId(1001), safe: Some(true) };
    desk.exchange(request, outcome.clone(), peer.reboot_device(&id, Some(true))).await;
    desk.exchange(WakeDevice { id: DeviceId(1001) }, outcome.clone(), peer.wake_device(&id)).await;
    desk.exchange(LogoutDevice { id: DeviceId(1001) }, outcome, peer.logout_device(&id)).await;

    assert_eq!(
        desk.operations(),
        ["listDevices", "getDevice", "updateDevice", "connectDevice", "rebootDevice", "wakeDevice", "logoutDevice"],
    );
}

#[tokio::test]
async fn support_and_history() {
    let (desk, peer) = connect().await;
    let id = types::InvitationId(328);

    desk.exchange(ListInvitations {}, example("listInvitations-response-1"), peer.list_invitations()).await;
    let request = GetInvitation { connection_id: InvitationId(328) };
    desk.exchange(request, example("getInvitation-response-1"), peer.get_invitation(&id)).await;
    let request = CreateInvitation { client_name: Some("Jacob=Williams?".into()) };
    let call = peer.create_invitation(Some("Jacob=Williams?"));
    desk.exchange(request, example("createInvitation-response-1"), call).await;
    let request = CloseInvitation { connection_id: InvitationId(328) };
    desk.exchange(request, Value::Null, peer.close_invitation(&id)).await;

    let request = ListHistory {
        agent_id: Some(DeviceId(1001)),
        support_id: Some(InvitationId(1002)),
        date_from: Some(UnixTime(1_608_660_281)),
        date_to: Some(UnixTime(1_608_660_389)),
        video: Some(true),
        offset: Some(0),
        limit: Some(100),
    };
    let call = peer.list_history(
        Some(&types::DeviceId(1001)),
        Some(1_608_660_281),
        Some(1_608_660_389),
        Some(100),
        Some(0),
        Some(&types::InvitationId(1002)),
        Some(true),
    );
    desk.exchange(request, example("listHistory-response-1"), call).await;

    assert_eq!(
        desk.operations(),
        ["listInvitations", "getInvitation", "createInvitation", "closeInvitation", "listHistory"],
    );
}

#[tokio::test]
async fn a_documented_error_arrives() {
    let (desk, peer) = connect().await;
    let call = peer.get_device(&types::DeviceId(8));
    let error = desk.refuse::<GetDevice, _, _>(GetDeviceError::PaymentRequired, call).await;
    assert!(matches!(error, Error::ErrorResponse(response) if response.status() == 402));
}

#[tokio::test]
async fn what_the_document_forbids_does_not_reach_the_handler() {
    let (desk, peer) = connect().await;
    let error = peer.list_history(None, None, None, Some(101), None, None, None).await.err().unwrap();
    assert!(matches!(error, Error::ErrorResponse(response) if response.status() == 400));
    assert!(!desk.heard_any());
}

#[tokio::test]
async fn a_wrong_key_does_not_reach_the_handler() {
    let desk = desk();
    let address = serve(getscreen::router(desk.clone())).await;
    let peer = Client::new_with_client(&address, http(&[("x-api-key", "key-0002")]));
    let error = peer.list_invitations().await.err().unwrap();
    assert!(matches!(error, Error::UnexpectedResponse(response) if response.status() == 401));
    assert!(!desk.heard_any());
}
