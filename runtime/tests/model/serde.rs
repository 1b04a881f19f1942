//! serde's traits, which never judge, and `Debug` and `validate` on generated types.

use specwright_runtime::bytes::Bytes;
use specwright_runtime::model::{Json, Open, validate};
use specwright_runtime::rt;
use specwright_runtime::serde::Serialize;

use crate::sample_types::{Device, DeviceList, NewDevice, OperatingSystem, Target};
use crate::types::{Dog, Kind, Level, Nulls, Page, Scalar, Stamps};

#[test]
fn serde_json_writes_the_same_text() {
    let text = r#"{"id":8,"name":"\"é\n","os":"mac","stop_time":null,"tags":["b","a"],"parent":{"id":-1},"z":{"b":1,"a":[1.5,true,null,"x",{}]}}"#;
    let device: Device = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&device).unwrap(), text);
    assert_eq!(serde_json::to_string(&DeviceList(vec![Device::new(); 2])).unwrap(), "[{},{}]");
    assert_eq!(serde_json::to_string(&u64::MAX.to_string().parse::<Wrap>().unwrap()).unwrap(), "18446744073709551615");
    assert_eq!(serde_json::to_value(&device).unwrap(), serde_json::from_str::<serde_json::Value>(text).unwrap());
    let again: DeviceList = serde_json::from_value(serde_json::json!([{"id": 8, "tags": ["a"]}])).unwrap();
    assert!(again.0 == [Device { id: Some(8), tags: Some(vec!["a".into()]), ..Device::new() }]);
}

/// A kept value on its way through serde.
struct Wrap(Device);

impl std::str::FromStr for Wrap {
    type Err = specwright_runtime::error::ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut device = Device::new();
        device.additional_properties.insert("x".to_owned(), Json::new(text).map_err(|error| *error)?);
        Ok(Self(device))
    }
}

impl Serialize for Wrap {
    fn serialize<S: specwright_runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        specwright_runtime::model::serialize(&self.0.additional_properties["x"], serializer)
    }
}

