//! Who may import whom, read off the source text; and what holds for every Rust file of the repository.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use specwright_tests::{APIS, root, rust_files};

/// The rooms of the generator, and what the code in each may import of the others: all of a room, or one item of it.
const ROOMS: &[(&str, &[&str])] = &[
    // The doors see the whole flow. `cli` is a part of the program, which has the library as any other crate has it.
    ("cli", &[]),
    // Where a build script asks, the same modules get another root, which `emit` has ready.
    ("build", &["config", "diagnostic", "emit", "error", "generate", "output", "report", "source"]),
    // What all may see: what the user chose, what was found, why nothing came of it.
    ("config", &["error", "names::keyword"]),
    ("diagnostic", &["error"]),
    ("error", &["diagnostic"]),
    // `source` alone knows where a pointer is in the text; the report asks it.
    ("report", &["diagnostic", "source"]),
    // The flow. The choices are seen where something is left out or kept because of them.
    ("source", &["config", "diagnostic", "error", "media_type", "resolve", "token"]),
    ("resolve", &["diagnostic"]),
    ("ir", &["diagnostic::Pointer"]),
    // A security scheme without `x-credential` is its own credential, which is named after it; other names come later.
    ("lower", &["config", "diagnostic", "ir", "media_type", "names::case", "resolve", "source::Document", "token"]),
    ("passes", &["config", "diagnostic::Pointer", "ir"]),
    ("names", &["diagnostic", "ir"]),
    ("lint", &["config", "diagnostic", "ir"]),
    // `Files` is the type of what is printed. The proof names operations by their pointers.
    (
        "emit",
        &[
            "config",
            "diagnostic::Pointer",
            "format",
            "ir",
            "names::keyword",
            "names::modules",
            "notation",
            "output::Files",
            "render",
        ],
    ),
    ("notation", &[]),
    // How names that HTTP gives meaning to are read.
    ("media_type", &[]),
    ("token", &[]),
    ("render", &[]),
    ("format", &[]),
    ("output", &["config", "error", "source::Source"]),
];

/// Names of other crates, and the rooms of the generator that may use them.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("openapiv3", &["source", "resolve", "lower"]),
    ("quote", &["emit"]),
    ("askama", &["render"]),
    ("std::fs", &["source", "output"]),
];

/// The most lines that a file may have.
const LONGEST: usize = 400;

/// One path that the generator's code names.
struct Import {
    file: String,
    room: String,
    path: Vec<String>,
}

/// All paths of the generator but those of its tests, with the names that `lib.rs` exports again replaced by their own.
fn imports() -> Vec<Import> {
    let source = root().join("generator/src");
    let exports = exports(&source);
    let mut imports = Vec::new();
    for file in rust_files::below(&source).unwrap() {
        let relative = file.strip_prefix(&source).unwrap().with_extension("");
        let mut module: Vec<&str> = relative.iter().map(|part| part.to_str().unwrap()).collect();
        if module.contains(&"tests") {
            continue;
        }
        let room = module[0].to_owned();
        module.retain(|part| !["lib", "main", "mod"].contains(part));
        for mut path in rust_files::paths(&std::fs::read_to_string(&file).unwrap(), &module).unwrap() {
            if let [crate_, name, rest @ ..] = path.as_slice()
                && crate_ == "crate"
                && let Some(own) = exports.get(name)
            {
                path = [own, rest].concat();
            }
            imports.push(Import { file: relative.display().to_string(), room: room.clone(), path });
        }
    }
    imports
}

/// What `lib.rs` exports again, by name.
fn exports(source: &Path) -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(source.join("lib.rs")).unwrap();
    let exported = |path: &Vec<String>| path.len() == 3 && path[0] == "crate";
    let paths = rust_files::paths(&text, &[]).unwrap();
    paths.into_iter().filter(exported).map(|path| (path[2].clone(), path)).collect()
}

fn starts_with(path: &[String], start: &str) -> bool {
    let start: Vec<&str> = start.split("::").collect();
    path.len() >= start.len() && path.iter().zip(start).all(|(a, b)| a == b)
}

