//! Any bytes as a document: findings come out, or a crate that is Rust.

use specwright::{Config, Source, generate};

/// A document in JSON or YAML, as the first byte says.
pub fn document(data: &[u8]) {
    let Some((first, text)) = data.split_first() else { return };
    let name = if first.is_multiple_of(2) { "openapi.json" } else { "openapi.yaml" };
    let Ok(text) = String::from_utf8(text.to_vec()) else { return };
    let source = Source::Text { name: name.to_owned(), text };
    let mut config = Config::new("fuzzed");
    config.skip_unsupported = first & 2 != 0;
    match generate(&source, &config) {
        Ok(generated) => {
            for (path, text) in generated.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                if let Err(error) = syn::parse_file(text) {
                    panic!("{path} is no Rust: {error}");
                }
            }
        }
        // Rendered as a user would see it.
        Err(error) => drop(error.to_string()),
    }
}
