//! What is published: which packages, with everything that a registry requires, and with every file that they need.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use specwright_tests::{APIS, root};

/// The packages that stay in the repository.
const UNPUBLISHED: [&str; 7] = [
    "specwright-beside",
    "specwright-build-script-example",
    "specwright-mock",
    "specwright-mutants",
    "specwright-peer",
    "specwright-speed",
    "specwright-tests",
];

/// What cargo prints, called in the repository without the network.
fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap();
    let output = Command::new(cargo).args(arguments).arg("--offline").current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All packages of the workspace, by name.
fn packages() -> BTreeMap<String, Value> {
    let mut metadata: Value = serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version=1"])).unwrap();
    let packages = metadata["packages"].as_array_mut().unwrap().drain(..);
    packages.map(|package| (package["name"].as_str().unwrap().to_owned(), package)).collect()
}

fn published() -> BTreeMap<String, Value> {
    packages().into_iter().filter(|(_, package)| package["publish"].is_null()).collect()
}

/// The files of a package as they would be published.
fn files(package: &str) -> BTreeSet<String> {
    cargo(&["package", "--list", "--allow-dirty", "-p", package]).lines().map(str::to_owned).collect()
}

#[test]
fn only_what_users_need_is_published() {
    let ours = ["specwright", "specwright-proof", "specwright-runtime"].into_iter().chain(APIS).map(str::to_owned);
    assert_eq!(published().into_keys().collect::<BTreeSet<_>>(), ours.collect());
    let kept = packages().into_iter().filter(|(_, package)| !package["publish"].is_null());
    assert_eq!(kept.map(|(name, _)| name).collect::<Vec<_>>(), UNPUBLISHED);
}

#[test]
fn the_script_packs_all_but_those() {
    let script = std::fs::read_to_string(root().join(".ci/package.sh")).unwrap();
    let excluded = script.split("--exclude ").skip(1).filter_map(|rest| rest.split_whitespace().next());
    assert_eq!(excluded.collect::<BTreeSet<_>>(), UNPUBLISHED.into());
}

#[test]
fn packages_say_what_a_registry_asks_for() {
    for (name, package) in published() {
        let text = |key: &str| package[key].as_str().unwrap_or_else(|| panic!("{name} has no {key}")).to_owned();
        let list = |key: &str| -> Vec<&str> {
            let list: Vec<&str> = package[key].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
            assert!((1..=5).contains(&list.len()), "{name}: {key} {list:?}");
            list
        };
        assert_eq!(text("license"), "MIT OR Apache-2.0", "{name}");
        assert!(text("description").ends_with('.'), "{name}");
        assert!(text("repository").starts_with("https://"), "{name}");
        assert_ne!(text("rust_version"), "", "{name}");
        list("categories");
        for keyword in list("keywords") {
            let plain = |c: char| c.is_ascii_alphanumeric() || "_-+".contains(c);
            assert!(keyword.len() <= 20 && keyword.chars().all(plain), "{name}: {keyword}");
        }
    }
}

#[test]
fn packages_name_the_versions_of_their_dependencies() {
    for (name, package) in published() {
        for dependency in package["dependencies"].as_array().unwrap() {
            let is_dev = dependency["kind"] == "dev" && dependency["path"].is_string();
            assert!(is_dev || dependency["req"] != "*", "{name}: {}", dependency["name"]);
        }
    }
}

#[test]
fn packages_have_the_files_that_they_need() {
    for (name, package) in published() {
        let files = files(&name);
        let has = |file: &str| assert!(files.contains(file), "{name} has no {file}: {files:#?}");
        ["Cargo.toml", "src/lib.rs"].into_iter().for_each(has);
        if APIS.contains(&name.as_str()) {
            has("README.md");
        }
        let folder = std::path::Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        if let Ok(templates) = std::fs::read_dir(folder.join("templates")) {
            for template in templates {
                has(&format!("templates/{}", template.unwrap().file_name().to_str().unwrap()));
            }
        }
        assert!(!files.contains(specwright::output::JOURNAL), "{name}");
    }
    assert!(files("specwright").iter().any(|file| file.starts_with("templates/")));
}
