//! Objects and unions.

use super::super::Context;
use super::{content, rules};
use crate::ir::{Additional, Field, Kinds, Need, Struct, TypeId, Union, Variant};
use crate::notation::{Item, List};

/// `id,?name(maxLength(64),alias(title),xml(name(n),attribute));keep,minProperties(1),bare(0,array)`, and the type
/// whose table it refers to.
pub(in crate::emit) fn object(cx: &Context<'_>, object: &Struct) -> ([List; 2], Option<TypeId>) {
    let fields = object.fields.iter().map(|field| self::field(cx, field)).collect();
    let (additional, kept) = match &object.additional {
        Additional::Skip => (None, None),
        Additional::Refuse => (Some(Item::new("refuse")), None),
        Additional::Keep(_, schema) => (Some(Item::new("keep")), Some(&**schema)),
    };
    let mut items: List = additional.into_iter().collect();
    items.extend(rules::of_struct(cx, &object.constraints, kept));
    if let Some(field) = object.bare_array.or(object.bare_item.map(|(field, _)| field)) {
        let array = object.bare_array.map(|_| Item::new("array"));
        let item = object.bare_item.map(|_| Item::new("item"));
        items.push(Item::new("bare").of(field).with([array, item].into_iter().flatten()));
    }
    ([fields, items], object.bare_item.map(|(_, items)| items))
}

fn field(cx: &Context<'_>, field: &Field) -> Item {
    let mark = match field.need {
        Need::Required => None,
        Need::Optional => Some('?'),
        Need::InRequest => Some('>'),
        Need::InResponse => Some('<'),
    };
    let aliases = &field.aliases;
    let aliases = (!aliases.is_empty()).then(|| Item::new("alias").with(aliases.iter().map(Item::new)));
    let xml = field.xml.as_ref().map(|xml| content::xml("xml", xml));
    Item::new(&field.name.wire).marked(mark).with(rules::of_field(cx, field)).with(aliases).with(xml)
}

/// `number|string(maxLength(3)),object(tag(device));discriminator(kind)`
pub(in crate::emit) fn union(cx: &Context<'_>, union: &Union) -> [List; 2] {
    let variants = union.variants.iter().map(|variant| self::variant(cx, variant)).collect();
    let discriminator = union.discriminator.iter().map(|property| Item::new("discriminator").of(property));
    [variants, discriminator.collect()]
}

fn variant(cx: &Context<'_>, variant: &Variant) -> Item {
    let tags = &variant.tags;
    let tags = (!tags.is_empty()).then(|| Item::new("tag").with(tags.iter().map(Item::new)));
    Item::new(kinds(variant.kinds)).with(tags).with(rules::at(cx, &variant.schema))
}

/// `number|string`
fn kinds(kinds: Kinds) -> String {
    let Kinds { null, boolean, number, string, array, object } = kinds;
    let all = [
        (null, "null"),
        (boolean, "boolean"),
        (number, "number"),
        (string, "string"),
        (array, "array"),
        (object, "object"),
    ];
    let chosen: Vec<&str> = all.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
    match chosen.len() {
        0 => "none".to_owned(),
        6 => "any".to_owned(),
        _ => chosen.join("|"),
    }
}
