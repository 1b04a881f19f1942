//! Leaves out the operations of a tree that need what is wrong, and the components that hold it. What is left means the
//! same as before.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{prune, table};
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Severity};

/// Takes out whole operations, each with a warning. The errors that are dealt with in this way become warnings too.
pub(super) fn operations(tree: &mut Value, diagnostics: &mut Diagnostics) {
    let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
    let errors: Vec<Diagnostic> = diagnostics.iter().filter(is_error).cloned().collect();
    if errors.is_empty() {
        return;
    }
    let components = tainted_components(tree, &errors, diagnostics);
    let shared = tree.get("security").cloned();
    let mut dealt_with: BTreeSet<Pointer> = components.iter().map(|at| diagnostics.origin(at)).collect();
    dealt_with.extend(kinds_of_components(&errors));
    let mut emptied = BTreeSet::new();
    let root = Pointer::root().key("paths");
    for path in broken_paths(tree, &errors, diagnostics) {
        let message = format!("`{}` is left out", path.last().unwrap_or_default());
        diagnostics.warning("skipped-operation", &path, message);
        dealt_with.insert(path);
    }
    for (path, item) in tree.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten() {
        let at = root.key(path);
        let Value::Object(item) = item else { continue };
        let around = Around { at: &at, shared: shared.as_ref(), errors: &errors, components: &components };
        let said_for_all = around.of_item(item, diagnostics);
        dealt_with.extend(said_for_all.iter().map(|error| error.at.clone()));
        for operation in operations_of(item) {
            if let Some((reason, moved)) = around.reason(item, &operation, &said_for_all, diagnostics) {
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
        paths.retain(|path, item| !emptied.contains(path) && !is_broken(item));
    }
    for at in components.iter().filter(|at| !is_security(at)) {
        remove(tree, at);
    }
    diagnostics.soften(|one| is_error(&one) && dealt_with.iter().any(|unit| one.at.below(unit).is_some()));
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
    /// The errors in what a path says for all its operations.
    fn of_item(&self, item: &Map<String, Value>, diagnostics: &Diagnostics) -> Vec<&Diagnostic> {
        let own = diagnostics.origin(self.at);
        let operations = operations_of(item);
        let operations: Vec<Pointer> =
            operations.iter().map(|operation| diagnostics.origin(&within(self.at, operation))).collect();
        let of_item = self.errors.iter().filter(|error| error.at.below(&own).is_some());
        of_item.filter(|error| operations.iter().all(|operation| error.at.below(operation).is_none())).collect()
    }

    /// Why an operation cannot stay: something in it, or in what it refers to; and where that was if it was moved here.
    fn reason(
        &self,
        item: &Map<String, Value>,
        operation: &Pointer,
        said_for_all: &[&Diagnostic],
        diagnostics: &Diagnostics,
    ) -> Option<(Pointer, Option<Pointer>)> {
        if let Some(error) = said_for_all.first() {
            return Some((error.at.clone(), None));
        }
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

/// The paths that hold no operations because they are broken themselves.
fn broken_paths(tree: &Value, errors: &[Diagnostic], diagnostics: &Diagnostics) -> Vec<Pointer> {
    let home = Pointer::root().key("paths");
    let paths = tree.get("paths").and_then(Value::as_object);
    let stubs = paths.into_iter().flatten().filter(|(_, item)| is_broken(item));
    let stubs = stubs.map(|(path, _)| diagnostics.origin(&home.key(path)));
    // Those whose keys are no paths are gone.
    let gone = errors.iter().filter(|error| error.code == "invalid-key" && error.at.parent().as_ref() == Some(&home));
    stubs.chain(gone.map(|error| error.at.clone())).collect::<BTreeSet<_>>().into_iter().collect()
}

fn is_broken(item: &Value) -> bool {
    item.get("$ref").is_some_and(|reference| reference == prune::BROKEN)
}

/// Errors of which all components of a kind are gone: what refers to one of them finds nothing.
fn kinds_of_components(errors: &[Diagnostic]) -> impl Iterator<Item = Pointer> {
    let home = Pointer::root().key("components");
    let whole = errors.iter().map(|error| &error.at);
    whole.filter(move |at| at.parent().as_ref() == Some(&home) || **at == home).cloned()
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
pub(super) fn operations_of(item: &Map<String, Value>) -> Vec<Pointer> {
    let methods = item.keys().filter(|key| is_method(key)).map(|key| Pointer::root().key(key));
    let others_of = item.get(OTHERS).and_then(Value::as_object).into_iter().flatten();
    methods.chain(others_of.map(|(method, _)| others().key(method))).collect()
}

pub(super) fn get<'a>(item: &'a Map<String, Value>, operation: &Pointer) -> Option<&'a Value> {
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

pub(super) fn within(item: &Pointer, operation: &Pointer) -> Pointer {
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
