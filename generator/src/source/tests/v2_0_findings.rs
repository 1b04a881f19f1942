//! What is found in documents of Swagger 2.0, in its own words and at the places of the text.

use super::*;

#[test]
fn versions() {
    let rest = "info: {title: t, version: '1'}\npaths: {}\n";
    check(&[
        (&format!("swagger: '2.0'\n{rest}"), &[]),
        (
            &format!("swagger: 2.0\n{rest}"),
            &["warning 1:1 wrong-type: `swagger` must be a string, not the number 2.0 (put the version in quotes)"],
        ),
        (&format!("swagger: '1.2'\n{rest}"), &["error 1:1 unsupported-version: Swagger 1.2 is not supported; 2.0 is"]),
    ]);
}

#[test]
fn findings_have_the_places_of_the_text() {
    let text = "swagger: '2.0'
info: {title: t}
host: 1
paths:
  /a:
    get:
      oddity: 1
      parameters:
      - {in: body, name: b, schema: {type: object, required: 1}}
      - {in: cookie, name: c, type: string}
";
    assert_eq!(
        found(text),
        [
            "warning 1:1 assumed-media-type: no media type is said; `application/json` is assumed (say `consumes` and `produces`)",
            "warning 2:1 missing-field: `version` is missing in the Info Object; it is read as empty",
            "warning 3:1 wrong-type: `host` must be a string, not the number 1; it is read as \"1\" (put it in quotes: \"1\")",
            "warning 3:1 assumed-scheme: the document says no scheme of this host; `https` is assumed (say `schemes: [https]`)",
            "warning 7:7 unknown-field: the Operation Object has no field `oddity`; it is ignored",
            "error 9:52 wrong-type: `required` must be an array of strings, not the number 1",
            "error 10:10 invalid-value: `in` must be one of `query`, `header`, `path`, `formData`, `body`, not `cookie`",
        ]
    );
    let text = "swagger: '2.0'
info: {title: t}
consumes: [application/json]
produces: [application/json]
paths:
  a: {}
  /a:
    parameters:
    - {in: formData, name: f, type: string, minLength: -1}
    - {in: query, name: q, type: text}
    get:
      parameters:
      - {in: body, name: b, schema: {type: object, properties: {p: {required: 1}}}}
      - {in: header, name: h, type: string, pattern: 1}
      responses:
        200: {description: d, schema: {type: [string, integer]}, headers: {h: {type: x}}}
        abc: {description: d}
    put: {responses: {}}
definitions:
  D: {maxLength: a, $schema: x}
  E: {$ref: '#/definitions/D', type: object}
  F: {$ref: other.json}
  G: {if: {}, discriminator: 1}
responses:
  R: {schema: {items: [{minimum: a}]}}
securityDefinitions:
  o: {type: oauth2, flow: accessCode, tokenUrl: t, scopes: {a: 1}}
  k: {type: apiKey, name: n}
";
    assert_eq!(
        found(text),
        [
            "warning 2:1 missing-field: `version` is missing in the Info Object; it is read as empty",
            "warning 3:1 assumed-media-type: no media type of a form is said; `application/x-www-form-urlencoded` is assumed (say `consumes` at the operation)",
            "error 6:3 invalid-key: `a` in the Paths Object must be a path that starts with `/`",
            "error 9:45 wrong-type: `minLength` must be a non-negative integer, not the number -1",
            "warning 10:28 invalid-value: `type` cannot be `text`; it is read as `string`",
            "error 13:69 wrong-type: `required` must be an array of strings, not the number 1",
            "warning 14:45 wrong-type: `pattern` must be a string, not the number 1; it is read as \"1\" (put it in quotes: \"1\")",
            "error 16:40 unsupported-type-array: a value of several types (string, integer) is not supported",
            "error 16:80 invalid-value: `type` must be one of `string`, `number`, `integer`, `boolean`, `array`, `object`, not `x`",
            "error 17:9 invalid-key: `abc` in the Responses Object must be a status such as `200` or `2XX`, or `default`",
            "error 20:7 wrong-type: `maxLength` must be a non-negative integer, not a string",
            "warning 20:21 unknown-field: the Schema Object has no field `$schema`; it is ignored",
            "warning 21:32 ref-sibling: `type` beside `$ref` has no effect in Swagger 2.0",
            "error 22:7 unsupported-external-ref: `other.json` is in another file; only references within the document are supported",
            "error 23:7 unsupported-if: the keyword `if` is not supported",
            "error 23:15 wrong-type: `discriminator` must be a string: the name of a property",
            "warning 25:3 missing-field: `description` is missing in the Response Object; it is read as empty",
            "error 25:16 unsupported-prefix-items: the keyword `prefixItems` is not supported",
            "error 27:3 missing-field: `authorizationUrl` is missing in the Security Scheme Object of the flow that is said",
            "warning 27:61 wrong-type: `a` must be a string, not the number 1; it is read as \"1\" (put it in quotes: \"1\")",
            "error 28:3 missing-field: `in` is missing in the Security Scheme Object of type `apiKey`",
        ]
    );
}

