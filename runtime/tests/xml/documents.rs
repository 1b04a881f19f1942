//! Documents: what is well-formed is read, all else is refused with its place, and hostile ones at once.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use specwright_runtime::content::xml;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::Json;

use crate::types::{List, Text};
use crate::{plain, read};

fn json(text: &str) -> Result<String, String> {
    read::<Json>(text, Mode::SERVER).map(|json| json.as_str().to_owned())
}

#[test]
fn well_formed_documents_are_read() {
    for (document, expected) in [
        ("<a/>", r#""""#),
        ("<a></a >", r#""""#),
        ("<a>b</a>", r#""b""#),
        ("\u{FEFF}<a>b</a>", r#""b""#),
        ("<?xml version=\"1.0\"?><a>b</a>", r#""b""#),
        ("\u{FEFF}<?xml version='1.1' encoding='Utf-8' standalone='yes' ?>\n<a>b</a>\n", r#""b""#),
        ("<?xml version=\"1.0\" encoding=\"US-ASCII\"?><!-- a --><?b c?><a>b</a><!-- c -->", r#""b""#),
        ("<a> b\tc\n</a>", r#"" b\tc\n""#),
        ("<a>b\r\nc\rd</a>", r#""b\nc\nd""#),
        ("<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;&#13;&#xA;</a>", "\"<>&'\\\"A\u{1F600}\\r\\n\""),
        ("<a>b<![CDATA[<c>&amp;]]>]]&gt;d<!-- e -->f<?g?></a>", r#""b<c>&amp;]]>df""#),
        ("<größe>1</größe>", r#""1""#),
        ("<a b='1' c=\"2\"/>", r#"{"@b":"1","@c":"2"}"#),
        ("<a b=' x&#9;y\t&lt;&quot;\r\n' />", r#"{"@b":" x\ty <\" "}"#),
        ("<a b='1'>2</a>", r##"{"#text":"2","@b":"1"}"##),
        ("<a> <b>1</b> <c>2</c> <b>3</b> </a>", r#"{"b":["1","3"],"c":"2"}"#),
        ("<a>x<b>1</b>y</a>", r##"{"#text":"xy","b":"1"}"##),
        ("<a xmlns='urn:a' xmlns:p='urn:p' p:b='1'><p:c>2</p:c><d/></a>", r#"{"@b":"1","c":"2","d":""}"#),
        // A prefix that is not bound is no error of the data.
        ("<a><p:b>1</p:b></a>", r#"{"b":"1"}"#),
        (
            "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='t'><b i:nil='true'/><c i:nil='0'/><d i:nil='1'>e</d></a>",
            r#"{"b":null,"c":"","d":"e"}"#,
        ),
    ] {
        assert_eq!(json(document).as_deref(), Ok(expected), "{document}");
    }
}

#[test]
fn what_is_not_well_formed_is_refused() {
    for (document, expected) in [
        ("", "no root element (byte 0)"),
        (" <!-- -->", "no root element (byte 9)"),
        ("text", "text outside the root element (byte 0)"),
        ("<a/>text", "text outside the root element (byte 4)"),
        ("<![CDATA[a]]><b/>", "text outside the root element (byte 0)"),
        ("<a/>&lt;", "text outside the root element (byte 4)"),
        ("<a/><b/>", "more than one root element (byte 4)"),
        ("<a></a><b>", "more than one root element (byte 7)"),
        ("<a>", "the text ends within an element (byte 3)"),
        ("<a><b></b>", "the text ends within an element (byte 10)"),
        ("<a", "the text ends within a tag (byte 0)"),
        ("<a>x</a", "the text ends within a tag (byte 4)"),
        ("<a><b></a></b>", "an end tag of another element (byte 6)"),
        ("<p:a></a>", "an end tag of another element (byte 5)"),
        ("</a>", "an end tag without an element (byte 0)"),
        ("<a/></a>", "an end tag without an element (byte 4)"),
        ("<1/>", "not a name (byte 0)"),
        ("<a><b:c:d/></a>", "not a name (byte 3)"),
        ("<a !='1'/>", "not a name (byte 0)"),
        ("< a/>", "not a name (byte 0)"),
        ("<a b/>", "an attribute without a value (byte 0)"),
        ("<a b=/>", "an attribute without a value (byte 0)"),
        ("<a b=c/>", "a value of an attribute without its quotes (byte 0)"),
        ("<a b='<'/>", "`<` in the value of an attribute (byte 0)"),
        ("<a b='1' b='2'/>", "an attribute is given twice (byte 0)"),
        ("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "an attribute is given twice (byte 0)"),
        ("<a>&b;</a>", "an entity that is not predefined (byte 3)"),
        ("<a b='&c;'/>", "a reference to a character or entity that is not known (byte 0)"),
        ("<a>b & c</a>", "`&` without the end of a reference (byte 5)"),
        ("<a>&#0;</a>", "a character that XML does not have (byte 3)"),
        ("<a>&#1;</a>", "a character that XML does not have (byte 3)"),
        ("<a>&#xD800;</a>", "a character that XML does not have (byte 3)"),
        ("<a b='&#xFFFE;'/>", "a character that XML does not have (byte 0)"),
        ("<a>b\u{1}</a>", "a character that XML does not have (byte 3)"),
        ("<a><!-- -- --></a>", "two hyphens in a comment (byte 8)"),
        ("<a><!-- </a>", "the text ends within markup, or the markup is none (byte 3)"),
        ("<a><!b></a>", "the text ends within markup, or the markup is none (byte 3)"),
        (" <?xml version='1.0'?><a/>", "a declaration behind the start of the text (byte 1)"),
        ("<a><?xml version='1.0'?></a>", "a declaration behind the start of the text (byte 3)"),
        ("<?xml version='2.0'?><a/>", "another version of XML (byte 0)"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "in another encoding than UTF-8 (byte 0)"),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", "in another encoding than UTF-8 (byte 0)"),
        ("<!DOCTYPE a><a/>", "a document type, which is not read (byte 0)"),
        ("<a><!DOCTYPE a></a>", "a document type, which is not read (byte 3)"),
    ] {
        assert_eq!(json(document).unwrap_err(), expected, "{document}");
    }
}

#[test]
fn other_encodings_are_refused() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let other = "in another encoding than UTF-8 (byte 0)";
    for (document, expected) in [
        (utf16("\u{FEFF}<a/>", true), other),
        (utf16("\u{FEFF}<a/>", false), other),
        (utf16("<a/>", true), other),
        (utf16("<a/>", false), other),
        (b"\xFF\xFE\0\0<\0\0\0".to_vec(), other),
        (b"<a>\xFC</a>".to_vec(), "not UTF-8 (byte 3)"),
        (b"\xEF\xBB\xBF<a>\xFC</a>".to_vec(), "not UTF-8 (byte 6)"),
        (b"\xEF\xBB\xBF<a>&b;</a>".to_vec(), "an entity that is not predefined (byte 6)"),
    ] {
        let found = xml::read::<Json>(&document, None, Mode::SERVER).map_err(|error| error.to_string());
        assert_eq!(found, Err(expected.to_owned()), "{document:?}");
    }
}

/// The result of reading a document, which has to come at once. The limit leaves room for slow machines and unoptimized
/// builds.
fn quickly<T>(read: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let read = read();
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    read
}

static SHORT: xml::Xml = plain("a");

#[test]
fn hostile_documents_are_refused_at_once() {
    let bomb = format!(
        "<!DOCTYPE a [<!ENTITY b \"{}\">{}]><a>&c9;</a>",
        "x".repeat(1000),
        (1..10)
            .map(|level| format!("<!ENTITY c{level} \"{}\">", format!("&c{};", level - 1).repeat(10)))
            .collect::<String>()
    );
    let external = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>".to_owned();
    let deep = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
    let unclosed = "<a>".repeat(10_000);
    let wide = |elements: usize| format!("<a>{}</a>", "<b/>".repeat(elements));
    let attributes: String = (0..50_000).map(|index| format!(" a{index}=''")).collect();
    let namespaces: String = (0..1000).map(|index| format!(" xmlns:a{index}='u{index}'")).collect();
    for (name, document, expected) in [
        ("bomb", bomb, Err("a document type, which is not read (byte 0)")),
        ("external", external, Err("a document type, which is not read (byte 0)")),
        ("deep", deep(10_000), Err("nested too deeply")),
        ("unclosed", unclosed, Err("nested too deeply")),
        ("just too deep", deep(130), Err("nested too deeply")),
        ("wide", wide(1 << 18), Err("too many elements and attributes (byte 786431)")),
        ("attributes", format!("<a{attributes}/>"), Ok(())),
        ("many with attributes", format!("<a>{}</a>", format!("<b{attributes}/>").repeat(2)), Ok(())),
        ("namespaces", format!("<a{namespaces}/>"), Err("too many namespaces (byte 0)")),
    ] {
        assert_eq!(quickly(|| json(&document)).map(drop), expected.map_err(str::to_owned), "{name}");
    }
    let list = |items: usize| vec![Vec::<i64>::new(); items];
    let (fits, more) = (list(131_070), list(131_072));
    let error = xml::write(&more, Some(&SHORT), Mode::ALONE).unwrap_err();
    assert_eq!(error.to_string(), "has more elements and attributes than are read");
    let bytes = xml::write(&fits, Some(&SHORT), Mode::ALONE).unwrap();
    assert_eq!(xml::read(&bytes, Some(&SHORT), Mode::SERVER), Ok(fits));
    assert_eq!(json(&deep(129)).map(|json| json.len()), Ok(128 * 6 + 2));
    let huge = format!("<r><animals>{}</animals></r>", "&amp;x".repeat(1 << 17));
    let read_text = quickly(|| read::<Text>(&huge, Mode::SERVER)).unwrap();
    assert_eq!(read_text.animals.map(|text| text.len()), Some(2 << 17));
}

#[test]
fn many_names_cost_no_more_than_they_have_to() {
    let pairs: String = (0..30_000).map(|index| format!("<a{index}>1</a{index}>")).collect();
    let twice = format!("<r>{pairs}{pairs}</r>");
    let map = quickly(|| read::<BTreeMap<String, Vec<i64>>>(&twice, Mode::SERVER)).unwrap();
    assert_eq!((map.len(), map.get("a7")), (30_000, Some(&vec![1, 1])));
    let list = format!("<r>{}</r>", "<animals>a</animals><x/>".repeat(30_000));
    let list = quickly(|| read::<List>(&list, Mode::SERVER)).unwrap();
    assert_eq!(list.animals.map(|animals| animals.len()), Some(30_000));
}
