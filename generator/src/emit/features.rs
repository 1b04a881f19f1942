//! From the API to the features that its crate needs of the runtime.

use crate::ir::{
    Additional, Api, Codec, Constraints, Content, IntegerFormat, Operation, Schema, StringFormat, Type, TypeDef,
    TypeKind,
};

/// The features of the runtime that do not depend on what the crate is used for, in alphabetical order.
pub(super) fn of(api: &Api) -> Vec<&'static str> {
    let jwt = api.security_schemes.iter().any(|scheme| scheme.jwt.is_some());
    let (mut pattern, mut time) = (false, false);
    for part in api.printed_types().flat_map(of_type).chain(api.operations.iter().flat_map(of_operation)) {
        match part {
            Part::Constraints(constraints) => pattern |= constraints.pattern.is_some(),
            Part::Schema(schema) => {
                pattern |= any(schema, &|schema| schema.constraints.pattern.is_some());
                time |= any(schema, &|schema| is_time(&schema.ty));
            }
            Part::Offsets => time = true,
        }
    }
    let xml = api.operations.iter().flat_map(contents).any(|content| content.codec == Codec::Xml);
    let features = [(jwt, "jwt"), (pattern, "pattern"), (time, "time"), (xml, "xml")];
    features.into_iter().filter_map(|(needed, feature)| needed.then_some(feature)).collect()
}

/// What can need a feature.
enum Part<'a> {
    Constraints(&'a Constraints),
    Schema(&'a Schema),
    /// An enumeration whose values have offsets from UTC.
    Offsets,
}

fn of_type(def: &TypeDef) -> Vec<Part<'_>> {
    match &def.kind {
        TypeKind::Struct(object) => {
            let kept = match &object.additional {
                Additional::Keep(_, schema) => Some(&**schema),
                Additional::Skip | Additional::Refuse => None,
            };
            let schemas = object.fields.iter().map(|field| &field.schema).chain(kept).map(Part::Schema);
            schemas.chain([Part::Constraints(&object.constraints)]).collect()
        }
        TypeKind::Enumeration(enumeration) => {
            let offsets = (!enumeration.offsets.is_empty()).then_some(Part::Offsets);
            offsets.into_iter().chain([Part::Constraints(&enumeration.constraints)]).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| Part::Schema(&variant.schema)).collect(),
        TypeKind::MediaTypes(variants) => variants.iter().map(|variant| Part::Schema(&variant.schema)).collect(),
        TypeKind::Newtype(schema) => vec![Part::Schema(schema)],
    }
}

fn of_operation(operation: &Operation) -> Vec<Part<'_>> {
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    let parameters = operation.parameters.iter().chain(headers).map(|parameter| &parameter.schema);
    let responses = operation.responses.iter().filter_map(|response| response.body.as_ref().map(|(_, schema)| schema));
    let bodies = operation.body.iter().map(|body| &body.schema).chain(responses);
    let constraints = contents(operation).map(|content| Part::Constraints(&content.constraints));
    parameters.chain(bodies).map(Part::Schema).chain(constraints).collect()
}

fn contents(operation: &Operation) -> impl Iterator<Item = &Content> {
    let responses = operation.responses.iter().flat_map(|response| &response.content);
    operation.body.iter().flat_map(|body| &body.content).chain(responses)
}

/// Whether something holds for a schema or for one of those within it; named types are looked at by themselves.
fn any(schema: &Schema, holds: &dyn Fn(&Schema) -> bool) -> bool {
    holds(schema)
        || match &schema.ty {
            Type::Array(inner) | Type::Map(inner) => any(inner, holds),
            Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Any | Type::Named(_) => false,
        }
}

fn is_time(ty: &Type) -> bool {
    match ty {
        Type::Integer(format) => match format {
            IntegerFormat::UnixTime | IntegerFormat::UnixTimeMs => true,
            IntegerFormat::I32 | IntegerFormat::I64 | IntegerFormat::U32 | IntegerFormat::U64 => false,
        },
        Type::String(format) => match format {
            StringFormat::DateTime | StringFormat::LocalDateTime | StringFormat::Date => true,
            StringFormat::Plain | StringFormat::Byte | StringFormat::Binary => false,
        },
        Type::Boolean | Type::Number(_) | Type::Any | Type::Array(_) | Type::Map(_) | Type::Named(_) => false,
    }
}
