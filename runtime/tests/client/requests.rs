//! What is sent: targets, headers, and one alternative of the security.

use std::task::{Context, Poll};
use std::time::Duration;

use specwright_runtime::body::Body;
use specwright_runtime::client::{Client, CredentialSource, Error, TokenSource};
use specwright_runtime::error::BoxError;
use specwright_runtime::http::{HeaderValue, Request, Response, header};
use specwright_runtime::operation::Matched;
use specwright_runtime::security::{Credential, Secret};
use tower::Service;

use crate::ping::Ping;
use crate::sample::operations::{ListDevices, ReplaceDevice};
use crate::sample::types::NewDevice;
use crate::script::{JSON, Script, response, told};

fn key(text: &str) -> Credential {
    Credential::ApiKey(Secret::from(text))
}

fn login() -> Credential {
    Credential::Basic { user: "user".to_owned(), password: Secret::from("hush") }
}

fn token() -> CredentialSource {
    CredentialSource::token(|| async { Ok(Secret::from("hush")) })
}

#[tokio::test]
async fn the_base_precedes_the_target() {
    let script = Script::new([response(200, JSON, "[{\"id\":1}]")]);
    let client = script.client().with_credential("api-key", key("hush"));
    let response = client.call(ListDevices { search: Some("a b".to_owned()), ..ListDevices::new() }).await.unwrap();
    assert_eq!(response[0].id, Some(1));
    assert_eq!(response.status(), 200);
    assert_eq!(response.raw(), "[{\"id\":1}]");
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.into_inner().len(), 1);
    assert_eq!(script.targets(), ["GET https://example.com/v1/devices?search=a%20b"]);
    assert_eq!(script.header("x-api-key"), [Some("hush".to_owned())]);
    assert!(script.is_sensitive("x-api-key"));
}

#[tokio::test]
async fn the_first_complete_alternative_is_sent_alone() {
    let script = Script::new([response(204, "", ""), response(204, "", ""), response(204, "", "")]);
    let client = script.client().with_credential("api-key", key("a+b")).with_credential("token", token());
    client.call(Ping {}).await.unwrap();
    client.clone().with_credential("login", login()).call(Ping {}).await.unwrap();
    // A key is no name and password, so the first alternative is not complete.
    client.with_credential("login", key("k")).call(Ping {}).await.unwrap();
    assert_eq!(
        script.targets(),
        [
            "GET https://example.com/v1/ping",
            "GET https://example.com/v1/ping?key=a%2Bb",
            "GET https://example.com/v1/ping"
        ]
    );
    let bearer = || Some("Bearer hush".to_owned());
    assert_eq!(script.header("authorization"), [bearer(), Some("Basic dXNlcjpodXNo".to_owned()), bearer()]);
    assert!(script.is_sensitive("authorization"));
}

#[tokio::test]
async fn nothing_is_sent_without_credentials() {
    let script = Script::new([]);
    let client = script.client().with_credential("login", login());
    let error = client.call(Ping {}).await.unwrap_err();
    assert_eq!(error.to_string(), "missing credentials: login and api-key, or token");
    assert!(
        matches!(error, Error::MissingCredentials { needed } if needed == [vec!["login", "api-key"], vec!["token"]])
    );
    assert_eq!(script.targets(), [""; 0]);
}

#[tokio::test]
async fn an_empty_alternative_needs_none_and_yields_to_others() {
    let script = Script::new([response(202, "", ""), response(202, "", "")]);
    let call = || ReplaceDevice::new("1", NewDevice::new("a"));
    script.client().call(call()).await.unwrap();
    script.client().with_credential("api-key", key("k")).call(call()).await.unwrap();
    assert_eq!(script.header("x-api-key"), [None, Some("k".to_owned())]);
    assert_eq!(script.targets(), ["PUT https://example.com/v1/devices/1.json"; 2]);
}

