//! A `$ref` is turned into what it leads to, with the place where that stands. Nobody else follows references.

use std::borrow::Cow;
use std::collections::HashSet;

use openapiv3::ReferenceOr;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Pointer};

/// A Schema Object in the tree. Schemas are read from the tree rather than from `openapiv3`, whose types split them by
/// kind and keep neither exact numbers nor `default: null` nor keywords beside the ones that they expect.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keywords<'a>(Option<&'a Map<String, Value>>);

/// A schema and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    /// Its keywords.
    pub(crate) keywords: Keywords<'a>,
    /// Where it stands.
    pub(crate) at: Pointer,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug)]
pub(crate) enum Unresolved {
    /// It leads out of the document, which was reported when the document was read.
    External,
    /// It leads to nothing, in a circle, or to something else than what is meant.
    Broken(Box<Diagnostic>),
}

impl<'a> Keywords<'a> {
    /// The value of a keyword.
    pub(crate) fn get(self, keyword: &str) -> Option<&'a Value> {
        self.0.and_then(|map| map.get(keyword))
    }

    /// The value of a keyword that is a text.
    pub(crate) fn text(self, keyword: &str) -> Option<&'a str> {
        self.get(keyword).and_then(Value::as_str)
    }

    /// Whether a keyword is there and `true`.
    pub(crate) fn is(self, keyword: &str) -> bool {
        self.get(keyword) == Some(&Value::Bool(true))
    }

    /// The names of all keywords.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.0.into_iter().flat_map(Map::keys).map(String::as_str)
    }
}

impl<'a> Node<'a> {
    /// The schema at this place. Anything that is no object has no keywords.
    pub(crate) fn new(value: &'a Value, at: Pointer) -> Self {
        Self { keywords: Keywords(value.as_object()), at }
    }

    /// The schema below a keyword, such as `items`.
    pub(crate) fn child(&self, keyword: &str) -> Option<Self> {
        self.keywords.get(keyword).map(|value| Self::new(value, self.at.key(keyword)))
    }

    /// The schemas in the array below a keyword, such as `allOf`.
    pub(crate) fn list(&self, keyword: &str) -> Vec<Self> {
        let home = self.at.key(keyword);
        let list = self.keywords.get(keyword).and_then(Value::as_array);
        let nodes = list.into_iter().flatten().enumerate();
        nodes.map(|(index, value)| Self::new(value, home.index(index))).collect()
    }

    /// The schemas in the object below a keyword, such as `properties`, by name.
    pub(crate) fn map(&self, keyword: &str) -> Vec<(&'a str, Self)> {
        let home = self.at.key(keyword);
        let map = self.keywords.get(keyword).and_then(Value::as_object);
        let nodes = map.into_iter().flatten();
        nodes.map(|(name, value)| (name.as_str(), Self::new(value, home.key(name)))).collect()
    }
}

/// Follows a reference until there is none any more.
pub(crate) fn follow<'a, T: Clone + DeserializeOwned>(
    tree: &'a Value,
    item: &'a ReferenceOr<T>,
    at: &Pointer,
    what: &'static str,
) -> Result<(Cow<'a, T>, Pointer), Unresolved> {
    let mut reference = match item {
        ReferenceOr::Item(item) => return Ok((Cow::Borrowed(item), at.clone())),
        ReferenceOr::Reference { reference } => reference.as_str(),
    };
    let mut at = at.clone();
    let mut passed = HashSet::new();
    loop {
        let (value, target) = target(tree, reference, &at)?;
        if !passed.insert(target.clone()) {
            let message = format!("`{reference}` refers to itself");
            return Err(Unresolved::Broken(Box::new(Diagnostic::error("cyclic-ref", &at.key("$ref"), message))));
        }
        match value.get("$ref").and_then(Value::as_str) {
            Some(next) => (reference, at) = (next, target),
            None => {
                let item = serde_json::from_value(value.clone()).map_err(|_| {
                    let message = format!("`{reference}` does not refer to a {what}");
                    let finding = Diagnostic::error("unknown-ref", &at.key("$ref"), message);
                    Unresolved::Broken(Box::new(finding.related(&target, "this is its target")))
                })?;
                return Ok((Cow::Owned(item), target));
            }
        }
    }
}

