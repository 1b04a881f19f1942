//! A tree of OpenAPI 3.2 comes in and is brought down to 3.1. What 3.1 cannot say is refused where it stands, in its
//! operation or component, and taken out.

mod content;
mod media_types;
pub(super) mod method;
mod security;

use serde_json::{Map, Value, json};

use super::limits::Copies;
use super::table::{self, Kind};
use super::v3_1::path_items;
use super::v3_1::schema::rename;
use super::walk::walk;
use crate::diagnostic::{Diagnostics, Pointer};

/// Brings the tree down to 3.1.
pub(super) fn lower(tree: &mut Value, copies: &mut Copies, diagnostics: &mut Diagnostics) {
    let own = own_uri(tree);
    if let Some(own) = &own {
        references(tree, own);
    }
    if let Value::Object(map) = tree {
        path_items(map, copies, diagnostics);
    }
    media_types::inline(tree, copies, diagnostics);
    security::requirements(tree, own.as_deref(), diagnostics);
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        let Value::Object(map) = value else { return };
        match object {
            _ if is(object, &table::SCHEMA) => schema(map, at, diagnostics),
            _ if is(object, &table::MEDIA_TYPE) || is(object, &table::ENCODING) => content::lower(map, at, diagnostics),
            _ if is(object, &table::PARAMETER) => content::parameter(map, at, diagnostics),
            _ if is(object, &table::EXAMPLE) => content::example(map, at, diagnostics),
            _ if is(object, &table::RESPONSE) => response(map, at, diagnostics),
            _ if is(object, &table::SECURITY_SCHEME) => security::scheme(map, at, diagnostics),
            _ if is(object, &table::PATH_ITEM) => method::check(map, at, diagnostics),
            _ if is(object, &table::SERVER) => {
                map.shift_remove("name");
            }
            _ if is(object, &table::TAG) => tag(map, at, diagnostics),
            _ => {}
        }
    });
}

fn is(object: &'static table::Object, other: &'static table::Object) -> bool {
    std::ptr::eq(object, other)
}

/// Takes out `$self`, the URI of the document.
fn own_uri(tree: &mut Value) -> Option<String> {
    match tree.as_object_mut()?.shift_remove("$self")? {
        Value::String(uri) if !uri.is_empty() => Some(uri.trim_end_matches('#').to_owned()),
        _ => None,
    }
}

/// References that name the document by its own URI are references within it.
fn references(value: &mut Value, own: &str) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get_mut("$ref")
                && let Some(fragment) = reference.strip_prefix(own).filter(|rest| rest.starts_with('#'))
            {
                *reference = fragment.to_owned();
            }
            map.values_mut().for_each(|value| references(value, own));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| references(value, own)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A response need not be described, and may have a summary.
fn response(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if map.contains_key("$ref") {
        return;
    }
    if map.contains_key("description") {
        map.shift_remove("summary");
    } else if map.contains_key("summary") {
        rename("summary", "description", map, at, diagnostics);
    } else {
        map.insert("description".to_owned(), json!(""));
    }
}

/// How tags are shown together is for documentation alone.
fn tag(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    map.shift_remove("parent");
    map.shift_remove("kind");
    if map.contains_key("description") {
        map.shift_remove("summary");
    } else {
        rename("summary", "description", map, at, diagnostics);
    }
}

fn schema(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let place = at.key("discriminator");
    if let Some(Value::Object(discriminator)) = map.get_mut("discriminator")
        && discriminator.shift_remove("defaultMapping").is_some()
    {
        let message = "`defaultMapping` is not followed: a value without the property is read as what fits";
        diagnostics.warning("ignored-default-mapping", &place.key("defaultMapping"), message);
    }
    let array = map.get("type") == Some(&json!("array"));
    let at = at.key("xml");
    if let Some(Value::Object(xml)) = map.get_mut("xml")
        && let Some(node) = xml.shift_remove("nodeType")
    {
        let place = at.key("nodeType");
        let said = match node.as_str() {
            Some("attribute") => Some("attribute"),
            Some("element") if array => Some("wrapped"),
            Some("element") if !array => None,
            Some("none") if array => None,
            _ => {
                let message = format!("the node type {node} is not supported");
                return diagnostics.error("unsupported-xml-node-type", &place, message);
            }
        };
        if let Some(key) = said {
            xml.insert(key.to_owned(), Value::Bool(true));
            diagnostics.moved(&at.key(key), &place);
        }
    }
}
