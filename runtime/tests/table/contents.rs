//! What the tables say of values in XML and in forms.

use specwright_runtime::content::form::{Form, FormProperty, FormStyle, JsonField};
use specwright_runtime::content::xml::Xml;
use specwright_runtime::operation::Content;
use specwright_runtime::rt::TableError;

use crate::operations::{JSON, operation};
use crate::{errors, forever};

/// What stands before what is said of a content.
const BEFORE: &str = "o,GET,/;;body(json(application/json";

fn content(text: &'static str) -> Result<&'static Content, TableError> {
    let text = forever(format!("{text}))"));
    operation(text, &[]).map(|meta| &meta.body.as_ref().unwrap().content[0])
}

fn same(text: &str, expected: Content) {
    assert_eq!(
        format!("{:?}", content(forever(format!("{BEFORE}{text}"))).unwrap()),
        format!("{expected:?}"),
        "{text}"
    );
}

#[test]
fn xml_has_what_the_text_says_of_it() {
    let item = || forever(Xml { name: "item", items: Some(&Xml::NONE), ..Xml::NONE });
    for (text, xml) in [
        ("xml", Xml::NONE),
        ("xml(name(a))", Xml { name: "a", ..Xml::NONE }),
        ("xml(prefix(p))", Xml { prefix: Some("p"), ..Xml::NONE }),
        ("xml(prefix(\\0))", Xml { prefix: Some(""), ..Xml::NONE }),
        ("xml(namespace(urn:a\\,b))", Xml { namespace: Some("urn:a,b"), ..Xml::NONE }),
        ("xml(attribute)", Xml { attribute: true, ..Xml::NONE }),
        ("xml(wrapped)", Xml { wrapped: true, ..Xml::NONE }),
        ("xml(items)", Xml { items: Some(&Xml::NONE), ..Xml::NONE }),
        (
            "xml(name(list),wrapped,items(name(item),items))",
            Xml { name: "list", wrapped: true, items: Some(item()), ..Xml::NONE },
        ),
    ] {
        same(&format!(",{text}"), Content { xml: Some(forever(xml)), ..JSON });
    }
}

#[test]
fn forms_have_what_the_text_says_of_them() {
    let form = |properties, json_field| Content {
        form: Some(forever(Form { properties, json_field, reserved: &[] })),
        ..JSON
    };
    same("", JSON);
    same(",form", form(&[], None));
    let reserved = Form { properties: &[], json_field: None, reserved: &["a", "b"] };
    same(",form,allowReserved(a,b)", Content { form: Some(forever(reserved)), ..JSON });
    for (word, style) in [
        ("exploded", FormStyle::Exploded),
        ("comma", FormStyle::Comma),
        ("space", FormStyle::Space),
        ("pipe", FormStyle::Pipe),
        ("deepObject", FormStyle::DeepObject),
        ("json", FormStyle::Json),
        ("jsonItems", FormStyle::JsonItems),
    ] {
        let properties = forever([FormProperty { name: "a b", style }]);
        same(&format!(",form(a b({word}))"), form(properties, None));
    }
    same(",jsonField(data)", form(&[], Some(JsonField { field: "data", with: &[] })));
    let with = &[("type", "json"), ("", "")];
    let comma = &[FormProperty { name: "a", style: FormStyle::Comma }];
    // Which of the two comes first is the same.
    for text in
        [",form(a(comma)),jsonField(data,type(json),\\0(\\0))", ",jsonField(data,type(json),\\0(\\0)),form(a(comma))"]
    {
        same(text, form(comma, Some(JsonField { field: "data", with })));
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    errors(
        &format!("{BEFORE},"),
        content,
        &[
            ("xml(text)", "4 not a word of XML"),
            ("xml(name)", "4 one item is meant in parentheses"),
            ("xml(name(a,b))", "4 one item is meant in parentheses"),
            ("xml(prefix)", "4 one item is meant in parentheses"),
            ("xml(wrapped,namespace)", "12 one item is meant in parentheses"),
            ("xml(items(name(a),alias))", "18 not a word of XML"),
            ("form(a)", "5 one item is meant in parentheses"),
            ("form(a(comma,pipe))", "5 one item is meant in parentheses"),
            ("form(a(comma),b(csv))", "16 not a style of forms"),
            ("jsonField", "0 the field is missing"),
            ("jsonField(a,b)", "12 one item is meant in parentheses"),
            ("jsonField(a,b(c,d))", "12 one item is meant in parentheses"),
        ],
    );
}
