//! Onstream: invitees, recordings and files.

use onstream::runtime::model::Open;
use onstream::{
    AddFile, AddFileOutput, AddFileToSession, AddFileToSessionOutput, AddInvitee, AddInviteeError, AddInviteeOutput,
    Client, DeleteInvitee, DeleteInviteeError, DeleteRecording, DeleteRecordingById, Flag, GetRecording, Invitee,
    InviteeChanges, InviteeGroups, InviteeRemoval, ListInvitees, ListInviteesByRole, ListRecordings, NewFile,
    NewInvitee, ParticipantRole, Recording, RecordingChanges, RecordingDeletion, RecordingList, RoleFilter,
    SessionFile, SortOrder, UpdateInvitee, UpdateInviteeOutput, UpdateRecording, UpdateRecordingOutput,
};

use crate::onstream::{API, asks, response_text, result, sends, with_lines};
use crate::script::text;

const RESULT: &str = "<xml><id>1</id><message>Done</message></xml>";

/// The response with the address of what was created.
fn created() -> String {
    response_text("201 Created", RESULT).replacen("201 Created\n", "201 Created\nLocation: /x/1\n", 1)
}

#[tokio::test]
async fn list_invitees() {
    let invitee = Invitee {
        id: Some(4.into()),
        first_name: text("Cesc"),
        last_name: text("Fabregas"),
        email: text("cesc@arsenal.com"),
        personal_session_link: text("http://.../[user]/go/ABC123"),
        ..Invitee::new()
    };
    let groups = InviteeGroups {
        moderators: Some(vec![invitee]),
        participants: Some(Vec::new()),
        observers: Some(Vec::new()),
        ..InviteeGroups::new()
    };
    let xml = "<xml><moderators><item><id>4</id><first_name>Cesc</first_name><last_name>Fabregas</last_name><email>\
               cesc@arsenal.com</email><personal_session_link>http://.../[user]/go/ABC123</personal_session_link></item>\
               </moderators><participants/><observers/></xml>";
    let response_text = response_text("200 OK", xml);
    let all = Ok(groups.clone().into());
    API.exchange(Client::list_invitees, ListInvitees::new(1), &asks("GET", "/invitees/id/1"), &response_text, all)
        .await;
    for (role, filter) in [
        ("all", Open::Known(RoleFilter::All)),
        ("moderators", Open::Known(RoleFilter::Moderators)),
        ("participants", Open::Known(RoleFilter::Participants)),
        ("observers", Open::Known(RoleFilter::Observers)),
        ("guests", Open::Other("guests".into())),
    ] {
        let request = ListInviteesByRole::new(1, filter);
        let asks = asks("GET", &format!("/invitees/id/1/role/{role}"));
        let response = Ok(groups.clone().into());
        API.exchange(Client::list_invitees_by_role, request, &asks, &response_text, response).await;
    }
}

#[tokio::test]
async fn add_invitee() {
    let body = NewInvitee {
        first_name: text("Robin"),
        last_name: text("van Persie"),
        send_email_invitation: Some(false),
        role: Some(ParticipantRole::Moderator.into()),
        ..NewInvitee::new(1, "robin@arsenal.com")
    };
    let request = AddInvitee { body };
    let form = "input_type=json&rest_data=%7B%22session_id%22%3A1%2C%22email%22%3A%22robin%40arsenal.com%22%2C%22first_name%22\
                %3A%22Robin%22%2C%22last_name%22%3A%22van%20Persie%22%2C%22send_email_invitation%22%3Afalse%2C%22role%22%3A1%7D";
    let asks = sends("PUT", "/invitee", form);
    let output = AddInviteeOutput { location: text("/x/1"), body: result("Done").into() };
    API.exchange(Client::add_invitee, request.clone(), &asks, &created(), Ok(output)).await;
    let pairs =
        "session_id=1&email=robin@arsenal.com&first_name=Robin&last_name=van+Persie&send_email_invitation=0&role=1";
    API.accepts(&with_lines(&sends("PUT", "/invitee", pairs)), request.clone()).await;
    let gone = "HTTP/1.1 410 Gone\nContent-Length: 0";
    API.exchange(Client::add_invitee, request, &asks, gone, Err(AddInviteeError::Gone)).await;
}

#[tokio::test]
async fn update_invitee() {
    let changes = InviteeChanges { role: Some(ParticipantRole::Observer.into()), ..InviteeChanges::new(1, 2) };
    let form = "input_type=json&rest_data=%7B%22session_id%22%3A1%2C%22user_id%22%3A2%2C%22role%22%3A3%7D";
    let output = UpdateInviteeOutput::Ok(result("Done").into());
    API.exchange(
        Client::update_invitee,
        UpdateInvitee { body: changes },
        &sends("POST", "/invitee", form),
        &response_text("200 OK", RESULT),
        Ok(output),
    )
    .await;
}

