//! Documents that call their things as generated code calls its own: everything that the generator declares, imports or
//! binds is the name of a schema, a property, a parameter, an operation, a tag and a security scheme. What is printed
//! compiles.

#![cfg(test)]

mod printed;

use std::collections::{BTreeMap, BTreeSet};

use printed::{cargo, write};
use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};
use specwright::{Config, Source};
use specwright_tests::{root, rust_files, spec};

fn config(name: &str) -> Config {
    let mut config = Config::new(name);
    config.runtime_path = Some(root().join("runtime"));
    // A feature for each tag is another matter.
    config.tag_features = Some(false);
    config
}

/// The files that are printed for a document that no warning but those of names is about.
fn files(name: &str, document: &Value) -> BTreeMap<String, String> {
    let source = Source::Text { name: "openapi.json".to_owned(), text: document.to_string() };
    specwright::generate(&source, &config(name)).unwrap().files.into_iter().collect()
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string().trim_start_matches("r#").to_owned());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Every identifier in what is printed for a document with most kinds of things, in the macros that it calls, and in
/// the prelude.
fn identifiers() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let printed = specwright::generate(&Source::File(spec("screenleap")), &config("screenleap")).unwrap();
    for (_, text) in printed.files.into_iter().filter(|(path, _)| path.ends_with(".rs")) {
        collect(text.parse().unwrap(), &mut found);
    }
    for file in rust_files::below(&root().join("runtime/src")).unwrap() {
        let text = std::fs::read_to_string(file).unwrap();
        for exported in text.split("#[macro_export]").skip(1) {
            let body = exported.split_once("macro_rules!").unwrap().1;
            let end = body.find("\n}").unwrap();
            collect(body[..end + 2].replace('$', "").parse().unwrap(), &mut found);
        }
    }
    let more = "Some None Ok Err Option Result Vec String Box Send Sync Copy Clone Drop Fn FnMut FnOnce Iterator \
                IntoIterator Extend ToOwned ToString AsRef AsMut Into From Default PartialEq Eq PartialOrd Ord Debug Display \
                Hash TryFrom TryInto FromIterator Future IntoFuture Sized Unpin Self drop vec format println panic assert \
                matches write include_str concat env derive test doc cfg main prove Disagreement DOCUMENT Desk Service \
                Caller ExampleService ExampleCaller S T P router router_with app call client server response url listener \
                principal authenticate credentials context authenticated supplied alternatives request service routes options operations \
                types schemes security servers SERVERS runtime specwright_runtime std core alloc tokio axum http bytes \
                serde_json str u8 i32 i64 u64 f64 bool usize char";
    found.extend(more.split_whitespace().map(str::to_owned));
    found.into_iter().filter(|name| name != "_").collect()
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// A document with these paths and schemas, and a security scheme of each of these names.
fn document(paths: Map<String, Value>, schemas: Map<String, Value>, schemes: &[&String]) -> Value {
    let scheme = |name: &&String| ((*name).clone(), json!({ "type": "http", "scheme": "bearer" }));
    let schemes: Map<String, Value> = schemes.iter().map(scheme).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Names", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": schemes },
    })
}

/// Compiles what is printed for a document, examples and tests included; its tests are not run.
fn check(name: &str, document: &Value) {
    let folder = write(name, files(name, document));
    cargo(&folder, &["check", "--all-targets"]);
}

fn response(schema: &Value) -> Value {
    json!({ "200": { "description": "Ok", "content": { "application/json": { "schema": schema } } } })
}

