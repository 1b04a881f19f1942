//! The law: what writing accepts, reading returns unchanged, in both modes; for values made at random.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use specwright_runtime::base64::Base64;
use specwright_runtime::content::xml;
use specwright_runtime::mode::{Direction, Mode};
use specwright_runtime::model::{Json, Model, Open};

use crate::ROOT;
use crate::types::*;

fn check<T: Model + PartialEq + std::fmt::Debug>(value: &T) -> Result<bool, TestCaseError> {
    for direction in [Direction::Request, Direction::Response, Direction::Neither] {
        let mode = |strict| Mode { strict, direction };
        let Ok(bytes) = xml::write(value, Some(&ROOT), mode(true)) else { return Ok(false) };
        for strict in [true, false] {
            let text = String::from_utf8_lossy(&bytes);
            match xml::read::<T>(&bytes, Some(&ROOT), mode(strict)) {
                Ok(read) => prop_assert_eq!(&read, value, "{}", text),
                Err(error) => prop_assert!(false, "{error} in {text} of {value:?}"),
            }
        }
    }
    Ok(true)
}

/// Texts that markup, white space and kinds could harm.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        prop::sample::select(vec![
            " ",
            "\n",
            "\r",
            "a\r\nb",
            " a\t",
            "1",
            "true",
            "<&>\"'",
            "]]>",
            "ü\u{1F600}",
            "\u{1}",
            "a"
        ])
        .prop_map(str::to_owned),
        "[ -~\n\t\r]{0,8}",
    ]
}

fn json() -> impl Strategy<Value = Json> {
    let leaf =
        prop::sample::select(vec!["null", "true", "1", "\"\"", "\"a\"", "\" \"", "[]", "{}", "[\"a\"]", "\"\\u0041\""]);
    let leaf = leaf.prop_map(str::to_owned);
    let tree = leaf.prop_recursive(3, 12, 3, |inner| {
        let key = prop::sample::select(vec!["a", "b", "@a", "@b", "#text", "a b", "p:a"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map(key, inner, 0..3).prop_map(|properties| {
                let properties = properties.into_iter().map(|(key, value)| format!("\"{key}\":{value}"));
                format!("{{{}}}", properties.collect::<Vec<_>>().join(","))
            }),
        ]
    });
    tree.prop_map(|text| Json::new(&text).unwrap())
}

fn shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![(-2..2_i64).prop_map(Shape::Integer), text().prop_map(Shape::Text)];
    leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            (0..2_i64, prop::option::of(inner.clone())).prop_map(|(x, next)| Shape::Point(Box::new(Point { x, next }))),
            prop::collection::vec(inner, 0..3).prop_map(Shape::Points),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "@a", "@Label", "#text", "text", "Label", "words", "word", "a b", "p:a", ""])
        .prop_map(str::to_owned)
}

fn must() -> impl Strategy<Value = Must> {
    let numbers = || prop::collection::vec(0..3_i64, 0..3);
    (
        text(),
        numbers(),
        numbers(),
        prop::option::of(numbers()),
        shape(),
        prop::option::of(numbers()),
        prop::collection::vec(text(), 0..3),
    )
        .prop_map(|(name, list, wrapped, nulls, shape, sent, unique)| Must {
            id: 1,
            name,
            list,
            wrapped,
            null: nulls.as_ref().map(|_| 1),
            nulls,
            shape,
            sent,
            unique,
        })
}