/// The vendor says that nothing comes back, and shows a result.
#[tokio::test]
async fn delete_invitee() {
    let request = DeleteInvitee { body: InviteeRemoval::new(1, 2) };
    let asks = sends("DELETE", "/invitee", "input_type=json&rest_data=%7B%22session_id%22%3A1%2C%22user_id%22%3A2%7D");
    let response = Ok(Some(result("Done").into()));
    API.exchange(Client::delete_invitee, request.clone(), &asks, &response_text("200 OK", RESULT), response).await;
    let nothing = "HTTP/1.1 200 OK\nContent-Length: 0";
    API.exchange(Client::delete_invitee, request.clone(), &asks, nothing, Ok(None)).await;
    let error = DeleteInviteeError::NotFound;
    let missing = "HTTP/1.1 404 Not Found\nContent-Length: 0";
    API.exchange(Client::delete_invitee, request, &asks, missing, Err(error)).await;
}

#[tokio::test]
async fn recordings() {
    let recording = Recording {
        id: Some(1.into()),
        session_id: Some(1.into()),
        title: text("My first recording"),
        description: text("This is my first recording"),
        password: Some(text("")),
        duration: Some(25_880),
        allow_anonymous_playback: Some(false),
        recording_link: text("http://domain.com/play/1-My-first-recording"),
        creation_date: Some("2010-08-31 14:00:00".parse().unwrap()),
        ..Recording::new()
    };
    let list = RecordingList { recordings: Some(vec![recording]), ..RecordingList::new() };
    let xml = "<root><recordings><recording><id>1</id><session_id>1</session_id><title>My first recording</title><description>\
               This is my first recording</description><password/><duration>25880</duration><allow_anonymous_playback>false\
               </allow_anonymous_playback><recording_link>http://domain.com/play/1-My-first-recording</recording_link>\
               <creation_date>2010-08-31 14:00:00</creation_date></recording></recordings></root>";
    let response_text = response_text("200 OK", xml);
    let asks_one = asks("GET", "/recording/id/1");
    let one = Ok(list.clone().into());
    API.exchange(Client::get_recording, GetRecording::new(1), &asks_one, &response_text, one).await;
    let request = ListRecordings {
        session: Some(1.into()),
        fields: Some(vec!["id".to_owned()]),
        count: Some(1),
        offset: Some(0),
        order: Some(SortOrder::Ascending.into()),
    };
    let asks_all = asks("GET", "/recordings/session/1/return/id/count/1/offset/0/order/asc");
    API.exchange(Client::list_recordings, request.clone(), &asks_all, &response_text, Ok(list.into())).await;
    let other = asks("GET", "/recordings/order/asc/session/1/offset/0?return=id&count=1");
    API.accepts(&with_lines(&other), request).await;
}

#[tokio::test]
async fn changes_of_recordings() {
    let changes = RecordingChanges {
        title: text("Grüße & <b>"),
        password: text(""),
        allow_anonymous_playback: Some(true),
        ..RecordingChanges::new(1)
    };
    let form = "input_type=json&rest_data=%7B%22id%22%3A1%2C%22title%22%3A%22Gr%C3%BC%C3%9Fe%20%26%20%3Cb%3E%22%2C%22password%22\
                %3A%22%22%2C%22allow_anonymous_playback%22%3Atrue%7D";
    API.exchange(
        Client::update_recording,
        UpdateRecording { body: changes },
        &sends("POST", "/recording", form),
        &response_text("200 OK", RESULT),
        Ok(UpdateRecordingOutput::Ok(result("Done").into())),
    )
    .await;
    API.exchange(
        Client::delete_recording,
        DeleteRecording { body: RecordingDeletion::new(1) },
        &sends("DELETE", "/recording", "input_type=json&rest_data=%7B%22id%22%3A1%7D"),
        &response_text("200 OK", RESULT),
        Ok(result("Done").into()),
    )
    .await;
    API.exchange(
        Client::delete_recording_by_id,
        DeleteRecordingById::new(1),
        &asks("DELETE", "/recording/id/1"),
        &response_text("200 OK", RESULT),
        Ok(result("Done").into()),
    )
    .await;
}

#[tokio::test]
async fn files() {
    let file = NewFile {
        is_url: Some(Flag::Set.into()),
        file_description: text("This is my flash movie."),
        ..NewFile::new("http://www.domain.com/myFile.swf?someParam=123")
    };
    let form = "input_type=json&rest_data=%7B%22file_link%22%3A%22http%3A%2F%2Fwww.domain.com%2FmyFile.swf%3FsomeParam%3D123%22\
                %2C%22is_url%22%3A1%2C%22file_description%22%3A%22This%20is%20my%20flash%20movie.%22%7D";
    let output = AddFileOutput { location: text("/x/1"), body: result("Done").into() };
    let asks = sends("PUT", "/file", form);
    API.exchange(Client::add_file, AddFile { body: file }, &asks, &created(), Ok(output)).await;

    let attached = SessionFile { is_auto_opening: Some(Flag::Unset.into()), ..SessionFile::new("7", 1) };
    let form =
        "input_type=json&rest_data=%7B%22file_id%22%3A%227%22%2C%22session_id%22%3A1%2C%22is_auto_opening%22%3A0%7D";
    let output = AddFileToSessionOutput { location: text("/x/1"), body: result("Done").into() };
    let asks = sends("PUT", "/file_in_session", form);
    let request = AddFileToSession { body: attached };
    API.exchange(Client::add_file_to_session, request, &asks, &created(), Ok(output)).await;
}
