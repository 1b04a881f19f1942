//! An example of the document comes in; what the document describes of it goes out, which is what a round trip keeps.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use crate::emit::Context;
use crate::ir::{Additional, Schema, StringFormat, Struct, Type, TypeKind, Union};
use crate::lint::fit::{self, Direction};

/// How deep examples are looked at.
const DEPTH: usize = 128;

/// The example without what the schema says nothing of; `None` where it does not fit, or has a form that is read and never
/// written, as leniency has.
pub(in crate::emit) fn described(cx: &Context<'_>, schema: &Schema, value: &Value, in_request: bool) -> Option<Value> {
    let direction = if in_request { Direction::Request } else { Direction::Reply };
    fit::check(value, schema, &cx.api.types, direction).ok()?;
    at(cx, schema, value, direction, DEPTH)
}

fn at(cx: &Context<'_>, schema: &Schema, value: &Value, direction: Direction, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    if value.is_null() && schema.nullable {
        return Some(Value::Null);
    }
    match (&schema.ty, value) {
        (Type::Any, _) | (Type::Boolean, Value::Bool(_)) | (Type::Integer(_) | Type::Number(_), Value::Number(_)) => {
            Some(value.clone())
        }
        (Type::String(format), Value::String(text)) => is_of_format(*format, text).then(|| value.clone()),
        (Type::Array(items), Value::Array(list)) => {
            let list = list.iter().map(|item| at(cx, items, item, direction, depth));
            list.collect::<Option<Vec<_>>>().map(Value::Array)
        }
        (Type::Map(values), Value::Object(map)) => {
            let map = map.iter().map(|(key, value)| Some((key.clone(), at(cx, values, value, direction, depth)?)));
            map.collect::<Option<Map<_, _>>>().map(Value::Object)
        }
        (Type::Named(id), _) => match (&cx.api.type_def(*id)?.kind, value) {
            (TypeKind::Newtype(inner), _) => at(cx, inner, value, direction, depth),
            (TypeKind::Struct(object), Value::Object(map)) => structure(cx, object, map, direction, depth),
            (TypeKind::Union(union), _) => alternative(cx, union, value, direction, depth),
            (TypeKind::Enumeration(enumeration), Value::String(_) | Value::Number(_)) => {
                let text = matches!(enumeration.values, crate::ir::EnumValues::Strings(_));
                (text == value.is_string()).then(|| value.clone())
            }
            (TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::MediaTypes(_), _) => None,
        },
        _ => None,
    }
}

fn structure(
    cx: &Context<'_>,
    object: &Struct,
    map: &Map<String, Value>,
    direction: Direction,
    depth: usize,
) -> Option<Value> {
    let mut out = Map::new();
    for (key, value) in map {
        let kept = match (object.fields.iter().find(|field| field.name.wire == *key), &object.additional) {
            (Some(field), _) => at(cx, &field.schema, value, direction, depth)?,
            // What has another name is written under its own.
            (None, _) if object.fields.iter().any(|field| field.aliases.contains(key)) => return None,
            (None, Additional::Keep(_, schema)) => at(cx, schema, value, direction, depth)?,
            (None, Additional::Skip | Additional::Refuse) => continue,
        };
        out.insert(key.clone(), kept);
    }
    Some(Value::Object(out))
}

/// The alternative that keeps most of the value: readers choose that one.
fn alternative(cx: &Context<'_>, union: &Union, value: &Value, direction: Direction, depth: usize) -> Option<Value> {
    let tag = union.discriminator.as_ref().and_then(|property| Some((property, value.get(property)?)));
    let fitting = union.variants.iter().filter(|variant| match tag {
        Some((_, tag)) => variant.tags.iter().any(|other| tag == other.as_str()),
        None => fit::check(value, &variant.schema, &cx.api.types, direction).is_ok(),
    });
    let kept = fitting.filter_map(|variant| at(cx, &variant.schema, value, direction, depth));
    let mut kept = kept.max_by_key(|kept| kept.to_string().len())?;
    if let (Some((property, tag)), Value::Object(object)) = (tag, &mut kept) {
        object.entry(property.clone()).or_insert_with(|| tag.clone());
    }
    Some(kept)
}

/// Whether a text has the form that its type demands.
fn is_of_format(format: StringFormat, text: &str) -> bool {
    static DAY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$").ok());
    static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)?$").ok()
    });
    let is_day = |text: &str| DAY.as_ref().is_some_and(|regex| regex.is_match(text));
    let is_clock = |text: &str| CLOCK.as_ref().is_some_and(|regex| regex.is_match(text));
    match format {
        StringFormat::Plain | StringFormat::Binary => true,
        StringFormat::Date => is_day(text),
        StringFormat::DateTime => text
            .split_once(['T', 't'])
            .is_some_and(|(day, clock)| is_day(day) && is_clock(clock) && clock.contains(['Z', 'z', '+', '-'])),
        StringFormat::LocalDateTime => {
            text.split_once(' ').is_some_and(|(day, clock)| is_day(day) && is_clock(clock) && clock.len() == 8)
        }
        StringFormat::Byte => {
            let digits = text.trim_end_matches('=');
            let plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
            // Bits of the last digit that no byte has are zero.
            let last = digits.bytes().last().unwrap_or_default();
            let whole = match text.len() - digits.len() {
                0 => true,
                1 => b"AEIMQUYcgkosw048".contains(&last),
                2 => b"AQgw".contains(&last),
                _ => false,
            };
            plain && whole && text.len().is_multiple_of(4)
        }
    }
}
