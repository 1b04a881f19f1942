//! A document of each version that is raised or brought down: what is printed for it compiles without a warning, and its
//! proof passes with a test for each operation.

#![cfg(test)]

mod printed;

use printed::{cargo, write};
use specwright::{Config, Source};
use specwright_tests::root;

fn is_proved(name: &str, operations: usize) {
    let source = Source::File(root().join(format!("tests/fixtures/{name}.yaml")));
    let mut config = Config::new(name.replace('.', "-"));
    config.runtime_path = Some(root().join("runtime"));
    let folder = write(name, specwright::generate(&source, &config).unwrap().files);
    cargo(&folder, &["check", "--all-targets"]);
    let proof = cargo(&folder, &["test", "--test=proof"]);
    assert!(proof.contains(&format!(" {operations} passed")), "{proof}");
}

#[test]
fn swagger_2_0() {
    is_proved("swagger-2.0", 9);
}

#[test]
fn openapi_3_2() {
    is_proved("openapi-3.2", 5);
}
