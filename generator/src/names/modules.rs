//! From the final names of tags to the names of the modules of their operations, which are valid file names on every
//! system.

use super::scope::{self, Entry};
use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// How many bytes of a name become the name of a file, of which systems take 255.
const LONGEST: usize = 100;

/// What no module can be called (`mod.rs` is the file of the module around it), or no file on Windows, with any
/// extension.
const RESERVED: [&str; 28] = [
    "self", "super", "crate", "mod", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5",
    "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The module of what several tags use.
pub(crate) const SHARED: &str = "shared";

/// Gives each tag its module.
pub(super) fn assign(api: &mut Api, diagnostics: &mut Diagnostics) {
    let entries: Vec<Entry> =
        api.tags.iter().map(|tag| Entry::yielding(&tag.pointer, &words(&tag.name.rust), &[])).collect();
    let reserved: Vec<&str> = RESERVED.iter().copied().chain([SHARED]).collect();
    let names = scope::assign(&entries, &reserved, diagnostics);
    for (tag, module) in api.tags.iter_mut().zip(names) {
        tag.module = module;
    }
}

/// A name in ASCII, as far as it is not too long (the Rust Reference, "Identifiers").
fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii() {
            text.push(c.to_ascii_lowercase());
        } else {
            text.push_str(&format!("u{:x}", u32::from(c)));
        }
    }
    text.truncate(LONGEST);
    text
}
