//! `components.mediaTypes`: each is put where `content` refers to it.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostics, Pointer};
use crate::source::table::{self, Kind};
use crate::source::walk::walk;

/// How many references may lead from one to the next.
const MAX_STEPS: usize = 16;

pub(super) fn inline(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let components = tree.get_mut("components").and_then(Value::as_object_mut);
    let Some(all) = components.and_then(|components| components.shift_remove("mediaTypes")) else { return };
    let Value::Object(all) = all else {
        let at = Pointer::root().key("components").key("mediaTypes");
        return diagnostics.error("wrong-type", &at, "`mediaTypes` must be an object");
    };
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        if std::ptr::eq(object, &table::MEDIA_TYPE) {
            for _ in 0..MAX_STEPS {
                let Some((found, home)) = target(value, &all) else { break };
                diagnostics.moved(at, &home);
                *value = found;
            }
        }
    });
}

fn target(value: &Value, all: &Map<String, Value>) -> Option<(Value, Pointer)> {
    let reference = value.get("$ref")?.as_str()?.strip_prefix("#/components/mediaTypes/")?;
    let decoded = percent_encoding::percent_decode_str(reference).decode_utf8_lossy();
    let name = Pointer::parse(&format!("/{decoded}")).last()?;
    let home = Pointer::root().key("components").key("mediaTypes").key(&name);
    all.get(&name).map(|found| (found.clone(), home))
}
