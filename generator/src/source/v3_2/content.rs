//! Media types, encodings, parameters and examples.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostics, Pointer};
use crate::source::v3_1::schema::rename;

/// What says how a stream or an array of parts is written.
const REFUSED: &[(&str, &str)] = &[
    ("itemSchema", "unsupported-item-schema"),
    ("itemEncoding", "unsupported-item-encoding"),
    ("prefixEncoding", "unsupported-prefix-encoding"),
];

/// A Media Type Object or an Encoding Object.
pub(super) fn lower(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    for (field, code) in REFUSED {
        if map.shift_remove(*field).is_some() {
            diagnostics.error(code, &at.key(field), format!("`{field}` is not supported"));
        }
    }
    // An Encoding Object within another one.
    if at.parent().and_then(|around| around.last()).is_some_and(|around| around == "encoding")
        && map.shift_remove("encoding").is_some()
    {
        let message = "an encoding within another one is not supported";
        diagnostics.error("unsupported-nested-encoding", &at.key("encoding"), message);
    }
}

/// A query string as a whole, and cookies that are not escaped.
pub(super) fn parameter(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if map.get("in") == Some(&json!("querystring")) {
        let message = "a parameter that is the whole query string is not supported";
        diagnostics.error("unsupported-querystring", &at.key("in"), message);
        // Something that has the right shape, so that nothing else is said about it.
        map.insert("in".to_owned(), json!("query"));
    }
    if map.get("style") == Some(&json!("cookie")) && map.get("in") == Some(&json!("cookie")) {
        diagnostics.error("unsupported-style", &at.key("style"), "the style `cookie` is not supported");
        map.insert("style".to_owned(), json!("form"));
    }
}

/// An example as data and as it is written: only the data is shown.
pub(super) fn example(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    map.shift_remove("serializedValue");
    if map.contains_key("value") {
        map.shift_remove("dataValue");
    } else {
        rename("dataValue", "value", map, at, diagnostics);
    }
}
