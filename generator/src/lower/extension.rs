//! The `x-` keys that Specwright reads.

use indexmap::IndexMap;
use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Lenient, Resolved, StringFormat, Type, TypeKind};
use crate::resolve::{Keywords, Node};

/// `x-rust-name`: the Rust name of its object.
pub(super) fn rust_name(keywords: Keywords<'_>) -> Option<String> {
    keywords.text("x-rust-name").map(str::to_owned)
}

/// `x-experimental`: whether its object may still change.
pub(super) fn is_experimental(extensions: &IndexMap<String, Value>) -> bool {
    extensions.get("x-experimental") == Some(&Value::Bool(true))
}

/// What `x-lenient` requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Leniency {
    pub(super) lenient: Lenient,
    pub(super) bare_array: bool,
    pub(super) bare_item: bool,
}

impl Lowering<'_, '_> {
    /// `x-lenient`: what is read beside the documented form.
    pub(super) fn leniency(&mut self, node: &Node<'_>) -> Leniency {
        let mut leniency = Leniency::default();
        let asked = match node.keywords.get("x-lenient") {
            None => return leniency,
            Some(Value::Array(words)) => words.as_slice(),
            Some(word) => std::slice::from_ref(word),
        };
        for word in asked {
            match word.as_str() {
                Some("number-or-string") => leniency.lenient.number_or_string = true,
                Some("bool-or-number") => leniency.lenient.bool_or_number = true,
                Some("one-or-many") => leniency.lenient.one_or_many = true,
                Some("wrapped-items") => leniency.lenient.wrapped_items = true,
                Some("bare-array") => leniency.bare_array = true,
                Some("bare-item") => leniency.bare_item = true,
                Some(_) | None => {
                    let message = format!("`x-lenient` cannot be {word}");
                    let help = "it is one or a list of `number-or-string`, `bool-or-number`, `one-or-many`, \
                                `wrapped-items`, `bare-array` and `bare-item`";
                    let at = node.at.key("x-lenient");
                    self.diagnostics.push(Diagnostic::warning("invalid-extension", &at, message).help(help));
                }
            }
        }
        leniency
    }

    /// Warns of a leniency that does not apply to its type.
    pub(super) fn check_leniency(&mut self, lenient: Lenient, base: &Resolved<'_>, at: &Pointer) {
        let scalar = match base {
            Resolved::Type(Type::Integer(_) | Type::Number(_) | Type::String(StringFormat::Plain)) => true,
            Resolved::Type(_) => false,
            Resolved::Kind(_, kind) => matches!(kind, TypeKind::Enumeration(_)),
        };
        let array = matches!(base, Resolved::Type(Type::Array(_)));
        let boolean = matches!(base, Resolved::Type(Type::Boolean));
        let object = matches!(base, Resolved::Kind(_, TypeKind::Struct(_)));
        for (word, asked, fits, needed) in [
            (
                "number-or-string",
                lenient.number_or_string,
                scalar,
                "an integer, a number, or a string without `format`",
            ),
            ("bool-or-number", lenient.bool_or_number, boolean, "a boolean"),
            ("one-or-many", lenient.one_or_many, array || object, "an array, or an object with listed properties"),
            ("wrapped-items", lenient.wrapped_items, array, "an array"),
        ] {
            if asked && !fits {
                let message = format!("`{word}` needs {needed}; it is ignored");
                self.diagnostics.push(Diagnostic::warning("invalid-extension", at, message));
            }
        }
    }

    /// An extension that is a list of texts, such as `x-aliases`; nothing where it is not there.
    pub(super) fn texts(&mut self, keywords: Keywords<'_>, name: &str, at: &Pointer) -> Vec<String> {
        let Some(value) = keywords.get(name) else { return Vec::new() };
        let texts = value.as_array().map(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        match texts.flatten() {
            Some(texts) => texts.into_iter().map(str::to_owned).collect(),
            None => {
                let message = format!("`{name}` must be an array of strings and is ignored");
                self.diagnostics.warning("invalid-extension", &at.key(name), message);
                Vec::new()
            }
        }
    }
}
