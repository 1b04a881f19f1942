//! `additionalOperations`: methods that have no field of their own, written as they are sent.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostics, Pointer};
use crate::source::table::{self, Kind};
use crate::token::is_token;

/// Says of the methods in a document of an earlier version that they are of this one.
pub(in crate::source) fn of_other_version(tree: &Value, diagnostics: &mut Diagnostics) {
    let home = Pointer::root().key("paths");
    for (path, item) in tree.get("paths").and_then(Value::as_object).into_iter().flatten() {
        for field in ["query", "additionalOperations"].into_iter().filter(|field| item.get(field).is_some()) {
            let message = format!("`{field}` is of OpenAPI 3.2 and is read as that says");
            diagnostics.warning("other-version", &home.key(path).key(field), message);
        }
    }
}

/// Takes out those whose method has a field of its own, and refuses those that cannot be sent.
pub(super) fn check(item: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    let home = at.key("additionalOperations");
    let Some(Value::Object(operations)) = item.get_mut("additionalOperations") else { return };
    operations.retain(|method, _| {
        let place = home.key(method);
        let field = method.to_ascii_lowercase();
        let has_field = matches!(table::PATH_ITEM.kind_of(&field), Some(Kind::Object(_)));
        if has_field && *method == method.to_ascii_uppercase() {
            let message = format!("`{method}` has a field of its own, `{field}`; this operation is left out");
            diagnostics.warning("skipped-operation", &place, message);
            return false;
        }
        if !is_token(method) {
            diagnostics.error("unsupported-method", &place, format!("no method can be called `{method}`"));
        } else if method == "CONNECT" {
            diagnostics.error("unsupported-method", &place, "the method `CONNECT` opens a tunnel and is not supported");
        }
        true
    });
}
