//! `invalid-default`: a `default` that is no value of its type.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::fit::{self, Direction, Misfit};
use crate::ir::{Additional, Api, Schema, Type, TypeKind};

/// Warns of defaults that do not fit.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    let mut found: Vec<&Schema> = Vec::new();
    for def in api.printed_types() {
        match &def.kind {
            TypeKind::Struct(object) => {
                object.fields.iter().for_each(|field| collect(&field.schema, &mut found));
                if let Additional::Keep(_, schema) = &object.additional {
                    collect(schema, &mut found);
                }
            }
            TypeKind::Newtype(schema) => collect(schema, &mut found),
            TypeKind::Union(_) | TypeKind::MediaTypes(_) | TypeKind::Enumeration(_) => {}
        }
    }
    for operation in &api.operations {
        operation.parameters.iter().for_each(|parameter| collect(&parameter.schema, &mut found));
    }
    let mut reported: HashSet<&Pointer> = HashSet::new();
    for schema in found {
        let Some(default) = &schema.default else { continue };
        reported.insert(&schema.pointer);
        warn(default, &schema.pointer, fit::check(default, schema, &api.types, Direction::Either), diagnostics);
    }
    // Those of types that are not reported yet.
    for def in api.printed_types().filter(|def| !reported.contains(&def.pointer)) {
        if let Some(default) = &def.default {
            warn(
                default,
                &def.pointer,
                fit::check_kind(default, &def.kind, &api.types, Direction::Either),
                diagnostics,
            );
        }
    }
}

fn warn(default: &Value, at: &Pointer, fit: Result<(), Misfit>, diagnostics: &mut Diagnostics) {
    // `null` often stands for the absence of a default.
    let Some((place, message)) = fit.err().filter(|_| !default.is_null()) else { return };
    let place = if place.is_empty() { String::new() } else { format!(" at `{place}`") };
    let message = format!("the default does not fit its schema{place}: {message}");
    diagnostics.warning("invalid-default", &at.key("default"), message);
}

fn collect<'a>(schema: &'a Schema, found: &mut Vec<&'a Schema>) {
    if schema.default.is_some() {
        found.push(schema);
    }
    match &schema.ty {
        Type::Array(inner) | Type::Map(inner) => collect(inner, found),
        Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Any | Type::Named(_) => {}
    }
}
