//! The names of types and operations, final, come in; the names of the modules that declare them go out, which are names of
//! files on every system, and of the statics that hold what the document says of them.

use super::scope::{self, Entry};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::Api;

/// How many bytes of a name become the name of a file, of which systems take 255.
const LONGEST: usize = 100;

/// What no module can be called (`mod.rs` is the file of the module around it), or no file on Windows, with any extension.
const RESERVED: [&str; 28] = [
    "self", "super", "crate", "mod", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5",
    "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Gives each type and each operation its module, and the static beside it.
pub(super) fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    let operations = api.operations.iter().flat_map(|operation| {
        [&operation.type_name, &operation.output_name, &operation.error_name].map(String::as_str)
    });
    let types = api.printed_types().map(|def| def.name.rust.as_str());
    // What is imported as a type can be a function as well, which a static must not be called.
    let taken: Vec<String> = types.chain(operations).map(str::to_owned).collect();
    let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
    let mut both = |names: Vec<(&Pointer, &str)>| {
        let entries = |case: fn(&str) -> String| -> Vec<Entry> {
            names.iter().map(|(at, name)| Entry::yielding(at, &case(name), &[])).collect()
        };
        let modules = scope::assign(&entries(words), &RESERVED, diagnostics);
        let tables = scope::assign(&entries(|name| words(name).to_ascii_uppercase()), &taken, diagnostics);
        modules.into_iter().zip(tables).collect::<Vec<_>>()
    };
    let types = both(api.printed_types().map(|def| (&def.pointer, def.name.rust.as_str())).collect());
    let operations =
        both(api.operations.iter().map(|operation| (&operation.pointer, operation.type_name.as_str())).collect());
    for (def, (module, table)) in api.printed_types_mut().zip(types) {
        (def.module, def.table) = (module, table);
    }
    for (operation, (module, table)) in api.operations.iter_mut().zip(operations) {
        (operation.module, operation.table) = (module, table);
    }
}

/// A type's name in words, such as `device_list` for `DeviceList`, as far as it is not too long. A word begins at each
/// capital letter, so that different names mostly have different words. The names of files are ASCII (the Rust Reference,
/// "Identifiers").
fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        if c.is_ascii() {
            text.push(c.to_ascii_lowercase());
        } else {
            text.push_str(&format!("u{:x}", u32::from(c)));
        }
    }
    text.truncate(LONGEST);
    text
}
