//! Documents of Swagger 2.0, what they are in 3.0, and where their findings are.

use serde_json::{Value, json};

use super::*;

const HEAD_2_0: &str = "swagger: '2.0'\ninfo: {title: t, version: '1'}\n";

/// A document with one operation, which starts on line 4.
fn operation(said: &str) -> String {
    format!("{HEAD_2_0}paths: {{/a: {{post:\n  {said}}}}}\ndefinitions: {{D: {{type: object}}, S: {{type: string}}}}\n")
}

fn raised(said: &str) -> Value {
    let mut operation = tree(&operation(said))["paths"]["/a"]["post"].take();
    operation.as_object_mut().unwrap().retain(|key, _| key != "responses" || said.contains("responses: {2"));
    operation
}

/// A parameter, alone in an operation.
fn parameter(said: &str) -> Value {
    raised(&format!("{{parameters: [{{name: p, {said}}}], responses: {{}}}}"))["parameters"][0].take()
}

fn schema(said: &str) -> String {
    tree(&definition(said))["components"]["schemas"]["A"].to_string()
}

/// A document with one definition on line 5.
fn definition(said: &str) -> String {
    format!("{HEAD_2_0}paths: {{}}\ndefinitions:\n  A: {said}\n  B: {{type: object}}\n")
}

#[test]
fn servers() {
    for (said, expected) in [
        ("host: h\nbasePath: /b\nschemes: [http, https]", json!([{"url": "https://h/b"}, {"url": "http://h/b"}])),
        ("host: h:80\nschemes: [http]\nbasePath: /", json!([{"url": "http://h:80"}])),
        ("host: h/\nbasePath: b/c/\nschemes: [https, wss]", json!([{"url": "https://h/b/c"}])),
        ("host: http://h", json!([{"url": "http://h"}])),
        ("host: h", json!([{"url": "https://h"}])),
        ("basePath: /v1", json!([{"url": "/v1"}])),
        ("basePath: /", Value::Null),
        ("schemes: [https]", Value::Null),
    ] {
        assert_eq!(tree(&format!("{HEAD_2_0}paths: {{}}\n{said}\n"))["servers"], expected, "{said}");
    }
    check(&[
        (
            &format!("{HEAD_2_0}paths: {{}}\nhost: h\nschemes: [ws]\n"),
            &[
                "warning 4:1 assumed-scheme: the document says no scheme of this host; `https` is assumed (say `schemes: [https]`)",
                "warning 5:11 ignored-scheme: the scheme `ws` is not supported; it is no server",
            ],
        ),
        (
            &operation("{schemes: [http], responses: {}}"),
            &[
                "warning 4:4 ignored-scheme: schemes of a single operation are not followed: the base URL of the client says the scheme",
            ],
        ),
    ]);
}

#[test]
fn parameters() {
    for (said, expected) in [
        (
            "in: query, description: d, required: true, type: integer, format: int32, minimum: 1, default: 2, allowEmptyValue: true, x-a: 1, x-ms-enum: {}",
            json!({"name": "p", "in": "query", "description": "d", "required": true, "allowEmptyValue": true, "x-a": 1,
                "schema": {"type": "integer", "format": "int32", "minimum": 1, "default": 2, "x-ms-enum": {}}}),
        ),
        ("in: header, type: string, enum: [a, 1], x-nullable: true", {
            json!({"name": "p", "in": "header", "schema": {"type": "string", "enum": ["a", "1"]}})
        }),
        (
            "in: query, schema: {$ref: '#/definitions/S'}",
            json!({"name": "p", "in": "query", "schema": {"$ref": "#/components/schemas/S"}}),
        ),
        (
            "in: query, type: array, items: {type: array, collectionFormat: pipes, items: {type: string}}",
            json!({"name": "p", "in": "query", "style": "form", "explode": false,
                "schema": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}}),
        ),
    ] {
        assert_eq!(parameter(said), expected, "{said}");
    }
}

#[test]
fn collection_formats() {
    for (place, format, expected) in [
        ("query", "csv", Some(json!(["form", false]))),
        ("query", "ssv", Some(json!(["spaceDelimited", false]))),
        ("query", "pipes", Some(json!(["pipeDelimited", false]))),
        ("query", "multi", Some(json!(["form", true]))),
        ("query", "tsv", None),
        ("header", "csv", Some(json!([null, null]))),
        ("header", "pipes", None),
        ("header", "multi", None),
    ] {
        let said = format!("in: {place}, type: array, items: {{}}, collectionFormat: {format}");
        match expected {
            Some(expected) => {
                let raised = parameter(&said);
                assert_eq!(json!([raised["style"], raised["explode"]]), expected, "{said}");
            }
            None => {
                let text = operation(&format!("{{responses: {{}}, parameters: [{{name: p, {said}}}]}}"));
                let error =
                    format!("unsupported-collection-format: `collectionFormat: {format}` is not supported here");
                let found = found(&text);
                assert!(
                    matches!(found.as_slice(), [one] if one.starts_with("error 4:") && one.ends_with(&error)),
                    "{found:?}"
                );
            }
        }
    }
}

