//! References to schemas that are not there: any value will do.

use serde_json::Value;

use super::Repairs;
use crate::diagnostic::Pointer;
use crate::resolve::{self, Unresolved};
use crate::source::table::{self, Kind};
use crate::source::walk::walk;

/// Takes out the references of schemas that lead nowhere.
pub(super) fn of_schemas(tree: &mut Value, repairs: &mut Repairs<'_>) {
    let mut all: Vec<(Pointer, String)> = Vec::new();
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        if std::ptr::eq(object, &table::SCHEMA)
            && let Some(Value::String(reference)) = value.get("$ref")
        {
            all.push((at.clone(), reference.clone()));
        }
    });
    for (at, reference) in all {
        let Err(Unresolved::Broken(mut finding)) = resolve::target(tree, &reference, &at) else { continue };
        finding.message.push_str("; any value will do");
        repairs.push(*finding);
        if let Some(Value::Object(schema)) = tree.pointer_mut(at.as_str()) {
            schema.shift_remove("$ref");
        }
    }
}
