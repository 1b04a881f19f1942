//! What is cut from a copy of a document before progenitor reads it, and why: in goes a document, out comes the copy.
//!
//! The document itself is never changed. `TRIMS.md` repeats the table for readers; a test holds the two together.

use serde_json::Value;

/// A place in one document that progenitor cannot take.
#[derive(Debug)]
pub struct Trim {
    /// The document's file name without its ending.
    pub api: &'static str,
    /// A JSON Pointer (RFC 6901) in which the segment `*` stands for every key. What it points to is removed.
    pub at: &'static str,
    /// Why progenitor cannot take it.
    pub reason: &'static str,
}

/// All that is cut.
pub static TRIMS: &[Trim] = &[
    Trim { api: "screenleap", at: "/paths/*/*/responses/5XX", reason: ERRORS_DIFFER },
    Trim { api: "getscreen", at: "/paths/~1agents~1list/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1agents~1info/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1devices~1update/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1agents~1connect/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1agents~1reboot/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1agents~1wake/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1agents~1logout/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1support~1list/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1support~1info/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1support~1create/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen", at: "/paths/~1history~1list/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen-legacy", at: "/paths/~1agents~1list/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen-legacy", at: "/paths/~1agents~1connect/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen-legacy", at: "/paths/~1support~1list/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen-legacy", at: "/paths/~1support~1create/post/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen-legacy", at: "/paths/~1support~1info/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "getscreen-legacy", at: "/paths/~1history~1list/get/responses/default", reason: DEFAULT_IS_SUCCESS },
    Trim { api: "samesurf", at: "/paths/*/*/responses/default", reason: DEFAULT_IS_SUCCESS },
];

const ERRORS_DIFFER: &str = "The 4XX responses have a JSON body and the 5XX response has none; progenitor gives an operation \
    one type for all errors and panics where they differ.";
const DEFAULT_IS_SUCCESS: &str = "Progenitor counts `default` among the successes as well, gives an operation one type for \
    all successes and panics where they differ: the 200 response has a JSON body and `default` has none.";

/// Cuts from a document what the table says.
///
/// # Errors
/// The pointer of a trim that finds nothing: the table says more than has to be cut.
pub fn apply(api: &str, document: &mut Value) -> Result<(), String> {
    for trim in TRIMS.iter().filter(|trim| trim.api == api) {
        let segments: Vec<String> =
            trim.at.split('/').skip(1).map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect();
        if remove(document, &segments) == 0 {
            return Err(format!("{api}: nothing is at {}", trim.at));
        }
    }
    Ok(())
}

/// The table as `TRIMS.md` shows it.
pub fn table() -> String {
    let mut text = String::from("| document | cut from the copy | reason |\n|---|---|---|\n");
    for Trim { api, at, reason } in TRIMS {
        text.push_str(&format!("| `{api}` | `{at}` | {reason} |\n"));
    }
    text
}

/// Removes what the segments point to; returns how many values that were.
fn remove(value: &mut Value, segments: &[String]) -> usize {
    let (Value::Object(members), Some((first, rest))) = (value, segments.split_first()) else { return 0 };
    match (first.as_str(), rest) {
        ("*", []) => std::mem::take(members).len(),
        ("*", rest) => members.values_mut().map(|member| remove(member, rest)).sum(),
        (name, []) => usize::from(members.remove(name).is_some()),
        (name, rest) => members.get_mut(name).map_or(0, |member| remove(member, rest)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_star_stands_for_every_key() {
        let mut document =
            json!({"paths": {"/a": {"get": {"keep": 1, "cut": 2}}, "/b": {"put": {"cut": 3}, "get": 4}}});
        let segments = ["paths", "*", "*", "cut"].map(str::to_owned);
        assert_eq!(remove(&mut document, &segments), 2);
        assert_eq!(document, json!({"paths": {"/a": {"get": {"keep": 1}}, "/b": {"put": {}, "get": 4}}}));
    }

    #[test]
    fn a_trim_that_finds_nothing_is_an_error() {
        let mut document = json!({"paths": {"/screen-shares": {"get": {"responses": {"200": {}}}}}});
        let error = Err("screenleap: nothing is at /paths/*/*/responses/5XX".to_owned());
        assert_eq!(apply("screenleap", &mut document), error);
    }

    #[test]
    fn the_readable_list_is_the_table() {
        let list = include_str!("../TRIMS.md");
        assert_eq!(list.split_once("\n\n| ").map(|(_, rows)| format!("| {rows}")), Some(table()));
    }
}
