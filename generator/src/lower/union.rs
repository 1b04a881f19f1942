//! Unions, once all types are known: which kinds of JSON values each alternative can be, and which values of the
//! discriminator stand for it.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::ir::{
    Additional, EnumValues, Kinds, Lenient, Resolved, Schema, Type, TypeDef, TypeId, TypeKind, Union, Variant,
};

/// Completes all unions. What is wrong with them goes out, with the type in which it is.
pub(super) fn complete(types: &mut [TypeDef]) -> Vec<(TypeId, Diagnostic)> {
    let mut found = Vec::new();
    for index in 0..types.len() {
        let variants: Vec<(Kinds, Vec<String>)> = match types.get(index).map(|def| &def.kind) {
            Some(TypeKind::Union(union)) => union
                .variants
                .iter()
                .map(|variant| (kinds(&variant.schema, types), tags(variant, union, types)))
                .collect(),
            Some(TypeKind::MediaTypes(variants)) => {
                variants.iter().map(|variant| (kinds(&variant.schema, types), Vec::new())).collect()
            }
            Some(TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::Newtype(_)) | None => continue,
        };
        let Some(def) = types.get_mut(index) else { continue };
        let targets = match &mut def.kind {
            TypeKind::Union(union) => &mut union.variants,
            TypeKind::MediaTypes(variants) => variants,
            TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::Newtype(_) => continue,
        };
        for (variant, (kinds, tags)) in targets.iter_mut().zip(variants) {
            variant.kinds = kinds;
            variant.tags = tags;
        }
        if let Some(TypeDef { kind: TypeKind::Union(union), .. }) = types.get(index)
            && let Some(property) = &union.discriminator
        {
            let findings = check(union).into_iter().chain(lossy(union, property, types));
            found.extend(findings.map(|finding| (TypeId(index), finding)));
        }
    }
    found
}

/// Alternatives that lack the property although it has several values for them.
fn lossy(union: &Union, property: &str, types: &[TypeDef]) -> Vec<Diagnostic> {
    let holds = |variant: &Variant| match variant.schema.ty.resolved(types) {
        Resolved::Kind(_, TypeKind::Struct(object)) => {
            matches!(object.additional, Additional::Keep(..)) || object.field(property).is_some()
        }
        Resolved::Kind(..) | Resolved::Type(_) => true,
    };
    let lossy = union.variants.iter().filter(|variant| variant.tags.len() > 1 && !holds(variant));
    let finding = |variant: &Variant| {
        let message = format!("`{property}` is not kept: this alternative has several values for it, and no property");
        Diagnostic::warning("discriminator-not-kept", &variant.schema.pointer, message)
    };
    lossy.map(finding).collect()
}

/// With a discriminator, every alternative has to be an object, and no value may stand for two of them.
fn check(union: &Union) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen: Vec<(&str, &Variant)> = Vec::new();
    for variant in &union.variants {
        let at = &variant.schema.pointer;
        if variant.kinds != (Kinds { object: true, ..Kinds::default() }) {
            let message = "an alternative of a union with a `discriminator` must be an object";
            found.push(Diagnostic::error("discriminator-variant", at, message));
        } else if variant.tags.is_empty() {
            let message = "no value of the `discriminator` is mapped to this alternative";
            let finding = Diagnostic::error("discriminator-variant", at, message);
            found.push(finding.help("make it a component and refer to it, or add it to the `mapping`"));
        }
        for tag in &variant.tags {
            match seen.iter().find(|(other, _)| other == tag) {
                Some((_, other)) => {
                    let message =
                        format!("the value `{tag}` of the `discriminator` is also mapped to another alternative");
                    let finding = Diagnostic::error("discriminator-variant", at, message);
                    found.push(finding.related(&other.schema.pointer, "the other alternative"));
                }
                None => seen.push((tag, variant)),
            }
        }
    }
    found
}

