//! Operations that need what is not supported are left out, whole, and everything else stays.

use super::*;

const TEXT: &str = "openapi: 3.1.0
info: {title: t, version: '1'}
security: [{tls: []}]
paths:
  /direct:
    get: {security: [], responses: {200: {description: d, content: {a/b: {schema: {if: {}}}}}}}
    put: {security: [], responses: {200: {description: d}}}
  /through:
    get: {security: [], responses: {200: {$ref: '#/components/responses/R'}}}
  /secured:
    get: {responses: {}}
    put: {security: [], responses: {}}
  /around:
    parameters: [{$ref: x.yaml}]
    get: {security: [], responses: {}}
components:
  responses:
    R: {description: d, content: {a/b: {schema: {$ref: '#/components/schemas/Outer'}}}}
  schemas:
    Inner: {prefixItems: []}
    Outer: {type: object, properties: {inner: {$ref: '#/components/schemas/Inner'}}}
    Fine: {type: string}
  securitySchemes:
    tls: {type: mutualTLS}
";

#[test]
fn whole_operations_are_left_out() {
    let config = Config { skip_unsupported: true, ..Config::default() };
    let expected = [
        "warning 6:5 skipped-operation: `GET /direct` is left out",
        "warning 6:84 unsupported-if: the keyword `if` is not supported",
        "warning 9:5 skipped-operation: `GET /through` is left out",
        "warning 11:5 skipped-operation: `GET /secured` is left out",
        "warning 14:19 unsupported-external-ref: `x.yaml` is in another file; only references within the document are supported",
        "warning 15:5 skipped-operation: `GET /around` is left out",
        "warning 20:13 unsupported-prefix-items: the keyword `prefixItems` is not supported",
        "warning 24:11 unsupported-mutual-tls: security by mutual TLS is not supported",
    ];
    assert_eq!(found_with(TEXT, &config), expected);
    let source = Source::Text { name: "t".into(), text: TEXT.into() };
    let tree = source.document(&config, &mut Diagnostics::new()).unwrap().tree;
    let left: Vec<String> = tree["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |key| format!("{path} {key}")))
        .collect();
    assert_eq!(left, ["/direct put", "/secured put"]);
    assert_eq!(tree["components"]["schemas"].to_string(), r#"{"Fine":{"type":"string"}}"#);
    assert_eq!(tree["components"]["responses"].to_string(), "{}");
}

#[test]
fn they_are_errors_otherwise() {
    let errors = found(TEXT).into_iter().filter(|line| line.starts_with("error")).count();
    assert_eq!(errors, 4);
}

#[test]
fn what_concerns_the_whole_document_stays_an_error() {
    let text = TEXT.replace("security: [{tls: []}]", "security: 5");
    let config = Config { skip_unsupported: true, ..Config::default() };
    let errors: Vec<String> = found_with(&text, &config).into_iter().filter(|line| line.starts_with("error")).collect();
    assert_eq!(errors, ["error 3:1 wrong-type: `security` must be an array, not the number 5"]);
}

/// What is wrong in one operation, whatever it is, is no matter of the others.
#[test]
fn every_kind_of_error_leaves_out_its_operation_alone() {
    let text = format!(
        "{HEAD}paths:
  /shape: {{get: {{operationId: a, deprecated: [], responses: {{204: {{description: d}}}}}}, put: {{operationId: b, responses: {{204: {{description: d}}}}}}}}
  /status: {{get: {{operationId: c, responses: {{soon: {{description: d}}}}}}}}
  /shared: {{parameters: 5, get: {{operationId: d, responses: {{204: {{description: d}}}}}}}}
  /whole: 5
  /ref: {{get: {{operationId: e, responses: {{200: {{$ref: '#/components/responses/R'}}}}}}}}
  /twice: {{get: {{operationId: f, summary: a, summary: b, responses: {{204: {{description: d}}}}}}}}
  /fine: {{get: {{operationId: g, responses: {{204: {{description: d}}}}}}}}
components:
  responses:
    R: {{description: d, content: {{a/b: {{schema: {{type: nonsense}}}}}}}}
    Unused: {{description: [1]}}
"
    );
    let config = Config { skip_unsupported: true, ..Config::default() };
    let expected = [
        "warning 4:12 skipped-operation: `GET /shape` is left out",
        "warning 4:34 wrong-type: `deprecated` must be a boolean, not an array",
        "warning 5:13 skipped-operation: `GET /status` is left out",
        "warning 5:47 invalid-key: `soon` in the Responses Object must be a status such as `200` or `2XX`, or `default`",
        "warning 6:13 wrong-type: `parameters` must be an array, not the number 5",
        "warning 6:28 skipped-operation: `GET /shared` is left out",
        "warning 7:3 wrong-type: `/whole` must be an object, not the number 5",
        "warning 7:3 skipped-operation: `/whole` is left out",
        "warning 8:10 skipped-operation: `GET /ref` is left out",
        "warning 9:12 skipped-operation: `GET /twice` is left out",
        "warning 9:46 duplicate-key: `summary` stands twice in the same object",
        "warning 13:50 invalid-value: `type` must be one of `string`, `number`, `integer`, `boolean`, `array`, `object`, not `nonsense`",
        "warning 14:14 wrong-type: `description` must be a string, not an array",
    ];
    assert_eq!(found_with(&text, &config), expected);
    let source = Source::Text { name: "t".into(), text: text.clone() };
    let tree = source.document(&config, &mut Diagnostics::new()).unwrap().tree;
    let paths: Vec<&String> = tree["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/shape", "/fine"]);
    assert!(tree["paths"]["/shape"].get("get").is_none());
    assert_eq!(tree["components"]["responses"].to_string(), "{}");
    let errors = found(&text).into_iter().filter(|line| line.starts_with("error")).count();
    assert_eq!(errors, 7);
}
