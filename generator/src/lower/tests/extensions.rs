//! Extensions that say how a message is written (`x-path-pair`, `x-delimiter`, `x-format-suffix`,
//! `x-any-content-type`), and what is found where extensions do not fit.

use super::findings::check_schemas;
use super::{listed, lower, sound};
use crate::config::Config;
use crate::ir::{FormatSuffix, Style};

/// A document with one operation that has this parameter and this body, and with these keys at its root.
fn document(parameter: &str, body: &str, root: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Sample, version: '1' }}\n{root}\npaths:\n  '/x/{{p}}':\n    put:\n      operationId: f\n      \
         parameters: [ {{ name: p, in: path, required: true, schema: {{ type: string }} }}, {parameter} ]\n      \
         requestBody: {{ {body} }}\n      responses: {{ '204': {{ description: Done }} }}\n"
    )
}

const BODY: &str = "content: { application/json: { schema: { type: string } } }";
const PLAIN: &str = "{ name: q, in: query, schema: { type: string } }";

#[test]
fn parameters_with_other_delimiters_and_in_pairs() {
    let array = "schema: { type: array, items: { type: string } }";
    for (parameter, expected) in [
        (PLAIN.to_owned(), Style::Form),
        ("{ name: q, in: query, x-path-pair: true, schema: { type: string } }".to_owned(), Style::Pair(',')),
        (format!("{{ name: q, in: query, explode: false, x-path-pair: true, {array} }}"), Style::Pair(',')),
        (
            format!("{{ name: q, in: query, explode: false, x-path-pair: true, x-delimiter: ';', {array} }}"),
            Style::Pair(';'),
        ),
        (format!("{{ name: q, in: query, explode: false, x-delimiter: ':', {array} }}"), Style::Delimited(':')),
        (format!("{{ name: q, in: query, x-path-pair: false, {array} }}"), Style::Form),
    ] {
        let api = sound(&document(&parameter, BODY, ""));
        assert_eq!(api.operations[0].parameters[1].style, expected, "{parameter}");
    }
}

