//! Parameters in the tables of operations.

use specwright_runtime::operation::{Location, Parameter, Shape, Style};
use specwright_runtime::rt::{ObjectTable, TableError};
use specwright_runtime::rules::Rules;

use crate::operations::operation;
use crate::{errors, forever};

static RANGE: ObjectTable = ObjectTable::new("Range", "?from,?to", &[]);

/// What stands before a parameter.
const BEFORE: &str = "o,GET,/;";

fn parameter(text: &'static str) -> Result<&'static Parameter, TableError> {
    operation(text, &[|| Some(&RANGE)]).map(|meta| &meta.parameters[0])
}

const QUERY: Parameter = Parameter {
    name: "a",
    location: Location::Query,
    style: Style::Form,
    explode: true,
    allow_reserved: false,
    required: true,
    shape: Shape::Scalar,
    rules: None,
};

#[test]
fn parameters_have_what_the_text_says_of_them() {
    let simple = |location| Parameter { location, style: Style::Simple, explode: false, ..QUERY };
    let rules = forever(Rules { max_length: Some(3), ..Rules::NONE });
    for (text, expected) in [
        ("a(query)", QUERY),
        ("?a(query)", Parameter { required: false, ..QUERY }),
        ("a(cookie)", Parameter { location: Location::Cookie, ..QUERY }),
        ("a(path)", simple(Location::Path)),
        ("a(header)", simple(Location::Header)),
        ("a(query,joined)", Parameter { explode: false, ..QUERY }),
        ("a(path,exploded)", Parameter { explode: true, ..simple(Location::Path) }),
        ("a(query,delimited(|))", Parameter { style: Style::Delimited('|'), ..QUERY }),
        ("a(query,delimited(\\,))", Parameter { style: Style::Delimited(','), ..QUERY }),
        ("a(query,delimited(\\u0020))", Parameter { style: Style::Delimited(' '), ..QUERY }),
        ("a(query,pair(ü))", Parameter { style: Style::Pair('ü'), ..QUERY }),
        ("a(query,allowReserved)", Parameter { allow_reserved: true, ..QUERY }),
        ("a(query,array)", Parameter { shape: Shape::Array, ..QUERY }),
        ("a(query,map)", Parameter { shape: Shape::Map, ..QUERY }),
        ("a(query,json)", Parameter { shape: Shape::Json, ..QUERY }),
        ("a(query,object)", Parameter { shape: Shape::Object(RANGE.object().unwrap()), ..QUERY }),
        ("a(query,maxLength(3),array)", Parameter { shape: Shape::Array, rules: Some(rules), ..QUERY }),
        ("\\0(query)", Parameter { name: "", ..QUERY }),
    ] {
        assert_eq!(
            format!("{:?}", parameter(forever(format!("{BEFORE}{text}"))).unwrap()),
            format!("{expected:?}"),
            "{text}"
        );
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    errors(
        BEFORE,
        parameter,
        &[
            ("a", "0 the location is missing"),
            ("a()", "0 the location is missing"),
            ("a(body)", "2 not a location"),
            ("a(Query)", "2 not a location"),
            ("a(array,query)", "2 not a location"),
            ("a(query,explode)", "8 not said of parameters"),
            ("a(query,delimited)", "8 one item is meant in parentheses"),
            ("a(query,delimited(||))", "18 not a value of the kind that is meant"),
            ("a(query,delimited(\\0))", "18 not a value of the kind that is meant"),
            ("a(query,pair)", "8 one item is meant in parentheses"),
            ("a(query,pair(ab))", "13 not a value of the kind that is meant"),
            ("a(query,maxLength(a))", "18 not a value of the kind that is meant"),
            ("a(query,object,object)", "15 the object has no table"),
        ],
    );
}