/// Few fields at a time, so that not every value has one that is refused.
fn all() -> impl Strategy<Value = All> {
    let field = prop_oneof![
        text().prop_map(|text| All { label: Some(text), ..All::default() }),
        text().prop_map(|text| All { text: Some(text), ..All::default() }),
        any::<i64>().prop_map(|count| All { count: Some(count), ..All::default() }),
        any::<f64>().prop_map(|size| All { size: Some(size), ..All::default() }),
        any::<bool>().prop_map(|flag| All { flag: Some(flag), ..All::default() }),
        prop::collection::vec(any::<u8>(), 0..4)
            .prop_map(|bytes| All { bytes: Some(Base64(bytes.into())), ..All::default() }),
        prop::option::of(any::<i64>()).prop_map(|maybe| All { maybe: Some(maybe), ..All::default() }),
        text().prop_map(|text| All { color: Some(Open::Other(text.into())), ..All::default() }),
        Just(All { color: Some(Color::Red.into()), day: Some("2020-12-22".parse().unwrap()), ..All::default() }),
        prop::collection::vec(text(), 0..3).prop_map(|words| All { words: Some(words), ..All::default() }),
        prop::collection::vec(any::<i64>(), 0..3).prop_map(|numbers| All { numbers: Some(numbers), ..All::default() }),
        prop::collection::vec(prop::option::of(0..3_i64), 0..3)
            .prop_map(|nulls| All { nulls: Some(nulls), ..All::default() }),
        prop::collection::vec(prop::collection::vec(0..3_i64, 0..3), 0..3)
            .prop_map(|rows| All { rows: Some(rows), ..All::default() }),
        prop::collection::vec(shape(), 0..3).prop_map(|shapes| All { shapes: Some(shapes), ..All::default() }),
        shape().prop_map(|shape| All { shape: Some(shape), ..All::default() }),
        prop::collection::btree_map(key(), text(), 0..3).prop_map(|map| All { map: Some(map), ..All::default() }),
        prop::collection::btree_map(key(), prop::collection::vec(0..3_i64, 0..3), 0..3)
            .prop_map(|maps| All { maps: Some(maps), ..All::default() }),
        must().prop_map(|must| All { must: Some(must), ..All::default() }),
        prop::collection::btree_map(key(), json(), 0..3).prop_map(|rest| All { rest, ..All::default() }),
        Just(All::default()),
    ];
    (field.clone(), field.clone(), prop::option::of(field)).prop_map(|(one, two, child)| All {
        child: child.map(Box::new),
        text: one.text.clone().or(two.text),
        label: one.label.clone().or(two.label),
        shape: one.shape.clone().or(two.shape),
        shapes: one.shapes.clone().or(two.shapes),
        rest: if one.rest.is_empty() { two.rest } else { one.rest.clone() },
        ..one
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn objects_read_back(value in all()) {
        check(&value)?;
    }

    #[test]
    fn unions_read_back(value in shape()) {
        check(&value)?;
    }

    #[test]
    fn json_reads_back(value in json()) {
        check(&value)?;
    }

    #[test]
    fn arrays_read_back(value in prop::collection::vec(prop::option::of(prop::collection::vec(text(), 0..3)), 0..3)) {
        check(&value)?;
    }

    #[test]
    fn maps_read_back(value in prop::collection::btree_map(key(), shape(), 0..3)) {
        check(&value)?;
    }
}

/// Pieces of documents, in any order.
fn document() -> impl Strategy<Value = String> {
    let pieces = vec![
        "<r>",
        "</r>",
        "<r/>",
        "<text>",
        "</text>",
        "<word>a</word>",
        "<numbers>",
        "</numbers>",
        "<number>1</number>",
        "<child/>",
        "<child xmlns='urn:child'>",
        "</child>",
        "<shape x='1'/>",
        "<r Label='1' a='2'>",
        "<a p:b='c' xmlns:p='u'/>",
        "&lt;",
        "&#10;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?a ?>",
        " ",
        "\n",
        "x",
        "1",
        "<",
        ">",
        "&",
        "'",
        "\u{1}",
        "<!DOCTYPE r>",
        "<r",
        "<maybe xsi:nil='1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/>",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..12).prop_map(|pieces| format!("<r>{}</r>", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every input has a result, and what is read reads back once it is written.
    #[test]
    fn documents_at_random_are_answered(document in document()) {
        for mode in [Mode::SERVER, Mode::CLIENT] {
            if let Ok(value) = xml::read::<All>(document.as_bytes(), Some(&ROOT), mode) {
                check(&value)?;
            }
            if let Ok(value) = xml::read::<Json>(document.as_bytes(), None, mode) {
                prop_assert!(check(&value)? , "{value}");
            }
        }
    }
}

/// Most of what is made at random is written: the law says something.
#[test]
fn most_values_are_written() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut count, mut strategies) = (BTreeMap::new(), 0);
    for _ in 0..1000 {
        let value = all().new_tree(&mut runner).unwrap().current();
        *count.entry(check(&value).unwrap()).or_insert(0) += 1;
        strategies += 1;
    }
    assert!(count.get(&true).is_some_and(|written| *written * 3 > strategies), "{count:?}");
}
