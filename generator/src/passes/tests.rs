//! Which types of small documents are left, and which are names of others.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use super::prune::prune;
use super::share::share;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Type, TypeKind};
use crate::source::Source;

/// A document with an operation for each of these response schemas, and these component schemas.
fn lower(responses: &[&str], components: &str) -> Api {
    let mut paths = String::new();
    for (index, schema) in responses.iter().enumerate() {
        let media_type = if schema.contains("xml: true") { "application/xml" } else { "application/json" };
        let schema = schema.replace("xml: true, ", "");
        let _ = writeln!(
            paths,
            "  /{index}: {{ get: {{ operationId: op{index}, responses: {{ '200': {{ description: Ok, content: {{ {media_type}: {{ schema: {schema} }} }} }} }} }} }}"
        );
    }
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Sample, version: '1' }}\npaths:\n{paths}components:\n  schemas:\n{components}"
    );
    let mut diagnostics = Diagnostics::new();
    let config = Config::new("sample");
    let source = Source::Text { name: "openapi.yaml".to_owned(), text };
    let document = source.document(&config, &mut diagnostics).unwrap();
    let api = crate::lower::api(&document, &config, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    api
}

/// Each shared type with its further names, as the document has them.
fn shared(api: &Api) -> Vec<(&str, Vec<&str>)> {
    let mut names: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for def in &api.types {
        if let Some(to) = def.alias_of {
            names.entry(to.0).or_default().push(&def.name.wire);
        }
    }
    names.into_iter().map(|(to, names)| (api.types[to].name.wire.as_str(), names)).collect()
}

fn is_shared(responses: &[&str], components: &str) -> bool {
    let mut api = lower(responses, components);
    share(&mut api);
    !shared(&api).is_empty()
}

const ANY: &str = "    Any: {}\n";

#[test]
fn inline_types_that_agree_are_one() {
    let mut api = lower(
        &[
            "{ type: object, description: A, properties: { x: { type: object, properties: { y: { type: string, description: One } } } } }",
            "{ type: object, description: B, properties: { x: { type: object, example: { y: a }, properties: { y: { type: string } } } } }",
        ],
        "    Holder: { type: object, properties: { it: { type: object, properties: { y: { type: string } } } } }\n",
    );
    let count = api.types.len();
    share(&mut api);
    assert_eq!(
        shared(&api),
        [
            ("Holder_it", vec!["op0_Response_200_x", "op1_Response_200_x"]),
            ("op0_Response_200", vec!["op1_Response_200"])
        ]
    );
    // Ids stay, and nothing refers to an alias.
    assert_eq!(api.types.len(), count);
    let held = |schema: &crate::ir::Schema| match &schema.ty {
        Type::Named(id) => api.type_def(*id).unwrap().name.wire.clone(),
        other => panic!("{other:?}"),
    };
    for operation in &api.operations {
        assert_eq!(held(&operation.responses[0].body.as_ref().unwrap().1), "op0_Response_200");
    }
    let outer = api.types.iter().find(|def| def.name.wire == "op0_Response_200").unwrap();
    let TypeKind::Struct(object) = &outer.kind else { panic!("{outer:?}") };
    assert_eq!(held(&object.fields[0].schema), "Holder_it");
    // Sharing once more changes nothing.
    let before = format!("{api:?}");
    share(&mut api);
    assert_eq!(format!("{api:?}"), before);
}

#[test]
fn whatever_shows_on_the_wire_or_in_rust_keeps_types_apart() {
    let same = "{ type: object, properties: { x: { type: string } } }";
    assert!(is_shared(&[same, same], ANY));
    for other in [
        "{ type: object, required: [x], properties: { x: { type: string } } }",
        "{ type: object, properties: { x: { type: string, maxLength: 3 } } }",
        "{ type: object, properties: { x: { type: string, pattern: a } } }",
        "{ type: object, properties: { x: { type: string, default: a } } }",
        "{ type: object, properties: { x: { type: string, nullable: true } } }",
        "{ type: object, properties: { x: { type: string, xml: { attribute: true } } } }",
        "{ type: object, properties: { x: { type: string, x-lenient: number-or-string } } }",
        "{ type: object, properties: { x: { type: string, x-rust-name: y } } }",
        "{ type: object, properties: { x: { type: string, x-aliases: [y] } } }",
        "{ type: object, properties: { x: { type: string, deprecated: true } } }",
        "{ type: object, properties: { X: { type: string } } }",
        "{ type: object, properties: { x: { type: integer } } }",
        "{ type: object, additionalProperties: false, properties: { x: { type: string } } }",
        "{ type: object, additionalProperties: { type: string }, properties: { x: { type: string } } }",
        "{ type: object, minProperties: 1, properties: { x: { type: string } } }",
        "{ type: object, xml: { name: y }, properties: { x: { type: string } } }",
        "{ type: object, properties: { x: { type: string }, y: { type: string } } }",
    ] {
        assert!(!is_shared(&[same, other], ANY), "{other}");
    }
    let numbers = |values: &str| format!("{{ type: object, properties: {{ x: {{ type: string, enum: {values} }} }} }}");
    assert!(is_shared(&[&numbers("[a, b]"), &numbers("[a, b]")], ANY));
    assert!(!is_shared(&[&numbers("[a, b]"), &numbers("[b, a]")], ANY));
}

