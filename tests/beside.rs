//! No provider trap: a program with a generated client runs alone, beside reqwest without its default features, and beside
//! reqwest with them. Each program makes its TLS connections and calls `reqwest::Client::new()` where it has one.

#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// What the program prints, built with these of its features.
fn run(features: &str) {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap());
    command.args(["run", "--quiet", "--locked", "--package=specwright-beside", &format!("--features={features}")]);
    // It is compiled for each of the programs, and calls twice.
    command.args(["--config", "profile.dev.package.specwright-runtime.opt-level=0"]);
    // Where the workspace is built, so that little is compiled again.
    command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out == "done\n", "with the features `{features}`:\n{out}\n{error}");
}

#[test]
fn the_client_alone() {
    run("");
}

#[test]
fn beside_reqwest_without_its_defaults() {
    run("reqwest");
}

#[test]
fn beside_reqwest_with_its_defaults() {
    run("reqwest-defaults");
}
