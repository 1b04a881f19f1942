//! The schemas that a type or an operation holds, so that what holds for all of them is written once.

use super::{Additional, Operation, Schema, Type, TypeDef, TypeId, TypeKind};

/// The schemas that a type holds directly.
pub(crate) fn of_kind(kind: &TypeKind) -> Vec<&Schema> {
    match kind {
        TypeKind::Struct(object) => {
            let additional = match &object.additional {
                Additional::Keep(_, schema) => Some(schema.as_ref()),
                Additional::Skip | Additional::Refuse => None,
            };
            object.fields.iter().map(|field| &field.schema).chain(additional).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.schema).collect(),
        TypeKind::MediaTypes(variants) => variants.iter().map(|variant| &variant.schema).collect(),
        TypeKind::Newtype(schema) => vec![schema],
        TypeKind::Enumeration(_) => Vec::new(),
    }
}

/// As [`of_kind`], to change them.
pub(crate) fn of_kind_mut(kind: &mut TypeKind) -> Vec<&mut Schema> {
    match kind {
        TypeKind::Struct(object) => {
            let additional = match &mut object.additional {
                Additional::Keep(_, schema) => Some(schema.as_mut()),
                Additional::Skip | Additional::Refuse => None,
            };
            object.fields.iter_mut().map(|field| &mut field.schema).chain(additional).collect()
        }
        TypeKind::Union(union) => union.variants.iter_mut().map(|variant| &mut variant.schema).collect(),
        TypeKind::MediaTypes(variants) => variants.iter_mut().map(|variant| &mut variant.schema).collect(),
        TypeKind::Newtype(schema) => vec![schema],
        TypeKind::Enumeration(_) => Vec::new(),
    }
}

/// The schemas of an operation's request.
pub(crate) fn of_request(operation: &Operation) -> impl Iterator<Item = &Schema> {
    let body = operation.body.iter().map(|body| &body.schema);
    operation.parameters.iter().map(|parameter| &parameter.schema).chain(body)
}

/// The schemas of an operation's responses.
pub(crate) fn of_responses(operation: &Operation) -> impl Iterator<Item = &Schema> {
    operation.responses.iter().flat_map(|response| {
        let body = response.body.iter().map(|(_, schema)| schema);
        response.headers.iter().map(|header| &header.schema).chain(body)
    })
}

/// All schemas of an operation, to change them.
pub(crate) fn of_operation_mut(operation: &mut Operation) -> Vec<&mut Schema> {
    let mut all: Vec<&mut Schema> = operation.parameters.iter_mut().map(|parameter| &mut parameter.schema).collect();
    all.extend(operation.body.iter_mut().map(|body| &mut body.schema));
    for response in &mut operation.responses {
        all.extend(response.headers.iter_mut().map(|header| &mut header.schema));
        all.extend(response.body.iter_mut().map(|(_, schema)| schema));
    }
    all
}

/// A schema and those of its items or values.
pub(crate) fn deep<'s>(schema: &'s Schema, visit: &mut dyn FnMut(&'s Schema)) {
    visit(schema);
    match &schema.ty {
        Type::Array(inner) | Type::Map(inner) => deep(inner, visit),
        Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Any | Type::Named(_) => {}
    }
}

/// As [`deep`], to change them.
pub(crate) fn deep_mut(schema: &mut Schema, visit: &mut dyn FnMut(&mut Schema)) {
    visit(schema);
    match &mut schema.ty {
        Type::Array(inner) | Type::Map(inner) => deep_mut(inner, visit),
        Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Any | Type::Named(_) => {}
    }
}

/// The declared types that schemas name, those of items and values included.
pub(crate) fn named<'s>(schemas: impl IntoIterator<Item = &'s Schema>) -> Vec<TypeId> {
    let mut found = Vec::new();
    for schema in schemas {
        deep(schema, &mut |schema| {
            if let Type::Named(id) = schema.ty {
                found.push(id);
            }
        });
    }
    found
}

/// Visits types and what they refer to, as long as a visit says that the type is new.
pub(crate) fn reach(from: Vec<TypeId>, types: &[TypeDef], mut visit: impl FnMut(TypeId) -> bool) {
    let mut left = from;
    while let Some(id) = left.pop() {
        if visit(id)
            && let Some(def) = types.get(id.0)
        {
            left.extend(named(of_kind(&def.kind)));
        }
    }
}
