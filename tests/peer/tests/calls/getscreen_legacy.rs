//! The calls of `getscreen-legacy.yaml`.

use getscreen_legacy::*;
use progenitor_client::Error;
use serde_json::Value;
use specwright_peer::LEGACY_KEY;
use specwright_peer::getscreen_legacy::{Client, types};
use specwright_runtime::http::StatusCode;
use specwright_runtime::server::HandlerResult;

use crate::desk::{Desk, handlers, http, serve};

handlers!(getscreen_legacy::Devices { list_devices(ListDevices), connect_device(ConnectDevice) });
handlers!(getscreen_legacy::Support {
    list_connections(ListConnections),
    create_connection(CreateConnection),
    get_connection(GetConnection),
    close_connection(CloseConnection),
});
handlers!(getscreen_legacy::History { list_history(ListHistory) });

fn example(name: &str) -> Value {
    crate::desk::example(include_str!("../../../../specs/getscreen-legacy.yaml"), name)
}

async fn connect() -> (Desk<getscreen_legacy::Credentials>, Client) {
    let desk = Desk::new(|getscreen_legacy::Credentials::ApiKey(key)| key.expose() == LEGACY_KEY);
    let address = serve(getscreen_legacy::router(desk.clone())).await;
    (desk, Client::new_with_client(&address, http(&[])))
}

#[tokio::test]
async fn all_operations() {
    let (desk, peer) = connect().await;

    desk.exchange(ListDevices {}, example("listDevices-response-1"), peer.list_devices()).await;
    let request = ConnectDevice { agent_id: DeviceId(1001) };
    desk.exchange(request, example("connectDevice-response-1"), peer.connect_device(&types::DeviceId(1001))).await;

    desk.exchange(ListConnections {}, example("listConnections-response-1"), peer.list_connections()).await;
    let request = CreateConnection { client_name: Some("Jacob Williams".into()) };
    let call = peer.create_connection(Some("Jacob Williams"));
    desk.exchange(request, example("createConnection-response-1"), call).await;
    let id = types::SupportId(328);
    let request = GetConnection { connection_id: SupportId(328) };
    desk.exchange(request, example("getConnection-response-1"), peer.get_connection(&id)).await;
    let request = CloseConnection { connection_id: SupportId(328) };
    desk.exchange(request, Value::Null, peer.close_connection(&id)).await;

    let request = ListHistory { video: Some(false), limit: Some(10), ..ListHistory::new() };
    let call = peer.list_history(None, None, None, Some(10), None, Some(false));
    desk.exchange(request, example("listHistory-response-1"), call).await;

    assert_eq!(
        desk.operations(),
        [
            "listDevices",
            "connectDevice",
            "listConnections",
            "createConnection",
            "getConnection",
            "closeConnection",
            "listHistory",
        ],
    );
}

#[tokio::test]
async fn a_documented_error_arrives() {
    let (desk, peer) = connect().await;
    let call = peer.get_connection(&types::SupportId(8));
    let error = desk.refuse::<GetConnection, _, _>(GetConnectionError::NotFound, call).await;
    assert!(matches!(error, Error::ErrorResponse(response) if response.status() == 404));
}

#[tokio::test]
async fn the_default_answer_arrives() {
    let (desk, peer) = connect().await;
    let call = peer.close_connection(&types::SupportId(8));
    let error = CloseConnectionError::Default(StatusCode::IM_A_TEAPOT);
    let error = desk.refuse::<CloseConnection, _, _>(error, call).await;
    assert!(matches!(error, Error::ErrorResponse(response) if response.status() == 418));
}
