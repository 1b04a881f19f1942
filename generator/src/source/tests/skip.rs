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
