//! A text is turned into an OpenAPI 3.0 document that has the right shape, or findings that say why not.
//! Nothing past this module knows which format or version was read.

mod default_response;
mod keyword;
mod limits;
pub mod positions;
mod prune;
mod read;
mod repair;
mod skip;
mod structure;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod v2_0;
mod v3_1;
mod v3_2;
mod version;
mod walk;
mod yaml;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub use self::read::workspace_manifest;
use self::repair::Repairs;
pub use self::repair::operation_id::operation_name;
use self::version::Version;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};
use crate::error::Error;

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, in JSON or YAML.
    File(PathBuf),
    /// A text that is at hand, in JSON or YAML.
    Text {
        /// What reports call it.
        name: String,
        /// The document.
        text: String,
    },
}

/// Operations, each with its own place, by the place of their path item.
pub type MoreOperations = HashMap<Pointer, Vec<(Pointer, openapiv3::Operation)>>;

/// A document that was read: OpenAPI 3.0, whatever it was written in.
#[derive(Debug, Clone)]
pub struct Document {
    /// The document as types. Its schemas are empty: they are read from the tree.
    pub openapi: openapiv3::OpenAPI,
    /// Operations whose methods the types do not know, of those path items that have some.
    pub more_operations: MoreOperations,
    /// The same as a tree, for what the types leave out (such as keys beside `type` that they drop).
    /// [`Diagnostics::origin`] leads from its pointers to those of the text.
    pub tree: Value,
    /// The version in `openapi` or `swagger` as it was written, such as `3.1.0`.
    pub version: String,
}

impl Source {
    /// What reports call this source: the path of the file, or the name of the text.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Text { name, .. } => name.clone(),
        }
    }

    /// The file, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Text { .. } => None,
        }
    }

    /// The text as it was written, without a byte order mark; bytes that are not UTF-8 are replaced.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read.
    pub fn text(&self) -> Result<String, Error> {
        let bytes = read::bytes(self)?;
        let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
        Ok(read::without_bom(&text).to_owned())
    }

    /// Reads the document, converts it to OpenAPI 3.0 and checks its shape.
    ///
    /// Findings go to `diagnostics`. Constructs that are not supported are errors among them, but do not keep the
    /// document from being returned, so that later stages can add their findings. With
    /// [`Config::skip_unsupported`] the operations that need them are left out here, and they are warnings.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::Refused`] with all findings if there is no document to go on
    /// with.
    pub fn document(&self, config: &Config, diagnostics: &mut Diagnostics) -> Result<Document, Error> {
        let bytes = read::bytes(self)?;
        match convert(&bytes, config, diagnostics) {
            Some(document) => Ok(document),
            None => Err(Error::Refused(std::mem::take(diagnostics))),
        }
    }
}

/// Text to tree to one version to types; `None` once an error leaves nothing to go on with.
fn convert(bytes: &[u8], config: &Config, diagnostics: &mut Diagnostics) -> Option<Document> {
    let text = read::text(bytes, diagnostics)?;
    let mut tree = tree::parse(text, diagnostics)?;
    if diagnostics.iter().any(|one| matches!(one.code, "too-deep" | "too-large")) {
        return None;
    }
    let version = version::of(&tree, diagnostics)?;
    let mut copies = limits::Copies::of(text.len());
    let written = version::written(&tree);
    let strict = config.strict;
    let sound = match version {
        Version::V2_0 => {
            Repairs::new(strict, diagnostics).objects(&v2_0::DOCUMENT, &mut tree);
            v2_0::raise(&mut tree, &mut copies, diagnostics)
        }
        Version::V3_0 => {
            v3_2::method::of_other_version(&tree, diagnostics);
            true
        }
        Version::V3_1 => {
            Repairs::new(strict, diagnostics).dialect(&mut tree);
            v3_2::method::of_other_version(&tree, diagnostics);
            v3_1::lower(&mut tree, &mut copies, diagnostics);
            true
        }
        Version::V3_2 => {
            Repairs::new(strict, diagnostics).dialect(&mut tree);
            v3_2::lower(&mut tree, &mut copies, diagnostics);
            v3_1::lower(&mut tree, &mut copies, diagnostics);
            true
        }
    };
    let mut repairs = Repairs::new(strict, diagnostics);
    repairs.objects(&table::DOCUMENT, &mut tree);
    repairs.whole(&mut tree);
    if !(sound && prune::check("OpenAPI 3.0", &table::DOCUMENT, &mut tree, diagnostics)) {
        return None;
    }
    default_response::write_out(&mut tree, diagnostics);
    if config.skip_unsupported {
        skip::operations(&mut tree, diagnostics);
    }
    let (openapi, more_operations) = types(&mut tree, diagnostics)?;
    Some(Document { openapi, more_operations, tree, version: written })
}

/// The tree as types, with schemas that say nothing. After the check of its structure nothing should fail here.
fn types(tree: &mut Value, diagnostics: &mut Diagnostics) -> Option<(openapiv3::OpenAPI, MoreOperations)> {
    // The types read each schema through several flattened copies, which takes most of the time and, where schemas are
    // nested, all of the stack. So they are taken out meanwhile.
    let mut schemas = Vec::new();
    each_schema(tree, &mut |schema| schemas.push(std::mem::replace(schema, Value::Object(serde_json::Map::new()))));
    let types = serde_path_to_error::deserialize::<_, openapiv3::OpenAPI>(&*tree);
    let more = more_operations(tree, diagnostics);
    let mut schemas = schemas.into_iter();
    each_schema(tree, &mut |schema| *schema = schemas.next().unwrap_or_default());
    match types {
        Ok(openapi) => Some((openapi, more)),
        Err(error) => {
            let at = pointer(error.path());
            diagnostics.push(Diagnostic::error("invalid-document", &at, error.inner().to_string()));
            None
        }
    }
}

/// The operations of methods that 3.0 does not have. What has the right shape has these types.
fn more_operations(tree: &Value, diagnostics: &mut Diagnostics) -> MoreOperations {
    let home = Pointer::root().key("paths");
    let mut found = MoreOperations::new();
    for (path, item) in tree.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let at = home.key(path);
        let query = item.get("query").map(|operation| (at.key("query"), operation));
        let others_at = at.key("additionalOperations");
        let others = item.get("additionalOperations").and_then(Value::as_object).into_iter().flatten();
        let others = others.map(|(method, operation)| (others_at.key(method), operation));
        for (place, operation) in query.into_iter().chain(others) {
            match serde::Deserialize::deserialize(operation) {
                Ok(operation) => found.entry(at.clone()).or_default().push((place, operation)),
                Err(error) => diagnostics.error("invalid-document", &place, error.to_string()),
            }
        }
    }
    found
}

/// Visits the schemas that stand in no other schema, in the order of the document.
fn each_schema(tree: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    walk::outer(table::Kind::Object(&table::DOCUMENT), tree, &table::SCHEMA, visit);
}

fn pointer(path: &serde_path_to_error::Path) -> Pointer {
    use serde_path_to_error::Segment;
    let mut at = Pointer::root();
    for segment in path {
        match segment {
            Segment::Seq { index } => at = at.index(*index),
            Segment::Map { key } => at = at.key(key),
            Segment::Enum { .. } | Segment::Unknown => break,
        }
    }
    at
}
