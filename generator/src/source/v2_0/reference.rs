//! References: what was moved keeps being found. A pointer goes through the places that were moved, from the innermost one
//! out.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostic::Pointer;

/// What cannot stand in the fragment of a URI as it is (RFC 3986, section 3.5).
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The references of a document, and what they are now.
pub(super) struct Rewriting(HashMap<String, String>);

impl Rewriting {
    /// Reads the references of the raised tree, which are those of the document as it was written.
    pub(super) fn new(tree: &Value, moves: &[(Pointer, Pointer)]) -> Self {
        let mut now: BTreeMap<&Pointer, &Pointer> = BTreeMap::new();
        for (place, before) in moves {
            // What is copied to several places is found in the first.
            now.entry(before).or_insert(place);
        }
        let mut found = HashMap::new();
        collect(tree, &mut |reference| {
            let Some(fragment) = reference.strip_prefix('#') else { return };
            let before = Pointer::parse(&decoded(fragment));
            let Some(place) = moved(&before, &now) else { return };
            if tree.pointer(place.as_str()).is_some() {
                found.insert(reference.to_owned(), text(&place));
            }
        });
        Self(found)
    }

    /// Rewrites the reference of an object, if it has one that leads somewhere else now.
    pub(super) fn rewrite(&self, value: &mut Value) {
        if let Some(Value::String(reference)) = value.get_mut("$ref")
            && let Some(now) = self.0.get(reference.as_str())
        {
            reference.clone_from(now);
        }
    }
}

/// Where a place of the document as it was written is now; `None` if nothing around it was moved.
fn moved(before: &Pointer, now: &BTreeMap<&Pointer, &Pointer>) -> Option<Pointer> {
    let mut ancestor = Some(before.clone());
    while let Some(place) = ancestor {
        if let (Some(found), Some(rest)) = (now.get(&place), before.below(&place)) {
            return Some(Pointer::parse(&format!("{found}{rest}")));
        }
        ancestor = place.parent();
    }
    None
}

fn collect(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                found(reference);
            }
            map.values().for_each(|value| collect(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A fragment without its escapes.
pub(super) fn decoded(fragment: &str) -> String {
    percent_decode_str(fragment).decode_utf8_lossy().into_owned()
}

/// The reference to a place.
fn text(place: &Pointer) -> String {
    format!("#{}", utf8_percent_encode(place.as_str(), ESCAPED))
}

/// An object that refers to a place of the raised tree.
pub(super) fn to(place: &Pointer) -> Value {
    json!({ "$ref": text(place) })
}
