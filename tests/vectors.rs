//! The vendors' own payloads: each named example of the documents is read as its generated type, and written again as
//! the same JSON.

#![cfg(test)]

use std::collections::BTreeSet;

use getscreen::runtime::model::{Model, validate};
use getscreen::runtime::operation::Operation;
use getscreen::runtime::serde::Serialize;
use getscreen::runtime::serde::de::{DeserializeOwned, Error as _};
use serde_json::{Value, json};
use specwright_tests::{APIS, document, escaped, json_schema, operations, resolved};

/// Reads a payload and writes it again.
type Again = fn(&str) -> Result<Value, serde_json::Error>;

/// The payload of a request. serde reads and writes it and does not judge, so that it is validated in between.
fn body<T: Model + DeserializeOwned + Serialize>(text: &str) -> Result<Value, serde_json::Error> {
    let value: T = serde_json::from_str(text)?;
    validate(&value).map_err(serde_json::Error::custom)?;
    serde_json::to_value(value)
}

/// The payload of the response that means success.
fn response<O: Operation<Output: Model + DeserializeOwned + Serialize>>(
    text: &str,
) -> Result<Value, serde_json::Error> {
    body::<O::Output>(text)
}

/// Where payloads stand, as document, operation and `request` or status; and what reads and writes them.
const TYPES: &[(&str, &str, &str, Again)] = &[
    ("getscreen", "listDevices", "200", response::<getscreen::ListDevices>),
    ("getscreen", "getDevice", "200", response::<getscreen::GetDevice>),
    ("getscreen", "updateDevice", "200", response::<getscreen::UpdateDevice>),
    ("getscreen", "listInvitations", "200", response::<getscreen::ListInvitations>),
    ("getscreen", "getInvitation", "200", response::<getscreen::GetInvitation>),
    ("getscreen", "createInvitation", "200", response::<getscreen::CreateInvitation>),
    ("getscreen", "listHistory", "200", response::<getscreen::ListHistory>),
    ("getscreen-legacy", "listDevices", "200", response::<getscreen_legacy::ListDevices>),
    ("getscreen-legacy", "connectDevice", "200", response::<getscreen_legacy::ConnectDevice>),
    ("getscreen-legacy", "listConnections", "200", response::<getscreen_legacy::ListConnections>),
    ("getscreen-legacy", "createConnection", "200", response::<getscreen_legacy::CreateConnection>),
    ("getscreen-legacy", "getConnection", "200", response::<getscreen_legacy::GetConnection>),
    ("getscreen-legacy", "listHistory", "200", response::<getscreen_legacy::ListHistory>),
    ("samesurf", "findRunningRooms", "request", body::<samesurf::RunningRoomsPage>),
    ("samesurf", "findRunningRooms", "200", response::<samesurf::FindRunningRooms>),
    ("samesurf", "createRoom", "request", body::<samesurf::NewRoom>),
    ("samesurf", "createRoom", "200", response::<samesurf::CreateRoom>),
    ("samesurf", "createLimitedUseInvitation", "request", body::<samesurf::NewLimitedUseInvitation>),
    ("samesurf", "createLimitedUseInvitation", "200", response::<samesurf::CreateLimitedUseInvitation>),
    ("samesurf", "deleteLimitedUseInvitation", "request", body::<samesurf::LimitedUseInvitationToken>),
    ("samesurf", "deleteLimitedUseInvitation", "200", response::<samesurf::DeleteLimitedUseInvitation>),
    ("samesurf", "getAnalyticsOverview", "200", response::<samesurf::GetAnalyticsOverview>),
    ("samesurf", "listAnalyticsRooms", "request", body::<samesurf::AnalyticsRoomsPage>),
    ("samesurf", "listAnalyticsRooms", "200", response::<samesurf::ListAnalyticsRooms>),
    ("samesurf", "getRoomAnalytics", "request", body::<samesurf::RoomVersion>),
    ("samesurf", "getRoomAnalytics", "200", response::<samesurf::GetRoomAnalytics>),
    ("samesurf", "createSubscription", "request", body::<samesurf::NewSubscription>),
    ("samesurf", "createSubscription", "200", response::<samesurf::CreateSubscription>),
    ("samesurf", "deleteSubscription", "request", body::<samesurf::SubscriptionName>),
    ("samesurf", "deleteSubscription", "200", response::<samesurf::DeleteSubscription>),
    ("samesurf", "createApiKey", "request", body::<samesurf::NewApiKey>),
    ("samesurf", "createApiKey", "200", response::<samesurf::CreateApiKey>),
];

