//! `specwright::build` as cargo sees it: what it prints, and what is below `OUT_DIR` afterwards.
//!
//! A build script talks to cargo by what it prints, and is told its place by the environment, so it runs in a process
//! of its own: this test program, called once more.

#![cfg(test)]

use std::fs;
use std::path::Path;
use std::process::Command;

use specwright::Config;

/// The document for the build script; only set in the process that plays it.
const SPEC: &str = "SPECWRIGHT_TEST_SPEC";

const GOOD: &str = "\
openapi: 3.0.3
info: {title: Good, description: A good document., version: 1.0.0}
servers: [{url: 'https://example.org'}]
paths:
  /things/{id}:
    get:
      operationId: getThing
      summary: Gets a thing.
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        200: {description: The thing., content: {application/json: {schema: {type: string}}}}
";

/// The build script. In the process that runs the tests it does nothing.
#[test]
fn script() {
    if let Some(spec) = std::env::var_os(SPEC) {
        specwright::build(Path::new(&spec), &Config::new("api"));
    }
}

/// What the build script tells cargo about a document; `text` is written below `folder` first, if there is one.
fn told(folder: &Path, text: Option<&str>, out: Option<&Path>) -> Vec<String> {
    let spec = folder.join("api.yaml");
    if let Some(text) = text {
        fs::write(&spec, text).unwrap();
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "script", "--nocapture", "--test-threads=1"]).env(SPEC, &spec).env_remove("OUT_DIR");
    if let Some(out) = out {
        command.env("OUT_DIR", out);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter_map(|line| Some(&line[line.find("cargo::")?..]));
    lines.map(|line| line.replace(&spec.display().to_string(), "api.yaml")).collect()
}

#[test]
fn a_good_document_becomes_modules() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(told(folder.path(), Some(GOOD), Some(folder.path())), ["cargo::rerun-if-changed=api.yaml"]);
    let module = fs::read_to_string(folder.path().join("api/mod.rs")).unwrap();
    assert!(!module.contains("#!["), "{module}");
    for file in ["api/operations.rs", "api/client.rs", "api/server.rs"] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
    // The document has no schemas, so there is no module of types.
    assert!(!folder.path().join("api/types.rs").exists());
    assert!(!folder.path().join("api/Cargo.toml").exists());
}

#[test]
fn warnings_are_cargos_own() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(folder.path(), Some(&format!("{GOOD}oddity: 1\n")), Some(folder.path()));
    let warning =
        "cargo::warning=api.yaml:12:1: the OpenAPI Object has no field `oddity`; it is ignored [unknown-field]";
    assert_eq!(told, ["cargo::rerun-if-changed=api.yaml", warning]);
    assert!(folder.path().join("api/mod.rs").exists());
}

#[test]
fn errors_fail_the_build_and_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(folder.path(), Some(&format!("{GOOD}oddity: 1\nsecurity: 1\n")), Some(folder.path()));
    let warning =
        "cargo::warning=api.yaml:12:1: the OpenAPI Object has no field `oddity`; it is ignored [unknown-field]";
    let error = "cargo::error=api.yaml:13:1: `security` must be an array, not the number 1 [wrong-type]";
    assert_eq!(told, ["cargo::rerun-if-changed=api.yaml", warning, error]);
    assert!(!folder.path().join("api").exists());
}

#[test]
fn a_missing_document_fails_the_build() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(folder.path(), None, Some(folder.path()));
    let error = "cargo::error=api.yaml: No such file or directory (os error 2)";
    assert_eq!(told, ["cargo::rerun-if-changed=api.yaml", error]);
}

#[test]
fn outside_of_a_build_script_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let told = told(folder.path(), Some(GOOD), None);
    let error = "cargo::error=OUT_DIR is not set: this is for build scripts";
    assert_eq!(told, ["cargo::rerun-if-changed=api.yaml", error]);
}
