//! What is printed to show an API of many operations.

use std::fmt::Write;

use super::files;

/// Tags with so many operations each.
fn paths(tags: &[(&str, usize)]) -> String {
    let mut paths = String::new();
    for (tag, count) in tags {
        for index in 0..*count {
            let _ = writeln!(
                paths,
                "  /{tag}/{index}: {{ get: {{ operationId: {tag}{index}, tags: [{tag}], responses: {{ '204': {{ description: Done }} }} }} }}"
            );
        }
    }
    paths
}

const SCHEMA: &str = "    A: { type: string }\n";

#[test]
fn one_tag_stands_for_all() {
    let files = files(&paths(&[("first", 30), ("two", 2), ("three", 3), ("last", 20)]), SCHEMA);
    let server = &files["examples/server.rs"];
    assert_eq!(server.matches("async fn").count(), 3 + 1);
    assert!(
        server.contains("impl Three for Service") && server.contains("Api::new(Service).three().into_router()"),
        "{server}"
    );
    assert!(files["examples/client.rs"].contains("client.three0("));
    let readme = &files["README.md"];
    assert!(readme.contains("impl Three for Service") && !readme.contains("impl First for Service"));
    let headings: Vec<&str> = readme.lines().filter(|line| line.starts_with("### ")).collect();
    assert_eq!(headings, ["### first", "### two", "### three", "### last"]);
    assert_eq!(readme.matches("| `GET /").count(), 5 + 2 + 3 + 5);
    assert!(
        readme.contains("\n40 more operations are listed in the [documentation](https://docs.rs/test)"),
        "{readme}"
    );
}

#[test]
fn a_small_api_is_shown_whole() {
    let files = files(&paths(&[("first", 3), ("two", 2)]), SCHEMA);
    let server = &files["examples/server.rs"];
    assert_eq!(server.matches("async fn").count(), 5 + 1);
    assert!(server.contains("router(Service)"));
    let readme = &files["README.md"];
    assert_eq!(readme.matches("| `GET /").count(), 5);
    assert!(!readme.contains("### ") && !readme.contains("more operations"));
    assert!(readme.contains("\n## Operations\n\n| Request |") && readme.contains("|\n\n## Features"), "{readme}");
}
