//! Any other named schema is turned into a newtype.

use super::super::text::{Text, raw};
use super::super::{Context, limits, table, ty};
use super::{head, struct_};
use crate::ir::{Schema, StringFormat, Type, TypeDef, TypeId, TypeKind};

/// ```text
/// #[derive(Clone, PartialEq)]
/// pub struct DeviceList(pub Vec<Device>);
///
/// rt::newtype!(DeviceList(Vec<Device>); "maxItems(100)");
/// ```
pub(super) fn print(cx: &Context<'_>, def: &TypeDef, schema: &Schema, file: &mut Text<'_>) {
    let limits = limits::of_place(cx, schema);
    head(def, limits.as_deref(), &derives(cx, def, schema), file);
    let (name, ty) = (raw(&def.name.rust), ty::schema(cx, schema).text(file));
    file.code(&format!("pub struct {name}(pub {ty});\n"));
    let text = schema.ty == Type::String(StringFormat::Plain) && !schema.nullable;
    let text = if text { " text" } else { "" };
    let display = if is_scalar(cx, schema) { " display" } else { "" };
    let rt = file.rt("rt");
    file.gap();
    file.code(&format!("{rt}::newtype!({name}({ty}){text}{display}"));
    let rules = table::of_type(cx, def);
    if !rules.is_empty() {
        file.code("; ");
        file.code(&struct_::text(&[rules], file));
    }
    file.code(");\n");
}

/// Another name for an integer or a text is mostly an id, which is compared, ordered and looked up.
fn derives(cx: &Context<'_>, def: &TypeDef, schema: &Schema) -> Vec<&'static str> {
    let integer = matches!(schema.ty, Type::Integer(_)) && !schema.nullable;
    let text = matches!(schema.ty, Type::String(StringFormat::Plain)) && !schema.nullable;
    let mut derives = vec!["Clone"];
    derives.extend(integer.then_some("Copy"));
    derives.extend(def.facts.default.then_some("Default"));
    derives.push("PartialEq");
    if is_hashable(cx, schema, &mut Vec::new()) {
        derives.extend(["Eq", "Hash"]);
    }
    if integer || text {
        derives.extend(["PartialOrd", "Ord"]);
    }
    derives
}

/// Whether all that a value holds can be hashed; structs and unions cannot.
fn is_hashable(cx: &Context<'_>, schema: &Schema, seen: &mut Vec<TypeId>) -> bool {
    match &schema.ty {
        Type::Boolean | Type::Integer(_) | Type::String(_) | Type::Any => true,
        Type::Number(_) => false,
        Type::Array(inner) | Type::Map(inner) => is_hashable(cx, inner, seen),
        Type::Named(id) if seen.contains(id) => false,
        Type::Named(id) => {
            seen.push(*id);
            match cx.api.type_def(*id).map(|def| &def.kind) {
                Some(TypeKind::Enumeration(_)) => true,
                Some(TypeKind::Newtype(inner)) => is_hashable(cx, inner, seen),
                Some(TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_)) | None => false,
            }
        }
    }
}

/// Whether the value has a text of its own.
fn is_scalar(cx: &Context<'_>, schema: &Schema) -> bool {
    let behind = ty::behind(cx, schema);
    let plain = match &behind.ty {
        Type::Boolean | Type::Integer(_) | Type::Number(_) => true,
        Type::String(format) => !matches!(format, StringFormat::Byte | StringFormat::Binary),
        Type::Named(id) => matches!(cx.api.type_def(*id).map(|def| &def.kind), Some(TypeKind::Enumeration(_))),
        Type::Any | Type::Array(_) | Type::Map(_) => false,
    };
    plain && !ty::takes_null(cx, schema)
}
