//! What `apply` writes, byte for byte, and that `extract` reads it back.

use http::Request;

use super::*;
use crate::operation::Location;

const fn key(location: Location, name: &'static str) -> SecurityScheme {
    SecurityScheme { name: "key", credential: "key", kind: SchemeKind::ApiKey { location, name } }
}

const HEADER: SecurityScheme = key(Location::Header, "X-Api-Key");
const QUERY: SecurityScheme = key(Location::Query, "api key");
const COOKIE: SecurityScheme = key(Location::Cookie, "sid");
const BASIC: SecurityScheme = SecurityScheme { name: "basic", credential: "basic", kind: SchemeKind::Basic };
const BEARER: SecurityScheme = SecurityScheme { name: "bearer", credential: "bearer", kind: SchemeKind::Bearer };

fn api_key(text: &str) -> Credential {
    Credential::ApiKey(Secret::from(text))
}

fn bearer(text: &str) -> Credential {
    Credential::Bearer(Secret::from(text))
}

fn basic(user: &str, password: &str) -> Credential {
    Credential::Basic { user: user.to_owned(), password: Secret::from(password) }
}

fn request(uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

#[test]
fn a_header_is_set_once_and_sensitive() {
    let mut parts = request("/a", &[("x-api-key", "old")]);
    apply(&HEADER, &api_key("k e\"y"), &mut parts).unwrap();
    let values: Vec<_> = parts.headers.get_all("x-api-key").iter().collect();
    assert_eq!(values, ["k e\"y"]);
    assert!(values[0].is_sensitive());
    assert_eq!(extract(&HEADER, &parts), Some(api_key("k e\"y")));
}

#[test]
fn a_query_key_is_encoded_and_replaces_the_old_one() {
    let mut parts = request("/a?api+key=1&b=2&api%20key=3", &[]);
    apply(&QUERY, &api_key("a+b &=ü"), &mut parts).unwrap();
    assert_eq!(parts.uri, "/a?b=2&api%20key=a%2Bb%20%26%3D%C3%BC");
    assert_eq!(extract(&QUERY, &parts), Some(api_key("a+b &=ü")));

    let mut parts = request("https://example.com", &[]);
    apply(&QUERY, &api_key("1"), &mut parts).unwrap();
    assert_eq!(parts.uri, "https://example.com/?api%20key=1");
}

#[test]
fn a_cookie_stands_beside_the_others() {
    let mut parts = request("/a", &[("cookie", "a=1; sid=old"), ("cookie", "b=2")]);
    apply(&COOKIE, &api_key("a%b=="), &mut parts).unwrap();
    let values: Vec<_> = parts.headers.get_all("cookie").iter().collect();
    assert_eq!(values, ["a=1; b=2; sid=a%b=="]);
    assert!(values[0].is_sensitive());
    assert_eq!(extract(&COOKIE, &parts), Some(api_key("a%b==")));
}

/// The example of RFC 7617, section 2.1, is in UTF-8.
#[test]
fn basic_is_base64_of_utf8() {
    let mut parts = request("/a", &[]);
    apply(&BASIC, &basic("test", "123\u{a3}"), &mut parts).unwrap();
    assert_eq!(parts.headers["authorization"], "Basic dGVzdDoxMjPCow==");
    assert!(parts.headers["authorization"].is_sensitive());
    assert_eq!(extract(&BASIC, &parts), Some(basic("test", "123\u{a3}")));
    assert_eq!(extract(&BEARER, &parts), None);
    let parts = request("/a", &[("authorization", "bASIC  YTpiOmM=")]);
    assert_eq!(extract(&BASIC, &parts), Some(basic("a", "b:c")));
}

#[test]
fn a_bearer_token_follows_its_word() {
    let mut parts = request("/a", &[]);
    apply(&BEARER, &bearer("a.b.c"), &mut parts).unwrap();
    assert_eq!(parts.headers["authorization"], "Bearer a.b.c");
    assert_eq!(extract(&BEARER, &parts), Some(bearer("a.b.c")));
    assert_eq!(extract(&BASIC, &parts), None);
    assert_eq!(extract(&BEARER, &request("/a", &[("authorization", "BEARER   t")])), Some(bearer("t")));
}

#[test]
fn keys_and_tokens_are_one_secret() {
    let mut parts = request("/a", &[]);
    apply(&BEARER, &api_key("k"), &mut parts).unwrap();
    apply(&HEADER, &bearer("t"), &mut parts).unwrap();
    assert_eq!(extract(&BEARER, &parts), Some(bearer("k")));
    assert_eq!(extract(&HEADER, &parts), Some(api_key("t")));
}

#[test]
fn what_would_not_arrive_is_not_sent() {
    for (scheme, credential, error) in [
        (&HEADER, api_key(""), CredentialError::Empty),
        (&HEADER, api_key(" k"), CredentialError::Unwritable),
        (&HEADER, api_key("ü"), CredentialError::Unwritable),
        (&HEADER, api_key("a\r\nb: c"), CredentialError::Unwritable),
        (&QUERY, api_key(""), CredentialError::Empty),
        (&COOKIE, api_key(""), CredentialError::Empty),
        (&COOKIE, api_key("a;b"), CredentialError::Unwritable),
        (&COOKIE, api_key("a b"), CredentialError::Unwritable),
        (&COOKIE, api_key("\"a\""), CredentialError::Unwritable),
        (&BEARER, bearer(""), CredentialError::Empty),
        (&BEARER, bearer("a\n"), CredentialError::Unwritable),
        (&BASIC, basic("a:b", "c"), CredentialError::Unwritable),
        (&BASIC, basic("a", "b\n"), CredentialError::Unwritable),
        (&BASIC, api_key("k"), CredentialError::Mismatch),
        (&HEADER, basic("a", "b"), CredentialError::Mismatch),
        (&BEARER, basic("a", "b"), CredentialError::Mismatch),
        (&key(Location::Header, "not a name"), api_key("k"), CredentialError::Unwritable),
        (&key(Location::Path, "id"), api_key("k"), CredentialError::Unwritable),
    ] {
        let mut parts = request("/a?b=c", &[]);
        assert_eq!(apply(scheme, &credential, &mut parts), Err(error));
        assert_eq!(parts.uri, "/a?b=c");
        assert!(parts.headers.is_empty());
    }
}

#[test]
fn given_twice_or_empty_is_not_given() {
    let twice = request(
        "/a?api+key=1&api+key=2",
        &[
            ("x-api-key", "1"),
            ("x-api-key", "2"),
            ("cookie", "sid=1"),
            ("cookie", "sid=2"),
            ("authorization", "Bearer 1"),
            ("authorization", "Bearer 2"),
        ],
    );
    let empty = request("/a?api+key=", &[("x-api-key", ""), ("cookie", "sid="), ("authorization", "Bearer ")]);
    for scheme in [&HEADER, &QUERY, &COOKIE, &BEARER, &BASIC] {
        assert_eq!(extract(scheme, &twice), None);
        assert_eq!(extract(scheme, &empty), None);
        assert_eq!(extract(scheme, &request("/a", &[])), None);
    }
    for value in ["Basic", "Basic !", "Basic YQ==", "Basic /w==", "BasicYTpi"] {
        assert_eq!(extract(&BASIC, &request("/a", &[("authorization", value)])), None);
    }
    assert_eq!(extract(&QUERY, &request("/a?api+key=%ff", &[])), None);
    assert_eq!(extract(&QUERY, &request("/a?api+key", &[])), None);
}

#[test]
fn nobody_sees_a_secret() {
    let secret = Secret::from("hush");
    assert_eq!(format!("{secret:?} {secret}"), "*** ***");
    assert_eq!(
        format!("{:?}", [basic("hush", "hush"), api_key("hush"), bearer("hush")]),
        "[Basic(***), ApiKey(***), Bearer(***)]"
    );
    assert_eq!(secret, Secret::from("hush"));
    assert_ne!(secret, Secret::from("hust"));
    assert_ne!(secret, Secret::from("hushh"));
}
