//! The names of types and operations, final, come in; the names of the modules that declare them go out. They are names of
//! files as well, on every system.

use super::scope::{self, Entry};
use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// How many bytes of a name become the name of a file, of which systems take 255.
const LONGEST: usize = 100;

/// What no module can be called, or no file on Windows, with any extension.
const RESERVED: [&str; 27] = [
    "self", "super", "crate", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
    "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Gives each type and each operation its module.
pub(super) fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    let types: Vec<Entry> =
        api.types.iter().map(|def| Entry::yielding(&def.pointer, &words(&def.name.rust), &[])).collect();
    for (def, name) in api.types.iter_mut().zip(scope::assign(&types, &RESERVED, diagnostics)) {
        def.module = name;
    }
    let operations = api.operations.iter();
    let operations: Vec<Entry> =
        operations.map(|operation| Entry::yielding(&operation.pointer, &words(&operation.type_name), &[])).collect();
    for (operation, name) in api.operations.iter_mut().zip(scope::assign(&operations, &RESERVED, diagnostics)) {
        operation.module = name;
    }
}

/// A type's name in words, such as `device_list` for `DeviceList`, as far as it is not too long. A word begins at each
/// capital letter, so that different names mostly have different words.
fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    let end = text.char_indices().map(|(start, c)| start + c.len_utf8()).take_while(|end| *end <= LONGEST).last();
    text.truncate(end.unwrap_or_default());
    text
}
