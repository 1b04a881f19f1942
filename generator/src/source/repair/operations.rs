//! All operations of a tree of 3.0.

use serde_json::{Map, Value};

use crate::diagnostic::Pointer;
use crate::source::skip;

/// An operation, and where it stands.
pub(super) struct Found<'t> {
    pub(super) path: &'t str,
    pub(super) method: String,
    pub(super) operation: &'t Map<String, Value>,
    pub(super) at: Pointer,
}

/// The operations in the order of the document.
pub(super) fn of(tree: &Value) -> Vec<Found<'_>> {
    let home = Pointer::root().key("paths");
    let mut all = Vec::new();
    for (path, item) in tree.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let Value::Object(item) = item else { continue };
        for place in skip::operations_of(item) {
            let operation = skip::get(item, &place).and_then(Value::as_object);
            if let (Some(operation), Some(method)) = (operation, place.last()) {
                all.push(Found { path, method, operation, at: skip::within(&home.key(path), &place) });
            }
        }
    }
    all
}
