//! What the tests beside `src` share: where things stand in the repository, its Rust files, and the documents as JSON.

pub mod json_schema;
pub mod rust_files;

use std::error::Error;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The documents in `specs/`, by the names of the crates that are generated from them.
pub const APIS: [&str; 5] = ["screenleap", "getscreen", "getscreen-legacy", "samesurf", "onstream"];

/// The folder of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The file of a document.
#[must_use]
pub fn spec(api: &str) -> PathBuf {
    root().join("specs").join(api).with_extension("yaml")
}

/// A document as JSON, with its keys in their order.
///
/// # Errors
/// The file cannot be read, or is no YAML.
pub fn document(api: &str) -> Result<Value, Box<dyn Error>> {
    Ok(serde_yaml::from_str(&std::fs::read_to_string(spec(api))?)?)
}

/// What an object that may be a `{"$ref": "#/.."}` means.
///
/// # Errors
/// The reference leads nowhere.
pub fn resolved<'a>(document: &'a Value, object: &'a Value) -> Result<&'a Value, Box<dyn Error>> {
    let Some(reference) = object.get("$ref").and_then(Value::as_str) else { return Ok(object) };
    let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
    target.ok_or_else(|| format!("`{reference}` leads nowhere").into())
}

/// A part of a pointer (RFC 6901), escaped.
#[must_use]
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The methods of a path item.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// One operation of a document.
pub struct Operation<'a> {
    /// Its location.
    pub pointer: String,
    /// What stands there.
    pub object: &'a Value,
}

/// All operations of a document.
#[must_use]
pub fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut operations = Vec::new();
    for (path, item) in document.get("paths").and_then(Value::as_object).into_iter().flatten() {
        for method in METHODS {
            if let Some(object) = item.get(method) {
                operations.push(Operation { pointer: format!("/paths/{}/{method}", escaped(path)), object });
            }
        }
    }
    operations
}
