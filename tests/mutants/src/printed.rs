//! The tables of a generated crate, read off its source.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use specwright_tests::rust_files;
use syn::{Item, LitStr};

/// What a table is a table of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An object.
    Object,
    /// A `oneOf`.
    Union,
    /// The constraints of a named type.
    Rules,
    /// An operation.
    Operation,
}

/// The table of a type or an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    /// What it is a table of.
    pub kind: Kind,
    /// The name of the type or operation.
    pub name: String,
    /// What it says, in the notation of `specwright_runtime::rt::notation`.
    pub text: String,
}

impl Kind {
    /// All of them, with the name of the type that the runtime makes of the text, and the macros behind the declarations.
    const ALL: [(Self, &str, &[&str]); 4] = [
        (Self::Object, "Object", &["object"]),
        (Self::Union, "OneOf", &["union"]),
        (Self::Rules, "Rules", &["newtype", "enumeration"]),
        (Self::Operation, "OperationMeta", &["operation"]),
    ];

    /// The kind whose texts become this type of the runtime.
    pub(crate) fn of_type(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, of, _)| *of == name).map(|(kind, ..)| *kind)
    }

    fn of_macro(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(.., macros)| macros.contains(&name)).map(|(kind, ..)| *kind)
    }

    /// The type that the runtime makes of the text.
    pub(crate) fn becomes(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, _)| *name)
    }
}

/// All tables of the crate in this folder, with the file that each stands in.
///
/// # Errors
/// A file that cannot be read, or is no Rust.
pub fn tables(home: &Path) -> Result<BTreeMap<Table, String>, Box<dyn Error>> {
    let mut tables = BTreeMap::new();
    for path in rust_files::below(&home.join("src"))? {
        let file = path.strip_prefix(home)?.to_string_lossy().into_owned();
        for item in syn::parse_file(&fs::read_to_string(&path)?)?.items {
            let Item::Macro(item) = item else { continue };
            let macro_name = item.mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
            if let Some(kind) = Kind::of_macro(&macro_name)
                && let Some((name, text)) = table(item.mac.tokens)
            {
                tables.insert(Table { kind, name, text }, file.clone());
            }
        }
    }
    Ok(tables)
}

/// The name and the text in what a macro is called with; a text within braces is none.
fn table(tokens: TokenStream) -> Option<(String, String)> {
    let mut tokens = tokens.into_iter();
    let name = tokens.next()?.to_string();
    let mut texts = tokens.filter_map(|token| match token {
        TokenTree::Literal(literal) => syn::parse2::<LitStr>(TokenTree::Literal(literal).into()).ok(),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    });
    texts.next().map(|text| (name, text.value()))
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
