//! The IR without names comes in; every Rust name in it is filled in, a good one, unique in its scope, and the same however
//! the document grows elsewhere.

pub mod case;
pub mod keyword;
mod operations;
mod scope;
mod types;

use self::scope::Entry;
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Api, Name};

/// Gives every thing in the IR its Rust name.
pub fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    check_hints(api, diagnostics);
    items(api, diagnostics);
    for def in &mut api.types {
        types::assign(def, diagnostics);
    }
    operations::assign(api, diagnostics);
    security(api, diagnostics);
}

/// Names of items that generated crates have for themselves, at their root or in the modules that are glob-exported there.
const RESERVED_TYPES: [&str; 3] = ["Authenticate", "Client", "Self_"];
/// Names of modules that generated crates have for themselves.
const RESERVED_MODULES: [&str; 8] =
    ["client", "client_api", "operations", "security", "server", "servers", "types", "specwright_runtime"];
/// Methods that every client has behind `with_`.
const RESERVED_CREDENTIALS: [&str; 6] =
    ["body_limit", "credential", "header", "strict_replies", "timeout", "transport"];

/// All types share one scope: those of the document, those of operations, and the server's traits.
fn items(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut entries: Vec<Entry> = api.types.iter().map(types::entry).collect();
    for operation in &api.operations {
        let natural = match &operation.name.hint {
            Some(hint) => case::pascal(hint),
            None => case::pascal(&operation.name.wire),
        };
        let hinted = operation.name.hint.as_ref().map(|_| natural.clone());
        let whole = qualified(&operation.pointer);
        let [plain, spelled] = [case::pascal(&whole), case::pascal(&case::spelled(&whole))];
        let candidates = vec![natural.clone(), format!("{natural}Request"), format!("{plain}Request"), format!("{spelled}Request")];
        entries.push(Entry::new(&operation.pointer, hinted.as_ref(), candidates));
    }
    let mut names = scope::assign(&entries, &RESERVED_TYPES, diagnostics).into_iter();
    for def in &mut api.types {
        def.name.rust = names.next().unwrap_or_default();
    }
    for operation in &mut api.operations {
        operation.type_name = names.next().unwrap_or_default();
    }
    derived(api, diagnostics);
}

/// What is called after operations and tags gives way to what the document names.
fn derived(api: &mut Api, diagnostics: &mut Diagnostics) {
    let types = api.types.iter().map(|def| &def.name.rust);
    let operations = api.operations.iter().map(|operation| &operation.type_name);
    let taken: Vec<String> = types.chain(operations).cloned().collect();
    let mut reserved: Vec<&str> = taken.iter().map(String::as_str).collect();
    reserved.extend(RESERVED_TYPES);
    let mut entries = Vec::new();
    for operation in &api.operations {
        let name = &operation.type_name;
        let yielding = |first: &str, second: &str| {
            Entry::yielding(&operation.pointer, &[&format!("{name}{first}"), &format!("{name}{second}")])
        };
        entries.push(yielding("Output", "ReplyOutput"));
        entries.push(yielding("Error", "ReplyError"));
    }
    for tag in &api.tags {
        let natural = case::pascal(tag.name.hint.as_ref().unwrap_or(&tag.name.wire));
        entries.push(Entry::yielding(&tag.pointer, &[&natural, &format!("{natural}Api"), &format!("{natural}TagApi")]));
    }
    let mut names = scope::assign(&entries, &reserved, diagnostics).into_iter();
    for operation in &mut api.operations {
        operation.output_name = names.next().unwrap_or_default();
        operation.error_name = names.next().unwrap_or_default();
    }
    for tag in &mut api.tags {
        tag.trait_name = names.next().unwrap_or_default();
    }
    let entries: Vec<Entry> = api.tags.iter().map(|tag| {
        let natural = case::snake(&tag.name.wire);
        Entry::new(&tag.pointer, tag.name.hint.as_ref(), vec![natural.clone(), format!("{natural}_api"), spelled_snake(&tag.name.wire)])
    }).collect();
    let names = scope::assign(&entries, &RESERVED_MODULES, diagnostics);
    for (tag, name) in api.tags.iter_mut().zip(names) {
        tag.name.rust = name;
    }
}

