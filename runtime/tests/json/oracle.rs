//! The same texts to this crate and to serde_json: both take the same ones, and as the same values.

use std::collections::BTreeMap;

use proptest::prelude::*;
use specwright_runtime::content::json;
use specwright_runtime::error::Reason;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::{Json, Model};

/// What both accept.
const VALID: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "1.5",
    "1e5",
    "1E5",
    "1e+5",
    "1e-5",
    "0e0",
    "0.1e1",
    "-1.5E-10",
    "123456789012345678",
    "1234567890123456789",
    "0.000000000000000000000000000000000000000000000000000001",
    "\"\"",
    "\"a\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0000\"",
    "\"\\u00e9\\u00E9\"",
    "\"\\uD834\\uDD1E\"",
    "\"\u{7f}\"",
    "\"é\u{1F600}\u{FFFF}\"",
    "\"\u{2028}\"",
    "\"http:\\/\\/a\"",
    "[]",
    "[ ]",
    "[1]",
    "[1,2 , 3]",
    "[[],{}]",
    "[null,true]",
    "{}",
    "{ }",
    "{\"a\":1}",
    "{\"\":0}",
    "{\"a\":{\"b\":[{}]}}",
    "{ \"a\" : 1 , \"b\" : 2 }",
    "\n[\t1\r]\n",
    "[[[[[[[[]]]]]]]]",
    "{\"a\\u0062\":1}",
    "{\"\\uD834\\uDD1E\":1}",
    "[1.0,-0,1e2]",
    " 1",
    "1 ",
];

/// What both refuse.
const INVALID: &[&str] = &[
    "",
    " ",
    "nul",
    "nulll",
    "True",
    "TRUE",
    "tru",
    "fals",
    "undefined",
    "NaN",
    "Infinity",
    "-Infinity",
    "-",
    "+1",
    "01",
    "-01",
    "1.",
    ".5",
    "-.5",
    "1.e5",
    "1e",
    "1e+",
    "1e5.5",
    "1.5.5",
    "0x10",
    "1_000",
    "1 000",
    "00",
    "--1",
    "1-",
    "1e1e1",
    "\u{FF11}",
    "\"",
    "\"a",
    "a\"",
    "'a'",
    "\"\\\"",
    "\"\\x41\"",
    "\"\\u\"",
    "\"\\u12\"",
    "\"\\u123\"",
    "\"\\u123g\"",
    "\"\\U0041\"",
    "\"\t\"",
    "\"\n\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "\"\\uD834\"",
    "\"\\uDD1E\"",
    "\"\\uDD1E\\uD834\"",
    "\"\\uD834x\"",
    "\"\\uD834\\u0041\"",
    "\"\\uD834\\\"",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[,]",
    "[1 2]",
    "[1;2]",
    "[1}",
    "[1]]",
    "[1],",
    "[\"a\"",
    "[1,,2]",
    "[\u{b}]",
    "{",
    "}",
    "{]",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{\"a\",1}",
    "{\"a\" 1}",
    "{a:1}",
    "{1:1}",
    "{'a':1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1,,\"b\":2}",
    "{,}",
    "{:1}",
    "{\"a\"::1}",
    "{\"a\":1}}",
    "{\"a\":1}#",
    "{null:null}",
    "{\"a\":}",
    "/**/1",
    "1//",
    "[1]\u{a0}",
    "\u{a0}[1]",
    "\u{2060}",
    "\u{FEFF}1",
    "1\u{FEFF}",
    "\u{c}1",
    "[\"\\",
    "[\"\\u",
    "\"\\uD800\\",
    "*",
    "@",
];

#[test]
fn both_take_the_same_texts() {
    for (texts, valid) in [(VALID, true), (INVALID, false)] {
        for text in texts {
            assert_eq!(serde_json::from_str::<serde_json::Value>(text).is_ok(), valid, "serde_json: {text:?}");
            same(text);
        }
    }
}

/// Whatever type a text is read as, both take it as the same value or both refuse it.
fn same(text: &str) {
    typed::<bool>(text);
    typed::<String>(text);
    typed::<f64>(text);
    typed::<Vec<f64>>(text);
    typed::<Vec<String>>(text);
    typed::<Vec<Vec<bool>>>(text);
    typed::<BTreeMap<String, bool>>(text);
    typed::<Option<bool>>(text);
    let kept = Json::new(text);
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => {
            let kept = kept.unwrap();
            assert_eq!(kept.as_str(), text.trim_matches([' ', '\t', '\n', '\r']));
            assert_eq!(kept.deserialize::<serde_json::Value>().unwrap(), value, "{text:?}");
            assert_eq!(serde_json::to_value(Shown(kept)).unwrap(), value, "{text:?}");
        }
        // Numbers of any size are kept, while serde_json has no value for them.
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(_) => assert!(kept.is_err(), "{text:?}"),
    }
}

