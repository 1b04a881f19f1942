//! Tests of lowering as a whole: the findings and the IR of small documents.

mod carried;
mod extensions;
mod findings;
mod hostile;
mod ir;
mod names;
mod paths;
mod skip;
mod specs;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::Api;
use crate::lint;
use crate::source::Source;

/// Lowers a document, names everything and asks all rules.
fn lower(text: &str, config: &Config) -> (Api, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let source = Source::Text { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    let document = match source.document(config, &mut diagnostics) {
        Ok(document) => document,
        Err(error) => panic!("{error:?}"),
    };
    let mut api = super::api(&document, config, &mut diagnostics);
    crate::names::assign(&mut api, &mut diagnostics);
    lint::check(&api, config, &mut diagnostics);
    (api, diagnostics)
}

/// The IR of a document in which nothing is to be found.
fn sound(text: &str) -> Api {
    let (api, diagnostics) = lower(text, &Config::new("sample"));
    assert_eq!(listed(&diagnostics), Vec::<String>::new());
    api
}

/// Findings as lines: severity, code, place, message.
fn listed(diagnostics: &Diagnostics) -> Vec<String> {
    let line = |finding: &crate::Diagnostic| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        format!("{severity} {} {}: {}", finding.code, finding.at, finding.message)
    };
    diagnostics.iter().map(line).collect()
}

/// A document with these paths and components, in flow or block style, indented by two.
fn document(paths: &str, components: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Sample, version: '1' }}\npaths:\n{paths}\ncomponents:\n  securitySchemes:\n    key: {{ type: apiKey, in: header, name: X-Key }}\n    mtls: {{ type: http, scheme: digest }}\n{components}\n"
    )
}

/// A document with one operation that responds with nothing, and these component schemas.
fn with_schemas(schemas: &str) -> String {
    document(
        "  /: { get: { operationId: ping, responses: { '204': { description: Done } } } }",
        &format!("  schemas:\n{schemas}"),
    )
}
