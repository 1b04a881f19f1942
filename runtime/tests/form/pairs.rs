//! Properties as pairs: how they are written and read, and what is refused.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use specwright_runtime::model::Json;

use crate::types::{FORM, Order, Scalar};
use crate::{read, written};

fn order() -> Order {
    Order::default()
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| (*text).to_owned()).collect())
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn properties_look_like_this() {
    for (value, form) in [
        (order(), ""),
        (
            Order { id: Some(-1), text: Some("a b+c&d=e%ü~*".into()), ..order() },
            "id=-1&text=a%20b%2Bc%26d%3De%25%C3%BC~%2A",
        ),
        (Order { text: Some(String::new()), maybe: Some(Some(true)), ..order() }, "text=&maybe=true"),
        (Order { tags: texts(&["a", "", "b c"]), ..order() }, "tags%5B%5D=a&tags%5B%5D=&tags%5B%5D=b%20c"),
        (Order { commas: texts(&["a,b", "c"]), ..order() }, "commas=a%2Cb,c"),
        (Order { commas: texts(&[]), spaces: texts(&[]), pipes: Some(vec![]), ..order() }, "commas=&spaces=&pipes="),
        (Order { spaces: texts(&["a|b", "c"]), pipes: Some(vec![1, 2]), ..order() }, "spaces=a%7Cb%20c&pipes=1%7C2"),
        (
            Order { deep: Some(map(&[("a", "1"), ("b]c", "2"), ("", "3")])), ..order() },
            "deep%5B%5D=3&deep%5Ba%5D=1&deep%5Bb%5Dc%5D=2",
        ),
        (
            Order { child: Some(Box::new(Order { id: Some(1), maybe: Some(None), ..order() })), ..order() },
            "child=%7B%22id%22%3A1%2C%22maybe%22%3Anull%7D",
        ),
        (
            Order { children: Some(vec![Order { id: Some(1), ..order() }, order()]), ..order() },
            "children=%7B%22id%22%3A1%7D&children=%7B%7D",
        ),
        (Order { json: Some(Json::new("[1, 2]").unwrap()), ..order() }, "json=%5B1%2C%202%5D"),
        (Order { json: Some(Json::null()), ..order() }, "json=null"),
        (Order { scalar: Some(Scalar::Integer(1)), ..order() }, "scalar=1"),
        (Order { scalar: Some(Scalar::Text("one".into())), ..order() }, "scalar=one"),
        (Order { rest: BTreeMap::from([("x[y]".to_owned(), Json::from("z"))]), ..order() }, "x%5By%5D=z"),
    ] {
        assert_eq!(written(&value, Some(&FORM)), form);
        assert_eq!(read(form, Some(&FORM)), Ok(value), "{form}");
    }
    assert_eq!(written(&Order { id: Some(1), text: Some("a".into()), ..order() }, None), "id=1&text=a");
    assert_eq!(read("text=a&id=1", None), Ok(Order { id: Some(1), text: Some("a".into()), ..order() }));
}

#[test]
fn what_a_form_cannot_carry_is_not_written() {
    let ambiguous = |name: &str| format!("would read as another value at /{name}");
    let rest = |key: &str, json: &str| BTreeMap::from([(key.to_owned(), Json::new(json).unwrap())]);
    for (value, error) in [
        (Order { maybe: Some(None), ..order() }, "expected text, found nothing at /maybe".to_owned()),
        (Order { tags: texts(&[]), ..order() }, ambiguous("tags[]")),
        (Order { commas: texts(&[""]), ..order() }, ambiguous("commas")),
        (Order { spaces: texts(&["a b"]), ..order() }, ambiguous("spaces")),
        (Order { deep: Some(map(&[])), ..order() }, ambiguous("deep")),
        (Order { children: Some(vec![]), ..order() }, ambiguous("children")),
        (
            Order { scalar: Some(Scalar::Text("1".into())), ..order() },
            "would read as another alternative at /scalar".to_owned(),
        ),
        (Order { rest: rest("deep[x]", "\"\""), ..order() }, ambiguous("deep[x]")),
        (
            Order { rest: rest("a", "1"), ..order() },
            "expected a string, which is all that text can carry, found another JSON value at /a".to_owned(),
        ),
    ] {
        assert_eq!(written(&value, Some(&FORM)), error);
    }
    assert_eq!(
        written(&Order { tags: texts(&["a"]), ..order() }, None),
        "expected text, found several values at /tags[]"
    );
    assert_eq!(
        written(&Order { child: Some(Box::new(order())), ..order() }, None),
        "expected text, found an object at /child"
    );
    assert_eq!(written(&vec![1_i64], None), "expected an object, found another value");
    assert_eq!(written(&None::<Order>, None), "expected an object, found another value");
    let many = Order { tags: Some(vec!["a".to_owned(); 10_001]), ..order() };
    assert_eq!(written(&many, Some(&FORM)), "too many pairs (byte 130000)");
}

