//! From a document with one of each construct to the whole crate, compared word for word with the files in `golden/`:
//! once as it is, and once with a feature for each tag.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::{Config, Files, Source, generate};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit/tests/golden")
}

fn printed(tag_features: bool) -> Files {
    let config = Config { tag_features: Some(tag_features), ..Config::new("sample") };
    generate(&Source::File(folder().join("document.yaml")), &config).unwrap().files
}

/// Compares with the files of a folder; with `SPECWRIGHT_GOLDEN=write` they are written, to be read before they are
/// kept.
fn compare(name: &str, files: &[(&String, &String)]) {
    for (path, text) in files {
        let golden = folder().join(name).join(format!("{path}.txt"));
        if std::env::var_os("SPECWRIGHT_GOLDEN").is_some_and(|value| value == "write") {
            std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
            std::fs::write(&golden, text).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_else(|error| panic!("{}: {error}", golden.display()));
        assert!(**text == expected, "{name}/{path} is printed so:\n{text}");
    }
}

#[test]
fn every_construct() {
    let files = printed(false);
    let code: Vec<_> = files.iter().filter(|(path, _)| path.starts_with("src/") || *path == "tests/proof.rs").collect();
    let paths: BTreeSet<&str> = code.iter().map(|(path, _)| path.as_str()).collect();
    assert!(
        ["client", "operations", "server"].iter().all(|folder| paths.contains(&*format!("src/{folder}/devices.rs")))
    );
    compare("plain", &code);
}

/// Only files with a feature in them are kept twice; the others are the same.
#[test]
fn tags_have_features() {
    let (plain, gated) = (printed(false), printed(true));
    assert_eq!(plain.keys().collect::<Vec<_>>(), gated.keys().collect::<Vec<_>>());
    let differs: Vec<_> = gated.iter().filter(|(path, text)| plain[*path] != **text).collect();
    let paths: Vec<&str> = differs.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "Cargo.toml",
            "README.md",
            "examples/server.rs",
            "src/client.rs",
            "src/lib.rs",
            "src/operations.rs",
            "src/operations/shared.rs",
            "src/server.rs",
            "src/servers.rs",
            "src/types.rs",
            "src/types/shared.rs",
            "tests/proof.rs",
        ]
    );
    let code: Vec<_> = differs.into_iter().filter(|(path, _)| path.ends_with(".rs") || *path == "Cargo.toml").collect();
    compare("tag_features", &code);
}
