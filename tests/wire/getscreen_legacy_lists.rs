//! The older Getscreen's devices and log of sessions; and what other clients send and the service itself responds with.

use getscreen_legacy::runtime::http::StatusCode;
use getscreen_legacy::runtime::time::UnixTime;
use getscreen_legacy::{
    Client, CloseConnection, ConnectDevice, Connection, ConnectionEnvelope, CreateConnection, Device, DeviceList,
    DeviceSessions, Geo, GetConnection, HistoryFilter, LastSession, LastSessionClient, ListDevices, ListDevicesError,
    ListHistory, ListHistoryError, OperatingSystem, Session, SessionAgent, SessionClient, SessionHistory, SessionVideo,
};

use crate::getscreen_legacy::{API, fails};
use crate::script::text;

fn los_angeles() -> Geo {
    Geo {
        ip: text("2.21.31.68"),
        country: text("USA"),
        region: text("California"),
        city: text("Los Angeles"),
        ..Geo::new()
    }
}

/// The example of `agents/list`.
fn listed() -> Device {
    let client = LastSessionClient {
        ip: text("188.162.195.82"),
        country: text("Russian Federation"),
        region: text("Tatarstan"),
        city: text("Kazan"),
        user_agent: text(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/85.0.4183.102 Safari/537.36",
        ),
        ..LastSessionClient::new()
    };
    let last = LastSession {
        id: Some(148_505.into()),
        start_time: Some(UnixTime(1_600_343_858)),
        stop_time: Some(Some(UnixTime(1_600_343_900))),
        client: Some(client),
        ..LastSession::new()
    };
    Device {
        id: Some(1001.into()),
        name: text("Allesandro Paci"),
        group: text("Accounting"),
        disabled: Some(false),
        limited: Some(false),
        link_time: Some(UnixTime(1_587_837_997)),
        last_time: Some(UnixTime(1_600_374_761)),
        geo: Some(los_angeles()),
        permanent_url: text("https://go.getscreen.me/paci"),
        preview_url: text(
            "https://getscreen.me/preview/\
             1245273f5448a704379da46f476564a592efb17c6a7695adde96247cd7874416GbBzRm6SRLMqrP0YoYFMxCopL6NTzvn8.png",
        ),
        os: Some(OperatingSystem::Windows.into()),
        version: text("1.9.4"),
        online: Some(true),
        installed: Some(true),
        favorite: Some(false),
        owner: text("john.smith@gmail.com"),
        sessions: Some(DeviceSessions { last: Some(last), total: Some(121), ..DeviceSessions::new() }),
        ..Device::new()
    }
}

