//! Leaves out what cannot be generated, if `skip_unsupported` is set, and the types that nothing refers to any more.

use std::collections::{HashMap, HashSet};
use std::mem;

use super::finding::Owner;
use super::{Lowering, walk};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::ir::{Api, TypeDef, TypeId};

impl Lowering<'_, '_> {
    /// Reports what is at fault as errors, or leaves out whole operations with a warning for each.
    pub(super) fn leave_out(&mut self, config: &Config, api: &mut Api) {
        let found = mem::take(&mut self.faults);
        let mut broken_types: HashMap<TypeId, Diagnostic> = HashMap::new();
        if config.skip_unsupported {
            let mut broken_operations: HashMap<usize, Diagnostic> = HashMap::new();
            for (owner, finding) in found {
                match owner {
                    Owner::Document => self.diagnostics.push(finding),
                    Owner::Path => self.diagnostics.push(Diagnostic { severity: Severity::Warning, ..finding }),
                    Owner::Type(id) => {
                        broken_types.entry(id).or_insert(finding);
                    }
                    Owner::Operation(index) => {
                        broken_operations.entry(index).or_insert(finding);
                    }
                }
            }
            spread(&mut broken_types, &api.types);
            self.skip_operations(api, broken_operations, &broken_types);
        } else {
            for (_, finding) in found {
                self.diagnostics.push(finding);
            }
        }
        self.mark(api, &broken_types);
    }

    fn skip_operations(
        &mut self,
        api: &mut Api,
        mut broken: HashMap<usize, Diagnostic>,
        broken_types: &HashMap<TypeId, Diagnostic>,
    ) {
        let mut reported: HashSet<TypeId> = HashSet::new();
        let mut kept = Vec::new();
        for (index, operation) in mem::take(&mut api.operations).into_iter().enumerate() {
            let used = walk::named(walk::of_request(&operation).chain(walk::of_responses(&operation)));
            let cause = broken.remove(&index).or_else(|| used.iter().find_map(|id| broken_types.get(id)).cloned());
            let Some(cause) = cause else {
                kept.push(operation);
                continue;
            };
            walk::reach(used, &api.types, |id| reported.insert(id));
            let message = format!("`{}` is left out: {}", operation.name.wire, cause.message);
            let finding = Diagnostic::warning("skipped-operation", &operation.pointer, message);
            self.diagnostics.push(finding.related(&cause.at, cause.code));
        }
        api.operations = kept;
        for (index, def) in api.types.iter().enumerate() {
            let id = TypeId(index);
            let component = self.slots.get(index).is_some_and(|slot| slot.component);
            if let Some(cause) = broken_types.get(&id).filter(|_| component && !reported.contains(&id)) {
                let message = format!("`{}` is left out: {}", def.name.wire, cause.message);
                let finding = Diagnostic::warning("skipped-schema", &def.pointer, message);
                self.diagnostics.push(finding.related(&cause.at, cause.code));
            }
        }
    }

    /// Marks broken types, and inline ones that nothing refers to.
    fn mark(&mut self, api: &mut Api, broken: &HashMap<TypeId, Diagnostic>) {
        let components =
            self.slots.iter().enumerate().filter(|(_, slot)| slot.component).map(|(index, _)| TypeId(index));
        let mut roots: Vec<TypeId> = components.filter(|id| !broken.contains_key(id)).collect();
        for operation in &api.operations {
            roots.extend(walk::named(walk::of_request(operation).chain(walk::of_responses(operation))));
        }
        let mut used: HashSet<TypeId> = HashSet::new();
        walk::reach(roots, &api.types, |id| used.insert(id));
        for (index, def) in api.types.iter_mut().enumerate() {
            def.left_out = !used.contains(&TypeId(index));
        }
    }
}

/// A type that refers to a broken one is broken by the same cause.
fn spread(broken: &mut HashMap<TypeId, Diagnostic>, types: &[TypeDef]) {
    let mut users: HashMap<TypeId, Vec<TypeId>> = HashMap::new();
    for (index, def) in types.iter().enumerate() {
        for used in walk::named(walk::of_kind(&def.kind)) {
            users.entry(used).or_default().push(TypeId(index));
        }
    }
    let mut left: Vec<TypeId> = broken.keys().copied().collect();
    left.sort();
    while let Some(id) = left.pop() {
        let Some(cause) = broken.get(&id).cloned() else { continue };
        for user in users.get(&id).into_iter().flatten() {
            if !broken.contains_key(user) {
                broken.insert(*user, cause.clone());
                left.push(*user);
            }
        }
    }
}
