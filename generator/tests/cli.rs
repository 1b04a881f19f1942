//! The command line from the outside: exit codes, what goes to which stream, and what is on disk afterwards.

#![cfg(test)]

use std::fs;
use std::path::Path;
use std::process::Command;

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

/// Runs the program in a folder: exit code, standard output, standard error.
fn run(dir: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_specwright")).current_dir(dir).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A workspace with the documents `specs/{good,warned,bad}.yaml`, the first two of them named in its `Cargo.toml`.
fn workspace() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(dir.path().join(path), text).unwrap();
    fs::create_dir(dir.path().join("specs")).unwrap();
    write("specs/good.yaml", GOOD);
    write("specs/warned.yaml", &format!("{GOOD}oddity: 1\n"));
    write("specs/bad.yaml", &format!("{GOOD}security: 1\n"));
    write(
        "Cargo.toml",
        "[workspace]\n\
         [workspace.metadata.specwright]\nruntime-path = \"runtime\"\n\
         [workspace.metadata.specwright.apis.good]\nspec = \"specs/good.yaml\"\n\
         [workspace.metadata.specwright.apis.warned]\nspec = \"specs/warned.yaml\"\nout = \"other/warned\"\n",
    );
    dir
}

#[test]
fn arguments_that_do_not_fit_exit_with_2() {
    let dir = workspace();
    for arguments in [
        &[] as &[&str],
        &["frobnicate"],
        &["lint"],
        &["lint", "specs/good.yaml", "--format", "xml"],
        &["generate", "--spec", "specs/good.yaml"],
        &["generate", "--out", "x"],
        &["generate", "good", "--spec", "specs/good.yaml", "--out", "x"],
        &["generate", "--spec", "specs/good.yaml", "--out", "x", "--name", "Not a name"],
        &["generate", "unknown"],
    ] {
        assert_eq!(run(dir.path(), arguments).0, 2, "{arguments:?}");
    }
    let (code, _, error) = run(dir.path(), &["check", "unknown"]);
    assert_eq!((code, error.as_str()), (2, "error: the workspace has no crate `unknown`; it has: good, warned\n"));
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(run(elsewhere.path(), &["generate"]).0, 2);
}

#[test]
fn help_and_version_exit_with_0() {
    let dir = workspace();
    assert_eq!(run(dir.path(), &["--version"]).1, concat!("specwright ", env!("CARGO_PKG_VERSION"), "\n"));
    for arguments in [&["--help"] as &[&str], &["generate", "--help"], &["check", "--help"], &["lint", "--help"]] {
        assert_eq!(run(dir.path(), arguments).0, 0, "{arguments:?}");
    }
}

#[test]
fn lint_exits_with_what_it_found() {
    let dir = workspace();
    let code = |arguments: &[&str]| run(dir.path(), arguments).0;
    assert_eq!(code(&["lint", "specs/good.yaml"]), 0);
    assert_eq!(code(&["lint", "specs/warned.yaml"]), 0);
    assert_eq!(code(&["lint", "specs/warned.yaml", "--deny-warnings"]), 1);
    assert_eq!(code(&["lint", "specs/bad.yaml"]), 1);
    assert_eq!(code(&["lint", "specs/good.yaml", "specs/bad.yaml"]), 1);
    assert_eq!(code(&["lint", "specs/missing.yaml"]), 1);
}

#[test]
fn lint_prints_findings_to_standard_output() {
    let dir = workspace();
    let (_, human, error) = run(dir.path(), &["lint", "specs/warned.yaml"]);
    assert_eq!(
        human,
        "warning[unknown-field]: the OpenAPI Object has no field `oddity`; it is ignored\n  \
         --> specs/warned.yaml:12:1\n   |\n12 | oddity: 1\n   | ^^^^^^^^^\n   |\n   = note: at /oddity\n\n\
         specs/warned.yaml: 0 errors, 1 warning\n"
    );
    assert_eq!(error, "");
    assert_eq!(run(dir.path(), &["lint", "--quiet", "specs/warned.yaml"]).1, "");
    let (code, json, _) = run(dir.path(), &["lint", "--format", "json", "specs/warned.yaml", "specs/bad.yaml"]);
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(code, 1);
    assert_eq!(
        found,
        serde_json::json!([
            {
                "code": "unknown-field", "severity": "warning", "pointer": "/oddity",
                "file": "specs/warned.yaml", "line": 12, "column": 1,
                "message": "the OpenAPI Object has no field `oddity`; it is ignored", "related": [], "help": null,
            },
            {
                "code": "wrong-type", "severity": "error", "pointer": "/security",
                "file": "specs/bad.yaml", "line": 12, "column": 1,
                "message": "`security` must be an array, not the number 1", "related": [], "help": null,
            },
        ])
    );
    assert_eq!(run(dir.path(), &["lint", "--format", "json", "specs/good.yaml"]).1, "[]\n");
}