/// A value by this crate's own road to serde.
struct Shown(Json);

impl serde::Serialize for Shown {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        specwright_runtime::model::serialize(&self.0, serializer)
    }
}

fn typed<T: Model + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    let ours = json::read::<T>(text.as_bytes(), Mode::SERVER);
    match serde_json::from_str::<T>(text) {
        // A name that stands twice is refused here alone.
        Ok(_) if ours.as_ref().is_err_and(|error| error.reason() == &Reason::Duplicate) => {}
        Ok(value) => assert_eq!(ours, Ok(value), "{text:?}"),
        Err(error) => assert!(ours.is_err(), "{text:?}: {error}"),
    }
}

proptest! {
    #[test]
    fn texts_of_json_letters(text in r#"[\[\]{}:,"\\u0-9aentrulfs.+ \n-]{0,12}"#) {
        same(&text);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        same(&text);
        let written = json::write(&text, Mode::ALONE).unwrap();
        prop_assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), text.clone());
        prop_assert_eq!(json::read::<String>(&written, Mode::ALONE).unwrap(), text.clone());
        let escaped = serde_json::to_vec(&text).unwrap();
        prop_assert_eq!(json::read::<String>(&escaped, Mode::ALONE).unwrap(), text);
    }

    #[test]
    fn numbers(float in any::<f64>(), integer in any::<i64>(), unsigned in any::<u64>(), single in any::<f32>()) {
        if float.is_finite() {
            let written = json::write(&float, Mode::ALONE).unwrap();
            prop_assert_eq!(&written, &serde_json::to_vec(&float).unwrap());
            prop_assert_eq!(json::read::<f64>(&written, Mode::ALONE).unwrap().to_bits(), float.to_bits());
        }
        if single.is_finite() {
            let written = json::write(&single, Mode::ALONE).unwrap();
            prop_assert_eq!(json::read::<f32>(&written, Mode::ALONE).unwrap().to_bits(), single.to_bits());
        }
        let text = integer.to_string();
        prop_assert_eq!(json::write(&integer, Mode::ALONE).unwrap(), text.as_bytes());
        prop_assert_eq!(json::read::<i64>(text.as_bytes(), Mode::ALONE).unwrap(), integer);
        let text = unsigned.to_string();
        prop_assert_eq!(json::write(&unsigned, Mode::ALONE).unwrap(), text.as_bytes());
        prop_assert_eq!(json::read::<u64>(text.as_bytes(), Mode::ALONE).unwrap(), unsigned);
    }

    #[test]
    fn values_in_either_layout(value in value()) {
        same(&serde_json::to_string(&value).unwrap());
        same(&serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn values_with_one_byte_changed(value in value(), at in any::<prop::sample::Index>(), byte in 0x20_u8..0x7f) {
        let mut text = serde_json::to_vec(&value).unwrap();
        let at = at.index(text.len());
        text[at] = byte;
        if let Ok(text) = String::from_utf8(text) {
            same(&text);
        }
    }
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_filter("finite", |value| value.is_finite()).prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::Array),
            prop::collection::btree_map(any::<String>(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}
