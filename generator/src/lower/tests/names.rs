//! Names that Rust, its lints or a file system would not take.

use super::{listed, lower, with_schemas};
use crate::config::Config;
use crate::ir::TypeKind;

/// The Rust name and the module of each of these schemas.
fn named(schemas: &[&str]) -> Vec<(String, String)> {
    let schemas: String = schemas.iter().map(|name| format!("    {name}: {{ type: string }}\n")).collect();
    let (api, diagnostics) = lower(&with_schemas(&schemas), &Config::new("sample"));
    assert!(!diagnostics.has_errors());
    api.printed_types().map(|def| (def.name.rust.clone(), def.module.clone())).collect()
}

fn check(cases: &[(&str, &str, &str)]) {
    let (schemas, expected): (Vec<&str>, Vec<(String, String)>) =
        cases.iter().map(|(schema, rust, module)| (*schema, ((*rust).to_owned(), (*module).to_owned()))).unzip();
    assert_eq!(named(&schemas), expected);
}

#[test]
fn modules_are_files() {
    check(&[
        ("Device", "Device", "device"),
        ("super", "Super", "super_"),
        ("crate", "Crate", "crate_"),
        ("Con", "Con", "con_"),
        ("Mod", "Mod", "mod_"),
        ("com1", "Com1", "com1_"),
        ("r#type", "RType", "r_type"),
        ("_", "Underscore", "underscore"),
        ("1", "Value1", "value1"),
        ("'\u{1f600}'", "U1f600", "u1f600"),
        ("a-b", "AB", "a_b"),
        ("ab", "Ab", "ab"),
    ]);
}

#[test]
fn names_that_are_alike_are_told_apart() {
    check(&[
        ("Self", "SelfCapitalizedSchema", "self_capitalized_schema"),
        ("self", "SelfLowercaseSchema", "self_lowercase_schema"),
        ("device", "DeviceLowercaseSchema", "device_lowercase_schema"),
        ("DEVICE", "DeviceUppercaseSchema", "device_uppercase_schema"),
        // One letter in two spellings: there is no third name, so that only a `_` is left.
        ("caf\u{e9}", "CaféLowercaseSchema_", "cafue9_lowercase_schema_"),
        ("cafe\u{301}", "CaféLowercaseSchema__", "cafue9_lowercase_schema__"),
    ]);
}

#[test]
fn hints_can_share_a_module() {
    let schemas = "    A: { type: string, x-rust-name: Device }
    B: { type: string, x-rust-name: Device_ }
    C: { type: string, x-rust-name: De_vice }
    D: { type: string, x-rust-name: DeVice }\n";
    let (api, _) = lower(&with_schemas(schemas), &Config::new("sample"));
    let modules: Vec<&str> = api.printed_types().map(|def| def.module.as_str()).collect();
    assert_eq!(modules, ["device", "device_", "de_vice", "de_vice_"]);
}

#[test]
fn statics_are_called_as_no_type_is() {
    let schemas = "    a-b: { type: string }\n    ab: { type: object, properties: { x: { type: string } } }\n";
    let (api, _) = lower(&with_schemas(schemas), &Config::new("sample"));
    let tables: Vec<(&str, &str)> = api.printed_types().map(|def| (&*def.name.rust, &*def.table)).collect();
    assert_eq!(tables, [("AB", "A_B"), ("Ab", "AB_")]);
}

#[test]
fn long_names_are_cut_for_files() {
    let (long, other) = ("Long".repeat(40), format!("{}X", "Long".repeat(40)));
    let names = named(&[&long, &other]);
    let modules: Vec<&str> = names.iter().map(|(_, module)| module.as_str()).collect();
    let cut = "long_".repeat(20);
    assert_eq!(modules, [cut.clone(), format!("{cut}_")]);
    assert_eq!(names[0].0, long);
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
            at("C", "`Client` is the name of something else that the generated crate has"),
            at("D", "`SERVERS` is the name of something else that the generated crate has"),
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
