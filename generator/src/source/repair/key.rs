//! Keys that the specification writes otherwise: statuses such as `4xx`, paths without a slash, media types that are none.

use serde_json::{Map, Value};

use super::Repairs;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::source::table::{self, Object, Rest};

/// Puts the keys of an object right.
pub(super) fn in_object(object: &Object, map: &mut Map<String, Value>, at: &Pointer, repairs: &mut Repairs<'_>) {
    if let Rest::Keys { what, .. } = &object.rest {
        let keys = map.keys().filter(|key| object.kind_of(key).is_none() && !key.starts_with("x-"));
        let renamed = keys.filter_map(|key| Some((key.clone(), spelled(object, key)?)));
        for (key, meant) in renamed.collect::<Vec<_>>() {
            if !map.contains_key(&meant) {
                let message = format!("`{key}` in the {} must be {what}; it is read as `{meant}`", object.name);
                let finding = Diagnostic::warning("invalid-key", &at.key(&key), message);
                repairs.push(finding.help(format!("write it as `{meant}`")));
                repairs.rename(map, at, &key, &meant);
            }
        }
    }
    let is_content =
        |kind| matches!(kind, table::Kind::Map(table::Kind::Object(inner)) if inner.name == table::MEDIA_TYPE.name);
    if object.kind_of("content").is_some_and(is_content)
        && let Some(Value::Object(content)) = map.get_mut("content")
    {
        let home = at.key("content");
        content.retain(|key, _| {
            let kept = is_media_type(key) || key.starts_with("x-");
            if !kept {
                let message = format!("`{key}` is no media type and is left out");
                repairs.note("left-out-media-type", &home.key(key), message);
            }
            kept
        });
    }
}

/// The key that is meant.
fn spelled(object: &Object, key: &str) -> Option<String> {
    let trimmed = key.trim();
    let candidates = [trimmed.to_owned(), trimmed.to_uppercase(), trimmed.to_lowercase(), format!("/{trimmed}")];
    candidates.into_iter().find(|candidate| object.kind_of(candidate).is_some())
}

/// Whether a key can be a media type or a range of them (RFC 9110, sections 8.3.1 and 12.5.1).
fn is_media_type(key: &str) -> bool {
    let essence = key.split(';').next().unwrap_or_default().trim();
    let token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    essence.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}
