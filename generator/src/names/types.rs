//! The names of types, and of the fields and variants in them.

use super::scope::{self, Entry};
use super::{case, pascals, qualified, snakes, spelled_snake};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Additional, EnumValues, Name, TypeDef, TypeKind, Variant};

/// A type among all types.
pub(super) fn entry(def: &TypeDef) -> Entry {
    let (natural, wire) = (case::pascal(&def.name.wire), &def.name.wire);
    let segments: Vec<String> = def.pointer.segments().collect();
    let component = segments.len() == 3 && segments.first().is_some_and(|segment| segment == "components");
    let mut candidates = vec![natural.clone()];
    if component {
        let spelled = pascals(wire);
        candidates.push(format!("{natural}Schema"));
        candidates.extend(spelled.into_iter().skip(1).map(|name| format!("{name}Schema")));
    } else {
        let whole = qualified(&def.pointer);
        candidates.extend([case::pascal(&whole), case::pascal(&case::spelled(&whole))]);
    }
    Entry::new(&def.pointer, def.name.hint.as_ref(), candidates)
}

/// Names the fields or variants of a type.
pub(super) fn assign(def: &mut TypeDef, diagnostics: &mut Diagnostics) {
    let at = def.pointer.clone();
    match &mut def.kind {
        TypeKind::Struct(object) => {
            let mut entries: Vec<Entry> = Vec::new();
            for field in &object.fields {
                let wire = &field.name.wire;
                entries.push(Entry::new(&field.schema.pointer, field.name.hint.as_ref(), snakes(wire, spelled_snake(wire))));
            }
            let mut names: Vec<&mut Name> = object.fields.iter_mut().map(|field| &mut field.name).collect();
            if let Additional::Keep(name, _) = &mut object.additional {
                entries.push(Entry::yielding(&at, &["additional_properties", "other_properties", "unlisted_properties"]));
                names.push(name);
            }
            fill(names, &entries, diagnostics);
        }
        TypeKind::Enumeration(enumeration) => {
            let mut names: Vec<&mut Name> = match &mut enumeration.values {
                EnumValues::Strings(names) => names.iter_mut().collect(),
                EnumValues::Integers(names) => names.iter_mut().map(|(_, name)| name).collect(),
            };
            let entries = names.iter().map(|name| Entry::new(&at, name.hint.as_ref(), pascals(&name.wire)));
            let mut entries: Vec<Entry> = entries.collect();
            entries.push(other(&at));
            names.push(&mut enumeration.other);
            fill(names, &entries, diagnostics);
        }
        TypeKind::Union(union) => {
            let mut entries = variants(&union.variants);
            entries.push(other(&at));
            let names = union.variants.iter_mut().map(|variant| &mut variant.name).chain([&mut union.other]);
            fill(names.collect(), &entries, diagnostics);
        }
        TypeKind::MediaTypes(list) => {
            let entries = variants(list);
            fill(list.iter_mut().map(|variant| &mut variant.name).collect(), &entries, diagnostics);
        }
        TypeKind::Newtype(_) => {}
    }
}

fn other(at: &Pointer) -> Entry {
    Entry::yielding(at, &["Other", "Unlisted", "UnlistedValue"])
}

/// Variants that clash, such as two kinds of strings, are told apart by their place among the alternatives.
fn variants(list: &[Variant]) -> Vec<Entry> {
    let entry = |variant: &Variant| {
        let natural = case::pascal(&variant.name.wire);
        let last = variant.schema.pointer.last().unwrap_or_default();
        let place = match last.parse::<usize>() {
            Ok(index) => format!("{natural}Variant{}", index.saturating_add(1)),
            Err(_) => case::pascal(&qualified(&variant.schema.pointer)),
        };
        let mut candidates = vec![natural, place];
        candidates.extend(pascals(&variant.name.wire).into_iter().skip(1));
        // `x-rust-name` of a component stands for its type, which is written as it is here.
        Entry::new(&variant.schema.pointer, variant.name.hint.as_ref(), candidates)
    };
    list.iter().map(entry).collect()
}

fn fill(names: Vec<&mut Name>, entries: &[Entry], diagnostics: &mut Diagnostics) {
    let assigned = scope::assign(entries, &[], diagnostics);
    for (name, rust) in names.into_iter().zip(assigned) {
        name.rust = rust;
    }
}

/// Every name within a type, with where it stands.
pub(super) fn each_name(kind: &mut TypeKind, at: &Pointer, visit: &mut impl FnMut(&mut Name, &Pointer)) {
    match kind {
        TypeKind::Struct(object) => {
            object.fields.iter_mut().for_each(|field| visit(&mut field.name, &field.schema.pointer));
        }
        TypeKind::Enumeration(enumeration) => match &mut enumeration.values {
            EnumValues::Strings(names) => names.iter_mut().for_each(|name| visit(name, at)),
            EnumValues::Integers(names) => names.iter_mut().for_each(|(_, name)| visit(name, at)),
        },
        TypeKind::Union(union) => {
            union.variants.iter_mut().for_each(|variant| visit(&mut variant.name, &variant.schema.pointer));
        }
        TypeKind::MediaTypes(_) | TypeKind::Newtype(_) => {}
    }
}
