//! The manifest turns on just those features of the runtime that the generated code needs.

use std::path::Path;

use super::{PING, files};
use crate::{Config, Files, Source, generate};

/// The features that the manifest turns on whatever the crate is used for.
fn features(files: &Files) -> Vec<&str> {
    let manifest = &files["Cargo.toml"];
    let line = manifest.lines().find(|line| line.starts_with("specwright-runtime = ")).unwrap();
    let listed = line.split_once("features = [").map_or("", |(_, rest)| rest.split_once(']').unwrap().0);
    listed.split(", ").filter(|feature| !feature.is_empty()).map(|feature| feature.trim_matches('"')).collect()
}

/// The features that the generated code needs, derived from the names that it uses.
fn used(files: &Files) -> Vec<&'static str> {
    let uses = [
        ("jwt", "specwright_runtime::security::jwt::"),
        ("pattern", "pattern("),
        ("time", "specwright_runtime::time::"),
        ("xml", "xml("),
    ];
    let printed = |text: &str| files.iter().any(|(path, code)| path.starts_with("src/") && code.contains(text));
    uses.into_iter().filter_map(|(feature, text)| printed(text).then_some(feature)).collect()
}

fn assert_features(files: &Files, expected: &[&str], about: &str) {
    assert_eq!((features(files), used(files)), (expected.to_vec(), expected.to_vec()), "{about}");
    let line = format!("specwright_runtime::needs!({});", expected.join(" "));
    assert_eq!(files["src/lib.rs"].lines().any(|found| found == line), !expected.is_empty(), "{about}");
    assert_eq!(crate::emit::included(files).lines().any(|found| found == line), !expected.is_empty(), "{about}");
}

#[test]
fn a_feature_is_turned_on_by_what_needs_it() {
    let text = |schema: &str| format!("    A: {{ type: object, properties: {{ a: {schema} }} }}");
    for (components, expected) in [
        (text("{ type: string }"), &[][..]),
        (text("{ type: string, pattern: a }"), &["pattern"]),
        (text("{ type: array, items: { type: array, items: { type: string, pattern: a } } }"), &["pattern"]),
        (text("{ type: string, enum: [a], pattern: a }"), &[]),
        (text("{ type: string, format: date }"), &["time"]),
        (text("{ type: object, additionalProperties: { type: string, format: date-time } }"), &["time"]),
        (
            text("{ oneOf: [{ type: array, items: { type: string, pattern: a } }, { type: string, format: date }] }"),
            &["pattern", "time"],
        ),
        ("    A: { type: string, pattern: a }".to_owned(), &["pattern"]),
        ("    A: { type: array, items: { type: string, format: date } }".to_owned(), &["time"]),
        ("    A: { type: object, additionalProperties: { type: string, pattern: a } }".to_owned(), &["pattern"]),
    ] {
        assert_features(&files(PING, &components), expected, &components);
    }
}

#[test]
fn parameters_headers_and_bodies_need_features_too() {
    let operation = |fields: &str, response: &str| {
        format!(
            "  /ping: {{ post: {{ operationId: ping, {fields} responses: {{ '200': {{ description: Pong., {response} }} }} }} }}"
        )
    };
    let body = |media_type: &str, schema: &str| format!("content: {{ {media_type}: {{ schema: {schema} }} }}");
    for (paths, expected) in [
        (
            operation("parameters: [{ name: a, in: query, schema: { type: string, pattern: a } }],", ""),
            &["pattern"][..],
        ),
        (operation("", "headers: { A: { schema: { type: string, format: date } } }"), &["time"]),
        (operation("", &body("text/plain", "{ type: string, pattern: a }")), &["pattern"]),
        (operation("", &body("application/xml", "{ $ref: '#/components/schemas/A' }")), &["xml"]),
        (
            operation(&format!("requestBody: {{ {} }},", body("text/xml", "{ $ref: '#/components/schemas/A' }")), ""),
            &["xml"],
        ),
        (operation("", &body("application/json", "{ $ref: '#/components/schemas/A' }")), &[]),
    ] {
        assert_features(
            &files(&paths, "    A: { type: object, properties: { a: { type: string } } }"),
            expected,
            &paths,
        );
    }
}

#[test]
fn every_document_of_the_repository_has_just_what_it_needs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut seen = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let files = generate(&Source::File(path.clone()), &Config::new("test")).unwrap().files;
            assert_eq!(features(&files), used(&files), "{}", path.display());
            seen.extend(features(&files).into_iter().map(str::to_owned));
        }
    }
    assert!(["jwt", "time", "xml"].iter().all(|feature| seen.iter().any(|found| found == feature)), "{seen:?}");
}
