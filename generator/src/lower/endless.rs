//! Finds types that have no finite value, and types whose values could not be read in finite time, each with its type.

use super::boxes::groups;
use crate::diagnostic::Diagnostic;
use crate::ir::{Need, Schema, Type, TypeDef, TypeId, TypeKind};

/// Finds structs that cannot be without themselves, and unions that are an alternative of themselves.
pub(super) fn find(types: &[TypeDef]) -> Vec<(TypeId, Diagnostic)> {
    let mut found = circles(types, needed, "endless-type", "it requires itself");
    found.extend(circles(types, alternatives, "cyclic-one-of", "it is one of its own alternatives"));
    found
}

/// The first type of each circle.
fn circles(
    types: &[TypeDef],
    edges: fn(&TypeKind) -> Vec<usize>,
    code: &'static str,
    message: &str,
) -> Vec<(TypeId, Diagnostic)> {
    let edges: Vec<Vec<usize>> = types.iter().map(|def| edges(&def.kind)).collect();
    let groups = groups(&edges);
    let mut reported = Vec::new();
    let mut found = Vec::new();
    for (index, (def, group)) in types.iter().zip(&groups).enumerate() {
        let next = edges.get(index).into_iter().flatten();
        let circular = next.into_iter().any(|to| groups.get(*to) == Some(group));
        if circular && !reported.contains(group) {
            reported.push(*group);
            let message = format!("`{}` has no finite value: {message}", def.name.wire);
            found.push((TypeId(index), Diagnostic::error(code, &def.pointer, message)));
        }
    }
    found
}

/// The types without a value of which there is none of this one. A union has a variant that needs none of its
/// alternatives, and arrays and maps may be empty.
fn needed(kind: &TypeKind) -> Vec<usize> {
    match kind {
        TypeKind::Struct(object) => {
            let required = object.fields.iter().filter(|field| field.need == Need::Required);
            required.filter_map(|field| held(&field.schema)).collect()
        }
        TypeKind::Newtype(schema) => held(schema).into_iter().collect(),
        TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => Vec::new(),
    }
}

/// The types that are tried at the same place of a value.
fn alternatives(kind: &TypeKind) -> Vec<usize> {
    match kind {
        TypeKind::Union(union) => union.variants.iter().filter_map(|variant| held(&variant.schema)).collect(),
        TypeKind::Newtype(schema) => held(schema).into_iter().collect(),
        TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::MediaTypes(_) => Vec::new(),
    }
}

fn held(schema: &Schema) -> Option<usize> {
    match schema.ty {
        Type::Named(id) if !schema.nullable => Some(id.0),
        _ => None,
    }
}
