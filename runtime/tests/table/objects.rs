//! The tables of objects.

use specwright_runtime::content::xml::Xml;
use specwright_runtime::model::{Field, Need, Object, Unknown};
use specwright_runtime::rt::{Link, ObjectTable, TableError};
use specwright_runtime::rules::Rules;

use crate::{errors, forever};

static ITEM: ObjectTable = ObjectTable::new("Item", "id", &[]);
static BROKEN: ObjectTable = ObjectTable::new("Broken", "id,", &[]);
static CIRCLE: ObjectTable = ObjectTable::new("Circle", "?circles,?name;bare(0,item)", &[|| Some(&CIRCLE)]);

fn object(text: &'static str, links: &'static [Link]) -> Result<&'static Object, TableError> {
    forever(ObjectTable::new("Sample", text, links)).object()
}

const PLAIN: Field = Field { name: "a", json: ",\"a\":", need: Need::Required, rules: None, aliases: &[], xml: None };

fn field(text: &'static str, expected: Field) {
    let object = object(text, &[]).unwrap();
    assert_eq!(format!("{:?}", object.fields), format!("{:?}", [expected]), "{text}");
}

#[test]
fn properties_have_what_the_text_says_of_them() {
    field("a", PLAIN);
    field("?a", Field { need: Need::Optional, ..PLAIN });
    field(">a", Field { need: Need::InRequest, ..PLAIN });
    field("<a", Field { need: Need::InResponse, ..PLAIN });
    field("a(alias(b,\\0,c d))", Field { aliases: &["b", "", "c d"], ..PLAIN });
    field("a(xml(name(b),attribute))", Field { xml: Some(&Xml { name: "b", attribute: true, ..Xml::NONE }), ..PLAIN });
    let rules = Rules { max_length: Some(3), ..Rules::NONE };
    field("a(maxLength(3),alias(b))", Field { rules: Some(forever(rules)), aliases: &["b"], ..PLAIN });
    // The name as JSON has it, which is not that of the text.
    field("\\0", Field { name: "", json: ",\"\":", ..PLAIN });
    field("\"\\\\\\u0001ü", Field { name: "\"\\\u{1}ü", json: ",\"\\\"\\\\\\u0001ü\":", ..PLAIN });
}

#[test]
fn objects_have_what_the_text_says_of_them() {
    let empty = object("", &[]).unwrap();
    assert_eq!((empty.name, empty.fields.len(), empty.unknown), ("Sample", 0, Unknown::Skip));
    assert!(empty.rules.is_none() && empty.bare_array.is_none());
    assert_eq!(object(";keep", &[]).unwrap().unknown, Unknown::Keep);
    assert_eq!(object(";refuse", &[]).unwrap().unknown, Unknown::Refuse);
    let object = object("a,b;keep,minProperties(1),items(minLength(2))", &[]).unwrap();
    let items = forever(Rules { min_length: Some(2), ..Rules::NONE });
    let rules = Rules { min_properties: Some(1), items: Some(items), ..Rules::NONE };
    assert_eq!(format!("{:?}", object.rules), format!("{:?}", Some(rules)));
    assert_eq!(object.fields.iter().map(|field| field.name).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn an_array_may_stand_for_its_object() {
    for (text, links, expected) in [
        ("a,b;bare(1)", &[][..] as &[Link], (1, false, None)),
        ("a,b;bare(1,array)", &[], (1, true, None)),
        ("a;bare(0,item)", &[|| Some(&ITEM)], (0, false, Some("Item"))),
        ("a;bare(0,array,item)", &[|| Some(&ITEM)], (0, true, Some("Item"))),
    ] {
        let bare = object(text, links).unwrap().bare_array.unwrap();
        let item = bare.item.map(|item| item.object().unwrap().name);
        assert_eq!((bare.field, bare.array, item), expected, "{text}");
    }
}

/// A table that was asked for itself while it is taken apart would wait for itself.
#[test]
fn an_object_may_be_an_item_of_itself() {
    let (done, wait) = std::sync::mpsc::channel();
    std::thread::spawn(move || done.send(CIRCLE.object().unwrap().bare_array.unwrap().field));
    assert_eq!(wait.recv_timeout(std::time::Duration::from_secs(20)), Ok(0));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    errors(
        "",
        |text| object(text, &[]),
        &[
            ("a,", "2 a word is missing"),
            ("a(required)", "2 not said of properties"),
            ("a,ü(b)", "5 not said of properties"),
            ("a(keep)", "2 not said of properties"),
            ("a(maxLength)", "2 one item is meant in parentheses"),
            ("a(maxLength(1,2))", "2 one item is meant in parentheses"),
            ("a(maxLength(x))", "12 not a value of the kind that is meant"),
            ("a(maxLength(-1))", "12 not a value of the kind that is meant"),
            ("a(xml(text))", "6 not a word of XML"),
            ("a(xml(name))", "6 one item is meant in parentheses"),
            ("a;Keep", "2 not said of objects"),
            ("a;keep,alias(b)", "7 not said of objects"),
            ("a;bare", "2 the property is missing"),
            ("a;bare(x)", "7 a number is meant"),
            ("a;bare(-1)", "7 a number is meant"),
            ("a;bare(1)", "7 there is no such property"),
            (";bare(0)", "6 there is no such property"),
            ("a;bare(0,object)", "9 not said of bare arrays"),
            ("a;bare(0,item)", "9 the items have no table"),
        ],
    );
    errors("", |text| object(text, &[|| None]), &[("a;bare(0,item)", "9 the items have no table")]);
}

/// The table that is linked to is read when it is needed, and says itself what is wrong with it.
#[test]
fn a_link_to_a_text_that_cannot_be_read_is_an_error_of_that_text() {
    let bare = object("a;bare(0,item)", &[|| Some(&BROKEN)]).unwrap().bare_array.unwrap();
    let error = bare.item.unwrap().object().unwrap_err();
    assert_eq!(error, TableError { table: "Broken", message: "a word is missing", offset: 3 });
    assert_eq!(error.to_string(), "the table of `Broken` cannot be read: a word is missing, at byte 3");
}
