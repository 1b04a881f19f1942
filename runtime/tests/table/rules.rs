//! The tables of constraints.

use specwright_runtime::rt::{RulesTable, TableError};
use specwright_runtime::rules::{Bound, Lenient, Number, Pattern, Rules};

use crate::{errors, forever};

fn rules(text: &'static str) -> Result<&'static Rules, TableError> {
    forever(RulesTable::new("Sample", text)).rules()
}

#[test]
fn each_keyword_is_its_constraint() {
    let inclusive = |limit| Some(Bound { limit, exclusive: false });
    let exclusive = |limit| Some(Bound { limit, exclusive: true });
    let lenient = |lenient| Rules { lenient, ..Rules::NONE };
    let inner = || forever(Rules { unique_items: true, items: Some(&Rules::NONE), ..Rules::NONE });
    let all = Lenient { number_or_string: true, one_or_many: true, bool_or_number: true, wrapped: Some("") };
    for (text, expected) in [
        ("", Rules::NONE),
        ("minLength(1)", Rules { min_length: Some(1), ..Rules::NONE }),
        ("maxLength(18446744073709551615)", Rules { max_length: Some(u64::MAX), ..Rules::NONE }),
        ("pattern(^\\(a\\,b\\)$)", Rules { pattern: Some(forever(Pattern::new("^(a,b)$"))), ..Rules::NONE }),
        ("minimum(-1)", Rules { minimum: inclusive(Number::Integer(-1)), ..Rules::NONE }),
        ("exclusiveMinimum(1.0)", Rules { minimum: exclusive(Number::Float(1.0)), ..Rules::NONE }),
        ("maximum(1e300)", Rules { maximum: inclusive(Number::Float(1e300)), ..Rules::NONE }),
        ("exclusiveMaximum(7)", Rules { maximum: exclusive(Number::Integer(7)), ..Rules::NONE }),
        (
            "multipleOf(170141183460469231731687303715884105727)",
            Rules { multiple_of: Some(Number::Integer(i128::MAX)), ..Rules::NONE },
        ),
        ("multipleOf(0.01)", Rules { multiple_of: Some(Number::Float(0.01)), ..Rules::NONE }),
        ("minItems(0)", Rules { min_items: Some(0), ..Rules::NONE }),
        ("maxItems(2)", Rules { max_items: Some(2), ..Rules::NONE }),
        ("uniqueItems", Rules { unique_items: true, ..Rules::NONE }),
        ("minProperties(3)", Rules { min_properties: Some(3), ..Rules::NONE }),
        ("maxProperties(4)", Rules { max_properties: Some(4), ..Rules::NONE }),
        ("items", Rules::NONE),
        (
            "items(minItems(1))",
            Rules { items: Some(forever(Rules { min_items: Some(1), ..Rules::NONE })), ..Rules::NONE },
        ),
        ("lenient", Rules::NONE),
        ("lenient(numberOrString)", lenient(Lenient { number_or_string: true, ..Lenient::NONE })),
        ("lenient(oneOrMany)", lenient(Lenient { one_or_many: true, ..Lenient::NONE })),
        ("lenient(boolOrNumber)", lenient(Lenient { bool_or_number: true, ..Lenient::NONE })),
        ("lenient(wrapped(item))", lenient(Lenient { wrapped: Some("item"), ..Lenient::NONE })),
        ("lenient(numberOrString,oneOrMany,boolOrNumber,wrapped(\\0))", lenient(all)),
        ("items(uniqueItems,items(lenient))", Rules { items: Some(inner()), ..Rules::NONE }),
        ("maxItems(2),minLength(1)", Rules { min_length: Some(1), max_items: Some(2), ..Rules::NONE }),
    ] {
        assert_eq!(format!("{:?}", rules(text).unwrap()), format!("{expected:?}"), "{text}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    errors(
        "",
        rules,
        &[
            ("maxLength(1", "11 a parenthesis is not closed"),
            ("maxlength(1)", "0 not a keyword"),
            ("uniqueItems,format(date)", "12 not a keyword"),
            ("items(format(date))", "6 not a keyword"),
            ("minLength", "0 one item is meant in parentheses"),
            ("minLength(1,2)", "0 one item is meant in parentheses"),
            ("minLength(-1)", "10 not a value of the kind that is meant"),
            ("minLength(1.0)", "10 not a value of the kind that is meant"),
            ("minLength(\\0)", "10 not a value of the kind that is meant"),
            ("maxLength(18446744073709551616)", "10 not a value of the kind that is meant"),
            ("minItems(x)", "9 not a value of the kind that is meant"),
            ("maxItems(x)", "9 not a value of the kind that is meant"),
            ("minProperties(x)", "14 not a value of the kind that is meant"),
            ("maxProperties(x)", "14 not a value of the kind that is meant"),
            ("minimum(x)", "8 not a value of the kind that is meant"),
            ("maximum", "0 one item is meant in parentheses"),
            ("exclusiveMinimum( 1)", "17 not a value of the kind that is meant"),
            ("exclusiveMaximum(1\\,5)", "17 not a value of the kind that is meant"),
            ("uniqueItems,multipleOf(0x10)", "23 not a value of the kind that is meant"),
            ("pattern", "0 one item is meant in parentheses"),
            ("pattern(a,b)", "0 one item is meant in parentheses"),
            ("lenient(numbers)", "8 not a leniency"),
            ("lenient(oneOrMany,wrapped)", "18 one item is meant in parentheses"),
        ],
    );
}
