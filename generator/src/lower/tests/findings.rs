//! One small document for each finding.

use super::{document, listed, lower, with_schemas};
use crate::config::Config;

fn found(text: &str) -> Vec<String> {
    listed(&lower(text, &Config::new("sample")).1)
}

/// Each case: component schemas, and their findings, all of them, below `/components/schemas`.
pub(super) fn check_schemas(cases: &[(&str, &[&str])]) {
    for (schemas, expected) in cases {
        let found: Vec<String> = found(&with_schemas(&format!("    {}", schemas.replace('\n', "\n    "))))
            .into_iter()
            .map(|line| line.replace("/components/schemas/", "~"))
            .collect();
        assert_eq!(found, *expected, "{schemas}");
    }
}

#[test]
fn of_references_and_all_of() {
    check_schemas(&[
        (
            "A: { $ref: '#/components/schemas/Aa' }",
            &["warning unknown-ref ~A/$ref: there is no `#~Aa`; any value will do"],
        ),
        (
            "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }",
            &["error cyclic-ref ~A: `A` refers to nothing but itself"],
        ),
        (
            "A: { allOf: [ { $ref: '#/components/schemas/A' }, { type: object, properties: { x: { type: string } } } ] }",
            &["error cyclic-all-of ~A/allOf/0: `A` contains itself by `allOf`"],
        ),
        (
            "A: { allOf: [ { type: object, properties: { x: { type: string } } }, { type: object, properties: { x: { type: integer } } } ] }",
            &[
                "warning conflicting-all-of ~A/allOf/1/properties/x: a value cannot be a string and an integer at once; it is an integer",
            ],
        ),
        (
            "A: { allOf: [ { type: object, additionalProperties: false, properties: { x: { type: string } } }, { type: object, properties: { y: { type: string } } } ] }",
            &[
                "warning closed-all-of ~A/allOf/0/additionalProperties: `additionalProperties: false` is applied to all properties of the merged `allOf`",
            ],
        ),
        (
            "A: { type: object, properties: { x: { type: string } }, oneOf: [ { type: object }, { type: string } ] }",
            &[
                "error unsupported-all-of-one-of ~A/oneOf: `oneOf` together with properties or other alternatives is not supported",
            ],
        ),
        (
            "A: { type: object, properties: { x: { type: string } }, required: [y] }",
            &[
                "warning unknown-required-property ~A/required/0: `y` is required, but not among the properties; this is not enforced",
            ],
        ),
    ]);
}

#[test]
fn of_types_without_an_end() {
    check_schemas(&[
        (
            "A: { type: object, required: [b], properties: { b: { $ref: '#/components/schemas/B' } } }\nB: { type: object, required: [a], properties: { a: { $ref: '#/components/schemas/A' } } }",
            &["error endless-type ~A: `A` has no finite value: it requires itself"],
        ),
        (
            "A: { type: object, required: [a], properties: { a: { type: array, items: { $ref: '#/components/schemas/A' } }, b: { $ref: '#/components/schemas/A' } } }",
            &[],
        ),
        (
            "U: { oneOf: [ { $ref: '#/components/schemas/V' }, { type: string } ] }\nV: { oneOf: [ { $ref: '#/components/schemas/U' }, { type: integer } ] }",
            &[
                "error cyclic-one-of ~U: `U` has no finite value: it is one of its own alternatives",
                "warning overlapping-one-of ~U/oneOf/0: a value can fit both `V` and `String`, and `oneOf` allows only one; it is read as the one that fits best",
                "warning overlapping-one-of ~V/oneOf/0: a value can fit both `U` and `Integer`, and `oneOf` allows only one; it is read as the one that fits best",
            ],
        ),
    ]);
}

