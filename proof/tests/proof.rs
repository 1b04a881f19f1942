//! The proof of generated crates, on the operations of the sample: it takes the document that they were printed from,
//! and finds every other one.

#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../runtime/tests/sample/mod.rs"]
#[allow(
    dead_code,
    unexpected_cfgs,
    reason = "the tests use a part of what the runtime has for its own tests, with its features"
)]
mod sample;

use sample::operations::{ListDevices, ReplaceDevice};
use serde_json::{Value, json};
use specwright_proof::{Mock, prove};
use tower::ServiceExt as _;

/// The document of the sample.
fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "paths": {
            "/devices": {
                "get": {
                    "operationId": "listDevices",
                    "security": [{ "key": [] }],
                    "parameters": [
                        { "name": "search", "in": "query", "schema": { "type": "string", "nullable": true } },
                        { "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 100 } }
                    ],
                    "responses": {
                        "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/List" } } } },
                        "403": {},
                        "default": {}
                    }
                }
            },
            "/devices/{id}.json": {
                "put": {
                    "operationId": "replaceDevice",
                    "security": [{ "key": [] }, {}],
                    "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                    "requestBody": {
                        "required": true,
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/New" } } }
                    },
                    "responses": {
                        "200": {
                            "headers": { "X-Revision": { "required": true, "schema": { "type": "integer" } } },
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Device" } } }
                        },
                        "202": {},
                        "4XX": { "content": { "text/plain": { "schema": { "type": "string" } } } }
                    }
                }
            }
        },
        "components": {
            "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Api-Key" } },
            "schemas": {
                "List": { "type": "array", "items": { "$ref": "#/components/schemas/Device" } },
                "Device": {
                    "type": "object",
                    "additionalProperties": true,
                    "properties": {
                        "id": { "type": "integer" },
                        "name": { "type": "string", "maxLength": 64, "x-aliases": ["title"] },
                        "os": { "type": "string", "x-extensible-enum": ["win", "mac"] },
                        "stop_time": { "type": "integer", "nullable": true },
                        "tags": { "type": "array", "uniqueItems": true, "items": { "type": "string", "pattern": "^[a-z]+$" } },
                        "parent": { "$ref": "#/components/schemas/Device" }
                    }
                },
                "New": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name"],
                    "properties": { "name": { "type": "string" }, "memory": { "type": "integer", "minimum": 1 } }
                }
            }
        }
    })
}

/// Both operations, against a document.
fn proved(document: &Value) -> Result<(), String> {
    let text: &'static str = Box::leak(document.to_string().into_boxed_str());
    let told = |why: specwright_proof::Disagreement| why.to_string();
    prove::<ListDevices>(text, "/paths/~1devices/get").map_err(told)?;
    prove::<ReplaceDevice>(text, "/paths/~1devices~1{id}.json/put").map_err(told)
}

#[test]
fn the_document_that_the_code_was_printed_from_is_proved() {
    assert_eq!(proved(&document()), Ok(()));
}

/// A single alternative is no choice: what it says holds.
#[test]
fn a_single_alternative_is_proved() {
    for keyword in ["oneOf", "anyOf"] {
        let mut alike = document();
        let memory = alike.pointer_mut("/components/schemas/New/properties/memory").unwrap();
        *memory = json!({ "type": "integer", keyword: [{ "minimum": 1 }] });
        assert_eq!(proved(&alike), Ok(()));
    }
}

