//! What schemas say, with what they refer to.

use serde_json::{Map, Value};

use crate::diagnostic::Pointer;
use crate::resolve;
use crate::source::table::{self, Kind};
use crate::source::walk::walk;

/// How many references and `allOf` may lead to what is looked for.
const MAX_STEPS: usize = 10;

/// The places of all schemas that a test picks, from the outside in.
pub(super) fn schemas(tree: &mut Value, wanted: fn(&Map<String, Value>) -> bool) -> Vec<Pointer> {
    let mut found = Vec::new();
    walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
        if std::ptr::eq(object, &table::SCHEMA) && value.as_object().is_some_and(wanted) {
            found.push(at.clone());
        }
    });
    found
}

/// What stands at the end of references, and where; `None` where they lead nowhere.
pub(super) fn follow<'t>(tree: &'t Value, item: &'t Value, at: &Pointer) -> Option<(&'t Map<String, Value>, Pointer)> {
    let (mut item, mut at) = (item, at.clone());
    for _ in 0..MAX_STEPS {
        let map = item.as_object()?;
        let Some(reference) = map.get("$ref").and_then(Value::as_str) else { return Some((map, at)) };
        (item, at) = resolve::target(tree, reference, &at).ok()?;
    }
    None
}

/// What the first of a schema and those of its `allOf` says that says something.
pub(super) fn first<'t, T>(
    tree: &'t Value,
    schema: &'t Value,
    ask: &dyn Fn(&'t Map<String, Value>) -> Option<T>,
    depth: usize,
) -> Option<T> {
    let (map, _) = follow(tree, schema, &Pointer::root())?;
    ask(map).or_else(|| {
        let members = map.get("allOf").and_then(Value::as_array).filter(|_| depth < MAX_STEPS)?;
        members.iter().find_map(|member| first(tree, member, ask, depth + 1))
    })
}

/// The type of a schema, by `type` or by the keywords that only one has.
pub(super) fn kind<'t>(tree: &'t Value, schema: &'t Value) -> Option<&'t str> {
    let ask = |map: &'t Map<String, Value>| match map.get("type").and_then(Value::as_str) {
        Some(kind) => Some(kind),
        None if map.contains_key("properties") => Some("object"),
        None if map.contains_key("items") => Some("array"),
        None => None,
    };
    first(tree, schema, &ask, 0)
}
