//! Tags (OpenAPI 3.0.3, section 4.7.22): the groups in which operations are printed.

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::OpenAPI;

use crate::diagnostic::Pointer;
use crate::ir::{Name, Operation, Tag};

/// Groups operations by their first tag: tags in the order in which the document declares them, then undeclared ones.
/// `tags` has the first tag of an operation, and where it stands, by the operation's place.
pub(super) fn group(
    openapi: &OpenAPI,
    operations: &[Operation],
    tags: &HashMap<Pointer, (String, Pointer)>,
) -> Vec<Tag> {
    let home = Pointer::root().key("tags");
    let mut groups: IndexMap<&str, Tag> = IndexMap::new();
    for (index, declared) in openapi.tags.iter().enumerate() {
        let tag = Tag { description: declared.description.clone(), ..empty(&declared.name, home.index(index)) };
        groups.entry(&declared.name).or_insert(tag);
    }
    // Where no operation has a tag there is one group for the whole API; else those without one come last.
    let any = operations.iter().any(|operation| tags.contains_key(&operation.pointer));
    let rest = if any { "default" } else { "api" };
    for tagged in [true, false] {
        for (index, operation) in operations.iter().enumerate() {
            let (name, at) = match tags.get(&operation.pointer) {
                Some((name, at)) if tagged => (name.as_str(), at.clone()),
                None if !tagged => (rest, operation.pointer.clone()),
                Some(_) | None => continue,
            };
            groups.entry(name).or_insert_with(|| Tag { tagged, ..empty(name, at) }).operations.push(index);
        }
    }
    groups.into_values().filter(|tag| !tag.operations.is_empty()).collect()
}

fn empty(name: &str, pointer: Pointer) -> Tag {
    Tag {
        pointer,
        name: Name::new(name),
        trait_name: String::new(),
        module: String::new(),
        tagged: true,
        description: None,
        operations: Vec::new(),
    }
}
