//! Writes the generated files to disk, or compares them with what is there.
//!
//! A folder keeps a manifest of the files that were generated into it. Only those are ever replaced or removed. While
//! files are written a journal says which; an interrupted run is finished by the next one.

mod check;
mod manifest;
mod path;
mod plan;
mod stamp;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

pub use self::check::{Drift, check};
pub use self::stamp::Stamp;
pub use self::write::{Summary, write};

/// Generated files: the path below the crate's folder, with `/`, and the text.
pub type Files = BTreeMap<String, String>;

/// Lists what was generated into a folder, with a hash of each file.
pub const MANIFEST: &str = ".specwright-manifest";

/// Lists what is being written; left behind only by a run that was interrupted.
pub const JOURNAL: &str = ".specwright-unfinished";
