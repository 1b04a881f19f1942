//! An operation that documents `default` and no success means that response for its successes too.

use serde_json::{Value, json};

use super::table;
use super::walk::walk;
use crate::diagnostic::{Diagnostics, Pointer};

/// The range of the successes.
const SUCCESS: &str = "2XX";

/// Writes out that `default` is the success where no 2xx is documented: as a 2XX that refers to it. So 2xx is a success
/// with that body, and everything else an error with it.
pub(super) fn write_out(tree: &mut Value, diagnostics: &mut Diagnostics) {
    walk(table::Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        let Value::Object(responses) = value else { return };
        let is_lone_default = std::ptr::eq(object, &table::RESPONSES)
            && responses.contains_key("default")
            && !responses.keys().any(|status| status.starts_with('2'));
        if is_lone_default {
            let home = at.key("default");
            responses.insert(SUCCESS.to_owned(), json!({ "$ref": reference(&home) }));
            diagnostics.moved(&at.key(SUCCESS), &home);
        }
    });
}

/// A reference to a place within the document (RFC 3986, section 3.5).
fn reference(at: &Pointer) -> String {
    format!("#{}", at.as_str().replace('%', "%25"))
}
