//! What vendors get wrong, and how it is read: a warning under the code of the error that it is where the user is strict.

use super::*;

/// What is found where everything is read that can be, and whether all of that is refused where the user is strict.
fn read(text: &str, expected: &[&str]) {
    assert_eq!(all_found(text, &Config::default()), expected, "in:\n{text}");
    let strict = all_found(text, &Config { strict: true, ..Config::default() });
    let always = ["empty-field", "left out with it", "says nothing of its responses"];
    let refused = expected.iter().map(|line| {
        let stays = always.iter().any(|what| line.contains(what));
        if stays { (*line).to_owned() } else { line.replacen("warning", "error", 1) }
    });
    assert_eq!(strict, refused.collect::<Vec<_>>(), "strictly, in:\n{text}");
}

#[test]
fn keys_are_spelled_otherwise() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {operationId: a, responses: {200: {description: d}, 4xx: {description: d}, 'Default': {description: d}}}
  b:
    get: {operationId: b, responses: {200: {description: d}}}
";
    let expected = [
        "warning 5:62 invalid-key: `4xx` in the Responses Object must be a status such as `200` or `2XX`, or `default`; it is read as `4XX` (write it as `4XX`)",
        "warning 5:85 invalid-key: `Default` in the Responses Object must be a status such as `200` or `2XX`, or `default`; it is read as `default` (write it as `default`)",
        "warning 6:3 invalid-key: `b` in the Paths Object must be a path that starts with `/`; it is read as `/b` (write it as `/b`)",
    ];
    read(text, &expected);
}

#[test]
fn keys_that_are_no_media_types() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {operationId: a, responses: {200: {description: d, content: {a/b/c: {schema: {type: string}}, undefined: {}, '': {}, '*/*': {}, 'text/plain; charset=utf-8': {}}}}}
";
    let expected = [
        "warning 5:71 left-out-media-type: `a/b/c` is no media type and is left out",
        "warning 5:104 left-out-media-type: `undefined` is no media type and is left out",
        "warning 5:119 left-out-media-type: `` is no media type and is left out",
    ];
    read(text, &expected);
}

#[test]
fn schemes_that_nobody_declares() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {operationId: a, security: [{nope: []}], responses: {'200': {description: d}}}
";
    let expected = [
        "warning 5:39 unknown-security-scheme: there is no security scheme `nope`; nothing is known of its credential, so that a client sends none and a server lets nobody in by it (declare it under `components/securitySchemes`)",
    ];
    read(text, &expected);
}

#[test]
fn fields_that_are_missing() {
    let text = "openapi: 3.0.3
info: {}
paths:
  /a:
    get: {operationId: a, parameters: [{name: q, in: query}, {name: r, in: query, schema: {type: string}, content: {}}], responses: {200: {}, 201: {description: null}}}
";
    let expected = [
        "warning 2:1 missing-field: `title` is missing in the Info Object; it is read as empty",
        "warning 2:1 missing-field: `version` is missing in the Info Object; it is read as empty",
        "warning 5:40 missing-field: `schema` or `content` is missing in the Parameter Object; any value will do",
        "warning 5:107 exclusive-fields: `schema` and `content` must not both be in the Parameter Object; `schema` counts",
        "warning 5:134 missing-field: `description` is missing in the Response Object; it is read as empty",
        "warning 5:143 missing-field: `description` is missing in the Response Object; it is read as empty",
    ];
    read(text, &expected);
}

#[test]
fn a_document_without_info() {
    let text = "openapi: 3.0.3
paths: {}
";
    let expected = ["warning 1:1 missing-field: `info` is missing in the OpenAPI Object; title and version are empty"];
    read(text, &expected);
}

#[test]
fn flows_without_their_fields() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  securitySchemes:
    o: {type: oauth2, flows: {implicit: {scopes: null}, password: {}}}
";
    let expected = [
        "warning 6:31 missing-field: `authorizationUrl` is missing in the OAuth Flow Object; it is read as empty",
        "warning 6:42 wrong-type: `scopes` must be an object, not null; it is read as an empty one",
        "warning 6:57 missing-field: `tokenUrl` is missing in the OAuth Flow Object; it is read as empty",
        "warning 6:57 missing-field: `scopes` is missing in the OAuth Flow Object; there are none",
    ];
    read(text, &expected);
}

