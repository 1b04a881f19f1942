//! Leaving out what is not supported.

use super::{document, listed, lower};
use crate::config::Config;
use crate::ir::TypeKind;

#[test]
fn whole_operations_are_left_out() {
    let text = document(
        "
  /a: { get: { operationId: a, responses: { '200': { description: Ok, content: { multipart/mixed: {} } } } } }
  /b: { get: { operationId: b, responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Outer' } } } } } } }
  /c: { get: { operationId: c, responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Fine' } } } } } } }
  /d: { get: { operationId: d, responses: { '200': { $ref: '#/components/responses/Inline' } } } }
  /e: { get: { operationId: e, responses: { '200': { $ref: '#/components/responses/Inline' } } } }
  /g: { post: { operationId: g, requestBody: { content: { application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Choice' } } } }, responses: { '204': { description: Ok } } } }
  /f: { get: { operationId: f, parameters: [ { $ref: 'other.yaml#/p' } ], responses: { '204': { description: Ok } } } }",
        "  responses:
    Inline: { description: Ok, content: { application/json: { schema: { type: object, properties: { x: { not: {} } } } } } }
  schemas:
    Fine: { type: object, properties: { x: { type: string } } }
    Outer: { type: object, properties: { inner: { $ref: '#/components/schemas/Broken' } } }
    Broken: { type: object, patternProperties: { x: {} } }
    Choice: { anyOf: [ { type: string }, { type: integer } ] }
    Unused: { anyOf: [ { type: string }, { type: integer } ] }",
    );
    let mut config = Config::new("sample");
    config.skip_unsupported = true;
    let (api, diagnostics) = lower(&text, &config);
    assert!(!diagnostics.has_errors());
    let found: Vec<String> = listed(&diagnostics);
    assert_eq!(
        found,
        [
            "warning unsupported-external-ref /paths/~1f/get/parameters/0/$ref: `other.yaml#/p` is in another file; only references within the document are supported",
            "warning unsupported-pattern-properties /components/schemas/Broken/patternProperties: the keyword `patternProperties` is not supported",
            "warning skipped-operation /paths/~1b/get: `GET /b` is left out",
            "warning skipped-operation /paths/~1f/get: `GET /f` is left out",
            "warning skipped-operation /paths/~1a/get: `a` is left out: a body of several parts (`multipart/mixed`) is not supported",
            "warning skipped-operation /paths/~1d/get: `d` is left out: `not` is not supported",
            "warning skipped-operation /paths/~1e/get: `e` is left out: `not` is not supported",
            "warning skipped-operation /paths/~1g/post: `g` is left out: `anyOf` is not supported",
            "warning skipped-schema /components/schemas/Unused: `Unused` is left out: `anyOf` is not supported",
        ]
    );
    let operations: Vec<&str> = api.operations.iter().map(|operation| operation.name.rust.as_str()).collect();
    assert_eq!(operations, ["c"]);
    let types: Vec<&str> = api.printed_types().map(|def| def.name.rust.as_str()).collect();
    assert_eq!(types, ["Fine"]);
    config.skip_unsupported = false;
    let (_, diagnostics) = lower(&text, &config);
    assert_eq!(diagnostics.iter().filter(|finding| finding.code.starts_with("unsupported-")).count(), 6);
}

/// What is left out keeps its place: a type id keeps referring to the same type.
#[test]
fn ids_stay() {
    let text = document(
        "  /a: { get: { operationId: a, responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/List' } } } } } } }",
        "  schemas:
    Bad: { not: { type: string } }
    List: { type: object, x-lenient: bare-item, properties: { items: { type: array, items: { $ref: '#/components/schemas/Item' } } } }
    Item: { type: object, properties: { id: { type: integer } } }
    Other: { type: object, properties: { zzz: { type: string } } }",
    );
    let mut config = Config::new("sample");
    config.skip_unsupported = true;
    let (api, _) = lower(&text, &config);
    let list = api.printed_types().find(|def| def.name.rust == "List").unwrap();
    let TypeKind::Struct(list) = &list.kind else { panic!("{list:?}") };
    let (_, item) = list.bare_item.unwrap();
    assert_eq!(api.type_def(item).unwrap().name.rust, "Item");
    let printed: Vec<&str> = api.printed_types().map(|def| def.name.rust.as_str()).collect();
    assert_eq!(printed, ["List", "Item", "Other"]);
}
