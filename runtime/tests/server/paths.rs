//! Operations with paths of every sort behind one router: which of them answers, and with which values.

use std::convert::Infallible;

use http::{Method, Request, StatusCode};
use specwright_runtime::body::Body;
use specwright_runtime::fault::Outcome;
use specwright_runtime::model::Model;
use specwright_runtime::operation::{
    Codec, Content, Location, Operation, OperationMeta, Parameter, Parts, ResponseMeta, Shape, StatusPattern, Style,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::server::axum::Router;
use specwright_runtime::server::{Options, Routes};
use specwright_runtime::writer::Writer;
use tower::ServiceExt;

const fn path_parameter(name: &'static str) -> Parameter {
    Parameter {
        name,
        location: Location::Path,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        required: true,
        shape: Shape::Scalar,
        rules: None,
    }
}

static TEXT: &[ResponseMeta] = &[ResponseMeta {
    status: StatusPattern::Exact(200),
    body_optional: false,
    headers: &[],
    content: &[Content {
        media_type: "text/plain",
        codec: Codec::Text,
        alternative: 0,
        rules: None,
        xml: None,
        form: None,
    }],
}];

/// An operation that answers its path template and the values of its parameters.
macro_rules! operation {
    ($name:ident, $method:ident $path:literal $($parameter:literal)*) => {
        #[derive(Default)]
        struct $name(Vec<String>);

        impl Parts for $name {
            fn read_part(&mut self, _part: usize, reader: &mut Reader<'_>) -> Outcome {
                let mut value = String::new();
                value.read(reader)?;
                self.0.push(value);
                Ok(())
            }

            fn write_part(&self, part: usize, writer: &mut Writer) -> Outcome {
                self.0[part].write(writer)
            }
        }

        impl Operation for $name {
            fn meta() -> &'static OperationMeta {
                static META: OperationMeta = OperationMeta {
                id: $path,
                method: Method::$method,
                path: $path,
                parameters: &[$(path_parameter($parameter)),*],
                body: None,
                responses: TEXT,
                security: &[],
                format_suffix: None,
            };
                &META
            }
            type Output = String;
            type Error = Infallible;

            fn hole() -> Self {
                Self::default()
            }

            fn reply_hole(_: usize, _: StatusCode) -> Result<String, Infallible> {
                Ok(String::new())
            }

            fn reply_response(_: &Result<String, Infallible>) -> (usize, StatusCode) {
                (0, StatusCode::OK)
            }

            fn read_reply_part(reply: &mut Result<String, Infallible>, _: usize, reader: &mut Reader<'_>) -> Outcome {
                match reply {
                    Ok(body) => body.read(reader),
                    Err(never) => match *never {},
                }
            }

            fn write_reply_part(reply: &Result<String, Infallible>, _: usize, writer: &mut Writer) -> Outcome {
                match reply {
                    Ok(body) => body.write(writer),
                    Err(never) => match *never {},
                }
            }
        }
    };
}

/// A router of these operations, in this order.
macro_rules! router {
    ($($operation:ident)*) => {
        Routes::open_only(())$(.open(|_, request: $operation| Box::pin(async move {
            let mut answer = $operation::meta().path.to_owned();
            for value in request.0 {
                answer.push(' ');
                answer.push_str(&value);
            }
            Ok(answer)
        })))*.into_router(Options::default())
    };
}

/// Status, `Allow` and body.
async fn answer(router: &Router, method: &str, path: &str) -> String {
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

operation!(AnyKind, GET "/{kind}/{id}" "kind" "id");
operation!(AnyDevice, GET "/devices/{id}" "id");
operation!(PutDevice, PUT "/devices/{id}" "id");
operation!(DeviceFile, GET "/devices/{id}.json" "id");
operation!(NewDevice, GET "/devices/new" );
operation!(PostNewDevice, POST "/devices/new" );
operation!(DeviceAction, POST "/devices/{id}:restart" "id");
operation!(SameShape, DELETE "/devices/{name}" "name");
operation!(Second, GET "/{kind}/{other}" "kind" "other");

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
        ("POST", "/devices/8%3Arestart", "/devices/{id}:restart 8"),
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
        assert_eq!(answer(&router, method, path).await, expected, "{method} {path}");
    }
}

operation!(Root, GET "/");
operation!(Colon, GET "/:literal");
operation!(Star, GET "/*star");
operation!(Pair, GET "/pairs/{a}-{b}" "a" "b");
operation!(Version, GET "/v{major}.{minor}/{id}" "major" "minor" "id");
operation!(Umlaut, GET "/größe/{wert}" "wert");
operation!(Trailing, GET "/list/");
operation!(Twice, GET "/list//twice");
operation!(Unclosed, GET "/{unclosed");
operation!(NoSlash, GET "bare");

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
        // Escapes that are none are the caller's fault.
        ("/v1.2/%zz", "400"),
        ("/v1.2/%FF", "400"),
    ] {
        assert_eq!(answer(&router, "GET", path).await, expected, "{path}");
    }
}
