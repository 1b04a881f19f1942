//! Getscreen: the key in a header, devices, and the documented failures, which have a status and nothing else.

use getscreen::runtime::http::StatusCode;
use getscreen::runtime::server::{AuthError, Authenticate, Context, axum};
use getscreen::{
    Client, CloseInvitation, CommandOutcome, CommandResult, ConnectDevice, ConnectDeviceError, ConnectionLink,
    ConnectionLinkEnvelope, CreateInvitation, DeviceEnvelope, DeviceList, DeviceUpdate, Devices, GetDevice,
    GetDeviceError, GetInvitation, History, ListDevices, ListDevicesError, ListHistory, ListInvitations, LogoutDevice,
    LogoutDeviceError, PermanentUrlSettings, RebootDevice, RebootDeviceError, Support, UpdateDevice, UpdateDeviceError,
    UpdatedDevice, WakeDevice, WakeDeviceError,
};

use crate::getscreen_samples::{DEVICE, LISTED, device, listed};
use crate::script::{Api, Stage, handlers, text};

pub const API: Api<Client> = Api {
    lines: "Host: api.getscreen.me
            X-Api-Key: YOUR_API_KEY",
    client: |transport| {
        let client = Client::with_service("https://api.getscreen.me/v1", transport).unwrap();
        client.with_api_key("YOUR_API_KEY")
    },
    router: |stage| axum::Router::new().nest("/v1", getscreen::router(Desk(stage))),
};

pub struct Desk(pub Stage);

impl Authenticate<getscreen::Credentials> for Desk {
    type Principal = ();

    async fn authenticate(&self, credentials: getscreen::Credentials, _: &Context) -> Result<(), AuthError> {
        let getscreen::Credentials::ApiKey(key) = credentials;
        match key.expose() {
            "YOUR_API_KEY" => Ok(()),
            "LIMITED_KEY" => Err(AuthError::forbidden("the key is limited")),
            _ => Err(AuthError::invalid("nobody has this key")),
        }
    }
}

handlers!(Desk:
    Devices {
        list_devices ListDevices,
        get_device GetDevice,
        update_device UpdateDevice,
        connect_device ConnectDevice,
        reboot_device RebootDevice,
        wake_device WakeDevice,
        logout_device LogoutDevice,
    }
    Support {
        list_invitations ListInvitations,
        get_invitation GetInvitation,
        create_invitation CreateInvitation,
        close_invitation CloseInvitation,
    }
    History { list_history ListHistory }
);

/// Every documented failure of an operation.
macro_rules! fails {
    ($call:path, $request:expr, $asks:expr, $error:ident) => {
        for (status, error) in [
            ("400 Bad Request", $error::BadRequest),
            ("402 Payment Required", $error::PaymentRequired),
            ("403 Forbidden", $error::Forbidden),
            ("404 Not Found", $error::NotFound),
            ("401 Unauthorized", $error::Default(StatusCode::UNAUTHORIZED)),
            ("500 Internal Server Error", $error::Default(StatusCode::INTERNAL_SERVER_ERROR)),
        ] {
            let response_text = format!("HTTP/1.1 {status}\nContent-Length: 0");
            $crate::getscreen::API.exchange($call, $request, $asks, &response_text, Err(error)).await;
        }
    };
}

pub(crate) use fails;

