//! Documents of OpenAPI 3.1, and what they are in 3.0.

use serde_json::json;

use super::*;

/// A document of 3.1 with one schema on line 6.
fn document(schema: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    S: {schema}\n")
}

fn lowered(schema: &str) -> String {
    tree(&document(schema))["components"]["schemas"]["S"].to_string()
}

#[test]
fn schemas_come_down() {
    for (schema, expected) in [
        ("{type: [string, 'null'], minLength: 1}", r#"{"type":"string","minLength":1,"nullable":true}"#),
        ("{type: [integer]}", r#"{"type":"integer"}"#),
        ("{const: a}", r#"{"type":"string","enum":["a"]}"#),
        ("{type: integer, const: 1}", r#"{"type":"integer","enum":[1]}"#),
        (
            "{exclusiveMinimum: 1, exclusiveMaximum: 2.5}",
            r#"{"exclusiveMinimum":true,"exclusiveMaximum":true,"minimum":1,"maximum":2.5}"#,
        ),
        ("{minimum: 5, exclusiveMinimum: 1}", r#"{"minimum":5}"#),
        ("{minimum: 0, exclusiveMinimum: 1}", r#"{"minimum":1,"exclusiveMinimum":true}"#),
        ("{type: string, examples: [a, b]}", r#"{"type":"string","example":"a"}"#),
        (
            "{type: string, contentEncoding: base64, contentMediaType: image/png}",
            r#"{"type":"string","format":"byte"}"#,
        ),
        ("{contentMediaType: application/octet-stream}", r#"{"type":"string","format":"binary"}"#),
        ("{type: string, contentMediaType: text/html}", r#"{"type":"string"}"#),
        ("{$schema: x, $comment: y, type: string}", r#"{"type":"string"}"#),
        ("true", "{}"),
        (
            "{properties: {a: true}, additionalProperties: false}",
            r#"{"properties":{"a":{}},"additionalProperties":false}"#,
        ),
        ("{$ref: '#/components/schemas/S'}", r##"{"$ref":"#/components/schemas/S"}"##),
        (
            "{$ref: '#/components/schemas/S', description: d, nullable: true}",
            r##"{"description":"d","nullable":true,"allOf":[{"$ref":"#/components/schemas/S"}]}"##,
        ),
        (
            "{anyOf: [{type: string, const: x}, {type: 'null'}], title: t}",
            r#"{"title":"t","nullable":true,"type":"string","enum":["x"]}"#,
        ),
        (
            "{oneOf: [{type: 'null'}, {$ref: '#/components/schemas/S'}]}",
            r##"{"nullable":true,"allOf":[{"$ref":"#/components/schemas/S"}]}"##,
        ),
        (
            "{oneOf: [{type: 'null'}, {type: string}, {type: integer}]}",
            r#"{"oneOf":[{"type":"string"},{"type":"integer"}],"nullable":true}"#,
        ),
    ] {
        assert_eq!(lowered(schema), expected, "{schema}");
    }
}

#[test]
fn findings_point_at_the_document_as_it_was_written() {
    check(&[
        (
            &document("{anyOf: [{type: string, minLength: -1}, {type: 'null'}]}"),
            &["error 6:32 wrong-type: `minLength` must be a non-negative integer, not the number -1"],
        ),
        (
            &document("{oneOf: [{type: 'null'}, {minLength: a}, {}]}"),
            &["error 6:34 wrong-type: `minLength` must be a non-negative integer, not a string"],
        ),
        (
            &document("{$ref: x.yaml, description: d}"),
            &[
                "error 6:9 unsupported-external-ref: `x.yaml` is in another file; only references within the document are supported",
            ],
        ),
    ]);
}

#[test]
fn what_3_0_cannot_say_is_refused() {
    let null = "unsupported-null-type: a schema that lets only `null` in is not supported";
    for (schema, expected) in [
        (
            "{type: [string, integer]}",
            "9 unsupported-type-array: a value of several types (string, integer) is not supported",
        ),
        ("{type: 'null'}", &format!("9 {null}")),
        ("{type: ['null']}", &format!("9 {null}")),
        ("{anyOf: [{type: 'null'}]}", &format!("9 {null}")),
        ("false", "5 unsupported-boolean-schema: a schema that lets nothing in is not supported"),
        ("{contentEncoding: base32}", "9 unsupported-content-encoding: the content encoding `base32` is not supported"),
    ] {
        assert_eq!(found(&document(schema)), [format!("error 6:{expected}")], "{schema}");
    }
}

#[test]
fn every_keyword_of_the_list_is_refused() {
    for (keyword, code) in super::super::keyword::UNSUPPORTED.iter().filter(|(keyword, _)| *keyword != "const") {
        let expected = format!("error 6:9 {code}: the keyword `{keyword}` is not supported");
        assert_eq!(found(&document(&format!("{{{keyword}: {{}}}}"))), [expected]);
        let kebab = keyword.trim_start_matches('$').chars().fold(String::new(), |text, c| match c {
            'A'..='Z' => text + "-" + &c.to_lowercase().to_string(),
            c => text + &c.to_string(),
        });
        assert_eq!(*code, format!("unsupported-{kebab}"));
    }
}

#[test]
fn documents_come_down() {
    let text = "openapi: 3.1.1
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
info: {title: t, version: '1', summary: s, license: {name: MIT, identifier: MIT}}
webhooks: {w: {}}
components:
  pathItems:
    p: {get: {operationId: o}}
paths:
  /a: {$ref: '#/components/pathItems/p'}
";
    assert_eq!(
        found(text),
        [
            "warning 4:1 unsupported-webhooks: webhooks are not generated",
            "warning 7:9 no-responses: the operation says nothing of its responses: 2xx is taken for a success without a body, and everything else for an error (say what happens when all goes well)",
        ]
    );
    let expected = json!({
        "openapi": "3.1.1",
        "info": {"title": "t", "version": "1", "license": {"name": "MIT", "x-identifier": "MIT"}},
        "components": {},
        "paths": {"/a": {"get": {"operationId": "o", "responses": {
            "default": {"description": ""},
            "2XX": {"$ref": "#/paths/~1a/get/responses/default"},
        }}}},
    });
    assert_eq!(tree(text), expected);
    assert_eq!(tree("openapi: 3.1.0\ninfo: {title: t, version: '1'}\n")["paths"], json!({}));
    check(&[
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\njsonSchemaDialect: x\n",
            &[
                "warning 3:1 unsupported-json-schema-dialect: the JSON Schema dialect \"x\" is not known; it is read as that of OpenAPI 3.1",
            ],
        ),
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\ncomponents: {securitySchemes: {m: {type: mutualTLS}}}\n",
            &["error 3:36 unsupported-mutual-tls: security by mutual TLS is not supported"],
        ),
        (
            "openapi: 3.1.0\ninfo: {title: t, version: '1'}\ncomponents:\n  pathItems: {p: {get: {tags: 1, responses: {}}}}\npaths: {/a: {$ref: '#/components/pathItems/p'}}\n",
            &["warning 4:25 wrong-type: `tags` must be an array of strings, not the number 1; it is left out"],
        ),
    ]);
}
