//! Assigns every Rust name in the IR: readable, unique in its scope, and stable when the document grows elsewhere.

pub mod case;
mod defaults;
pub mod keyword;
pub(crate) mod modules;
mod operations;
mod scope;
mod types;

use std::collections::BTreeSet;

use self::scope::Entry;
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Api, Name, SecurityScheme, Tag, TypeKind};

/// Gives every thing in the IR its Rust name.
pub fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    check_hints(api, diagnostics);
    items(api, diagnostics);
    for def in api.printed_types_mut() {
        types::assign(def, diagnostics);
    }
    operations::assign(api, diagnostics);
    defaults::assign(api, diagnostics);
    security(api, diagnostics);
    modules::assign(api, diagnostics);
}

/// Names of items that generated crates have for themselves, at their root or in the modules that are glob-exported
/// there.
const RESERVED_TYPES: [&str; 2] = ["Client", "SERVERS"];
/// Names of modules that generated crates have for themselves.
const RESERVED_MODULES: [&str; 10] = [
    "client",
    "network",
    "operations",
    "reqwest_client",
    "schemes",
    "security",
    "server",
    "servers",
    "specwright_runtime",
    "types",
];
/// Methods that every client has behind `with_`.
const RESERVED_CREDENTIALS: [&str; 10] = [
    "accept",
    "body_limit",
    "credential",
    "format",
    "header",
    "layer",
    "reqwest",
    "service",
    "strict_responses",
    "timeout",
];

/// All types share one scope: those of the document, those of operations, and the server's traits.
fn items(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut entries: Vec<Entry> = api.printed_types().map(types::entry).collect();
    for operation in &api.operations {
        let natural = match &operation.name.hint {
            Some(hint) => case::pascal(hint),
            None => case::pascal(&operation.name.wire),
        };
        let hinted = operation.name.hint.as_ref().map(|_| natural.clone());
        let (at, name) = (operation.pointer.clone(), natural.clone());
        entries.push(Entry::new(&operation.pointer, hinted.as_ref(), natural, move || {
            let whole = qualified(&at);
            let [plain, spelled] = [case::pascal(&whole), case::pascal(&case::spelled(&whole))];
            vec![case::with(&name, "Request"), case::with(&plain, "Request"), case::with(&spelled, "Request")]
        }));
    }
    let caseless = caseless(api);
    let reserved: Vec<&str> = RESERVED_TYPES.into_iter().chain(caseless.iter().map(String::as_str)).collect();
    let mut names = scope::assign(&entries, &reserved, diagnostics).into_iter();
    for def in api.printed_types_mut() {
        def.name.rust = names.next().unwrap_or_default();
    }
    for operation in &mut api.operations {
        operation.type_name = names.next().unwrap_or_default();
    }
    derived(api, diagnostics);
}

/// The names of fields and methods that would also be names of types, for they are written without capitals: a variable
/// cannot be called as a tuple struct is.
fn caseless(api: &Api) -> BTreeSet<String> {
    let fields = api.printed_types().flat_map(|def| match &def.kind {
        TypeKind::Struct(object) => object.fields.as_slice(),
        _ => &[],
    });
    let headers =
        api.operations.iter().flat_map(|operation| &operation.responses).flat_map(|response| &response.headers);
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters).chain(headers);
    let names = fields.map(|field| &field.name).chain(parameters.map(|parameter| &parameter.name));
    let names = names.map(|name| case::snake(name.hint.as_ref().unwrap_or(&name.wire)));
    names.filter(|name| !name.is_ascii() && case::pascal(name) == *name).collect()
}

