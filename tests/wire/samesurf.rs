//! Samesurf: tokens that the caller signs, and POST with JSON, as the document's samples have it. The tokens were made
//! elsewhere, by RFC 7515, of the sample's key and secret at the time of the sample's `Date`.

use samesurf::runtime::http::StatusCode;
use samesurf::runtime::security::Secret;
use samesurf::runtime::security::jwt::{Jwt, JwtError, Token};
use samesurf::runtime::server::{AuthError, Authenticate, Context};
use samesurf::{
    Analytics, Bookmark, Client, CreateApiKey, CreateLimitedUseInvitation, CreateRoom, CreateRoomError,
    CreateSubscription, CreatedRoom, DeleteLimitedUseInvitation, DeleteSubscription, DisabledFeature, FindRunningRooms,
    FindRunningRoomsError, GetAnalyticsOverview, GetRoomAnalytics, Invitations, ListAnalyticsRooms, NewRoom, Reseller,
    Rooms, RunningRoom, RunningRoomList, RunningRoomsPage, SessionCookie, SessionData, StorageEntry,
};

use crate::script::{Api, Stage, handlers, text};

/// The time of the sample: Fri, 26 Apr 2024 02:59:18 GMT.
const NOW: u64 = 1_714_100_358;

pub const API: Api<Client> = Api {
    lines: "Host: api.samesurf.com
            Authorization: Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3MTQxMDAzNTgsInN1YiI6IllPVVIgQVBJIEtFWSJ9.7_bhe8q9dE38Lx7I7LWyNzvDcrvTx0UW-b30nNT0Kg4",
    client: |transport| {
        let token = Jwt::hs256("YOUR API KEY", "YOUR API SECRET").with_clock(|| NOW);
        Client::with_service("https://api.samesurf.com", transport).unwrap().with_token_source(token)
    },
    router: |stage| samesurf::router(Desk(stage)),
};

/// With the algorithm `none`, which is for keys that allow it.
const UNSIGNED: Api<Client> = Api {
    lines: "Host: api.samesurf.com
            Authorization: Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJpYXQiOjE3MTQxMDAzNTgsInN1YiI6IllPVVIgQVBJIEtFWSJ9.",
    client: |transport| {
        let token = Jwt::none("YOUR API KEY").with_clock(|| NOW);
        Client::with_service("https://api.samesurf.com/", transport).unwrap().with_token_source(token)
    },
    router: API.router,
};

struct Desk(Stage);

impl Authenticate<samesurf::Credentials> for Desk {
    type Principal = ();

    async fn authenticate(&self, credentials: samesurf::Credentials, _: &Context) -> Result<(), AuthError> {
        let samesurf::Credentials::Token(token) = credentials;
        let invalid = |error: JwtError| AuthError::invalid(error.to_string());
        let token = Token::parse(&token).map_err(invalid)?;
        let signed = token.clone().verify_hs256(&Secret::from("YOUR API SECRET"), NOW + 5);
        let claims = signed.or_else(|_| token.accept_unsigned(NOW + 5)).map_err(invalid)?;
        if claims.sub == "YOUR API KEY" && claims.iat == NOW {
            Ok(())
        } else {
            Err(AuthError::invalid("another account"))
        }
    }
}

handlers!(Desk:
    Rooms {
        find_running_rooms FindRunningRooms,
        create_room CreateRoom,
    }
    Invitations {
        create_limited_use_invitation CreateLimitedUseInvitation,
        delete_limited_use_invitation DeleteLimitedUseInvitation,
    }
    Analytics {
        get_analytics_overview GetAnalyticsOverview,
        list_analytics_rooms ListAnalyticsRooms,
        get_room_analytics GetRoomAnalytics,
    }
    Reseller {
        create_subscription CreateSubscription,
        delete_subscription DeleteSubscription,
        create_api_key CreateApiKey,
    }
);

