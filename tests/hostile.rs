//! A document of much that is legal and hostile, its names and texts first of all: what is printed for it compiles
//! without a warning, its proof and its examples pass, and nothing of the document has become code, a manifest's key or
//! a path.

#![cfg(test)]

mod printed;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use printed::{cargo, write};
use proc_macro2::{TokenStream, TokenTree};
use specwright::{Config, Source};
use specwright_tests::root;

/// What the texts of the document try to have in the output as code, as a key or as a file.
const MARK: &str = "broke_out";

fn files() -> BTreeMap<PathBuf, String> {
    let source = Source::File(root().join("tests/fixtures/hostile.yaml"));
    let mut config = Config::new("hostile");
    config.runtime_path = Some(root().join("runtime"));
    let files = specwright::generate(&source, &config).unwrap().files;
    files.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect()
}

#[test]
fn what_is_printed_compiles_and_is_proved() {
    let files: BTreeMap<String, String> =
        files().into_iter().map(|(path, text)| (path.to_str().unwrap().to_owned(), text)).collect();
    let operations = files["tests/proof.rs"].matches("#[test]").count();
    let folder = write("hostile", files);
    cargo(&folder, &["check", "--all-targets"]);
    // Nothing of the document is a link that leads nowhere, or HTML.
    cargo(&folder, &["doc", "--no-deps"]);
    let proof = cargo(&folder, &["test", "--test=proof"]);
    assert!(operations > 5 && proof.contains(&format!("{operations} passed")), "{proof}");
    // The examples of the README are all that there is: no fence of the document is one.
    let examples = cargo(&folder, &["test", "--doc"]);
    assert!(examples.contains("2 passed"), "{examples}");
}

/// All identifiers of the code that is not a text; documentation is text.
fn identifiers(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn nothing_of_the_document_is_code_or_a_path() {
    let files = files();
    let mut tried = 0;
    for (path, text) in &files {
        assert!(path.components().all(|part| matches!(part, Component::Normal(_))), "{}", path.display());
        tried += text.matches(MARK).count();
        if path.extension().is_some_and(|kind| kind == "rs") {
            let mut found = Vec::new();
            identifiers(text.parse().unwrap(), &mut found);
            assert!(!found.iter().any(|ident| ident == MARK), "{}", path.display());
        }
    }
    assert!(tried > 20, "the document tries {tried} times");
    let manifest = &files[Path::new("Cargo.toml")];
    assert!(!manifest.lines().any(|line| line.trim_start().starts_with(MARK)), "{manifest}");
    let mut lower: Vec<String> = files.keys().map(|path| path.to_str().unwrap().to_lowercase()).collect();
    lower.sort();
    lower.dedup();
    assert_eq!(lower.len(), files.len(), "files that some file systems fold into one");
}
