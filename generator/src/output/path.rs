//! Refuses paths of generated files that could leave the folder, or that are invalid on some system.

use std::collections::BTreeMap;

use super::{Files, JOURNAL, MANIFEST};
use crate::error::Error;

/// What a file is called until it is whole.
pub(super) const NEW: &str = ".specwright-new";

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Refuses a set of files that could not stand side by side on every system.
pub(super) fn check_all(files: &Files) -> Result<(), Error> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in files.keys() {
        check(path)?;
        for end in path.match_indices('/').map(|(end, _)| end).chain([path.len()]) {
            let part = path.get(..end).unwrap_or(path);
            let other = *seen.entry(part.to_lowercase()).or_insert(part);
            if other != part {
                return refuse(part, &format!("differs from `{other}` only in upper and lower case"));
            }
            if end < path.len() && files.contains_key(part) {
                return refuse(part, "would be a file and a folder");
            }
        }
    }
    Ok(())
}

/// Refuses a path that is not plainly below the folder.
pub(super) fn check(path: &str) -> Result<(), Error> {
    if path.is_empty() || path.len() > 1024 {
        return refuse(path, "is empty or too long");
    }
    for name in path.split('/') {
        if let Some(why) = objection(name) {
            return refuse(path, why);
        }
    }
    Ok(())
}

fn objection(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered =
        |device: &str| stem.strip_prefix(device).is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    match name {
        "" | "." | ".." => Some("is not a plain path below its folder"),
        MANIFEST | JOURNAL | ".git" => Some("is a reserved name"),
        _ if name.ends_with(NEW) => Some("is a reserved name"),
        _ if name.len() > 200 => Some("has a name that is far too long"),
        _ if name.ends_with(['.', ' ']) => Some("has a name that is invalid on Windows"),
        _ if name.contains(['<', '>', ':', '"', '|', '?', '*', '\\']) || name.contains(char::is_control) => {
            Some("has a name that is invalid on Windows")
        }
        _ if DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") => {
            Some("has a name that Windows reserves for a device")
        }
        _ => None,
    }
}

fn refuse<T>(path: &str, why: &str) -> Result<T, Error> {
    Err(Error::Output(format!("the generated path `{path}` {why}")))
}