fn security(api: &mut Api, diagnostics: &mut Diagnostics) {
    let schemes = &api.security_schemes;
    let entries: Vec<Entry> = schemes.iter().map(|scheme| {
        let wire = &scheme.name.wire;
        let hint = scheme.name.hint.as_ref().map(|hint| case::upper(hint));
        Entry::new(&scheme.pointer, hint.as_ref(), vec![case::upper(wire), format!("{}_SCHEME", case::upper(&case::spelled(wire)))])
    }).collect();
    let names = scope::assign(&entries, &[], diagnostics);
    // Schemes with one credential share its name.
    let mut credentials: Vec<(&str, Entry)> = Vec::new();
    for scheme in schemes {
        let wire = scheme.credential.wire.as_str();
        if !credentials.iter().any(|(other, _)| *other == wire) {
            let natural = case::snake(wire);
            let entry = Entry::new(&scheme.pointer, None, vec![natural.clone(), format!("{natural}_credential"), spelled_snake(wire)]);
            credentials.push((wire, entry));
        }
    }
    let (wires, entries): (Vec<&str>, Vec<Entry>) = credentials.into_iter().unzip();
    let assigned = scope::assign(&entries, &RESERVED_CREDENTIALS, diagnostics);
    let assigned: Vec<(String, String)> = wires.into_iter().map(str::to_owned).zip(assigned).collect();
    for (scheme, name) in api.security_schemes.iter_mut().zip(names) {
        scheme.name.rust = name;
        let credential = assigned.iter().find(|(wire, _)| *wire == scheme.credential.wire);
        scheme.credential.rust = credential.map(|(_, rust)| rust.clone()).unwrap_or_default();
    }
}

/// Candidates for a name that a thing has by itself, in snake case: by itself, then with its symbols spelled, then with how
/// its letters are written.
fn snakes(wire: &str, second: String) -> Vec<String> {
    vec![case::snake(wire), second, spelled_snake(wire), format!("{}_{}", spelled_snake(wire), letters(wire))]
}

/// As [`snakes`], in Pascal case.
fn pascals(wire: &str) -> Vec<String> {
    let spelled = case::pascal(&case::spelled(wire));
    vec![case::pascal(wire), spelled.clone(), format!("{spelled}{}", case::pascal(letters(wire)))]
}

fn spelled_snake(wire: &str) -> String {
    case::snake(&case::spelled(wire))
}

/// How names are told apart that only differ in capitals.
fn letters(wire: &str) -> &'static str {
    let (upper, lower) = (wire.chars().any(char::is_uppercase), wire.chars().any(char::is_lowercase));
    match (upper, lower) {
        (true, false) => "uppercase",
        (false, true) => "lowercase",
        (true, true) if wire.starts_with(char::is_uppercase) => "capitalized",
        (true, true) => "mixed_case",
        (false, false) => "caseless",
    }
}

/// The whole way to a place, without the words that are the same for all.
fn qualified(at: &Pointer) -> String {
    let telling = |segment: &String| {
        !matches!(segment.as_str(), "paths" | "components" | "schemas" | "properties" | "content" | "schema" | "application/json")
    };
    at.segments().filter(telling).collect::<Vec<String>>().join("_")
}

/// Refuses what `x-rust-name` asks for where Rust has no such names.
fn check_hints(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut check = |name: &mut Name, at: &Pointer| scope::check_hint(&mut name.hint, at, diagnostics);
    for def in &mut api.types {
        let at = def.pointer.clone();
        check(&mut def.name, &at);
        types::each_name(&mut def.kind, &at, &mut check);
    }
    for operation in &mut api.operations {
        check(&mut operation.name, &operation.pointer);
        for parameter in &mut operation.parameters {
            check(&mut parameter.name, &parameter.pointer);
        }
        for header in operation.responses.iter_mut().flat_map(|response| &mut response.headers) {
            check(&mut header.name, &header.pointer);
        }
    }
    for scheme in &mut api.security_schemes {
        check(&mut scheme.name, &scheme.pointer);
    }
}
