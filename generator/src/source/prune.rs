//! A tree that has not the right shape comes in, with what is broken in it known and told; what stands there is replaced by
//! something of the right shape, so that the rest can be looked at as well.

use serde_json::{Value, json};

use super::structure::{self, Broken};
use super::table::Object;
use crate::diagnostic::{Diagnostics, Pointer};

/// A reference in place of something broken. Whatever follows it finds nothing, and says nothing of it.
pub(super) const BROKEN: &str = "broken:";

/// How often a tree is looked at. Each time something around what was broken gives way.
const MAX_ROUNDS: usize = 20;

/// Checks a tree by the table of a version and takes out what is broken, until the rest has the right shape. Returns
/// whether there is such a rest.
pub(super) fn check(
    version: &'static str,
    root: &'static Object,
    tree: &mut Value,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut broken = structure::check_as(version, root, tree, diagnostics);
    for _ in 0..MAX_ROUNDS {
        if broken.is_empty() {
            return true;
        }
        // From the end, so that the items of a list keep their places.
        for one in broken.iter().rev() {
            take_out(tree, one);
        }
        // What is found now follows from what was taken out.
        broken = structure::check_as(version, root, tree, &mut Diagnostics::new());
    }
    false
}

fn take_out(tree: &mut Value, broken: &Broken) {
    // A path item is more than what is broken beside its operations.
    let unit = broken.unit.as_ref().filter(|unit| **unit == broken.at || !is_path(unit));
    if let Some(unit) = unit {
        if let Some(value) = tree.pointer_mut(unit.as_str()) {
            *value = json!({"$ref": BROKEN});
        }
        return;
    }
    let (Some(around), Some(key)) = (broken.at.parent(), broken.at.last()) else { return };
    match tree.pointer_mut(around.as_str()) {
        Some(Value::Object(map)) => {
            map.shift_remove(&key);
            match key.as_str() {
                "paths" if around == Pointer::root() => _ = map.insert(key, json!({})),
                "info" if around == Pointer::root() => _ = map.insert(key, json!({"title": "", "version": ""})),
                _ => {}
            }
        }
        Some(Value::Array(list)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < list.len()) {
                list.remove(index);
            }
        }
        _ => {}
    }
}

fn is_path(unit: &Pointer) -> bool {
    let mut segments = unit.segments();
    segments.next().is_some_and(|first| first == "paths") && segments.count() == 1
}
