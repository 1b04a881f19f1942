//! The examples of the README: each stands in a file of this folder, which is compiled and run.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod client;
mod schemes;
mod server;

/// The lines of a text without their indentation, and without those that are empty.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

#[test]
fn every_example_is_a_part_of_these_files() {
    let build_script = include_str!("../../examples/build-script/build.rs");
    let files =
        [include_str!("client.rs"), include_str!("schemes.rs"), include_str!("server.rs"), build_script].map(lines);
    let readme = include_str!("../../README.md");
    let mut count = 0;
    for block in readme.split("```rust\n").skip(1) {
        let example = lines(block.split_once("```").unwrap().0);
        let is_part = files.iter().any(|file| file.windows(example.len()).any(|part| part == example));
        assert!(is_part, "nothing compiles this example:\n{}", example.join("\n"));
        count += 1;
    }
    assert!(count > 5, "the README has only {count} examples");
}
