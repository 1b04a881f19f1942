//! What handlers, authentication and the program see of a request, and what they add to its response.

use std::sync::{Arc, Mutex};

use http::header::{CONTENT_LENGTH, SET_COOKIE};
use http::{HeaderName, HeaderValue, Response};
use specwright_runtime::body::Body;
use specwright_runtime::rejection::Rejection;
use specwright_runtime::server::axum::{Extension, Router, routing};
use specwright_runtime::server::{Authenticated, Context, Options, Routes};

use super::wire::{brief, respond};
use crate::desk::Desk;
use crate::sample::operations::*;
use crate::sample::server::{Credentials, router, router_with};
use crate::sample::types::*;

/// All that a handler sees.
fn seen<P: std::fmt::Debug>(context: &Context<P>) -> String {
    let matched = context.operation().unwrap();
    let ticket = context.headers().get("x-ticket").map(|value| value.to_str().unwrap());
    let extension = context.extensions().get::<&str>();
    format!(
        "{:?} {} {} {} {} {ticket:?} {extension:?} {:?}",
        context.principal(),
        context.method(),
        context.uri(),
        matched.id,
        matched.template,
        context.media_type()
    )
}

#[tokio::test]
async fn handlers_see_the_request() {
    let noted: &'static Mutex<Vec<String>> = Box::leak(Box::default());
    struct Notes(Desk, &'static Mutex<Vec<String>>);
    impl specwright_runtime::server::Authenticate<Credentials> for Notes {
        type Principal = String;

        async fn authenticate(
            &self,
            credentials: Credentials,
            context: &Context,
        ) -> Result<String, specwright_runtime::server::AuthError> {
            self.0.authenticate(credentials, context).await
        }
    }
    let routes = Routes::new::<Credentials>(Notes(Desk::default(), noted))
        .secured(|service, context, _: ListDevices| {
            service.1.lock().unwrap().push(seen(context));
            Box::pin(async { Ok(DeviceList::default()) })
        })
        .optional(|service, context, _: ReplaceDevice| {
            service.1.lock().unwrap().push(seen(context));
            Box::pin(async { Ok(ReplaceDeviceOutput::Accepted) })
        });
    let app = Router::new().nest("/v1", routes.into_router(Options::default())).layer(Extension("mine"));
    brief(&app, "GET /v1/devices?limit=1\nX-Api-Key: good\nX-Ticket: 7").await;
    brief(&app, "PUT /v1/devices/8.json\nContent-Type: application/json\n\n{\"name\":\"n\"}").await;
    assert_eq!(
        *noted.lock().unwrap(),
        [
            "\"anna\" GET /v1/devices?limit=1 listDevices /devices Some(\"7\") Some(\"mine\") None",
            "None PUT /v1/devices/8.json replaceDevice /devices/{id}.json None Some(\"mine\") Some(\"application/json\")",
        ]
    );
}

/// A router whose handler sets these headers.
fn with_headers(headers: &'static [(HeaderName, &'static str)]) -> (Router, Desk) {
    static HEADERS: Mutex<&[(HeaderName, &str)]> = Mutex::new(&[]);
    *HEADERS.lock().unwrap() = headers;
    let desk = Desk::default();
    let routes = Routes::new::<Credentials>(desk.clone()).optional(|_, context, request: ReplaceDevice| {
        for (name, value) in *HEADERS.lock().unwrap() {
            context.response_headers_mut().append(name, HeaderValue::from_static(value));
        }
        let error = ReplaceDeviceError::ClientError { status: http::StatusCode::CONFLICT, body: "no".to_owned() };
        Box::pin(async move { if request.id == "bad" { Err(error)? } else { Ok(ReplaceDeviceOutput::Accepted) } })
    });
    (routes.into_router(desk.options()), desk)
}

