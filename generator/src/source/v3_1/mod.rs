//! Converts a tree of OpenAPI 3.1 to 3.0. What 3.0 cannot express is refused by the check that follows, which knows no
//! keyword of 3.1, or here if 3.0 has a field of the same name.

pub(super) mod nullable;
pub(super) mod schema;

use serde_json::{Map, Value, json};

use super::limits::Copies;
use super::table::{self, Kind};
use super::walk::walk;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};

/// Brings the tree down to 3.0.
pub(super) fn lower(tree: &mut Value, copies: &mut Copies, diagnostics: &mut Diagnostics) {
    if let Value::Object(map) = tree {
        document(map, copies, diagnostics);
    }
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        if std::ptr::eq(object, &table::SCHEMA) {
            schema::lower(value, at, diagnostics);
        } else if let Value::Object(map) = value {
            if std::ptr::eq(object, &table::OPERATION) {
                responses(map, at, diagnostics);
            } else if std::ptr::eq(object, &table::INFO) {
                map.shift_remove("summary");
            } else if std::ptr::eq(object, &table::LICENSE) {
                // 3.0 has no place for the SPDX identifier, but the generated package has.
                schema::rename("identifier", "x-identifier", map, at, diagnostics);
            } else if std::ptr::eq(object, &table::SECURITY_SCHEME) && map.get("type") == Some(&json!("mutualTLS")) {
                let message = "security by mutual TLS is not supported";
                diagnostics.error("unsupported-mutual-tls", &at.key("type"), message);
                // A value of the right shape, so that there is no further finding about it.
                *map = Map::from_iter([("type".to_owned(), json!("http")), ("scheme".to_owned(), json!("mutual"))]);
            }
        }
    });
}

/// Operations need not say anything of their responses, which 3.0 has to have something for.
fn responses(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if !map.contains_key("responses") {
        let message = "the operation says nothing of its responses: 2xx is taken for a success without a body, and everything else for an error";
        diagnostics.push(Diagnostic::warning("no-responses", at, message).help("say what happens when all goes well"));
        map.insert("responses".to_owned(), json!({ "default": { "description": "" } }));
    }
}

fn document(map: &mut Map<String, Value>, copies: &mut Copies, diagnostics: &mut Diagnostics) {
    let root = Pointer::root();
    if map.shift_remove("webhooks").is_some() {
        diagnostics.warning("unsupported-webhooks", &root.key("webhooks"), "webhooks are not generated");
    }
    map.entry("paths").or_insert_with(|| json!({}));
    path_items(map, copies, diagnostics);
}

/// Puts the path items of `components.pathItems`, which 3.0 does not have, where the paths refer to them.
pub(super) fn path_items(map: &mut Map<String, Value>, copies: &mut Copies, diagnostics: &mut Diagnostics) {
    let components = map.get_mut("components").and_then(Value::as_object_mut);
    let Some(Value::Object(items)) = components.and_then(|components| components.shift_remove("pathItems")) else {
        return;
    };
    let home = Pointer::root().key("components").key("pathItems");
    for (path, item) in map.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        let reference = item.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let name = reference.strip_prefix("#/components/pathItems/").map(|name| Pointer::parse(&format!("/{name}")));
        let Some(name) = name.and_then(|name| name.last()) else { continue };
        let place = Pointer::root().key("paths").key(path);
        if let Some(found) = items.get(&name).filter(|found| copies.allow(found, &place, diagnostics)) {
            diagnostics.moved(&place, &home.key(&name));
            *item = found.clone();
        }
    }
}
