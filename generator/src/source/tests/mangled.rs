//! Documents of each version in which each value in turn is another one, or which end anywhere: whatever comes of it, it
//! is a finding or a crate.

use serde_json::json;

use super::*;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::source::tree::parse;

const DOCUMENTS: [&str; 3] =
    [include_str!("every_field.yaml"), include_str!("every_field_2_0.yaml"), include_str!("every_field_3_2.yaml")];

fn every_place(value: &Value, at: &Pointer, all: &mut Vec<Pointer>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| every_place(value, &at.key(key), all)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, value)| every_place(value, &at.index(index), all));
        }
        _ => {}
    }
    all.push(at.clone());
}

fn read(text: String) -> Vec<Diagnostic> {
    let source = Source::Text { name: "t".into(), text };
    let config = Config { skip_unsupported: true, ..Config::new("t") };
    match crate::generate(&source, &config) {
        Ok(generated) => generated.diagnostics.into_vec(),
        Err(Error::Refused(all)) => all.into_vec(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn what_is_whole_is_read() {
    for text in &DOCUMENTS[1..] {
        let errors: Vec<_> = read((*text).to_owned());
        let errors: Vec<_> = errors.iter().filter(|one| one.severity == crate::Severity::Error).collect();
        assert_eq!(errors, Vec::<&Diagnostic>::new());
    }
}

#[test]
fn every_value_may_be_another_one() {
    let others = [json!(null), json!(-1.5), json!("#/x"), json!([[{}]]), json!({"$ref": "#/definitions/All"})];
    for text in DOCUMENTS {
        let tree = parse(text, &mut Diagnostics::new()).unwrap();
        let mut all = Vec::new();
        every_place(&tree, &Pointer::root(), &mut all);
        // One of them at each place, and another one at the next: the fuzz target `document` tries them all.
        for (at, other) in all.iter().zip(others.iter().cycle()) {
            let mut mangled = tree.clone();
            *mangled.pointer_mut(at.as_str()).unwrap() = other.clone();
            read(mangled.to_string());
        }
    }
}

#[test]
fn every_key_may_be_missing() {
    for text in DOCUMENTS {
        let tree = parse(text, &mut Diagnostics::new()).unwrap();
        let mut all = Vec::new();
        every_place(&tree, &Pointer::root(), &mut all);
        for at in all {
            let mut mangled = tree.clone();
            let around = at.parent().and_then(|around| mangled.pointer_mut(around.as_str()));
            if let (Some(Value::Object(map)), Some(key)) = (around, at.last()) {
                map.shift_remove(&key);
                read(mangled.to_string());
            }
        }
    }
}

#[test]
fn every_document_may_end_early() {
    for text in DOCUMENTS {
        for (end, _) in text.char_indices().filter(|(end, _)| end % 7 == 0) {
            read(text[..end].to_owned());
        }
    }
}