/// Failures of an operation: the document has no status but 200, so all of them are `default`.
macro_rules! fails {
    ($call:path, $request:expr, $asks:expr, $error:ident) => {
        for (said, status) in [
            ("400 Bad Request", StatusCode::BAD_REQUEST),
            ("401 Unauthorized", StatusCode::UNAUTHORIZED),
            ("500 Internal Server Error", StatusCode::INTERNAL_SERVER_ERROR),
        ] {
            let response_text = format!("HTTP/1.1 {said}\nContent-Length: 0");
            $crate::samesurf::API.exchange($call, $request, $asks, &response_text, Err($error::Default(status))).await;
        }
    };
}

pub(crate) use fails;

#[tokio::test]
async fn find_running_rooms() {
    let room = RunningRoom {
        room: Some("123456789".into()),
        start_time: Some("2016-12-19T14:20:22Z".parse().unwrap()),
        public_invitation: text("https://realtime.samesurf.com/{room}/{leadertoken}"),
        private_invitation: text("https://realtime.samesurf.com/{room}/{token}"),
        title: text("Room Title"),
        ..RunningRoom::new()
    };
    let found = RunningRoomList {
        rooms: Some(vec![room]),
        total_rooms: Some(15),
        success: Some(true),
        ..RunningRoomList::new()
    };
    let asks = r#"POST /api/v3/runningrooms HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 20

        {"skip":5,"limit":5}"#;
    let request = FindRunningRooms { body: Some(RunningRoomsPage { skip: Some(5), limit: Some(5) }) };
    API.exchange(
        Client::find_running_rooms,
        request.clone(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 258

        {"rooms":[{"room":"123456789","starttime":"2016-12-19T14:20:22Z",
        "publicinvitation":"https://realtime.samesurf.com/{room}/{leadertoken}",
        "privateinvitation":"https://realtime.samesurf.com/{room}/{token}","title":"Room Title"}],
        "totalrooms":15,"success":true}"#,
        Ok(found.clone()),
    )
    .await;
    // Without a body there is no media type; an empty page is a body.
    API.exchange(
        Client::find_running_rooms,
        FindRunningRooms::new(),
        "POST /api/v3/runningrooms HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 55

        {"success":false,"error":"no \"rooms\"","errorcode":-7}"#,
        Ok(RunningRoomList {
            success: Some(false),
            error: text("no \"rooms\""),
            error_code: Some(-7),
            ..RunningRoomList::new()
        }),
    )
    .await;
    API.exchange(
        Client::find_running_rooms,
        FindRunningRooms { body: Some(RunningRoomsPage::new()) },
        "POST /api/v3/runningrooms HTTP/1.1
         Accept: application/json
         Content-Type: application/json
         Content-Length: 2

         {}",
        "HTTP/1.1 200 OK
         Content-Type: application/json
         Content-Length: 2

         {}",
        Ok(RunningRoomList::new()),
    )
    .await;
    fails!(Client::find_running_rooms, request.clone(), asks, FindRunningRoomsError);
    // The headers of the document's own response.
    API.understands(
        Client::find_running_rooms,
        request,
        r#"HTTP/1.1 200 OK
        Date: Fri, 26 Apr 2024 02:59:18 GMT
        Transfer-Encoding: chunked
        Content-Type: application/json; charset=utf-8

        { "rooms" : [ { "room" : 123456789, "starttime" : "2016-12-19T14:20:22Z",
          "publicinvitation" : "https://realtime.samesurf.com/{room}/{leadertoken}",
          "privateinvitation" : "https://realtime.samesurf.com/{room}/{token}", "title" : "Room Title" } ],
          "totalrooms" : 15, "success" : true }"#,
        Ok(found),
    )
    .await;
}

const CREATED: &str = r#"HTTP/1.1 200 OK
    Content-Type: application/json
    Content-Length: 226

    {"room":"123456789","token":"ABCDEF123456","leadertoken":"ABCDEF123456",
    "privateinvitation":"https://realtime.samesurf.com/{room}/{leadertoken}",
    "publicinvitation":"https://realtime.samesurf.com/{room}/{token}","success":true}"#;

fn created() -> CreatedRoom {
    CreatedRoom {
        room: Some("123456789".into()),
        token: text("ABCDEF123456"),
        leader_token: text("ABCDEF123456"),
        private_invitation: text("https://realtime.samesurf.com/{room}/{leadertoken}"),
        public_invitation: text("https://realtime.samesurf.com/{room}/{token}"),
        success: Some(true),
        ..CreatedRoom::new()
    }
}

fn samesurf() -> Bookmark {
    Bookmark::new("Samesurrf", "https://www.samesurf.com")
}

#[tokio::test]
async fn create_room() {
    let session = SessionData {
        cookies: Some(vec![SessionCookie::new("twitter.com", "/", "auth_token", "your_auth_token", true, true)]),
        storage: Some(vec![StorageEntry::new("mydomain.com", "test", "test_value")]),
    };
    let sample = NewRoom {
        start_url: text("http://www.samesurf.com"),
        title: text("Product demo"),
        bookmarks: Some(vec![samesurf()]),
        session: Some(session),
        ..NewRoom::new()
    };
    API.exchange(
        Client::create_room,
        CreateRoom { body: Some(sample.clone()) },
        r#"POST /api/v3/create HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 339

        {"starturl":"http://www.samesurf.com","title":"Product demo",
        "bookmarks":[{"name":"Samesurrf","link":"https://www.samesurf.com"}],
        "session":{"cookies":[{"domain":"twitter.com","path":"/","name":"auth_token","value":"your_auth_token",
        "secure":true,"httponly":true}],
        "storage":[{"domain":"mydomain.com","name":"test","value":"test_value"}]}}"#,
        CREATED,
        Ok(created()),
    )
    .await;
    // The two samples in JavaScript, which differ in the token alone.
    let asks = r#"POST /api/v3/create HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 35

        {"starturl":"http://www.yahoo.com"}"#;
    let request = CreateRoom { body: Some(NewRoom { start_url: text("http://www.yahoo.com"), ..NewRoom::new() }) };
    API.exchange(Client::create_room, request.clone(), asks, CREATED, Ok(created())).await;
    UNSIGNED.exchange(Client::create_room, request.clone(), asks, CREATED, Ok(created())).await;
    API.exchange(
        Client::create_room,
        CreateRoom::new(),
        "POST /api/v3/create HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        CREATED,
        Ok(created()),
    )
    .await;
    fails!(Client::create_room, request.clone(), asks, CreateRoomError);
}

#[tokio::test]
async fn schedule_room() {
    let sample = NewRoom {
        start_url: text("http://www.samesurf.com"),
        title: text("Product Demo"),
        event_time: text("2017-02-22T16:30:00"),
        timezone: text("Europe/London"),
        ..NewRoom::new()
    };
    API.exchange(
        Client::create_room,
        CreateRoom { body: Some(sample.clone()) },
        r#"POST /api/v3/create HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 122

        {"starturl":"http://www.samesurf.com","title":"Product Demo",
        "eventtime":"2017-02-22T16:30:00","timezone":"Europe/London"}"#,
        CREATED,
        Ok(created()),
    )
    .await;
    let all = NewRoom {
        title: text("Größe & \"Preis\" \\ 50 €\r\n"),
        bookmarks: Some(vec![samesurf(), Bookmark::new("", "")]),
        session: Some(SessionData::new()),
        disabled_features: Some(vec![DisabledFeature::ModeLogout.into(), DisabledFeature::ToolsOneToManyVideo.into()]),
        length_in_minutes: Some(45),
        invitees: text("a@example.com,b+c@example.com"),
        invite_message: text("Tab\t, Null\u{0}, 😀"),
        ..sample
    };
    API.exchange(
        Client::create_room,
        CreateRoom { body: Some(all) },
        r#"POST /api/v3/create HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 409

        {"starturl":"http://www.samesurf.com","title":"Größe & \"Preis\" \\ 50 €\r\n",
        "bookmarks":[{"name":"Samesurrf","link":"https://www.samesurf.com"},{"name":"","link":""}],
        "session":{},"disabledfeatures":["MODE_LOGOUT","TOOLS_12MANY_VIDEO"],
        "eventtime":"2017-02-22T16:30:00","timezone":"Europe/London","lengthinminutes":45,
        "invitees":"a@example.com,b+c@example.com","invitemessage":"Tab\t, Null\u0000, 😀"}"#,
        CREATED,
        Ok(created()),
    )
    .await;
}