/// What a reference at `at` names, which may be a reference again.
pub(crate) fn target<'a>(tree: &'a Value, reference: &str, at: &Pointer) -> Result<(&'a Value, Pointer), Unresolved> {
    let Some(fragment) = reference.strip_prefix('#') else {
        return Err(Unresolved::External);
    };
    let path = percent_decoded(fragment);
    let pointer = Pointer::parse(&path);
    if (path.is_empty() || path.starts_with('/'))
        && let Some(value) = tree.pointer(&path)
    {
        return Ok((value, pointer));
    }
    let finding = Diagnostic::error("unknown-ref", &at.key("$ref"), format!("there is no `{reference}`"));
    Err(Unresolved::Broken(Box::new(match closest(tree, &pointer) {
        Some(name) => finding.help(format!("did you mean `{name}`?")),
        None => finding,
    })))
}

/// Calls `found` with every reference in a value.
pub(crate) fn references(value: &Value, found: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                found(reference);
            }
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// `%20` and the like, which a fragment of a URI may have (RFC 6901, section 6).
pub(crate) fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// The sibling whose name is closest to the one that is not there.
fn closest(tree: &Value, pointer: &Pointer) -> Option<String> {
    let name = pointer.last()?;
    let siblings = tree.pointer(pointer.parent()?.as_str())?.as_object()?;
    let limit = name.chars().count() / 3 + 1;
    let near = siblings.keys().map(|sibling| (distance(&name, sibling), sibling));
    near.filter(|(distance, _)| *distance <= limit).min().map(|(_, sibling)| sibling.clone())
}

/// How many letters have to be changed, put in or taken out (Levenshtein), letters in either case being alike.
fn distance(left: &str, right: &str) -> usize {
    strsim::levenshtein(&left.to_lowercase(), &right.to_lowercase())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn distances() {
        for (left, right, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("Device", "device", 0),
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
            ("ÄÖ", "äü", 1),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        for (text, decoded) in [("a%20b%C3%BC", "a bü"), ("%", "%"), ("%4", "%4"), ("%+1%zz", "%+1%zz"), ("%FF", "%FF")]
        {
            assert_eq!(percent_decoded(text), decoded);
        }
    }

    #[test]
    fn references_are_decoded_and_followed() {
        let tree = json!({"components": {"schemas": {"A b": {"type": "string"}, "Device": {}}}});
        let at = Pointer::parse("/x");
        let (value, place) = target(&tree, "#/components/schemas/A%20b", &at).unwrap();
        assert_eq!((value, place.as_str()), (&json!({"type": "string"}), "/components/schemas/A b"));
        let Err(Unresolved::Broken(finding)) = target(&tree, "#/components/schemas/Devise", &at) else { panic!() };
        assert_eq!(finding.at.as_str(), "/x/$ref");
        assert_eq!(finding.message, "there is no `#/components/schemas/Devise`");
        assert_eq!(finding.help.as_deref(), Some("did you mean `Device`?"));
        assert!(matches!(target(&tree, "other.yaml", &at), Err(Unresolved::External)));
    }

    #[test]
    fn circles_end() {
        let tree = json!({"components": {"responses": {
            "A": {"$ref": "#/components/responses/B"}, "B": {"$ref": "#/components/responses/A"}
        }}});
        let item = ReferenceOr::<openapiv3::Response>::ref_("#/components/responses/A");
        let Err(Unresolved::Broken(finding)) = follow(&tree, &item, &Pointer::parse("/x"), "Response Object") else {
            panic!()
        };
        assert_eq!((finding.code, finding.at.as_str()), ("cyclic-ref", "/components/responses/B/$ref"));
    }
}
