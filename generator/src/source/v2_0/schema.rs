//! Schemas of 2.0 in a tree that has the shape of 3.0 come in; they and all references are raised in place.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::reference::{self, Rewriting};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::resolve::percent_decoded;
use crate::source::structure::{MEANT_BESIDE_REF, is_annotation};
use crate::source::table::{self, Kind};
use crate::source::v3_1::nullable;
use crate::source::walk::walk;

pub(super) fn raise(tree: &mut Value, references: &Rewriting, diagnostics: &mut Diagnostics) {
    let heirs = heirs(tree);
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        references.rewrite(value);
        if let Value::Object(map) = value
            && std::ptr::eq(object, &table::SCHEMA)
        {
            schema(map, at, &heirs, diagnostics);
        }
    });
}

fn schema(map: &mut Map<String, Value>, at: &Pointer, heirs: &Heirs, diagnostics: &mut Diagnostics) {
    if let Some(nullable) = map.shift_remove("x-nullable")
        && nullable == Value::Bool(true)
    {
        map.insert("nullable".to_owned(), nullable);
        diagnostics.moved(&at.key("nullable"), &at.key("x-nullable"));
    }
    if map.contains_key("$ref") {
        return reference(map, at, diagnostics);
    }
    if map.get("type") == Some(&json!("file")) {
        map.insert("type".to_owned(), json!("string"));
        map.insert("format".to_owned(), json!("binary"));
        diagnostics.moved(&at.key("format"), &at.key("type"));
    }
    tuple(map, at, diagnostics);
    enumeration(map, at, diagnostics);
    nullable::types(map, at, diagnostics);
    discriminator(map, at, heirs, diagnostics);
}

/// What stands beside `$ref` counts for nothing, but for what is meant there all the same.
fn reference(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let nullable = map.get("nullable") == Some(&Value::Bool(true));
    map.retain(|key, _| {
        let meant = key != "nullable" && MEANT_BESIDE_REF.contains(&key.as_str()) || key == "nullable" && nullable;
        let kept = key == "$ref" || is_annotation(key) || meant;
        if !kept {
            let message = format!("`{key}` beside `$ref` has no effect in Swagger 2.0");
            diagnostics.warning("ref-sibling", &at.key(key), message);
        }
        kept
    });
    if let Some(reference) = map.get("$ref").cloned().filter(|_| nullable) {
        map.shift_remove("$ref");
        map.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
        diagnostics.moved(&at.key("allOf").index(0).key("$ref"), &at.key("$ref"));
    }
}

/// JSON Schema of that time says of items one by one what is `prefixItems` now.
fn tuple(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if let Some(Value::Array(list)) = map.get("items") {
        let list = Value::Array(list.clone());
        map.shift_remove("items");
        map.insert("prefixItems".to_owned(), list);
        diagnostics.moved(&at.key("prefixItems"), &at.key("items"));
        if let Some(rest) = map.shift_remove("additionalItems") {
            map.insert("items".to_owned(), rest);
            diagnostics.moved(&at.key("items"), &at.key("additionalItems"));
        }
    }
}

/// A list of values beside `type: array` is meant for the items, as the versions before this one had it. An object that
/// can only be `{}` is one without properties, which is said in another way.
fn enumeration(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let Some(Value::Array(values)) = map.get("enum") else { return };
    let kind = map.get("type").and_then(Value::as_str);
    if kind == Some("object") && *values == [json!({})] {
        map.shift_remove("enum");
        map.insert("maxProperties".to_owned(), json!(0));
        diagnostics.moved(&at.key("maxProperties"), &at.key("enum"));
    } else if kind == Some("array") && !values.is_empty() && values.iter().all(|value| !value.is_array()) {
        let values = Value::Array(values.clone());
        let Some(Value::Object(items)) = map.get_mut("items") else { return };
        if items.contains_key("enum") || items.contains_key("$ref") {
            return;
        }
        let message = "the values that `enum` lists are no arrays; they are taken for those of the items";
        diagnostics.warning("misplaced-enum", &at.key("enum"), message);
        items.insert("enum".to_owned(), values);
        map.shift_remove("enum");
        let now = at.key("items").key("enum");
        diagnostics.moved(&now, &at.key("enum"));
    }
}

/// A property's name becomes an object, with the values that heirs say they have.
fn discriminator(map: &mut Map<String, Value>, at: &Pointer, heirs: &Heirs, diagnostics: &mut Diagnostics) {
    let place = at.key("discriminator");
    match map.get_mut("discriminator") {
        Some(value @ Value::String(_)) => {
            let name = value.take();
            let mut raised = Map::from_iter([("propertyName".to_owned(), name)]);
            if let Some(mapping) = heirs.get(at) {
                let mapping = mapping.iter().map(|(value, target)| (value.clone(), json!(target)));
                raised.insert("mapping".to_owned(), mapping.collect());
            }
            *value = Value::Object(raised);
            diagnostics.moved(&place.key("propertyName"), &place);
        }
        Some(Value::Object(_)) => {
            let message =
                "a `discriminator` is the name of a property in Swagger 2.0; it is read as that of OpenAPI 3.0";
            diagnostics.warning("other-version", &place, message);
        }
        Some(_) => {
            diagnostics.error("wrong-type", &place, "`discriminator` must be a string: the name of a property");
            map.shift_remove("discriminator");
        }
        None => {}
    }
}

/// How many schemas one may inherit from.
const MAX_BASES: usize = 50;

/// For the place of each schema, the values of `x-ms-discriminator-value` of those that inherit from it, each with a
/// reference.
type Heirs = BTreeMap<Pointer, BTreeMap<String, String>>;

fn heirs(tree: &Value) -> Heirs {
    let home = Pointer::root().key("components").key("schemas");
    let schemas = tree.pointer(home.as_str()).and_then(Value::as_object);
    let mut found = Heirs::new();
    for (name, schema) in schemas.into_iter().flatten() {
        let Some(value) = schema.get("x-ms-discriminator-value").and_then(Value::as_str) else { continue };
        let target = reference::to(&home.key(name));
        let target = target.get("$ref").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut passed = BTreeSet::from([name.clone()]);
        let mut next = bases(schema);
        while let Some(base) = next.pop().filter(|_| passed.len() < MAX_BASES) {
            if !passed.contains(&base) {
                found.entry(home.key(&base)).or_default().insert(value.to_owned(), target.clone());
                next.extend(schemas.and_then(|schemas| schemas.get(&base)).map(bases).unwrap_or_default());
                passed.insert(base);
            }
        }
    }
    found
}

/// The definitions that a schema is made of, by name. The references are still those of 2.0.
fn bases(schema: &Value) -> Vec<String> {
    let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let names = members.filter_map(|member| member.get("$ref")?.as_str()?.strip_prefix("#/definitions/"));
    names.filter_map(|name| Pointer::parse(&format!("/{}", percent_decoded(name))).last()).collect()
}
