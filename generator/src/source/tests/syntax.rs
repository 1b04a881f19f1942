//! Texts that do not parse, or that hold what has no place in a tree.

use serde_json::json;

use super::*;

#[test]
fn texts_that_do_not_parse() {
    check(&[
        ("", &["error 1:1 wrong-type: the document must be an object"]),
        ("- 1", &["error 1:1 wrong-type: the document must be an object"]),
        ("{\"a\": 1,\n  b}", &["error 2:3 invalid-json: key must be a string"]),
        ("{} 1", &["error 1:4 invalid-json: trailing characters"]),
        ("a: {b: c\nd: [}\n", &["error 2:2 invalid-yaml: did not find expected ',' or '}'"]),
        ("a: 1\n\tb: 2\n", &["error 2:1 invalid-yaml: found a tab character that violates indentation"]),
        ("a: *b\n", &["error 1:4 invalid-yaml: unknown anchor"]),
        ("a: 1\n---\nb: 1\n", &["error 1:1 invalid-yaml: the file holds more than one YAML document"]),
        ("a: é\u{0}\n", &["error 1:5 invalid-yaml: control characters are not allowed"]),
        ("? [a]\n: 1\n", &["error 1:3 invalid-yaml: invalid type: sequence, expected a key that is a string"]),
    ]);
}

#[test]
fn bytes_that_are_not_utf_8() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("latin-1.yaml");
    std::fs::write(&path, b"a: 1\nb: \xc3\xa9\xe9\n").unwrap();
    let mut diagnostics = Diagnostics::new();
    let Err(Error::Refused(all)) = Source::File(path).document(&Config::default(), &mut diagnostics) else { panic!() };
    let all = all.into_vec();
    assert_eq!((all[0].code, all[0].message.as_str()), ("invalid-encoding", "the file is not UTF-8"));
    assert_eq!(all[0].position, Some(crate::diagnostic::Position { line: 2, column: 5 }));
}

#[test]
fn files_that_are_far_too_large() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.yaml");
    std::fs::File::create(&path).unwrap().set_len((64 << 20) + 1).unwrap();
    let Err(Error::Refused(all)) = Source::File(path).document(&Config::default(), &mut Diagnostics::new()) else {
        panic!()
    };
    let all = all.into_vec();
    assert_eq!((all[0].code, all[0].message.as_str()), ("too-large", "the file has more than 64 MiB"));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(found(&format!("\u{feff}{HEAD}paths: {{}}\nfoo: 1\n")), found(&format!("{HEAD}paths: {{}}\nfoo: 1\n")));
}

#[test]
fn what_has_no_place_in_a_tree() {
    check(&[
        (
            "{\"a\": {\"b\": 1,\n \"b\": 2}, \"x\": 1, \"x\": 2}",
            &[
                "error 1:1 missing-field: `openapi` is missing: this is not an OpenAPI document",
                "error 2:2 duplicate-key: `b` stands twice in the same object",
                "error 2:19 duplicate-key: `x` stands twice in the same object",
            ],
        ),
        (
            "200: a\n'200': b\n",
            &[
                "error 1:1 missing-field: `openapi` is missing: this is not an OpenAPI document",
                "error 2:1 duplicate-key: `200` stands twice in the same object",
            ],
        ),
        (
            "a: !b 1\n",
            &[
                "error 1:1 unsupported-tag: the YAML tag `!b` has no meaning in an OpenAPI document",
                "error 1:1 missing-field: `openapi` is missing: this is not an OpenAPI document",
            ],
        ),
        (
            "a: [1, .inf]\n",
            &[
                "error 1:1 missing-field: `openapi` is missing: this is not an OpenAPI document",
                "error 1:8 infinite-number: infinite numbers and `.nan` have no form in JSON",
            ],
        ),
    ]);
}

#[test]
fn hostile_texts_end_soon() {
    let too_deep = "too-deep: more than 100 objects and arrays stand inside one another";
    let places = |text: &str| found(text);
    assert_eq!(places(&format!("{}1{}", "[".repeat(200), "]".repeat(200))), [format!("error 1:102 {too_deep}")]);
    assert_eq!(places(&format!("{}1{}", "[".repeat(9000), "]".repeat(9000))), [format!("error 1:102 {too_deep}")]);
    assert_eq!(places(&"- ".repeat(9000)), [format!("error 1:203 {too_deep}")]);
    assert_eq!(places("a: &a [*a]\n"), [format!("error 1:8 {too_deep}")]);
    assert_eq!(
        places(&format!("a: {}{}", "[".repeat(9000), "]".repeat(9000))),
        ["error 1:259 too-deep: objects and arrays are nested far deeper than 100 levels"]
    );
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for n in 1..40 {
        bomb += &format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1);
    }
    let endless = "too-large: the aliases stand for far more than the file holds";
    assert_eq!(places(&bomb), [format!("error 1:1 {endless}")]);
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(1000));
    assert_eq!(places(&long), [format!("error 1:4 {endless}")]);
}

#[test]
fn yaml_scalars_are_those_of_yaml_1_2() {
    let text = format!(
        "{HEAD}paths: {{}}\nx-a: [on, off, yes, no, y, True, false, ~, null, 0o17, 0x1f, 2020-01-01, 12:30, 1.5, -3, '1', 1_000]\n\
         x-b: {{200: a, true: b, null: c, 1.10: d, on: e}}\n"
    );
    let tree = tree(&text);
    assert_eq!(
        tree["x-a"],
        json!([
            "on",
            "off",
            "yes",
            "no",
            "y",
            true,
            false,
            null,
            null,
            15,
            31,
            "2020-01-01",
            "12:30",
            1.5,
            -3,
            "1",
            "1_000"
        ])
    );
    assert_eq!(tree["x-b"], json!({"200": "a", "true": "b", "null": "c", "1.10": "d", "on": "e"}));
}

#[test]
fn merge_keys_are_applied_and_order_is_kept() {
    let text = format!(
        "{HEAD}paths: {{}}\nx-base: &b {{q: 1, r: 2}}\nx-one: {{z: 0, <<: *b, r: 3}}\nx-two: {{<<: [{{q: 9}}, *b]}}\nx-own: {{<<: 1}}\n"
    );
    let tree = tree(&text);
    assert_eq!(tree["x-one"].to_string(), r#"{"z":0,"r":3,"q":1}"#);
    assert_eq!(tree["x-two"].to_string(), r#"{"q":9,"r":2}"#);
    assert_eq!(tree["x-own"].to_string(), r#"{"<<":1}"#);
}
