//! A tree comes in; the version of OpenAPI that it is written in goes out.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};

/// The versions that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V3_0,
    V3_1,
}

/// Reads `openapi` (OpenAPI 3.0.3, section 4.7.1). `None` for other versions, which are an error.
pub(super) fn of(tree: &Value, diagnostics: &mut Diagnostics) -> Option<Version> {
    let root = Pointer::root();
    let Value::Object(map) = tree else {
        diagnostics.error("wrong-type", &root, "the document must be an object");
        return None;
    };
    if let Some(swagger) = map.get("swagger") {
        let version = swagger.as_str().map_or_else(|| swagger.to_string(), ToOwned::to_owned);
        diagnostics.push(
            Diagnostic::error(
                "unsupported-version",
                &root.key("swagger"),
                format!("Swagger {version} is not supported"),
            )
            .help("convert the document to OpenAPI 3.0 first"),
        );
        return None;
    }
    let at = root.key("openapi");
    match map.get("openapi") {
        Some(Value::String(version)) => {
            let known = known(version);
            if known.is_none() {
                let message = format!("OpenAPI {version} is not supported; 3.0 and 3.1 are");
                diagnostics.error("unsupported-version", &at, message);
            }
            known
        }
        Some(_) => {
            diagnostics.push(
                Diagnostic::error("wrong-type", &at, "`openapi` must be a string such as \"3.0.3\"")
                    .help("put the version in quotes"),
            );
            None
        }
        None => {
            diagnostics.error("missing-field", &root, "`openapi` is missing: this is not an OpenAPI document");
            None
        }
    }
}

fn known(version: &str) -> Option<Version> {
    let is = |minor: &str| version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    match () {
        () if is("3.0") => Some(Version::V3_0),
        () if is("3.1") => Some(Version::V3_1),
        () => None,
    }
}
