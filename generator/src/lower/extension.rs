//! The `x-` keys that Specwright reads.

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::Lenient;
use crate::resolve::{Keywords, Node};

/// `x-rust-name`: the Rust name of what it stands on.
pub(super) fn rust_name(keywords: Keywords<'_>) -> Option<String> {
    keywords.text("x-rust-name").map(str::to_owned)
}

/// What `x-lenient` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Leniency {
    pub(super) lenient: Lenient,
    pub(super) bare_array: bool,
}

impl Lowering<'_, '_> {
    /// `x-lenient`: what is read beside the documented form.
    pub(super) fn leniency(&mut self, node: &Node<'_>) -> Leniency {
        let mut leniency = Leniency::default();
        match node.keywords.get("x-lenient") {
            None => {}
            Some(Value::String(text)) if text == "number-or-string" => leniency.lenient.number_or_string = true,
            Some(Value::String(text)) if text == "one-or-many" => leniency.lenient.one_or_many = true,
            Some(Value::String(text)) if text == "bare-array" => leniency.bare_array = true,
            Some(other) => {
                let message = format!("`x-lenient` cannot be {other}");
                let help = "it is `number-or-string`, `one-or-many` or `bare-array`";
                let at = node.at.key("x-lenient");
                self.diagnostics.push(Diagnostic::warning("invalid-extension", &at, message).help(help));
            }
        }
        leniency
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
