//! Path templates and the parameters that are declared for them: what a template has is there, and required; what it has
//! not is left out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Repairs, look, operations};
use crate::diagnostic::Pointer;
use crate::source::skip;

/// A path parameter in a list.
struct Declared {
    /// Its place in the list.
    index: usize,
    name: String,
    /// Where it is declared.
    at: Pointer,
    required: bool,
}

/// The path parameters of a list.
#[derive(Default)]
struct Listed {
    found: Vec<Declared>,
    /// Whether an item leads nowhere, so that nobody knows what it is.
    unknown: bool,
}

/// Holds the templates of all paths against their parameters.
pub(super) fn of_paths(tree: &mut Value, repairs: &mut Repairs<'_>) {
    styles(tree, repairs);
    let home = Pointer::root().key("paths");
    let paths: Vec<String> =
        tree.get("paths").and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned().collect();
    for path in paths {
        let at = home.key(&path);
        let (Some(names), Some(Value::Object(item))) = (names(&path), tree.pointer(at.as_str())) else { continue };
        let places: Vec<Pointer> = skip::operations_of(item).iter().map(|place| skip::within(&at, place)).collect();
        let shared = list(tree, &at, &path, &names, repairs);
        for place in places {
            let own = list(tree, &place, &path, &names, repairs);
            if shared.unknown || own.unknown {
                continue;
            }
            for name in &names {
                let is_there = |declared: &Declared| declared.name == *name;
                if !shared.found.iter().chain(&own.found).any(is_there) {
                    let message =
                        format!("the path has `{{{name}}}`, but no such path parameter is declared; it is a string");
                    repairs.note("path-parameter-missing", &place, message);
                    add(tree, &place, name);
                }
            }
        }
    }
}

/// The path parameters in the list of a path item or an operation, once they are as the template wants them.
fn list(tree: &mut Value, at: &Pointer, path: &str, names: &BTreeSet<String>, repairs: &mut Repairs<'_>) -> Listed {
    let home = at.key("parameters");
    let mut listed = declared(tree, &home);
    let mut unused = Vec::new();
    for one in &listed.found {
        if !names.contains(&one.name) {
            let message = format!("there is no `{{{}}}` in the path `{path}`; the parameter is left out", one.name);
            repairs.note("path-parameter-unused", &home.index(one.index), message);
            unused.push(one.index);
        } else if !one.required {
            let message = format!("the path parameter `{}` must be `required: true`; it is read so", one.name);
            repairs.note("path-parameter-optional", &one.at, message);
            if let Some(Value::Object(parameter)) = tree.pointer_mut(one.at.as_str()) {
                parameter.insert("required".to_owned(), json!(true));
            }
        }
    }
    if let Some(Value::Array(list)) = tree.pointer_mut(home.as_str()) {
        repairs.remove_items(list, &home, &unused);
    }
    listed.found.retain(|one| names.contains(&one.name));
    listed
}

fn declared(tree: &Value, home: &Pointer) -> Listed {
    let mut listed = Listed::default();
    let list = tree.pointer(home.as_str()).and_then(Value::as_array);
    for (index, item) in list.into_iter().flatten().enumerate() {
        let Some((parameter, at)) = look::follow(tree, item, &home.index(index)) else {
            listed.unknown = true;
            continue;
        };
        let text = |key: &str| parameter.get(key).and_then(Value::as_str);
        if let (Some("path"), Some(name)) = (text("in"), text("name")) {
            let required = parameter.get("required") == Some(&json!(true));
            listed.found.push(Declared { index, name: name.to_owned(), at, required });
        }
    }
    listed
}

fn add(tree: &mut Value, at: &Pointer, name: &str) {
    let Some(Value::Object(operation)) = tree.pointer_mut(at.as_str()) else { return };
    if let Value::Array(list) = operation.entry("parameters").or_insert_with(|| json!([])) {
        list.push(json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}));
    }
}

/// The names in a template; `None` where it is none.
fn names(template: &str) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut rest = template;
    while let Some((_, inner)) = rest.split_once('{') {
        let (name, behind) = inner.split_once('}')?;
        if name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.insert(name.to_owned());
        rest = behind;
    }
    Some(names)
}

/// `{.name}`, `{;name}` and `{name*}` are written as in RFC 6570, which says the style in the template; here the parameter
/// says it.
fn styles(tree: &mut Value, repairs: &mut Repairs<'_>) {
    let home = Pointer::root().key("paths");
    let mut renamed = Vec::new();
    let paths = tree.get("paths").and_then(Value::as_object);
    for path in paths.into_iter().flat_map(Map::keys) {
        let Some(names) = names(path) else { continue };
        let plain = names.iter().fold(path.clone(), |plain, name| {
            let bare = name.trim_start_matches(['.', ';']).trim_end_matches('*');
            if bare.is_empty() { plain } else { plain.replace(&format!("{{{name}}}"), &format!("{{{bare}}}")) }
        });
        let taken = paths.is_some_and(|paths| paths.contains_key(&plain));
        if plain != *path && !taken && !renamed.iter().any(|(_, other)| *other == plain) && declares(tree, path, &plain)
        {
            renamed.push((path.clone(), plain));
        }
    }
    for (path, plain) in renamed {
        let message = format!("a template does not say the style of its parameters; `{path}` is read as `{plain}`");
        repairs.note("path-parameter-missing", &home.key(&path), message);
        if let Some(Value::Object(paths)) = tree.get_mut("paths") {
            repairs.rename(paths, &home, &path, &plain);
        }
    }
}

/// Whether the plain names are those that are declared.
fn declares(tree: &Value, path: &str, plain: &str) -> bool {
    let Some(names) = names(plain) else { return false };
    let item = Pointer::root().key("paths").key(path);
    let shared = declared(tree, &item.key("parameters"));
    let of_path = operations::of(tree).into_iter().filter(|found| found.path == path);
    let mut of_path = of_path.map(|found| declared(tree, &found.at.key("parameters")));
    of_path.any(|own| {
        let mut all = shared.found.iter().chain(&own.found);
        names.iter().all(|name| all.any(|one| one.name == *name))
    })
}