/// One named example.
struct Example {
    api: &'static str,
    operation: String,
    /// `request`, or the status of the response.
    place: String,
    name: String,
    value: Value,
    /// The JSON Schema of the value.
    schema: Value,
}

/// All named examples of a document's bodies.
fn examples(api: &'static str) -> Vec<Example> {
    let document = document(api).unwrap();
    let mut all = Vec::new();
    for operation in operations(&document) {
        let responses = operation.object["responses"].as_object().unwrap();
        let responses = responses.iter().map(|(status, response)| (status.as_str(), response));
        let request = operation.object.get("requestBody").map(|request| ("request", request));
        for (place, message) in request.into_iter().chain(responses) {
            let message = resolved(&document, message).unwrap();
            let contents = message.get("content").and_then(Value::as_object).into_iter().flatten();
            for (_, content) in contents {
                for (name, example) in content.get("examples").and_then(Value::as_object).into_iter().flatten() {
                    all.push(Example {
                        api,
                        operation: operation.object["operationId"].as_str().unwrap().to_owned(),
                        place: place.to_owned(),
                        name: name.clone(),
                        value: resolved(&document, example).unwrap()["value"].clone(),
                        schema: json_schema::standing_alone(&document, &content["schema"]),
                    });
                }
            }
        }
    }
    all
}

/// The documents whose examples are JSON that is in the form in which it is written. Those of Onstream are XML, forms,
/// and JSON with digits in quotes: `wire/onstream_samples.rs` has them.
fn apis() -> impl Iterator<Item = &'static str> {
    APIS.into_iter().filter(|api| *api != "onstream")
}

/// What reads and writes the payloads of an operation.
fn again(api: &str, operation: &str, place: &str) -> Again {
    let row = TYPES.iter().find(|row| (row.0, row.1, row.2) == (api, operation, place));
    row.unwrap_or_else(|| panic!("no type for {api} {operation} {place}")).3
}

/// The places of all values within a value, as pointers.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (escaped(key), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (key, value) in inner {
        places(value, &format!("{here}/{key}"), found);
    }
}

#[test]
fn payloads_are_read_and_written_again_unchanged() {
    let mut seen = BTreeSet::new();
    for Example { api, operation, place, name, value, .. } in apis().flat_map(examples) {
        let again = again(api, &operation, &place);
        let written = again(&value.to_string()).unwrap_or_else(|error| panic!("{api} {name}: {error}"));
        assert_eq!(written, value, "{api} {name}");
        seen.insert((api, operation, place));
    }
    assert_eq!(seen.len(), TYPES.len(), "a type is tested with no payload");
}

/// A type that keeps unknown properties would pass the test above without a single field of its own. So each value
/// within each payload is replaced by one of another kind: what the schema refuses then, the type has to refuse.
#[test]
fn what_the_schema_refuses_the_type_refuses() {
    let mut refused = 0;
    for Example { api, operation, place, name, value, schema } in apis().flat_map(examples) {
        let again = again(api, &operation, &place);
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut all = Vec::new();
        places(&value, "", &mut all);
        for at in all {
            let mut wrong = value.clone();
            *wrong.pointer_mut(&at).unwrap() = json!([[[]]]);
            if !validator.is_valid(&wrong) {
                assert!(again(&wrong.to_string()).is_err(), "{api} {name} takes an array at `{at}`");
                refused += 1;
            }
        }
    }
    assert!(refused > 500, "only {refused} values were tried");
}

#[test]
fn refusals_tell_the_place() {
    let error = response::<getscreen::ListDevices>(r#"{"data":[{"id":"x"}]}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found a string at /data/0/id");
}
