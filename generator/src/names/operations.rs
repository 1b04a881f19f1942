//! The names of operations' methods, of the fields of requests, and of the parts of responses.

use super::scope::{self, Entry};
use super::{case, other_snakes, qualified, spelled_snake};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Api, Location, Name, Operation, Response};

/// Methods that every client has for itself.
const RESERVED_METHODS: [&str; 3] = ["clone", "new", "with"];

/// Names methods, fields and parts.
pub(super) fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    let entries: Vec<Entry> = api.operations.iter().map(method).collect();
    let names = scope::assign(&entries, &RESERVED_METHODS, diagnostics);
    for (operation, name) in api.operations.iter_mut().zip(names) {
        operation.name.rust = name;
        request(operation, diagnostics);
        for response in &mut operation.responses {
            response.variant.rust.clone_from(&response.variant.wire);
            parts(response, diagnostics);
        }
    }
}

fn method(operation: &Operation) -> Entry {
    let wire = &operation.name.wire;
    let natural = case::snake(wire);
    // Methods that start with `with_` set the client up.
    let natural = if natural.starts_with("with_") { format!("{natural}_operation") } else { natural };
    let hint = operation.name.hint.as_ref().map(|hint| case::snake(hint));
    // Method and path are what no other operation has.
    let at = operation.pointer.clone();
    Entry::new(&operation.pointer, hint.as_ref(), natural, move || {
        let whole = qualified(&at);
        vec![case::snake(&whole), spelled_snake(&whole)]
    })
}

/// The fields of a request: parameters with one name in several places are distinguished by these.
fn request(operation: &mut Operation, diagnostics: &mut Diagnostics) {
    let mut entries: Vec<Entry> = Vec::new();
    for parameter in &operation.parameters {
        let location = match parameter.location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        entries.push(located(&parameter.pointer, &parameter.name, location));
    }
    let mut names: Vec<&mut Name> = operation.parameters.iter_mut().map(|parameter| &mut parameter.name).collect();
    if let Some(body) = &mut operation.body {
        entries.push(Entry::yielding(&body.pointer, "body", &["request_body", "body_content"]));
        names.push(&mut body.name);
    }
    let assigned = scope::assign(&entries, &[], diagnostics);
    for (name, rust) in names.into_iter().zip(assigned) {
        name.rust = rust;
    }
}

/// A name that is distinguished by where it is carried.
fn located(at: &Pointer, name: &Name, location: &'static str) -> Entry {
    let wire = name.wire.clone();
    Entry::new(at, name.hint.as_ref(), case::snake(&wire), move || {
        [format!("{location}_{}", case::snake(&wire))].into_iter().chain(other_snakes(&wire)).collect()
    })
}

/// The parts of a response: the status, the headers, the body.
fn parts(response: &mut Response, diagnostics: &mut Diagnostics) {
    let mut entries: Vec<Entry> = Vec::new();
    for header in &response.headers {
        entries.push(located(&header.pointer, &header.name, "header"));
    }
    let mut names: Vec<&mut Name> = response.headers.iter_mut().map(|header| &mut header.name).collect();
    if let Some((name, schema)) = &mut response.body {
        entries.push(Entry::yielding(&schema.pointer, "body", &["response_body", "body_content"]));
        names.push(name);
    }
    let assigned = scope::assign(&entries, &["status"], diagnostics);
    for (name, rust) in names.into_iter().zip(assigned) {
        name.rust = rust;
    }
}