#[tokio::test]
async fn list_devices() {
    let asks = "GET /v1/agents/list?apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_devices,
        ListDevices::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 857

        {"data":[{"id":1001,"name":"Allesandro Paci","group":"Accounting","disabled":false,"limited":false,
        "link_time":1587837997,"last_time":1600374761,
        "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"},
        "permanent_url":"https://go.getscreen.me/paci",
        "preview_url":"https://getscreen.me/preview/
        1245273f5448a704379da46f476564a592efb17c6a7695adde96247cd7874416GbBzRm6SRLMqrP0YoYFMxCopL6NTzvn8.png",
        "os":"win","version":"1.9.4","online":true,"installed":true,"favorite":false,
        "owner":"john.smith@gmail.com",
        "sessions":{"last":{"id":148505,"start_time":1600343858,"stop_time":1600343900,
        "client":{"ip":"188.162.195.82","country":"Russian Federation","region":"Tatarstan","city":"Kazan",
        "user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/
        85.0.4183.102 Safari/537.36"}},"total":121}}]}"#,
        Ok(DeviceList { data: Some(vec![listed()]), ..DeviceList::new() }),
    )
    .await;
    fails!(Client::list_devices, ListDevices::new(), asks, ListDevicesError);
}

/// The example of `history/list`.
fn page() -> SessionHistory {
    let filter = HistoryFilter {
        date_from: Some(UnixTime(1_608_660_281)),
        date_to: Some(UnixTime(1_608_660_389)),
        agent_id: Some(1001.into()),
        video: Some(true),
        ..HistoryFilter::new()
    };
    let client = SessionClient {
        user_agent: text(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.88 \
             Safari/537.36",
        ),
        login: Some(text("john.smith@gmail.com")),
        geo: Some(los_angeles()),
        ..SessionClient::new()
    };
    let agent = SessionAgent {
        id: Some(1001.into()),
        name: text("DESKTOP-SJBU5PO"),
        group: text("Accounting"),
        geo: Some(los_angeles()),
        os: Some(OperatingSystem::Windows.into()),
        version: text("2.1.5"),
        owner: text("john.smith@gmail.com"),
        ..SessionAgent::new()
    };
    let video = SessionVideo {
        url: text("https://st1.getscreen.me/video/2/27233.mp4"),
        size: Some(428_652),
        ..SessionVideo::new()
    };
    let session = Session {
        id: Some(27233.into()),
        start: Some(UnixTime(1_608_660_273)),
        stop: Some(Some(UnixTime(1_608_660_281))),
        clients: Some(vec![client]),
        agent: Some(agent),
        video: Some(video),
        ..Session::new()
    };
    SessionHistory {
        offset: Some(0),
        limit: Some(10),
        total: Some(15),
        filter: Some(filter),
        data: Some(vec![session]),
        ..SessionHistory::new()
    }
}

#[tokio::test]
async fn list_history() {
    let asks = "GET /v1/history/list?apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_history,
        ListHistory::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 24

        {"data":[{"stop":null}]}"#,
        Ok(SessionHistory {
            data: Some(vec![Session { stop: Some(None), ..Session::new() }]),
            ..SessionHistory::new()
        }),
    )
    .await;
    for (video, said) in [(true, "true"), (false, "false")] {
        API.exchange(
            Client::list_history,
            ListHistory {
                agent_id: Some(1001.into()),
                date_from: Some(UnixTime(1_608_660_281)),
                date_to: Some(UnixTime(1_608_660_389)),
                video: Some(video),
                offset: Some(0),
                limit: Some(10),
            },
            &format!(
                "GET /v1/history/list?agent_id=1001&date_from=1608660281&date_to=1608660389&video={said}\
                 &offset=0&limit=10&apikey=k%26y%2B1%2F%20%25%C3%BC HTTP/1.1
                 Accept: application/json"
            ),
            r#"HTTP/1.1 200 OK
            Content-Type: application/json
            Content-Length: 723

            {"offset":0,"limit":10,"total":15,
            "filter":{"date_from":1608660281,"date_to":1608660389,"agent_id":1001,"video":true},
            "data":[{"id":27233,"start":1608660273,"stop":1608660281,"clients":[{
            "user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/
            87.0.4280.88 Safari/537.36","login":"john.smith@gmail.com",
            "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"}}],
            "agent":{"id":1001,"name":"DESKTOP-SJBU5PO","group":"Accounting",
            "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"},
            "os":"win","version":"2.1.5","owner":"john.smith@gmail.com"},
            "video":{"url":"https://st1.getscreen.me/video/2/27233.mp4","size":428652}}]}"#,
            Ok(page()),
        )
        .await;
    }
    fails!(Client::list_history, ListHistory::new(), asks, ListHistoryError);
}

/// The document's own requests have the key first, which is all the same in a query.
#[tokio::test]
async fn what_other_clients_send() {
    API.accepts(
        "POST /v1/support/close?apikey=k%26y%2b1/+%25%c3%bc&connection_id=328 HTTP/1.1",
        CloseConnection::new(328),
    )
    .await;
    API.accepts("POST /v1/agents/connect?apikey=k%26y%2B1/%20%25ü&agent_id=1001 HTTP/1.1", ConnectDevice::new(1001))
        .await;
    API.accepts(
        "POST /v1/support/create?apikey=k%26y%2B1%2F%20%25%C3%BC&client_name=Jacob+Williams HTTP/1.1",
        CreateConnection { client_name: text("Jacob Williams") },
    )
    .await;
    API.accepts(
        "GET /v1/history/list?apikey=k%26y%2B1%2F%20%25%C3%BC&agent_id=1001&date_from=1608660281&date_to=1608660389\
         &video=true&offset=0&limit=100 HTTP/1.1",
        ListHistory {
            agent_id: Some(1001.into()),
            date_from: Some(UnixTime(1_608_660_281)),
            date_to: Some(UnixTime(1_608_660_389)),
            video: Some(true),
            offset: Some(0),
            limit: Some(100),
        },
    )
    .await;
}

/// The bare list, the connection itself where an array of one is documented, and an end that is text.
#[tokio::test]
async fn what_other_servers_answer() {
    API.understands(
        Client::list_devices,
        ListDevices::new(),
        r#"HTTP/1.1 200 OK
        Content-Type: application/json; charset=utf-8

        [ { "id" : "1001" } ]"#,
        Ok(DeviceList { data: Some(vec![Device { id: Some(1001.into()), ..Device::new() }]), ..DeviceList::new() }),
    )
    .await;
    API.understands(
        Client::get_connection,
        GetConnection::new(328),
        r#"HTTP/1.1 200 OK

        {"data":{"id":328}}"#,
        Ok(ConnectionEnvelope {
            data: Some(vec![Connection { id: Some(328.into()), ..Connection::new() }]),
            ..ConnectionEnvelope::new()
        }),
    )
    .await;
    API.understands(
        Client::list_history,
        ListHistory::new(),
        r#"HTTP/1.1 200 OK
        Content-Type: application/json

        {"data":[{"id":1,"stop":"1608660281"}]}"#,
        Ok(SessionHistory {
            data: Some(vec![Session {
                id: Some(1.into()),
                stop: Some(Some(UnixTime(1_608_660_281))),
                ..Session::new()
            }]),
            ..SessionHistory::new()
        }),
    )
    .await;
}