#[test]
fn null_for_what_is_empty() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a:
    get: {operationId: a, tags: null, parameters: [null], security: [{b: null}], responses: {204: null}}
components:
  securitySchemes: {b: {type: http, scheme: bearer}}
  schemas: {A: {type: object, properties: {x: null}}, B: null, C: {type: object, properties: []}}
";
    let expected = [
        "warning 5:27 empty-field: `tags` has no value and is left out",
        "warning 5:52 wrong-type: item 0 of `parameters` has no value and is left out",
        "warning 5:71 wrong-type: `b` must be an array of strings, not null; it is read as an empty one",
        "warning 5:94 wrong-type: `204` must be an object, not null; it is read as an empty one",
        "warning 5:94 missing-field: `description` is missing in the Response Object; it is read as empty",
        "warning 8:44 wrong-type: `x` must be an object, not null; it is read as an empty one",
        "warning 8:55 wrong-type: `B` must be an object, not null; it is read as an empty one",
        "warning 8:82 wrong-type: `properties` must be an object, not an array; it is read as an empty one",
    ];
    read(text, &expected);
}

#[test]
fn numbers_and_words_for_one_another() {
    let text = "openapi: 3.0.3
info: {title: 1, version: 1.0, description: true}
servers: [{url: '/{p}', variables: {p: {enum: [80, 8080], default: 80}}}]
paths:
  /a:
    get: {operationId: a, tags: one, deprecated: 'true', parameters: [{name: 1, in: Query, schema: {type: String, maxLength: 3.0, minLength: '2'}}], responses: {204: {description: d}}}
";
    let expected = [
        r#"warning 2:8 wrong-type: `title` must be a string, not the number 1; it is read as "1" (put it in quotes: "1")"#,
        r#"warning 2:18 wrong-type: `version` must be a string, not the number 1.0; it is read as "1.0" (put it in quotes: "1.0")"#,
        r#"warning 2:32 wrong-type: `description` must be a string, not a boolean; it is read as "true" (put it in quotes: "true")"#,
        r#"warning 3:48 wrong-type: item 0 of `enum` must be a string, not the number 80; it is read as "80" (put it in quotes: "80")"#,
        r#"warning 3:52 wrong-type: item 1 of `enum` must be a string, not the number 8080; it is read as "8080" (put it in quotes: "8080")"#,
        r#"warning 3:59 wrong-type: `default` must be a string, not the number 80; it is read as "80" (put it in quotes: "80")"#,
        "warning 6:27 wrong-type: `tags` must be an array of strings, not a string; it is read as an array of this one",
        "warning 6:38 wrong-type: `deprecated` must be a boolean, not a string; it is read as true",
        r#"warning 6:72 wrong-type: `name` must be a string, not the number 1; it is read as "1" (put it in quotes: "1")"#,
        "warning 6:81 invalid-value: `in` cannot be `Query`; it is read as `query`",
        "warning 6:101 invalid-value: `type` cannot be `String`; it is read as `string`",
        "warning 6:115 wrong-type: `maxLength` must be a non-negative integer, not the number 3.0; it is read as 3",
        "warning 6:131 wrong-type: `minLength` must be a non-negative integer, not a string; it is read as 2",
    ];
    read(text, &expected);
}

#[test]
fn required_on_properties() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A: {type: object, properties: {x: {type: string, required: true}, y: {type: string, required: false}}}
    B: {type: string, required: true}
";
    let expected = [
        "warning 6:54 wrong-type: `required` must be an array of strings, not a boolean; the property is required",
        "warning 6:89 wrong-type: `required` must be an array of strings, not a boolean; the property is optional",
        "warning 7:23 wrong-type: `required` must be an array of strings, not a boolean; it is left out",
    ];
    read(text, &expected);
}

#[test]
fn what_only_describes() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
tags: [{name: a}, {description: d}, {name: b}]
servers: [{}]
externalDocs: {}
paths:
  /a:
    get: {operationId: a, responses: {204: {description: d, links: {l: {operationId: a}, m: 1}}}}