#[tokio::test]
async fn a_credential_that_cannot_be_had_or_sent_ends_the_call() {
    let script = Script::new([]);
    let failing = CredentialSource::token(|| async { Err(BoxError::from("the vault is closed")) });
    for (source, told_last) in [
        (failing, "the credential `token` cannot be sent: the vault is closed"),
        (
            Credential::Bearer(Secret::from("hush\n")).into(),
            "the credential `token` cannot be sent: the credential has characters that its scheme cannot carry",
        ),
    ] {
        let error = script.client().with_credential("token", source).call(Ping {}).await.unwrap_err();
        assert_eq!(told(&error).lines().last(), Some(told_last));
        assert!(!told(&error).contains("hush"));
    }
    assert_eq!(script.targets(), [""; 0]);
}

#[tokio::test]
#[cfg(feature = "jwt")]
async fn a_token_is_signed_for_each_call() {
    use std::sync::atomic::{AtomicU64, Ordering};

    use specwright_runtime::security::jwt::{Claims, Jwt, Token};

    let clock = AtomicU64::new(41);
    let jwt = Jwt::hs256("key", "hush").with_clock(move || clock.fetch_add(1, Ordering::Relaxed));
    let script = Script::new([response(204, "", ""), response(204, "", "")]);
    let client = script.client().with_credential("token", CredentialSource::token(jwt));
    client.call(Ping {}).await.unwrap();
    client.call(Ping {}).await.unwrap();
    for (header, iat) in script.header("authorization").into_iter().zip([41, 42]) {
        let token = Secret::from(header.unwrap().strip_prefix("Bearer ").unwrap());
        let claims = Token::parse(&token).unwrap().verify_hs256(&Secret::from("hush"), 0);
        assert_eq!(claims, Ok(Claims { iat, sub: "key".to_owned() }));
    }
}

#[tokio::test]
async fn headers_of_the_call_precede_those_of_the_client() {
    let script = Script::new([response(204, "", ""), response(204, "", "")]);
    let value = HeaderValue::from_static;
    let client = script
        .client()
        .with_credential("token", token())
        .with_header(header::USER_AGENT, value("client"))
        .with_header(header::AUTHORIZATION, value("other"));
    client.call(Ping {}).await.unwrap();
    client.call(Ping {}).header(header::USER_AGENT, value("call")).await.unwrap();
    assert_eq!(script.header("user-agent"), [Some("client".to_owned()), Some("call".to_owned())]);
    assert_eq!(script.header("authorization"), [Some("Bearer hush".to_owned()), Some("Bearer hush".to_owned())]);
}

/// A layer that names the operation in a header, as one would for traces.
#[derive(Clone)]
struct Named<S>(S);

impl<S: Service<Request<Body>>> Service<Request<Body>> for Named<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> S::Future {
        let Matched { id, template } = *request.extensions().get().unwrap();
        request.headers_mut().insert("x-operation", format!("{id} {template}").parse().unwrap());
        self.0.call(request)
    }
}

#[tokio::test]
async fn a_layer_sees_the_operation_of_each_request() {
    let script = Script::new([
        response(302, "location: /elsewhere", ""),
        response(200, JSON, "[]"),
        response(202, "", ""),
        response(202, "", ""),
    ]);
    let plain = script.client().with_credential("api-key", key("hush"));
    let client = plain.clone().with_layer(tower::layer::layer_fn(Named));
    client.call(ListDevices::new()).await.unwrap();
    client.call(ReplaceDevice::new("1", NewDevice::new("a"))).await.unwrap();
    plain.call(ReplaceDevice::new("1", NewDevice::new("a"))).await.unwrap();
    let list = Matched { id: "listDevices", template: "/devices" };
    let replace = Matched { id: "replaceDevice", template: "/devices/{id}.json" };
    assert_eq!(script.operations(), [list, list, replace, replace].map(Some));
    let named = |matched: Matched| Some(format!("{} {}", matched.id, matched.template));
    assert_eq!(script.header("x-operation"), [named(list), named(list), named(replace), None]);
}

#[tokio::test]
async fn a_forbidden_value_is_not_sent() {
    let script = Script::new([]);
    let client = script.client().with_credential("api-key", key("k"));
    let error = client.call(ListDevices { limit: Some(101), ..ListDevices::new() }).await.unwrap_err();
    assert_eq!(
        told(&error).lines().last(),
        Some("the request cannot be sent: query parameter `limit`: maximum: must be at most 100")
    );
    assert_eq!(script.targets(), [""; 0]);
}

