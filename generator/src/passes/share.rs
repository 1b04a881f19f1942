//! Inline types that agree in everything but their documentation become one type, and further names for it. A document
//! that writes one schema out at many places has one Rust type for it then.

use std::collections::{BTreeMap, HashMap};

use super::partition;
use crate::diagnostic::Pointer;
use crate::ir::{Api, Facts, Name, Schema, Type, TypeDef, TypeId, TypeKind, walk};

/// Lets inline types that agree share one declaration, that of the shortest name, or the first of these. The others
/// become [aliases](TypeDef::alias_of), and whatever referred to one refers to the shared type.
///
/// Components stay what they are: the document names them. What follows from where a type is used (whether a request, a
/// response or XML holds it) is no difference between types; the shared type has it if any of them has.
pub fn share(api: &mut Api) {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut initial = Vec::with_capacity(api.types.len());
    let mut edges = Vec::with_capacity(api.types.len());
    for (index, def) in api.types.iter().enumerate() {
        let (key, targets) = if is_shareable(def) {
            let (bare, targets) = bare(def);
            (format!("{bare:?}"), targets)
        } else {
            (index.to_string(), Vec::new())
        };
        let class = known.len();
        initial.push(*known.entry(key).or_insert(class));
        edges.push(targets);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, class) in partition::coarsest(&initial, &edges).into_iter().enumerate() {
        groups.entry(class).or_default().push(index);
    }
    for group in groups.into_values().filter(|group| group.len() > 1) {
        unite(&mut api.types, &group);
    }
    redirect(api);
}

fn is_shareable(def: &TypeDef) -> bool {
    let component = def.pointer.parent().is_some_and(|parent| parent.as_str() == "/components/schemas");
    def.is_printed() && def.alias_of.is_none() && !component
}

/// What a type is, without what only says where it stands and what people read; and the types that it refers to, in
/// their order. What its fields are in XML follows from what is left.
fn bare(def: &TypeDef) -> (TypeDef, Vec<usize>) {
    let mut bare = TypeDef {
        pointer: Pointer::root(),
        name: Name::new(""),
        description: None,
        facts: Facts { in_request: false, in_response: false, in_xml: false, ..def.facts },
        examples: Vec::new(),
        ..def.clone()
    };
    match &mut bare.kind {
        TypeKind::Struct(object) => {
            for field in &mut object.fields {
                (field.description, field.xml) = (None, None);
            }
        }
        TypeKind::Enumeration(enumeration) => enumeration.descriptions.clear(),
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| variant.description = None),
        TypeKind::MediaTypes(variants) => variants.iter_mut().for_each(|variant| variant.description = None),
        TypeKind::Newtype(_) => {}
    }
    let mut targets = Vec::new();
    for schema in walk::of_kind_mut(&mut bare.kind) {
        walk::deep_mut(schema, &mut |schema: &mut Schema| {
            schema.pointer = Pointer::root();
            if let Type::Named(id) = &mut schema.ty {
                targets.push(id.0);
                *id = TypeId(0);
            }
        });
    }
    if let TypeKind::Struct(object) = &mut bare.kind
        && let Some((_, item)) = &mut object.bare_item
    {
        targets.push(item.0);
        *item = TypeId(0);
    }
    (bare, targets)
}

/// Makes all types of a group names for one of them.
fn unite(types: &mut [TypeDef], group: &[usize]) {
    let length = |index: &&usize| types.get(**index).map(|def| letters(&def.name));
    let Some(shared) = group.iter().min_by_key(length).copied() else { return };
    let mut facts = Facts::default();
    let mut xml = None;
    for def in group.iter().filter_map(|index| types.get(*index)) {
        facts.in_request |= def.facts.in_request;
        facts.in_response |= def.facts.in_response;
        facts.in_xml |= def.facts.in_xml;
        if let (true, TypeKind::Struct(object)) = (def.facts.in_xml, &def.kind) {
            // What it is in XML is worked out only where it is encoded this way.
            xml = Some(object.fields.iter().map(|field| field.xml.clone()).collect::<Vec<_>>());
        }
    }
    for index in group {
        let Some(def) = types.get_mut(*index) else { continue };
        if *index != shared {
            def.alias_of = Some(TypeId(shared));
            continue;
        }
        def.facts = Facts { default: def.facts.default, hash: def.facts.hash, ..facts };
        if let (TypeKind::Struct(object), Some(xml)) = (&mut def.kind, xml.take()) {
            object.fields.iter_mut().zip(xml).for_each(|(field, xml)| field.xml = xml);
        }
    }
}

/// How long a name is, as the document gives it if it has no Rust name yet.
fn letters(name: &Name) -> usize {
    let text = if name.rust.is_empty() { &name.wire } else { &name.rust };
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Leads all references past the aliases.
fn redirect(api: &mut Api) {
    let shared: Vec<Option<TypeId>> = api.types.iter().map(|def| def.alias_of).collect();
    let lead = |id: &mut TypeId| {
        if let Some(Some(to)) = shared.get(id.0) {
            *id = *to;
        }
    };
    for def in &mut api.types {
        if let TypeKind::Struct(object) = &mut def.kind
            && let Some((_, item)) = &mut object.bare_item
        {
            lead(item);
        }
    }
    let types = api.types.iter_mut().flat_map(|def| walk::of_kind_mut(&mut def.kind));
    for schema in types.chain(api.operations.iter_mut().flat_map(walk::of_operation_mut)) {
        walk::deep_mut(schema, &mut |schema| {
            if let Type::Named(id) = &mut schema.ty {
                lead(id);
            }
        });
    }
}
