//! Types whose tables cannot be read: wherever a value of theirs is read or written, that is the error.

use std::collections::BTreeMap;

use specwright_runtime::content::{form, json, xml};
use specwright_runtime::error::{Reason, ValueError};
use specwright_runtime::mode::Mode;
use specwright_runtime::model::{Json, Model, Open, validate};
use specwright_runtime::rt::{self, TableError};

#[derive(Clone, PartialEq)]
struct Broken {
    a: i64,
}

rt::object!(Broken { 0 a } "a(maxlength(3))");

#[derive(Clone, PartialEq)]
struct Around {
    list: Vec<Broken>,
}

rt::object!(Around { 0 list } "list");

#[derive(Clone, PartialEq)]
enum Either {
    Integer(i64),
    Other(Json),
}

rt::union!(Either { 0 Integer } Other "integer");

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Color {
    Red,
}

rt::enumeration!(Color text closed { Red "red" } "maxLength(x)");

#[derive(Clone, PartialEq)]
struct Code(String);

rt::newtype!(Code(String) text display; "pattern(");

/// An object that one of its items may stand for, were their table not the broken one.
#[derive(Clone, PartialEq)]
struct Page {
    items: Option<Vec<Broken>>,
}

rt::object!(Page { 0 items } "?items;bare(0,item)" Broken);

#[derive(Clone, PartialEq)]
struct Keeping {
    rest: BTreeMap<String, Json>,
}

rt::object!(Keeping { ; rest } ";keep,keys(a)");

const BROKEN: TableError = TableError { table: "Broken", message: "not said of properties", offset: 2 };

fn error(outcome: Result<impl Sized, Box<ValueError>>) -> (String, TableError) {
    let Err(wrong) = outcome else { panic!("there is no error") };
    let Reason::Table(error) = wrong.reason() else { panic!("{wrong}") };
    (wrong.pointer(), *error)
}

/// What comes of a value, written and read in each format.
fn everywhere<T: Model>(value: &T, text: &str, pointer: &str, expected: TableError) {
    let expected = (pointer.to_owned(), expected);
    for mode in [Mode::SERVER, Mode::CLIENT, Mode::ALONE] {
        assert_eq!(error(json::write(value, mode)), expected);
        assert_eq!(error(json::read::<T>(text.as_bytes(), mode)), expected);
    }
    assert_eq!(error(validate(value).map_err(Box::new)), expected);
}

#[test]
fn an_object_is_neither_read_nor_written() {
    let value = Broken { a: 1 };
    everywhere(&value, r#"{"a":1}"#, "", BROKEN);
    assert_eq!(error(xml::write(&value, None, Mode::SERVER)).1, BROKEN);
    assert_eq!(error(xml::read::<Broken>(b"<r><a>1</a></r>", None, Mode::SERVER)).1, BROKEN);
    assert_eq!(error(form::write(&value, None, Mode::SERVER)).1, BROKEN);
    assert_eq!(error(form::read::<Broken>(b"a=1", None, Mode::SERVER)).1, BROKEN);
    let keeping = Keeping { rest: BTreeMap::new() };
    everywhere(&keeping, "{}", "", TableError { table: "Keeping", message: "not said of objects", offset: 6 });
}

#[test]
fn the_place_of_the_value_is_said_too() {
    everywhere(&Around { list: vec![Broken { a: 1 }] }, r#"{"list":[{"a":1}]}"#, "/list/0", BROKEN);
    // Where there is no such value, there is nothing to be wrong.
    assert_eq!(json::write(&Around { list: vec![] }, Mode::SERVER).unwrap(), br#"{"list":[]}"#);
    assert!(json::read::<Around>(br#"{"list":[]}"#, Mode::SERVER).is_ok());
}

#[test]
fn unions_enumerations_and_newtypes_are_neither_read_nor_written() {
    let union = TableError { table: "Either", message: "not a kind of values", offset: 0 };
    everywhere(&Either::Integer(1), "1", "", union);
    everywhere(&Either::Other("a".into()), r#""a""#, "", union);
    let enumeration = TableError { table: "Color", message: "not a value of the kind that is meant", offset: 10 };
    everywhere(&Open::Known(Color::Red), r#""red""#, "", enumeration);
    everywhere(&Open::<Color>::Other("blue".into()), r#""blue""#, "", enumeration);
    let newtype = TableError { table: "Code", message: "a parenthesis is not closed", offset: 8 };
    everywhere(&Code("a".to_owned()), r#""a""#, "", newtype);
}

/// The items' table is needed to see whether the object is one of them.
#[test]
fn an_object_that_an_item_may_stand_for_needs_the_items_table_to_be_read() {
    assert_eq!(error(json::read::<Page>(b"{}", Mode::SERVER)), (String::new(), BROKEN));
    assert_eq!(json::write(&Page { items: None }, Mode::SERVER).unwrap(), b"{}");
}

#[test]
fn debug_says_what_is_wrong() {
    let what = "(the table of `Broken` cannot be read: not said of properties, at byte 2)";
    assert_eq!(format!("{:?}", Broken { a: 1 }), format!("Broken  {what}"));
    assert_eq!(format!("{:?}", Either::Integer(1)).split_once(" (").unwrap().0, "Either ");
}

#[cfg(feature = "serde")]
#[test]
fn serde_hands_the_error_on() {
    let expected = "the table of `Broken` cannot be read: not said of properties, at byte 2";
    assert_eq!(serde_json::to_string(&Broken { a: 1 }).unwrap_err().to_string(), expected);
    assert!(serde_json::from_str::<Broken>(r#"{"a":1}"#).unwrap_err().to_string().starts_with(expected));
}

/// A struct and a table that do not belong together: the text is changed by hand, or the place printed wrongly.
mod of_another_type {
    use super::*;

    #[derive(Clone, PartialEq)]
    struct Longer {
        a: i64,
        b: i64,
    }

    rt::object!(Longer { 0 a, 1 b } "a");

    #[derive(Clone, PartialEq)]
    struct Shorter {
        a: i64,
    }

    rt::object!(Shorter { 0 a } "a,?b");

    #[test]
    fn a_field_without_a_property_is_not_written() {
        let lacking = TableError { table: "Longer", message: "a field is not in the table", offset: 0 };
        assert_eq!(error(json::write(&Longer { a: 1, b: 2 }, Mode::SERVER)), (String::new(), lacking));
    }

    #[test]
    fn a_property_without_a_field_is_passed_over() {
        assert_eq!(json::write(&Shorter { a: 1 }, Mode::SERVER).unwrap(), br#"{"a":1}"#);
        assert!(json::read::<Shorter>(br#"{"a":1,"b":[2]}"#, Mode::SERVER) == Ok(Shorter { a: 1 }));
    }
}
