//! A tree comes in; what vendors get wrong in it, and what can be read all the same, is put right in place, with a finding
//! that names the reading. The finding has the code of the error that it would be otherwise, and `--strict` makes it one.
//!
//! What is repaired stands in the tree, so that everything that reads it, the proof included, reads the same.

mod annotation;
mod choice;
mod conflict;
mod dialect;
mod discriminator;
mod enumeration;
mod key;
mod look;
mod missing;
mod null;
pub(super) mod operation_id;
mod operations;
mod path_parameter;
mod reference;
mod required;
mod responses;
mod security;
mod value;

use serde_json::{Map, Value};

use super::table::{self, Kind, Object};
use super::walk::walk;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Severity};

/// Where repairs are noted.
pub(super) struct Repairs<'d> {
    strict: bool,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Repairs<'d> {
    /// Repairs are warnings, or errors where the user is `strict`.
    pub(super) fn new(strict: bool, diagnostics: &'d mut Diagnostics) -> Self {
        Self { strict, diagnostics }
    }

    /// Puts right what can be seen of each object by itself, by the table of the version that the tree is written in.
    pub(super) fn objects(&mut self, root: &'static Object, tree: &mut Value) {
        value::fit(Kind::Object(root), tree, &Pointer::root(), false, self);
        walk(Kind::Object(root), tree, &Pointer::root(), &mut |object, value, at| {
            let Value::Object(map) = value else { return };
            if map.contains_key("$ref") {
                return;
            }
            if object.name == table::SCHEMA.name {
                required::on_properties(map, at, self);
            }
            key::in_object(object, map, at, self);
            missing::in_object(object, map, at, self);
            annotation::in_object(object, map, at, self);
        });
    }

    /// Puts right what takes several objects of 3.0 to see.
    pub(super) fn whole(&mut self, tree: &mut Value) {
        security::requirements(tree, self);
        path_parameter::of_paths(tree, self);
        operation_id::duplicates(tree, self);
        reference::of_schemas(tree, self);
        walk(Kind::Object(&table::DOCUMENT), tree, &Pointer::root(), &mut |object, value, at| {
            let Value::Object(map) = value else { return };
            if std::ptr::eq(object, &table::SCHEMA) {
                null::of_schema(map, at, self);
                enumeration::of_schema(map, at, self);
            } else if std::ptr::eq(object, &table::OPERATION) {
                responses::of_operation(map, at, self);
            }
        });
        // What follows asks for the types and values that were put right before.
        conflict::of_schemas(tree, self);
        discriminator::of_schemas(tree, self);
    }

    /// Notes a repair.
    fn note(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::warning(code, at, message));
    }

    fn push(&mut self, mut finding: Diagnostic) {
        finding.severity = if self.strict { Severity::Error } else { Severity::Warning };
        self.diagnostics.push(finding);
    }

    /// Takes items out of the list at a place; what stands behind them moves up.
    fn remove_items(&mut self, list: &mut Vec<Value>, at: &Pointer, out: &[usize]) {
        let left = (0..list.len()).filter(|index| !out.contains(index));
        for (now, before) in left.enumerate().filter(|(now, before)| now != before) {
            self.diagnostics.moved(&at.index(now), &at.index(before));
        }
        let mut index = 0..;
        list.retain(|_| index.next().is_some_and(|index| !out.contains(&index)));
    }

    /// Gives a member of the object at a place another key and leaves it where it stands among the others.
    fn rename(&mut self, map: &mut Map<String, Value>, at: &Pointer, from: &str, to: &str) {
        let renamed = std::mem::take(map).into_iter().map(|(key, value)| {
            let key = if key == from { to.to_owned() } else { key };
            (key, value)
        });
        *map = renamed.collect();
        self.diagnostics.moved(&at.key(to), &at.key(from));
    }
}
