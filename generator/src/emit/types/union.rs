//! A `oneOf` is turned into an enum, with a variant that keeps a value which is none of the alternatives.

use super::super::text::{Text, raw};
use super::super::ty::Ty;
use super::super::{Context, doc, table, ty};
use super::{conversion, head, struct_};
use crate::ir::{StringFormat, Type, TypeDef, TypeKind, Union, Variant};

/// ```text
/// #[derive(Clone, PartialEq)]
/// #[non_exhaustive]
/// pub enum Target {
///     Integer(i64),
///     Device(Box<Device>),
///     /// A value that matches none of the documented alternatives. It is read from responses and never sent.
///     Other(Json),
/// }
///
/// rt::union!(Target { 0 Integer, 1 Device } Other "number,object");
///
/// impl From<i64> for Target { .. }
/// ```
pub(super) fn print(cx: &Context<'_>, def: &TypeDef, union: &Union, file: &mut Text<'_>) {
    head(def, None, &["Clone", "PartialEq"], file);
    let name = raw(&def.name.rust);
    file.code(&format!("#[non_exhaustive]\npub enum {name} {{\n"));
    for variant in &union.variants {
        declare(cx, variant, file);
    }
    let (other, json) = (raw(&union.other.rust), file.rt("Json"));
    file.doc_line(
        4,
        "A value that matches none of the documented alternatives. It is read from responses and never sent.",
    );
    file.code(&format!("    {other}({json}),\n}}\n"));
    line("union", &name, &union.variants, &other, file);
    file.code(" ");
    file.code(&struct_::text(&table::union(cx, union), file));
    file.code(");\n");
    for variant in &union.variants {
        convert(cx, def, union, variant, file);
    }
}

/// Writes the start of the line behind an enum: `rt::union!(Target { 0 Integer } Other`.
pub(super) fn line(word: &str, name: &str, variants: &[Variant], last: &str, file: &mut Text<'_>) {
    let rt = file.rt("rt");
    let variants = variants.iter().enumerate().map(|(place, variant)| format!("{place} {}", raw(&variant.name.rust)));
    let variants: Vec<String> = variants.collect();
    file.gap();
    file.filled(0, &format!("{rt}::{word}!({name} {{ "), &variants, &format!(" }} {last}"));
}

/// `Device(Box<Device>),`
pub(super) fn declare(cx: &Context<'_>, variant: &Variant, file: &mut Text<'_>) {
    file.doc(4, doc::present(&variant.description));
    let ty = payload(cx, variant).text(file);
    file.code(&format!("    {}({ty}),\n", raw(&variant.name.rust)));
}

/// `Box<Device>`
pub(super) fn payload(cx: &Context<'_>, variant: &Variant) -> Ty {
    let ty = ty::schema(cx, &variant.schema);
    if variant.boxed { Ty::Prelude("Box", vec![ty]) } else { ty }
}

/// `impl From<i64> for Target { .. }`, where no other alternative holds the same type.
fn convert(cx: &Context<'_>, def: &TypeDef, union: &Union, variant: &Variant, file: &mut Text<'_>) {
    let alike = union
        .variants
        .iter()
        .filter(|other| other.schema.ty == variant.schema.ty && other.schema.nullable == variant.schema.nullable);
    if alike.count() > 1 || leads_back(cx, def, variant) {
        return;
    }
    let alternative = raw(&variant.name.rust);
    let ty = ty::schema(cx, &variant.schema).text(file);
    let value = if variant.boxed { format!("{}::new(value)", file.prelude("Box")) } else { "value".to_owned() };
    conversion(&def.name.rust, &ty, &format!("Self::{alternative}({value})"), file);
    if variant.schema.ty == Type::String(StringFormat::Plain) && !variant.schema.nullable {
        conversion(&def.name.rust, "&str", &format!("Self::{alternative}(value.to_owned())"), file);
    }
}

/// Whether an alternative is the union itself, or a type that is another name of it and already converts.
fn leads_back(cx: &Context<'_>, def: &TypeDef, variant: &Variant) -> bool {
    let is_def =
        |ty: &Type| matches!(ty, Type::Named(id) if cx.api.type_def(*id).is_some_and(|other| std::ptr::eq(other, def)));
    let Type::Named(id) = &variant.schema.ty else { return false };
    is_def(&variant.schema.ty)
        || cx.api.type_def(*id).is_some_and(|other| match &other.kind {
            TypeKind::Newtype(inner) => is_def(&inner.ty),
            TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => false,
        })
}
