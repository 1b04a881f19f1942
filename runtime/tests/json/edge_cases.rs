//! What RFC 8259 leaves open, and the message and place of every error of syntax.

use std::collections::BTreeMap;

use specwright_runtime::content::json;
use specwright_runtime::error::{Reason, ValueError};
use specwright_runtime::mode::Mode;
use specwright_runtime::model::{Json, Model};

type Map = BTreeMap<String, Json>;

fn read<T: Model>(text: &str) -> Result<T, Box<ValueError>> {
    json::read(text.as_bytes(), Mode::ALONE)
}

fn message<T: Model>(text: impl AsRef<[u8]>) -> String {
    match json::read::<T>(text.as_ref(), Mode::ALONE) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_where_it_is_read() {
    assert_eq!(message::<Map>(r#"{"a":1,"b":2,"a":1}"#), "given twice at /a");
    assert_eq!(message::<Map>(r#"{"a":1,"\u0061":1}"#), "given twice at /a");
    // What is kept as exact text is kept with all that stands in it.
    let kept = r#"{"a":{"b":1,"b":2}}"#;
    assert_eq!(json::write(&read::<Map>(kept).unwrap(), Mode::ALONE).unwrap(), kept.as_bytes());
}

#[test]
fn integers_beyond_64_bits_are_out_of_range_or_exact_text() {
    assert_eq!(read::<i64>("9223372036854775807"), Ok(i64::MAX));
    assert_eq!(read::<i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(message::<i64>("9223372036854775808"), "9223372036854775808 is out of range");
    assert_eq!(message::<u64>("18446744073709551616"), "18446744073709551616 is out of range");
    assert_eq!(message::<u64>("-1"), "-1 is out of range");
    assert_eq!(message::<u32>("4294967296"), "4294967296 is out of range");
    assert_eq!(message::<i32>("-2147483649"), "-2147483649 is out of range");
    assert_eq!(message::<i64>("1e300"), "1e300 is out of range");
    assert_eq!(read::<Json>("123456789012345678901234567890").unwrap().as_str(), "123456789012345678901234567890");
}

#[test]
fn integers_may_be_written_in_any_notation() {
    for (text, value) in [("1.0", 1), ("-0", 0), ("1e3", 1000), ("12.50e1", 125), ("-20E-1", -2), ("0", 0)] {
        assert_eq!(read::<i64>(text), Ok(value), "{text}");
    }
    assert_eq!(read::<u64>("-0"), Ok(0));
    assert_eq!(message::<i64>("1.5"), "expected an integer, found a number with a fraction");
    assert_eq!(message::<i64>("007"), "more after the end of the value (byte 1)");
}

#[test]
fn numbers_are_finite() {
    assert_eq!(read::<f64>("1.7976931348623157e308"), Ok(f64::MAX));
    assert_eq!(message::<f64>("1e400"), "1e400 is out of range");
    assert_eq!(message::<f32>("1e39"), "1e39 is out of range");
    assert_eq!(read::<f32>("0.1"), Ok(0.1));
    for value in [f64::NAN, f64::INFINITY] {
        assert_eq!(json::write(&value, Mode::ALONE).unwrap_err().reason(), &Reason::OutOfRange(value.to_string()));
    }
    for (value, text) in [(0.1, "0.1"), (1.0, "1.0"), (1e21, "1e+21"), (-0.0, "-0.0"), (5e-324, "5e-324")] {
        assert_eq!(json::write(&value, Mode::ALONE).unwrap(), text.as_bytes());
    }
    assert_eq!(json::write(&0.1_f32, Mode::ALONE).unwrap(), b"0.1");
}

#[test]
fn nesting_is_limited_to_128() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nest = |depth: usize| format!("{}0{}", open.repeat(depth), close.repeat(depth));
        assert_eq!(read::<Json>(&nest(128)).unwrap().as_str(), nest(128));
        assert_eq!(message::<Json>(nest(129)), "nested too deeply");
        assert_eq!(message::<Json>(open.repeat(1_000_000)), "nested too deeply");
        assert_eq!(message::<Vec<Json>>(format!("[{}]", nest(127))), "accepted");
        assert_eq!(message::<Vec<Json>>(format!("[{}]", nest(128))), "nested too deeply at /0");
        assert_eq!(message::<Map>(format!("{{\"k\":{}}}", nest(128))), "nested too deeply at /k");
        // What cannot be read is not written.
        let deepest: Json = read(&nest(128)).unwrap();
        assert_eq!(json::write(&vec![deepest], Mode::ALONE).unwrap_err().to_string(), "nested too deeply at /0");
    }
}

#[test]
fn lone_surrogates_are_refused() {
    assert_eq!(read::<String>(r#""\ud83d\ude00""#), Ok("\u{1F600}".to_owned()));
    for (text, at) in [
        (r#""\ud83d""#, 7),
        (r#""\ude00""#, 7),
        (r#""\ud83d\n""#, 7),
        (r#""\ud83d\ud83d""#, 13),
        (r#""a\ude00\ud83d""#, 8),
    ] {
        assert_eq!(message::<String>(text), format!("a lone surrogate (byte {at})"), "{text}");
        assert_eq!(message::<Json>(text), format!("a lone surrogate (byte {at})"), "{text}");
    }
    assert_eq!(message::<String>(b"\"\xED\xA0\x80\""), "not UTF-8 (byte 1)");
}

#[test]
fn nothing_follows_the_value() {
    assert_eq!(read::<i64>(" \t\r\n1 \t\r\n"), Ok(1));
    assert_eq!(message::<i64>("1 2"), "more after the end of the value (byte 2)");
    assert_eq!(message::<Json>("{}}"), "more after the end of the value (byte 2)");
    assert_eq!(message::<Json>("null\0"), "more after the end of the value (byte 4)");
    assert_eq!(message::<Option<i64>>("nullx"), "more after the end of the value (byte 4)");
}

#[test]
fn a_byte_order_mark_is_refused() {
    assert_eq!(message::<Json>("\u{FEFF}1"), "not a JSON value (byte 0)");
    assert_eq!(message::<String>("\u{FEFF}\"a\""), "not a JSON value (byte 0)");
}

#[test]
fn errors_of_syntax_tell_their_byte() {
    for (text, message) in [
        ("", "the text ends where a value is meant (byte 0)"),
        ("  ", "the text ends where a value is meant (byte 2)"),
        ("[", "the text ends where a value is meant (byte 1)"),
        ("[1", "expected `,` or the closing bracket (byte 2)"),
        ("[1 2]", "expected `,` or the closing bracket (byte 3)"),
        ("[1,]", "not a JSON value (byte 3)"),
        ("[1}", "expected `,` or the closing bracket (byte 2)"),
        ("{", "expected a property name in quotes (byte 1)"),
        ("{a:1}", "expected a property name in quotes (byte 1)"),
        ("{\"a\"}", "expected `:` (byte 4)"),
        ("{\"a\":1,}", "expected a property name in quotes (byte 7)"),
        ("tru", "not a JSON value (byte 0)"),
        ("-", "a digit is missing (byte 1)"),
        ("1.", "a digit is missing (byte 2)"),
        ("1e+", "a digit is missing (byte 3)"),
        ("\"a", "the text ends within a string (byte 2)"),
        ("\"\\n", "the text ends within a string (byte 3)"),
        ("\"a\u{1}\"", "a control character in a string (byte 2)"),
        ("\"\\t\n\"", "a control character in a string (byte 3)"),
        ("\"\\x\"", "not an escape sequence (byte 2)"),
        ("\"\\", "not an escape sequence (byte 2)"),
        ("\"\\u12\"", "not four hexadecimal digits (byte 3)"),
        ("\"\\u12", "not four hexadecimal digits (byte 3)"),
        ("\"\\u+123\"", "not four hexadecimal digits (byte 3)"),
    ] {
        assert_eq!(self::message::<Json>(text), message, "{text}");
    }
    let found = json::read::<Json>(b"[1,]", Mode::ALONE).unwrap_err();
    assert_eq!(found.reason(), &Reason::Syntax { message: "not a JSON value", offset: 3 });
}

#[test]
fn strings_are_escaped_as_little_as_may_be() {
    let text = "\"\\/\u{8}\u{c}\n\r\t\u{0}\u{1f}\u{7f}é\u{2028}\u{1F600}";
    let written = json::write(&text.to_owned(), Mode::ALONE).unwrap();
    let expected = "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\\u001f\u{7f}é\u{2028}\u{1F600}\"";
    assert_eq!(String::from_utf8(written).unwrap(), expected);
    assert_eq!(read::<String>(expected).unwrap(), text);
    // Every place within the words in which strings are searched.
    for length in 0..40 {
        for at in 0..length {
            for letter in ['"', '\\', '\n', '\u{1f}', 'é', '\u{80}'] {
                let mut text = "a".repeat(length);
                text.replace_range(at..=at, &letter.to_string());
                let written = json::write(&text, Mode::ALONE).unwrap();
                assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), text);
                assert_eq!(json::read::<String>(&written, Mode::ALONE), Ok(text));
            }
        }
    }
}