";
    let expected = [
        "warning 3:19 missing-field: `name` is missing in the Tag Object; the Tag Object is left out",
        "warning 4:11 missing-field: `url` is missing in the Server Object; the Server Object is left out",
        "warning 5:1 missing-field: `url` is missing in the External Documentation Object; the External Documentation Object is left out",
        "warning 8:90 wrong-type: `m` must be an object, not the number 1; the Link Object is left out",
    ];
    read(text, &expected);
}

#[test]
fn parameters_of_paths() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a/{x}/{y}:
    parameters: [{name: gone, in: path, required: true, schema: {type: string}}, {name: x, in: path, schema: {type: integer}}]
    get: {operationId: a, responses: {204: {description: d}}}
  /b/{.y*}:
    get: {operationId: b, parameters: [{$ref: '#/components/parameters/Y'}], responses: {204: {description: d}}}
  /c/{z}:
    get: {operationId: c, parameters: [{$ref: '#/components/parameters/Z'}], responses: {204: {description: d}}}
components:
  parameters:
    Y: {name: y, in: path, schema: {type: string}}
";
    let expected = [
        "warning 5:18 path-parameter-unused: there is no `{gone}` in the path `/a/{x}/{y}`; the parameter is left out",
        "warning 5:82 path-parameter-optional: the path parameter `x` must be `required: true`; it is read so",
        "warning 6:5 path-parameter-missing: the path has `{y}`, but no such path parameter is declared; it is a string",
        "warning 7:3 path-parameter-missing: a template does not say the style of its parameters; `/b/{.y*}` is read as `/b/{y}`",
        "warning 13:5 path-parameter-optional: the path parameter `y` must be `required: true`; it is read so",
    ];
    read(text, &expected);
}

#[test]
fn operations_of_one_name() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a: {get: {operationId: good, responses: {204: {description: d}}}, put: {operationId: get_b, responses: {204: {description: d}}}}
  /b: {get: {operationId: good, responses: {204: {description: d}}}}
";
    let expected = [
        "warning 4:14 duplicate-operation-id: there is another operation `good`; this one is called `get_a`",
        "warning 5:14 duplicate-operation-id: there is another operation `good`; this one is called `get_b_2`",
    ];
    read(text, &expected);
}

#[test]
fn operations_without_responses() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /a: {get: {operationId: a, responses: {}}}
  /b: {get: {operationId: b}}
";
    let expected = [
        "warning 4:30 no-responses: the operation has no responses: 2xx is taken for a success without a body, and everything else for an error (say at least what happens when all goes well, or give a `default`)",
        "warning 5:8 no-responses: the operation has no responses: 2xx is taken for a success without a body, and everything else for an error (say at least what happens when all goes well, or give a `default`)",
    ];
    read(text, &expected);
}

#[test]
fn operations_without_responses_in_3_1() {
    let text = "openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a: {get: {operationId: a, responses: {}}}
  /b: {get: {operationId: b}}
";
    let expected = [
        "warning 4:30 no-responses: the operation has no responses: 2xx is taken for a success without a body, and everything else for an error (say at least what happens when all goes well, or give a `default`)",
        "warning 5:8 no-responses: the operation says nothing of its responses: 2xx is taken for a success without a body, and everything else for an error (say what happens when all goes well)",
    ];
    read(text, &expected);
}

#[test]
fn values_of_another_type() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A: {type: string, nullable: true, enum: [a, 3, 4.10, true, null, {}], x-enum-varnames: [A, B, C, D, E, F]}
    B: {type: integer, enum: [1, '2', x, 2.0, 2.5]}
    C: {type: integer, format: int32, enum: [low, high]}
    D: {type: boolean, enum: ['true', 1]}