#[test]
fn components_keep_their_own_types() {
    let object = "{ type: object, properties: { x: { type: string } } }";
    assert!(!is_shared(&[object], &format!("    A: {object}\n    B: {object}\n")));
    // What refers to different components is different.
    let refers =
        |name: &str| format!("{{ type: object, properties: {{ x: {{ $ref: '#/components/schemas/{name}' }} }} }}");
    let components = format!("    A: {object}\n    B: {object}\n");
    assert!(is_shared(&[&refers("A"), &refers("A")], &components));
    assert!(!is_shared(&[&refers("A"), &refers("B")], &components));
}

#[test]
fn types_that_hold_themselves() {
    let list = |index: usize, next: usize| {
        format!(
            "{{ type: object, properties: {{ next: {{ $ref: '#/paths/~1{next}/get/responses/200/content/application~1json/schema' }}, at: {{ type: integer, minimum: {} }} }} }}",
            index / 2
        )
    };
    // The first two hold themselves, the others each other; the latter have another constraint.
    let responses = [list(0, 0), list(1, 1), list(2, 3), list(3, 2)];
    let mut api = lower(&responses.each_ref().map(String::as_str), ANY);
    share(&mut api);
    assert_eq!(
        shared(&api),
        [("op0_Response_200", vec!["op1_Response_200"]), ("op2_Response_200", vec!["op3_Response_200"])]
    );
}

#[test]
fn where_a_type_is_used_is_no_difference() {
    let object = "type: object, properties: { x: { type: string, xml: { attribute: true } } } }";
    let mut api = lower(&[&format!("{{ {object}"), &format!("{{ xml: true, {object}")], ANY);
    share(&mut api);
    assert_eq!(shared(&api), [("op0_Response_200", vec!["op1_Response_200"])]);
    let def = api.types.iter().find(|def| def.name.wire == "op0_Response_200").unwrap();
    let TypeKind::Struct(object) = &def.kind else { panic!("{def:?}") };
    assert!(def.facts.in_xml && object.fields[0].xml.as_ref().unwrap().attribute);
}

#[test]
fn the_shortest_name_is_the_shared_one() {
    let object = "{ type: object, properties: { x: { type: string } } }";
    let mut api = lower(&[object, object], &format!("    A: {{ type: object, properties: {{ b: {object} }} }}\n"));
    share(&mut api);
    assert_eq!(shared(&api), [("A_b", vec!["op0_Response_200", "op1_Response_200"])]);
}

#[test]
fn many_types_take_no_long_time() {
    let mut components = String::new();
    for index in 0..5000 {
        let _ = writeln!(
            components,
            "    A{index}: {{ type: object, properties: {{ p: {{ type: object, properties: {{ q: {{ type: object, properties: {{ r: {{ type: string }} }} }} }} }} }} }}"
        );
    }
    let mut api = lower(&["{}"], &components);
    let start = Instant::now();
    share(&mut api);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(shared(&api).iter().map(|(_, names)| names.len()).collect::<Vec<_>>(), [4999, 4999]);
}

#[test]
fn types_that_no_operation_reaches_are_marked() {
    let mut api = lower(
        &["{ $ref: '#/components/schemas/A' }"],
        "    Z: { type: object, properties: { a: { $ref: '#/components/schemas/A' } } }
    A: { type: object, properties: { b: { type: array, items: { $ref: '#/components/schemas/B' } } } }
    B: { type: object, properties: { a: { $ref: '#/components/schemas/A' }, c: { type: object, properties: { x: { type: string } } } } }
    Y: { type: object, properties: { c: { type: object, properties: { x: { type: string } } } } }\n",
    );
    let names = |api: &Api| api.printed_types().map(|def| def.name.wire.clone()).collect::<Vec<_>>();
    assert_eq!(names(&api), ["Z", "A", "B", "Y", "B_c", "Y_c"]);
    let count = api.types.len();
    prune(&mut api);
    assert_eq!(names(&api), ["A", "B", "B_c"]);
    assert_eq!(api.types.len(), count);
    // What is not printed shares nothing.
    share(&mut api);
    assert_eq!(shared(&api), []);
}

#[test]
fn unreached_types_can_be_asked_for() {
    let components = "    A: { type: object, properties: { x: { type: string } } }\n";
    let printed = |config: &Config| {
        let mut api = lower(&["{ type: string }"], components);
        super::run(&mut api, config);
        api.printed_types().count()
    };
    let mut config = Config::new("sample");
    assert_eq!(printed(&config), 0);
    config.unreached_types = true;
    assert_eq!(printed(&config), 1);
}
