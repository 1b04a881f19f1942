//! A folder and the files that should be in it is turned into every difference. Nothing is changed.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::plan::plan;
use super::{Files, JOURNAL, MANIFEST};
use crate::error::Error;

/// How long one diff may take before it becomes a coarse one.
const PATIENCE: Duration = Duration::from_secs(2);

/// One difference between what is on disk and what would be generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// The file is not there.
    Missing(String),
    /// The file has other content.
    Differing {
        /// The file.
        path: String,
        /// A unified diff, from what is there to what would be generated.
        diff: String,
    },
    /// Something that was not generated is in the way, so that writing would be refused.
    Foreign(String),
    /// The file was generated once and would be removed.
    Stale(String),
    /// A run was interrupted; the next one finishes it.
    Unfinished,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "missing: {path}"),
            Self::Differing { path, diff } => write!(f, "differs: {path}\n{diff}"),
            Self::Foreign(path) => write!(f, "in the way: {path} was not generated"),
            Self::Stale(path) => write!(f, "stale: {path} is no longer generated"),
            Self::Unfinished => {
                write!(f, "unfinished: {JOURNAL} was left by an interrupted run")
            }
        }
    }
}

/// Compares the folder with the files; an empty list if it holds just them.
///
/// # Errors
/// [`Error::Output`] if a path is not safe, [`Error::Io`] if the system refuses.
pub fn check(dir: &Path, files: &Files) -> Result<Vec<Drift>, Error> {
    let plan = plan(dir, files)?;
    let mut drifts = Vec::new();
    if plan.journal.is_some() {
        drifts.push(Drift::Unfinished);
    }
    drifts.extend(plan.foreign.into_iter().map(Drift::Foreign));
    for (path, content) in plan.write {
        drifts.push(match content {
            None => Drift::Missing(path),
            Some(content) => {
                let new = files.get(&path).map_or("", String::as_str);
                let diff = diff(&path, &String::from_utf8_lossy(&content), new);
                Drift::Differing { path, diff }
            }
        });
    }
    drifts.extend(plan.stale.into_iter().map(Drift::Stale));
    if drifts.is_empty() && plan.manifest_differs {
        drifts.push(Drift::Differing { path: MANIFEST.to_owned(), diff: String::new() });
    }
    Ok(drifts)
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
    diff.unified_diff().header(&format!("{path} (on disk)"), &format!("{path} (generated)")).to_string()
}
