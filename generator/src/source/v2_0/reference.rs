//! References: what was moved keeps being found. A pointer goes through the places that were moved, from the innermost one
//! out.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diagnostic::Pointer;
use crate::resolve::{percent_decoded, references};

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
        references(tree, &mut |reference| {
            let Some(fragment) = reference.strip_prefix('#') else { return };
            let before = Pointer::parse(&percent_decoded(fragment));
            let Some(place) = before.moved(|place| now.get(place).copied()) else { return };
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

/// The reference to a place.
fn text(place: &Pointer) -> String {
    format!("#{}", utf8_percent_encode(place.as_str(), ESCAPED))
}

/// An object that refers to a place of the raised tree.
pub(super) fn to(place: &Pointer) -> Value {
    json!({ "$ref": text(place) })
}