/// The discriminator's values for an alternative: those of the mapping; else the component's name, unless the
/// alternative says itself that the property never has that value and which ones it has.
fn tags(variant: &Variant, union: &Union, types: &[TypeDef]) -> Vec<String> {
    let Some(property) = union.discriminator.as_ref().filter(|_| variant.tags.is_empty()) else {
        return variant.tags.clone();
    };
    let component = match variant.schema.ty {
        Type::Named(id) => types.get(id.0).filter(|def| is_component(def)).map(|def| def.name.wire.clone()),
        _ => None,
    };
    let listed = match variant.schema.ty.resolved(types) {
        Resolved::Kind(_, TypeKind::Struct(object)) => {
            let field = object.fields.iter().find(|field| field.name.wire == *property);
            field.map(|field| listed(&field.schema, types)).unwrap_or_default()
        }
        Resolved::Kind(..) | Resolved::Type(_) => Vec::new(),
    };
    match component {
        Some(name) if listed.is_empty() || listed.contains(&name) => vec![name],
        _ => listed,
    }
}

fn is_component(def: &TypeDef) -> bool {
    let segments: Vec<String> = def.pointer.segments().collect();
    matches!(segments.as_slice(), [components, schemas, _] if components == "components" && schemas == "schemas")
}

/// The texts of a closed enumeration.
fn listed(schema: &Schema, types: &[TypeDef]) -> Vec<String> {
    match schema.ty.resolved(types) {
        Resolved::Kind(_, TypeKind::Enumeration(enumeration)) if !enumeration.open => match &enumeration.values {
            EnumValues::Strings(names) => names.iter().map(|name| name.wire.clone()).collect(),
            EnumValues::Integers(_) => Vec::new(),
        },
        Resolved::Kind(..) | Resolved::Type(_) => Vec::new(),
    }
}

/// The kinds of JSON values that a schema lets in, what is read beside the documented form included.
fn kinds(schema: &Schema, types: &[TypeDef]) -> Kinds {
    let mut found = Kinds::default();
    let mut seen: HashSet<TypeId> = HashSet::new();
    let mut left = vec![schema];
    while let Some(schema) = left.pop() {
        found.null |= schema.nullable;
        add_lenient(&mut found, schema.lenient);
        match &schema.ty {
            Type::Boolean => found.boolean = true,
            Type::Integer(_) | Type::Number(_) => found.number = true,
            Type::String(_) => found.string = true,
            Type::Any => {
                return Kinds { null: true, boolean: true, number: true, string: true, array: true, object: true };
            }
            Type::Array(items) => {
                found.array = true;
                found.object |= schema.lenient.wrapped_items;
                if schema.lenient.one_or_many {
                    left.push(items);
                }
            }
            Type::Map(_) => found.object = true,
            Type::Named(id) if seen.insert(*id) => match types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Struct(object)) => {
                    found.object = true;
                    found.array |= object.bare_array.is_some() || schema.lenient.one_or_many;
                }
                Some(TypeKind::Enumeration(enumeration)) => {
                    add_lenient(&mut found, enumeration.lenient);
                    match enumeration.values {
                        EnumValues::Strings(_) => found.string = true,
                        EnumValues::Integers(_) => found.number = true,
                    }
                }
                Some(TypeKind::Union(union)) => left.extend(union.variants.iter().map(|variant| &variant.schema)),
                Some(TypeKind::MediaTypes(variants)) => left.extend(variants.iter().map(|variant| &variant.schema)),
                Some(TypeKind::Newtype(schema)) => left.push(schema),
                None => {}
            },
            Type::Named(_) => {}
        }
    }
    found
}

fn add_lenient(kinds: &mut Kinds, lenient: Lenient) {
    kinds.string |= lenient.number_or_string;
    kinds.number |= lenient.number_or_string;
    kinds.string |= lenient.bool_or_number;
    kinds.number |= lenient.bool_or_number;
}
