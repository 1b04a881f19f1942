//! A tree is turned into the version of OpenAPI that it is written in.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};

/// The versions that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

/// Reads `openapi` (OpenAPI 3.0.3, section 4.7.1). `None` for other versions, which are an error.
pub(super) fn of(tree: &Value, diagnostics: &mut Diagnostics) -> Option<Version> {
    let root = Pointer::root();
    let Value::Object(map) = tree else {
        diagnostics.error("wrong-type", &root, "the document must be an object");
        return None;
    };
    if let Some(swagger) = map.get("swagger").filter(|_| !map.contains_key("openapi")) {
        return of_swagger(swagger, &root.key("swagger"), diagnostics);
    }
    let at = root.key("openapi");
    match map.get("openapi") {
        Some(Value::String(version)) => {
            let known = known(version);
            if known.is_none() {
                let message = format!("OpenAPI {version} is not supported; 2.0, 3.0, 3.1 and 3.2 are");
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

/// The version as it was written.
pub(super) fn written(tree: &Value) -> String {
    let said = tree.get("openapi").or_else(|| tree.get("swagger"));
    said.map(|said| said.as_str().map_or_else(|| said.to_string(), str::to_owned)).unwrap_or_default()
}

/// Reads `swagger`, which many write without quotes.
fn of_swagger(swagger: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Version> {
    let version = swagger.as_str().map_or_else(|| swagger.to_string(), ToOwned::to_owned);
    if !matches!(version.as_str(), "2.0" | "2") {
        let message = format!("Swagger {version} is not supported; 2.0 is");
        diagnostics.error("unsupported-version", at, message);
        return None;
    }
    if !swagger.is_string() {
        let message = format!("`swagger` must be a string, not the number {version}");
        diagnostics.push(Diagnostic::warning("wrong-type", at, message).help("put the version in quotes"));
    }
    Some(Version::V2_0)
}

fn known(version: &str) -> Option<Version> {
    let is = |minor: &str| version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    match () {
        () if is("3.0") => Some(Version::V3_0),
        () if is("3.1") => Some(Version::V3_1),
        () if is("3.2") => Some(Version::V3_2),
        () => None,
    }
}
