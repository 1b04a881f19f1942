//! Documents of OpenAPI 3.2, and what they are in 3.0.

use serde_json::{Value, json};

use super::*;

const HEAD_3_2: &str = "openapi: 3.2.0\ninfo: {title: t, version: '1'}\n";

/// A document with one operation on line 3.
fn operation(said: &str) -> String {
    format!("{HEAD_3_2}paths: {{/a: {{get: {{{said}}}}}}}\n")
}

fn response(said: &str) -> Value {
    tree(&operation(&format!("responses: {{200: {said}}}")))["paths"]["/a"]["get"]["responses"]["200"].take()
}

#[test]
fn documents_come_down() {
    let text = "openapi: 3.2.0
$self: https://example.org/api
jsonSchemaDialect: https://spec.openapis.org/oas/3.2/dialect/2025-09-17
info: {title: t, version: '1'}
servers: [{url: /, name: n}]
tags: [{name: a, summary: s, parent: b, kind: nav}, {name: b, summary: s, description: d}]
security: [{https://example.org/api#/components/securitySchemes/o: [a]}, {'#/components/securitySchemes/a~1b': []}, {o: []}]
paths:
  /a:
    query: {responses: {200: {$ref: 'https://example.org/api#/components/responses/r'}}}
    additionalOperations: {copy: {responses: {200: {summary: s}}}}
components:
  responses: {r: {}}
  securitySchemes:
    a/b: {type: apiKey, in: header, name: k, deprecated: true}
    o:
      type: oauth2
      oauth2MetadataUrl: https://example.org
      flows: {deviceAuthorization: {deviceAuthorizationUrl: https://example.org, tokenUrl: https://example.org, scopes: {}}}
";
    assert_eq!(found(text), Vec::<String>::new());
    let expected = json!({
        "openapi": "3.2.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "/"}],
        "tags": [{"name": "a", "description": "s"}, {"name": "b", "description": "d"}],
        "security": [{"o": ["a"]}, {"a/b": []}, {"o": []}],
        "paths": {"/a": {
            "query": {"responses": {"200": {"$ref": "#/components/responses/r"}}},
            "additionalOperations": {"copy": {"responses": {"200": {"description": "s"}}}},
        }},
        "components": {
            "responses": {"r": {"description": ""}},
            "securitySchemes": {
                "a/b": {"type": "apiKey", "in": "header", "name": "k", "x-deprecated": true},
                "o": {"type": "oauth2", "flows": {}},
            },
        },
    });
    assert_eq!(tree(text), expected);
}

#[test]
fn content_comes_down() {
    let text = format!(
        "{}components: {{mediaTypes: {{a: {{$ref: '#/components/mediaTypes/b~1c'}}, b/c: {{schema: {{type: string, minLength: x}}}}}}}}\n",
        operation("responses: {200: {content: {text/plain: {$ref: '#/components/mediaTypes/a'}}}}")
    );
    assert_eq!(
        found(&text),
        ["error 4:99 wrong-type: `minLength` must be a non-negative integer, not a string"],
        "it stands where it was written"
    );
    let raised = tree(&text.replace("minLength: x", "minLength: 1"));
    assert_eq!(raised["components"], json!({}));
    let content = &raised["paths"]["/a"]["get"]["responses"]["200"]["content"];
    assert_eq!(*content, json!({"text/plain": {"schema": {"type": "string", "minLength": 1}}}));
    assert_eq!(
        response(
            "{content: {text/plain: {examples: {a: {dataValue: b, serializedValue: c}, d: {serializedValue: c}}}}}"
        )["content"]["text/plain"]["examples"],
        json!({"a": {"value": "b"}, "d": {}})
    );
}

#[test]
fn schemas_come_down() {
    let schema =
        |said: &str| response(&format!("{{content: {{a/b: {{schema: {said}}}}}}}"))["content"]["a/b"]["schema"].take();
    for (said, expected) in [
        ("{xml: {nodeType: attribute}}", json!({"xml": {"attribute": true}})),
        ("{xml: {nodeType: element, name: n}}", json!({"xml": {"name": "n"}})),
        ("{type: array, xml: {nodeType: element}}", json!({"type": "array", "xml": {"wrapped": true}})),
        ("{type: array, xml: {nodeType: none}}", json!({"type": "array", "xml": {}})),
    ] {
        assert_eq!(schema(said), expected, "{said}");
    }
}

#[test]
fn what_is_not_supported_is_refused_by_name() {
    for (said, place, expected) in [
        (
            "responses: {200: {content: {a/b: {itemSchema: {}}}}}",
            "itemSchema",
            "unsupported-item-schema: `itemSchema` is not supported",
        ),
        (
            "responses: {200: {content: {a/b: {itemEncoding: {}}}}}",
            "itemEncoding",
            "unsupported-item-encoding: `itemEncoding` is not supported",
        ),
        (
            "responses: {200: {content: {a/b: {prefixEncoding: []}}}}",
            "prefixEncoding",
            "unsupported-prefix-encoding: `prefixEncoding` is not supported",
        ),
        (
            "responses: {200: {content: {a/b: {encoding: {x: {encoding: {}}}}}}}",
            "encoding: {}",
            "unsupported-nested-encoding: an encoding within another one is not supported",
        ),
        (
            "responses: {}, parameters: [{name: q, in: querystring, content: {a/b: {}}}]",
            "in: q",
            "unsupported-querystring: a parameter that is the whole query string is not supported",
        ),
        (
            "responses: {}, parameters: [{name: q, in: cookie, style: cookie, schema: {}}]",
            "style",
            "unsupported-style: the style `cookie` is not supported",
        ),
        (
            "responses: {200: {content: {a/b: {schema: {xml: {nodeType: cdata}}}}}}",
            "nodeType",
            "unsupported-xml-node-type: the node type \"cdata\" is not supported",
        ),
        (
            "responses: {}, security: [{'https://a.b/c': []}]",
            "'https",
            "unsupported-external-ref: `https://a.b/c` is in another file; only references within the document are supported",
        ),
    ] {
        let text = operation(said);
        let column = text.lines().nth(2).and_then(|line| line.find(place)).unwrap() + 1;
        assert_eq!(found(&text), [format!("error 3:{column} {expected}")], "{said}");
        let config = Config { skip_unsupported: true, ..Config::default() };
        assert!(found_with(&text, &config).iter().all(|line| line.starts_with("warning")), "{said}");
    }
    check(&[
        (
            &format!(
                "{HEAD_3_2}paths: {{/a: {{additionalOperations: {{GET: {{}}, 'a b': {{responses: {{}}}}, CONNECT: {{responses: {{}}}}}}}}}}\n"
            ),
            &[
                "warning 3:37 skipped-operation: `GET` has a field of its own, `get`; this operation is left out",
                "error 3:46 unsupported-method: no method can be called `a b`",
                "error 3:70 unsupported-method: the method `CONNECT` opens a tunnel and is not supported",
            ],
        ),
        (
            &operation(
                "responses: {200: {content: {a/b: {schema: {discriminator: {propertyName: p, defaultMapping: d}}}}}}",
            ),
            &[
                "warning 3:96 ignored-default-mapping: `defaultMapping` is not followed: a value without the property is read as what fits",
            ],
        ),
    ]);
}

#[test]
fn additional_operations_are_left_out_by_themselves() {
    let text = format!(
        "{HEAD_3_2}paths: {{/a: {{additionalOperations: {{\n  copy: {{responses: {{200: {{content: {{a/b: {{itemSchema: {{}}}}}}}}}}}},\n  LINK: {{responses: {{}}}}}}}}}}\n"
    );
    let config = Config { skip_unsupported: true, ..Config::default() };
    let expected = [
        "warning 4:3 skipped-operation: `copy /a` is left out",
        "warning 4:44 unsupported-item-schema: `itemSchema` is not supported",
    ];
    assert_eq!(found_with(&text, &config), expected);
    let source = Source::Text { name: "t".into(), text };
    let document = source.document(&config, &mut Diagnostics::new()).unwrap();
    let left = &document.tree["paths"]["/a"]["additionalOperations"];
    let success = "#/paths/~1a/additionalOperations/LINK/responses/default";
    assert_eq!(*left, json!({"LINK": {"responses": {"default": {"description": ""}, "2XX": {"$ref": success}}}}));
    assert_eq!(document.more_operations.values().map(Vec::len).sum::<usize>(), 1);
}

#[test]
fn path_items_come_down_too() {
    let text = format!(
        "{HEAD_3_2}components: {{pathItems: {{p: {{query: {{responses: {{200: {{summary: s}}}}}}}}}}}}\npaths: {{/a: {{$ref: '#/components/pathItems/p'}}}}\n"
    );
    assert_eq!(tree(&text)["paths"]["/a"]["query"]["responses"]["200"], json!({"description": "s"}));
    check(&[(
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {/a: {query: {responses: {}}}}\n",
        &["warning 3:14 other-version: `query` is of OpenAPI 3.2 and is read as that says"],
    )]);
}