#[test]
fn bodies() {
    let body = |said: &str| raised(&format!("{{responses: {{}}, {said}}}"))["requestBody"].take();
    let reference = json!({"$ref": "#/components/schemas/D"});
    for (said, expected) in [
        (
            "consumes: [application/json, text/plain, multipart/form-data], parameters: [{in: body, name: b, description: d, required: true, schema: {$ref: '#/definitions/D'}}]",
            json!({"description": "d", "required": true, "content": {"application/json": {"schema": reference}}}),
        ),
        (
            "parameters: [{in: body, name: b, schema: {type: string, format: binary}}]",
            json!({"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}),
        ),
        (
            "consumes: [application/json, application/xml], parameters: [{in: body, name: b, schema: {properties: {a: {}}}}]",
            json!({"content": {"application/json": {"schema": {"properties": {"a": {}}}},
                "application/xml": {"schema": {"$ref": "#/paths/~1a/post/requestBody/content/application~1json/schema"}}}}),
        ),
        (
            "consumes: [application/x-www-form-urlencoded], parameters: [{in: formData, name: a, description: d, required: true, type: string}, {in: formData, name: b, type: array, items: {type: string}}, {in: formData, name: c, type: array, items: {type: string}, collectionFormat: multi}]",
            json!({"required": true, "content": {"application/x-www-form-urlencoded": {
                "schema": {"type": "object", "required": ["a"], "properties": {
                    "a": {"type": "string", "description": "d"},
                    "b": {"type": "array", "items": {"type": "string"}},
                    "c": {"type": "array", "items": {"type": "string"}}}},
                "encoding": {"b": {"style": "form", "explode": false}}}}}),
        ),
        (
            "parameters: [{in: formData, name: a, type: file}, {in: formData, name: b, type: string}]",
            json!({"required": false, "content": {"multipart/form-data": {"schema": {"type": "object", "properties": {
                "a": {"type": "string", "format": "binary"}, "b": {"type": "string"}}}}}}),
        ),
        (
            "consumes: [application/json], parameters: [{in: formData, name: a, type: string}]",
            json!({"required": false, "content": {"application/json": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}}}}),
        ),
        (
            "consumes: [application/x-www-form-urlencoded, application/json], parameters: [{in: formData, name: a, type: string}]",
            json!({"required": false, "content": {
                "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}},
                "application/json": {"schema": {"$ref": "#/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema"}}}}),
        ),
    ] {
        assert_eq!(body(said), expected, "{said}");
    }
}

