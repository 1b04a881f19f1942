//! The examples of OpenAPI 3.0.3, section 4.7.26, byte for byte and in both directions.

use specwright_runtime::content::xml;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::Model;

use crate::types::*;
use crate::{plain, read, written, written_as};

/// Checks that a value is written so, and that this is read as the value.
fn both_ways<T: Model + PartialEq + std::fmt::Debug>(value: T, document: &str) {
    assert_eq!(written(&value), document);
    for mode in [Mode::SERVER, Mode::CLIENT] {
        assert_eq!(read::<T>(document, mode).as_ref(), Ok(&value), "{document}");
    }
}

fn values() -> Option<Vec<String>> {
    Some(vec!["value".to_owned(), "value".to_owned()])
}

#[test]
fn no_xml_element() {
    both_ways(Text { animals: Some("...".into()) }, "<r><animals>...</animals></r>");
    both_ways(
        List { animals: Some(vec!["...".into(); 3]) },
        "<r><animals>...</animals><animals>...</animals><animals>...</animals></r>",
    );
}

#[test]
fn xml_name_replacement() {
    both_ways(Renamed { animals: Some("...".into()) }, "<r><animal>...</animal></r>");
}

#[test]
fn xml_attribute_prefix_and_namespace() {
    static PERSON: xml::Xml = plain("Person");
    let person = Person { id: Some(123), name: Some("example".into()) };
    let document = "<Person id=\"123\">\
        <sample:name xmlns:sample=\"http://example.com/schema/sample\">example</sample:name></Person>";
    assert_eq!(written_as(&person, Some(&PERSON)), document);
    both_ways(
        person,
        "<r id=\"123\"><sample:name xmlns:sample=\"http://example.com/schema/sample\">example</sample:name></r>",
    );
}

#[test]
fn xml_arrays() {
    let animals = values;
    both_ways(Items { animals: animals() }, "<r><animal>value</animal><animal>value</animal></r>");
    both_ways(Aliens { animals: animals() }, "<r><animal>value</animal><animal>value</animal></r>");
    both_ways(
        Wrapped { animals: animals() },
        "<r><animals><animals>value</animals><animals>value</animals></animals></r>",
    );
    both_ways(Both { animals: animals() }, "<r><animals><animal>value</animal><animal>value</animal></animals></r>");
    both_ways(
        BothAliens { animals: animals() },
        "<r><aliens><animal>value</animal><animal>value</animal></aliens></r>",
    );
    both_ways(
        OnlyAliens { animals: animals() },
        "<r><aliens><aliens>value</aliens><aliens>value</aliens></aliens></r>",
    );
}

#[test]
fn the_examples_are_read_as_they_are_printed() {
    let document = "<Person id=\"123\">\n    <sample:name xmlns:sample=\"http://example.com/schema/sample\">example\
        </sample:name>\n</Person>\n";
    let person = Person { id: Some(123), name: Some("example".into()) };
    assert_eq!(read::<Person>(document, Mode::SERVER), Ok(person));
    let document = "<r>\n<aliens>\n  <animal>value</animal>\n  <animal>value</animal>\n</aliens>\n</r>";
    assert_eq!(read::<BothAliens>(document, Mode::SERVER), Ok(BothAliens { animals: values() }));
}

#[test]
fn the_root_has_the_documented_name_and_is_read_whatever_its_name() {
    static NAMED: xml::Xml = plain("Zoo");
    static QUALIFIED: xml::Xml = xml::Xml { namespace: Some("urn:zoo"), prefix: Some("z"), ..plain("Zoo") };
    static LISTED: xml::Xml = xml::Xml { items: Some(&ITEM), ..plain("Zoo") };
    static ITEM: xml::Xml = plain("animal");
    let value = Text { animals: Some("a".into()) };
    let bytes = xml::write(&value, None, Mode::ALONE).unwrap();
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><root><animals>a</animals></root>"
    );
    assert_eq!(written_as(&value, Some(&NAMED)), "<Zoo><animals>a</animals></Zoo>");
    assert_eq!(written_as(&7_i64, Some(&NAMED)), "<Zoo>7</Zoo>");
    assert_eq!(written_as(&vec![1_i64, 2], Some(&LISTED)), "<Zoo><animal>1</animal><animal>2</animal></Zoo>");
    assert_eq!(written_as(&vec![1_i64, 2], Some(&NAMED)), "<Zoo><Zoo>1</Zoo><Zoo>2</Zoo></Zoo>");
    assert_eq!(written_as(&Vec::<i64>::new(), Some(&LISTED)), "<Zoo/>");
    let document = "<z:Zoo xmlns:z=\"urn:zoo\"><animals>a</animals></z:Zoo>";
    assert_eq!(written_as(&value, Some(&QUALIFIED)), document);
    for (document, expected) in [
        (document, Ok(value.clone())),
        ("<Zoo xmlns=\"urn:zoo\"><animals>a</animals></Zoo>", Ok(value)),
        ("<Zoo/>", Err("expected the documented root element, found another one")),
        ("<z:Zoo xmlns:z=\"urn:other\"/>", Err("expected the documented root element, found another one")),
        ("<Zo xmlns=\"urn:zoo\"/>", Err("expected the documented root element, found another one")),
    ] {
        let found = xml::read::<Text>(document.as_bytes(), Some(&QUALIFIED), Mode::SERVER);
        assert_eq!(found.map_err(|error| error.to_string()), expected.map_err(str::to_owned), "{document}");
    }
}
