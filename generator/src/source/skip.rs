//! A tree in which something is not supported comes in; it goes out without the operations that need it, and without
//! the components that hold it. What is left says nothing other than the document did.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::table;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Severity};

/// Takes out whole operations, each with a warning. The errors that are dealt with in this way become warnings too.
pub(super) fn operations(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let is_skippable = |one: &&Diagnostic| one.severity == Severity::Error && one.code.starts_with("unsupported-");
    let errors: Vec<Diagnostic> = diagnostics.iter().filter(is_skippable).cloned().collect();
    if errors.is_empty() {
        return;
    }
    let components = tainted_components(tree, &errors, diagnostics);
    let shared = tree.get("security").cloned();
    let mut dealt_with: BTreeSet<Pointer> = components.iter().map(|at| diagnostics.origin(at)).collect();
    let mut emptied = BTreeSet::new();
    let root = Pointer::root().key("paths");
    for (path, item) in tree.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        let at = root.key(path);
        let Value::Object(item) = item else { continue };
        let around = Around { at: &at, shared: shared.as_ref(), errors: &errors, components: &components };
        dealt_with.extend(around.of_item(item, diagnostics));
        for operation in operations_of(item) {
            if let Some((reason, moved)) = around.reason(item, &operation, diagnostics) {
                dealt_with.extend(moved);
                let method = operation.last().unwrap_or_default();
                let other = operation.below(&others()).is_some();
                let method = if other { method } else { method.to_uppercase() };
                let place = within(&at, &operation);
                let warning =
                    Diagnostic::warning("skipped-operation", &place, format!("`{method} {path}` is left out"));
                dealt_with.insert(diagnostics.origin(&place));
                diagnostics.push(warning.related(&reason, "because of this"));
                take(item, &operation);
                if operations_of(item).is_empty() {
                    emptied.insert(path.clone());
                }
            }
        }
    }
    if let Some(Value::Object(paths)) = tree.get_mut("paths") {
        paths.retain(|path, _| !emptied.contains(path));
    }
    for at in components.iter().filter(|at| !is_security(at)) {
        remove(tree, at);
    }
    diagnostics.soften(|one| is_skippable(&one) && dealt_with.iter().any(|unit| one.at.below(unit).is_some()));
}

/// Where an operation stands.
struct Around<'a> {
    at: &'a Pointer,
    /// The security that holds where an operation says nothing.
    shared: Option<&'a Value>,
    errors: &'a [Diagnostic],
    components: &'a BTreeSet<Pointer>,
}

impl Around<'_> {
    /// What a path says for all its operations.
    fn of_item(&self, item: &Map<String, Value>, diagnostics: &Diagnostics) -> Vec<Pointer> {
        let shared = item.keys().filter(|key| !is_operation(key));
        shared.map(|key| diagnostics.origin(&self.at.key(key))).collect()
    }

    /// Why an operation cannot stay: something in it, or in what it refers to; and where that was if it was moved here.
    fn reason(
        &self,
        item: &Map<String, Value>,
        operation: &Pointer,
        diagnostics: &Diagnostics,
    ) -> Option<(Pointer, Option<Pointer>)> {
        let shared = item.iter().filter(|(key, _)| !is_operation(key));
        let shared = shared.map(|(key, value)| (self.at.key(key), value));
        let said = get(item, operation);
        let parts = said.map(|said| (within(self.at, operation), said)).into_iter().chain(shared);
        for (here, value) in parts {
            let own = diagnostics.origin(&here);
            if let Some(error) = self.errors.iter().find(|error| error.at.below(&own).is_some()) {
                return Some((error.at.clone(), None));
            }
            let mut moved = diagnostics.origins_within(&here).filter(|origin| origin.below(&own).is_none());
            let found = moved.find_map(|origin| {
                let error = self.errors.iter().find(|error| error.at.below(origin).is_some())?;
                Some((error.at.clone(), Some(origin.clone())))
            });
            if found.is_some() {
                return found;
            }
            let mut targets = BTreeSet::new();
            references(value, &mut targets);
            if let Some(component) = targets.iter().find(|target| self.components.contains(target)) {
                return Some((component.clone(), None));
            }
        }
        let security = said.and_then(|operation| operation.get("security")).or(self.shared);
        let schemes = self.components.iter().filter(|at| is_security(at));
        let names = |scheme: &&Pointer| scheme.last().is_some_and(|name| requires(security, &name));
        schemes.into_iter().find(names).cloned().map(|scheme| (scheme, None))
    }
}