";
    let expected = [
        r#"warning 6:49 invalid-enum-value: 3 is not a string; it is read as "3" (put it in quotes: "3")"#,
        r#"warning 6:52 invalid-enum-value: 4.1 is not a string; it is read as "4.1" (put it in quotes: "4.1")"#,
        r#"warning 6:58 invalid-enum-value: true is not a string; it is read as "true" (put it in quotes: "true")"#,
        "warning 6:70 invalid-enum-value: {} is not a string, so that it can never be; it is left out",
        r#"warning 7:34 invalid-enum-value: "2" is not an integer; it is read as 2"#,
        r#"warning 7:39 invalid-enum-value: "x" is not an integer, so that it can never be; it is left out"#,
        "warning 7:47 invalid-enum-value: 2.5 is not an integer, so that it can never be; it is left out",
        "warning 8:39 invalid-enum-value: none of the values is an integer; they are read as strings",
        r#"warning 9:31 invalid-enum-value: "true" is not a boolean; it is read as true"#,
        "warning 9:39 invalid-enum-value: 1 is not a boolean, so that it can never be; it is left out",
    ];
    read(text, &expected);
}

#[test]
fn references_to_nothing() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Device: {type: object, properties: {x: {$ref: '#/components/schemas/Devise'}}}
";
    let expected = [
        "warning 6:45 unknown-ref: there is no `#/components/schemas/Devise`; any value will do (did you mean `Device`?)",
    ];
    read(text, &expected);
}

#[test]
fn types_of_3_1() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A: {anyOf: [{type: 'null'}, {type: string}]}
    B: {type: [string, 'null']}
";
    let expected = [
        "warning 6:18 invalid-value: `type` cannot be `null` in OpenAPI 3.0; it is read as `nullable: true`",
        "warning 7:9 wrong-type: `type` cannot be a list in OpenAPI 3.0; it is read as in 3.1",
    ];
    read(text, &expected);
}

#[test]
fn the_same_in_swagger() {
    let text = "swagger: '2.0'
info: {title: t}
host: h
schemes: [https]
produces: [application/json]
paths:
  /a/{x}: {get: {operationId: a, tags: null, responses: {4xx: {}}}}
";
    let expected = [
        "warning 2:1 missing-field: `version` is missing in the Info Object; it is read as empty",
        "warning 7:12 path-parameter-missing: the path has `{x}`, but no such path parameter is declared; it is a string",
        "warning 7:34 empty-field: `tags` has no value and is left out",
        "warning 7:58 invalid-key: `4xx` in the Responses Object must be a status such as `200` or `2XX`, or `default`; it is read as `4XX` (write it as `4XX`)",
        "warning 7:58 missing-field: `description` is missing in the Response Object; it is read as empty",
    ];
    read(text, &expected);
}

#[test]
fn types_that_no_value_has_at_once() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A: {allOf: [{type: array, nullable: true, items: {type: string}}, {type: object, nullable: true, enum: [null]}]}
    B: {allOf: [{$ref: '#/components/schemas/C'}, {type: integer}]}
    C: {type: string}
    D: {allOf: [{type: number}], type: integer}
";
    let expected = [
        "warning 6:71 conflicting-all-of: a value cannot be an array and an object at once; only `null` is both, and any value will do",
        "warning 7:51 conflicting-all-of: a value cannot be a string and an integer at once; it is an integer",
    ];
    read(text, &expected);
}

#[test]
fn discriminators_that_do_not_discriminate() {
    let text = "openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    A: {oneOf: [{type: object, properties: {k: {type: string}}}, {type: object, properties: {k: {type: string}, z: {type: string}}}], discriminator: {propertyName: k}}
    B: {oneOf: [{type: object, properties: {k: {type: string, enum: [x]}}}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: k}}
    C: {type: object, properties: {k: {type: string}}}
    D: {oneOf: [{$ref: '#/components/schemas/C'}, {type: array, items: {}}], discriminator: {propertyName: k}}
";
    let expected = [
        "warning 6:17 discriminator-variant: no value of `k` stands for this alternative; the alternatives are told apart without the `discriminator` (make each alternative a component and refer to it, or give the property one value in each)",
        "warning 9:51 discriminator-variant: an alternative of a union with a `discriminator` must be an object, not array; the alternatives are told apart without the `discriminator` (make each alternative a component and refer to it, or give the property one value in each)",
    ];
    read(text, &expected);
}
