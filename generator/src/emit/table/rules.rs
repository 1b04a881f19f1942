//! Constraints: by the keywords of JSON Schema, and the other forms that are accepted when reading.

use super::super::Context;
use crate::ir::{Bound, Constraints, Field, Lenient, Number, Schema, Type, TypeDef, TypeId, TypeKind};
use crate::notation::{Item, List};

/// How deep the runtime reads values: items nested deeper are never reached.
const DEEPEST: usize = 128;

/// What lies between a use and the items within it.
#[derive(Default)]
struct Way {
    /// The named types that the current value is of.
    types: Vec<TypeId>,
    /// How many arrays and maps are around it.
    depth: usize,
}

/// The rules of a use of a type. A named type has its own, so they are printed only if the use adds some.
pub(in crate::emit) fn at(cx: &Context<'_>, schema: &Schema) -> List {
    of_content(cx, &schema.constraints, schema.lenient, schema)
}

/// The rules of a property, whose name stands for that of its items where XML gives them none.
pub(super) fn of_field(cx: &Context<'_>, field: &Field) -> List {
    let schema = &field.schema;
    let name = Some(field.name.wire.as_str());
    all(cx, &schema.constraints, schema.lenient, (schema, name), &mut Way::default())
}

/// The rules of a body, which has some of its own beside those of its type.
pub(super) fn of_content(cx: &Context<'_>, constraints: &Constraints, lenient: Lenient, schema: &Schema) -> List {
    all(cx, constraints, lenient, (schema, None), &mut Way::default())
}

/// The rules of a struct as a whole, those of its kept properties among them.
pub(super) fn of_struct(cx: &Context<'_>, constraints: &Constraints, kept: Option<&Schema>) -> List {
    let mut rules = keywords(constraints, Lenient::default(), None);
    rules.extend(kept.and_then(|kept| items(cx, kept, &mut Way::default())));
    rules
}

/// The rules of a type itself.
pub(in crate::emit) fn of_type(cx: &Context<'_>, def: &TypeDef) -> List {
    match &def.kind {
        TypeKind::Newtype(inner) => all(cx, &inner.constraints, inner.lenient, (inner, None), &mut Way::default()),
        TypeKind::Enumeration(enumeration) => keywords(&enumeration.constraints, enumeration.lenient, None),
        TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => Vec::new(),
    }
}

/// All rules of a use of a type: its own, and if there are any, those of the named types too.
fn all(
    cx: &Context<'_>,
    constraints: &Constraints,
    lenient: Lenient,
    (schema, name): (&Schema, Option<&str>),
    way: &mut Way,
) -> List {
    let (mut constraints, mut lenient) = (constraints.clone(), lenient);
    if matches!(schema.ty, Type::Named(_)) && constraints == Constraints::default() && lenient == Lenient::default() {
        return Vec::new();
    }
    let before = way.types.len();
    let mut here = schema;
    while let Type::Named(id) = &here.ty {
        if way.types.contains(id) {
            break;
        }
        way.types.push(*id);
        match cx.api.type_def(*id).map(|def| &def.kind) {
            Some(TypeKind::Newtype(inner)) => {
                constraints = both(&constraints, &inner.constraints);
                lenient = lenient.or(inner.lenient);
                here = inner;
            }
            Some(TypeKind::Enumeration(enumeration)) => {
                constraints = both(&constraints, &enumeration.constraints);
                lenient = lenient.or(enumeration.lenient);
                break;
            }
            _ => break,
        }
    }
    let item_name = match &here.ty {
        Type::Array(items) => xml_name(cx, items).or(name),
        _ => None,
    };
    let mut rules = keywords(&constraints, lenient, item_name);
    match &here.ty {
        Type::Array(inner) | Type::Map(inner) => rules.extend(items(cx, inner, way)),
        _ => {}
    }
    way.types.truncate(before);
    rules
}

/// `items(maxLength(3))`, where items have rules.
fn items(cx: &Context<'_>, items: &Schema, way: &mut Way) -> Option<Item> {
    if way.depth == DEEPEST {
        return None;
    }
    way.depth += 1;
    let rules = all(cx, &items.constraints, items.lenient, (items, None), way);
    way.depth -= 1;
    (!rules.is_empty()).then(|| Item::new("items").with(rules))
}

