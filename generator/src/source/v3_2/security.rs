//! Security schemes and what requires them.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostics, Pointer};
use crate::source::table::{self, Kind};
use crate::source::walk::walk;

/// A scheme that is not used any more says so, and a flow of devices ends in a token as every other one.
pub(super) fn scheme(map: &mut Map<String, Value>, at: &Pointer, diagnostics: &mut Diagnostics) {
    map.shift_remove("oauth2MetadataUrl");
    if let Some(deprecated) = map.shift_remove("deprecated") {
        diagnostics.moved(&at.key("x-deprecated"), &at.key("deprecated"));
        map.insert("x-deprecated".to_owned(), deprecated);
    }
    if let Some(Value::Object(flows)) = map.get_mut("flows")
        && let Some(flow) = flows.shift_remove("deviceAuthorization")
    {
        let at = at.key("flows").key("deviceAuthorization");
        for field in ["deviceAuthorizationUrl", "tokenUrl", "scopes"] {
            if flow.get(field).is_none() {
                let message = format!("`{field}` is missing in the OAuth Flow Object");
                diagnostics.warning("missing-field", &at, message);
            }
        }
    }
}

/// A requirement may name a scheme by its URI; one in this document is named as it is called.
pub(super) fn requirements(tree: &mut Value, own: Option<&str>, diagnostics: &mut Diagnostics) {
    let home = "/components/securitySchemes";
    let schemes = tree.pointer(home).and_then(Value::as_object);
    let known: Vec<String> = schemes.into_iter().flat_map(Map::keys).cloned().collect();
    let mut visit = |security: Option<&mut Value>, at: &Pointer| {
        for (index, alternative) in security.and_then(Value::as_array_mut).into_iter().flatten().enumerate() {
            let at = at.key("security").index(index);
            let Value::Object(alternative) = alternative else { continue };
            let mut named = Map::new();
            for (key, scopes) in std::mem::take(alternative) {
                let fragment = match own.and_then(|own| key.strip_prefix(own)) {
                    _ if known.contains(&key) => None,
                    Some(rest) if rest.starts_with('#') => Some(rest),
                    _ => Some(key.as_str()),
                };
                let pointer = fragment.and_then(|fragment| fragment.strip_prefix('#')).map(Pointer::parse);
                let name = pointer.filter(|pointer| pointer.parent().is_some_and(|around| around.as_str() == home));
                match name.and_then(|name| name.last()) {
                    Some(name) => {
                        diagnostics.moved(&at.key(&name), &at.key(&key));
                        named.insert(name, scopes);
                    }
                    None => {
                        if !known.contains(&key) && key.contains(['/', '#']) {
                            let message = format!(
                                "`{key}` is in another file; only references within the document are supported"
                            );
                            diagnostics.error("unsupported-external-ref", &at.key(&key), message);
                        }
                        named.insert(key, scopes);
                    }
                }
            }
            *alternative = named;
        }
    };
    visit(tree.get_mut("security"), &Pointer::root());
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        if std::ptr::eq(object, &table::OPERATION) {
            visit(value.get_mut("security"), at);
        }
    });
}
