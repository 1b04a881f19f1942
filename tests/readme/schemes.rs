//! The credentials of every kind of scheme, of both halves.

use getscreen::runtime::client::BaseUrlError;
use getscreen::runtime::security::Secret;
use getscreen::runtime::security::jwt::Token;
use getscreen::runtime::server::{AuthError, BasicCredentials, axum};

fn clients(url: &str, service: axum::Router) -> Result<String, BaseUrlError> {
    // An API key, in a header, the query or a cookie.
    let getscreen = getscreen::Client::with_service(url, service.clone())?.with_api_key("key-1");
    // Two keys that are required together.
    let screenleap = screenleap::Client::with_service(url, service.clone())?;
    let screenleap = screenleap.with_account_id("acme").with_auth_token("token-1");
    // HTTP Basic.
    let onstream = onstream::Client::with_service(url, service.clone())?.with_basic_auth("anna", "password-1");
    // A bearer token; `with_token_source` takes what fetches and renews one, such as OAuth 2.
    let samesurf = samesurf::Client::with_service(url, service)?.with_token("token-2");
    // None of them shows its credentials.
    Ok(format!("{getscreen:?} {screenleap:?} {onstream:?} {samesurf:?}"))
}

fn screenleap_account(credentials: screenleap::Credentials) -> Result<String, AuthError> {
    match credentials {
        screenleap::Credentials::AccountIdAndAuthToken { account_id, auth_token }
            if auth_token == Secret::from("token-1") =>
        {
            Ok(account_id.expose().to_owned())
        }
        screenleap::Credentials::AccountIdAndAuthToken { .. } => Err(AuthError::invalid("another token")),
    }
}

fn onstream_user(credentials: onstream::Credentials) -> Result<String, AuthError> {
    let onstream::Credentials::BasicAuth(BasicCredentials { user, password }) = credentials;
    if password == Secret::from("password-1") { Ok(user) } else { Err(AuthError::invalid("another password")) }
}

fn samesurf_subject(credentials: samesurf::Credentials, now: u64) -> Result<String, AuthError> {
    let samesurf::Credentials::Token(token) = credentials;
    let token = Token::parse(&token).map_err(|error| AuthError::invalid(error.to_string()))?;
    let claims = token.verify_hs256(&Secret::from("the secret"), now);
    claims.map(|claims| claims.sub).map_err(|error| AuthError::forbidden(error.to_string()))
}

#[test]
fn clients_do_not_show_their_credentials() {
    let shown = clients("https://api.test", axum::Router::new()).unwrap();
    for secret in ["key-1", "token-1", "password-1", "token-2"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn servers_read_every_scheme() {
    let of = |token: &str| screenleap::Credentials::AccountIdAndAuthToken {
        account_id: "acme".into(),
        auth_token: token.into(),
    };
    assert_eq!(screenleap_account(of("token-1")), Ok("acme".to_owned()));
    assert_eq!(screenleap_account(of("token-2")), Err(AuthError::invalid("another token")));
    let basic = BasicCredentials { user: "anna".to_owned(), password: "password-1".into() };
    assert_eq!(onstream_user(onstream::Credentials::BasicAuth(basic)), Ok("anna".to_owned()));
    // `{"alg":"none"}` is not signed.
    let unsigned = samesurf::Credentials::Token("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIiwiaWF0IjowLCJleHAiOjl9.".into());
    assert!(samesurf_subject(unsigned, 1).is_err());
}