#[test]
fn every_room_of_the_generator_has_its_rule() {
    let rooms: BTreeSet<String> = imports().into_iter().map(|import| import.room).collect();
    let ruled = ROOMS.iter().map(|(room, _)| (*room).to_owned()).chain(["lib".to_owned(), "main".to_owned()]);
    assert_eq!(rooms, ruled.collect());
}

#[test]
fn rooms_import_what_their_rule_allows() {
    let mut broken = BTreeSet::new();
    for Import { file, room, path } in imports() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else { continue };
        if path.len() < 2 || path[0] != "crate" || path[1] == room {
            continue;
        }
        if !allowed.iter().any(|allowed| starts_with(&path[1..], allowed)) {
            broken.insert(format!("{file}: `{room}` imports `{}`", path.join("::")));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn rules_allow_only_what_is_imported() {
    let imports = imports();
    let is_used = |room: &str, allowed: &str| {
        imports.iter().any(|import| import.room == room && starts_with(&import.path, &format!("crate::{allowed}")))
    };
    let unused: Vec<String> = ROOMS
        .iter()
        .flat_map(|(room, allowed)| allowed.iter().map(move |allowed| (*room, *allowed)))
        .filter(|(room, allowed)| !is_used(room, allowed))
        .map(|(room, allowed)| format!("`{room}` does not import `{allowed}`"))
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn other_crates_are_named_only_where_they_belong() {
    let mut broken = BTreeSet::new();
    let mut named = BTreeSet::new();
    for Import { file, room, path } in imports() {
        let Some((outside, rooms)) = OUTSIDE.iter().find(|(outside, _)| path.len() > 1 && starts_with(&path, outside))
        else {
            continue;
        };
        named.insert(*outside);
        if !rooms.contains(&room.as_str()) {
            broken.insert(format!("{file}: `{}`", path.join("::")));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert_eq!(named, OUTSIDE.iter().map(|(outside, _)| *outside).collect());
}

/// The dependencies of a package, of all kinds together or of one.
fn dependencies(package: &Path, kinds: &[&str]) -> BTreeSet<String> {
    let text = std::fs::read_to_string(package.join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let tables = kinds.iter().filter_map(|kind| manifest.get(*kind)?.as_table());
    tables.flat_map(|table| table.keys().cloned()).collect()
}

#[test]
fn the_runtime_depends_on_nothing_of_ours() {
    let all = dependencies(&root().join("runtime"), &["dependencies", "dev-dependencies", "build-dependencies"]);
    assert!(all.contains("http"));
    // On itself, so that its tests have all of its features.
    let others = all.iter().filter(|name| *name != "specwright-runtime");
    let ours: Vec<_> = others.filter(|name| name.starts_with("specwright") || APIS.contains(&&***name)).collect();
    assert_eq!(ours, [] as [&String; 0]);
}

/// The two are published together, and neither the runtime nor its tests need the proof.
#[test]
fn the_proof_depends_on_its_own_version_of_the_runtime() {
    let proof = root().join("proof");
    let all = dependencies(&proof, &["dependencies", "dev-dependencies", "build-dependencies"]);
    let ours: Vec<_> = all.iter().filter(|name| name.starts_with("specwright") || APIS.contains(&&***name)).collect();
    assert_eq!(ours, ["specwright-runtime"]);
    let manifest: toml::Table = toml::from_str(&std::fs::read_to_string(proof.join("Cargo.toml")).unwrap()).unwrap();
    let version = format!("={}", env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["dependencies"]["specwright-runtime"]["version"].as_str(), Some(version.as_str()));
}

/// The optional dependencies that a feature of a manifest turns on, by itself or by others.
fn turned_on(manifest: &toml::Table, feature: &str) -> BTreeSet<String> {
    let parts = manifest["features"][feature].as_array().unwrap();
    let parts = parts.iter().map(|part| part.as_str().unwrap());
    let dependencies = parts.flat_map(|part| match (part.strip_prefix("dep:"), part.split_once('/')) {
        (Some(dependency), _) => [dependency.to_owned()].into(),
        (None, Some((dependency, _))) => [dependency.to_owned()].into(),
        (None, None) => turned_on(manifest, part),
    });
    dependencies.collect()
}

/// What the feature `client` brings; what is JavaScript's in a browser alone.
const CLIENT: &[&str] = &["httpdate", "js-sys", "tokio", "tower", "wasm-bindgen", "wasm-bindgen-futures"];

/// The dependencies of a manifest, those of all platforms and those of some.
fn sections(manifest: &toml::Table) -> Vec<&toml::Value> {
    let platforms = manifest["target"].as_table().unwrap().values().map(|platform| &platform["dependencies"]);
    platforms.chain([&manifest["dependencies"]]).collect()
}

/// What a program's other users of reqwest and rustls get is not changed by the runtime.
#[test]
fn no_tls_is_chosen_for_others() {
    let text = std::fs::read_to_string(root().join("runtime/Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let turned_on = manifest["features"].as_table().unwrap().values().flat_map(|parts| parts.as_array().unwrap());
    let of_reqwest: Vec<_> = turned_on.filter(|part| part.as_str().unwrap().starts_with("reqwest")).collect();
    assert!(of_reqwest.iter().all(|part| part.as_str() == Some("reqwest-0-13")), "{of_reqwest:?}");
    for reqwest in sections(&manifest).into_iter().filter_map(|section| section.get("reqwest")) {
        assert_eq!(reqwest["default-features"].as_bool(), Some(false));
        assert_eq!(reqwest.get("features"), None);
    }
}

#[test]
fn a_feature_of_the_runtime_brings_what_it_says() {
    let text = std::fs::read_to_string(root().join("runtime/Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    for (feature, expected) in [
        ("default", &[][..]),
        ("client", CLIENT),
        ("network", &[CLIENT, &["hyper", "hyper-util"]].concat()),
        ("rustls", &[CLIENT, &["hyper", "hyper-rustls", "hyper-util", "rustls", "rustls-platform-verifier"]].concat()),
        // TLS is the program's choice: no feature of reqwest is turned on.
        ("reqwest-0-13", &[CLIENT, &["reqwest"]].concat()),
        ("server", &["axum", "tower"]),
        ("jwt", &["hmac", "js-sys", "sha2"]),
        ("pattern", &["regex"]),
        ("time", &["jiff"]),
        ("xml", &["quick-xml"]),
    ] {
        assert_eq!(
            turned_on(&manifest, feature),
            expected.iter().map(|name| (*name).to_owned()).collect(),
            "{feature}"
        );
        for name in expected {
            let tables = sections(&manifest).into_iter().filter_map(|section| section.get(*name));
            let optional = |table: &toml::Value| table.get("optional").and_then(toml::Value::as_bool) == Some(true);
            assert!(tables.into_iter().any(optional), "{name}");
        }
    }
}

#[test]
fn generated_crates_depend_on_the_runtime_alone() {
    for api in APIS {
        let package = root().join("generated").join(api);
        let all = dependencies(&package, &["dependencies", "build-dependencies", "target"]);
        assert_eq!(all, ["specwright-runtime".to_owned()].into(), "{api}");
    }
}

#[test]
fn every_rust_file_opens_with_what_it_is() {
    let silent: Vec<_> = rust_files::below(&root())
        .unwrap()
        .into_iter()
        .filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//! "))
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn no_file_is_long() {
    let mut long = Vec::new();
    for folder in ["generator", "proof", "runtime", "tests", "examples"] {
        for file in rust_files::below(&root().join(folder)).unwrap() {
            let lines = std::fs::read_to_string(&file).unwrap().lines().count();
            // What was printed is grouped by what belongs together.
            if lines > LONGEST && !file.starts_with(root().join("tests/abi")) {
                long.push(format!("{}: {lines} lines", file.display()));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}
