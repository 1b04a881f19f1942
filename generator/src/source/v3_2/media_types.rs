//! `components.mediaTypes`: each is put where `content` refers to it.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostics, Pointer};
use crate::resolve::percent_decoded;
use crate::source::limits::Copies;
use crate::source::table::{self, Kind};
use crate::source::walk::walk;

/// How many references may lead from one to the next.
const MAX_STEPS: usize = 16;

pub(super) fn inline(tree: &mut Value, copies: &mut Copies, diagnostics: &mut Diagnostics) {
    let components = tree.get_mut("components").and_then(Value::as_object_mut);
    let Some(all) = components.and_then(|components| components.shift_remove("mediaTypes")) else { return };
    let Value::Object(all) = all else {
        let at = Pointer::root().key("components").key("mediaTypes");
        return diagnostics.error("wrong-type", &at, "`mediaTypes` must be an object");
    };
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        if std::ptr::eq(object, &table::MEDIA_TYPE) {
            let Some(mut found) = target(value, &all) else { return };
            for _ in 0..MAX_STEPS {
                let Some(next) = target(found.0, &all) else { break };
                found = next;
            }
            if copies.allow(found.0, at, diagnostics) {
                diagnostics.moved(at, &found.1);
                *value = found.0.clone();
            }
        }
    });
}

fn target<'a>(value: &Value, all: &'a Map<String, Value>) -> Option<(&'a Value, Pointer)> {
    let reference = value.get("$ref")?.as_str()?.strip_prefix("#/components/mediaTypes/")?;
    let name = Pointer::parse(&format!("/{}", percent_decoded(reference))).last()?;
    let home = Pointer::root().key("components").key("mediaTypes").key(&name);
    all.get(&name).map(|found| (found, home))
}
