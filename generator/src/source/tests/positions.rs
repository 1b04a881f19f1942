//! The two readers of a text held together: whatever serde finds in it has a place among the events.

use super::*;
use crate::diagnostic::Pointer;
use crate::source::positions::Positions;
use crate::source::tree::parse;

/// Every pointer of a tree.
fn pointers(value: &Value, at: Pointer, all: &mut Vec<Pointer>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| pointers(value, at.key(key), all)),
        Value::Array(list) => list.iter().enumerate().for_each(|(index, value)| pointers(value, at.index(index), all)),
        _ => {}
    }
    all.push(at);
}

#[test]
fn every_pointer_has_a_place() {
    for text in [
        include_str!("every_field.yaml"),
        "{\"a\": [1, {\"b\\u0020c\": null}], \"é/~\": {}, \"\": [[]], \"l\": \"x\\ny\"}",
        "{\n\t\"a\":\n\t[\n\t\t1,\n\t{\"b\" : 2}\n\t]\n}",
        "a: &x {b: 1, c: [2]}\nd: *x\ne: {<<: *x, f: 1}\ng: {<<: [{h: 1}, *x]}\n",
        "? a\n: - b\n  - c: |\n      text\n    d: >-\n      more\n'e': \"f\"\n200: g\nnull: h\n~: i\n",
        "- - 1\n  - 2\n- {a: , b: }\n- \n- [a: 1, 'b': 2]\n",
        "# a comment\n--- # another\na: 1 # x\nb:\n# in between\n  - 1\n...\n",
        "a:\n  b: {\n    c: [\n      1\n  ]\n  }\n  d: 1\n",
        "é: {ü: 1}\nемоji 😀: {k: 2}\n",
        "a: 'it''s'\r\nb:\r\n  - c\r\n",
        "{\"long\": [1,\n2],\n\"colon\" :\n\"after\"}",
    ] {
        let mut diagnostics = Diagnostics::new();
        let tree = parse(text, &mut diagnostics).unwrap_or_else(|| panic!("{text}\n{:?}", diagnostics.into_vec()));
        let mut all = Vec::new();
        pointers(&tree, Pointer::root(), &mut all);
        let together = Positions::of(text, &all);
        for pointer in all {
            // Further pointers make no difference.
            let positions = Positions::of(text, [&pointer]);
            assert_eq!(positions.find(&pointer), together.find(&pointer), "{pointer} in\n{text}");
            let found = positions.find(&pointer).unwrap_or_else(|| panic!("nothing in\n{text}"));
            assert!(found.exact, "{pointer} has no place in\n{text}");
            let value = text.get(found.value.clone()).unwrap();
            if let Some(Value::Number(number)) = tree.pointer(pointer.as_str()) {
                assert_eq!(value, number.to_string(), "{pointer}");
            }
        }
    }
}

#[test]
fn keys_and_values_are_told_apart() {
    let text = "a:\n  é: [1, {c: x y}]\n";
    let all = ["/a/é/1/c", "/a/é/0", "/a/é/0/gone", "/a/gone"].map(Pointer::parse);
    let positions = Positions::of(text, &all);
    let at = |pointer: &str| {
        let found = positions.find(&Pointer::parse(pointer)).unwrap();
        let place = positions.position(text, found.value.start);
        (text[found.key].to_owned(), text[found.value].to_owned(), place.line, place.column, found.exact)
    };
    assert_eq!(at("/a/é/1/c"), ("c".into(), "x y".into(), 2, 14, true));
    assert_eq!(at("/a/é/0"), ("1".into(), "1".into(), 2, 7, true));
    assert_eq!(at("/a/é/0/gone"), ("1".into(), "1".into(), 2, 7, false));
    assert!(!at("/a/gone").4);
    assert_eq!(Positions::of("", []).find(&Pointer::root()).map(|found| found.key), None);
}

#[test]
fn json_and_events_agree() {
    for text in [
        "{\"a\": [1, {\"b\\u0020c\": null}], \"é/~\": {}, \"\": [[], -1.5e3, true], \"l\": \"x\\ny\"}",
        "{\n\t\"a\":\n\t[\n\t\t1,\n\t{\"b\" : 2}\n\t]\n}",
        "  [{\"long\": [1,\n2],\r\n\"colon\" :\n\"after\", \"long\": 3}, {}]\n",
    ] {
        let tree = serde_json::from_str::<Value>(text).unwrap();
        let mut all = Vec::new();
        pointers(&tree, Pointer::root(), &mut all);
        all.push(Pointer::parse("/gone/too"));
        // A comment makes YAML of it, one line further down.
        let yaml = format!("#\n{text}");
        let (json, events) = (Positions::of(text, &all), Positions::of(&yaml, &all));
        for pointer in all {
            let (json, events) = (json.find(&pointer).unwrap(), events.find(&pointer).unwrap());
            let value = json.value.start + 2..json.value.end + 2;
            // The events take the white space behind a key for a part of it.
            assert_eq!(
                (json.key.start + 2, value, json.exact),
                (events.key.start, events.value, events.exact),
                "{pointer}"
            );
        }
    }
}