#[test]
fn several_bodies_are_told() {
    let text = "swagger: '2.0'
info: {title: t, version: '1'}
consumes: [application/json]
paths:
  /a:
    get:
      responses: {}
      parameters:
      - {in: body, name: b, schema: {}}
      - {in: formData, name: f, type: string}
      - {in: body, name: c}
";
    let expected = "several-bodies: an operation has one body; this one is left out";
    assert_eq!(found(text), [format!("warning 10:9 {expected}"), format!("warning 11:9 {expected}")]);
}

#[test]
fn what_is_moved_to_an_operation_is_left_out_with_it() {
    let text = "swagger: '2.0'
info: {title: t, version: '1'}
consumes: [application/json]
paths:
  /a:
    put: {responses: {}, parameters: [{$ref: '#/parameters/B'}]}
    get: {responses: {}}
parameters: {B: {in: body, name: b, schema: {if: {}}}}
";
    let config = Config { skip_unsupported: true, ..Config::default() };
    let expected = [
        "warning 6:5 skipped-operation: `PUT /a` is left out",
        "warning 8:46 unsupported-if: the keyword `if` is not supported",
    ];
    assert_eq!(found_with(text, &config), expected);
}

#[test]
fn of_media_types_each_thing_is_said_once() {
    let text = "swagger: '2.0'
info: {title: t, version: '1'}
produces: [json, 'application/json, text/plain', application/json;stream=watch]
paths:
  /a: {get: {responses: {200: {description: d, schema: {type: object}}}}}
  /b: {get: {responses: {200: {description: d, schema: {type: array}}}}}
";
    assert_eq!(
        found(text),
        [
            "warning 3:1 left-out-media-type: `json` is no media type and is left out",
            "warning 3:1 left-out-media-type: `application/json;stream=watch` is another one only by its parameters and is left out",
            "warning 3:1 left-out-media-type: `text/plain` cannot carry every value that it is said of; it is left out there",
        ]
    );
}

#[test]
fn references_do_not_multiply_a_document() {
    let long = "x".repeat(100_000);
    let mut texts = Vec::new();
    for said in [
        format!("swagger: '2.0'\nparameters: {{B: {{in: body, name: b, schema: {{description: {long}}}}}}}\n"),
        format!(
            "openapi: 3.2.0\ncomponents: {{pathItems: {{B: {{get: {{description: {long}, responses: {{}}}}}}}}}}\n"
        ),
        format!("openapi: 3.2.0\ncomponents: {{mediaTypes: {{B: {{schema: {{description: {long}}}}}}}}}\n"),
    ] {
        let mut text = format!("{said}info: {{title: t, version: '1'}}\npaths:\n");
        for index in 0..1000 {
            let item = match texts.len() {
                0 => "{post: {responses: {}, parameters: [{$ref: '#/parameters/B'}]}}",
                1 => "{$ref: '#/components/pathItems/B'}",
                _ => "{post: {responses: {}, requestBody: {content: {a/b: {$ref: '#/components/mediaTypes/B'}}}}}",
            };
            text.push_str(&format!("  /{index}: {item}\n"));
        }
        texts.push(text);
    }
    for text in texts {
        let errors: Vec<String> = found(&text).into_iter().filter(|line| line.starts_with("error")).collect();
        assert!(
            matches!(errors.as_slice(), [one] if one.ends_with("too-large: the references stand for far more than the file holds")),
            "{errors:?}"
        );
    }
}
