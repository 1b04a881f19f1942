//! Requirements of security schemes that nobody declares: a credential of which nothing is known but its name.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Repairs, operations};
use crate::diagnostic::{Diagnostic, Pointer};

/// Declares the schemes that are required and unknown.
pub(super) fn requirements(tree: &mut Value, repairs: &mut Repairs<'_>) {
    let home = Pointer::root().key("components").key("securitySchemes");
    let known = tree.pointer(home.as_str()).and_then(Value::as_object);
    let is_known = |name: &str| known.is_some_and(|known| known.contains_key(name));
    let mut places = Vec::new();
    let mut look = |security: Option<&Value>, at: &Pointer| {
        for (index, requirement) in security.and_then(Value::as_array).into_iter().flatten().enumerate() {
            let names = requirement.as_object().into_iter().flat_map(Map::keys);
            let unknown = names.filter(|name| !is_known(name));
            places.extend(unknown.map(|name| (name.clone(), at.index(index).key(name))));
        }
    };
    look(tree.get("security"), &Pointer::root().key("security"));
    for found in operations::of(tree) {
        look(found.operation.get("security"), &found.at.key("security"));
    }
    let unknown: BTreeSet<String> = places.iter().map(|(name, _)| name.clone()).collect();
    for (name, at) in places {
        // What is no name was told of already.
        let origin = repairs.diagnostics.origin(&at);
        if repairs.diagnostics.iter().any(|one| one.at == origin) {
            continue;
        }
        let message = format!(
            "there is no security scheme `{name}`; nothing is known of its credential, so that a client sends none and a \
             server lets nobody in by it"
        );
        let finding = Diagnostic::warning("unknown-security-scheme", &at, message);
        repairs.push(finding.help("declare it under `components/securitySchemes`"));
    }
    let Value::Object(root) = tree else { return };
    if unknown.is_empty() {
        return;
    }
    let Value::Object(components) = root.entry("components").or_insert_with(|| json!({})) else { return };
    let Value::Object(schemes) = components.entry("securitySchemes").or_insert_with(|| json!({})) else { return };
    for name in unknown {
        schemes.insert(name, json!({"type": "http", "scheme": "unknown", "x-unknown": true}));
    }
}
