//! Types that no operation reaches are marked: nobody can send or receive a value of them.

use std::collections::HashSet;

use crate::ir::{Api, TypeId, walk};

/// Marks the types that no operation's request or response holds, at any depth.
pub fn prune(api: &mut Api) {
    let mut used: HashSet<TypeId> = HashSet::new();
    let operations = api.operations.iter();
    let held = operations.flat_map(|operation| walk::of_request(operation).chain(walk::of_responses(operation)));
    walk::reach(walk::named(held), &api.types, |id| used.insert(id));
    for (index, def) in api.types.iter_mut().enumerate() {
        def.reached = used.contains(&TypeId(index));
    }
}
