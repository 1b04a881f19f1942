//! Names that Rust, its lints or a file system would not take.

use super::{listed, lower, with_schemas};
use crate::config::Config;
use crate::ir::TypeKind;

/// The Rust name of each of these schemas.
fn named(schemas: &[&str]) -> Vec<String> {
    let schemas: String = schemas.iter().map(|name| format!("    {name}: {{ type: string }}\n")).collect();
    let (api, diagnostics) = lower(&with_schemas(&schemas), &Config::new("sample"));
    assert!(!diagnostics.has_errors());
    api.printed_types().map(|def| def.name.rust.clone()).collect()
}

/// The module of each of these tags, given as YAML writes them.
fn modules(tags: &[&str]) -> Vec<String> {
    let operation = |(place, tag): (usize, &&str)| {
        format!(
            "  /{place}: {{ get: {{ operationId: op{place}, tags: [{tag}], responses: {{ '204': {{ description: Done. }} }} }} }}\n"
        )
    };
    let paths: String = tags.iter().enumerate().map(operation).collect();
    let document = format!("openapi: 3.0.3\ninfo: {{ title: Sample, version: '1' }}\npaths:\n{paths}");
    let (api, diagnostics) = lower(&document, &Config::new("sample"));
    assert!(!diagnostics.has_errors());
    api.tags.iter().map(|tag| tag.module.clone()).collect()
}

#[test]
fn types_are_named_as_their_schemas() {
    let cases = [
        ("Device", "Device"),
        ("super", "Super"),
        ("r#type", "RType"),
        ("_", "Underscore"),
        ("1", "Value1"),
        ("'\u{1f600}'", "U1f600"),
        ("a-b", "AB"),
        ("ab", "Ab"),
    ];
    let (schemas, expected): (Vec<&str>, Vec<&str>) = cases.into_iter().unzip();
    assert_eq!(named(&schemas), expected);
}

#[test]
fn modules_are_files() {
    let cases = [
        ("Device", "device"),
        ("super", "super_"),
        ("crate", "crate_"),
        ("Con", "con_"),
        ("Mod", "mod_"),
        ("com1", "com1_"),
        ("shared", "shared_"),
        ("r#type", "r_type"),
        ("_", "underscore"),
        ("'1'", "value_1"),
        ("'\u{1f600}'", "u1f600"),
        ("a-b", "a_b"),
        ("ab", "ab"),
        ("caf\u{e9}", "cafue9"),
    ];
    let (tags, expected): (Vec<&str>, Vec<&str>) = cases.into_iter().unzip();
    assert_eq!(modules(&tags), expected);
}

#[test]
fn names_that_are_alike_are_told_apart() {
    let cases = [
        ("Self", "SelfCapitalizedSchema"),
        ("self", "SelfLowercaseSchema"),
        ("device", "DeviceLowercaseSchema"),
        ("DEVICE", "DeviceUppercaseSchema"),
        // One letter in two spellings: there is no third name, so that only a `_` is left.
        ("caf\u{e9}", "Caf\u{e9}LowercaseSchema_"),
        ("cafe\u{301}", "Caf\u{e9}LowercaseSchema__"),
    ];
    let (schemas, expected): (Vec<&str>, Vec<&str>) = cases.into_iter().unzip();
    assert_eq!(named(&schemas), expected);
}

#[test]
fn long_names_are_cut_for_files() {
    let (long, other) = ("Long".repeat(40), format!("{}X", "Long".repeat(40)));
    let cut = "long_".repeat(20);
    assert_eq!(modules(&[&long, &other]), [cut.clone(), format!("{cut}_")]);
    assert_eq!(named(&[&long, &other])[0], long);
}

#[test]
fn what_is_put_behind_a_name_needs_no_underscore_before_it() {
    let schema = "    A: { type: object, properties: { self: { type: string }, Self: { type: string } } }\n";
    let (api, _) = lower(&with_schemas(schema), &Config::new("sample"));
    let TypeKind::Struct(object) = &api.types[0].kind else { panic!("{:?}", api.types[0].kind) };
    let fields: Vec<&str> = object.fields.iter().map(|field| field.name.rust.as_str()).collect();
    assert_eq!(fields, ["self_lowercase", "self_capitalized"]);
}

#[test]
fn hints_that_generated_code_cannot_take() {
    let schemas = "    A: { type: string, x-rust-name: std }
    B: { type: string, x-rust-name: _x }
    C: { type: string, x-rust-name: Client }
    D: { type: string, x-rust-name: SERVERS }\n";
    let (_, diagnostics) = lower(&with_schemas(schemas), &Config::new("sample"));
    let at = |name: &str, message: &str| format!("error invalid-rust-name /components/schemas/{name}: {message}");
    assert_eq!(
        listed(&diagnostics),
        [
            at("A", "the name of a type starts with a capital letter, and `std` does not"),
            at("B", "the name of a type starts with a capital letter, and `_x` does not"),
            at("C", "`Client` is already the name of another item of the generated crate"),
            at("D", "`SERVERS` is already the name of another item of the generated crate"),
        ]
    );
}

#[test]
fn types_without_capitals_are_not_called_as_fields_are() {
    let schemas = "    \u{65e5}\u{672c}: { type: string }
    \u{8a9e}: { type: object, properties: { \u{65e5}\u{672c}: { $ref: '#/components/schemas/\u{65e5}\u{672c}' } } }\n";
    let (api, _) = lower(&with_schemas(schemas), &Config::new("sample"));
    let names: Vec<&str> = api.printed_types().map(|def| def.name.rust.as_str()).collect();
    assert_eq!(names, ["\u{65e5}\u{672c}Schema", "\u{8a9e}"]);
}
