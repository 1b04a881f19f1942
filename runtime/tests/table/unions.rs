//! The tables of unions.

use specwright_runtime::model::{Kinds, OneOf, Variant};
use specwright_runtime::rt::{TableError, UnionTable};
use specwright_runtime::rules::Rules;

use crate::{errors, forever};

fn union(text: &'static str) -> Result<&'static OneOf, TableError> {
    forever(UnionTable::new("Sample", text)).union()
}

#[test]
fn alternatives_have_the_kinds_that_the_text_lists() {
    for (text, kinds) in [
        ("any", Kinds::ANY),
        ("none", Kinds::NONE),
        ("null", Kinds::NULL),
        ("boolean", Kinds::BOOLEAN),
        ("number", Kinds::NUMBER),
        ("string", Kinds::STRING),
        ("array", Kinds::ARRAY),
        ("object", Kinds::OBJECT),
        ("number|string", Kinds::NUMBER.or(Kinds::STRING)),
        ("object|null|array", Kinds::OBJECT.or(Kinds::NULL).or(Kinds::ARRAY)),
    ] {
        let union = union(text).unwrap();
        assert_eq!(
            format!("{:?}", union.variants),
            format!("{:?}", [Variant { kinds, tags: &[], rules: None }]),
            "{text}"
        );
        assert_eq!(union.discriminator, None, "{text}");
    }
}

#[test]
fn alternatives_have_tags_and_rules() {
    let union = union("object(tag(device,\\0)),string(maxLength(3),tag(text));discriminator(the kind)").unwrap();
    let rules = Rules { max_length: Some(3), ..Rules::NONE };
    let variants = [
        Variant { kinds: Kinds::OBJECT, tags: &["device", ""], rules: None },
        Variant { kinds: Kinds::STRING, tags: &["text"], rules: Some(forever(rules)) },
    ];
    assert_eq!(format!("{:?}", union.variants), format!("{variants:?}"));
    assert_eq!(union.discriminator, Some("the kind"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    errors(
        "",
        union,
        &[
            ("any,", "4 a word is missing"),
            ("integer", "0 not a kind of values"),
            ("any,number|", "4 not a kind of values"),
            ("any,|", "4 not a kind of values"),
            ("\\0", "0 not a kind of values"),
            ("any,Object", "4 not a kind of values"),
            ("any(alias(a))", "4 not said of alternatives"),
            ("any(minItems)", "4 one item is meant in parentheses"),
            ("any;tag(a)", "4 not said of unions"),
            ("any;discriminator", "4 one item is meant in parentheses"),
            ("any;discriminator(a,b)", "4 one item is meant in parentheses"),
            ("any;discriminator(a),discriminant(b)", "21 not said of unions"),
        ],
    );
}
