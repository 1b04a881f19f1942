//! A schema comes in; values that fit it go out, as JSON: the least that is legal, and all there can be.

mod example;
mod number;
mod text;

pub(super) use example::described;
use serde_json::{Map, Value};

use super::Context;
use crate::ir::{
    Additional, Constraints, EnumValues, Enumeration, Field, FloatFormat, IntegerFormat, Need, Schema, StringFormat,
    Struct, Type, TypeDef, TypeKind, Union,
};
use crate::lint::fit::{self, Direction};

/// How deep values are made; what is optional ends before.
const DEPTH: usize = 12;

/// How deep optional values are made.
const OPTIONAL_DEPTH: usize = 5;

/// Which values are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// Whether what is optional is there.
    pub(super) all: bool,
    /// Which one of several alternatives or listed values is taken.
    pub(super) pick: usize,
    /// Which item of an array it is: items should differ.
    pub(super) item: usize,
    /// Whether the value travels in a request.
    pub(super) in_request: bool,
    /// Whether the value is text on the wire, which knows no empty array.
    pub(super) as_text: bool,
    /// Whether the text has to be ASCII.
    pub(super) ascii: bool,
}

/// A value for a place; `None` where none could be found, as where a document contradicts itself, or where it would have no
/// end.
pub(super) fn value(cx: &Context<'_>, schema: &Schema, wish: Wish) -> Option<Value> {
    let direction = if wish.in_request { Direction::Request } else { Direction::Reply };
    let value = at(cx, schema, &Constraints::default(), wish, 0);
    value.filter(|value| fit::check(value, schema, &cx.api.types, direction).is_ok())
}

/// What a body holds in the media type of this alternative, where its media types have types of their own.
pub(super) fn variant<'a>(cx: &Context<'a>, schema: &Schema, alternative: usize) -> Option<&'a Schema> {
    let Type::Named(id) = &schema.ty else { return None };
    match &cx.api.type_def(*id)?.kind {
        TypeKind::MediaTypes(variants) => variants.get(alternative).map(|variant| &variant.schema),
        TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::Newtype(_) => None,
    }
}

/// `outer` are those that hold beside the schema's own: of the places that led to it by name.
fn at(cx: &Context<'_>, schema: &Schema, outer: &Constraints, wish: Wish, depth: usize) -> Option<Value> {
    if depth > DEPTH {
        return None;
    }
    let rules = super::rules::both(outer, &schema.constraints);
    if schema.nullable && !wish.all && !wish.as_text {
        return Some(Value::Null);
    }
    match &schema.ty {
        Type::Boolean => Some(Value::Bool(wish.pick.is_multiple_of(2))),
        Type::Integer(format) => number::integer(*format, &rules, wish),
        Type::Number(format) => number::float(*format, &rules, wish),
        Type::String(StringFormat::Plain) => text::plain(&rules, wish),
        Type::String(StringFormat::DateTime) => Some("2024-02-29T12:30:45+01:00".into()),
        Type::String(StringFormat::LocalDateTime) => Some("2024-02-29 12:30:45".into()),
        Type::String(StringFormat::Date) => Some("2024-02-29".into()),
        Type::String(StringFormat::Byte) => Some("aGVsbG8=".into()),
        Type::String(StringFormat::Binary) => Some("bytes".into()),
        Type::Any if wish.as_text => Some("anything".into()),
        Type::Any => Some(serde_json::json!({ "anything": [1, "two", null] })),
        Type::Array(items) => array(cx, items, &rules, wish, depth),
        Type::Map(values) => map(cx, values, &rules, wish, depth),
        Type::Named(id) => named(cx, cx.api.type_def(*id)?, &rules, wish, depth),
    }
}

fn named(cx: &Context<'_>, def: &TypeDef, rules: &Constraints, wish: Wish, depth: usize) -> Option<Value> {
    match &def.kind {
        TypeKind::Struct(object) => structure(cx, object, wish, depth).map(Value::Object),
        TypeKind::Enumeration(enumeration) => listed(enumeration, wish),
        TypeKind::Union(union) => alternative(cx, union, wish, depth),
        TypeKind::MediaTypes(variants) => at(cx, &variants.get(wish.pick)?.schema, rules, wish, depth + 1),
        TypeKind::Newtype(inner) => at(cx, inner, rules, wish, depth + 1),
    }
}

fn listed(enumeration: &Enumeration, wish: Wish) -> Option<Value> {
    match &enumeration.values {
        EnumValues::Strings(names) => {
            // An empty text is the same as none at all in some places of a request.
            let names: Vec<_> = names.iter().filter(|name| !wish.as_text || !name.wire.is_empty()).collect();
            names.get(wish.pick % names.len().max(1)).map(|name| name.wire.as_str().into())
        }
        EnumValues::Integers(values) => values.get(wish.pick % values.len().max(1)).map(|(value, _)| (*value).into()),
    }
}