/// What is put into the document, and what the proof says to it.
#[test]
fn every_other_document_is_found() {
    let list = "/paths/~1devices/get";
    let replace = "/paths/~1devices~1{id}.json/put";
    let device = "/components/schemas/Device/properties";
    let new = "/components/schemas/New";
    let rows: Vec<(String, Value, &str)> = vec![
        (format!("{list}/parameters/0/name"), json!("find"), "the query are"),
        (format!("{list}/parameters/1/schema/maximum"), json!(1000), "maximum: must be at most 100"),
        (format!("{list}/parameters/1/schema"), json!({ "type": "integer" }), "maximum: must be at most 100"),
        (format!("{list}/parameters/1/schema/minimum"), json!(1), "`minimum` at `` is not enforced"),
        (format!("{list}/parameters/0/in"), json!("header"), "the query are"),
        (format!("{list}/parameters/1/required"), json!(true), "without the query parameter `limit`"),
        (
            format!("{list}/parameters/2"),
            json!({ "name": "x", "in": "query", "schema": {} }),
            "2 parameters, and the document has 3",
        ),
        (format!("{list}/responses/404"), json!({}), "the response 404 is not the one for the status 404"),
        (
            format!("{list}/responses/200/content"),
            json!({ "application/xml": { "schema": { "$ref": "#/components/schemas/List" } } }),
            "content type",
        ),
        (format!("{list}/security"), json!([]), "gets 401"),
        ("/components/securitySchemes/key/name".to_owned(), json!("X-Key"), "X-Key"),
        ("/components/securitySchemes/key/in".to_owned(), json!("query"), "credential `X-Api-Key`"),
        (format!("{replace}/requestBody/required"), json!(false), "there is a body of 11 bytes"),
        (format!("{replace}/responses/200/headers/X-Revision/schema/type"), json!("string"), "expected an integer"),
        (format!("{replace}/responses/200/headers/X-Revision/required"), json!(false), "X-Revision"),
        (format!("{device}/id/type"), json!("string"), "expected an integer, found a string"),
        (format!("{device}/name/maxLength"), json!(65), "maxLength"),
        (format!("{device}/name/minLength"), json!(1), "`minLength` at `/0/name` is not enforced"),
        (format!("{device}/name/x-aliases"), json!(["label"]), "`label`: [{"),
        (format!("{device}/id/x-lenient"), json!("number-or-string"), "`number-or-string`: expected an integer"),
        (format!("{device}/name/x-lenient"), json!(["number-or-string"]), "`number-or-string`: expected a string"),
        (format!("{device}/tags/x-lenient"), json!("one-or-many"), "`one-or-many`: expected an array"),
        (format!("{device}/tags/x-lenient"), json!("wrapped-items"), "`wrapped-items`: expected an array"),
        ("/components/schemas/Device/x-lenient".to_owned(), json!("one-or-many"), "`one-or-many`: expected an object"),
        ("/components/schemas/Device/x-lenient".to_owned(), json!("bare-array"), "`bare-array`: expected an object"),
        (format!("{new}/x-lenient"), json!("one-or-many"), "`one-or-many`: expected an object"),
        (format!("{replace}/requestBody/x-any-content-type"), json!(true), "a body of another media type gets 415"),
        (format!("{list}/parameters/0/x-path-pair"), json!(true), "the path is"),
        (format!("{device}/os"), json!({ "type": "string", "enum": ["win"] }), "`enum` at `/0/os` is not enforced"),
        (format!("{device}/stop_time/nullable"), json!(false), "`nullable` at `/0/stop_time` is not enforced"),
        (format!("{device}/tags/uniqueItems"), json!(false), "must differ"),
        (format!("{device}/tags/items/pattern"), json!("^[a-c]+$"), "`pattern` at `/0/tags/0` is not enforced"),
        (format!("{device}/extra"), json!({ "type": "integer" }), "extra"),
        (format!("{new}/required"), json!([]), "required, but not there"),
        (format!("{new}/properties/memory/minimum"), json!(0), "minimum"),
        (format!("{new}/additionalProperties"), json!(true), "not a property of this object"),
    ];
    let mut wrong = Vec::new();
    for (place, value, why) in rows {
        let mut other = document();
        let (outer, key) = place.rsplit_once('/').unwrap();
        match other.pointer_mut(outer).unwrap_or_else(|| panic!("{place}")) {
            Value::Object(object) => drop(object.insert(key.to_owned(), value.clone())),
            Value::Array(list) => match list.get_mut(key.parse::<usize>().unwrap()) {
                Some(item) => *item = value.clone(),
                None => list.push(value.clone()),
            },
            _ => panic!("{place}"),
        }
        let found = proved(&other).err().unwrap_or_default();
        if !found.contains(why) {
            wrong.push(format!("{place}: {value}\n{}", found.chars().take(300).collect::<String>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A document whose legal values nobody finds.
#[test]
fn a_proof_that_tries_nothing_fails() {
    // A look-ahead is no pattern that texts are made by.
    let pattern = json!({ "type": "string", "pattern": "^(?=[ab])[a-c]$" });
    let mut request = document();
    *request.pointer_mut("/components/schemas/New/properties/name").unwrap() = pattern.clone();
    let text: &'static str = Box::leak(request.to_string().into_boxed_str());
    let error = prove::<ReplaceDevice>(text, "/paths/~1devices~1{id}.json/put").unwrap_err();
    assert_eq!(
        error.to_string(),
        "replaceDevice: nothing is proved, for no request was tried: no value was found for the body as \
         `application/json`"
    );
    let mut response = document();
    let responses = response.pointer_mut("/paths/~1devices/get/responses").unwrap().as_object_mut().unwrap();
    responses.retain(|status, _| status == "200");
    responses["200"]["content"]["application/json"]["schema"] = pattern;
    let text: &'static str = Box::leak(response.to_string().into_boxed_str());
    let error = prove::<ListDevices>(text, "/paths/~1devices/get").unwrap_err();
    assert_eq!(
        error.to_string(),
        "listDevices: nothing is proved, for no response was tried: no value was found for the 200 as `application/json`"
    );
}

/// Where a document has no response, the request is proved all the same.
#[test]
fn requests_without_a_response_are_proved() {
    let mut alone = document();
    *alone.pointer_mut("/paths/~1devices/get/responses").unwrap() = json!({ "101": {} });
    let proved = |document: &Value| {
        let text: &'static str = Box::leak(document.to_string().into_boxed_str());
        prove::<ListDevices>(text, "/paths/~1devices/get").map_err(|why| why.to_string())
    };
    assert_eq!(proved(&alone), Ok(()));
    *alone.pointer_mut("/paths/~1devices/get/parameters/0/name").unwrap() = json!("find");
    assert!(proved(&alone).unwrap_err().contains("the query are"));
}

#[test]
fn what_is_not_there_is_said() {
    let text = "{\"paths\":{}}";
    let error = prove::<ListDevices>(text, "/paths/~1devices/get").unwrap_err();
    assert_eq!(error.to_string(), "listDevices: the document has no operation /paths/~1devices/get");
    let error = prove::<ListDevices>("no JSON", "/paths/~1devices/get").unwrap_err();
    assert!(error.to_string().starts_with("listDevices: the document is no JSON"), "{error}");
}

#[tokio::test]
async fn a_mock_answers_what_the_document_has() {
    let text: &'static str = Box::leak(document().to_string().into_boxed_str());
    let mock = Mock::new(text).unwrap().operation::<ListDevices>("/paths/~1devices/get").unwrap();
    let router = mock.into_router();
    let response = async |key: Option<&str>| {
        let mut request = http::Request::builder().uri("/devices");
        if let Some(key) = key {
            request = request.header("x-api-key", key);
        }
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice::<Value>(&body).unwrap())
    };
    assert_eq!(response(None).await.0, 401);
    assert_eq!(response(Some("another")).await.0, 401);
    let mut bodies = Vec::new();
    for _ in 0..4 {
        let (status, body) = response(Some("secret")).await;
        assert_eq!((status, body.is_array()), (200, true));
        bodies.push(body.to_string());
    }
    bodies.dedup();
    assert!(bodies.len() > 1, "{bodies:?}");
}

#[test]
fn a_mock_of_another_document_is_refused() {
    assert!(Mock::new("no JSON").is_err());
    let mock = Mock::new("{\"paths\":{}}").unwrap();
    let error = mock.operation::<ListDevices>("/paths/~1devices/get").err().unwrap();
    assert_eq!(error.to_string(), "listDevices: the document has no operation /paths/~1devices/get");
}
