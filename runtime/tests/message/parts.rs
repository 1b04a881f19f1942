//! Requests and responses by their parts.

use specwright_runtime::error::{ValueError, ValueResult};
use specwright_runtime::http::StatusCode;
use specwright_runtime::mode::Mode;
use specwright_runtime::operation::{MessageParts, Operation};
use specwright_runtime::reader::Reader;
use specwright_runtime::rt::{ResponseParts, write_part};
use specwright_runtime::writer::Writer;

use crate::sample::operations::{
    ListDevices, ListDevicesError, ReplaceDevice, ReplaceDeviceError, ReplaceDeviceOutput,
};
use crate::sample::types::{Device, NewDevice};

/// What one part writes; nothing where it is absent.
fn written(optional: bool, write: impl FnOnce(&mut Writer) -> ValueResult) -> Result<String, Box<ValueError>> {
    let mut writer = Writer::json(Mode::SERVER).optional(optional);
    write(&mut writer)?;
    let wrote = writer.wrote();
    let text = String::from_utf8(writer.into_bytes()).unwrap();
    assert_eq!(wrote, !text.is_empty());
    Ok(text)
}

#[test]
fn one_part_of_a_request_is_written() {
    let request = ReplaceDevice::new("8", NewDevice { memory: Some(0), ..NewDevice::new("n") });
    let part = |part| written(false, |writer| write_part(&request, part, writer));
    assert_eq!(part(0).unwrap(), r#""8""#);
    // The error is that of the part alone, and has its place within it.
    let error = part(1).unwrap_err();
    assert_eq!(error.to_string(), "minimum: must be at least 1 at /memory");
    // There are two parts.
    assert_eq!(part(2).unwrap(), "");
    assert_eq!(part(usize::MAX).unwrap(), "");
}

#[test]
fn an_absent_part_is_not_written() {
    let request = ListDevices { search: None, limit: Some(3) };
    let part = |part| written(true, |writer| write_part(&request, part, writer)).unwrap();
    assert_eq!([part(0), part(1), part(2)], ["", "3", ""]);
}

/// What the parts of a response write, up to one that it does not have.
fn parts<O: Operation>(response: Result<O::Output, O::Error>) -> [String; 3] {
    let response = ResponseParts::<O>(response);
    [0, 1, 2].map(|part| written(false, |writer| response.write_part(part, writer)).unwrap())
}

#[test]
fn parts_of_responses_are_written() {
    let device = || Device { name: Some("a".to_owned()), ..Device::new() };
    let ok = ReplaceDeviceOutput::Ok { x_revision: 7, body: device() };
    assert_eq!(parts::<ReplaceDevice>(Ok(ok)), ["7", r#"{"name":"a"}"#, ""]);
    assert_eq!(parts::<ReplaceDevice>(Ok(ReplaceDeviceOutput::Accepted)), ["", "", ""]);
    let error = ReplaceDeviceError::ClientError { status: StatusCode::CONFLICT, body: "late".to_owned() };
    assert_eq!(parts::<ReplaceDevice>(Err(error)), [r#""late""#, "", ""]);
    // A body that is the whole response is its only part, whatever it is asked for.
    assert_eq!(parts::<ListDevices>(Ok(vec![device()].into())), [r#"[{"name":"a"}]"#; 3]);
    assert_eq!(parts::<ListDevices>(Err(ListDevicesError::Forbidden)), ["", "", ""]);
}

/// Reads texts into the parts of a response at this place of the table.
fn read<O: Operation>(place: usize, texts: &[&str]) -> Result<O::Output, O::Error> {
    let response = O::blank_response(O::meta().unwrap(), place, StatusCode::CONFLICT).unwrap();
    let mut response = ResponseParts::<O>(response);
    for (part, text) in texts.iter().enumerate() {
        response.read_part(part, &mut Reader::json(text, Mode::CLIENT)).unwrap();
    }
    response.0
}

#[test]
fn parts_of_responses_are_read() {
    let expected = ReplaceDeviceOutput::Ok { x_revision: 7, body: Device::new() };
    // What is no part is passed over.
    assert!(read::<ReplaceDevice>(0, &["7", "{}", "8"]) == Ok(expected));
    assert!(read::<ReplaceDevice>(1, &["7"]) == Ok(ReplaceDeviceOutput::Accepted));
    let error = ReplaceDeviceError::ClientError { status: StatusCode::CONFLICT, body: "late".to_owned() };
    assert!(read::<ReplaceDevice>(2, &[r#""late""#, "1"]) == Err(error));
    assert!(read::<ListDevices>(0, &["[{}]"]) == Ok(vec![Device::new()].into()));
    assert!(read::<ListDevices>(2, &[]) == Err(ListDevicesError::Default(StatusCode::CONFLICT)));
}

#[test]
fn a_part_that_is_not_what_the_document_says_is_an_error() {
    let meta = ReplaceDevice::meta().unwrap();
    let mut response = ResponseParts::<ReplaceDevice>(ReplaceDevice::blank_response(meta, 0, StatusCode::OK).unwrap());
    let error = response.read_part(1, &mut Reader::json(r#"{"id":"x"}"#, Mode::CLIENT)).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found a string at /id");
    let long = Device { name: Some("x".repeat(65)), ..Device::new() };
    let response = ResponseParts::<ReplaceDevice>(Ok(ReplaceDeviceOutput::Ok { x_revision: 7, body: long }));
    let error = written(false, |writer| response.write_part(1, writer)).unwrap_err();
    assert_eq!(error.pointer(), "/name");
}
