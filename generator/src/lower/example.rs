//! Examples (OpenAPI 3.0.3, section 4.7.19) as JSON values.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use crate::diagnostic::Pointer;

impl Lowering<'_, '_> {
    /// The examples at a place by name; `example` has the name `example`. Examples outside the document are left out.
    pub(super) fn examples(
        &mut self,
        one: Option<&Value>,
        named: &IndexMap<String, ReferenceOr<Example>>,
        at: &Pointer,
    ) -> Vec<(String, Value)> {
        let mut examples: Vec<(String, Value)> =
            one.map(|value| ("example".to_owned(), value.clone())).into_iter().collect();
        for (name, example) in named {
            let place = at.key("examples").key(name);
            let found = self.follow(example, &place, "Example Object");
            // `openapiv3` does not distinguish `value: null` from no value.
            if let Some((_, at)) = found
                && let Some(value) = self.document.tree.pointer(at.as_str()).and_then(|example| example.get("value"))
            {
                examples.push((name.clone(), value.clone()));
            }
        }
        examples
    }
}
