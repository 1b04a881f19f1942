//! What a generated server refuses by itself, shown on Getscreen's: one row for each rule, and the order of the rules.
//! The words are our own, and no vendor's.

use getscreen::runtime::server::Options;

use crate::getscreen::{API, Desk};
use crate::script::{Message, Stage, served};

/// The row is refused, and no handler saw it.
async fn refused(asks: &str, response_text: &str) {
    let stage = Stage::default();
    let found = served((API.router)(stage.clone()), &Message::parse(asks)).await;
    assert_eq!(found, Message::parse(response_text), "{asks}");
    assert!(!stage.is_asked(), "{asks}");
}

#[tokio::test]
async fn of_path_and_method() {
    // These are paths of the program around the API.
    let not_found = "HTTP/1.1 404 Not Found";
    refused("GET /v1/agents HTTP/1.1", not_found).await;
    refused("GET /v1/agents/list/ HTTP/1.1", not_found).await;
    refused("GET /v1/Agents/list HTTP/1.1", not_found).await;

    let only_get = r#"HTTP/1.1 405 Method Not Allowed
        Allow: GET, HEAD
        Content-Type: application/problem+json
        Content-Length: 95

        {"title":"Method Not Allowed","status":405,"detail":"this path has only the methods GET, HEAD"}"#;
    for method in ["DELETE", "POST", "OPTIONS", "PROPFIND"] {
        refused(&format!("{method} /v1/agents/list HTTP/1.1"), only_get).await;
    }
    let only_post = r#"HTTP/1.1 405 Method Not Allowed
        Allow: POST
        Content-Type: application/problem+json
        Content-Length: 90

        {"title":"Method Not Allowed","status":405,"detail":"this path has only the methods POST"}"#;
    refused("GET /v1/agents/wake?id=1 HTTP/1.1", only_post).await;
    refused("OPTIONS /v1/agents/wake HTTP/1.1", only_post).await;
}

#[tokio::test]
async fn of_the_caller() {
    let unauthorized = r#"HTTP/1.1 401 Unauthorized
        WWW-Authenticate: ApiKey realm="apiKeyHeader", in="header", name="X-Api-Key"
        Content-Type: application/problem+json
        Content-Length: 85

        {"title":"Unauthorized","status":401,"detail":"credentials are missing or not valid"}"#;
    refused("GET /v1/agents/list HTTP/1.1", unauthorized).await;
    // Neither an empty key nor one in the query is a key, nor are two of them one.
    refused("GET /v1/agents/list HTTP/1.1\nX-Api-Key:", unauthorized).await;
    refused("GET /v1/agents/list?apikey=YOUR_API_KEY HTTP/1.1", unauthorized).await;
    refused("GET /v1/agents/list HTTP/1.1\nX-Api-Key: YOUR_API_KEY\nX-Api-Key: YOUR_API_KEY", unauthorized).await;
    refused("GET /v1/agents/list HTTP/1.1\nX-Api-Key: WRONG", unauthorized).await;
    refused(
        "GET /v1/agents/list HTTP/1.1\nX-Api-Key: LIMITED_KEY",
        r#"HTTP/1.1 403 Forbidden
        Content-Type: application/problem+json
        Content-Length: 76

        {"title":"Forbidden","status":403,"detail":"the credentials do not suffice"}"#,
    )
    .await;
}

