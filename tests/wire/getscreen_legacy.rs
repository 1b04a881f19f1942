//! The older Getscreen: its key in the query of every request, POST without bodies (`Content-Length: 0`), arrays of
//! one.

use getscreen_legacy::runtime::http::StatusCode;
use getscreen_legacy::runtime::security::Secret;
use getscreen_legacy::runtime::server::{AuthError, Authenticate, Context, axum};
use getscreen_legacy::runtime::time::UnixTime;
use getscreen_legacy::{
    Client, ClientOs, CloseConnection, CloseConnectionError, ConnectDevice, ConnectDeviceError, Connection,
    ConnectionEnvelope, ConnectionLink, ConnectionLinkEnvelope, ConnectionList, ConnectionStatus, CreateConnection,
    CreateConnectionError, Devices, GetConnection, GetConnectionError, History, ListConnections, ListConnectionsError,
    ListDevices, ListHistory, Support,
};

use crate::script::{Api, Stage, handlers, text};

/// The key needs escaping, which is where keys in queries go wrong.
pub const API: Api<Client> = Api {
    lines: "Host: api.getscreen.me",
    client: |transport| {
        let client = Client::with_service("https://api.getscreen.me/v1", transport).unwrap();
        client.with_api_key("k&y+1/ %ü")
    },
    router: |stage| axum::Router::new().nest("/v1", getscreen_legacy::router(Desk(stage))),
};

struct Desk(Stage);

impl Authenticate<getscreen_legacy::Credentials> for Desk {
    type Principal = ();

    async fn authenticate(&self, credentials: getscreen_legacy::Credentials, _: &Context) -> Result<(), AuthError> {
        let getscreen_legacy::Credentials::ApiKey(key) = credentials;
        let known = key == Secret::from("k&y+1/ %ü");
        if known { Ok(()) } else { Err(AuthError::invalid("nobody has this key")) }
    }
}

handlers!(Desk:
    Devices {
        list_devices ListDevices,
        connect_device ConnectDevice,
    }
    Support {
        list_connections ListConnections,
        create_connection CreateConnection,
        get_connection GetConnection,
        close_connection CloseConnection,
    }
    History { list_history ListHistory }
);

/// Every documented failure of an operation.
macro_rules! fails {
    ($call:path, $request:expr, $asks:expr, $error:ident) => {
        for (status, error) in [
            ("400 Bad Request", $error::BadRequest),
            ("403 Forbidden", $error::Forbidden),
            ("404 Not Found", $error::NotFound),
            ("402 Payment Required", $error::Default(StatusCode::PAYMENT_REQUIRED)),
            ("503 Service Unavailable", $error::Default(StatusCode::SERVICE_UNAVAILABLE)),
        ] {
            let response_text = format!("HTTP/1.1 {status}\nContent-Length: 0");
            $crate::getscreen_legacy::API.exchange($call, $request, $asks, &response_text, Err(error)).await;
        }
    };
}

pub(crate) use fails;

