//! `invalid-default`: a `default` that is no value of its type.

use super::fit::{self, Direction};
use crate::diagnostic::Diagnostics;
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
    for schema in found {
        let Some(default) = &schema.default else { continue };
        // `null` often stands for the absence of a default.
        if default.is_null() {
            continue;
        }
        if let Err((place, message)) = fit::check(default, schema, &api.types, Direction::Either) {
            let place = if place.is_empty() { String::new() } else { format!(" at `{place}`") };
            let message = format!("the default does not fit its schema{place}: {message}");
            diagnostics.warning("invalid-default", &schema.pointer.key("default"), message);
        }
    }
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
