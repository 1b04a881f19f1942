//! A body whose media types have types of their own is turned into an enum, one variant for each.

use super::super::Context;
use super::super::text::{Text, raw};
use super::{conversion, head, union};
use crate::ir::{TypeDef, Variant};

/// ```text
/// #[derive(Clone, PartialEq)]
/// #[non_exhaustive]
/// pub enum ScreenshotBody {
///     Json(Screenshot),
///     Octets(Bytes),
/// }
///
/// rt::media_types!(ScreenshotBody { 0 Json } Octets);
///
/// impl From<Screenshot> for ScreenshotBody { .. }
/// ```
pub(super) fn print(cx: &Context<'_>, def: &TypeDef, variants: &[Variant], file: &mut Text<'_>) {
    head(def, None, &["Clone", "PartialEq"], file);
    let name = raw(&def.name.rust);
    file.code(&format!("#[non_exhaustive]\npub enum {name} {{\n"));
    for variant in variants {
        union::declare(cx, variant, file);
    }
    file.code("}\n");
    if let Some((last, others)) = variants.split_last() {
        union::line("media_types", &name, others, &raw(&last.name.rust), file);
        file.code(");\n");
    }
    let held: Vec<_> = variants.iter().map(|variant| union::payload(cx, variant)).collect();
    for (variant, ty) in variants.iter().zip(&held) {
        if held.iter().filter(|other| *other == ty).count() == 1 {
            let ty = ty.text(file);
            conversion(&def.name.rust, &ty, &format!("Self::{}(value)", raw(&variant.name.rust)), file);
        }
    }
}