#[tokio::test]
async fn list_devices() {
    let asks = "GET /v1/agents/list HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_devices,
        ListDevices::new(),
        asks,
        &format!(
            "HTTP/1.1 200 OK
             Content-Type: application/json
             Content-Length: 862

             {{\"data\":[{LISTED}]}}"
        ),
        Ok(DeviceList { data: Some(vec![listed()]), ..DeviceList::new() }),
    )
    .await;
    API.exchange(
        Client::list_devices,
        ListDevices { search: text("Müller & Söhne + 50% a/b=c;d"), group_id: text("7/8") },
        "GET /v1/agents/list?search=M%C3%BCller%20%26%20S%C3%B6hne%20%2B%2050%25%20a%2Fb%3Dc%3Bd&group_id=7%2F8 HTTP/1.1
         Accept: application/json",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 11

        {"data":[]}"#,
        Ok(DeviceList { data: Some(vec![]), ..DeviceList::new() }),
    )
    .await;
    fails!(Client::list_devices, ListDevices::new(), asks, ListDevicesError);
}

#[tokio::test]
async fn get_device() {
    let asks = "GET /v1/agents/info?agent_id=1001 HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::get_device,
        GetDevice::new(1001),
        asks,
        &format!(
            "HTTP/1.1 200 OK
             Content-Type: application/json
             Content-Length: 2465

             {{\"data\":{DEVICE}}}"
        ),
        Ok(DeviceEnvelope { data: Some(device()), ..DeviceEnvelope::new() }),
    )
    .await;
    API.exchange(
        Client::get_device,
        GetDevice::new(9_223_372_036_854_775_807),
        "GET /v1/agents/info?agent_id=9223372036854775807 HTTP/1.1
         Accept: application/json",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 2

        {}"#,
        Ok(DeviceEnvelope::new()),
    )
    .await;
    fails!(Client::get_device, GetDevice::new(1001), asks, GetDeviceError);
}

#[tokio::test]
async fn update_device() {
    let asks = r#"POST /v1/devices/update HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 11

        {"id":1001}"#;
    API.exchange(
        Client::update_device,
        UpdateDevice::new(DeviceUpdate::new(1001)),
        asks,
        &format!(
            "HTTP/1.1 200 OK
             Content-Type: application/json
             Content-Length: 2476

             {{\"status\":0,\"data\":{DEVICE}}}"
        ),
        Ok(UpdatedDevice { status: Some(0.into()), data: Some(device()), ..UpdatedDevice::new() }),
    )
    .await;
    let settings = PermanentUrlSettings { enable: Some(false), url: text("paci/2"), password: text("pass wörd&1") };
    API.exchange(
        Client::update_device,
        UpdateDevice::new(DeviceUpdate {
            name: text("Büro \"A\\B\"\t/ 1"),
            permanent_url: Some(settings),
            ..DeviceUpdate::new(1001)
        }),
        r#"POST /v1/devices/update HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 114

        {"id":1001,"name":"Büro \"A\\B\"\t/ 1",
        "permanent_url":{"enable":false,"url":"paci/2","password":"pass wörd&1"}}"#,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 13

        {"status":-3}"#,
        Ok(UpdatedDevice { status: Some((-3).into()), ..UpdatedDevice::new() }),
    )
    .await;
    fails!(Client::update_device, UpdateDevice::new(DeviceUpdate::new(1001)), asks, UpdateDeviceError);
}

#[tokio::test]
async fn connect_device() {
    let asks = "POST /v1/agents/connect HTTP/1.1
         Accept: application/json
         Content-Length: 0";
    API.exchange(
        Client::connect_device,
        ConnectDevice::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 59

        {"data":{"url":"https://go.getscreen.me/a/?connect=1&s=2"}}"#,
        Ok(ConnectionLinkEnvelope {
            data: Some(ConnectionLink {
                url: text("https://go.getscreen.me/a/?connect=1&s=2"),
                ..ConnectionLink::new()
            }),
            ..ConnectionLinkEnvelope::new()
        }),
    )
    .await;
    for (video, said) in [(true, "true"), (false, "false")] {
        API.exchange(
            Client::connect_device,
            ConnectDevice { agent_id: Some(1001.into()), device_id: Some(408_080_316), video: Some(video) },
            &format!(
                "POST /v1/agents/connect?agent_id=1001&device_id=408080316&video={said} HTTP/1.1
                 Accept: application/json
                 Content-Length: 0"
            ),
            r#"HTTP/1.1 200 OK
            Content-Type: application/json
            Content-Length: 11

            {"data":{}}"#,
            Ok(ConnectionLinkEnvelope { data: Some(ConnectionLink::new()), ..ConnectionLinkEnvelope::new() }),
        )
        .await;
    }
    fails!(Client::connect_device, ConnectDevice::new(), asks, ConnectDeviceError);
}

/// Commands respond with their result code. The document's table puts it at the top, and its prose wraps all in `data`.
fn done() -> CommandResult {
    CommandResult { status: Some(0.into()), ..CommandResult::new() }
}

const DONE: &str = r#"HTTP/1.1 200 OK
    Content-Type: application/json
    Content-Length: 12

    {"status":0}"#;

fn done_within() -> CommandResult {
    let data = CommandOutcome { status: Some(2.into()), ..CommandOutcome::new() };
    CommandResult { data: Some(data), ..CommandResult::new() }
}

const DONE_WITHIN: &str = r#"HTTP/1.1 200 OK
    Content-Type: application/json
    Content-Length: 21

    {"data":{"status":2}}"#;

#[tokio::test]
async fn reboot_device() {
    let asks = "POST /v1/agents/reboot?id=8 HTTP/1.1
         Accept: application/json
         Content-Length: 0";
    API.exchange(Client::reboot_device, RebootDevice::new(8), asks, DONE, Ok(done())).await;
    for (safe, said) in [(true, "true"), (false, "false")] {
        API.exchange(
            Client::reboot_device,
            RebootDevice { safe: Some(safe), ..RebootDevice::new(1001) },
            &format!(
                "POST /v1/agents/reboot?id=1001&safe={said} HTTP/1.1
                 Accept: application/json
                 Content-Length: 0"
            ),
            DONE_WITHIN,
            Ok(done_within()),
        )
        .await;
    }
    fails!(Client::reboot_device, RebootDevice::new(8), asks, RebootDeviceError);
}

#[tokio::test]
async fn wake_device() {
    for (id, said) in [(1001, "1001"), (-9_223_372_036_854_775_808, "-9223372036854775808")] {
        let asks = format!(
            "POST /v1/agents/wake?id={said} HTTP/1.1
             Accept: application/json
             Content-Length: 0"
        );
        API.exchange(Client::wake_device, WakeDevice::new(id), &asks, DONE, Ok(done())).await;
        fails!(Client::wake_device, WakeDevice::new(id), &asks, WakeDeviceError);
    }
}

#[tokio::test]
async fn logout_device() {
    for (id, said) in [(1001, "1001"), (0, "0")] {
        let asks = format!(
            "POST /v1/agents/logout?id={said} HTTP/1.1
             Accept: application/json
             Content-Length: 0"
        );
        API.exchange(Client::logout_device, LogoutDevice::new(id), &asks, DONE_WITHIN, Ok(done_within())).await;
        fails!(Client::logout_device, LogoutDevice::new(id), &asks, LogoutDeviceError);
    }
}
