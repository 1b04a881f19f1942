//! Operations with paths of every sort behind one router: which of them handles a request, and with which values.

use std::convert::Infallible;

use http::Request;
use specwright_runtime::body::Body;
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::Operation;
use specwright_runtime::rt;
use specwright_runtime::server::axum::Router;
use specwright_runtime::server::{Options, Routes};
use specwright_runtime::writer::Writer;
use tower::ServiceExt;

/// An operation that returns its path template and the values of its parameters.
macro_rules! operation {
    ($name:ident, $table:literal $($place:literal $parameter:ident)*) => {
        #[derive(Clone, PartialEq)]
        struct $name {
            $($parameter: String,)*
        }

        rt::operation!($name { $($place $parameter),* } Alone String, Infallible; rt::Api::NONE; $table);
    };
}

/// What an operation returns: its path template, and the values of its parameters.
fn values<O: Operation>(request: &O) -> String {
    let meta = O::meta().unwrap();
    let mut response = meta.path.to_owned();
    for part in 0..meta.parameters.len() {
        let mut writer = Writer::octets(Mode::SERVER);
        rt::write_part(request, part, &mut writer).unwrap();
        response.push(' ');
        response.push_str(std::str::from_utf8(&writer.into_bytes()).unwrap());
    }
    response
}

/// A router of these operations, in this order.
macro_rules! router {
    ($($operation:ident)*) => {
        Routes::open_only(())$(.open(|_, _, request: $operation| Box::pin(async move {
            Ok(values(&request))
        })))*.into_router(Options::default())
    };
}

/// Status, `Allow` and body.
async fn respond(router: &Router, method: &str, path: &str) -> String {
    let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    if status != 200 {
        let allow = response.headers().get("allow").map(|allow| allow.to_str().unwrap()).unwrap_or_default();
        return format!("{status} {allow}").trim_end().to_owned();
    }
    let body = Body::stream(response.into_body()).collect(1000).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

operation!(AnyKind, "AnyKind,GET,/{kind}/{id};kind(path),id(path);;200(success,text(text/plain))" 0 kind 1 id);
operation!(AnyDevice, "AnyDevice,GET,/devices/{id};id(path);;200(success,text(text/plain))" 0 id);
operation!(PutDevice, "PutDevice,PUT,/devices/{id};id(path);;200(success,text(text/plain))" 0 id);
operation!(DeviceFile, "DeviceFile,GET,/devices/{id}.json;id(path);;200(success,text(text/plain))" 0 id);
operation!(NewDevice, "NewDevice,GET,/devices/new;;;200(success,text(text/plain))");
operation!(PostNewDevice, "PostNewDevice,POST,/devices/new;;;200(success,text(text/plain))");
operation!(DeviceAction, "DeviceAction,POST,/devices/{id}:restart;id(path);;200(success,text(text/plain))" 0 id);
operation!(SameShape, "SameShape,DELETE,/devices/{name};name(path);;200(success,text(text/plain))" 0 name);
operation!(Second, "Second,GET,/{kind}/{other};kind(path),other(path);;200(success,text(text/plain))" 0 kind 1 other);

#[tokio::test]
async fn the_more_particular_template_wins() {
    let router = router!(AnyKind AnyDevice PutDevice DeviceFile NewDevice PostNewDevice DeviceAction SameShape Second);
    for (method, path, expected) in [
        ("GET", "/devices/new", "/devices/new"),
        ("GET", "/devices/%6Eew", "/devices/new"),
        ("GET", "/devices/8", "/devices/{id} 8"),
        ("GET", "/devices/8.json", "/devices/{id}.json 8"),
        ("GET", "/users/8", "/{kind}/{id} users 8"),
        ("GET", "/users/a%2Fb", "/{kind}/{id} users a/b"),
        // The method decides among all templates that match.
        ("PUT", "/devices/new", "/devices/{id} new"),
        ("PUT", "/devices/8.json", "/devices/{id} 8.json"),
        ("DELETE", "/devices/8", "/devices/{name} 8"),
        ("POST", "/devices/8:restart", "/devices/{id}:restart 8"),
        // An escaped separator is a part of the value, and this template has no POST.
        ("POST", "/devices/8%3Arestart", "405 GET, HEAD, PUT, DELETE"),
        // What none of them has.
        ("PATCH", "/devices/new", "405 GET, HEAD, POST, PUT, DELETE"),
        ("POST", "/devices/8", "405 GET, HEAD, PUT, DELETE"),
        ("POST", "/users/8", "405 GET, HEAD"),
        ("GET", "/devices", "404"),
        ("GET", "/devices/", "404"),
        ("GET", "/devices/8/", "404"),
        ("GET", "//devices/8", "404"),
        ("GET", "/", "404"),
        ("OPTIONS", "*", "404"),
    ] {
        assert_eq!(respond(&router, method, path).await, expected, "{method} {path}");
    }
}

operation!(Root, "Root,GET,/;;;200(success,text(text/plain))");
operation!(Colon, "Colon,GET,/:literal;;;200(success,text(text/plain))");
operation!(Star, "Star,GET,/*star;;;200(success,text(text/plain))");
operation!(Pair, "Pair,GET,/pairs/{a}-{b};a(path),b(path);;200(success,text(text/plain))" 0 a 1 b);
operation!(Version, "Version,GET,/v{major}.{minor}/{id};major(path),minor(path),id(path);;200(success,text(text/plain))" 0 major 1 minor 2 id);
operation!(Umlaut, "Umlaut,GET,/größe/{wert};wert(path);;200(success,text(text/plain))" 0 wert);
operation!(Trailing, "Trailing,GET,/list/;;;200(success,text(text/plain))");
operation!(Twice, "Twice,GET,/list//twice;;;200(success,text(text/plain))");
operation!(Unclosed, "Unclosed,GET,/{unclosed;;;200(success,text(text/plain))");
operation!(NoSlash, "NoSlash,GET,bare;;;200(success,text(text/plain))");

#[tokio::test]
async fn templates_that_axum_refuses_are_served() {
    let router = router!(Root Colon Star Pair Version Umlaut Trailing Twice Unclosed NoSlash);
    for (path, expected) in [
        ("/", "/"),
        ("/:literal", "/:literal"),
        ("/%3Aliteral", "/:literal"),
        ("/other", "404"),
        ("/*star", "/*star"),
        ("/pairs/1-2", "/pairs/{a}-{b} 1 2"),
        ("/pairs/1%2D1-2", "/pairs/{a}-{b} 1-1 2"),
        ("/pairs/-2", "404"),
        ("/v1.2/%C3%A4", "/v{major}.{minor}/{id} 1 2 ä"),
        ("/gr%C3%B6%C3%9Fe/7", "/größe/{wert} 7"),
        ("/list/", "/list/"),
        ("/list", "404"),
        ("/list//twice", "/list//twice"),
        ("/list/twice", "404"),
        ("/%7Bunclosed", "/{unclosed"),
        // Escapes that are none are the caller's error.
        ("/v1.2/%zz", "400"),
        ("/v1.2/%FF", "400"),
    ] {
        assert_eq!(respond(&router, "GET", path).await, expected, "{path}");
    }
}
