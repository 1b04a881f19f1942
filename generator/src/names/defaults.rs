//! The names of the method that returns a field's value, or its default if it is absent.

use super::case;
use super::scope::{self, Entry};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Api, Need, Schema, TypeDef, TypeKind};

/// Methods that every struct has.
const RESERVED: [&str; 2] = ["new", "validate"];

/// Names the methods of all fields that have one.
pub(super) fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    let types: Vec<Vec<String>> = api.types.iter().map(|def| of_type(def, &api.types, diagnostics)).collect();
    let requests = api.operations.iter().map(|operation| {
        let parameters = operation.parameters.iter();
        let fields = parameters.map(|parameter| (&parameter.name.rust, &parameter.schema, !parameter.required));
        named(fields.collect(), &operation.pointer, &api.types, diagnostics)
    });
    let requests: Vec<Vec<String>> = requests.collect();
    for (def, names) in api.types.iter_mut().zip(types) {
        if let TypeKind::Struct(object) = &mut def.kind {
            object.fields.iter_mut().zip(names).for_each(|(field, name)| field.or_default = name);
        }
    }
    for (operation, names) in api.operations.iter_mut().zip(requests) {
        operation.parameters.iter_mut().zip(names).for_each(|(parameter, name)| parameter.or_default = name);
    }
}

fn of_type(def: &TypeDef, types: &[TypeDef], diagnostics: &mut Diagnostics) -> Vec<String> {
    let TypeKind::Struct(object) = &def.kind else { return Vec::new() };
    let fields = object.fields.iter();
    let fields = fields.map(|field| (&field.name.rust, &field.schema, field.need != Need::Required && !field.boxed));
    named(fields.collect(), &def.pointer, types, diagnostics)
}

/// The name for each field; empty where it has no such method.
fn named(
    fields: Vec<(&String, &Schema, bool)>,
    at: &Pointer,
    types: &[TypeDef],
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let has = |(_, schema, optional): &(&String, &Schema, bool)| *optional && schema.default_scalar(types).is_some();
    let entry = |(name, ..): &(&String, &Schema, bool)| {
        let others = ["_or_the_default", "_or_documented_default"].map(|end| case::with(name, end));
        Entry::yielding(at, &case::with(name, "_or_default"), &others.each_ref().map(String::as_str))
    };
    let entries: Vec<Entry> = fields.iter().filter(|field| has(field)).map(entry).collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let reserved: Vec<&str> = RESERVED.into_iter().chain(fields.iter().map(|(name, ..)| name.as_str())).collect();
    let mut names = scope::assign(&entries, &reserved, diagnostics).into_iter();
    fields.iter().map(|field| if has(field) { names.next().unwrap_or_default() } else { String::new() }).collect()
}