#[test]
fn what_others_write_is_read() {
    for (form, expected) in [
        ("text=a+b%20c", Order { text: Some("a b c".into()), ..order() }),
        ("&&%74ext=%c3%bc&", Order { text: Some("ü".into()), ..order() }),
        ("text", Order { text: Some(String::new()), ..order() }),
        ("text=a=b", Order { text: Some("a=b".into()), ..order() }),
        ("tags[]=a&id=1&tags[]=b", Order { id: Some(1), tags: texts(&["a", "b"]), ..order() }),
        ("spaces=a+b%20c&pipes=1|2", Order { spaces: texts(&["a", "b", "c"]), pipes: Some(vec![1, 2]), ..order() }),
        ("deep[a]=1&id=2&deep[b]=3", Order { id: Some(2), deep: Some(map(&[("a", "1"), ("b", "3")])), ..order() }),
        ("child={\"id\": 1}", Order { child: Some(Box::new(Order { id: Some(1), ..order() })), ..order() }),
    ] {
        assert_eq!(read(form, Some(&FORM)), Ok(expected), "{form}");
    }
}

#[test]
fn what_is_no_form_of_the_document_is_refused() {
    for (form, error) in [
        ("id=1&id=1", "given twice at /id"),
        ("commas=a&commas=b", "given twice at /commas"),
        ("child={}&child={}", "given twice at /child"),
        ("deep[a]=1&deep[a]=2", "given twice at /deep[a]"),
        ("deep=1", "expected an object, found text at /deep"),
        ("deep[a]=1&deep=1", "given twice at /deep"),
        ("x=1&x=2", "given twice at /x"),
        ("id=one", "expected an integer, found other text at /id"),
        ("text=%", "not a percent-encoded character (byte 0) at /text"),
        ("text=%FF", "not UTF-8 (byte 0) at /text"),
        ("%=1", "not a percent-encoded character (byte 0)"),
        ("child=", "the text ends where a value is meant (byte 0) at /child"),
        ("child={}x", "more after the end of the value (byte 2) at /child"),
        ("child={\"id\":\"1\"}", "expected an integer, found a string at /child/id"),
        ("children={}&children={\"id\":[]}", "expected an integer, found an array at /children/1/id"),
        ("children={}&children={}{}", "more after the end of the value (byte 2) at /children/1"),
        ("pipes=1%7Cx", "expected an integer, found other text at /pipes/1"),
    ] {
        assert_eq!(read::<Order>(form, Some(&FORM)).unwrap_err(), error, "{form}");
    }
    let error = specwright_runtime::content::form::read::<Order>(b"text=\xFF", None, crate::Mode::SERVER).unwrap_err();
    assert_eq!(error.to_string(), "not UTF-8 (byte 5)");
}

#[test]
fn hostile_forms_are_refused_at_once() {
    let many: String = (0..100_000).map(|index| format!("a{index}=1&")).collect();
    let nested = format!("child={}", "[".repeat(100_000));
    let deep = format!("child={}1", "{\"child\":".repeat(100_000));
    let too_deep = format!("nested too deeply at {}", "/child".repeat(128));
    for (form, expected) in [
        (many, Err("too many pairs (byte 78890)")),
        ("tags[]=a&".repeat(100_000), Err("too many pairs (byte 90000)")),
        ("&".repeat(1 << 20) + "id", Err("expected an integer, found other text at /id")),
        ("%5B".repeat(1 << 20), Ok(1)),
        (nested, Err("expected an object, found an array at /child")),
        (deep, Err(&*too_deep)),
    ] {
        let start = Instant::now();
        let found = read::<Order>(&form, Some(&FORM)).map(|order| order.rest.len());
        // This leaves room for slow machines and unoptimized builds.
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        assert_eq!(found, expected.map_err(str::to_owned));
    }
}

#[test]
fn booleans_are_four_words() {
    for (word, expected) in [("1", true), ("true", true), ("0", false), ("false", false)] {
        let found = read::<Order>(&format!("maybe={word}"), None).map(|order| order.maybe);
        assert_eq!(found, Ok(Some(Some(expected))), "{word}");
    }
    let found = read::<Order>("maybe=yes", None).map(|order| order.maybe);
    assert_eq!(found, Err("expected a boolean, found other text at /maybe".to_owned()));
}

#[test]
fn reserved_characters_stay_where_the_document_says_so() {
    use specwright_runtime::content::form::{self, Form};
    use specwright_runtime::mode::Mode;
    static RESERVED: Form =
        Form { properties: FORM.properties, json_field: None, reserved: &["text", "commas", "spaces"] };
    for (value, expected) in [
        (Order { text: Some("a[0]#&+':/?=,;".into()), ..order() }, "text=a%5B0%5D%23%26%2B':/?=,;"),
        (Order { commas: texts(&["a,b", "/c"]), ..order() }, "commas=a%2Cb,/c"),
        (Order { spaces: texts(&["a/b", "c"]), ..order() }, "spaces=a%2Fb%20c"),
        (Order { tags: texts(&["a/b"]), ..order() }, "tags%5B%5D=a%2Fb"),
    ] {
        let written = form::write(&value, Some(&RESERVED), Mode::CLIENT).unwrap();
        assert_eq!(String::from_utf8(written.clone()).unwrap(), expected);
        assert!(form::read::<Order>(&written, Some(&RESERVED), Mode::SERVER).is_ok_and(|read| read == value));
    }
}
