//! Secrets: on the wire as they are, and `***` wherever they are shown to people.

use std::collections::BTreeMap;
use std::convert::Infallible;

use specwright_runtime::content::json;
use specwright_runtime::http::{Request, request::Parts};
use specwright_runtime::mode::Mode;
use specwright_runtime::model::Model;
use specwright_runtime::operation::Operation;
use specwright_runtime::rt;

/// A user with secrets of every kind.
#[derive(Clone, Default, PartialEq)]
struct User {
    name: String,
    password: Option<String>,
    pins: Option<Vec<i64>>,
    keys: Option<BTreeMap<String, String>>,
    codes: Option<Vec<String>>,
    login: Option<Login>,
    more: BTreeMap<String, String>,
}

rt::object!(User default { 0 name, 1 password, 2 pins, 3 keys, 4 codes, 5 login; more }
    "name,?password(minLength(2),secret),?pins(secret),?keys(items(secret)),?codes(items(secret,minLength(1))),?login;\
    keep,items(secret)");

/// A secret as a whole.
#[derive(Clone, Default, PartialEq)]
struct Login {
    token: String,
}

rt::object!(Login default { 0 token } "token;secret");

/// One of two, of which one is a secret.
#[derive(Clone, PartialEq)]
enum Either {
    Text(String),
    Number(i64),
    Other(specwright_runtime::model::Json),
}

rt::union!(Either { 0 Text, 1 Number } Other "string(secret),number");

/// A request with secrets.
#[derive(Clone, Default, PartialEq)]
struct Enter {
    id: i32,
    key: String,
    body: User,
}

rt::operation!(Enter default { 0 id, 1 key, 2 body } Alone User, Infallible; rt::Api::NONE;
    "enter,POST,/enter;id(query),key(header,maxLength(2),secret);body(json(application/json));\
    200(success,json(application/json))");

fn user() -> User {
    User {
        name: "ada".into(),
        password: Some("hush".into()),
        pins: Some(vec![1234]),
        keys: Some([("a".into(), "hush".into())].into()),
        codes: Some(vec!["hush".into(), "hush".into()]),
        login: Some(Login { token: "hush".into() }),
        more: [("b".into(), "hush".into())].into(),
    }
}

#[test]
fn debug_hides_secrets_and_the_wire_has_them() {
    let hidden = r#"User {"name":"ada","password":"***","pins":"***","keys":{"a":"***"},"codes":["***","***"],"login":"***","b":"***"}"#;
    assert_eq!(format!("{:?}", user()), hidden);
    assert_eq!(format!("{:?}", vec![Login { token: "hush".into() }]), r#"[Login "***"]"#);
    assert_eq!(format!("{:?}", User { name: "ada".into(), ..User::default() }), r#"User {"name":"ada"}"#);
    assert_eq!(format!("{:?}", Either::Text("hush".into())), r#"Either "***""#);
    assert_eq!(format!("{:?}", Either::Number(1)), "Either 1");
    let shown = format!("{:?}", Enter { id: 1, key: "hush".into(), body: user() });
    assert_eq!(shown, format!(r#"Enter {{"id":1,"key":"***","body":{}}}"#, hidden.strip_prefix("User ").unwrap()));
    let written = String::from_utf8(json::write(&user(), Mode::CLIENT).unwrap()).unwrap();
    assert_eq!(
        written,
        r#"{"name":"ada","password":"hush","pins":[1234],"keys":{"a":"hush"},"codes":["hush","hush"],"login":{"token":"hush"},"b":"hush"}"#
    );
    assert!(json::read::<User>(written.as_bytes(), Mode::SERVER).is_ok_and(|read| read == user()));
}

#[test]
fn debug_is_indented_where_that_is_asked() {
    let shown = format!("{:#?}", User { name: "ada, {".into(), codes: Some(vec!["hush".into()]), ..User::default() });
    assert_eq!(shown, "User {\n    \"name\": \"ada, {\",\n    \"codes\": [\n        \"***\"\n    ]\n}");
}

#[test]
fn errors_do_not_quote_secrets() {
    fn said<T: Model>(text: &str) -> String {
        json::read::<T>(text.as_bytes(), Mode::SERVER).err().unwrap().to_string()
    }
    assert_eq!(said::<User>(r#"{"name":"ada","pins":[99999999999999999999]}"#), "*** is out of range at /pins/0");
    let parts =
        |uri: &str, key: &str| -> Parts { Request::post(uri).header("key", key).body(()).unwrap().into_parts().0 };
    let meta = Enter::meta().unwrap();
    let told = |uri, key| {
        let content = meta.body.as_ref().unwrap().content.first();
        let read = Enter::decode_request(meta, &parts(uri, key), &[], r#"{"name":"a"}"#.into(), content);
        read.err().unwrap().to_string()
    };
    // What is no secret is quoted.
    assert!(told("/enter?id=99999999999", "k").contains("99999999999 is out of range"));
    assert!(!told("/enter?id=1", "hush").contains("hush"));
}