#[test]
fn formats_at_the_end_of_paths() {
    let root = "x-format-suffix: { segment: as, values: { json: application/json, csv: text/csv } }";
    let formats = [("json", "application/json"), ("csv", "text/csv")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let expected = FormatSuffix { segment: "as".to_owned(), formats: formats.to_vec() };
    assert_eq!(sound(&document(PLAIN, BODY, root)).format_suffix, Some(expected));
    assert_eq!(sound(&document(PLAIN, BODY, "")).format_suffix, None);
}

#[test]
fn bodies_of_any_content_type() {
    let body = |api: crate::ir::Api| api.operations[0].body.clone().unwrap().any_content_type;
    assert!(body(sound(&document(PLAIN, &format!("x-any-content-type: true, {BODY}"), ""))));
    assert!(!body(sound(&document(PLAIN, &format!("x-any-content-type: false, {BODY}"), ""))));
}

#[test]
fn what_does_not_fit_is_said() {
    let pair = "warning invalid-extension /paths/~1x~1{p}/put/parameters/1/x-path-pair: `x-path-pair` is `true` on a query \
                parameter that is a single value, or an array with `explode: false`; it is ignored";
    let delimiter = "warning invalid-extension /paths/~1x~1{p}/put/parameters/1/x-delimiter: `x-delimiter` is one of \
                     `!$'()*,;:@` on an array in a path or query with `explode: false`; it is ignored";
    let suffix = "warning invalid-extension /x-format-suffix: `x-format-suffix` has a `segment`, and `values` with the media \
                  type of each format; it is ignored";
    let content_type = "warning invalid-extension /paths/~1x~1{p}/put/requestBody/x-any-content-type: `x-any-content-type` is \
                        `true` on a body of just one media type; it is ignored";
    let array = "schema: { type: array, items: { type: string } }";
    let two = "content: { application/json: {}, text/plain: {} }";
    for (parameter, body, root, expected) in [
        (format!("{{ name: q, in: query, x-path-pair: true, {array} }}"), BODY.to_owned(), "", pair),
        ("{ name: q, in: header, x-path-pair: true, schema: { type: string } }".to_owned(), BODY.to_owned(), "", pair),
        ("{ name: q, in: query, x-path-pair: 1, schema: { type: string } }".to_owned(), BODY.to_owned(), "", pair),
        (format!("{{ name: q, in: query, x-delimiter: ';', {array} }}"), BODY.to_owned(), "", delimiter),
        (
            format!("{{ name: q, in: query, explode: false, x-delimiter: ';;', {array} }}"),
            BODY.to_owned(),
            "",
            delimiter,
        ),
        (
            format!("{{ name: q, in: query, explode: false, x-delimiter: '&', {array} }}"),
            BODY.to_owned(),
            "",
            delimiter,
        ),
        (format!("{{ name: q, in: query, explode: false, x-delimiter: a, {array} }}"), BODY.to_owned(), "", delimiter),
        (
            format!("{{ name: q, in: header, explode: false, x-delimiter: ';', {array} }}"),
            BODY.to_owned(),
            "",
            delimiter,
        ),
        (PLAIN.to_owned(), BODY.to_owned(), "x-format-suffix: json", suffix),
        (PLAIN.to_owned(), BODY.to_owned(), "x-format-suffix: { segment: '', values: { a: b/c } }", suffix),
        (PLAIN.to_owned(), BODY.to_owned(), "x-format-suffix: { segment: a, values: { a: b } }", suffix),
        (PLAIN.to_owned(), BODY.to_owned(), "x-format-suffix: { segment: a, values: {} }", suffix),
        (PLAIN.to_owned(), format!("x-any-content-type: true, {two}"), "", content_type),
        (PLAIN.to_owned(), format!("x-any-content-type: yes, {BODY}"), "", content_type),
    ] {
        let (_, diagnostics) = lower(&document(&parameter, &body, root), &Config::new("sample"));
        assert_eq!(listed(&diagnostics), [expected], "{parameter} {body} {root}");
    }
}

#[test]
fn of_schemas() {
    check_schemas(&[
        (
            "A: { type: string, x-lenient: anything }",
            &["warning invalid-extension ~A/x-lenient: `x-lenient` cannot be \"anything\""],
        ),
        (
            "A: { type: string, x-lenient: [number-or-string, 1] }",
            &["warning invalid-extension ~A/x-lenient: `x-lenient` cannot be 1"],
        ),
        (
            "A: { type: string, x-lenient: bool-or-number }",
            &["warning invalid-extension ~A/x-lenient: `bool-or-number` needs a boolean; it is ignored"],
        ),
        (
            "A: { type: string, x-lenient: wrapped-items }",
            &["warning invalid-extension ~A/x-lenient: `wrapped-items` needs an array; it is ignored"],
        ),
        (
            "A: { type: boolean, x-lenient: number-or-string }",
            &[
                "warning invalid-extension ~A/x-lenient: `number-or-string` needs an integer, a number, or a string without `format`; it is ignored",
            ],
        ),
        (
            "A: { type: object, properties: { b: { allOf: [ { $ref: '#/components/schemas/B' } ], x-lenient: one-or-many } } }\nB: { type: integer }",
            &[
                "warning invalid-extension ~A/properties/b/x-lenient: `one-or-many` needs an array, or an object with listed properties; it is ignored",
            ],
        ),
        (
            "A: { type: object, x-lenient: bare-item, properties: { a: { type: array, items: { type: string } } } }",
            &[
                "warning invalid-extension ~A/x-lenient: `bare-item` needs an object with exactly one property that is an array, whose items are objects with listed properties; it is ignored",
            ],
        ),
        (
            "A: { type: string, enum: [a, b], x-enum-offsets: ['+01:00'] }",
            &[
                "error invalid-enum-offsets ~A/x-enum-offsets: `x-enum-offsets` must be an array with an offset for each of the 2 values",
            ],
        ),
        (
            "A: { type: string, enum: [a, b], x-enum-offsets: ['+01:60', '-24:00'] }",
            &[
                "error invalid-enum-offsets ~A/x-enum-offsets/0: \"+01:60\" is not a UTC offset such as \"+05:45\"",
                "error invalid-enum-offsets ~A/x-enum-offsets/1: \"-24:00\" is not a UTC offset such as \"+05:45\"",
            ],
        ),
        (
            "A: { type: integer, enum: [1], x-enum-offsets: ['+01:00'] }",
            &["error invalid-enum-offsets ~A/x-enum-offsets: `x-enum-offsets` needs values that are strings"],
        ),
        (
            "A: { type: string, x-lenient: bare-array }",
            &[
                "warning invalid-extension ~A/x-lenient: `bare-array` needs an object with exactly one property that is an array; it is ignored",
            ],
        ),
        (
            "A: { type: object, properties: { a: { type: string, x-aliases: [b] }, b: { type: string } } }",
            &[
                "warning invalid-extension ~A/properties/a/x-aliases/0: `b` is a property of its own and cannot be another name of `a`",
            ],
        ),
        (
            "A: { type: string, x-extensible-enum: [a], x-enum-varnames: [A, B] }",
            &[
                "warning invalid-extension ~A/x-enum-varnames: `x-enum-varnames` has 2 items for 1 values and is ignored",
            ],
        ),
    ]);
}
