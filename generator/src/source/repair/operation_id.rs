//! Operations of one `operationId`: all of them are named from method and path.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Repairs, operations};
use crate::diagnostic::{Diagnostic, Pointer};

/// Gives operations names of their own where they share one.
pub(super) fn duplicates(tree: &mut Value, repairs: &mut Repairs<'_>) {
    let mut by_id: BTreeMap<String, Vec<(Pointer, String)>> = BTreeMap::new();
    for found in operations::of(tree) {
        if let Some(id) = found.operation.get("operationId").and_then(Value::as_str) {
            by_id.entry(id.to_owned()).or_default().push((found.at, operation_name(&found.method, found.path)));
        }
    }
    let mut taken: BTreeSet<String> = by_id.keys().cloned().collect();
    for (id, all) in by_id.into_iter().filter(|(_, all)| all.len() > 1) {
        let places: Vec<Pointer> = all.iter().map(|(at, _)| at.key("operationId")).collect();
        for (index, (at, plain)) in all.into_iter().enumerate() {
            let mut name = plain.clone();
            let mut number = 2;
            while !taken.insert(name.clone()) {
                name = format!("{plain}_{number}");
                number += 1;
            }
            let message = format!("there is another operation `{id}`; this one is called `{name}`");
            let place = at.key("operationId");
            let mut finding = Diagnostic::warning("duplicate-operation-id", &place, message);
            let other = places.get(usize::from(index == 0));
            if let Some(other) = other {
                finding = finding.related(other, "the other operation");
            }
            repairs.push(finding);
            if let Some(Value::String(id)) = tree.pointer_mut(place.as_str()) {
                *id = name;
            }
        }
    }
}

/// The name that an operation has where the document gives it none: method and path, such as `get_devices_by_id`.
#[must_use]
pub fn operation_name(method: &str, path: &str) -> String {
    let mut words: Vec<String> =
        Some(method).filter(|method| !method.is_empty()).map(str::to_owned).into_iter().collect();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        for (index, part) in segment.split(['{', '}']).enumerate().filter(|(_, part)| !part.is_empty()) {
            // Between braces stand the parts with odd places.
            words.push(if index % 2 == 1 { format!("by_{part}") } else { part.to_owned() });
        }
    }
    words.join("_")
}