#[test]
fn reading_by_serde_loses_no_more_than_serde_does() {
    let device: Device = serde_json::from_str(r#"{"z":{"b":1,"a":18446744073709551615,"c":-0.5},"y":[]}"#).unwrap();
    assert_eq!(device.additional_properties["z"].as_str(), r#"{"b":1,"a":18446744073709551615,"c":-0.5}"#);
    assert_eq!(device.additional_properties["y"].as_str(), "[]");
    let error = serde_json::from_str::<Device>(r#"{"id":1,"id":2}"#).unwrap_err();
    assert_eq!(error.to_string(), "given twice at /id");
    let error = serde_json::from_value::<Vec<NewDevice>>(serde_json::json!([{"memory": 1}])).unwrap_err();
    assert_eq!(error.to_string(), "required, but not there at /name");
    let target: Target = serde_json::from_str(r#"{"id":1}"#).unwrap();
    assert!(target == Target::Device(Box::new(Device { id: Some(1), ..Device::new() })));
}

#[test]
fn serde_does_not_judge() {
    // What a client read can be stored and read again, whatever the document says of it.
    for text in [r#"{"name":"a","memory":0}"#, r#"{"name":"a","memory":-5}"#] {
        let device: NewDevice = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&device).unwrap(), text);
        assert_eq!(validate(&device).unwrap_err().to_string(), "minimum: must be at least 1 at /memory");
    }
    let skipped: NewDevice = serde_json::from_str(r#"{"name":"a","disk":1}"#).unwrap();
    assert_eq!(serde_json::to_string(&skipped).unwrap(), r#"{"name":"a"}"#);

    let kind: Open<Kind> = serde_json::from_str(r#""cow""#).unwrap();
    assert_eq!(kind, Open::Other("cow".into()));
    assert_eq!(serde_json::to_string(&kind).unwrap(), r#""cow""#);
    let level: Open<Level> = serde_json::from_str("3").unwrap();
    assert_eq!(serde_json::to_string(&level).unwrap(), "3");
    assert_eq!(validate(&level).unwrap_err().to_string(), "`3` is not one of the documented values");
    // An enumeration alone has no place for a value that is not listed.
    assert_eq!(serde_json::from_str::<Kind>(r#""cat""#).unwrap(), Kind::Cat);
    assert_eq!(serde_json::to_string(&Kind::Cat).unwrap(), r#""cat""#);
    let error = serde_json::from_str::<Kind>(r#""cow""#).unwrap_err();
    assert_eq!(error.to_string(), "`cow` is not one of the documented values");

    for text in ["null", "[1,true]", r#""2020""#] {
        let scalar: Scalar = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&scalar).unwrap(), text);
    }
    assert_eq!(serde_json::to_string(&Scalar::Number(2.0)).unwrap(), "2.0");
    let stamps: Stamps = serde_json::from_str(r#"{"at":"yesterday"}"#).unwrap();
    assert_eq!(serde_json::to_string(&stamps).unwrap(), r#"{"at":"yesterday"}"#);
    let long = Device { name: Some("x".repeat(65)), tags: Some(vec!["A".into(), "A".into()]), ..Device::new() };
    assert!(serde_json::from_str::<Device>(&serde_json::to_string(&long).unwrap()).unwrap() == long);
}

#[test]
fn serde_does_not_write_what_json_cannot_carry() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(serde_json::to_string(&Scalar::Number(number)).is_err(), "{number}");
    }
    let error = serde_json::to_string(&"1e400".parse::<Wrap>().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "1e400 is out of range");
    let bytes = Raw { bytes: Bytes::from_static(b"\xFF") };
    assert_eq!(
        serde_json::to_string(&bytes).unwrap_err().to_string(),
        "expected text, found bytes that are not UTF-8 at /bytes"
    );
    let mut twice = Dog { name: None, friend: None, rest: std::collections::BTreeMap::new() };
    twice.name = Some("a".into());
    twice.rest.insert("name".to_owned(), Json::from("b"));
    assert_eq!(serde_json::to_string(&twice).unwrap_err().to_string(), "given twice at /name");
}

/// Bytes, which JSON does not have.
#[derive(Clone, PartialEq)]
struct Raw {
    bytes: Bytes,
}

rt::object!(Raw { 0 bytes } "bytes");

#[test]
fn debug_shows_the_name_and_the_json_of_any_value() {
    let device = NewDevice { memory: Some(0), ..NewDevice::new("a") };
    assert_eq!(format!("{device:?}"), r#"NewDevice {"name":"a","memory":0}"#);
    assert_eq!(format!("{:?}", Open::<OperatingSystem>::Other("win".into())), "win");
    assert_eq!(format!("{:?}", Target::Other(Json::from("x"))), r#"Target "x""#);
    assert_eq!(format!("{:?}", Scalar::Number(f64::NAN)), "Scalar NaN");
    assert_eq!(format!("{:?}", Page { total: None, data: vec![1, 2] }), r#"Page {"data":[1,2]}"#);
    let mut deep = Device::new();
    for _ in 0..200 {
        deep = Device { parent: Some(Box::new(deep)), ..Device::new() };
    }
    let shown = format!("{deep:?}");
    assert!(shown.starts_with(r#"Device {"parent":{"parent":{"#), "{shown}");
    assert!(shown.ends_with("/parent/parent)"), "{shown}");
}

#[test]
fn validate_answers_the_first_error() {
    assert_eq!(validate(&NewDevice::new("a")), Ok(()));
    let device = NewDevice { memory: Some(-1), ..NewDevice::new("a") };
    let error = validate(&device).unwrap_err();
    assert_eq!(
        (error.pointer(), error.to_string()),
        ("/memory".into(), "minimum: must be at least 1 at /memory".into())
    );
    let nulls = Nulls { required: 1, nullable: None, optional: None, either: None, sent: None, received: None };
    assert_eq!(validate(&nulls), Ok(()));
}
