//! Small documents and what is found in them: severity, place, code and message, pinned for every code of this module.

mod mangled;
mod positions;
mod skip;
mod structure;
mod syntax;
mod v2_0;
mod v2_0_findings;
mod v3_1;
mod v3_2;

use serde_json::Value;

use super::Source;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::report;

/// What every document needs besides what a test is about.
const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

/// What is found in a text, one line each: `severity line:column code: message`.
fn found(text: &str) -> Vec<String> {
    found_with(text, &Config::default())
}

fn found_with(text: &str, config: &Config) -> Vec<String> {
    let source = Source::Text { name: "t".into(), text: text.into() };
    let mut diagnostics = Diagnostics::new();
    if let Err(error) = source.document(config, &mut diagnostics) {
        match error {
            Error::Refused(all) => diagnostics = all,
            other => panic!("{other}"),
        }
    }
    let line = |found: Value| {
        let text = |key: &str| found[key].as_str().unwrap().to_owned();
        let (line, column) = (&found["line"], &found["column"]);
        let help = found["help"].as_str().map_or(String::new(), |help| format!(" ({help})"));
        format!("{} {line}:{column} {}: {}{help}", text("severity"), text("code"), text("message"))
    };
    report::json(&diagnostics, &source).into_iter().map(line).collect()
}

/// The tree of a text in which no error is found.
fn tree(text: &str) -> Value {
    let source = Source::Text { name: "t".into(), text: text.into() };
    let mut diagnostics = Diagnostics::new();
    match source.document(&Config::default(), &mut diagnostics) {
        Ok(document) if !diagnostics.has_errors() => document.tree,
        Ok(_) => panic!("{:?}", diagnostics.into_vec()),
        Err(error) => panic!("{error}"),
    }
}

/// Compares what is found in documents with what should be.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(&found(text), expected, "in:\n{text}");
    }
}