#[tokio::test]
async fn of_media_types() {
    let unsupported = r#"HTTP/1.1 415 Unsupported Media Type
        Accept: application/json
        Content-Type: application/problem+json
        Content-Length: 113

        {"title":"Unsupported Media Type","status":415,
        "detail":"the body may be of these media types: application/json"}"#;
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "json"] {
        let asks = format!(
            "POST /v1/devices/update HTTP/1.1
             X-Api-Key: YOUR_API_KEY
             Content-Type: {media_type}

             {{\"id\":1}}"
        );
        refused(&asks, unsupported).await;
    }
    // JSON is declared; and what is compressed is refused where no layer has undone it.
    let untyped = "POST /v1/devices/update HTTP/1.1\nX-Api-Key: YOUR_API_KEY\n\n{\"id\":1}";
    refused(untyped, unsupported).await;
    let encoded = r#"POST /v1/devices/update HTTP/1.1
        X-Api-Key: YOUR_API_KEY
        Content-Type: application/json
        Content-Encoding: br

        {"id":1}"#;
    let unsupported_encoding = r#"HTTP/1.1 415 Unsupported Media Type
        Accept-Encoding: identity
        Content-Type: application/problem+json
        Content-Length: 97

        {"title":"Unsupported Media Type","status":415,"detail":"the body has the content encoding `br`"}"#;
    refused(encoded, unsupported_encoding).await;
    let not_acceptable = r#"HTTP/1.1 406 Not Acceptable
        Content-Type: application/problem+json
        Content-Length: 109

        {"title":"Not Acceptable","status":406,
        "detail":"the response can be of these media types: application/json"}"#;
    for accept in ["text/html", "application/json;q=0", "application/xml, */json"] {
        let asks = format!("GET /v1/agents/list HTTP/1.1\nX-Api-Key: YOUR_API_KEY\nAccept: {accept}");
        refused(&asks, not_acceptable).await;
    }
}

/// Both where the length is told and where only the body itself tells it.
#[tokio::test]
async fn of_long_bodies() {
    let response_text = r#"HTTP/1.1 413 Payload Too Large
        Content-Type: application/problem+json
        Content-Length: 86

        {"title":"Payload Too Large","status":413,"detail":"the body is longer than 10 bytes"}"#;
    for (asks, refused) in [
        ("Content-Type: application/json\nContent-Length: 11\n\n{\"id\":1001}", true),
        ("Content-Type: application/json\n\n{\"id\":1001}", true),
        ("Content-Type: application/json\n\n{\"id\":100}", false),
    ] {
        let stage = Stage::default();
        let options = Options::default().body_limit(10);
        let router = getscreen::router_with(Desk(stage.clone()), options);
        let asks = format!("POST /devices/update HTTP/1.1\nX-Api-Key: YOUR_API_KEY\n{asks}");
        let found = served(router, &Message::parse(&asks)).await;
        assert_eq!(found == Message::parse(response_text), refused, "{asks}\n{found:?}");
        assert_eq!(stage.is_asked(), !refused, "{asks}");
    }
}

/// The response of a invalid parameter or body.
fn invalid(body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 400 Bad Request\nContent-Type: application/problem+json\nContent-Length: {length}\n\n{body}")
}

#[tokio::test]
async fn of_parameters() {
    for (target, first, parameter) in [
        ("agents/info", "query parameter `agent_id`: required, but not there", "agent_id"),
        ("agents/info?agent_id=", "query parameter `agent_id`: expected an integer, found other text", "agent_id"),
        ("agents/info?agent_id=x", "query parameter `agent_id`: expected an integer, found other text", "agent_id"),
        (
            "agents/info?agent_id=1.5",
            "query parameter `agent_id`: expected an integer, found a number with a fraction",
            "agent_id",
        ),
        (
            "agents/info?agent_id=9223372036854775808",
            "query parameter `agent_id`: 9223372036854775808 is out of range",
            "agent_id",
        ),
        ("agents/info?agent_id=1&agent_id=2", "query parameter `agent_id`: given twice", "agent_id"),
        ("agents/list?search=%zz", "query parameter `search`: not a percent-encoded character (byte 0)", "search"),
        ("agents/list?search=%ff", "query parameter `search`: not UTF-8 (byte 0)", "search"),
        ("history/list?video=2", "query parameter `video`: expected a boolean, found other text", "video"),
        ("history/list?video=TRUE", "query parameter `video`: expected a boolean, found other text", "video"),
        (
            "history/list?date_from=2020-12-22",
            "query parameter `date_from`: expected an integer, found other text",
            "date_from",
        ),
        ("history/list?limit=101", "query parameter `limit`: maximum: must be at most 100", "limit"),
    ] {
        let asks = format!("GET /v1/{target} HTTP/1.1\nX-Api-Key: YOUR_API_KEY");
        let detail = first.split_once("`: ").unwrap().1;
        let body = format!(
            "{{\"title\":\"Bad Request\",\"status\":400,\"detail\":{},\
             \"errors\":[{{\"detail\":{},\"parameter\":\"{parameter}\"}}]}}",
            serde_json::Value::from(first),
            serde_json::Value::from(detail)
        );
        refused(&asks, &invalid(&body)).await;
    }
}

/// In the order of the document, whatever the order of the request.
#[tokio::test]
async fn of_everything_at_once() {
    let query = "GET /v1/history/list?limit=101&video=maybe&date_to=now HTTP/1.1\nX-Api-Key: YOUR_API_KEY";
    let problem = "{\"title\":\"Bad Request\",\"status\":400,\
        \"detail\":\"query parameter `date_to`: expected an integer, found other text, and 2 more\",\
        \"errors\":[{\"detail\":\"expected an integer, found other text\",\"parameter\":\"date_to\"},\
        {\"detail\":\"expected a boolean, found other text\",\"parameter\":\"video\"},\
        {\"detail\":\"maximum: must be at most 100\",\"parameter\":\"limit\"}]}";
    refused(query, &invalid(problem)).await;
    let body = "POST /v1/devices/update HTTP/1.1
        X-Api-Key: YOUR_API_KEY
        Content-Type: application/json

        {\"id\":true,\"name\":null,\"permanent_url\":{\"password\":\"short\"}}";
    let problem = "{\"title\":\"Bad Request\",\"status\":400,\
        \"detail\":\"body: expected an integer, found a boolean at /id, and 2 more\",\
        \"errors\":[{\"detail\":\"expected an integer, found a boolean\",\"pointer\":\"/id\"},\
        {\"detail\":\"expected a string, found null\",\"pointer\":\"/name\"},\
        {\"detail\":\"minLength: must have at least 8 characters, has 5\",\"pointer\":\"/permanent_url/password\"}]}";
    refused(body, &invalid(problem)).await;
}

#[tokio::test]
async fn of_bodies() {
    for (body, first, pointer) in [
        ("", "body: required, but not there", ""),
        ("{}", "body: required, but not there at /id", "/id"),
        (r#"{"id":true}"#, "body: expected an integer, found a boolean at /id", "/id"),
        (r#"{"id":1,"name":null}"#, "body: expected a string, found null at /name", "/name"),
        (
            r#"{"id":1,"permanent_url":{"password":"short"}}"#,
            "body: minLength: must have at least 8 characters, has 5 at /permanent_url/password",
            "/permanent_url/password",
        ),
        (
            r#"{"id":1,"permanent_url":"paci"}"#,
            "body: expected an object, found a string at /permanent_url",
            "/permanent_url",
        ),
        (r#"{"id":1,"id":2}"#, "body: given twice at /id", "/id"),
        ("[1]", "body: expected an object, found an array", ""),
        (r#"{"id":1"#, "body: expected `,` or the closing bracket (byte 7)", ""),
        (r#"{"id":1} x"#, "body: more after the end of the value (byte 9)", ""),
    ] {
        let asks = format!(
            "POST /v1/devices/update HTTP/1.1
             X-Api-Key: YOUR_API_KEY
             Content-Type: application/json

             {body}"
        );
        let detail = first.strip_prefix("body: ").unwrap();
        let detail = detail.strip_suffix(&format!(" at {pointer}")).unwrap_or(detail);
        let body = format!(
            "{{\"title\":\"Bad Request\",\"status\":400,\"detail\":{},\
             \"errors\":[{{\"detail\":{},\"pointer\":\"{pointer}\"}}]}}",
            serde_json::Value::from(first),
            serde_json::Value::from(detail)
        );
        refused(&asks, &invalid(&body)).await;
    }
}

/// A request with every error at once, of which one after the other is mended: 404, 405, 401, 403, 415, 406, 413, 400.
#[tokio::test]
async fn in_this_order() {
    let long = "x".repeat(3 * 1024 * 1024);
    let wrong = |key: &str, rest: &str| format!("{key}\n{rest}\n\n{long}");
    let no_json = "Content-Type: text/plain\nAccept: text/html";
    for (start, rest, status) in [
        ("PUT /v1/devices", wrong("X-Api-Key: WRONG", no_json), "404 Not Found"),
        ("PUT /v1/devices/update", wrong("X-Api-Key: WRONG", no_json), "405 Method Not Allowed"),
        ("POST /v1/devices/update", wrong("X-Api-Key: WRONG", no_json), "401 Unauthorized"),
        ("POST /v1/devices/update", wrong("X-Api-Key: LIMITED_KEY", no_json), "403 Forbidden"),
        ("POST /v1/devices/update", wrong("X-Api-Key: YOUR_API_KEY", no_json), "415 Unsupported Media Type"),
        (
            "POST /v1/devices/update",
            wrong("X-Api-Key: YOUR_API_KEY", "Content-Type: application/json\nAccept: text/html"),
            "406 Not Acceptable",
        ),
        (
            "POST /v1/devices/update",
            wrong("X-Api-Key: YOUR_API_KEY", "Content-Type: application/json\nAccept: */*"),
            "413 Payload Too Large",
        ),
        (
            "POST /v1/devices/update",
            "X-Api-Key: YOUR_API_KEY\nContent-Type: application/json\nAccept: */*\n\nx".to_owned(),
            "400 Bad Request",
        ),
    ] {
        let stage = Stage::default();
        let asks = Message::parse(&format!("{start} HTTP/1.1\n{rest}"));
        let found = served((API.router)(stage.clone()), &asks).await;
        assert_eq!(found.start(), format!("HTTP/1.1 {status}"));
        assert!(!stage.is_asked(), "{status}");
    }
}

/// HEAD is handled as GET is, with the length of the body and without the body; so are its refusals.
#[tokio::test]
async fn head() {
    let stage = Stage::default();
    stage.respond::<crate::script::Responded<getscreen::ListDevices>>(Ok(getscreen::DeviceList::new()));
    let asks = "HEAD /v1/agents/list?search=a%26b HTTP/1.1\nX-Api-Key: YOUR_API_KEY";
    let found = served((API.router)(stage.clone()), &Message::parse(asks)).await;
    let expected = "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 2";
    assert_eq!(found, Message::parse(expected));
    let request = getscreen::ListDevices { search: Some("a&b".to_owned()), ..getscreen::ListDevices::new() };
    assert_eq!(stage.asked(), Some(request));

    refused(
        "HEAD /v1/agents/list HTTP/1.1",
        r#"HTTP/1.1 401 Unauthorized
        WWW-Authenticate: ApiKey realm="apiKeyHeader", in="header", name="X-Api-Key"
        Content-Type: application/problem+json
        Content-Length: 85"#,
    )
    .await;
}