#[test]
fn responses() {
    let response = |said: &str| raised(&format!("{{{said}}}"))["responses"]["200"].take();
    for (said, expected) in [
        (
            "produces: [application/json], responses: {200: {description: d, x-a: 1, schema: {$ref: '#/definitions/D'}, examples: {application/json: {}}, headers: {h: {type: array, description: e, items: {type: string}}}}}",
            json!({"description": "d", "x-a": 1,
                "headers": {"h": {"description": "e", "schema": {"type": "array", "items": {"type": "string"}}}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/D"}, "example": {}}}}),
        ),
        (
            "produces: [application/json], responses: {200: {description: d, schema: {type: file}}}",
            json!({"description": "d", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}),
        ),
        (
            "produces: [application/zip], responses: {200: {description: d, schema: {type: file}}}",
            json!({"description": "d", "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}),
        ),
        (
            "produces: [text/plain, application/json], responses: {200: {description: d, schema: {$ref: '#/definitions/S'}}}",
            json!({"description": "d", "content": {"text/plain": {"schema": {"$ref": "#/components/schemas/S"}},
                "application/json": {"schema": {"$ref": "#/components/schemas/S"}}}}),
        ),
        ("responses: {200: {description: d}}", json!({"description": "d"})),
    ] {
        assert_eq!(response(said), expected, "{said}");
    }
    let text = operation(
        "{produces: [application/zip], responses: {200: {description: d, schema: {type: file}}, 404: {description: d, schema: {type: object}}}}",
    );
    assert_eq!(
        found(&text),
        [
            "warning 4:4 assumed-media-type: `application/zip` cannot carry every value that is described; `application/json` is assumed (say it at the operation)"
        ]
    );
}

#[test]
fn schemas() {
    for (said, expected) in [
        ("{type: string, x-nullable: true}", r#"{"type":"string","nullable":true}"#),
        ("{type: string, x-nullable: false}", r#"{"type":"string"}"#),
        ("{type: [string, 'null']}", r#"{"type":"string","nullable":true}"#),
        ("{type: file}", r#"{"type":"string","format":"binary"}"#),
        ("{readOnly: true, externalDocs: {url: u}}", r#"{"readOnly":true,"externalDocs":{"url":"u"}}"#),
        (
            "{type: array, items: {type: string}, enum: [a, b]}",
            r#"{"type":"array","items":{"type":"string","enum":["a","b"]}}"#,
        ),
        ("{type: object, enum: [{}]}", r#"{"type":"object","maxProperties":0}"#),
        ("{discriminator: kind}", r#"{"discriminator":{"propertyName":"kind"}}"#),
        ("{$ref: '#/definitions/B', description: d}", r##"{"$ref":"#/components/schemas/B","description":"d"}"##),
        (
            "{$ref: '#/definitions/B', x-nullable: true}",
            r##"{"nullable":true,"allOf":[{"$ref":"#/components/schemas/B"}]}"##,
        ),
        (
            "{properties: {a: {items: {$ref: '#/definitions/B'}}}, example: {$ref: '#/definitions/B'}}",
            r##"{"properties":{"a":{"items":{"$ref":"#/components/schemas/B"}}},"example":{"$ref":"#/definitions/B"}}"##,
        ),
    ] {
        assert_eq!(schema(said), expected, "{said}");
    }
    let heirs = "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: {}\ndefinitions:
  Base: {type: object, discriminator: k}
  Heir: {x-ms-discriminator-value: '#h', allOf: [{$ref: '#/definitions/Base'}]}
  A b: {x-ms-discriminator-value: i, allOf: [{$ref: '#/definitions/Heir'}]}\n";
    let mapping = &tree(heirs)["components"]["schemas"]["Base"]["discriminator"]["mapping"];
    assert_eq!(*mapping, json!({"#h": "#/components/schemas/Heir", "i": "#/components/schemas/A%20b"}));
}

#[test]
fn security() {
    let scheme = |said: &str| {
        let text = format!("{HEAD_2_0}paths: {{}}\nsecurityDefinitions: {{s: {{{said}}}}}\nsecurity: [{{s: [a]}}]\n");
        tree(&text)["components"]["securitySchemes"]["s"].take()
    };
    let urls = "authorizationUrl: https://a, tokenUrl: https://t, scopes: {a: b, x-a: 1}";
    let token = json!({"tokenUrl": "https://t", "scopes": {"a": "b"}});
    for (said, expected) in [
        ("type: basic, description: d".to_owned(), json!({"description": "d", "type": "http", "scheme": "basic"})),
        ("type: apiKey, in: header, name: k".to_owned(), json!({"type": "apiKey", "in": "header", "name": "k"})),
        (format!("type: oauth2, flow: password, {urls}"), json!({"type": "oauth2", "flows": {"password": token}})),
        (
            format!("type: oauth2, flow: application, {urls}"),
            json!({"type": "oauth2", "flows": {"clientCredentials": token}}),
        ),
        (
            format!("type: oauth2, flow: implicit, {urls}"),
            json!({"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://a", "scopes": {"a": "b"}}}}),
        ),
        (
            format!("type: oauth2, flow: accessCode, {urls}"),
            json!({"type": "oauth2", "flows": {"authorizationCode":
                {"authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": {"a": "b"}}}}),
        ),
    ] {
        assert_eq!(scheme(&said), expected, "{said}");
    }
}

#[test]
fn components_and_references() {
    let text = "swagger: '2.0'
info: {title: t, version: '1'}
produces: [application/json]
consumes: [application/json]
tags: [{name: t}]
externalDocs: {url: u}
x-a: 1
paths:
  x-b: 1
  /a:
    parameters: [{$ref: '#/parameters/B'}, {$ref: '#/parameters/Q'}]
    get: {operationId: g, parameters: [], responses: {200: {$ref: '#/responses/R'}}}
    put: {operationId: p, produces: [text/plain], parameters: [{in: body, name: b, schema: {type: string}}], responses: {404: {$ref: '#/responses/R'}}}
parameters:
  B: {in: body, name: b, schema: {$ref: '#/definitions/A~1b'}}
  Q: {in: query, name: q, type: string}
responses:
  R: {description: d, schema: {$ref: '#/paths/~1a/put/parameters/0/schema'}}
definitions: {A/b: {type: object}}
";
    let reference = |to: &str| json!({ "$ref": to });
    let to_body = "#/paths/~1a/put/requestBody/content/application~1json/schema";
    let expected = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "tags": [{"name": "t"}],
        "externalDocs": {"url": "u"},
        "x-a": 1,
        "paths": {"x-b": 1, "/a": {
            "parameters": [reference("#/components/parameters/Q")],
            "get": {
                "operationId": "g",
                "parameters": [],
                "requestBody": {"content": {"application/json": {"schema": reference("#/components/schemas/A~1b")}}},
                "responses": {"200": reference("#/components/responses/R")},
            },
            "put": {
                "operationId": "p",
                "parameters": [],
                "requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}},
                "responses": {"404": {"description": "d", "content": {"text/plain": {"schema": reference(to_body)}}}},
            },
        }},
        "components": {
            "schemas": {"A/b": {"type": "object"}},
            "responses": {"R": {"description": "d", "content": {"application/json": {"schema": reference(to_body)}}}},
            "parameters": {"Q": {"in": "query", "name": "q", "schema": {"type": "string"}}},
        },
    });
    assert_eq!(tree(text), expected);
}