fn keywords(constraints: &Constraints, lenient: Lenient, item_name: Option<&str>) -> List {
    let Constraints {
        min_length,
        max_length,
        pattern,
        minimum,
        maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
        constant,
        secret,
    } = constraints;
    let count = |word: &str, limit: &Option<u64>| limit.map(|limit| Item::new(word).of(limit));
    let bound = |word: &str, exclusive: &str, bound: &Option<Bound>| {
        bound.map(|bound| Item::new(if bound.exclusive { exclusive } else { word }).of(number(bound.limit)))
    };
    let items = [
        count("minLength", min_length),
        count("maxLength", max_length),
        pattern.as_ref().map(|pattern| Item::new("pattern").of(&pattern.regex)),
        bound("minimum", "exclusiveMinimum", minimum),
        bound("maximum", "exclusiveMaximum", maximum),
        multiple_of.map(|unit| Item::new("multipleOf").of(number(unit))),
        count("minItems", min_items),
        count("maxItems", max_items),
        unique_items.then(|| Item::new("uniqueItems")),
        count("minProperties", min_properties),
        count("maxProperties", max_properties),
        constant.map(|value| Item::new("const").of(value)),
        secret.then(|| Item::new("secret")),
        leniency(lenient, item_name),
    ];
    items.into_iter().flatten().collect()
}

/// `lenient(numberOrString)`, if there is any leniency.
fn leniency(lenient: Lenient, item_name: Option<&str>) -> Option<Item> {
    let Lenient { number_or_string, one_or_many, bool_or_number, wrapped_items } = lenient;
    let wrapped = item_name.filter(|_| wrapped_items);
    let asked = [
        number_or_string.then(|| Item::new("numberOrString")),
        one_or_many.then(|| Item::new("oneOrMany")),
        bool_or_number.then(|| Item::new("boolOrNumber")),
        wrapped.map(|name| Item::new("wrapped").of(name)),
    ];
    let asked: List = asked.into_iter().flatten().collect();
    (!asked.is_empty()).then(|| Item::new("lenient").with(asked))
}

/// The name that XML has for a value, by its place or else by its type.
fn xml_name<'a>(cx: &Context<'a>, schema: &'a Schema) -> Option<&'a str> {
    let mut here = schema;
    // Longer chains than there are types go in a circle.
    for _ in 0..=cx.api.types.len() {
        if let Some(name) = &here.xml.name {
            return Some(name);
        }
        let Type::Named(id) = &here.ty else { return None };
        let def = cx.api.type_def(*id)?;
        if let Some(name) = &def.xml.name {
            return Some(name);
        }
        let TypeKind::Newtype(inner) = &def.kind else { return None };
        here = inner;
    }
    None
}

/// A number as Rust writes it: of a float, one that is no integer to the runtime.
fn number(number: Number) -> String {
    match number {
        Number::Integer(value) => value.to_string(),
        Number::Float(value) => format!("{value:?}"),
    }
}

/// What two places say of one value, taken together: the stricter of each.
fn both(left: &Constraints, right: &Constraints) -> Constraints {
    let most = |left: Option<u64>, right: Option<u64>| left.max(right);
    let least = |left: Option<u64>, right: Option<u64>| left.into_iter().chain(right).min();
    Constraints {
        min_length: most(left.min_length, right.min_length),
        max_length: least(left.max_length, right.max_length),
        pattern: left.pattern.clone().or_else(|| right.pattern.clone()),
        minimum: stricter(left.minimum, right.minimum, |left, right| left > right),
        maximum: stricter(left.maximum, right.maximum, |left, right| left < right),
        multiple_of: left.multiple_of.or(right.multiple_of),
        min_items: most(left.min_items, right.min_items),
        max_items: least(left.max_items, right.max_items),
        unique_items: left.unique_items || right.unique_items,
        min_properties: most(left.min_properties, right.min_properties),
        max_properties: least(left.max_properties, right.max_properties),
        constant: left.constant.or(right.constant),
        secret: left.secret || right.secret,
    }
}

fn stricter(left: Option<Bound>, right: Option<Bound>, beyond: fn(f64, f64) -> bool) -> Option<Bound> {
    let float = |bound: Bound| match bound.limit {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    };
    match (left, right) {
        (Some(left), Some(right)) if float(left) == float(right) => {
            Some(Bound { exclusive: left.exclusive || right.exclusive, ..left })
        }
        (Some(left), Some(right)) => Some(if beyond(float(left), float(right)) { left } else { right }),
        (left, right) => left.or(right),
    }
}
