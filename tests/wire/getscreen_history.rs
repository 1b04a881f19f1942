//! Getscreen's log of sessions, with all its filters; and what other clients send and the service itself responds with.

use getscreen::runtime::http::StatusCode;
use getscreen::runtime::model::Open;
use getscreen::runtime::time::UnixTime;
use getscreen::{
    Client, ConnectDevice, CreateInvitation, Device, DeviceList, DeviceUpdate, GetDevice, HistoryFilter, Invitation,
    InvitationEnvelope, ListDevices, ListHistory, ListHistoryError, OperatingSystem, Session, SessionAgent,
    SessionClient, SessionHistory, SessionVideo, UpdateDevice,
};

use crate::getscreen::{API, fails};
use crate::getscreen_samples::los_angeles;
use crate::script::text;

/// The example of `history/list`.
fn page() -> SessionHistory {
    let filter = HistoryFilter {
        date_from: Some(UnixTime(1_608_660_281)),
        date_to: Some(UnixTime(1_608_660_389)),
        agent_id: Some(1001.into()),
        support_id: Some(1002.into()),
        video: Some(true),
        ..HistoryFilter::new()
    };
    let client = SessionClient {
        user_agent: text(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.88 \
             Safari/537.36",
        ),
        login: Some(text("[email protected]")),
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
        owner: text("[email protected]"),
        ..SessionAgent::new()
    };
    let video = SessionVideo {
        url: text("https://st.getscreen.me/video/2/27233.mp4"),
        size: Some(428_652),
        ..SessionVideo::new()
    };
    let session = Session {
        id: Some(27233.into()),
        start: Some(UnixTime(1_608_660_273)),
        stop: Some(Some(UnixTime(1_608_660_281))),
        support_id: Some(1002.into()),
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
    let asks = "GET /v1/history/list HTTP/1.1
         Accept: application/json";
    API.exchange(
        Client::list_history,
        ListHistory::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 108

        {"offset":0,"limit":20,"total":1,"filter":{},"data":[{"stop":null,"clients":[{"login":null},{"login":""}]}]}"#,
        Ok(SessionHistory {
            offset: Some(0),
            limit: Some(20),
            total: Some(1),
            filter: Some(HistoryFilter::new()),
            data: Some(vec![Session {
                stop: Some(None),
                clients: Some(vec![
                    SessionClient { login: Some(None), ..SessionClient::new() },
                    SessionClient { login: Some(text("")), ..SessionClient::new() },
                ]),
                ..Session::new()
            }]),
            ..SessionHistory::new()
        }),
    )
    .await;
    // The order is that of the document's own request. The values are those of its example.
    for (video, said) in [(true, "true"), (false, "false")] {
        API.exchange(
            Client::list_history,
            ListHistory {
                agent_id: Some(1001.into()),
                support_id: Some(1002.into()),
                date_from: Some(UnixTime(1_608_660_281)),
                date_to: Some(UnixTime(1_608_660_389)),
                video: Some(video),
                offset: Some(0),
                limit: Some(100),
            },
            &format!(
                "GET /v1/history/list?agent_id=1001&support_id=1002&date_from=1608660281&date_to=1608660389\
                 &video={said}&offset=0&limit=100 HTTP/1.1
                 Accept: application/json"
            ),
            r#"HTTP/1.1 200 OK
            Content-Type: application/json
            Content-Length: 752

            {"offset":0,"limit":10,"total":15,"filter":{"date_from":1608660281,"date_to":1608660389,
            "agent_id":1001,"support_id":1002,"video":true},
            "data":[{"id":27233,"start":1608660273,"stop":1608660281,"support_id":1002,
            "clients":[{"user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/
            87.0.4280.88 Safari/537.36","login":"[email protected]",
            "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"}}],
            "agent":{"id":1001,"name":"DESKTOP-SJBU5PO","group":"Accounting",
            "geo":{"ip":"2.21.31.68","country":"USA","region":"California","city":"Los Angeles"},
            "os":"win","version":"2.1.5","owner":"[email protected]"},
            "video":{"url":"https://st.getscreen.me/video/2/27233.mp4","size":428652}}]}"#,
            Ok(page()),
        )
        .await;
    }
    fails!(Client::list_history, ListHistory::new(), asks, ListHistoryError);
}

