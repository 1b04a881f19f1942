//! The names of types, and of the fields and variants in them.

use super::scope::{self, Entry};
use super::{case, other_pascals, other_snakes, qualified};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Additional, EnumValues, Name, TypeDef, TypeKind, Variant};

/// A type among all types.
pub(super) fn entry(def: &TypeDef) -> Entry {
    let (at, wire) = (def.pointer.clone(), def.name.wire.clone());
    Entry::new(&def.pointer, def.name.hint.as_ref(), case::pascal(&wire), move || {
        let segments: Vec<String> = at.segments().collect();
        if let [components, _, _] = segments.as_slice()
            && components == "components"
        {
            let others = [case::pascal(&wire)].into_iter().chain(other_pascals(&wire));
            return others.map(|name| case::with(&name, "Schema")).collect();
        }
        let whole = qualified(&at);
        vec![case::pascal(&whole), case::pascal(&case::spelled(&whole))]
    })
}

/// Names the fields or variants of a type.
pub(super) fn assign(def: &mut TypeDef, diagnostics: &mut Diagnostics) {
    let at = def.pointer.clone();
    match &mut def.kind {
        TypeKind::Struct(object) => {
            let mut entries: Vec<Entry> = Vec::new();
            for field in &object.fields {
                let wire = field.name.wire.clone();
                let (at, hint) = (&field.schema.pointer, field.name.hint.as_ref());
                entries.push(Entry::new(at, hint, case::snake(&wire), move || other_snakes(&wire)));
            }
            let mut names: Vec<&mut Name> = object.fields.iter_mut().map(|field| &mut field.name).collect();
            if let Additional::Keep(name, _) = &mut object.additional {
                entries.push(Entry::yielding(
                    &at,
                    "additional_properties",
                    &["other_properties", "unlisted_properties"],
                ));
                names.push(name);
            }
            fill(names, &entries, diagnostics);
        }
        TypeKind::Enumeration(enumeration) => {
            let mut names: Vec<&mut Name> = match &mut enumeration.values {
                EnumValues::Strings(names) => names.iter_mut().collect(),
                EnumValues::Integers(names) => names.iter_mut().map(|(_, name)| name).collect(),
            };
            let entry = |name: &&mut Name| {
                let wire = name.wire.clone();
                Entry::new(&at, name.hint.as_ref(), case::pascal(&wire), move || other_pascals(&wire))
            };
            let mut entries: Vec<Entry> = names.iter().map(entry).collect();
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
    Entry::yielding(at, "Other", &["Unlisted", "UnlistedValue"])
}

/// Variants that clash, such as two kinds of strings, are distinguished by their place among the alternatives.
fn variants(list: &[Variant]) -> Vec<Entry> {
    let entry = |variant: &Variant| {
        let (at, wire) = (variant.schema.pointer.clone(), variant.name.wire.clone());
        Entry::new(&variant.schema.pointer, variant.name.hint.as_ref(), case::pascal(&wire), move || {
            let place = match at.last().unwrap_or_default().parse::<usize>() {
                Ok(index) => case::with(&case::pascal(&wire), &format!("Variant{}", index.saturating_add(1))),
                Err(_) => case::pascal(&qualified(&at)),
            };
            [place].into_iter().chain(other_pascals(&wire)).collect()
        })
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
