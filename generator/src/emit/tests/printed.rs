//! What is printed for types and operations.

use super::{PING, files};

/// The lines of a file that hold a text.
fn lines<'a>(file: &'a str, text: &str) -> Vec<&'a str> {
    file.lines().map(str::trim).filter(|line| line.contains(text)).collect()
}

/// A file without its line breaks, and what it has in a type's place.
fn one_line(file: &str) -> String {
    file.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn names_of_rust_are_free_for_documents() {
    let files = files(
        PING,
        "    Option: { type: object, properties: { none: { type: string }, rt: { $ref: '#/components/schemas/Open' } } }
    Open: { type: string, x-extensible-enum: [a] }
    String: { type: object, required: [text, self], properties: { text: { type: string }, self: { type: string } } }
    Default: { type: object, properties: { clone: { $ref: '#/components/schemas/Clone' } } }
    Clone: { type: string }",
    );
    let types = &files["src/types/shared.rs"];
    assert_eq!(lines(types, "pub none"), ["pub none: ::std::option::Option<::std::string::String>,"]);
    assert_eq!(lines(types, "pub rt"), ["pub rt: ::std::option::Option<::specwright_runtime::model::Open<Open>>,"]);
    assert_eq!(lines(types, "pub text"), ["pub text: ::std::string::String,"]);
    assert_eq!(lines(types, "use "), ["use specwright_runtime::rt;"]);
    assert!(lines(types, "derive").iter().all(|line| line.contains("::std::clone::Clone")), "{types}");
    assert!(types.contains("rt::newtype!(Clone(::std::string::String) text display);"), "{types}");
}

#[test]
fn what_a_type_brings_and_what_a_place_adds() {
    let files = files(
        PING,
        "    Code: { type: string, maxLength: 9, pattern: '^a+$' }
    Holder:
      type: object
      properties:
        plain: { $ref: '#/components/schemas/Code' }
        shorter: { allOf: [{ $ref: '#/components/schemas/Code' }], minLength: 2, maxLength: 12 }
        several: { type: array, items: { type: string, minLength: 1 } }",
    );
    let types = one_line(&files["src/types/shared.rs"]);
    let code = r#"rt::newtype!(Code(String) text display; "maxLength(9),pattern(^a+$)");"#;
    assert!(types.contains(code), "{types}");
    let text = types.replace(' ', "");
    let fields = "?plain,?shorter(minLength(2),maxLength(9),pattern(^a+$)),?several(items(minLength(1)))";
    assert!(text.contains(fields), "{types}");
}

#[test]
fn what_is_secret_is_marked_once() {
    let files = files(
        PING,
        "    Code: { type: string, format: password }
    Level: { type: string, enum: [low, high], writeOnly: true }
    Login: { type: object, writeOnly: true, properties: { token: { type: string } } }
    User:
      type: object
      properties:
        pin: { type: string, format: password, maxLength: 4 }
        code: { $ref: '#/components/schemas/Code' }
        level: { $ref: '#/components/schemas/Level' }
        logins: { type: array, items: { $ref: '#/components/schemas/Login' } }
        keys: { type: object, additionalProperties: { type: string, format: password } }
        numbers: { type: array, writeOnly: true, items: { type: integer } }",
    );
    let text = one_line(&files["src/types/shared.rs"]).replace(' ', "");
    for printed in [
        r#"rt::newtype!(Code(String)textdisplay;"secret");"#,
        r#"rt::object!(Logindefault{0token}"?token;secret");"#,
        "?pin(maxLength(4),secret),?code,?level(secret),?logins,?keys(items(secret)),?numbers(secret)",
    ] {
        assert!(text.contains(printed), "{printed}: {text}");
    }
}

#[test]
fn responses_by_their_parts() {
    let files = files(
        "  /a:
    get:
      operationId: read
      responses:
        '200':
          description: One.
          headers: { part: { required: true, schema: { type: integer } } }
          content: { text/plain: { schema: { type: string } } }
        '404': { description: None. }
        4XX: { description: Any., content: { text/plain: { schema: { type: string } } } }
        default: { description: Rest. }
    put: { operationId: onlyBody, responses: { '200': { description: A., content: { text/plain: { schema: { type: string } } } } } }
    post: { operationId: nothing, responses: { '204': { description: B. } } }
    delete: { operationId: any, responses: { 2XX: { description: B. } } }
    patch: { operationId: never, responses: { '404': { description: C. } } }",
        "    X: { type: string }",
    );
    let operations = one_line(&files["src/operations/api.rs"]);
    for expected in [
        "} Own ReadOutput, ReadError;",
        "pub struct ReadOutput { pub part: i64, pub body: String, }",
        "rt::responses!(ReadOutput struct { 0 part, 1 body });",
        "ClientError { status: StatusCode, body: String, }, /// default: Rest. Default(StatusCode), }",
        "rt::responses!(ReadError { 0 NotFound {}, 1 ClientError { status status, 0 body }, 2 Default { status 0 } });",
        "} Alone String, Infallible;",
        "} Empty (), Infallible;",
        "} StatusOnly StatusCode, Infallible;",
        "} Never Infallible, NeverError;",
    ] {
        assert!(operations.contains(expected), "{expected}\n{operations}");
    }
}

#[test]
fn every_file_says_what_it_is() {
    let files = files(PING, "    A: { type: string }");
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert!(text.starts_with("//! "), "{path}");
        assert!(text.contains("\n// @generated by specwright; do not edit.\n"), "{path}");
        assert!(syn::parse_file(text).is_ok(), "{path}");
    }
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "Cargo.toml",
            "README.md",
            "examples/client.rs",
            "examples/server.rs",
            "src/client.rs",
            "src/client/api.rs",
            "src/lib.rs",
            "src/network.rs",
            "src/operations.rs",
            "src/operations/api.rs",
            "src/reqwest_client.rs",
            "src/server.rs",
            "src/server/api.rs",
            "src/servers.rs",
            "src/types.rs",
            "src/types/shared.rs",
            "tests/openapi.json",
            "tests/proof.rs",
        ]
    );
}

