//! serde's traits, `Debug` and `validate` on generated types.

use specwright_runtime::model::Json;
use specwright_runtime::serde::Serialize;

use crate::sample_types::{Device, DeviceList, NewDevice, OperatingSystem, Target};
use crate::types::{Nulls, Page, Scalar};

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
    type Err = specwright_runtime::fault::Fault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut device = Device::new();
        device.additional_properties.insert("x".to_owned(), Json::new(text).map_err(|fault| *fault)?);
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
    let fault = serde_json::from_str::<Device>(r#"{"id":1,"id":2}"#).unwrap_err();
    assert_eq!(fault.to_string(), "given twice at /id");
    let fault = serde_json::from_value::<Vec<NewDevice>>(serde_json::json!([{"memory": 1}])).unwrap_err();
    assert_eq!(fault.to_string(), "required, but not there at /name");
    let target: Target = serde_json::from_str(r#"{"id":1}"#).unwrap();
    assert!(target == Target::Device(Box::new(Device { id: Some(1), ..Device::new() })));
}

#[test]
fn writing_by_serde_refuses_what_the_document_forbids() {
    let device = NewDevice { memory: Some(0), ..NewDevice::new("a") };
    let fault = serde_json::to_string(&device).unwrap_err();
    assert_eq!(fault.to_string(), "minimum: must be at least 1 at /memory");
    let fault = serde_json::to_string(&"1e400".parse::<Wrap>().unwrap()).unwrap_err();
    assert_eq!(fault.to_string(), "1e400 is out of range");
}

#[test]
fn debug_shows_the_name_and_the_json_of_any_value() {
    let device = NewDevice { memory: Some(0), ..NewDevice::new("a") };
    assert_eq!(format!("{device:?}"), r#"NewDevice {"name":"a","memory":0}"#);
    assert_eq!(format!("{:?}", OperatingSystem::Other("win".into())), r#"OperatingSystem "win""#);
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
fn validate_answers_the_first_fault() {
    assert_eq!(NewDevice::new("a").validate(), Ok(()));
    let device = NewDevice { memory: Some(-1), ..NewDevice::new("a") };
    let fault = device.validate().unwrap_err();
    assert_eq!(
        (fault.pointer(), fault.to_string()),
        ("/memory".into(), "minimum: must be at least 1 at /memory".into())
    );
    let nulls = Nulls { required: 1, nullable: None, optional: None, either: None, sent: None, received: None };
    assert_eq!(nulls.validate(), Ok(()));
}
