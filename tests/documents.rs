//! The documents in `specs/`: each is OpenAPI 3.0 by the official schema, complete, and true to its own examples.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use specwright_tests::{APIS, document, escaped, json_schema, operations, resolved, root};

/// The keys that documents may have beyond those of OpenAPI.
const VOCABULARY: [&str; 17] = [
    "x-aliases",
    "x-any-content-type",
    "x-credential",
    "x-delimiter",
    "x-enum-descriptions",
    "x-enum-offsets",
    "x-enum-varnames",
    "x-evidence",
    "x-experimental",
    "x-extensible-enum",
    "x-form-json",
    "x-format-suffix",
    "x-jwt",
    "x-lenient",
    "x-optional-body",
    "x-path-pair",
    "x-rust-name",
];

/// What hinders a value from being valid under a schema, with the places of both.
fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(value).map(|error| format!("at `{}`: {error}", error.instance_path())).collect()
}

/// Tells of every object of a document that belongs to the document itself: not of the values of examples.
fn objects<'a>(node: &'a Value, pointer: &str, found: &mut dyn FnMut(&str, &'a Map<String, Value>)) {
    match node {
        Value::Object(keys) => {
            found(pointer, keys);
            for (key, value) in keys {
                // A property may have any name, but what describes it is an object.
                let is_value = ["example", "value", "default", "enum"].contains(&key.as_str());
                if !is_value || pointer.ends_with("/properties") {
                    objects(value, &format!("{pointer}/{}", escaped(key)), found);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn documents_are_openapi() {
    let text = std::fs::read_to_string(root().join("tests/fixtures/openapi-3.0.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    for api in APIS {
        let mut document = document(api).unwrap();
        assert_eq!(errors(&schema, &document), [] as [String; 0], "{api}");
        document["paths"]["no-slash"] = Value::Null;
        assert_ne!(errors(&schema, &document), [] as [String; 0], "{api}");
    }
}

/// The examples of Onstream's document are the vendor's payloads, word for word: XML, forms and JSON, with digits in
/// quotes that no schema has. What they mean is tested in `wire/onstream_samples.rs`.
#[test]
fn named_examples_of_onstream_are_the_vendors() {
    let document = document("onstream").unwrap();
    let mut seen = BTreeSet::new();
    objects(&document, "", &mut |pointer, keys| {
        for (name, example) in keys.get("examples").and_then(Value::as_object).into_iter().flatten() {
            let stem = name.trim_end_matches("-form").replace('-', ".");
            let value = &resolved(&document, example).unwrap()["value"];
            let kind = match value.as_str() {
                None => "json",
                Some(text) if text.starts_with('<') => "xml",
                Some(_) => "txt",
            };
            let file = format!("{stem}.{kind}");
            let vendor = std::fs::read_to_string(root().join("tests/fixtures/onstream").join(&file));
            let vendor = vendor.unwrap_or_else(|error| panic!("{pointer} {name} {file}: {error}"));
            match value.as_str() {
                Some(text) => assert_eq!(text.trim_end(), vendor.trim_end(), "{pointer} {name}"),
                None => assert_eq!(*value, serde_json::from_str::<Value>(&vendor).unwrap(), "{pointer} {name}"),
            }
            seen.insert(file);
        }
    });
    let files = std::fs::read_dir(root().join("tests/fixtures/onstream")).unwrap();
    let files: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(seen, files);
}

#[test]
fn named_examples_are_valid() {
    let mut counts = BTreeMap::new();
    for api in APIS.into_iter().filter(|api| *api != "onstream") {
        let document = document(api).unwrap();
        let mut count = 0;
        objects(&document, "", &mut |pointer, keys| {
            let Some(examples) = keys.get("examples").and_then(Value::as_object) else { return };
            let schema = keys.get("schema").unwrap_or_else(|| panic!("{api} {pointer}: there is no schema"));
            let schema = json_schema::standing_alone(&document, schema);
            for (name, example) in examples {
                let value = &resolved(&document, example).unwrap()["value"];
                assert_eq!(errors(&schema, value), [] as [String; 0], "{api} {name}");
                count += 1;
            }
        });
        counts.insert(api, count);
    }
    assert_eq!(counts, [("getscreen", 7), ("getscreen-legacy", 6), ("samesurf", 23), ("screenleap", 0)].into());
}

#[test]
fn a_wrong_example_is_found() {
    let document = document("getscreen").unwrap();
    let schema = json_schema::standing_alone(&document, &document["components"]["schemas"]["DeviceList"]);
    let found = errors(&schema, &serde_json::json!({"data": [{"id": "1001"}]}));
    assert_eq!(found, ["at `/data/0/id`: \"1001\" is not of type \"integer\""]);
}

#[test]
fn operations_are_all_there() {
    let counts = APIS.map(|api| operations(&document(api).unwrap()).len());
    assert_eq!(counts, [4, 12, 7, 10, 19]);
}

#[test]
fn operations_are_described() {
    for api in APIS {
        let document = document(api).unwrap();
        let declared: BTreeSet<&str> =
            document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
        let mut ids = BTreeSet::new();
        for operation in operations(&document) {
            let (at, object) = (operation.pointer, operation.object);
            let text = |key: &str| object[key].as_str().filter(|text| !text.trim().is_empty());
            assert!(ids.insert(text("operationId").expect(&at)), "{api} {at}: the operationId is there twice");
            assert!(text("summary").is_some() && text("description").is_some(), "{api} {at}: no description");
            let tags: Vec<&str> =
                object["tags"].as_array().expect(&at).iter().map(|tag| tag.as_str().unwrap()).collect();
            assert!(tags.len() == 1 && declared.contains(tags[0]), "{api} {at}: {tags:?}");
            for (status, response) in object["responses"].as_object().unwrap() {
                let description = resolved(&document, response).unwrap()["description"].as_str().unwrap();
                assert!(!description.trim().is_empty(), "{api} {at}: {status} has no description");
            }
        }
    }
}

#[test]
fn extensions_are_of_the_vocabulary() {
    let mut used = BTreeSet::new();
    for api in APIS {
        objects(&document(api).unwrap(), "", &mut |_, keys| {
            used.extend(keys.keys().filter(|key| key.starts_with("x-")).cloned());
        });
    }
    assert_eq!(used, VOCABULARY.map(str::to_owned).into());
}

#[test]
fn what_is_inferred_says_so() {
    for api in APIS {
        let mut marked = 0;
        objects(&document(api).unwrap(), "", &mut |pointer, keys| {
            let Some(evidence) = keys.get("x-evidence") else { return };
            assert_eq!(evidence, "inferred", "{api} {pointer}");
            let description = keys.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(description.to_lowercase().contains("infer"), "{api} {pointer}: {description}");
            marked += 1;
        });
        assert_ne!(marked, 0, "{api}");
    }
}
