//! Calls, their responses and their errors, and responses that are stored.

use std::error::Error as StdError;

use getscreen::runtime::client::Error;
use getscreen::runtime::operation::Matched;
use getscreen::runtime::server::axum;
use getscreen::{Client, ConnectDevice, ConnectDeviceError, DeviceList, ListDevices};
use tower::util::MapRequestLayer;

async fn calls(client: &Client) -> Result<(), Box<dyn StdError>> {
    let devices = client.list_devices(ListDevices { search: Some("paci".into()), ..ListDevices::new() }).await?;
    for device in devices.data.iter().flatten() {
        println!("{:?} {:?}", device.id, device.name);
    }

    match client.connect_device(ConnectDevice { agent_id: Some(8.into()), ..ConnectDevice::new() }).await {
        Ok(response) => println!("{:?}", response.data),
        Err(Error::Api(response)) if matches!(*response, ConnectDeviceError::Forbidden) => println!("not ours"),
        Err(other) => return Err(other.into()), // missing credentials, timeout, transport, an invalid body, …
    }
    Ok(())
}

fn explain<E: std::fmt::Debug>(error: &Error<E>) -> String {
    match error {
        Error::Api(response) => format!("documented: {:?}", **response),
        Error::Rejected(response) => format!("a problem: {:?}", response.errors()),
        Error::Undocumented(response) => format!("{} {:?}", response.status(), response.raw()), // nothing is lost
        other => other.to_string(),
    }
}

fn with_log(client: Client) -> Client {
    let log = MapRequestLayer::new(|request: axum::http::Request<_>| {
        println!("{:?}", request.extensions().get::<Matched>().map(|operation| operation.id));
        request
    });
    client.with(|inner| inner.with_layer(log))
}

fn stored_and_read_again(devices: &DeviceList) -> Result<DeviceList, serde_json::Error> {
    serde_json::from_str(&serde_json::to_string(devices)?) // with the feature `serde` of the generated crate
}

/// Any API that answers so.
fn server(status: u16, media_type: &'static str, body: &'static str) -> axum::Router {
    axum::Router::new().fallback(move || async move {
        axum::response::Response::builder()
            .status(status)
            .header("content-type", media_type)
            .body(body.to_owned())
            .unwrap()
    })
}

fn client(router: axum::Router) -> Client {
    with_log(Client::with_service("https://api.test/v1", router).unwrap().with_api_key("key-1"))
}

#[tokio::test]
async fn responses_and_errors_are_typed() {
    let listed = client(server(200, "application/json", r#"{"data":[{"id":1,"name":"a","os":"beos"}]}"#));
    let devices = listed.list_devices(ListDevices::new()).await.unwrap();
    let again = stored_and_read_again(&devices).unwrap();
    assert_eq!(again, *devices);

    calls(&client(server(200, "application/json", "{}"))).await.unwrap();
    assert!(calls(&client(server(503, "text/html", "<h1>busy</h1>"))).await.unwrap_err().to_string().contains("503"));

    let busy = client(server(503, "text/html", "<h1>busy</h1>")).list_devices(ListDevices::new()).await.unwrap_err();
    assert!(explain(&busy).contains("503"), "{}", explain(&busy));
    let forbidden = client(server(403, "text/plain", "")).list_devices(ListDevices::new()).await.unwrap_err();
    assert_eq!(explain(&forbidden), "documented: Forbidden");
}
