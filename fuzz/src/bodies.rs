//! Bodies of each content type. The law: what is read strictly and can be written again, reads as the same.

use onstream::runtime::content::form::{Form, FormProperty, FormStyle, JsonField};
use onstream::runtime::content::{form, json, xml};
use onstream::runtime::error::ValueError;
use onstream::runtime::mode::Mode;
use onstream::runtime::model::{Json, Model};

/// JSON, as types of every kind, and held against another reader.
pub fn json(data: &[u8]) {
    law::<onstream::SessionList>(data, &read_json, &write_json);
    law::<onstream::NewSession>(data, &read_json, &write_json);
    law::<getscreen::DeviceList>(data, &read_json, &write_json);
    law::<samesurf::NewRoom>(data, &read_json, &write_json);
    law::<samesurf::RoomAnalytics>(data, &read_json, &write_json);
    let ours = json::read::<Json>(data, Mode::CLIENT);
    // Another reader may refuse what is nested more deeply, and takes names twice.
    if let (Ok(ours), Ok(theirs)) = (&ours, serde_json::from_slice::<serde_json::Value>(data)) {
        let again: serde_json::Value = serde_json::from_str(ours.as_str()).unwrap_or_default();
        assert_eq!(again, theirs);
    }
    match serde_json::from_slice::<serde_json::Value>(data) {
        // What is not looked at is kept as it stands, however large it is.
        Err(error) if error.to_string().contains("number out of range") => {}
        Err(error) if data.len() < 100 => assert!(ours.is_err(), "only we take it: {error}"),
        Err(_) | Ok(_) => {}
    }
}

/// XML, as the same types.
pub fn xml(data: &[u8]) {
    law::<onstream::SessionList>(data, &read_xml, &write_xml);
    law::<onstream::InviteeGroups>(data, &read_xml, &write_xml);
    law::<onstream::WriteResult>(data, &read_xml, &write_xml);
    law::<getscreen::DeviceList>(data, &read_xml, &write_xml);
    law::<samesurf::NewRoom>(data, &read_xml, &write_xml);
    law::<Json>(data, &read_xml, &write_xml);
}

static FORM: Form = Form {
    properties: &[
        FormProperty { name: "invited_participants", style: FormStyle::JsonItems },
        FormProperty { name: "custom_data", style: FormStyle::Json },
        FormProperty { name: "tags", style: FormStyle::Exploded },
        FormProperty { name: "deep", style: FormStyle::DeepObject },
        FormProperty { name: "list", style: FormStyle::Pipe },
        FormProperty { name: "commas", style: FormStyle::Comma },
        FormProperty { name: "spaces", style: FormStyle::Space },
    ],
    json_field: None,
    reserved: &[],
};
static WITH_JSON: Form = Form {
    properties: FORM.properties,
    json_field: Some(JsonField { field: "rest_data", with: &[("input_type", "json")] }),
    reserved: &[],
};

/// A form, with and without a field that holds JSON.
pub fn form(data: &[u8]) {
    for facts in [None, Some(&FORM), Some(&WITH_JSON)] {
        let read = |data: &[u8]| form::read::<onstream::NewSession>(data, facts, Mode::SERVER);
        let write = |value: &onstream::NewSession| form::write(value, facts, Mode::SERVER);
        law(data, &read, &write);
        let read = |data: &[u8]| form::read::<onstream::NewFile>(data, facts, Mode::SERVER);
        let write = |value: &onstream::NewFile| form::write(value, facts, Mode::SERVER);
        law(data, &read, &write);
        let read = |data: &[u8]| form::read::<Json>(data, facts, Mode::SERVER);
        let write = |value: &Json| form::write(value, facts, Mode::SERVER);
        law(data, &read, &write);
    }
}

/// Text and bytes, as the responses of Onstream have them.
pub fn text_octets(data: &[u8]) {
    use onstream::runtime::bytes::Bytes;
    use onstream::runtime::http::{Response, header};
    use onstream::runtime::operation::Operation;
    let Some((first, body)) = data.split_first() else { return };
    let media_types =
        ["text/csv", "text/html", "text/x-php", "application/vnd.php.serialized", "text/csv; charset=latin1"];
    let media_type = media_types[usize::from(*first) % media_types.len()];
    let Ok(response) = Response::builder().header(header::CONTENT_TYPE, media_type).body(()) else { return };
    let (parts, ()) = response.into_parts();
    let read = onstream::Authverify::decode_response(0, &parts, &Bytes::copy_from_slice(body), Mode::CLIENT);
    let Ok(Ok(value)) = read else { return };
    let accept = onstream::runtime::message::Negotiated::default();
    let Ok(written) = onstream::Authverify::encode_response(Ok(value.clone()), &accept) else { return };
    let (parts, written) = written.into_parts();
    let bytes = crate::requests::block_on(written.collect(usize::MAX)).unwrap_or_default();
    let again = onstream::Authverify::decode_response(0, &parts, &bytes, Mode::CLIENT);
    assert_eq!(again, Ok(Ok(value)));
}

type Fallible<T> = Result<T, Box<ValueError>>;

fn read_json<T: Model>(data: &[u8]) -> Fallible<T> {
    json::read(data, Mode::SERVER)
}

fn write_json<T: Model>(value: &T) -> Fallible<Vec<u8>> {
    json::write(value, Mode::SERVER)
}

fn read_xml<T: Model>(data: &[u8]) -> Fallible<T> {
    xml::read(data, None, Mode::SERVER)
}

fn write_xml<T: Model>(value: &T) -> Fallible<Vec<u8>> {
    xml::write(value, None, Mode::SERVER)
}

/// What is read and can be written again, reads as the same.
fn law<T: Model + PartialEq + std::fmt::Debug>(
    data: &[u8],
    read: &dyn Fn(&[u8]) -> Fallible<T>,
    write: &dyn Fn(&T) -> Fallible<Vec<u8>>,
) {
    let Ok(value) = read(data) else { return };
    let Ok(written) = write(&value) else { return };
    let again = read(&written);
    assert_eq!(again, Ok(value), "{}", String::from_utf8_lossy(&written));
}
