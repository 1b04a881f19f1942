//! Values in XML: how each kind is written and read, and what is refused in each direction.

use std::collections::BTreeMap;

use specwright_runtime::mode::Mode;
use specwright_runtime::model::{Json, Open};
use specwright_runtime::rt;

use crate::types::*;
use crate::{NIL, read, reread, written};

fn json(text: &str) -> Json {
    Json::new(text).unwrap()
}

fn all() -> All {
    All::default()
}

#[test]
fn values_look_like_this() {
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    for (value, document) in [
        (all(), "<r/>".to_owned()),
        (All { label: Some("a<\"\n".into()), ..all() }, "<r Label=\"a&lt;&quot;&#10;\"/>".to_owned()),
        (All { label: Some(String::new()), ..all() }, "<r Label=\"\"/>".to_owned()),
        (All { text: Some(" a\n<&>\r".into()), ..all() }, "<r><text> a\n&lt;&amp;&gt;&#13;</text></r>".to_owned()),
        (All { text: Some(String::new()), ..all() }, "<r><text/></r>".to_owned()),
        (
            All { count: Some(-1), size: Some(0.5), flag: Some(true), ..all() },
            "<r><count>-1</count><size>0.5</size><flag>true</flag></r>".to_owned(),
        ),
        (All { maybe: Some(None), ..all() }, format!("<r><maybe {NIL}/></r>")),
        (All { maybe: Some(Some(1)), ..all() }, "<r><maybe>1</maybe></r>".to_owned()),
        (All { words: words(&["a", ""]), ..all() }, "<r><word>a</word><word/></r>".to_owned()),
        (All { numbers: Some(vec![]), ..all() }, "<r><numbers/></r>".to_owned()),
        (
            All { numbers: Some(vec![1, 2]), ..all() },
            "<r><numbers><n:number xmlns:n=\"urn:n\">1</n:number><n:number xmlns:n=\"urn:n\">2</n:number></numbers></r>"
                .to_owned(),
        ),
        (All { nulls: Some(vec![Some(1), None]), ..all() }, format!("<r><nulls>1</nulls><nulls {NIL}/></r>")),
        (
            All { rows: Some(vec![vec![1, 2], vec![]]), ..all() },
            "<r><rows><rows>1</rows><rows>2</rows></rows><rows/></r>".to_owned(),
        ),
        (
            All { shapes: Some(vec![Shape::Integer(1), Shape::Text("a".into())]), ..all() },
            "<r><shapes><shapes>1</shapes><shapes>a</shapes></shapes></r>".to_owned(),
        ),
        (
            All { child: Some(Box::new(All { child: Some(Box::new(all())), ..all() })), ..all() },
            "<r><child xmlns=\"urn:child\"><child/></child></r>".to_owned(),
        ),
        (
            All { map: Some(BTreeMap::from([("@a".into(), "1".into()), ("b".into(), "2".into())])), ..all() },
            "<r><map a=\"1\"><b>2</b></map></r>".to_owned(),
        ),
        (
            All { maps: Some(BTreeMap::from([("a".into(), vec![1, 2])])), ..all() },
            "<r><maps><a>1</a><a>2</a></maps></r>".to_owned(),
        ),
        (
            All {
                text: Some("t".into()),
                rest: BTreeMap::from([
                    ("#text".into(), json("\"x\"")),
                    ("@a".into(), json("\"1\"")),
                    ("o".into(), json(r##"{"#text":"2","@p":"3","q":["4",{"r":""}],"s":null}"##)),
                ]),
                ..all()
            },
            format!("<r a=\"1\">x<text>t</text><o p=\"3\">2<q>4</q><q><r/></q><s {NIL}/></o></r>"),
        ),
    ] {
        assert_eq!(written(&value), document);
        for mode in [Mode::SERVER, Mode::CLIENT] {
            assert_eq!(read(&document, mode).as_ref(), Ok(&value), "{document}");
        }
    }
}

#[test]
fn what_xml_cannot_carry_is_not_written() {
    let rest = |key: &str, text: &str| All { rest: BTreeMap::from([(key.to_owned(), json(text))]), ..all() };
    let absent = "an array without items would read as an absent one";
    let name = "expected a name that XML has, found another name";
    for (value, error) in [
        (
            All { text: Some("a\u{1}".into()), ..all() },
            "expected text that XML can carry, found a control character at /text",
        ),
        (
            All { label: Some("\u{FFFE}".into()), ..all() },
            "expected text that XML can carry, found a control character at /label",
        ),
        (All { words: Some(vec![]), ..all() }, &format!("{absent} at /words")),
        (All { nulls: Some(vec![None]), ..all() }, "an array of one `null` would read as `null` at /nulls/0"),
        (All { shape: Some(Shape::Points(vec![])), ..all() }, &format!("{absent} at /shape")),
        (
            All { shape: Some(Shape::Points(vec![Shape::Integer(1)])), ..all() },
            "would read as another alternative at /shape",
        ),
        (
            All { shapes: Some(vec![Shape::Text("1".into())]), ..all() },
            "would read as another alternative at /shapes/0",
        ),
        (All { maps: Some(BTreeMap::from([("a".into(), vec![])])), ..all() }, &format!("{absent} at /maps/a")),
        (All { map: Some(BTreeMap::from([("a b".into(), String::new())])), ..all() }, &format!("{name} at /map/a b")),
        (rest("a:b", "\"\""), &format!("{name} at /a:b")),
        (rest("@", "\"\""), &format!("{name} at /@")),
        (rest("#text", "\" \""), "white space between elements would not be read at /#text"),
        (rest("text", "\"\""), "given twice at /text"),
        (rest("word", "\"\""), "given twice at /word"),
        (rest("@Label", "\"\""), "given twice at /@Label"),
        (rest("@a", "{}"), "expected text, found an array or object at /@a"),
        (rest("@a", "null"), "expected text, found null at /@a"),
        (rest("a", "1"), "XML would carry it as \"1\" at /a"),
        (rest("a", "{}"), "XML would carry it as \"\" at /a"),
        (rest("a", "[]"), "required, but not there at /a"),
        (rest("a", "[\"b\"]"), "XML would carry it as \"b\" at /a"),
        (rest("a", "{ \"b\": \"c\" }"), "XML would carry it as {\"b\":\"c\"} at /a"),
        (rest("a", "[\"b\",{\"c\":{\"d e\":\"\"}}]"), &format!("{name} at /a/1/c/d e")),
    ] {
        assert_eq!(written(&value), error);
    }
    assert_eq!(written(&Unnamed { value: Some(1) }), "expected a name that XML has, found another name at /a b");
    assert_eq!(written(&Clash { one: None, two: None }), "in XML it has the name of another property at /two");
    let deep = (0..127).fold(all(), |child, _| All { child: Some(Box::new(child)), ..all() });
    assert_eq!(read::<All>(&written(&deep), Mode::SERVER), Ok(deep.clone()));
    assert!(written(&All { child: Some(Box::new(deep)), ..all() }).starts_with("nested too deeply at /child/child/"));
}

#[test]
fn what_has_to_be_there() {
    let must = || Must {
        id: 1,
        name: String::new(),
        list: vec![],
        wrapped: vec![],
        null: None,
        nulls: Some(vec![]),
        shape: Shape::Points(vec![]),
        sent: None,
        unique: vec![],
    };
    let document = format!("<r id=\"1\"><name/><wrapped/><null {NIL}/></r>");
    assert_eq!(written(&must()), document);
    assert_eq!(read::<Must>(&document, Mode::CLIENT), Ok(must()));
    assert_eq!(read::<Must>(&document, Mode::SERVER), Ok(Must { sent: Some(vec![]), ..must() }));
    let nil = format!("<r id=\"1\"><name/><wrapped/><null>1</null><nulls {NIL}/></r>");
    assert_eq!(written(&Must { null: Some(1), nulls: None, ..must() }), nil);
    assert_eq!(read::<Must>(&nil, Mode::CLIENT), Ok(Must { null: Some(1), nulls: None, ..must() }));
    let twice = Must { unique: vec!["a".into(), "b".into(), "a".into()], ..must() };
    assert_eq!(written(&twice), "uniqueItems: items must differ from one another at /unique/2");
    for (document, error) in [
        ("<r/>", "required, but not there at /id"),
        ("<r id='1'/>", "required, but not there at /name"),
        ("<r id='1'><name/></r>", "required, but not there at /wrapped"),
        ("<r id='1'><name/><wrapped/></r>", "required, but not there at /null"),
        ("<r id=''><name/></r>", "required, but not there at /id"),
        ("<r id='x'><name/></r>", "expected an integer, found other text at /id"),
        ("<r><id>1</id></r>", "required, but not there at /id"),
        ("<r id='1'><name/><name/></r>", "given twice at /name"),
        ("<r id='1'><name>a<b/></name></r>", "expected a string, found elements at /name"),
        ("<r id='1'><name/><list>1</list><list> </list></r>", "required, but not there at /list/1"),
        ("<r id='1'><name/><wrapped><word/></wrapped></r>", "required, but not there at /wrapped/0"),
    ] {
        assert_eq!(read::<Must>(document, Mode::CLIENT).unwrap_err(), error, "{document}");
    }
}

#[test]
fn what_others_write_is_read() {
    for (document, strict, tolerant) in [
        // White space counts in strings alone, and elements and attributes come in any order.
        (
            "<r>\n <flag> 1 </flag>\n <count>\t2\n</count> <text> 3 </text>\n</r>",
            "<r><text> 3 </text><count>2</count><flag>true</flag></r>",
            "",
        ),
        ("<x:r xmlns:x='urn:x'><x:text>a</x:text></x:r>", "<r><text>a</text></r>", ""),
        // An empty element is what its type makes of it.
        ("<r><text/><count/><size></size><flag> </flag><day/><color/></r>", "<r><text/></r>", ""),
        ("<r><maybe/></r>", "<r><maybe NIL/></r>", ""),
        ("<r Label=''><word/></r>", "<r Label=\"\"><word/></r>", ""),
        ("<r><numbers> </numbers><rows/></r>", "<r><numbers/><rows/></r>", ""),
        ("<r><nulls/></r>", "an array of one `null` would read as `null` at /nulls/0", ""),
        ("<r><child xmlns='urn:child'/></r>", "<r><child xmlns=\"urn:child\"/></r>", ""),
        ("<r><must/></r>", "<r/>", ""),
        // An array may be spread over its siblings.
        ("<r><word>a</word><x>1</x><word>b</word></r>", "<r><word>a</word><word>b</word><x>1</x></r>", ""),
        (
            "<r><numbers><other>1</other></numbers></r>",
            "not a property of this object at /numbers/other",
            "<r><numbers>N1</numbers></r>",
        ),
        ("<r><numbers>1</numbers></r>", "expected an array, found text at /numbers", "<r><numbers/></r>"),
        ("<r><numbers/><numbers/></r>", "given twice at /numbers", "given twice at /numbers"),
        // Names are compared by namespace where the document gives one.
        ("<r><child/></r>", "<r><child/></r>", ""),
        ("<r xmlns:a='urn:child'><a:child/></r>", "<r><child xmlns=\"urn:child\"/></r>", ""),
        (
            "<r xmlns:a='urn:a' xmlns:b='urn:b'><a:text>1</a:text><b:text>2</b:text></r>",
            "given twice at /text",
            "given twice at /text",
        ),
        // What is not meant.
        (
            "<r><color>blue</color></r>",
            "`blue` is not one of the documented values at /color",
            "`blue` is not one of the documented values at /color",
        ),
        (
            "<r><count>1.5</count></r>",
            "expected an integer, found a number with a fraction at /count",
            "expected an integer, found a number with a fraction at /count",
        ),
        ("<r><count a='1'>2</count></r>", "<r><count>2</count></r>", ""),
        (
            "<r><child xmlns='urn:child'>x<text>y</text></child></r>",
            "<r><child xmlns=\"urn:child\">x<text>y</text></child></r>",
            "",
        ),
        (
            "<r><must id='1'>x<name/><wrapped/><null>1</null></must></r>",
            "expected an object, found text at /must",
            "<r><must id=\"1\"><name/><wrapped/><null>1</null></must></r>",
        ),
        (
            "<r><must id='1' x='2'><name/><wrapped/><null>1</null></must></r>",
            "not a property of this object at /must/@x",
            "<r><must id=\"1\"><name/><wrapped/><null>1</null></must></r>",
        ),
    ] {
        let fill = |text: &str| text.replace("NIL", NIL).replace("N1", "<n:number xmlns:n=\"urn:n\">1</n:number>");
        assert_eq!(reread::<All>(document, Mode::SERVER), fill(strict), "{document}");
        assert_eq!(
            reread::<All>(document, Mode::CLIENT),
            fill(if tolerant.is_empty() { strict } else { tolerant }),
            "{document}"
        );
    }
    assert_eq!(
        read::<All>("<r><color>blue</color></r>", Mode::CLIENT).unwrap().color,
        Some(Open::Other("blue".into()))
    );
    assert_eq!(reread::<Text>("<r>x</r>", Mode::SERVER), "expected an object, found text");
    assert_eq!(reread::<Text>("<r>x</r>", Mode::CLIENT), "<r/>");
    assert_eq!(reread::<i64>("<r><a/></r>", Mode::CLIENT), "expected an integer, found elements");
    assert_eq!(reread::<Vec<i64>>("<list><a>1</a><a>2</a></list>", Mode::CLIENT), "<r><r>1</r><r>2</r></r>");
}

#[test]
fn namespaces_tell_properties_apart() {
    let value = Apart { left: Some("1".into()), right: Some("2".into()), attribute: Some("3".into()) };
    let document =
        "<r xmlns:l=\"urn:left\" l:value=\"3\"><l:value>1</l:value><r:value xmlns:r=\"urn:right\">2</r:value></r>";
    assert_eq!(written(&value), document);
    assert_eq!(read::<Apart>(document, Mode::SERVER), Ok(value.clone()));
    let other = "<r xmlns:x='urn:left' xmlns='urn:right' x:value='3'><value>2</value><x:value>1</x:value></r>";
    assert_eq!(read::<Apart>(other, Mode::SERVER), Ok(value));
    assert_eq!(reread::<Apart>("<r value='3'><value>1</value></r>", Mode::SERVER), "<r/>");
}

#[test]
fn unions_are_told_by_what_fits() {
    for (document, value) in [
        ("<r>1</r>", Shape::Integer(1)),
        ("<r> 1 </r>", Shape::Integer(1)),
        ("<r>one</r>", Shape::Text("one".into())),
        ("<r x='1'/>", Shape::Point(Box::new(Point { x: 1, next: None }))),
        ("<r><r>1</r><r>a</r></r>", Shape::Points(vec![Shape::Integer(1), Shape::Text("a".into())])),
        (
            "<r x='1'><next x='2'/></r>",
            Shape::Point(Box::new(Point { x: 1, next: Some(Shape::Point(Box::new(Point { x: 2, next: None }))) })),
        ),
        (
            "<r x='1'><next>2</next><next>3</next></r>",
            Shape::Point(Box::new(Point {
                x: 1,
                next: Some(Shape::Points(vec![Shape::Integer(2), Shape::Integer(3)])),
            })),
        ),
    ] {
        for mode in [Mode::SERVER, Mode::CLIENT] {
            assert_eq!(read::<Shape>(document, mode), Ok(value.clone()), "{document}");
        }
    }
    assert_eq!(reread::<Shape>("<r x='1' y='2'/>", Mode::SERVER), "<r/>");
    let deep = format!("{}<next>1</next>{}", "<next x='1'>".repeat(100), "</next>".repeat(100));
    let start = std::time::Instant::now();
    let value = read::<Point>(&format!("<r x='0'>{deep}</r>"), Mode::SERVER).unwrap();
    assert!(written(&value).contains("<next>1</next>"));
    // Exponential cost would be years; this leaves room for slow machines and unoptimized builds.
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn discriminators_are_elements_or_attributes() {
    let cat = |kind: &str| Pet::Cat(Cat { kind: kind.into(), name: Some("a".into()) });
    let dog = |rest: &[(&str, &str)]| {
        let rest = rest.iter().map(|(key, text)| ((*key).to_owned(), json(text)));
        Pet::Dog(Dog { name: None, rest: rest.collect() })
    };
    for (value, document) in [
        (cat("kitten"), "<r kind=\"kitten\"><name>a</name></r>"),
        (dog(&[]), "<r><kind>dog</kind></r>"),
        (dog(&[("@a", "\"b\"")]), "<r a=\"b\"><kind>dog</kind></r>"),
        (Pet::Map(BTreeMap::from([("a".to_owned(), 1)])), "<r><kind>map</kind><a>1</a></r>"),
    ] {
        assert_eq!(written(&value), document);
        for mode in [Mode::SERVER, Mode::CLIENT] {
            assert_eq!(read::<Pet>(document, mode), Ok(value.clone()), "{document}");
        }
    }
    assert_eq!(reread::<Pet>("<r kind='dog'><x/></r>", Mode::SERVER), "<r><kind>dog</kind><x/></r>");
    assert_eq!(written(&cat("dog")), "discriminator: must be `cat` or `kitten` in this alternative at /kind");
    assert_eq!(written(&dog(&[("kind", "\"a\"")])), "given twice at /kind");
    assert_eq!(
        written(&Pet::Cow(Cow { kind: "cow".into() })),
        "in XML it has another name, and would not tell the alternative at /kind"
    );
    for (document, error) in [
        ("<r/>", "required, but not there at /kind"),
        ("<r><kind>x</kind></r>", "`x` is not one of the documented values at /kind"),
        ("<r><kind><a/></kind></r>", "expected a string, found elements at /kind"),
        ("<r><kind>cat</kind></r>", "required, but not there at /kind"),
    ] {
        assert_eq!(reread::<Pet>(document, Mode::SERVER), error, "{document}");
    }
    assert_eq!(read::<Pet>("<r><a>b</a></r>", Mode::CLIENT), Ok(Pet::Other(json(r#"{"a":"b"}"#))));
}

#[test]
fn one_prefix_stands_for_one_namespace() {
    let value = Mixed { one: Some("1".into()), two: Some("2".into()) };
    assert_eq!(written(&value), "the prefix `p` would stand for two namespaces");
    let value = Mixed { one: Some("1".into()), two: None };
    assert_eq!(written(&value), "<r xmlns:p=\"urn:one\" p:one=\"1\"/>");
    assert_eq!(read::<Mixed>(&written(&value), Mode::SERVER), Ok(value));
}

#[test]
fn a_value_by_itself_is_the_root() {
    assert_eq!(written(&None::<i64>), format!("<r {NIL}/>"));
    assert_eq!(read::<Option<i64>>(&format!("<r {NIL}/>"), Mode::SERVER), Ok(None));
    assert_eq!(written(&true), "<r>true</r>");
    assert_eq!(written(&vec![vec!["a".to_owned()], vec![]]), "<r><r><r>a</r></r><r/></r>");
    let text = " <\u{1F600}>\r\n ".to_owned();
    assert_eq!(read(&written(&text), Mode::SERVER), Ok(text));
    let blank: specwright_runtime::bytes::Bytes = rt::blank();
    assert_eq!(written(&blank), "<r/>");
}
