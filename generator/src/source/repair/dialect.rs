//! The dialect of JSON Schema that a document of 3.1 or 3.2 names.

use serde_json::Value;

use super::Repairs;
use crate::diagnostic::Pointer;

/// The dialect that OpenAPI 3.1.0, section 4.8.24.5, says when the document says nothing.
/// It is that of JSON Schema with a few annotations more, so either name will do.
const KNOWN: [&str; 2] =
    ["https://spec.openapis.org/oas/3.1/dialect/base", "https://json-schema.org/draft/2020-12/schema"];

/// How those of 3.2 start; they go on with a date.
const OF_3_2: &str = "https://spec.openapis.org/oas/3.2/dialect/";

impl Repairs<'_> {
    /// Takes the dialect out. One that is not known is read as the usual one, which most of them extend.
    pub(in crate::source) fn dialect(&mut self, tree: &mut Value) {
        match tree.as_object_mut().and_then(|map| map.shift_remove("jsonSchemaDialect")) {
            None => {}
            Some(Value::String(dialect)) if KNOWN.contains(&dialect.trim_end_matches('#')) => {}
            Some(Value::String(dialect)) if dialect.starts_with(OF_3_2) => {}
            Some(other) => {
                let message =
                    format!("the JSON Schema dialect {other} is not known; it is read as that of OpenAPI 3.1");
                self.note("unsupported-json-schema-dialect", &Pointer::root().key("jsonSchemaDialect"), message);
            }
        }
    }
}