/// Other orders and escapes, a key under a name in other case, more than is documented, media types with parameters.
#[tokio::test]
async fn what_other_clients_send() {
    // As `curl -G --data-urlencode` writes it, with what curl adds by itself.
    API.accepts(
        "GET /v1/history/list?limit=10&video=true&agent_id=1001&unknown=1&date_to=1608660389 HTTP/1.1
         Host: api.getscreen.me
         User-Agent: curl/8.5.0
         Accept: */*
         X-API-KEY: YOUR_API_KEY",
        ListHistory {
            agent_id: Some(1001.into()),
            date_to: Some(UnixTime(1_608_660_389)),
            video: Some(true),
            limit: Some(10),
            ..ListHistory::new()
        },
    )
    .await;
    API.accepts(
        "POST /v1/support/create?client_name=Jacob+Williams%2b%c3%b1/@: HTTP/1.1
         x-api-key: YOUR_API_KEY",
        CreateInvitation { client_name: text("Jacob Williams+ñ/@:") },
    )
    .await;
    // Booleans are also known as digits.
    API.accepts(
        "GET /v1/history/list?video=0 HTTP/1.1
         x-api-key: YOUR_API_KEY",
        ListHistory { video: Some(false), ..ListHistory::new() },
    )
    .await;
    // A form without fields, as some clients send with every POST.
    API.accepts(
        "POST /v1/agents/connect?%61gent_id=7& HTTP/1.1
         Content-Type: application/x-www-form-urlencoded
         Content-Length: 0
         x-api-key: YOUR_API_KEY",
        ConnectDevice { agent_id: Some(7.into()), ..ConnectDevice::new() },
    )
    .await;
    API.accepts(
        r#"POST /v1/devices/update HTTP/1.1
        x-api-key: YOUR_API_KEY
        Accept: text/html;q=0.9, application/*;q=0.1
        Content-Type: Application/JSON; charset="utf-8"

        { "name" : "B\u00fcro\/1", "more" : [1], "id" : "1001" }"#,
        UpdateDevice::new(DeviceUpdate { name: text("Büro/1"), ..DeviceUpdate::new(1001) }),
    )
    .await;
    API.accepts(
        "GET /v1/agents/info?agent_id=1001 HTTP/1.1
         x-api-key: YOUR_API_KEY",
        GetDevice::new(1001),
    )
    .await;
}

/// Bare lists, one where many are documented, values that are not on the list, and codes as text.
#[tokio::test]
async fn what_other_servers_answer() {
    API.understands(
        Client::list_devices,
        ListDevices::new(),
        r#"HTTP/1.1 200 OK
        Content-Type: application/json; charset=utf-8

        [ { "id" : "1001", "os" : "bsd" } ]"#,
        Ok(DeviceList {
            data: Some(vec![Device { id: Some(1001.into()), os: Some(Open::Other("bsd".into())), ..Device::new() }]),
            ..DeviceList::new()
        }),
    )
    .await;
    API.understands(
        Client::create_invitation,
        CreateInvitation::new(),
        r#"HTTP/1.1 200 OK
        Date: Fri, 26 Apr 2024 02:59:18 GMT
        Transfer-Encoding: chunked

        {"data":[{"id":328,"status":9}]}"#,
        Ok(InvitationEnvelope {
            data: Some(Invitation { id: Some(328.into()), status: Some(Open::Other(9)), ..Invitation::new() }),
            ..InvitationEnvelope::new()
        }),
    )
    .await;
    // The body of a failure is not documented; it is not read.
    API.understands(
        Client::list_history,
        ListHistory::new(),
        "HTTP/1.1 403 Forbidden
         Content-Type: text/html

         <h1>No</h1>",
        Err(ListHistoryError::Forbidden),
    )
    .await;
}
