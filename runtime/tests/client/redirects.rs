//! Which redirects are followed, and that no other host sees a credential.

use specwright_runtime::client::Error;
use specwright_runtime::security::{Credential, Secret};

use crate::ping::{Ping, PingError};
use crate::sample::operations::{ListDevices, ReplaceDevice};
use crate::sample::types::NewDevice;
use crate::script::{JSON, Script, response};

fn key() -> Credential {
    Credential::ApiKey(Secret::from("hush"))
}

fn login() -> Credential {
    Credential::Basic { user: "user".to_owned(), password: Secret::from("hush") }
}

#[tokio::test]
async fn a_get_is_followed_within_its_origin() {
    for (status, location, target) in [
        (301, "/a?b=c#d", "https://example.com/a?b=c"),
        (302, "other", "https://example.com/v1/other"),
        (303, "HTTPS://EXAMPLE.com:443/a", "https://example.com/a"),
        (307, "//example.com/a", "https://example.com/a"),
        (308, "?a", "https://example.com/v1/devices?a"),
    ] {
        let script = Script::new([response(status, &format!("location: {location}"), ""), response(200, JSON, "[]")]);
        let client = script.client().with_credential("api-key", key());
        client.call(ListDevices::new()).await.unwrap();
        assert_eq!(script.targets(), ["GET https://example.com/v1/devices".to_owned(), format!("GET {target}")]);
        assert_eq!(script.header("x-api-key"), [Some("hush".to_owned()), Some("hush".to_owned())]);
    }
}

#[tokio::test]
async fn a_key_in_the_query_goes_along_once() {
    let hop = |location| response(302, &format!("location: {location}"), "");
    let script = Script::new([hop("/a"), hop("/b?key=old&c=d"), response(204, "", "")]);
    let client = script.client().with_credential("api-key", key()).with_credential("login", login());
    client.call(Ping {}).await.unwrap();
    assert_eq!(
        script.targets(),
        [
            "GET https://example.com/v1/ping?key=hush",
            "GET https://example.com/a?key=hush",
            "GET https://example.com/b?c=d&key=hush"
        ]
    );
}

#[tokio::test]
async fn no_other_origin_is_asked() {
    for location in [
        "https://other.example/a",
        "https://sub.example.com/a",
        "http://example.com/a",
        "https://example.com:444/a",
        "https://user@example.com/a",
        "//other.example/a",
        "\\\\other.example/a",
        "ftp://example.com/a",
        "data:,a",
        "https://",
    ] {
        let script = Script::new([response(302, &format!("location: {location}"), "")]);
        let error = script.client().with_credential("token", key()).call(Ping {}).await.unwrap_err();
        assert!(matches!(&error, Error::Undocumented(response) if response.headers()["location"] == location));
        assert_eq!(script.targets(), ["GET https://example.com/v1/ping"]);
    }
}

#[tokio::test]
async fn what_is_no_redirect_is_not_followed() {
    for (status, headers) in [(302, ""), (300, "location: /a"), (304, "location: /a"), (201, "location: /a")] {
        let script = Script::new([response(status, headers, "")]);
        let error = script.client().with_credential("token", key()).call(Ping {}).await.unwrap_err();
        assert!(matches!(error, Error::Undocumented(_)), "{status}");
    }
}

#[tokio::test]
async fn a_documented_redirect_is_a_response() {
    let script = Script::new([response(307, "location: /a", "")]);
    let error = script.client().with_credential("token", key()).call(Ping {}).await.unwrap_err();
    assert!(matches!(error, Error::Api(response) if *response == PingError::Elsewhere));
}

#[tokio::test]
async fn other_methods_are_not_followed() {
    let script = Script::new([response(307, "location: /a", "")]);
    let error = script.client().call(ReplaceDevice::new("1", NewDevice::new("a"))).await.unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)));
    assert_eq!(script.targets(), ["PUT https://example.com/v1/devices/1.json"]);
}

#[tokio::test]
async fn a_circle_ends() {
    let script = Script::new((0..11).map(|_| response(302, "location: /a", "")));
    let error = script.client().with_credential("token", key()).call(Ping {}).await.unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)));
    assert_eq!(script.targets().len(), 11);
}
