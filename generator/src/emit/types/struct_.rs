//! An object with listed properties is turned into a struct, and the line with its table.

use super::super::text::{Text, WIDTH, raw};
use super::super::ty::{self, Slot};
use super::super::{Context, defaults, doc, limits, table};
use super::head;
use crate::ir::{Additional, Schema, Struct, TypeDef};
use crate::notation;

/// ```text
/// #[derive(Clone, PartialEq)]
/// pub struct Device {
///     /// Shown in lists.
///     pub name: String,
///     pub memory: Option<i64>,
/// }
///
/// impl Device {
///     pub fn new(name: impl Into<String>) -> Self { Self { name: name.into(), ..rt::blank() } }
/// }
///
/// rt::object!(Device { 0 name, 1 memory } "name,?memory");
/// ```
pub(super) fn print(cx: &Context<'_>, def: &TypeDef, object: &Struct, file: &mut Text<'_>) {
    let default = def.facts.default;
    let derives: &[&'static str] = if default { &["Clone", "Default", "PartialEq"] } else { &["Clone", "PartialEq"] };
    head(def, None, derives, file);
    let name = raw(&def.name.rust);
    let slots: Vec<Slot<'_>> = object.fields.iter().map(Slot::field).collect();
    file.code(&format!("pub struct {name} {{\n"));
    for slot in &slots {
        declare(cx, slot, file);
    }
    let kept = kept(object);
    if let Some((kept, schema)) = &kept {
        let (map, string, ty) = (file.rt("BTreeMap"), file.prelude("String"), ty::schema(cx, schema).text(file));
        file.doc_line(4, "Properties that the document does not list.");
        file.code(&format!("    pub {kept}: {map}<{string}, {ty}>,\n"));
    }
    file.code("}\n");
    if !default {
        new(cx, &name, &slots, kept.is_some(), file);
    }
    defaults::print(cx, &name, &slots, file);
    let (lists, link) = table::object(cx, object);
    let link = link.and_then(|id| cx.api.type_def(id)).map(|def| file.api(&def.name.rust));
    let rest = kept.map(|(kept, _)| kept);
    line("object", &name, default, &slots, rest.as_deref(), file);
    file.code(&text(&lists, file));
    file.code(&link.map_or(String::new(), |link| format!(" {link}")));
    file.code(");\n");
}

/// Writes the start of the line behind a struct: `rt::object!(Device default { 0 id, 1 name; rest }`, without an end.
pub(in crate::emit) fn line(
    word: &str,
    name: &str,
    default: bool,
    slots: &[Slot<'_>],
    rest: Option<&str>,
    file: &mut Text<'_>,
) {
    let rt = file.rt("rt");
    let fields: Vec<String> =
        slots.iter().enumerate().map(|(place, slot)| format!("{place} {}", raw(slot.name))).collect();
    let default = if default { " default" } else { "" };
    let rest = rest.map_or(String::new(), |rest| format!("; {rest}"));
    file.gap();
    file.filled(0, &format!("{rt}::{word}!({name}{default} {{ "), &fields, &format!("{rest} }} "));
}

/// A table as a literal, after the text of the line.
pub(in crate::emit) fn text(lists: &[notation::List], file: &Text<'_>) -> String {
    let column = file.out.rsplit('\n').next().map_or(0, |line| line.chars().count());
    notation::literal(&notation::print(lists), column, 4, WIDTH)
}

/// `pub name: Option<String>,`
pub(in crate::emit) fn declare(cx: &Context<'_>, slot: &Slot<'_>, file: &mut Text<'_>) {
    let limits = limits::of_place(cx, slot.schema);
    let marks = doc::marks(slot.deprecated, slot.experimental);
    file.doc(4, slot.description.into_iter().chain(limits.as_deref()).chain(marks));
    let ty = slot.ty(cx).text(file);
    file.code(&format!("    pub {}: {ty},\n", raw(slot.name)));
}

/// Writes the function that makes a value of what is required.
pub(in crate::emit) fn new(cx: &Context<'_>, name: &str, slots: &[Slot<'_>], kept: bool, file: &mut Text<'_>) {
    let required: Vec<&Slot<'_>> = slots.iter().filter(|slot| slot.required).collect();
    let (arguments, mut values): (Vec<String>, Vec<String>) =
        required.iter().map(|slot| ty::argument(cx, slot, file)).unzip();
    if required.len() < slots.len() || kept {
        values.push(format!("..{}::blank()", file.rt("rt")));
    }
    file.gap();
    file.code(&format!("impl {name} {{\n"));
    file.signature(4, "pub fn new", &arguments, " -> Self {\n");
    file.filled(8, "Self { ", &values, " }\n    }\n}\n");
}

fn kept(object: &Struct) -> Option<(String, &Schema)> {
    match &object.additional {
        Additional::Keep(name, schema) => Some((raw(&name.rust), schema)),
        Additional::Skip | Additional::Refuse => None,
    }
}