fn alternative(cx: &Context<'_>, union: &Union, wish: Wish, depth: usize) -> Option<Value> {
    let count = union.variants.len();
    // Where one alternative has no end, another one may.
    (0..count).find_map(|step| {
        let variant = union.variants.get((wish.pick + step) % count)?;
        let mut value = at(cx, &variant.schema, &Constraints::default(), wish, depth + 1)?;
        if let (Some(property), Some(tag), Value::Object(object)) =
            (&union.discriminator, variant.tags.first(), &mut value)
        {
            object.insert(property.clone(), tag.as_str().into());
        }
        Some(value)
    })
}

fn structure(cx: &Context<'_>, object: &Struct, wish: Wish, depth: usize) -> Option<Map<String, Value>> {
    let mut out = Map::new();
    for field in &object.fields {
        let required = is_required(field, wish);
        if !required && !wants(field, wish, depth) {
            continue;
        }
        match at(cx, &field.schema, &Constraints::default(), wish, depth + 1) {
            Some(value) => {
                out.insert(field.name.wire.clone(), value);
            }
            None if required => return None,
            None => {}
        }
    }
    let least = usize::try_from(object.constraints.min_properties.unwrap_or(0)).ok()?;
    let most = usize::try_from(object.constraints.max_properties.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
    for field in &object.fields {
        if out.len() > most && !is_required(field, wish) {
            out.remove(&field.name.wire);
        }
        if out.len() < least && !out.contains_key(&field.name.wire) {
            out.extend(
                at(cx, &field.schema, &Constraints::default(), wish, depth + 1)
                    .map(|value| (field.name.wire.clone(), value)),
            );
        }
    }
    if let Additional::Keep(_, schema) = &object.additional {
        let wanted = if wish.all && depth < OPTIONAL_DEPTH { out.len() + 1 } else { 0 };
        let wanted = wanted.max(least).min(most);
        for number in 0..wanted {
            if out.len() >= wanted {
                break;
            }
            let name = format!("additional{number}");
            if !object.fields.iter().any(|field| field.name.wire == name || field.aliases.contains(&name)) {
                out.extend(at(cx, schema, &Constraints::default(), wish, depth + 1).map(|value| (name, value)));
            }
        }
    }
    (least..=most).contains(&out.len()).then_some(out)
}

fn is_required(field: &Field, wish: Wish) -> bool {
    match field.need {
        Need::Required => true,
        Need::InRequest => wish.in_request,
        Need::InReply => !wish.in_request,
        Need::Optional => false,
    }
}

/// Whether a field that may be absent is wanted. One that the other direction requires is not of this one.
fn wants(field: &Field, wish: Wish, depth: usize) -> bool {
    field.need == Need::Optional && wish.all && depth < OPTIONAL_DEPTH
}

fn array(cx: &Context<'_>, items: &Schema, rules: &Constraints, wish: Wish, depth: usize) -> Option<Value> {
    let least = rules.min_items.unwrap_or(0).max(u64::from(wish.as_text));
    let wanted = if wish.all && depth < OPTIONAL_DEPTH { least.max(2) } else { least };
    let wanted = wanted.min(rules.max_items.unwrap_or(u64::MAX)).min(64);
    let mut out: Vec<Value> = Vec::new();
    for step in 0..(wanted as usize) * 4 {
        if out.len() as u64 == wanted {
            break;
        }
        match at(cx, items, &Constraints::default(), Wish { pick: wish.pick + step, item: step, ..wish }, depth + 1) {
            Some(value) if rules.unique_items && out.contains(&value) => {}
            Some(value) => out.push(value),
            None => break,
        }
    }
    (out.len() as u64 >= least).then_some(Value::Array(out))
}

fn map(cx: &Context<'_>, values: &Schema, rules: &Constraints, wish: Wish, depth: usize) -> Option<Value> {
    let least = rules.min_properties.unwrap_or(0).max(u64::from(wish.as_text));
    let wanted = if wish.all && depth < OPTIONAL_DEPTH { least.max(1) } else { least };
    let mut out = Map::new();
    for number in 0..wanted.min(rules.max_properties.unwrap_or(u64::MAX)).min(64) {
        let value = at(cx, values, &Constraints::default(), wish, depth + 1)?;
        out.insert(format!("key{number}"), value);
    }
    (out.len() as u64 >= least).then_some(Value::Object(out))
}

/// The range of an integer's type.
fn range(format: IntegerFormat) -> (i128, i128) {
    match format {
        IntegerFormat::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::I64 | IntegerFormat::UnixTime | IntegerFormat::UnixTimeMs => (i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::U32 => (0, u32::MAX.into()),
        IntegerFormat::U64 => (0, u64::MAX.into()),
    }
}

/// Whether a number has single precision.
fn is_single(format: FloatFormat) -> bool {
    format == FloatFormat::F32
}
