//! Documents that parse, and do not have the shape of OpenAPI 3.0.

use super::*;

#[test]
fn versions() {
    check(&[
        ("a: 1", &["error 1:1 missing-field: `openapi` is missing: this is not an OpenAPI document"]),
        (
            "openapi: 4.0.0",
            &["error 1:1 unsupported-version: OpenAPI 4.0.0 is not supported; 2.0, 3.0, 3.1 and 3.2 are"],
        ),
        (
            "openapi: 3.05",
            &["error 1:1 wrong-type: `openapi` must be a string such as \"3.0.3\" (put the version in quotes)"],
        ),
    ]);
}

#[test]
fn all_findings_come_at_once() {
    let text = "openapi: 3.0.3
info:
  version: 1.0
  contact: me
paths:
  pets: {}
  /pets/{id}/{q}:
    get:
      tags: [1]
      summary:
      responses:
        '2xx': {description: ok}
        404: {}
    parameters:
      - {name: id, in: path, required: 'yes', schema: {type: text}}
      - {name: q, in: path, style: form, schema: {}}
      - {name: r, in: query}
      - {name: s, in: query, schema: {}, content: {}}
      - nothing
components:
  schemas:
    A: {required: true, minLength: -1, oddity: 1, $ref2: x}
    B: {$ref: '#/components/schemas/A', nullable: true, description: fine}
    C: {$ref: other.yaml#/C}
    D: {$ref: 1}
    E: {const: 1, patternProperties: {}, items: []}
  securitySchemes:
    k: {type: apiKey, in: body}
";
    let expected = [
        "warning 2:1 missing-field: `title` is missing in the Info Object; it is read as empty",
        r#"warning 3:3 wrong-type: `version` must be a string, not the number 1.0; it is read as "1.0" (put it in quotes: "1.0")"#,
        "warning 4:3 wrong-type: `contact` must be an object, not a string; the Contact Object is left out",
        "warning 6:3 invalid-key: `pets` in the Paths Object must be a path that starts with `/`; it is read as `/pets` (write it as `/pets`)",
        r#"warning 9:14 wrong-type: item 0 of `tags` must be a string, not the number 1; it is read as "1" (put it in quotes: "1")"#,
        "warning 10:7 empty-field: `summary` has no value and is left out",
        "warning 12:9 invalid-key: `2xx` in the Responses Object must be a status such as `200` or `2XX`, or `default`; it is read as `2XX` (write it as `2XX`)",
        "warning 13:9 missing-field: `description` is missing in the Response Object; it is read as empty",
        "warning 15:30 wrong-type: `required` must be a boolean, not a string; it is read as true",
        "warning 15:56 invalid-value: `type` cannot be `text`; it is read as `string`",
        "warning 16:9 path-parameter-optional: the path parameter `q` must be `required: true`; it is read so",
        "error 16:29 invalid-value: `style` of a path parameter must be one of `simple`, `label`, `matrix`, not `form`",
        "warning 17:9 missing-field: `schema` or `content` is missing in the Parameter Object; any value will do",
        "warning 18:42 exclusive-fields: `schema` and `content` must not both be in the Parameter Object; `schema` counts",
        "error 19:9 wrong-type: item 4 of `parameters` must be an object, not a string",
        "warning 22:9 wrong-type: `required` must be an array of strings, not a boolean; it is left out",
        "error 22:25 wrong-type: `minLength` must be a non-negative integer, not the number -1",
        "warning 22:40 unknown-field: the Schema Object has no field `oddity`; it is ignored",
        "warning 22:51 unknown-field: the Schema Object has no field `$ref2`; it is ignored",
        "warning 23:41 ref-sibling: `nullable` beside `$ref` is honoured, though OpenAPI 3.0 ignores it",
        "error 24:9 unsupported-external-ref: `other.yaml#/C` is in another file; only references within the document are supported",
        r#"error 25:9 wrong-type: `$ref` must be a string, not the number 1 (put it in quotes: "1")"#,
        "error 26:9 unsupported-const: the keyword `const` is not supported",
        "error 26:19 unsupported-pattern-properties: the keyword `patternProperties` is not supported",
        "warning 26:42 wrong-type: `items` must be an object, not an array; it is read as an empty one",
        "error 28:5 missing-field: `name` is missing in the Security Scheme Object of type `apiKey`",
        "error 28:23 invalid-value: `in` must be one of `query`, `header`, `cookie`, not `body`",
    ];
    assert_eq!(found(text), expected);
}

#[test]
fn beside_a_reference() {
    let text = format!("{HEAD}paths:\n  /a: {{$ref: '#/paths/~1b', summary: s, get: {{}}}}\n  /b: {{}}\n");
    assert_eq!(
        found(&text),
        ["error 4:41 unsupported-path-sibling: `get` beside the `$ref` of a path is not supported"]
    );
}

#[test]
fn what_is_not_generated_is_said() {
    let text = format!(
        "{HEAD}paths:\n  /a:\n    get:\n      callbacks: {{x: {{$ref: '#/components/callbacks/x'}}}}\n      responses: {{}}\ncomponents:\n  callbacks: {{x: 1}}\n"
    );
    assert_eq!(found(&text), ["warning 6:7 unsupported-callbacks: callbacks are not generated"]);
}

#[test]
fn related_places_are_told_too() {
    let text = format!("{HEAD}paths: {{}}\ncomponents:\n  headers:\n    h: {{schema: {{}}, content: {{}}}}\n");
    let source = Source::Text { name: "spec.yaml".into(), text };
    let mut diagnostics = Diagnostics::new();
    source.document(&Config { strict: true, ..Config::default() }, &mut diagnostics).unwrap();
    let expected = "\
error[exclusive-fields]: `schema` and `content` must not both be in the Header Object; `schema` counts
 --> spec.yaml:6:21
  |
6 |     h: {schema: {}, content: {}}
  |                     ^^^^^^^^^^^
  |
 ::: spec.yaml:6:9
  |
6 |     h: {schema: {}, content: {}}
  |         ---------- `schema` is here
  |
  = note: at /components/headers/h/content

";
    assert_eq!(report::human(&diagnostics, &source, false), expected);
    assert_eq!(
        serde_json::to_string(&report::json(&diagnostics, &source)).unwrap(),
        "[{\"code\":\"exclusive-fields\",\"severity\":\"error\",\"pointer\":\"/components/headers/h/content\",\
         \"file\":\"spec.yaml\",\"line\":6,\"column\":21,\
         \"message\":\"`schema` and `content` must not both be in the Header Object; `schema` counts\",\
         \"related\":[{\"pointer\":\"/components/headers/h/schema\",\"line\":6,\"column\":9,\"message\":\"`schema` is here\"}],\
         \"help\":null}]"
    );
}

#[test]
fn every_table_passes_into_types() {
    let text = include_str!("every_field.yaml");
    assert_eq!(found(text), [] as [&str; 0]);
    let source = Source::Text { name: "t".into(), text: text.into() };
    let document = source.document(&Config::default(), &mut Diagnostics::new()).unwrap();
    assert_eq!(document.version, "3.0.3");
    assert_eq!(document.openapi.paths.paths.len(), 2);
    let components = document.openapi.components.unwrap();
    assert_eq!(components.schemas.len(), 2);
    assert_eq!(components.security_schemes.len(), 4);
}
