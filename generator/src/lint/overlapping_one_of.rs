//! `overlapping-one-of`: alternatives that one value can fit at the same time, though `oneOf` allows exactly one.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Additional, Api, EnumValues, Enumeration, Need, Resolved, Schema, StringFormat, Struct, Type, TypeDef, TypeKind,
};

/// How deeply properties within properties are compared.
const DEPTH: usize = 2;

/// Warns of the first two alternatives of each union that are not told apart.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for def in api.types.iter().filter(|def| def.is_printed() && def.alias_of.is_none()) {
        let TypeKind::Union(union) = &def.kind else { continue };
        if union.discriminator.is_some() {
            continue;
        }
        let pairs = union
            .variants
            .iter()
            .enumerate()
            .flat_map(|(index, one)| union.variants.iter().skip(index + 1).map(move |other| (one, other)));
        let overlapping = pairs.into_iter().find(|(one, other)| !are_apart(&one.schema, &other.schema, &api.types, 0));
        if let Some((one, other)) = overlapping {
            let message = format!(
                "a value can fit both `{}` and `{}`, and `oneOf` allows only one; it is read as the one that fits best",
                one.name.rust, other.name.rust
            );
            let finding = Diagnostic::warning("overlapping-one-of", &one.schema.pointer, message);
            let finding = finding.related(&other.schema.pointer, "the other alternative");
            diagnostics.push(finding.help("add a `discriminator`, or a required property with other values in each"));
        }
    }
}

/// The kinds of JSON values that schemas are told apart by first.
#[derive(PartialEq, Eq)]
enum Kind {
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// Whether certainly no value fits both schemas.
fn are_apart(one: &Schema, other: &Schema, types: &[TypeDef], depth: usize) -> bool {
    // What is deeper is not looked at, and nothing is said of it.
    if depth > DEPTH {
        return true;
    }
    if one.nullable && other.nullable {
        return false;
    }
    let (left, right) = (one.ty.resolved(types), other.ty.resolved(types));
    let from_union = |union: &crate::ir::Union, beside: &Schema| {
        union.variants.iter().all(|variant| are_apart(&variant.schema, beside, types, depth + 1))
    };
    match (&left, &right) {
        (Resolved::Kind(_, TypeKind::Union(union)), _) => return from_union(union, other),
        (_, Resolved::Kind(_, TypeKind::Union(union))) => return from_union(union, one),
        _ => {}
    }
    match (kind(&left), kind(&right)) {
        (Some(one), Some(other)) if one != other => return true,
        (Some(_), Some(_)) => {}
        _ => return false,
    }
    match (left, right) {
        (Resolved::Kind(_, TypeKind::Struct(one)), Resolved::Kind(_, TypeKind::Struct(other))) => {
            objects_are_apart(one, other, types, depth)
        }
        (Resolved::Kind(_, TypeKind::Enumeration(one)), Resolved::Kind(_, TypeKind::Enumeration(other))) => {
            !one.open && !other.open && values_are_apart(one, other)
        }
        (Resolved::Type(Type::String(one)), Resolved::Type(Type::String(other))) => {
            use StringFormat::{Date, DateTime, LocalDateTime};
            let is_time = |format: &StringFormat| matches!(format, Date | DateTime | LocalDateTime);
            one != other && is_time(one) && is_time(other)
        }
        _ => false,
    }
}

/// Objects are told apart by a property that has to be there: it has other values in each, or the other one forbids it.
fn objects_are_apart(one: &Struct, other: &Struct, types: &[TypeDef], depth: usize) -> bool {
    let tells_apart = |one: &Struct, other: &Struct| {
        one.fields.iter().filter(|field| field.need == Need::Required).any(|field| {
            match other.field(&field.name.wire) {
                Some(beside) => are_apart(&field.schema, &beside.schema, types, depth + 1),
                None => matches!(other.additional, Additional::Refuse),
            }
        })
    };
    tells_apart(one, other) || tells_apart(other, one)
}

fn values_are_apart(one: &Enumeration, other: &Enumeration) -> bool {
    match (&one.values, &other.values) {
        (EnumValues::Strings(one), EnumValues::Strings(other)) => {
            one.iter().all(|value| other.iter().all(|beside| beside.wire != value.wire))
        }
        (EnumValues::Integers(one), EnumValues::Integers(other)) => {
            one.iter().all(|(value, _)| other.iter().all(|(beside, _)| beside != value))
        }
        _ => true,
    }
}

fn kind(resolved: &Resolved<'_>) -> Option<Kind> {
    Some(match resolved {
        Resolved::Type(Type::Boolean) => Kind::Boolean,
        Resolved::Type(Type::Integer(_) | Type::Number(_)) => Kind::Number,
        Resolved::Type(Type::String(_)) => Kind::String,
        Resolved::Type(Type::Array(_)) => Kind::Array,
        Resolved::Type(Type::Map(_)) | Resolved::Kind(_, TypeKind::Struct(_)) => Kind::Object,
        Resolved::Kind(_, TypeKind::Enumeration(enumeration)) => match enumeration.values {
            EnumValues::Strings(_) => Kind::String,
            EnumValues::Integers(_) => Kind::Number,
        },
        Resolved::Type(_) | Resolved::Kind(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Config, Source, findings};

    /// The warning for a body of these alternatives.
    fn warning(alternatives: &str) -> Option<String> {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    post:\n      operationId: a\n      requestBody: {{ content: {{ application/json: {{ schema: {{ oneOf: [{alternatives}] }} }} }} }}\n      responses: {{ '204': {{ description: d }} }}\n"
        );
        let found = findings(&Source::Text { name: "t.yaml".into(), text }, &Config::new("t")).unwrap();
        let found = found.iter().find(|finding| finding.code == "overlapping-one-of");
        found.map(|finding| finding.message.clone())
    }

    #[test]
    fn alternatives_that_one_value_can_fit_are_told() {
        let object = |property: &str, rest: &str| format!("{{ type: object, properties: {{ {property} }}{rest} }}");
        let tag = |value: &str, rest: &str| object(&format!("kind: {{ type: string, enum: [{value}] }}"), rest);
        let needs = ", required: [kind]";
        for (alternatives, told) in [
            (format!("{}, {}", tag("x", ""), tag("y", "")), true),
            (format!("{}, {}", tag("x", needs), tag("y", "")), false),
            (format!("{}, {}", tag("x", needs), tag("x", needs)), true),
            (
                format!("{}, {}", object("a: { type: string }", ", required: [a]"), object("b: { type: string }", "")),
                true,
            ),
            (
                format!(
                    "{}, {}",
                    object("a: { type: string }", ", required: [a]"),
                    object("b: { type: string }", ", additionalProperties: false")
                ),
                false,
            ),
            (
                format!("{}, {}", object("a: { type: string }", ", required: [a]"), object("a: { type: integer }", "")),
                false,
            ),
            ("{ type: string }, { type: integer }".to_owned(), false),
            ("{ type: integer }, { type: number }".to_owned(), true),
            ("{ type: string }, { type: string, format: date }".to_owned(), true),
            ("{ type: string, format: date }, { type: string, format: date-time }".to_owned(), false),
            ("{ type: array, items: { type: string } }, { type: array, items: { type: integer } }".to_owned(), true),
        ] {
            assert_eq!(warning(&alternatives).is_some(), told, "{alternatives}: {:?}", warning(&alternatives));
        }
    }
}
