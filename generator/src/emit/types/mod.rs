//! From the declared types to their Rust items, one printer for each kind.

mod enumeration;
mod media_types;
mod newtype;
mod struct_;
mod union;

pub(super) use struct_::{declare, line, new, text};

use super::text::{Text, raw};
use super::{Context, doc};
use crate::ir::{TypeDef, TypeKind};

/// Writes the items of a type.
pub(super) fn print(cx: &Context<'_>, def: &TypeDef, file: &mut Text<'_>) {
    file.gap();
    if let Some(shared) = def.alias_of.and_then(|id| cx.api.type_def(id)) {
        file.doc(0, doc::present(&def.description));
        let shared = file.api(&shared.name.rust);
        file.code(&format!("pub type {} = {shared};\n", raw(&def.name.rust)));
        return;
    }
    match &def.kind {
        TypeKind::Struct(object) => struct_::print(cx, def, object, file),
        TypeKind::Enumeration(enumeration) => enumeration::print(cx, def, enumeration, file),
        TypeKind::Union(union) => union::print(cx, def, union, file),
        TypeKind::MediaTypes(variants) => media_types::print(cx, def, variants, file),
        TypeKind::Newtype(schema) => newtype::print(cx, def, schema, file),
    }
}

/// Writes what stands before a type: its documentation with its limits, and what it derives.
fn head(def: &TypeDef, limits: Option<&str>, derives: &[&'static str], file: &mut Text<'_>) {
    let marks = doc::marks(def.deprecated, def.experimental);
    file.doc(0, doc::present(&def.description).into_iter().chain(limits).chain(marks));
    file.derive(derives);
}

/// `impl From<i64> for Target { .. }`
fn conversion(name: &str, from: &str, value: &str, file: &mut Text<'_>) {
    let (name, convert) = (raw(name), file.prelude("From"));
    file.gap();
    file.code(&format!(
        "impl {convert}<{from}> for {name} {{\n    fn from(value: {from}) -> Self {{\n        {value}\n    }}\n}}\n"
    ));
}
