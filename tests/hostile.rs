//! A document of much that is legal and hostile, its names and texts first of all: what is printed for it compiles without a
//! warning, its proof and its examples pass, and nothing of the document has become code, a manifest's key or a path.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};
use specwright::{Config, Source, output};
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

/// Calls cargo for the printed crate, without the network, where what the workspace has built can be used again.
fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap());
    command.args(arguments).args(["--offline", "--quiet", "--no-default-features", "--features=client,server"]);
    command.current_dir(folder).env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    let output = command.output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // Warnings are printed there as well.
    assert!(output.status.success() && error.is_empty(), "{arguments:?}\n{out}\n{error}");
    out.into_owned()
}

#[test]
fn what_is_printed_compiles_and_is_proved() {
    let mut files: BTreeMap<String, String> =
        files().into_iter().map(|(path, text)| (path.to_str().unwrap().to_owned(), text)).collect();
    // The folder is below the repository, but the crate is none of its workspace.
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let profiles: Vec<&str> = manifest.split("\n\n").filter(|part| part.contains("[profile.")).collect();
    files.get_mut("Cargo.toml").unwrap().push_str(&format!("\n[workspace]\n\n{}\n", profiles.join("\n\n")));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    output::write(&folder, &files).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["check", "--all-targets"]);
    let operations = files["tests/proof.rs"].matches("#[test]").count();
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
