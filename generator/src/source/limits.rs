//! How much a document may hold. Every limit is far above what real documents need and keeps hostile ones from taking
//! all memory, all time or the whole stack.

use serde_json::Value;

use crate::diagnostic::{Diagnostics, Pointer};

/// Bytes of a document; the largest documents that are published have about 13 MB.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// Objects and arrays inside one another. Both parsers stop at 128 by themselves, but without a pointer.
pub(super) const MAX_DEPTH: usize = 100;

/// Values, and bytes of strings, that a text of this many bytes may stand for once its YAML aliases are written out.
pub(super) fn budget(bytes: usize) -> usize {
    bytes.saturating_mul(8).saturating_add(1 << 20)
}

/// How much may be copied to the places that refer to it while a document is brought to one shape.
#[derive(Debug)]
pub(super) struct Copies {
    left: usize,
}

impl Copies {
    /// For a text of this many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self { left: budget(bytes) }
    }

    /// Whether a value may be copied once more. If not, that is an error at the place that refers to it, told once.
    pub(super) fn allow(&mut self, value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
        let allowed = self.left > 0 && spend(value, &mut self.left);
        if !allowed && self.left > 0 {
            self.left = 0;
            diagnostics.error("too-large", at, "the references stand for far more than the file holds");
        }
        allowed
    }
}

/// Takes the size of a value off what is left.
fn spend(value: &Value, left: &mut usize) -> bool {
    let own = match value {
        Value::String(text) => text.len() + 1,
        Value::Object(map) => map.keys().map(|key| key.len() + 1).sum::<usize>() + 1,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => 1,
    };
    match left.checked_sub(own).filter(|rest| *rest > 0) {
        Some(rest) => *left = rest,
        None => return false,
    }
    match value {
        Value::Object(map) => map.values().all(|value| spend(value, left)),
        Value::Array(list) => list.iter().all(|value| spend(value, left)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}
