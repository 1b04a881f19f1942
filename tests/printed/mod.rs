//! A generated crate on disk, and cargo's word on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright_tests::root;

/// Writes a generated crate into a folder of its own.
#[allow(dead_code)]
pub fn write(name: &str, mut files: BTreeMap<String, String>) -> PathBuf {
    // The folder is below the repository, but the crate is none of its workspace.
    files.get_mut("Cargo.toml").unwrap().push_str(&format!("\n[workspace]\n\n{}\n", profiles()));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    specwright::output::write(&folder, &files).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// Writes generated crates as the members of one workspace.
#[allow(dead_code)]
pub fn workspace(name: &str, crates: Vec<(String, BTreeMap<String, String>)>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut members = Vec::new();
    for (name, files) in crates {
        specwright::output::write(&folder.join(&name), &files).unwrap();
        members.push(name);
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{}\n", profiles());
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

/// The profiles of the workspace, so that what it has built can be used again.
fn profiles() -> String {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let profiles: Vec<&str> = manifest.split("\n\n").filter(|part| part.contains("[profile.")).collect();
    profiles.join("\n\n")
}

/// Calls cargo for the generated crate, without the network, where what the workspace has built can be used again.
/// There must be no error and no warning.
#[allow(dead_code)]
pub fn cargo(folder: &Path, arguments: &[&str]) -> String {
    cargo_with(folder, arguments, &[])
}

/// As [`cargo`], with further features of the crate.
pub fn cargo_with(folder: &Path, arguments: &[&str], features: &[&str]) -> String {
    let features = [&["client", "network", "server"], features].concat().join(",");
    let mut command = Command::new(std::env::var_os("CARGO").unwrap());
    command.args(arguments).args(["--offline", "--quiet", "--no-default-features", &format!("--features={features}")]);
    command.current_dir(folder).env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap());
    let output = command.output().unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // Warnings are printed there as well.
    assert!(output.status.success() && error.is_empty(), "{arguments:?}\n{out}\n{error}");
    out.into_owned()
}