/// Components in which an error is, or which refer to such a one.
fn tainted_components(tree: &Value, errors: &[Diagnostic], diagnostics: &Diagnostics) -> BTreeSet<Pointer> {
    let root = Pointer::root().key("components");
    let mut clean: Vec<(Pointer, BTreeSet<Pointer>)> = Vec::new();
    let mut tainted = BTreeSet::new();
    let kinds = tree.get("components").and_then(Value::as_object).into_iter().flatten();
    for (kind, all) in kinds.filter(|(kind, _)| !kind.starts_with("x-")) {
        for (name, component) in all.as_object().into_iter().flatten() {
            let at = root.key(kind).key(name);
            let own = diagnostics.origin(&at);
            if errors.iter().any(|error| error.at.below(&own).is_some()) {
                tainted.insert(at);
            } else {
                let mut targets = BTreeSet::new();
                references(component, &mut targets);
                clean.push((at, targets));
            }
        }
    }
    loop {
        let (more, rest): (Vec<_>, Vec<_>) = clean.into_iter().partition(|(_, targets)| !targets.is_disjoint(&tainted));
        if more.is_empty() {
            return tainted;
        }
        tainted.extend(more.into_iter().map(|(at, _)| at));
        clean = rest;
    }
}

/// The components that a value refers to, by `$ref` or by the mapping of a discriminator.
fn references(value: &Value, targets: &mut BTreeSet<Pointer>) {
    match value {
        Value::String(text) if text.starts_with("#/components/") => {
            let parts = Pointer::parse(text.trim_start_matches('#'));
            targets.insert(parts.segments().take(3).fold(Pointer::root(), |at, part| at.key(&part)));
        }
        Value::Object(map) => map.values().for_each(|value| references(value, targets)),
        Value::Array(list) => list.iter().for_each(|value| references(value, targets)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn requires(security: Option<&Value>, scheme: &str) -> bool {
    let alternatives = security.and_then(Value::as_array).into_iter().flatten();
    alternatives.into_iter().any(|alternative| alternative.get(scheme).is_some())
}

fn is_security(component: &Pointer) -> bool {
    component.segments().nth(1).is_some_and(|kind| kind == "securitySchemes")
}

/// Where methods stand that have no field of their own.
fn others() -> Pointer {
    Pointer::root().key(OTHERS)
}

const OTHERS: &str = "additionalOperations";

/// The operations of a path item, by their places in it.
fn operations_of(item: &Map<String, Value>) -> Vec<Pointer> {
    let methods = item.keys().filter(|key| is_method(key)).map(|key| Pointer::root().key(key));
    let others_of = item.get(OTHERS).and_then(Value::as_object).into_iter().flatten();
    methods.chain(others_of.map(|(method, _)| others().key(method))).collect()
}

fn get<'a>(item: &'a Map<String, Value>, operation: &Pointer) -> Option<&'a Value> {
    let mut segments = operation.segments();
    let first = item.get(&segments.next()?)?;
    segments.try_fold(first, |value, key| value.get(key))
}

fn take(item: &mut Map<String, Value>, operation: &Pointer) {
    let Some(name) = operation.last() else { return };
    if operation.below(&others()).is_none() {
        item.shift_remove(&name);
    } else if let Some(Value::Object(all)) = item.get_mut(OTHERS) {
        all.shift_remove(&name);
    }
}

fn within(item: &Pointer, operation: &Pointer) -> Pointer {
    operation.segments().fold(item.clone(), |at, key| at.key(&key))
}

/// Whether a field of a path item is an operation, or holds some.
fn is_operation(key: &str) -> bool {
    is_method(key) || key == OTHERS
}

/// Whether a field of a path item is an operation.
fn is_method(key: &str) -> bool {
    matches!(table::PATH_ITEM.kind_of(key), Some(table::Kind::Object(_)))
}

fn remove(tree: &mut Value, at: &Pointer) {
    let around = at.parent().unwrap_or_default();
    let map = tree.pointer_mut(around.as_str()).and_then(Value::as_object_mut);
    if let (Some(map), Some(name)) = (map, at.last()) {
        map.shift_remove(&name);
    }
}
