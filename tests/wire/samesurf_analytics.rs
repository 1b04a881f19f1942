//! Samesurf's key figures, rooms and events: counts as text, titles that are null, and a call without a body.

use samesurf::runtime::http::StatusCode;
use samesurf::runtime::model::Open;
use samesurf::{
    AnalyticsOverview, AnalyticsRoom, AnalyticsRoomList, AnalyticsRoomsPage, Client, GetAnalyticsOverview,
    GetAnalyticsOverviewError, GetRoomAnalytics, GetRoomAnalyticsError, ListAnalyticsRooms, ListAnalyticsRoomsError,
    RoomAnalytics, RoomCount, RoomEvent, RoomEventType, RoomUser, RoomVersion,
};

use crate::samesurf::{API, fails};
use crate::script::text;

/// The sample says `Content-Length: 0` and has no media type.
#[tokio::test]
async fn get_analytics_overview() {
    let asks = "POST /api/v3/analyticsoverview HTTP/1.1
         Accept: application/json
         Content-Length: 0";
    API.exchange(
        Client::get_analytics_overview,
        GetAnalyticsOverview::new(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 279

        {"url_latest":"http://www.google.com","url_most_popular":"google.com","rooms_total":131,"rooms_today":20,
        "rooms_thisweek":43,"rooms_thismonth":102,"averageduration_alltime":34,"averageduration_today":28,
        "averageduration_thisweek":33,"averageduration_thismonth":33,"success":true}"#,
        Ok(AnalyticsOverview {
            url_latest: text("http://www.google.com"),
            url_most_popular: text("google.com"),
            rooms_total: Some(131),
            rooms_today: Some(20),
            rooms_this_week: Some(43),
            rooms_this_month: Some(102),
            average_duration_all_time: Some(34),
            average_duration_today: Some(28),
            average_duration_this_week: Some(33),
            average_duration_this_month: Some(33),
            success: Some(true),
            ..AnalyticsOverview::new()
        }),
    )
    .await;
    fails!(Client::get_analytics_overview, GetAnalyticsOverview::new(), asks, GetAnalyticsOverviewError);
}

#[tokio::test]
async fn list_analytics_rooms() {
    let asks = r#"POST /api/v3/analyticsrooms HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 21

        {"skip":20,"take":20}"#;
    let page = AnalyticsRoomsPage { skip: Some(20), take: Some(20), ..AnalyticsRoomsPage::new() };
    let request = ListAnalyticsRooms { body: Some(page) };
    let demo = AnalyticsRoom {
        room: Some("123456789".into()),
        title: text("Product Demo"),
        date: Some("2017-01-13T10:10:16Z".parse().unwrap()),
        duration: Some(1234),
        screen_recordings: Some(1),
        ..AnalyticsRoom::new()
    };
    let testing = AnalyticsRoom {
        room: Some("234567890".into()),
        title: text("Testing"),
        date: Some("2016-12-22T16:22:01Z".parse().unwrap()),
        duration: Some(2687),
        screen_recordings: Some(2),
        ..AnalyticsRoom::new()
    };
    API.exchange(
        Client::list_analytics_rooms,
        request.clone(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 263

        {"total_rooms":"123","rooms":[
        {"room":"123456789","title":"Product Demo","date":"2017-01-13T10:10:16Z","duration":1234,"screenrecordings":1},
        {"room":"234567890","title":"Testing","date":"2016-12-22T16:22:01Z","duration":2687,"screenrecordings":2}],
        "success":true}"#,
        Ok(AnalyticsRoomList {
            total_rooms: Some(RoomCount::String("123".to_owned())),
            rooms: Some(vec![demo, testing]),
            success: Some(true),
            ..AnalyticsRoomList::new()
        }),
    )
    .await;
    API.exchange(
        Client::list_analytics_rooms,
        ListAnalyticsRooms::new(),
        "POST /api/v3/analyticsrooms HTTP/1.1
         Accept: application/json
         Content-Length: 0",
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 30

        {"total_rooms":123,"rooms":[]}"#,
        Ok(AnalyticsRoomList {
            total_rooms: Some(RoomCount::Integer(123)),
            rooms: Some(vec![]),
            ..AnalyticsRoomList::new()
        }),
    )
    .await;
    API.exchange(
        Client::list_analytics_rooms,
        ListAnalyticsRooms {
            body: Some(AnalyticsRoomsPage { skip: Some(0), limit: Some(9_223_372_036_854_775_807), take: Some(-1) }),
        },
        r#"POST /api/v3/analyticsrooms HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 48

        {"skip":0,"limit":9223372036854775807,"take":-1}"#,
        "HTTP/1.1 200 OK
         Content-Type: application/json
         Content-Length: 2

         {}",
        Ok(AnalyticsRoomList::new()),
    )
    .await;
    fails!(Client::list_analytics_rooms, request.clone(), asks, ListAnalyticsRoomsError);
}

#[tokio::test]
async fn get_room_analytics() {
    let asks = r#"POST /api/v3/roomanalytics HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 32

        {"room":"123456789","version":1}"#;
    let request = GetRoomAnalytics::new(RoomVersion { version: Some(1), ..RoomVersion::new("123456789") });
    let event = |event_type, data| RoomEvent {
        event_type: Some(event_type),
        date: Some("2017-01-13T10:10:26Z".parse().unwrap()),
        sender: text(""),
        target: text(""),
        data: text(data),
        ..RoomEvent::new()
    };
    let user = RoomUser {
        guid: text("F65CFEB90EF3D44DC759AC129BFE1F5BF2A29986"),
        host: Some(true),
        joined_at: Some("2017-01-13T10:10:26Z".parse().unwrap()),
        left_at: Some(Some("2017-01-13T10:11:06Z".parse().unwrap())),
        name: text("Host"),
        ip_address: text("1.2.3.4"),
        city: text("London"),
        country: text("United Kingdom"),
        ..RoomUser::new()
    };
    API.exchange(
        Client::get_room_analytics,
        request.clone(),
        asks,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 449

        {"title":null,"events":[
        {"type":"start","date":"2017-01-13T10:10:26Z","sender":"","target":"","data":"564906354"},
        {"type":"url","date":"2017-01-13T10:10:26Z","sender":"","target":"","data":"http://www.google.com"}],
        "users":[{"guid":"F65CFEB90EF3D44DC759AC129BFE1F5BF2A29986","host":true,"joinedat":"2017-01-13T10:10:26Z",
        "leftat":"2017-01-13T10:11:06Z","name":"Host","ipaddress":"1.2.3.4","city":"London",
        "country":"United Kingdom"}],"success":true}"#,
        Ok(RoomAnalytics {
            title: Some(None),
            events: Some(vec![
                event(RoomEventType::Start.into(), "564906354"),
                event(RoomEventType::Url.into(), "http://www.google.com"),
            ]),
            users: Some(vec![user]),
            success: Some(true),
            ..RoomAnalytics::new()
        }),
    )
    .await;
    // Without a version it is 0, and is not sent; who is still there has left at null.
    API.exchange(
        Client::get_room_analytics,
        GetRoomAnalytics::new(RoomVersion::new("007")),
        r#"POST /api/v3/roomanalytics HTTP/1.1
        Accept: application/json
        Content-Type: application/json
        Content-Length: 14

        {"room":"007"}"#,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 68

        {"title":"Démo","events":[],"users":[{"host":false,"leftat":null}]}"#,
        Ok(RoomAnalytics {
            title: Some(text("Démo")),
            events: Some(vec![]),
            users: Some(vec![RoomUser { host: Some(false), left_at: Some(None), ..RoomUser::new() }]),
            ..RoomAnalytics::new()
        }),
    )
    .await;
    fails!(Client::get_room_analytics, request.clone(), asks, GetRoomAnalyticsError);
    // The list of events is open, and so are the objects.
    let other = RoomEvent { event_type: Some(Open::Other("end".into())), ..RoomEvent::new() };
    API.understands(
        Client::get_room_analytics,
        request,
        r#"HTTP/1.1 200 OK
        Content-Type: application/json; charset=utf-8

        {"events":[{"type":"end"}]}"#,
        Ok(RoomAnalytics { events: Some(vec![other]), ..RoomAnalytics::new() }),
    )
    .await;
}
