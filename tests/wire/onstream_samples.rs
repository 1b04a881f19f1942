//! Onstream: every payload of the vendor's document, as files. What the vendor's samples send is served, and what they
//! show is read and written again.

use std::collections::BTreeSet;
use std::path::PathBuf;

use onstream::runtime::body::Body;
use onstream::runtime::bytes::Bytes;
use onstream::runtime::http::{Response, StatusCode, header};
use onstream::runtime::message::response;
use onstream::runtime::mode::Mode;
use onstream::runtime::operation::Operation;
use onstream::runtime::serde::{Serialize, de::DeserializeOwned};
use onstream::*;
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use specwright_tests::root;

use crate::onstream::{API, sends, with_lines};
use crate::script::{Message, Stage, Typed, served};

fn folder() -> PathBuf {
    root().join("tests/fixtures/onstream")
}

fn read(file: &str) -> String {
    std::fs::read_to_string(folder().join(file)).unwrap().trim_end().to_owned()
}

/// How a file is checked, and what is otherwise in the form that is written.
type Check = fn(&str, &[(&str, Value)]);

/// The places of values, and what is written there.
type Changes = Vec<(&'static str, Value)>;

/// A form as it travels, and the request that it is by the JSON in the file beside it.
macro_rules! form {
    ($operation:ident, $method:literal, $path:literal, $json:expr) => {
        |file, changes| {
            let request = $operation { body: serde_json::from_str(&$json).unwrap() };
            serves(file, $method, $path, request, changes)
        }
    };
}

/// Each file with what belongs to it. Values that are not written as the vendor writes them are pinned: the document's
/// form of a number or boolean has no quotes, and a boolean is `true` or `false`.
fn checks() -> Vec<(&'static str, Check, Changes)> {
    let plain = Vec::new;
    vec![
        ("addFile.request.1.json", json_of::<NewFile>, plain()),
        ("addFile.request.1.txt", form!(AddFile, "PUT", "/file", read("addFile.request.1.json")), plain()),
        ("addFile.request.2.json", json_of::<NewFile>, vec![("/is_url", json!(1))]),
        ("addFile.response.1.xml", xml_of::<AddFile, 201>, plain()),
        (
            "addFileToSession.request.1.json",
            json_of::<SessionFile>,
            vec![("/session_id", json!(1)), ("/is_auto_opening", json!(1))],
        ),
        (
            "addFileToSession.request.1.txt",
            form!(AddFileToSession, "PUT", "/file_in_session", read("addFileToSession.request.1.json")),
            plain(),
        ),
        (
            "addFileToSession.request.2.json",
            json_of::<SessionFile>,
            vec![("/session_id", json!(1)), ("/is_auto_opening", json!(1))],
        ),
        ("addFileToSession.response.1.xml", xml_of::<AddFileToSession, 201>, plain()),
        ("addInvitee.request.1.json", json_of::<NewInvitee>, plain()),
        ("addInvitee.request.1.txt", form!(AddInvitee, "PUT", "/invitee", read("addInvitee.request.1.json")), plain()),
        ("addInvitee.request.2.json", json_of::<NewInvitee>, vec![("/send_email_invitation", json!(false))]),
        ("addInvitee.response.1.xml", xml_of::<AddInvitee, 201>, plain()),
        ("authverify.request.1.txt", no_body, plain()),
        ("authverify.response.1.xml", xml_of::<Authverify, 200>, vec![("xml/authenticated", json!("true"))]),
        (
            "createSession.request.1.json",
            json_of::<NewSession>,
            vec![("/invited_participants/0/send_email_invitation", json!(false))],
        ),
        (
            "createSession.request.1.txt",
            form!(CreateSession, "PUT", "/session", read("createSession.request.1.json")),
            plain(),
        ),
        ("createSession.request.2.json", json_of::<NewSession>, plain()),
        ("createSession.request.3.json", json_of::<Vec<InvitedParticipant>>, plain()),
        ("createSession.request.4.json", json_of::<Vec<CustomFields>>, plain()),
        ("createSession.response.1.xml", xml_of::<CreateSession, 201>, plain()),
        ("deleteInvitee.request.1.json", json_of::<InviteeRemoval>, plain()),
        (
            "deleteInvitee.request.1.txt",
            form!(DeleteInvitee, "DELETE", "/invitee", read("deleteInvitee.request.1.json")),
            plain(),
        ),
        ("deleteInvitee.request.2.json", json_of::<InviteeRemoval>, plain()),
        ("deleteInvitee.response.1.xml", xml_of::<DeleteInvitee, 200>, plain()),
        ("deleteRecording.request.1.txt", form!(DeleteRecording, "DELETE", "/recording", r#"{"id":1}"#), plain()),
        ("deleteRecording.request.2.json", json_of::<RecordingDeletion>, vec![("/id", json!(1))]),
        (
            "deleteRecording.request.2.txt",
            form!(DeleteRecording, "DELETE", "/recording", read("deleteRecording.request.2.json")),
            plain(),
        ),
        ("deleteRecording.request.3.json", json_of::<RecordingDeletion>, plain()),
        ("deleteRecording.response.1.xml", xml_of::<DeleteRecording, 200>, plain()),
        ("deleteSession.request.1.txt", form!(DeleteSession, "DELETE", "/session", r#"{"id":1}"#), plain()),
        ("deleteSession.request.2.json", json_of::<SessionDeletion>, plain()),
        (
            "deleteSession.request.2.txt",
            form!(DeleteSession, "DELETE", "/session", read("deleteSession.request.2.json")),
            plain(),
        ),
        ("deleteSession.request.3.json", json_of::<SessionDeletion>, plain()),
        ("deleteSession.response.1.xml", xml_of::<DeleteSession, 200>, plain()),
        (
            "getRecording.response.1.xml",
            xml_of::<GetRecording, 200>,
            vec![("root/recordings/recording/allow_anonymous_playback", json!("true"))],
        ),
        ("getSession.response.1.xml", xml_of::<GetSession, 200>, plain()),
        ("listInvitees.response.1.xml", xml_of::<ListInvitees, 200>, plain()),
        ("updateInvitee.request.1.json", json_of::<InviteeChanges>, plain()),
        (
            "updateInvitee.request.1.txt",
            form!(UpdateInvitee, "POST", "/invitee", read("updateInvitee.request.1.json")),
            plain(),
        ),
        ("updateInvitee.request.2.json", json_of::<InviteeChanges>, vec![("/send_email_invitation", json!(false))]),
        ("updateInvitee.response.1.xml", xml_of::<UpdateInvitee, 200>, plain()),
        ("updateRecording.request.1.json", json_of::<RecordingChanges>, plain()),
        (
            "updateRecording.request.1.txt",
            form!(UpdateRecording, "POST", "/recording", read("updateRecording.request.1.json")),
            plain(),
        ),
        (
            "updateRecording.request.2.json",
            json_of::<RecordingChanges>,
            vec![("/allow_anonymous_playback", json!(true))],
        ),
        ("updateRecording.response.1.xml", xml_of::<UpdateRecording, 200>, plain()),
        (
            "updateSession.request.1.json",
            json_of::<SessionChanges>,
            vec![("/invited_participants/0/send_email_invitation", json!(false))],
        ),
        (
            "updateSession.request.1.txt",
            form!(UpdateSession, "POST", "/session", read("updateSession.request.1.json")),
            plain(),
        ),
        (
            "updateSession.request.2.json",
            json_of::<SessionChanges>,
            vec![("/invited_participants/0/send_email_invitation", json!(false))],
        ),
        ("updateSession.request.3.json", json_of::<Vec<InvitedParticipant>>, plain()),
        ("updateSession.request.4.json", json_of::<Vec<CustomFields>>, plain()),
        ("updateSession.response.1.xml", xml_of::<UpdateSession, 200>, plain()),
    ]
}

#[test]
fn every_payload_is_read_and_written_again() {
    let mut seen = BTreeSet::new();
    for (file, check, changes) in checks() {
        check(file, &changes);
        assert!(seen.insert(file.to_owned()), "{file} is there twice");
    }
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(seen, files.collect());
}

/// JSON is read as a type, and written as the same value but for the changes.
fn json_of<T: DeserializeOwned + Serialize>(file: &str, changes: &[(&str, Value)]) {
    let mut expected: Value = serde_json::from_str(&read(file)).unwrap();
    let value: T = serde_json::from_str(&read(file)).unwrap();
    for (place, change) in changes {
        let place = expected.pointer_mut(place).unwrap();
        assert_ne!(place, change, "{file}: no change");
        *place = change.clone();
    }
    assert_eq!(serde_json::to_value(value).unwrap(), expected, "{file}");
}

/// XML is read by the client and written by the server: the same elements, attributes and texts but for the changes.
fn xml_of<O: Operation, const STATUS: u16>(file: &str, changes: &[(&str, Value)]) {
    let status = StatusCode::from_u16(STATUS).unwrap();
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, "application/xml");
    let (parts, ()) = response.body(()).unwrap().into_parts();
    let index = response::find(O::meta().unwrap(), status).unwrap();
    let mode = Mode { strict: true, ..Mode::CLIENT };
    let body = Bytes::from(read(file));
    let value = O::decode_response(index, &parts, &body, mode).unwrap_or_else(|error| panic!("{file}: {error}"));
    let written = O::encode_response(value, &Default::default()).unwrap();
    assert_eq!(written.headers()[header::CONTENT_TYPE], "application/xml", "{file}");
    let written = futures_body(written.into_body());
    let (text, again) = (read(file), String::from_utf8(written.to_vec()).unwrap());
    let mut expected = infoset(Document::parse(&text).unwrap().root_element(), "");
    for (place, change) in changes {
        let texts = expected.iter_mut().filter(|(path, _)| path == place).map(|(_, text)| text);
        let change = change.as_str().unwrap().to_owned();
        assert_eq!(texts.map(|text| assert_ne!(std::mem::replace(text, change.clone()), change)).count(), 1, "{file}");
    }
    assert_eq!(infoset(Document::parse(&again).unwrap().root_element(), ""), expected, "{file}");
}

/// The bytes of a body that is there as a whole.
fn futures_body(body: Body) -> Bytes {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(body.collect(usize::MAX)).unwrap()
}

/// Each element by its path, with its text; white space between elements does not count.
fn infoset(element: Node<'_, '_>, outer: &str) -> Vec<(String, String)> {
    assert_eq!(element.attributes().count(), 0, "the vendor has no attributes");
    let path = if outer.is_empty() {
        element.tag_name().name().to_owned()
    } else {
        format!("{outer}/{}", element.tag_name().name())
    };
    let children: Vec<_> = element.children().filter(Node::is_element).collect();
    let texts = element.children().filter(Node::is_text).filter_map(|text| text.text());
    let text = if children.is_empty() { texts.collect::<String>() } else { String::new() };
    let mut all = vec![(path.clone(), if text.trim().is_empty() { String::new() } else { text })];
    all.extend(children.into_iter().flat_map(|child| infoset(child, &path)));
    all
}

/// The bytes of a form are served as the request; and so are those that the client sends for it.
fn serves<O: Typed>(file: &str, method: &str, path: &str, request: O, changes: &[(&str, Value)]) {
    assert_eq!(changes.len(), 0, "{file}");
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        API.accepts(&with_lines(&sends(method, path, &read(file))), request.clone()).await;
        let encoded = request.encode_request(&Default::default()).unwrap();
        assert_eq!(encoded.headers()[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
        let sent = String::from_utf8(encoded.into_body().collect(usize::MAX).await.unwrap().to_vec()).unwrap();
        assert!(sent.starts_with("input_type=json&rest_data=%7B") && !sent.contains(['"', '{', ' ', '+']), "{sent}");
        API.accepts(&with_lines(&sends(method, path, &sent)), request.clone()).await;
    });
}

/// The sample for checking credentials sends a body with a PUT, against its own tables: a GET is served whatever it
/// carries, and a PUT is not.
fn no_body(file: &str, _: &[(&str, Value)]) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        API.accepts(&with_lines(&sends("GET", "/authverify", &read(file))), Authverify::new()).await;
        let put = Message::parse(&with_lines(&sends("PUT", "/authverify", &read(file))));
        let refused = format!("{:?}", served((API.router)(Stage::default()), &put).await);
        assert!(refused.contains("405 Method Not Allowed") && refused.contains("allow: GET, HEAD\n"), "{refused}");
    });
}
