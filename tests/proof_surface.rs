//! What the proof uses of the runtime's hidden module `rt`: as little as there is, and all of it named here.

#![cfg(test)]

use std::collections::BTreeSet;

use specwright_tests::{root, rust_files};

/// The names of `specwright_runtime::rt` that the proof may use.
const SURFACE: [&str; 5] = ["ResponseParts", "UntypedResponse", "call", "route", "write_part"];

#[test]
fn the_proof_uses_what_is_listed_of_the_hidden_module() {
    let mut used = BTreeSet::new();
    for file in rust_files::below(&root().join("proof/src")).unwrap() {
        for path in rust_files::paths(&std::fs::read_to_string(&file).unwrap(), &[]).unwrap() {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            match path.as_slice() {
                ["specwright_runtime", "rt", name, ..] => drop(used.insert((*name).to_owned())),
                // The module itself would hide which of its names are used.
                ["specwright_runtime"] | ["specwright_runtime", "rt"] => panic!("{}: {path:?}", file.display()),
                _ => {}
            }
        }
    }
    assert_eq!(used, SURFACE.map(str::to_owned).into());
}