#[test]
fn of_alternatives() {
    check_schemas(&[
        (
            "A: { anyOf: [ { type: string }, { type: integer } ] }",
            &["error unsupported-any-of ~A/anyOf: `anyOf` is not supported"],
        ),
        ("A: { anyOf: [ { type: string } ] }", &[]),
        ("A: { not: { type: string } }", &["error unsupported-not ~A/not: `not` is not supported"]),
        (
            "A: { type: object, properties: { x: {}, y: {} }, anyOf: [ { required: [x] }, { required: [y] } ] }",
            &[
                "warning alternatives-not-enforced ~A/anyOf: which of the properties have to be there together (`anyOf`) is not enforced",
            ],
        ),
        (
            "A: { oneOf: [ { type: string }, { type: string, format: uuid }, { type: integer } ] }",
            &["warning duplicate-one-of ~A/oneOf/1: this alternative is the same as another one and is left out"],
        ),
        (
            "A: { oneOf: [ { $ref: '#/components/schemas/B' }, { type: string } ], discriminator: { propertyName: t } }\nB: { type: object, properties: { t: { type: string } } }",
            &[
                "warning discriminator-variant ~A/oneOf/1: an alternative of a union with a `discriminator` must be an object, not string; the alternatives are told apart without the `discriminator`",
            ],
        ),
        (
            "A: { oneOf: [ { $ref: '#/components/schemas/B' }, { type: object, properties: { t: { type: string } } } ], discriminator: { propertyName: t } }\nB: { type: object, properties: { t: { type: string } } }",
            &[
                "warning discriminator-variant ~A/oneOf/1: no value of `t` stands for this alternative; the alternatives are told apart without the `discriminator`",
                "warning overlapping-one-of ~A/oneOf/0: a value can fit both `B` and `T`, and `oneOf` allows only one; it is read as the one that fits best",
            ],
        ),
        (
            "A: { oneOf: [ { $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' } ], discriminator: { propertyName: t, mapping: { x: B, y: B, z: C } } }\nB: { type: object, properties: { a: {} } }\nC: { type: object, properties: { t: { type: string } } }",
            &[
                "warning discriminator-not-kept ~A/oneOf/0: `t` is not kept: this alternative has several values for it, and no property",
            ],
        ),
        (
            "A: { type: string, oneOf: [ { minLength: 2 }, { maxLength: 4 } ] }",
            &["warning alternatives-not-enforced ~A/oneOf: which of the constraints hold (`oneOf`) is not enforced"],
        ),
        (
            "A: { oneOf: [ { $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/C' } ], discriminator: { propertyName: t, mapping: { x: D } } }\nB: { type: object, properties: { t: { type: string } } }\nC: { type: object, properties: { t: { type: string } } }",
            &[
                "warning unknown-discriminator-mapping ~A/discriminator/mapping/x: `D` is none of the alternatives; the value `x` is not recognized",
            ],
        ),
        (
            "A: { type: object, properties: { t: { type: string } }, discriminator: { propertyName: t } }",
            &[
                "warning ignored-discriminator ~A/discriminator: `discriminator` has no effect without `oneOf`: only the properties that stand here are read",
            ],
        ),
    ]);
}