/// What is called after operations and tags gives way to what the document names.
fn derived(api: &mut Api, diagnostics: &mut Diagnostics) {
    let types = api.printed_types().map(|def| &def.name.rust);
    let operations = api.operations.iter().map(|operation| &operation.type_name);
    let taken: Vec<String> = types.chain(operations).cloned().collect();
    let mut reserved: Vec<&str> = taken.iter().map(String::as_str).collect();
    reserved.extend(RESERVED_TYPES);
    let mut entries = Vec::new();
    for operation in &api.operations {
        let name = &operation.type_name;
        let yielding = |first: &str, second: &str| {
            Entry::yielding(&operation.pointer, &case::with(name, first), &[&case::with(name, second)])
        };
        entries.push(yielding("Output", "ReplyOutput"));
        entries.push(yielding("Error", "ReplyError"));
    }
    for tag in &api.tags {
        let natural = case::pascal(tag.name.hint.as_ref().unwrap_or(&tag.name.wire));
        entries.push(Entry::yielding(
            &tag.pointer,
            &natural,
            &[&case::with(&natural, "Api"), &case::with(&natural, "TagApi")],
        ));
    }
    let mut names = scope::assign(&entries, &reserved, diagnostics).into_iter();
    for operation in &mut api.operations {
        operation.output_name = names.next().unwrap_or_default();
        operation.error_name = names.next().unwrap_or_default();
    }
    for tag in &mut api.tags {
        tag.trait_name = names.next().unwrap_or_default();
    }
    let module = |tag: &Tag| {
        let wire = tag.name.wire.clone();
        Entry::new(&tag.pointer, tag.name.hint.as_ref(), case::snake(&wire), move || {
            vec![case::with(&case::snake(&wire), "_api"), spelled_snake(&wire)]
        })
    };
    let entries: Vec<Entry> = api.tags.iter().map(module).collect();
    let names = scope::assign(&entries, &RESERVED_MODULES, diagnostics);
    for (tag, name) in api.tags.iter_mut().zip(names) {
        tag.name.rust = name;
    }
}

fn security(api: &mut Api, diagnostics: &mut Diagnostics) {
    let schemes = &api.security_schemes;
    let entry = |scheme: &SecurityScheme| {
        let wire = scheme.name.wire.clone();
        let hint = scheme.name.hint.as_ref().map(|hint| case::upper(hint));
        Entry::new(&scheme.pointer, hint.as_ref(), case::upper(&wire), move || {
            vec![case::with(&case::upper(&case::spelled(&wire)), "_SCHEME")]
        })
    };
    let entries: Vec<Entry> = schemes.iter().map(entry).collect();
    let names = scope::assign(&entries, &[], diagnostics);
    // Schemes with one credential share its name.
    let mut credentials: Vec<(&str, Entry)> = Vec::new();
    for scheme in schemes {
        let wire = scheme.credential.wire.as_str();
        if !credentials.iter().any(|(other, _)| *other == wire) {
            let owned = wire.to_owned();
            let entry = Entry::new(&scheme.pointer, None, credential(wire), move || {
                vec![case::with(&case::snake(&owned), "_credential"), spelled_snake(&owned)]
            });
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

/// A credential's name, which is only ever printed behind `with_`: no keyword, and none of the further methods that
/// another credential has.
fn credential(wire: &str) -> String {
    let name = case::snake(wire);
    let further = ["_source", "_hs256", "_none"].iter().any(|end| name.ends_with(end));
    if further { format!("{name}_credential") } else { name.trim_end_matches('_').to_owned() }
}

/// How a name is distinguished from another one, in snake case: with its symbols spelled, then with how its letters are
/// written.
fn other_snakes(wire: &str) -> Vec<String> {
    let spelled = spelled_snake(wire);
    vec![spelled.clone(), case::with(&spelled, &format!("_{}", letters(wire)))]
}

/// As [`other_snakes`], in Pascal case.
fn other_pascals(wire: &str) -> Vec<String> {
    let spelled = case::pascal(&case::spelled(wire));
    vec![spelled.clone(), case::with(&spelled, &case::pascal(letters(wire)))]
}

fn spelled_snake(wire: &str) -> String {
    case::snake(&case::spelled(wire))
}

/// How names are distinguished that only differ in capitals.
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
        !matches!(
            segment.as_str(),
            "paths" | "components" | "schemas" | "properties" | "content" | "schema" | "application/json"
        )
    };
    at.segments().filter(telling).collect::<Vec<String>>().join("_")
}

/// Refuses names of `x-rust-name` that are not valid in Rust.
fn check_hints(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut lower = Vec::new();
    let mut check = |name: &mut Name, at: &Pointer| scope::check_hint(&mut name.hint, at, diagnostics);
    for def in api.printed_types_mut() {
        let at = def.pointer.clone();
        check(&mut def.name, &at);
        if let Some(hint) = def.name.hint.take_if(|hint| hint.starts_with(|c: char| c.is_ascii_lowercase() || c == '_'))
        {
            lower.push((hint, at.clone()));
        }
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
    // Names in lower case are those of crates, variables and primitive types.
    for (hint, at) in lower {
        let message = format!("the name of a type starts with a capital letter, and `{hint}` does not");
        diagnostics.error("invalid-rust-name", &at, message);
    }
}