/// Schemas of every name, of the kind that `schema` makes; each is used by a property of its own name.
fn with_schemas(crate_name: &str, schema: impl Fn(&str, &Value) -> Value) {
    let names: Vec<String> = identifiers().into_iter().collect();
    let reference = |name: &String| json!({ "$ref": format!("#/components/schemas/{name}") });
    let mut schemas: Map<String, Value> = Map::new();
    for (index, name) in names.iter().enumerate() {
        // Each refers to another one, so that the other's name is imported where this one is declared.
        let next = names.get((index + 7) % names.len()).unwrap();
        // Chains of them are short: how deep types are nested is not what is asked here.
        let other = if index % 3 == 0 { reference(next) } else { text() };
        schemas.insert(name.clone(), schema(name, &other));
    }
    let properties: Map<String, Value> = names.iter().map(|name| (name.clone(), reference(name))).collect();
    schemas.insert("AllOfThem".to_owned(), json!({ "type": "object", "properties": properties, "required": names }));
    let parameters = names.iter().map(|name| json!({ "name": name, "in": "query", "schema": text() }));
    let operation = json!({
        "operationId": "everything",
        "tags": ["everything"],
        "parameters": parameters.collect::<Vec<_>>(),
        "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/AllOfThem" } } } },
        "responses": response(&json!({ "$ref": "#/components/schemas/AllOfThem" })),
    });
    let mut paths = Map::new();
    paths.insert("/all".to_owned(), json!({ "post": operation }));
    check(crate_name, &document(paths, schemas, &[]));
}

#[test]
fn newtypes_of_every_name() {
    with_schemas("names-newtypes", |_, _| text());
}

#[test]
fn structs_of_every_name() {
    with_schemas(
        "names-structs",
        |name, other| json!({ "type": "object", "required": ["own"], "properties": { name: other.clone(), "own": text() } }),
    );
}

#[test]
fn enumerations_and_unions_of_every_name() {
    with_schemas("names-enums", |name, other| {
        if name.len() % 2 == 0 {
            json!({ "type": "string", "enum": [name, "Other", "Self", "Ok", "None", "Some"] })
        } else {
            json!({ "oneOf": [{ "type": "integer" }, { "type": "array", "items": other.clone() }] })
        }
    });
}

#[test]
fn operations_tags_and_schemes_of_every_name() {
    let names: Vec<String> = identifiers().into_iter().collect();
    let mut paths = Map::new();
    for (index, name) in names.iter().enumerate() {
        let operation = json!({
            "operationId": name,
            // A tag of its own for every eighth, so that the others' types meet in the same traits.
            "tags": [names.get(index / 8 * 8).unwrap()],
            "security": [{ name: [] }],
            "parameters": [
                { "name": name, "in": "query", "schema": text() },
                { "name": name, "in": "header", "required": true, "schema": text() },
            ],
            "responses": {
                "200": {
                    "description": "Ok",
                    "headers": { "X-A": { "schema": text() } },
                    "content": { "application/json": { "schema": { "type": "object", "properties": { name: text() } } } },
                },
                "404": { "description": "None" },
                "default": { "description": "Else" },
            },
        });
        paths.insert(format!("/{index}"), json!({ "get": operation }));
    }
    let schemes: Vec<&String> = names.iter().collect();
    check("names-operations", &document(paths, Map::new(), &schemes));
}

#[test]
fn tags_of_every_name() {
    let mut paths = Map::new();
    for (index, name) in identifiers().iter().enumerate() {
        let operation = json!({
            "operationId": format!("operation{index}"),
            "tags": [name],
            "responses": { "204": { "description": "None" } },
        });
        paths.insert(format!("/{index}"), json!({ "get": operation }));
    }
    check("names-tags", &document(paths, Map::new(), &[]));
}

/// Writing without capitals: a type, a method and a field have one name.
#[test]
fn names_without_case() {
    let schemas = json!({
        "\u{65e5}\u{672c}": { "type": "string" },
        "\u{8a9e}": { "type": "object", "required": ["\u{65e5}\u{672c}", "\u{8a9e}"], "properties": {
            "\u{65e5}\u{672c}": { "$ref": "#/components/schemas/\u{65e5}\u{672c}" },
            "\u{8a9e}": { "type": "array", "items": { "$ref": "#/components/schemas/\u{8a9e}" } },
        } },
    });
    let operation = json!({
        "operationId": "\u{65e5}\u{672c}",
        "tags": ["\u{65e5}\u{672c}"],
        "parameters": [{
            "name": "\u{65e5}\u{672c}", "in": "query", "required": true,
            "schema": { "$ref": "#/components/schemas/\u{65e5}\u{672c}" },
        }],
        "responses": response(&json!({ "$ref": "#/components/schemas/\u{8a9e}" })),
    });
    let mut paths = Map::new();
    paths.insert("/x".to_owned(), json!({ "get": operation }));
    check("names-caseless", &document(paths, schemas.as_object().unwrap().clone(), &[]));
}