/// Fetches a token that is good for two calls.
#[derive(Default)]
struct Renewed {
    fetched: tokio::sync::Mutex<(u32, u32)>,
}

impl TokenSource for Renewed {
    async fn token(&self) -> Result<Secret, BoxError> {
        let mut fetched = self.fetched.lock().await;
        let (number, left) = *fetched;
        *fetched = if left > 0 {
            (number, left - 1)
        } else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            (number + 1, 1)
        };
        Ok(Secret::from(format!("token-{}", fetched.0)))
    }
}

#[tokio::test]
async fn a_token_is_awaited_and_kept_by_its_source() {
    let script = Script::new((0..3).map(|_| response(204, "", "")));
    let client = script.client().with_credential("token", CredentialSource::token(Renewed::default()));
    for _ in 0..3 {
        client.call(Ping {}).await.unwrap();
    }
    let sent = script.header("authorization").into_iter().map(Option::unwrap);
    assert_eq!(sent.collect::<Vec<_>>(), ["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn a_token_that_never_comes_ends_the_call_in_time() {
    let script = Script::new([]);
    let source = CredentialSource::token(std::future::pending::<Result<Secret, BoxError>>);
    let call = script.client().with_credential("token", source).call(Ping {}).timeout(Duration::from_millis(10));
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Timeout), "{error:?}");
    assert_eq!(script.targets(), [""; 0]);
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let client = Script::new([])
        .client()
        .with_credential("api-key", key("hush"))
        .with_credential("login", login())
        .with_credential("token", token())
        .with_header(header::PROXY_AUTHORIZATION, HeaderValue::from_static("hush"));
    assert_eq!(
        format!("{client:?}"),
        "Client { base_url: \"https://example.com/v1\", credentials: [\"api-key\", \"login\", \"token\"], \
         headers: [\"proxy-authorization\"], timeout: Some(60s), body_limit: 16777216, .. }"
    );
    let call = client.call(ListDevices { search: Some("hush".to_owned()), ..ListDevices::new() });
    let call = call.header(header::COOKIE, HeaderValue::from_static("hush"));
    assert!(
        format!("{call:?}")
            .starts_with("Call { operation: \"listDevices\", timeout: Some(60s), headers: [\"cookie\"], ")
    );
    assert!(!format!("{call:?}").contains("hush"));
}

/// An error that shows its request, as that of another HTTP client may.
#[derive(Debug)]
struct Told(#[expect(dead_code, reason = "it is shown")] String, String);

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.1)
    }
}

impl std::error::Error for Told {}

#[tokio::test]
async fn no_error_of_a_service_shows_a_credential() {
    let service = tower::service_fn(|request: Request<Body>| async move {
        let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let shown = format!("{} {:?} {:?}", request.uri(), header("authorization"), header("x-api-key"));
        // Once in `Debug` alone.
        let text = if request.uri().path().ends_with("ping") { shown.clone() } else { "no route".to_owned() };
        Err::<Response<Body>, _>(Told(shown, text))
    });
    let client = Client::with_service("https://example.com", service).unwrap();
    let client = client.with_credential("api-key", key("h&sh")).with_credential("login", login());
    let error = client.call(Ping {}).await.unwrap_err();
    assert_eq!(
        told(&error).lines().last().unwrap(),
        "the server could not be reached, or the connection broke: https://example.com/ping?key=*** \
         Some(\"Basic ***\") None"
    );
    for told in [told(&error), told(&client.call(ListDevices::new()).await.unwrap_err())] {
        assert!(told.ends_with("None") || told.ends_with(": no route"), "{told}");
        assert!(["h&sh", "h%26sh", "hush", "dXNlcjpodXNo"].iter().all(|secret| !told.contains(secret)), "{told}");
    }
}

/// Both are part of what callers may rely on.
#[test]
fn clients_and_calls_go_between_threads() {
    fn shared<T: Clone + Send + Sync>() {}
    fn sent<T: Send>(_: T) {}
    shared::<Client>();
    sent(IntoFuture::into_future(Script::new([]).client().call(Ping {})));
    assert_eq!(size_of::<Result<specwright_runtime::client::ResponseValue<[u64; 99]>, ()>>(), size_of::<usize>());
}