#[test]
fn modules_may_be_called_as_crates() {
    let tags = ["std", "api", "core"];
    let paths: String = tags
        .iter()
        .map(|tag| format!("  /{tag}: {{ get: {{ operationId: get-{tag}, tags: [{tag}], responses: {{ '204': {{ description: A. }} }} }} }}\n"))
        .collect();
    let files = files(&paths, "    X: { type: string }");
    let operations = &files["src/operations.rs"];
    assert_eq!(lines(operations, "mod "), ["mod std;", "mod api;", "mod core;"]);
    assert_eq!(lines(operations, "use "), ["pub use self::std::*;", "pub use self::api::*;", "pub use self::core::*;"]);
}

#[test]
fn documentation_of_shared_errors_has_no_link() {
    let files = files(
        "  /a: { get: { operationId: copy, responses: { '200': { description: A. }, '404': { description: B. } } } }",
        "    X: { type: string }",
    );
    let expected = "/// The documented error responses of `Copy`.";
    assert_eq!(lines(&files["src/operations/api.rs"], "error responses of"), [expected]);
}

#[test]
fn a_description_of_nothing_is_none() {
    let files = files(
        PING,
        "    A: { type: object, description: \" \\n\", properties: { b: { type: string, description: \"\\0\" } } }",
    );
    let device = &files["src/types/shared.rs"];
    assert_eq!(lines(device, "///"), Vec::<&str>::new());
}

#[test]
fn tags_that_end_like_no_identifier_have_functions() {
    let files = files(
        "  /a: { get: { operationId: a, tags: [self], responses: { '204': { description: A. } } } }",
        "    X: { type: string }",
    );
    let server = &files["src/server/self_.rs"];
    assert_eq!(lines(server, "fn add_").len(), 1, "{server}");
    assert_eq!(lines(server, "__"), Vec::<&str>::new());
}

#[test]
fn lenient_readings_and_marks() {
    let list = "    List:
      type: object
      x-experimental: true
      x-lenient: [bare-array, bare-item]
      properties:
        items:
          type: array
          x-lenient: [one-or-many, wrapped-items]
          items: { $ref: '#/components/schemas/Item' }
    Item:
      type: object
      xml: { name: item }
      properties:
        on: { type: boolean, x-experimental: true, x-lenient: bool-or-number }
        rows: { type: array, x-lenient: wrapped-items, items: { type: string } }
    Zone:
      type: string
      x-extensible-enum: [west, east]
      x-enum-offsets: ['-09:30', '+05:45']";
    let files = files(PING, list);
    let types = one_line(&files["src/types/shared.rs"]);
    for expected in [
        "/// Experimental: it may change. #[derive(Clone, Default, PartialEq)] pub struct List",
        "/// Experimental: it may change. pub on:",
        "lenient(oneOrMany,wrapped(item))",
        "lenient(boolOrNumber)",
        "lenient(wrapped(rows))",
        "bare(0,array,item)",
        " Item);",
        "pub fn utc_offset(self) -> Option<Offset> {",
        "Self::West => -34200, Self::East => 20700,",
    ] {
        assert!(types.contains(expected), "{expected}\n{types}");
    }
}