#[tokio::test]
async fn connect_device() {
    let asks = "POST /v1/agents/connect?agent_id=20177&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json
         Content-Length: 0";
    API.exchange(
        Client::connect_device,
        ConnectDevice::new(20177),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 204

        {"data":{"url":"https://go.getscreen.me/john.smith/?connect=20177
        &llt=66b4kj671pm3abpp5xh17elpnpze245382m9pxbrx313l2xp52hmxqe4e1dekpej
        &s=c2c5ca25eb4fca787b74a97648e0856951e2b9c7aa02cbf83ac62c81e21a9bab"}}"#,
        Ok(ConnectionLinkEnvelope {
            data: Some(ConnectionLink {
                url: text(
                    "https://go.getscreen.me/john.smith/?connect=20177\
                     &llt=66b4kj671pm3abpp5xh17elpnpze245382m9pxbrx313l2xp52hmxqe4e1dekpej\
                     &s=c2c5ca25eb4fca787b74a97648e0856951e2b9c7aa02cbf83ac62c81e21a9bab",
                ),
                ..ConnectionLink::new()
            }),
            ..ConnectionLinkEnvelope::new()
        }),
    )
    .await;
    API.exchange(
        Client::connect_device,
        ConnectDevice::new(-9_223_372_036_854_775_808),
        "POST /v1/agents/connect?agent_id=-9223372036854775808&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 2

        {}"#,
        Ok(ConnectionLinkEnvelope::new()),
    )
    .await;
    fails!(Client::connect_device, ConnectDevice::new(20177), asks, ConnectDeviceError);
}

/// The example of a connection that nobody has joined.
fn fresh() -> Connection {
    Connection {
        id: Some(328.into()),
        status: Some(ConnectionStatus::New.into()),
        create_time: Some(UnixTime(1_600_262_268)),
        invite_code: text("408080316"),
        invite_url: text("https://go.getscreen.me/invite/408080316"),
        connect_url: text(
            "https://go.getscreen.me/turbo/nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1\
             Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        ),
        client_name: text("Jacob Williams"),
        client_os: Some(ClientOs::NotJoined.into()),
        client_preview_url: text(""),
        ..Connection::new()
    }
}

#[tokio::test]
async fn list_connections() {
    let asks = "GET /v1/support/list?apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_connections,
        ListConnections::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 397

        {"remain":100,"data":[{"id":328,"status":0,"create_time":1600262268,"invite_code":"408080316",
        "invite_url":"https://go.getscreen.me/invite/408080316","connect_url":"https://go.getscreen.me/turbo/
        nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1
        Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        "client_name":"Jacob Williams","client_os":"","client_preview_url":""}]}"#,
        Ok(ConnectionList { remain: Some(100), data: Some(vec![fresh()]), ..ConnectionList::new() }),
    )
    .await;
    fails!(Client::list_connections, ListConnections::new(), asks, ListConnectionsError);
}

#[tokio::test]
async fn create_connection() {
    let asks = "POST /v1/support/create?apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json
         Content-Length: 0";
    let response_text = r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 384

        {"data":[{"id":328,"status":0,"create_time":1600262268,"invite_code":"408080316",
        "invite_url":"https://go.getscreen.me/invite/408080316","connect_url":"https://go.getscreen.me/turbo/
        nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1
        Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        "client_name":"Jacob Williams","client_os":"","client_preview_url":""}]}"#;
    let created = ConnectionEnvelope { data: Some(vec![fresh()]), ..ConnectionEnvelope::new() };
    API.exchange(Client::create_connection, CreateConnection::new(), asks, response_text, Ok(created.clone())).await;
    API.exchange(
        Client::create_connection,
        CreateConnection { client_name: text("R&D + 50%/año") },
        "POST /v1/support/create?client_name=R%26D%20%2B%2050%25%2Fa%C3%B1o&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        response_text,
        Ok(created),
    )
    .await;
    fails!(Client::create_connection, CreateConnection::new(), asks, CreateConnectionError);
}

#[tokio::test]
async fn get_connection() {
    let asks = "GET /v1/support/info?connection_id=328&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json";
    let active = Connection {
        status: Some(ConnectionStatus::Active.into()),
        client_os: Some(ClientOs::Windows.into()),
        client_preview_url: text(
            "https://pcommand.com/preview/\
             f90d07668bccd418a5a8922f2ee455f1eb004c2bbeb5f9fe05ed6970c3389114Zl5PgknTWlU0fWBe4b9YoHNvRlD5Iwl5.png",
        ),
        ..fresh()
    };
    API.exchange(
        Client::get_connection,
        GetConnection::new(328),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 516

        {"data":[{"id":328,"status":2,"create_time":1600262268,"invite_code":"408080316",
        "invite_url":"https://go.getscreen.me/invite/408080316","connect_url":"https://go.getscreen.me/turbo/
        nrhaStVwQSQ1J4DW0cL4wc1ADUeyug8BZjFaCgEqT4wuFXSPXQrGoRRBUxK1uFTU1
        Sr7bYlsviZ0djTophpmnIhpaZuMfGSKdSefcDzOWCgJuGeHGA5hFkcflhAXhBrx",
        "client_name":"Jacob Williams","client_os":"win","client_preview_url":"https://pcommand.com/preview/
        f90d07668bccd418a5a8922f2ee455f1eb004c2bbeb5f9fe05ed6970c3389114Zl5PgknTWlU0fWBe4b9YoHNvRlD5Iwl5.png"}]}"#,
        Ok(ConnectionEnvelope { data: Some(vec![active]), ..ConnectionEnvelope::new() }),
    )
    .await;
    API.exchange(
        Client::get_connection,
        GetConnection::new(0),
        "GET /v1/support/info?connection_id=0&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 11

        {"data":[]}"#,
        Ok(ConnectionEnvelope { data: Some(vec![]), ..ConnectionEnvelope::new() }),
    )
    .await;
    fails!(Client::get_connection, GetConnection::new(328), asks, GetConnectionError);
}

#[tokio::test]
async fn close_connection() {
    for (id, said) in [(328, "328"), (9_223_372_036_854_775_807, "9223372036854775807")] {
        let asks = format!(
            "POST /v1/support/close?connection_id={said}&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
             Content-Length: 0"
        );
        let response_text = "HTTP/1.1 200 OK
             Content-Length: 0";
        API.exchange(Client::close_connection, CloseConnection::new(id), &asks, response_text, Ok(())).await;
        fails!(Client::close_connection, CloseConnection::new(id), &asks, CloseConnectionError);
    }
}
