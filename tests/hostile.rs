//! A document of much that is legal and hostile, its names first of all: what is printed for it compiles without a warning.

#![cfg(test)]

use std::fs;
use std::path::Path;
use std::process::Command;

use specwright::{Config, Source, output};
use specwright_tests::root;

/// Calls cargo for the printed crate, without the network, where what the workspace has built can be used again.
fn cargo(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap());
    command.args(arguments).args(["--offline", "--quiet", "--no-default-features", "--features=client,server"]);
    command.current_dir(folder).env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    let output = command.output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // Warnings are printed there as well.
    assert!(output.status.success() && error.is_empty(), "{arguments:?}\n{out}\n{error}");
}

#[test]
fn what_is_printed_compiles() {
    let source = Source::File(root().join("tests/fixtures/hostile.yaml"));
    let mut config = Config::new("hostile");
    config.runtime_path = Some(root().join("runtime"));
    let mut files = specwright::generate(&source, &config).unwrap().files;
    // The folder is below the repository, but the crate is none of its workspace.
    files.get_mut("Cargo.toml").unwrap().push_str("\n[workspace]\n");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    output::write(&folder, &files).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["check"]);
}
