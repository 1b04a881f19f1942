//! Facts that follow from a type and what it refers to: they are true until something is found that makes them false.

use super::walk;
use crate::ir::{Api, Facts, Need, Schema, StringFormat, Type, TypeDef, TypeKind};

/// Computes the facts of all types.
pub(super) fn compute(api: &mut Api) {
    let mut facts = vec![
        Facts { default: true, hash: true, in_request: false, in_response: false, in_xml: false };
        api.types.len()
    ];
    let mut changed = true;
    while changed {
        changed = false;
        for (index, def) in api.types.iter().enumerate() {
            let Some(before) = facts.get(index).copied() else { continue };
            let now = Facts {
                default: before.default && has_default(def, &facts),
                hash: before.hash && walk::of_kind(&def.kind).into_iter().all(|schema| has_hash(schema, &facts)),
                ..before
            };
            if now != before
                && let Some(place) = facts.get_mut(index)
            {
                *place = now;
                changed = true;
            }
        }
    }
    let requests = walk::named(api.operations.iter().flat_map(walk::of_request));
    walk::reach(requests, &api.types, |id| {
        facts.get_mut(id.0).is_some_and(|facts| !std::mem::replace(&mut facts.in_request, true))
    });
    let responses = walk::named(api.operations.iter().flat_map(walk::of_responses));
    walk::reach(responses, &api.types, |id| {
        facts.get_mut(id.0).is_some_and(|facts| !std::mem::replace(&mut facts.in_response, true))
    });
    for (def, facts) in api.types.iter_mut().zip(facts) {
        def.facts = facts;
    }
}

fn has_default(def: &TypeDef, facts: &[Facts]) -> bool {
    match &def.kind {
        TypeKind::Struct(object) => object.fields.iter().all(|field| field.need != Need::Required),
        TypeKind::Newtype(Schema { nullable: true, .. }) => true,
        // No time is the one that a time without further word is.
        TypeKind::Newtype(Schema { ty: Type::String(format), .. }) => {
            !matches!(format, StringFormat::DateTime | StringFormat::LocalDateTime | StringFormat::Date)
        }
        TypeKind::Newtype(Schema { ty: Type::Named(id), .. }) => facts.get(id.0).is_some_and(|facts| facts.default),
        TypeKind::Newtype(_) => true,
        TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => false,
    }
}

fn has_hash(schema: &Schema, facts: &[Facts]) -> bool {
    match &schema.ty {
        Type::Number(_) => false,
        Type::Array(inner) | Type::Map(inner) => has_hash(inner, facts),
        Type::Named(id) => facts.get(id.0).is_some_and(|facts| facts.hash),
        Type::Boolean | Type::Integer(_) | Type::String(_) | Type::Any => true,
    }
}
