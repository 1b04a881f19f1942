//! Constraints come in; the table that the runtime checks goes out.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use crate::ir::{Bound, Constraints, Field, Lenient, Number, Pattern, Schema, Type, TypeDef, TypeId, TypeKind};

/// The rules at a place: `Some(&Rules { max_length: Some(64), ..Rules::NONE })`, or `None`. A named type brings its own,
/// so they are printed only where the place adds some.
pub(super) fn at(cx: &Context<'_>, schema: &Schema) -> TokenStream {
    of_content(cx, &schema.constraints, schema.lenient, schema)
}

/// The rules of a property, whose name stands for that of its items where XML gives them none.
pub(super) fn of_field(cx: &Context<'_>, field: &Field) -> TokenStream {
    let schema = &field.schema;
    let name = Some(field.name.wire.as_str());
    wrap(&all(cx, &schema.constraints, schema.lenient, (schema, name), &mut Vec::new()))
}

/// The rules of a body, which has some of its own beside those of its type.
pub(super) fn of_content(
    cx: &Context<'_>,
    constraints: &Constraints,
    lenient: Lenient,
    schema: &Schema,
) -> TokenStream {
    wrap(&all(cx, constraints, lenient, (schema, None), &mut Vec::new()))
}

/// The rules of a struct as a whole, those of its kept properties among them.
pub(super) fn of_struct(cx: &Context<'_>, constraints: &Constraints, kept: Option<&Schema>) -> TokenStream {
    let mut fields = fields(constraints, Lenient::default(), None);
    fields.extend(kept.and_then(|kept| items(cx, kept, &mut Vec::new())));
    wrap(&fields)
}

/// The rules that a type brings wherever it stands: `Rules { .. }`, where it has some.
pub(super) fn of_type(cx: &Context<'_>, def: &TypeDef) -> Option<TokenStream> {
    let fields = match &def.kind {
        TypeKind::Newtype(inner) => all(cx, &inner.constraints, inner.lenient, (inner, None), &mut Vec::new()),
        TypeKind::Enumeration(enumeration) => fields(&enumeration.constraints, enumeration.lenient, None),
        TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => Vec::new(),
    };
    (!fields.is_empty()).then(|| quote!(rt::Rules { #(#fields,)* ..rt::Rules::NONE }))
}

/// What holds at a place: what is said there, and where that is something, what is said of the named types there too.
fn all(
    cx: &Context<'_>,
    constraints: &Constraints,
    lenient: Lenient,
    (schema, name): (&Schema, Option<&str>),
    seen: &mut Vec<TypeId>,
) -> Vec<TokenStream> {
    let (mut constraints, mut lenient) = (constraints.clone(), lenient);
    if matches!(schema.ty, Type::Named(_)) && constraints == Constraints::default() && lenient == Lenient::default() {
        return Vec::new();
    }
    let depth = seen.len();
    let mut here = schema;
    while let Type::Named(id) = &here.ty {
        if seen.contains(id) {
            break;
        }
        seen.push(*id);
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
    let mut fields = fields(&constraints, lenient, item_name);
    match &here.ty {
        Type::Array(inner) | Type::Map(inner) => fields.extend(items(cx, inner, seen)),
        _ => {}
    }
    seen.truncate(depth);
    fields
}

/// `items: Some(&Rules { .. })`, where items have rules.
fn items(cx: &Context<'_>, items: &Schema, seen: &mut Vec<TypeId>) -> Option<TokenStream> {
    let fields = all(cx, &items.constraints, items.lenient, (items, None), seen);
    let rules = wrap(&fields);
    (!fields.is_empty()).then(|| quote!(items: #rules))
}

fn wrap(fields: &[TokenStream]) -> TokenStream {
    if fields.is_empty() {
        return quote!(prelude::None);
    }
    quote!(prelude::Some(&rt::Rules { #(#fields,)* ..rt::Rules::NONE }))
}

fn fields(constraints: &Constraints, lenient: Lenient, item_name: Option<&str>) -> Vec<TokenStream> {
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
    } = constraints;
    let count = |name: TokenStream, limit: &Option<u64>| {
        let limit = Literal::u64_unsuffixed((*limit)?);
        Some(quote!(#name: prelude::Some(#limit)))
    };
    let bound = |name: TokenStream, bound: &Option<Bound>| {
        let Bound { limit, exclusive } = (*bound)?;
        let limit = number(limit);
        Some(quote!(#name: prelude::Some(rt::Bound { limit: #limit, exclusive: #exclusive })))
    };
    let printed = [
        count(quote!(min_length), min_length),
        count(quote!(max_length), max_length),
        pattern.as_ref().map(print_pattern),
        bound(quote!(minimum), minimum),
        bound(quote!(maximum), maximum),
        multiple_of.map(|unit| {
            let unit = number(unit);
            quote!(multiple_of: prelude::Some(#unit))
        }),
        count(quote!(min_items), min_items),
        count(quote!(max_items), max_items),
        unique_items.then(|| quote!(unique_items: true)),
        count(quote!(min_properties), min_properties),
        count(quote!(max_properties), max_properties),
        print_lenient(lenient, item_name),
    ];
    printed.into_iter().flatten().collect()
}

/// `lenient: Lenient { number_or_string: true, ..Lenient::NONE }`, where anything is asked for.
fn print_lenient(lenient: Lenient, item_name: Option<&str>) -> Option<TokenStream> {
    let Lenient { number_or_string, one_or_many, bool_or_number, wrapped_items } = lenient;
    let wrapped = item_name.filter(|_| wrapped_items);
    let asked = [
        number_or_string.then(|| quote!(number_or_string: true)),
        one_or_many.then(|| quote!(one_or_many: true)),
        bool_or_number.then(|| quote!(bool_or_number: true)),
        wrapped.map(|name| quote!(wrapped: prelude::Some(#name))),
    ];
    let asked: Vec<_> = asked.into_iter().flatten().collect();
    (!asked.is_empty()).then(|| quote!(lenient: rt::Lenient { #(#asked,)* ..rt::Lenient::NONE }))
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

/// A pattern is compiled once, so it needs a place of its own.
fn print_pattern(pattern: &Pattern) -> TokenStream {
    let regex = &pattern.regex;
    quote!(pattern: {
        static PATTERN: rt::Pattern = rt::Pattern::new(#regex);
        prelude::Some(&PATTERN)
    })
}

fn number(number: Number) -> TokenStream {
    match number {
        Number::Integer(value) => {
            let value = Literal::i128_unsuffixed(value);
            quote!(rt::Number::Integer(#value))
        }
        Number::Float(value) => {
            let value = Literal::f64_unsuffixed(value);
            quote!(rt::Number::Float(#value))
        }
    }
}

/// What two places say of one value, taken together: the stricter of each.
pub(super) fn both(left: &Constraints, right: &Constraints) -> Constraints {
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
