//! A field that holds the JSON of the whole object.

use specwright_runtime::model::Json;

use crate::types::{Order, WITH_JSON};
use crate::{read, written};

fn text(text: &str) -> Order {
    Order { text: Some(text.to_owned()), ..Order::default() }
}

#[test]
fn all_is_written_as_json() {
    for (value, form) in [
        (Order::default(), "type=json&a%20b=%26&data=%7B%7D"),
        (text("a+b&c%"), "type=json&a%20b=%26&data=%7B%22text%22%3A%22a%2Bb%26c%25%22%7D"),
        (
            Order {
                tags: Some(vec![]),
                maybe: Some(None),
                json: Some(Json::new("[1, {}]").unwrap()),
                ..Order::default()
            },
            "type=json&a%20b=%26&data=%7B%22maybe%22%3Anull%2C%22tags%5B%5D%22%3A%5B%5D%2C%22json%22%3A%5B1%2C%20%7B%7D%5D%7D",
        ),
    ] {
        assert_eq!(written(&value, Some(&WITH_JSON)), form);
        assert_eq!(read(form, Some(&WITH_JSON)), Ok(value), "{form}");
    }
}

#[test]
fn both_forms_are_read() {
    for (form, expected) in [
        ("data={}", Order::default()),
        ("text=a&id=1&commas=", Order { id: Some(1), commas: Some(vec![]), ..text("a") }),
        ("", Order::default()),
        ("data=%7B%22text%22%3A%22a%22%7D&type=json&x=y", text("a")),
        ("d%61ta=%7B%22text%22%3A%22a%22%7D", text("a")),
        ("data=+%7b%7d+", Order::default()),
        ("data={}&x=1", Order::default()),
        // Without percent-encoding, all behind the name belongs to it.
        ("type=json&data={\"text\":\"a\"}", text("a")),
        ("type=json&data={\"text\":\"a&data=b\"}", text("a&data=b")),
        ("data={\"text\":\"a&b=c\"}", text("a&b=c")),
        ("data={\"text\":\"50%\"}", text("50%")),
        ("data={\"text\":\"50% &c+d\"}", text("50% &c+d")),
        ("data= {\"text\" : \"ü\"}\n", text("ü")),
        ("a+b=%26&data={\"text\":\"a&a b=c\"}", text("a&a b=c")),
    ] {
        assert_eq!(read(form, Some(&WITH_JSON)), Ok(expected), "{form}");
    }
    // In pairs it is no field of that kind.
    assert_eq!(read("xdata={}", Some(&WITH_JSON)).map(|order: Order| order.rest.len()), Ok(1));
    let many = format!("data={{\"text\":\"{}\"}}", "a&".repeat(20_000));
    assert_eq!(read(&many, Some(&WITH_JSON)), Ok(text(&"a&".repeat(20_000))));
}

#[test]
fn what_could_be_either_or_is_neither_is_refused() {
    let ambiguous = "the JSON differs with and without percent-encoding; encode it at /data";
    for (form, error) in [
        ("data={\"text\":\"a+b\"}", ambiguous),
        ("data={\"text\":\"100%25\"}", ambiguous),
        ("data={\"text\":\"%41\"}", ambiguous),
        ("data=", "the text ends where a value is meant (byte 0)"),
        ("data", "the text ends where a value is meant (byte 0)"),
        ("data={", "expected a property name in quotes (byte 1)"),
        ("data=%7B", "expected a property name in quotes (byte 1)"),
        ("data={\"text\":\"50%\"", "not a percent-encoded character (byte 11)"),
        ("data=%7B%7D&data=%7B%7D", "given twice at /data"),
        ("type=xml&data={}", "`xml` is not one of the documented values at /type"),
        ("data={}&type=xml", "`xml` is not one of the documented values at /type"),
        ("type=xml&data={\"text\":\"&\"}", "`xml` is not one of the documented values at /type"),
        ("data=[]", "expected an object, found an array"),
        ("data={\"id\":\"1\"}", "expected an integer, found a string at /id"),
    ] {
        assert_eq!(read::<Order>(form, Some(&WITH_JSON)).unwrap_err(), error, "{form}");
    }
}
