//! Prints an enumeration: a plain enum of its values, and the line that says how each is encoded.

use super::super::text::{Text, raw};
use super::super::{Context, table};
use super::{head, struct_};
use crate::ir::{EnumValues, Enumeration, Name, TypeDef};

/// ```text
/// #[derive(Clone, Copy, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum OperatingSystem {
///     Win,
/// }
///
/// rt::enumeration!(OperatingSystem text closed { Win "win" });
/// ```
pub(super) fn print(cx: &Context<'_>, def: &TypeDef, enumeration: &Enumeration, file: &mut Text<'_>) {
    head(def, None, &["Clone", "Copy", "PartialEq", "Eq", "Hash"], file);
    let name = raw(&def.name.rust);
    let (names, wires, kind): (Vec<&Name>, Vec<String>, &str) = match &enumeration.values {
        EnumValues::Strings(names) => {
            (names.iter().collect(), names.iter().map(|name| format!("{:?}", name.wire)).collect(), "text")
        }
        EnumValues::Integers(values) => {
            let (wires, names) = values.iter().map(|(value, name)| (value.to_string(), name)).unzip();
            (names, wires, "integer")
        }
    };
    file.code(&format!("#[non_exhaustive]\npub enum {name} {{\n"));
    for (index, variant) in names.iter().enumerate() {
        let description = enumeration
            .descriptions
            .get(index)
            .map(String::as_str)
            .filter(|description| !description.trim().is_empty());
        let wire = wire(variant);
        file.doc(4, description.into_iter().chain(wire.as_deref()));
        file.code(&format!("    {},\n", raw(&variant.rust)));
    }
    file.code("}\n");
    let values: Vec<String> =
        names.iter().zip(wires).map(|(name, wire)| format!("{} {wire}", raw(&name.rust))).collect();
    let open = if enumeration.open { "open" } else { "closed" };
    let rt = file.rt("rt");
    file.gap();
    file.filled(0, &format!("{rt}::enumeration!({name} {kind} {open} {{ "), &values, " }");
    let rules = table::of_type(cx, def);
    if !rules.is_empty() {
        file.code(" ");
        file.code(&struct_::text(&[rules], file));
    }
    file.code(");\n");
    offsets(enumeration, &name, &names, file);
}

/// How a value is encoded, if its variant's name does not show it.
fn wire(name: &Name) -> Option<String> {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    match name.wire.as_str() {
        "" => Some("The empty string.".to_owned()),
        wire if letters(wire) == letters(&name.rust) => None,
        wire => Some(format!("`{}`", wire.replace('`', "'"))),
    }
}

/// ```text
/// impl TimeZone {
///     pub fn utc_offset(self) -> Option<Offset> {
///         let seconds = match self { Self::Minus1200 => -43200 };
///         Offset::from_seconds(seconds).ok()
///     }
/// }
/// ```
fn offsets(enumeration: &Enumeration, name: &str, names: &[&Name], file: &mut Text<'_>) {
    if enumeration.offsets.is_empty() {
        return;
    }
    let (option, offset) = (file.prelude("Option"), file.rt("Offset"));
    file.gap();
    file.code(&format!(
        "impl {name} {{\n    /// The offset from UTC that the document gives for the value.\n    \
         pub fn utc_offset(self) -> {option}<{offset}> {{\n        let seconds = match self {{\n"
    ));
    for (name, seconds) in names.iter().zip(&enumeration.offsets) {
        file.code(&format!("            Self::{} => {seconds},\n", raw(&name.rust)));
    }
    file.code(&format!("        }};\n        {offset}::from_seconds(seconds).ok()\n    }}\n}}\n"));
}
