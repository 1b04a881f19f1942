//! Objects: absent and `null`, unknown properties, directions, enumerations, and the sample's struct in every reason.

use specwright_runtime::content::json;
use specwright_runtime::error::{Reason, ValueError};
use specwright_runtime::mode::{Direction, Mode};
use specwright_runtime::model::{Json, Model, Open};
use specwright_runtime::rt;

use crate::sample_types::{Device, DeviceList, NewDevice, OperatingSystem};
use crate::types::{Bounded, Kind, Level, Nulls, Stamps};
use crate::{reread, written};

fn error<T: Model>(text: &str, mode: Mode) -> ValueError {
    match json::read::<T>(text.as_bytes(), mode) {
        Ok(_) => panic!("accepted: {text}"),
        Err(error) => *error,
    }
}

#[test]
fn every_reason_of_reading_has_its_place() {
    let type_of = |expected, found| Reason::Type { expected, found };
    for (text, pointer, reason) in [
        (r#"{"id":"#, "/id", Reason::Syntax { message: "the text ends where a value is meant", offset: 6 }),
        (r#"{"id":"1"}"#, "/id", type_of("an integer", "a string")),
        (r#"{"name":1}"#, "/name", type_of("a string", "a number")),
        (r#"{"tags":{}}"#, "/tags", type_of("an array", "an object")),
        (r#"{"tags":["a",false]}"#, "/tags/1", type_of("a string", "a boolean")),
        (r#"{"parent":[]}"#, "/parent", type_of("an object", "an array")),
        (r#"{"parent":{"parent":{"id":[]}}}"#, "/parent/parent/id", type_of("an integer", "an array")),
        (r#"{"id":null}"#, "/id", type_of("an integer", "null")),
        (r#"{"id":1,"id":2}"#, "/id", Reason::Duplicate),
        (r#"{"a/b~c":1,"a/b~c":2}"#, "/a~1b~0c", Reason::Duplicate),
        (r#"{"id":9223372036854775808}"#, "/id", Reason::OutOfRange("9223372036854775808".to_owned())),
    ] {
        let error = error::<Device>(text, Mode::SERVER);
        assert_eq!((error.pointer().as_str(), error.reason()), (pointer, &reason), "{text}");
    }
    for (text, pointer, reason) in [
        ("{}", "/name", Reason::Missing),
        (r#"{"memory":1}"#, "/name", Reason::Missing),
        (r#"{"name":"a","disk":1}"#, "/disk", Reason::UnknownProperty),
        ("7", "", type_of("an object", "a number")),
    ] {
        let error = error::<NewDevice>(text, Mode::SERVER);
        assert_eq!((error.pointer().as_str(), error.reason()), (pointer, &reason), "{text}");
    }
    let deep = format!("{}{}", r#"{"parent":"#.repeat(128), "{}");
    let error = error::<Device>(&deep, Mode::CLIENT);
    assert_eq!((error.pointer(), error.reason()), ("/parent".repeat(128), &Reason::Depth));
}

#[test]
fn every_reason_of_writing_has_its_place() {
    let device = |change: fn(&mut Device)| {
        let mut device = Device::new();
        change(&mut device);
        written(&device)
    };
    assert_eq!(
        device(|device| device.tags = Some(vec!["a".into(), "B".into()])),
        "pattern: must match ^[a-z]+$ at /tags/1"
    );
    assert_eq!(
        device(|device| device.tags = Some(vec!["a".into(), "b".into(), "a".into()])),
        "uniqueItems: items must differ from one another at /tags/2"
    );
    assert_eq!(
        device(|device| device.parent = Some(Box::new(Device { name: Some("é".repeat(65)), ..Device::new() }))),
        "maxLength: must have at most 64 characters, has 65 at /parent/name"
    );
    for name in ["id", "title"] {
        let mut device = Device::new();
        device.additional_properties.insert(name.to_owned(), Json::null());
        assert_eq!(written(&device), format!("given twice at /{name}"));
    }
    assert_eq!(
        device(|device| device.os = Some(Open::Other("win".into()))),
        "`win` is listed, and would read as its own variant at /os"
    );
    let mut deep = Device::new();
    for _ in 0..128 {
        deep = Device { parent: Some(Box::new(deep)), ..Device::new() };
    }
    assert_eq!(written(&deep), format!("nested too deeply at {}", "/parent".repeat(128)));
    assert_eq!(written(&rt::blank::<Nulls>()), r#"{"required":0,"nullable":null}"#);
}

#[test]
fn fields_stand_in_the_documents_order_and_unknown_ones_behind_them() {
    let text = r#"{ "zeta" : { "b" : 1.0, "a" : [ 1e2 ] }, "tags":["b","a"], "id":8, "alpha":12345678901234567890123, "os":"win" }"#;
    let expected =
        r#"{"id":8,"os":"win","tags":["b","a"],"alpha":12345678901234567890123,"zeta":{ "b" : 1.0, "a" : [ 1e2 ] }}"#;
    for mode in [Mode::SERVER, Mode::CLIENT] {
        assert_eq!(reread::<Device>(text, mode), expected);
        assert_eq!(reread::<Device>(expected, mode), expected);
    }
}

#[test]
fn names_are_the_same_however_they_are_spelled() {
    for text in [
        r#"{"id":8,"name":"a"}"#,
        r#"{"name":"a","id":8}"#,
        r#"{"\u0069d":8,"n\u0061me":"a"}"#,
        "{\n  \"id\": 8,\n  \"name\": \"a\"\n}",
        r#"{ "id" : 8 , "name" : "a" }"#,
        r#"{"id":8,"title":"a"}"#,
    ] {
        assert_eq!(reread::<Device>(text, Mode::SERVER), r#"{"id":8,"name":"a"}"#, "{text}");
    }
    assert_eq!(error::<Device>(r#"{"title":"a","name":"a"}"#, Mode::CLIENT).to_string(), "given twice at /name");
    assert_eq!(error::<Device>(r#"{"name":"a","title":"a"}"#, Mode::CLIENT).to_string(), "given twice at /name");
}

#[test]
fn absent_and_null_are_told_apart() {
    let full = r#"{"required":1,"nullable":2,"optional":3,"either":4}"#;
    for (text, strict, tolerant) in [
        (full, full, full),
        (
            r#"{"required":1,"nullable":null,"either":null}"#,
            r#"{"required":1,"nullable":null,"either":null}"#,
            r#"{"required":1,"nullable":null,"either":null}"#,
        ),
        (r#"{"required":1,"nullable":null}"#, r#"{"required":1,"nullable":null}"#, r#"{"required":1,"nullable":null}"#),
        (
            r#"{"required":1,"nullable":null,"optional":null}"#,
            "expected an integer, found null at /optional",
            r#"{"required":1,"nullable":null}"#,
        ),
        (
            r#"{"required":null,"nullable":null}"#,
            "expected an integer, found null at /required",
            "expected an integer, found null at /required",
        ),
        (r#"{"required":1}"#, "required, but not there at /nullable", "required, but not there at /nullable"),
    ] {
        assert_eq!(reread::<Nulls>(text, Mode { strict: true, ..Mode::ALONE }), strict, "{text}");
        assert_eq!(reread::<Nulls>(text, Mode::ALONE), tolerant, "{text}");
    }
}

#[test]
fn read_only_and_write_only_count_per_direction() {
    let base = r#"{"required":1,"nullable":2}"#;
    let sent = r#"{"required":1,"nullable":2,"sent":3}"#;
    let received = r#"{"required":1,"nullable":2,"received":3}"#;
    let value: Nulls = json::read(base.as_bytes(), Mode::ALONE).unwrap();
    for (direction, good, missing) in [
        (Direction::Request, sent, "required, but not there at /sent"),
        (Direction::Response, received, "required, but not there at /received"),
    ] {
        let mode = Mode { strict: true, direction };
        assert_eq!(reread::<Nulls>(good, mode), good);
        assert_eq!(reread::<Nulls>(base, mode), missing);
        assert_eq!(json::write(&value, mode).unwrap_err().to_string(), missing);
    }
    assert_eq!(written(&value), base);
}

#[test]
fn unknown_properties_are_skipped_kept_or_refused() {
    let text = r#"{"name":"a","disk":{"x":[1,{"y":null}]},"memory":2}"#;
    assert_eq!(reread::<NewDevice>(text, Mode::SERVER), "not a property of this object at /disk");
    assert_eq!(reread::<NewDevice>(text, Mode::CLIENT), r#"{"name":"a","memory":2}"#);
    let text = r#"{"required":1,"nullable":2,"more":"\ud83d\ude00","sent":3,"received":4}"#;
    for mode in [Mode::SERVER, Mode::CLIENT] {
        assert_eq!(reread::<Nulls>(text, mode), r#"{"required":1,"nullable":2,"sent":3,"received":4}"#);
    }
    // What is skipped is JSON nevertheless.
    assert_eq!(error::<Nulls>(r#"{"more":[1,]}"#, Mode::CLIENT).to_string(), "not a JSON value (byte 11)");
    // Typed additional properties have their own types and rules.
    assert_eq!(reread::<Bounded>(r#"{"a":5,"b":-5}"#, Mode::CLIENT), r#"{"a":5,"b":-5}"#);
    assert_eq!(reread::<Bounded>(r#"{"a":"x"}"#, Mode::CLIENT), "expected an integer, found a string at /a");
    assert_eq!(reread::<Bounded>(r#"{"a":4}"#, Mode::CLIENT), "not written: multipleOf: must be a multiple of 5 at /a");
}

#[test]
fn enumerations_keep_what_is_not_listed() {
    for mode in [Mode::SERVER, Mode::CLIENT] {
        assert_eq!(reread::<Open<OperatingSystem>>(r#""win""#, mode), r#""win""#);
        assert_eq!(reread::<Open<OperatingSystem>>(r#""lin""#, mode), r#""lin""#);
        assert_eq!(reread::<Open<Kind>>(r#""cat""#, mode), r#""cat""#);
        assert_eq!(reread::<Open<Level>>("2", mode), "2");
        assert_eq!(reread::<Open<Level>>("2.0", mode), "2");
    }
    assert!(json::read::<Open<OperatingSystem>>(br#""mac""#, Mode::SERVER) == Ok(OperatingSystem::Mac.into()));
    assert_eq!(error::<Open<Kind>>(r#""cow""#, Mode::SERVER).reason(), &Reason::UnknownValue("cow".to_owned()));
    assert_eq!(error::<Open<Level>>("3", Mode::SERVER).to_string(), "`3` is not one of the documented values");
    assert_eq!(
        reread::<Open<Kind>>(r#""cow""#, Mode::CLIENT),
        "not written: `cow` is not one of the documented values"
    );
    assert_eq!(reread::<Open<Level>>("3", Mode::CLIENT), "not written: `3` is not one of the documented values");
    assert_eq!(written(&Open::<Level>::Other(1)), "`1` is listed, and would read as its own variant");
    assert_eq!(reread::<Open<Level>>(r#""1""#, Mode::CLIENT), "expected an integer, found a string");
}

#[test]
fn named_arrays_are_arrays() {
    assert_eq!(reread::<DeviceList>("[ {\"id\":1} , {} ]", Mode::SERVER), r#"[{"id":1},{}]"#);
    assert_eq!(reread::<DeviceList>("[]", Mode::SERVER), "[]");
    assert_eq!(reread::<DeviceList>(r#"[{},{"id":""}]"#, Mode::CLIENT), "expected an integer, found a string at /1/id");
}

#[test]
fn formats_are_checked_by_the_strict_and_by_writing() {
    let good =
        r#"{"at":"2020-12-22t18:04:41.250+01:00","day":"2020-02-29","local":"2020-12-22 18:04:41","bytes":"AP8="}"#;
    for mode in [Mode::SERVER, Mode::CLIENT] {
        assert_eq!(reread::<Stamps>(good, mode), good);
    }
    for (text, error) in [
        (r#"{"at":"yesterday"}"#, "`yesterday` is not of the format date-time at /at"),
        (r#"{"day":"2021-02-29"}"#, "`2021-02-29` is not of the format date at /day"),
        (r#"{"local":"2020-12-22T18:04:41"}"#, "`2020-12-22T18:04:41` is not of the format local-date-time at /local"),
    ] {
        assert_eq!(reread::<Stamps>(text, Mode::SERVER), error);
        assert_eq!(reread::<Stamps>(text, Mode::CLIENT), format!("not written: {error}"));
    }
}