#[tokio::test]
async fn handlers_add_headers_that_the_response_has_not() {
    static ADDED: [(HeaderName, &str); 3] = [
        (HeaderName::from_static("x-limit"), "7"),
        (SET_COOKIE, "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT"),
        (SET_COOKIE, "b=2"),
    ];
    let added = "x-limit: 7\nset-cookie: a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT\nset-cookie: b=2";
    let put = |id: &str| format!("PUT /devices/{id}.json\nContent-Type: application/json\n\n{{\"name\":\"n\"}}");
    let (router, _) = with_headers(&ADDED);
    assert_eq!(respond(&router, &put("8")).await, format!("202\n{added}\ncontent-length: 0\n\n"));
    let error = respond(&router, &put("bad")).await;
    assert_eq!(error, format!("409\ncontent-type: text/plain\ncontent-length: 2\n{added}\n\nno"));

    static FORBIDDEN: [(HeaderName, &str); 1] = [(CONTENT_LENGTH, "9")];
    let (router, desk) = with_headers(&FORBIDDEN);
    assert!(respond(&router, &put("8")).await.starts_with("500\n"));
    let noted = desk.0.lock().unwrap().join("\n");
    assert_eq!(noted, "replaceDevice failed: a handler cannot add the header `content-length` to this response");
}

#[tokio::test]
async fn the_program_words_refusals_and_sees_why() {
    let reject = |rejection: Rejection, context: &Context| {
        let reason = match &rejection {
            Rejection::Unauthorized { reason, .. }
            | Rejection::Forbidden { reason }
            | Rejection::Unavailable { reason } => reason,
            _ => "",
        };
        let operation = context.operation().map(|matched| matched.id);
        let text = format!("{} {operation:?} {rejection} {reason}", context.uri());
        let mut response = Response::new(Body::from(text));
        *response.status_mut() = rejection.status();
        response
    };
    let router = router_with(Desk::default(), Options::default().on_reject(reject));
    for (request, expected) in [
        ("GET /devices/8", "404 /devices/8 None no operation has this path "),
        ("PUT /devices", "405 /devices None this path has only the methods GET, HEAD "),
        (
            "GET /devices",
            "401 /devices Some(\"listDevices\") credentials are missing or not valid the request supplies no credentials",
        ),
        (
            "GET /devices\nX-Api-Key: bad",
            "401 /devices Some(\"listDevices\") credentials are missing or not valid the key is bad",
        ),
        (
            "GET /devices\nX-Api-Key: weak",
            "403 /devices Some(\"listDevices\") the credentials do not suffice the key is weak",
        ),
        (
            "GET /devices\nX-Api-Key: late",
            "503 /devices Some(\"listDevices\") credentials cannot be checked now the keys are not there",
        ),
    ] {
        assert_eq!(brief(&router, request).await, expected, "{request}");
    }
}

#[tokio::test]
async fn a_route_beside_the_api_has_the_same_callers() {
    let report = |caller: Authenticated<Desk, Credentials>| async move { format!("for {}", caller.principal) };
    let desk = Desk::default();
    let app = Router::new().route("/report", routing::get(report)).merge(router(desk.clone())).with_state(desk);
    assert_eq!(brief(&app, "GET /report\nX-Api-Key: good").await, "200 for anna");
    let refused = respond(&app, "GET /report").await;
    let challenge = "www-authenticate: ApiKey realm=\"apiKey\", in=\"header\", name=\"X-Api-Key\"";
    assert!(refused.starts_with("401\n") && refused.contains(challenge), "{refused}");
    assert!(brief(&app, "GET /report\nX-Api-Key: late").await.starts_with("503 {"));
    assert_eq!(brief(&app, "GET /devices\nX-Api-Key: good").await, "200 [{\"name\":\"anna\"}]");
}

/// Where axum knows the address of the peer, a handler finds it.
#[tokio::test]
async fn extensions_of_the_server_reach_handlers() {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let noted = Arc::clone(&seen);
    let options = Options::default().on_reject(move |rejection, context| {
        noted.lock().unwrap().push(format!("{:?}", context.extensions().get::<std::net::Ipv4Addr>()));
        rejection.to_response()
    });
    let app: Router = router_with(Desk::default(), options).layer(Extension(std::net::Ipv4Addr::LOCALHOST));
    brief(&app, "GET /devices").await;
    assert_eq!(*seen.lock().unwrap(), ["Some(127.0.0.1)"]);
}