#[test]
fn one_document_is_generated_and_checked() {
    let dir = workspace();
    let arguments = |command: &'static str| [command, "--spec", "specs/good.yaml", "--out", "out", "--name", "good"];
    assert_eq!(run(dir.path(), &arguments("check")).0, 1);
    assert!(!dir.path().join("out").exists());
    assert_eq!(run(dir.path(), &arguments("generate")).0, 0);
    let (code, output, error) = run(dir.path(), &arguments("check"));
    assert_eq!((code, output.as_str(), error.as_str()), (0, "", "good: out is up to date\n"));
    fs::remove_file(dir.path().join("out/.specwright-manifest")).unwrap();
    let (code, output, _) = run(dir.path(), &arguments("check"));
    assert_eq!((code, output.as_str()), (1, "differs: .specwright-manifest\n\n"));
    assert_eq!(run(dir.path(), &arguments("generate")).0, 0);
    assert_eq!(run(dir.path(), &arguments("check")).0, 0);
}

#[test]
fn errors_in_a_document_leave_the_disk_alone() {
    let dir = workspace();
    let (code, output, error) = run(dir.path(), &["generate", "--spec", "specs/bad.yaml", "--out", "out"]);
    assert_eq!((code, output.as_str()), (1, ""));
    assert!(error.starts_with("error[wrong-type]: `security` must be an array, not the number 1\n"), "{error}");
    assert!(!dir.path().join("out").exists());
    let denied = ["generate", "--deny-warnings", "--spec", "specs/warned.yaml", "--out", "out"];
    assert_eq!(run(dir.path(), &denied).0, 1);
    assert!(!dir.path().join("out").exists());
}

#[test]
fn a_workspace_is_generated_from_any_folder_of_it() {
    let dir = workspace();
    let inner = dir.path().join("specs");
    assert_eq!(run(&inner, &["generate", "warned"]).0, 0);
    assert!(dir.path().join("other/warned/.specwright-manifest").exists());
    assert!(!dir.path().join("generated").exists());
    assert_eq!(run(&inner, &["check"]).0, 1);
    assert_eq!(run(dir.path(), &["generate", "--quiet"]), (0, String::new(), String::new()));
    assert!(dir.path().join("generated/good/.specwright-manifest").exists());
    assert_eq!(run(&inner, &["check"]).0, 0);
}

#[test]
fn timings_are_printed_on_demand() {
    let dir = workspace();
    let (code, _, error) = run(dir.path(), &["lint", "--timings", "--quiet", "specs/good.yaml"]);
    assert_eq!(code, 0);
    let words: Vec<&str> = error.split_whitespace().filter(|word| word.parse::<f64>().is_err()).collect();
    assert_eq!(words, ["specs/good.yaml", "clock", "processor", "lint", "ms", "ms", "report", "ms", "ms"]);
}

#[test]
fn what_is_read_otherwise_is_refused_where_the_user_is_strict() {
    let dir = workspace();
    fs::write(dir.path().join("vendor.yaml"), GOOD.replace("200:", "2xx:")).unwrap();
    let (code, shown, _) = run(dir.path(), &["lint", "vendor.yaml"]);
    assert_eq!(code, 0, "{shown}");
    assert!(shown.starts_with("warning[invalid-key]: `2xx` in the Responses Object"), "{shown}");
    let (code, shown, _) = run(dir.path(), &["lint", "--strict", "vendor.yaml"]);
    assert_eq!(code, 1, "{shown}");
    assert!(shown.starts_with("error[invalid-key]: `2xx` in the Responses Object"), "{shown}");
    let out = ["generate", "--spec", "vendor.yaml", "--out", "out"];
    assert_eq!(run(dir.path(), &[&out[..], &["--strict"]].concat()).0, 1);
    assert!(!dir.path().join("out").exists());
    assert_eq!(run(dir.path(), &[&out[..], &["--strict", "--skip-unsupported"]].concat()).0, 0);
}

#[test]
fn many_warnings_of_a_kind_are_one() {
    let dir = workspace();
    let many: String = (0..7).map(|n| format!("oddity{n}: 1\n")).collect();
    fs::write(dir.path().join("many.yaml"), format!("{GOOD}{many}")).unwrap();
    let shown = |arguments: &[&str]| run(dir.path(), &[&["lint", "many.yaml"], arguments].concat()).1;
    let human = shown(&[]);
    assert_eq!(human.matches("warning[unknown-field]").count(), 1, "{human}");
    assert!(human.contains("6 more warnings of this kind; `--verbose` shows all"), "{human}");
    assert!(human.ends_with("many.yaml: 0 errors, 7 warnings\n"), "{human}");
    assert_eq!(shown(&["--verbose"]).matches("warning[unknown-field]").count(), 7);
    assert_eq!(shown(&["--format", "json"]).matches("unknown-field").count(), 7);
}