#[test]
fn of_values_and_constraints() {
    check_schemas(&[
        (
            "A: { type: number, enum: [1.5] }",
            &["error unsupported-enum ~A/enum: a list of values for a number is not supported"],
        ),
        (
            "A: { enum: [1, a] }",
            &["error unsupported-enum ~A/enum: a list of values of several types is not supported"],
        ),
        ("A: { type: string, enum: [] }", &["error unsupported-enum ~A/enum: a list without values is not supported"]),
        ("A: { type: boolean, enum: [true] }", &[]),
        (
            "A: { type: boolean, enum: [null] }",
            &["error unsupported-enum ~A/enum: a list without values is not supported"],
        ),
        (
            "A: { type: string, enum: [a, 1] }",
            &["warning invalid-enum-value ~A/enum/1: 1 is not a string; it is read as \"1\""],
        ),
        ("A: { type: string, enum: [a, a] }", &["warning duplicate-enum-value ~A/enum/1: \"a\" is listed already"]),
        (
            "A: { type: string, minimum: 1 }",
            &["warning ignored-constraint ~A/minimum: `minimum` does not apply to a string and is ignored"],
        ),
        (
            "A: { type: string, format: date, maxLength: 9 }",
            &[
                "warning ignored-constraint ~A/maxLength: `maxLength` is ignored, because the value's `format` says how it is written",
            ],
        ),
        (
            "A: { type: object, properties: { b: { allOf: [ { $ref: '#/components/schemas/B' } ], maxLength: 3 } } }\nB: { type: integer }",
            &[
                "warning ignored-constraint ~A/properties/b: `maxLength` does not apply to the referenced type and is ignored",
            ],
        ),
        (
            "A: { type: string, pattern: '(?=a)b' }",
            &[
                "warning pattern-not-enforced ~A/pattern: the pattern is not enforced, because looking ahead cannot be matched in linear time",
            ],
        ),
        (
            "A: { type: string, pattern: '(' }",
            &["warning invalid-pattern ~A/pattern: the pattern is not enforced, because it is invalid: unclosed group"],
        ),
        (
            "A: { type: integer, default: x }",
            &[
                "warning invalid-default ~A/default: the default does not fit its schema: it must be an integer, not a string",
            ],
        ),
        (
            "A: { type: object, properties: { x: { type: array, items: { type: integer } } }, example: { x: [1, a] } }",
            &[
                "warning example-invalid ~A/example: the example does not fit its schema at `/x/1`: it must be an integer, not a string",
            ],
        ),
        ("A: { type: string, x-rust-name: a-b }", &["error invalid-rust-name ~A: `a-b` is not a Rust identifier"]),
        (
            "foo_bar: { type: string }\nFooBar: { type: string }",
            &[
                "warning name-clash ~foo_bar: several items would be named `FooBar`; this one is named `FooUnderscoreBarSchema`",
            ],
        ),
        (
            "Ping: { type: string }",
            &["warning name-clash ~Ping: several items would be named `Ping`; this one is named `PingSchema`"],
        ),
    ]);
}

