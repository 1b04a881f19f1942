//! Types come in; findings about those that no value can be of, or whose reading would not end, go out.

use super::boxes::groups;
use crate::diagnostic::Diagnostics;
use crate::ir::{Need, Schema, Type, TypeDef, TypeKind};

/// Refuses structs that cannot be without themselves, and unions that are an alternative of themselves.
pub(super) fn refuse(types: &[TypeDef], diagnostics: &mut Diagnostics) {
    report(types, needed, "endless-type", "it requires itself", diagnostics);
    report(types, alternatives, "cyclic-one-of", "it is one of its own alternatives", diagnostics);
}

/// The first type of each circle.
fn report(
    types: &[TypeDef],
    edges: fn(&TypeKind) -> Vec<usize>,
    code: &'static str,
    message: &str,
    diagnostics: &mut Diagnostics,
) {
    let edges: Vec<Vec<usize>> = types.iter().map(|def| edges(&def.kind)).collect();
    let groups = groups(&edges);
    let mut reported = Vec::new();
    for (index, (def, group)) in types.iter().zip(&groups).enumerate() {
        let next = edges.get(index).into_iter().flatten();
        let circular = next.into_iter().any(|to| groups.get(*to) == Some(group));
        if circular && !reported.contains(group) {
            reported.push(*group);
            diagnostics.error(code, &def.pointer, format!("`{}` has no finite value: {message}", def.name.wire));
        }
    }
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
