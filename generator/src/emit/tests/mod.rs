//! From small documents to the printed files, compared word for word.

mod defaults;
mod features;
mod golden;
mod large;
mod printed;

use crate::{Config, Files, Source, generate};

/// The files of a document with these parts, with the types that no operation needs: those of no tag are shared.
fn files(paths: &str, components: &str) -> Files {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: Test, version: '1' }}\npaths:\n{paths}\ncomponents:\n  schemas:\n{components}\n"
    );
    let source = Source::Text { name: "test.yaml".to_owned(), text };
    let config = Config { unreached_types: true, ..Config::new("test") };
    match generate(&source, &config) {
        Ok(generated) => generated.files,
        Err(error) => panic!("{error}"),
    }
}

/// One operation that needs nothing.
const PING: &str = "  /ping: { get: { operationId: ping, responses: { '200': { description: Pong. } } } }";
