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

/// Faults that only lowering sees belong to their operations and types as well.
#[test]
fn faults_of_lowering_leave_out_what_they_spoil() {
    let fine = "responses: { '204': { description: Ok } }";
    let text = document(
        &format!(
            "
  /a/{{x: {{ get: {{ operationId: a, {fine} }} }}
  /b: {{ get: {{ operationId: b, parameters: [ {{ $ref: '#/components/parameters/Gone' }} ], {fine} }} }}
  /c: {{ parameters: [ {{ $ref: '#/components/parameters/Gone' }} ], get: {{ operationId: c, {fine} }}, put: {{ operationId: d, {fine} }} }}
  /e: {{ get: {{ operationId: e, responses: {{ '200': {{ description: Ok, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Endless' }} }} }} }} }} }} }}
  /f: {{ get: {{ operationId: f, responses: {{ '200': {{ description: Ok, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Made' }} }} }} }} }} }} }}
  /g: {{ $ref: '#/paths/~1gone' }}
  /h: {{ get: {{ operationId: h, {fine} }} }}"
        ),
        "  schemas:
    Endless: { type: object, required: [me], properties: { me: { $ref: '#/components/schemas/Endless' } } }
    Made: { allOf: [ { $ref: '#/components/schemas/Made' } , { type: object, properties: { x: { type: string } } } ] }
    Unused: { $ref: '#/components/schemas/Unused' }",
    );
    let mut config = Config::new("sample");
    config.skip_unsupported = true;
    let (api, diagnostics) = lower(&text, &config);
    assert!(!diagnostics.has_errors(), "{:?}", listed(&diagnostics));
    let operations: Vec<&str> = api.operations.iter().map(|operation| operation.name.wire.as_str()).collect();
    assert_eq!(operations, ["h"]);
    let skipped: Vec<String> =
        listed(&diagnostics).into_iter().filter(|line| !line.contains("skipped-operation")).collect();
    assert_eq!(
        skipped,
        [
            "warning unknown-ref /paths/~1g/$ref: there is no `#/paths/~1gone`",
            "warning skipped-schema /components/schemas/Unused: `Unused` is left out: `Unused` refers to nothing but itself",
        ]
    );
}

/// What stands in one place does not hide what stands in another, whoever finds it.
#[test]
fn all_findings_come_in_one_run() {
    let text = document(
        "
  /a: { post: { operationId: a, deprecated: [], requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { $ref: '#/components/schemas/O' }, b: { $ref: '#/components/schemas/O' } } }, encoding: { a: { style: form, explode: true }, b: { style: form, explode: true } } } } }, responses: { '204': { description: Ok } } } }
  /b: { get: { operationId: b, parameters: [ { name: q, in: nowhere, schema: {} } ], responses: { '200': { description: Ok, content: { multipart/mixed: {} } } } } }",
        "  schemas:
    O: { type: object, properties: { x: { type: string } } }
    N: { type: nonsense, not: {} }",
    );
    let (_, diagnostics) = lower(&text, &Config::new("sample"));
    let codes: Vec<String> = listed(&diagnostics)
        .into_iter()
        .filter(|line| line.starts_with("error"))
        .map(|line| line.split(':').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        codes,
        [
            "error wrong-type /paths/~1a/post/deprecated",
            "error invalid-value /paths/~1b/get/parameters/0/in",
            "error invalid-value /components/schemas/N/type",
            "error unsupported-form-encoding /paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding/a",
            "error unsupported-form-encoding /paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/encoding/b",
            "error unsupported-multipart /paths/~1b/get/responses/200/content/multipart~1mixed",
        ]
    );
}