/// Each case: the operation `get` of `/x/{id}`, and its findings, all of them, below that operation.
#[test]
fn of_operations() {
    let id = "parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]";
    let done = "responses: { '204': { description: Done } }";
    let with = |parameter: &str| format!("operationId: f, {}, {done}", id.replace(" ]", &format!(", {parameter} ]")));
    let body = |content: &str| format!("operationId: f, {id}, {done}, requestBody: {{ content: {{ {content} }} }}");
    let cases: Vec<(String, &[&str])> = vec![
        (
            format!("{id}, {done}"),
            &["warning missing-operation-id ~: the operation has no `operationId`; it is named `get_x_by_id`"],
        ),
        (
            format!("operationId: f, {done}"),
            &[
                "warning path-parameter-missing ~: the path has `{id}`, but no such path parameter is declared; it is a string",
            ],
        ),
        (
            format!("operationId: f, {id}, responses: {{}}"),
            &[
                "warning no-responses ~/responses: the operation has no responses: 2xx is taken for a success without a body, and everything else for an error",
            ],
        ),
        (
            format!("operationId: f, {id}, responses: {{ '404': {{ description: No }} }}"),
            &["warning no-success-response ~/responses: `f` documents no success response"],
        ),
        (
            format!(
                "operationId: f, {id}, responses: {{ '204': {{ description: Done, content: {{ application/json: {{}} }} }} }}"
            ),
            &[
                "warning content-without-body ~/responses/204/content: a response with this status has no body; its content is left out",
            ],
        ),
        (
            format!(
                "operationId: f, {id}, responses: {{ '204': {{ description: Done, links: {{ l: {{ operationId: f }} }} }} }}"
            ),
            &["warning ignored-links ~/responses/204/links: links are not generated"],
        ),
        (
            with("{ name: y, in: path, required: true, schema: { type: string } }"),
            &[
                "warning path-parameter-unused ~/parameters/1: there is no `{y}` in the path `/x/{id}`; the parameter is left out",
            ],
        ),
        (
            with("{ name: id, in: path, required: true, schema: { type: string } }"),
            &[
                "warning duplicate-parameter ~/parameters/1: there is another parameter `id` in the same place; that one counts",
            ],
        ),
        (
            with("{ name: Accept, in: header, schema: { type: string } }"),
            &[
                "warning ignored-header-parameter ~/parameters/1: `Accept` is not a parameter: the header is determined by other parts of the document",
            ],
        ),
        (
            with("{ name: 'a b', in: header, schema: { type: string } }"),
            &["error unsupported-header-name ~/parameters/1: no header can be named `a b`"],
        ),
        (
            with("{ name: '', in: header, schema: { type: string } }"),
            &["error unsupported-header-name ~/parameters/1: no header can be named ``"],
        ),
        (
            with("{ name: a, in: query, style: deepObject, schema: { type: object } }"),
            &["error unsupported-style ~/parameters/1/style: the style `deepObject` is not supported"],
        ),
        (
            with("{ name: a, in: query, content: { text/plain: {} } }"),
            &[
                "error unsupported-parameter-content ~/parameters/1/content/text~1plain: a parameter in `text/plain` is not supported",
            ],
        ),
        (
            with("{ name: a, in: query, schema: { type: array, items: { type: array, items: { type: string } } } }"),
            &[
                "error unsupported-nested-parameter ~/parameters/1/schema: a parameter whose items or properties are no single values is not supported",
            ],
        ),
        (
            with("{ name: a, in: query, schema: {} }"),
            &["warning untyped-parameter ~/parameters/1/schema: the parameter has no type; it is a string"],
        ),
        (
            with("{ name: a, in: query, allowEmptyValue: true, schema: { type: integer } }"),
            &[
                "warning ignored-allow-empty-value ~/parameters/1/allowEmptyValue: an empty value (`allowEmptyValue`) cannot be sent and is refused, because it is not a value of the type",
            ],
        ),
        (
            with("{ name: x-key, in: header, schema: { type: string } }")
                .replace("operationId: f", "operationId: f, security: [ { key: [] } ]"),
            &[
                "warning credential-parameter ~/parameters/1: the security scheme `key` carries this credential; the parameter is left out",
            ],
        ),
        (
            format!("operationId: f, {id}, {done}, security: [ {{ nope: [] }} ]"),
            &[
                "warning unknown-security-scheme ~/security/0/nope: there is no security scheme `nope`; nothing is known of its credential, so that a client sends none and a server lets nobody in by it",
            ],
        ),
        (
            format!("operationId: f, {id}, {done}, security: [ {{ mtls: [] }} ]"),
            &[
                "error unsupported-security-scheme ~/security/0/mtls: the security scheme `mtls` is of a kind that is not supported",
            ],
        ),
        (
            format!("operationId: f, {id}, {done}, servers: [ {{ url: / }} ]"),
            &["error unsupported-operation-servers ~/servers: servers of a single path or operation are not supported"],
        ),
        (
            body("multipart/form-data: {}"),
            &[
                "error unsupported-multipart ~/requestBody/content/multipart~1form-data: a body of several parts (`multipart/form-data`) is not supported",
            ],
        ),
        (
            body("text/event-stream: {}"),
            &[
                "error unsupported-streaming ~/requestBody/content/text~1event-stream: a stream of values (`text/event-stream`) is not supported",
            ],
        ),
        (
            body("application/yaml: { schema: { type: object } }"),
            &[
                "warning assumed-media-type ~/requestBody/content/application~1yaml: a value of this type cannot be encoded as `application/yaml`; it is read as bytes",
            ],
        ),
        (
            body("text/plain: { schema: { type: object } }"),
            &[
                "warning assumed-media-type ~/requestBody/content/text~1plain: a value of this type cannot be encoded as `text/plain`; it is read as JSON",
            ],
        ),
        (
            body("text/plain: { schema: { type: object } }, application/json: { schema: { type: object } }"),
            &[
                "warning left-out-media-type ~/requestBody/content/text~1plain: `text/plain` cannot carry a value of this type as `application/json` does; it is left out",
            ],
        ),
        (body("'*/*': { schema: { type: object } }"), &[]),
        (body("application/json; charset=utf-8: { schema: { type: object } }"), &[]),
    ];
    for (operation, expected) in cases {
        let text = document(&format!("  '/x/{{id}}': {{ get: {{ {operation} }} }}"), "");
        let found: Vec<String> =
            found(&text).into_iter().map(|line| line.replace("/paths/~1x~1{id}/get", "~")).collect();
        assert_eq!(found, expected, "{operation}");
    }
}
