//! An operation is turned into the struct of its request, and the line with its table.

use super::super::text::{Text, raw};
use super::super::types::{declare, line, new, text};
use super::response::{error_type, output_type, shape};
use super::{Context, Errors, defaults, doc, slots, status_text, table};
use crate::ir::Operation;

/// ```text
/// /// Lists the devices.
/// #[derive(Clone, Default, PartialEq)]
/// pub struct ListDevices {
///     pub search: Option<String>,
/// }
///
/// rt::operation!(ListDevices default { 0 search } Alone DeviceList, ListDevicesError; super::super::servers::API;
///     "listDevices,GET,/devices;?search(query);;200(success,json(application/json)),404");
/// ```
pub(super) fn print(cx: &Context<'_>, operation: &Operation, errors: &Errors<'_>, file: &mut Text<'_>) {
    file.gap();
    for line in documentation(operation) {
        file.doc_line(0, &line);
    }
    let name = raw(&operation.type_name);
    let slots = slots(operation);
    let default = slots.iter().all(|slot| !slot.required);
    file.derive(if default { &["Clone", "Default", "PartialEq"] } else { &["Clone", "PartialEq"] });
    file.code(&format!("pub struct {name} {{\n"));
    for slot in &slots {
        declare(cx, slot, file);
    }
    file.code("}\n");
    if !default {
        new(cx, &name, &slots, false, file);
    }
    defaults::print(cx, &name, &slots, file);
    let (lists, links) = table::operation(cx, operation);
    line("operation", &name, default, &slots, None, file);
    let output = output_type(cx, operation).text(file);
    let error = error_type(operation, errors).text(file);
    let api = format!("{}::servers::API", file.root());
    file.code(&format!("{} {output}, {error}; {api};\n    ", shape(operation)));
    file.code(&text(&lists, file));
    let links = links.into_iter().filter_map(|id| cx.api.type_def(id));
    let links: Vec<String> = links.map(|def| file.api(&def.name.rust)).collect();
    if !links.is_empty() {
        file.code(&format!(" {}", links.join(", ")));
    }
    file.code(");\n");
}

/// The lines that document an operation: what the document says, where it is found, and its responses.
pub(in crate::emit) fn documentation(operation: &Operation) -> Vec<String> {
    let place = format!("`{}`", super::line(operation));
    let summary = super::summary(operation);
    let description = doc::present(&operation.description).filter(|description| summary != Some(description));
    let marks = doc::marks(operation.deprecated, operation.experimental);
    let mut lines = doc::lines(summary.into_iter().chain(description).chain(marks).chain([place.as_str()]));
    if operation.responses.iter().any(|response| !response.description.trim().is_empty()) {
        lines.push(String::new());
        lines.push("Documented responses:".to_owned());
        lines.extend(operation.responses.iter().map(|response| {
            let line = format!("* {}: {}", status_text(response.status), doc::one_line(&response.description));
            line.trim_end_matches([':', ' ']).to_owned()
        }));
    }
    lines
}
