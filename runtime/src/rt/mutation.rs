//! Only with the feature `mutation`, for the mutation check of this project: the environment says where the tables that are
//! read are listed, and which of them is replaced by another text.

use std::any::type_name;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::OnceLock;

/// A file. For each table that is read, a line is added to it: what it is a table of, its name and its text, as an array in
/// JSON.
const TABLES: &str = "SPECWRIGHT_TABLES";

/// What a table is a table of, its name and the text that counts in place of its own, as an array in JSON.
const MUTANT: &str = "SPECWRIGHT_MUTANT";

struct Environment {
    tables: Option<String>,
    mutant: Option<(String, String, String)>,
}

/// The text that counts. What the table is one of, is told by the type that it becomes.
pub(super) fn text<T>(table: &str, text: &'static str) -> &'static str {
    static ENVIRONMENT: OnceLock<Environment> = OnceLock::new();
    let Environment { tables, mutant } = ENVIRONMENT.get_or_init(|| Environment {
        tables: std::env::var(TABLES).ok(),
        mutant: std::env::var(MUTANT).ok().and_then(|mutant| serde_json::from_str(&mutant).ok()),
    });
    let kind = type_name::<T>().rsplit("::").next().unwrap_or_default();
    if let Some(path) = tables
        && let Ok(mut file) = OpenOptions::new().create(true).append(true).open(path)
        && let Ok(line) = serde_json::to_string(&(kind, table, text))
    {
        // What is not listed is missed by the check.
        let _ = file.write_all(format!("{line}\n").as_bytes());
    }
    match mutant {
        Some((of, name, broken)) if of == kind && name == table => broken,
        _ => text,
    }
}
