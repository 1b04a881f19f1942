//! Small documents, each with something that is legal and rare: what is printed for each compiles, and is proved. They
//! are the members of one workspace, so that all of them are built by one call.

#![cfg(test)]

mod printed;

use std::fs;
use std::path::Path;

use printed::{cargo, workspace};
use specwright::{Config, Source, generate};
use specwright_tests::root;

/// The documents whose names are hostile to the examples too.
const NAMES: [&str; 3] = ["odd-names", "operation-named-s", "schema-named-desk"];

/// A test of the crate of `secrets.yaml`: what it prints of a request with secrets of every kind.
const SECRETS: &str = r##"
use small_secrets::runtime::{content::json, mode::Mode};
use small_secrets::{AddUser, User};

#[test]
fn secrets_are_hidden() {
    let text = br#"{"name":"a","password":"hush","pins":[4321],"codes":["hush"],"keys":{"k":"hush"},"code":"hush",
        "level":"high","login":{"token":"hush"},"either":"hush","logins":[{"token":"hush"}]}"#;
    let user: User = json::read(text, Mode::SERVER).ok().unwrap();
    let request = AddUser { pin: Some("hush".into()), x_code: Some("hush".into()), ..AddUser::new(user) };
    for shown in [format!("{request:?}"), format!("{request:#?}")] {
        assert!(!["hush", "4321", "high"].iter().any(|secret| shown.contains(secret)), "{shown}");
        assert!(shown.contains("***") && shown.contains("\"a\""), "{shown}");
    }
}
"##;

#[test]
fn what_is_printed_for_each_is_proved() {
    let mut crates = Vec::new();
    let mut operations = 0;
    let mut documents: Vec<_> =
        fs::read_dir(root().join("tests/fixtures/small")).unwrap().map(|entry| entry.unwrap().path()).collect();
    documents.sort();
    for document in documents {
        let stem = document.file_stem().and_then(|stem| stem.to_str()).unwrap().to_owned();
        let name = format!("small-{stem}");
        let mut config = Config::new(&name);
        config.runtime_path = Some(root().join("runtime"));
        let files = generate(&Source::File(document), &config).unwrap_or_else(|why| panic!("{stem}: {why}")).files;
        operations += files["tests/proof.rs"].matches("#[test]").count();
        crates.push((name, files));
    }
    for (name, files) in &mut crates {
        if name == "small-secrets" {
            files.insert("tests/secrets.rs".to_owned(), SECRETS.to_owned());
        }
    }
    let folder = workspace("small", crates);
    let proofs = cargo(&folder, &["test", "--workspace", "--test=proof", "--no-fail-fast"]);
    let passed: usize = proofs.lines().filter_map(passed).sum();
    assert_eq!(passed, operations, "{proofs}");
    cargo(&folder, &["test", "--package=small-secrets", "--test=secrets"]);
    for name in NAMES {
        cargo(Path::new(&folder.join(format!("small-{name}"))), &["check", "--examples"]);
    }
}

/// How many tests have passed, by the last line of what cargo says of them.
fn passed(line: &str) -> Option<usize> {
    line.strip_prefix("test result: ok. ")?.split_once(" passed")?.0.parse().ok()
}
