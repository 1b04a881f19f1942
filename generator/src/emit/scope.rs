//! From tokens with markers to tokens with the shortest paths that are safe, and the `use` items that they need.
//!
//! A document may call a schema `String`, `Option` or `Field`. So emitters never print a bare name that is not their
//! own: they print `prelude::String`, `rt::Field` (the runtime, the proof and `std`), `api::Device` (what the document
//! declares) and `here::security` (a module of the generated crate). Where a name is not also one that the document has
//! in the same file, it is imported and printed bare; else the whole path is printed.

mod known;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::ir::Api;
use known::{DERIVED, PRELUDE, RUNTIME};

/// Which module of the generated crate declares each name of the document.
#[derive(Debug, Default)]
pub(super) struct Scope {
    homes: BTreeMap<String, &'static str>,
}

/// The place for which tokens are printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct ModuleContext<'a> {
    /// The path of the generated crate's root from here: `super`, `super::super` or the crate's name.
    pub(super) root: &'a str,
    /// The path of the runtime from here.
    pub(super) runtime: &'a str,
    /// The names of the document that are declared here.
    pub(super) declares: &'a BTreeSet<String>,
    /// The other names that are declared here.
    pub(super) own: &'a BTreeSet<String>,
}

/// The `use` items of a module: each path with the names that are used from it.
#[derive(Debug, Default)]
pub(super) struct Imports {
    paths: BTreeMap<String, BTreeSet<String>>,
}

/// A name for something that is not of the document, beside everything that is: the first of these that no type has.
pub(super) fn free(api: &Api, candidates: &[&str]) -> String {
    let is_free = |name: &str| !declared(api).any(|(declared, _)| declared == name);
    let found = candidates.iter().find(|name| is_free(name)).map(|name| (*name).to_owned());
    found.unwrap_or_else(|| {
        let mut name = candidates.last().copied().unwrap_or_default().to_owned();
        while !is_free(&name) {
            name.push('_');
        }
        name
    })
}

/// The names that a document declares, each with the module that holds it.
fn declared(api: &Api) -> impl Iterator<Item = (&str, &'static str)> {
    let types = api.printed_types().map(|def| (def.name.rust.as_str(), "types"));
    let operations = api.operations.iter().flat_map(|operation| {
        [&operation.type_name, &operation.output_name, &operation.error_name].map(|name| (name.as_str(), "operations"))
    });
    let traits = api.tags.iter().map(|tag| (tag.trait_name.as_str(), "server"));
    [("Client", "client")].into_iter().chain(traits).chain(operations).chain(types)
}

impl Scope {
    /// The names that a document declares.
    pub(super) fn new(api: &Api) -> Self {
        Self { homes: declared(api).map(|(name, home)| (name.to_owned(), home)).collect() }
    }

    /// A name that can be derived, as it is safe to print: an import of a type that is called so could be one of a
    /// macro as well, as far as the compiler knows.
    pub(super) fn derived(&self, name: &'static str) -> &'static str {
        match DERIVED.iter().find(|(short, _)| *short == name) {
            Some((_, path)) if self.homes.contains_key(name) => path,
            _ => name,
        }
    }

    /// A name of Rust's prelude, as it is safe to print.
    pub(super) fn prelude(&self, name: &'static str) -> &'static str {
        match PRELUDE.iter().find(|(short, _)| *short == name) {
            Some((_, path)) if self.homes.contains_key(name) => path,
            _ => name,
        }
    }

    /// A name of the runtime or of the standard library, as it is safe to print; it is imported where it stands alone.
    pub(super) fn runtime(&self, name: &'static str, imports: &mut Imports) -> Cow<'static, str> {
        let home = RUNTIME.iter().find(|(_, names)| names.contains(&name)).map_or("rt", |(home, _)| home);
        let home = match home.strip_prefix("rt") {
            Some(rest) => format!("specwright_runtime{rest}"),
            None => home.to_owned(),
        };
        if self.homes.contains_key(name) {
            return Cow::Owned(format!("::{home}::{name}"));
        }
        imports.add(&home, name);
        Cow::Borrowed(name)
    }

    /// Imports a name of the document.
    pub(super) fn import(&self, name: &str, root: &str, imports: &mut Imports) {
        imports.add(&self.home(name, root), name);
    }

    /// The module that has a name of the document.
    pub(super) fn home(&self, name: &str, root: &str) -> String {
        self.homes.get(name).map_or_else(|| root.to_owned(), |home| format!("{root}::{home}"))
    }

    /// Resolves the markers in what is printed at a place.
    pub(super) fn resolve(
        &self,
        tokens: TokenStream,
        context: ModuleContext<'_>,
        imports: &mut Imports,
    ) -> TokenStream {
        let mut out = TokenStream::new();
        let mut tokens = tokens.into_iter().peekable();
        // An attribute is a group of its own, which begins with its name.
        let mut derives = matches!(tokens.peek(), Some(TokenTree::Ident(ident)) if ident == "derive");
        let mut colons = 0;
        while let Some(token) = tokens.next() {
            let token = match token {
                TokenTree::Group(group) if derives => {
                    derives = false;
                    TokenTree::Group(Group::new(group.delimiter(), self.derived_list(group.stream())))
                }
                TokenTree::Group(group) => {
                    let inner = self.resolve(group.stream(), context, imports);
                    TokenTree::Group(Group::new(group.delimiter(), inner))
                }
                other => other,
            };
            let marker = match &token {
                TokenTree::Ident(ident) if colons < 2 => Marker::of(ident),
                _ => None,
            };
            colons = if is_colon(&token) { colons + 1 } else { 0 };
            let Some(marker) = marker else {
                out.extend([token]);
                continue;
            };
            // A marker is only one in front of `::`; else it is a name of the document.
            if !tokens.peek().is_some_and(is_joint_colon) {
                out.extend([token]);
                continue;
            }
            tokens.next();
            tokens.next();
            if let Some(TokenTree::Ident(name)) = tokens.next() {
                self.name(marker, &name, context, imports, &mut out);
            }
        }
        out
    }

    /// The list of a `derive`, with the whole paths of what types are called as well.
    fn derived_list(&self, list: TokenStream) -> TokenStream {
        let whole = |token: TokenTree| match &token {
            TokenTree::Ident(ident) => match DERIVED.iter().find(|(short, _)| ident == short) {
                Some((short, path)) if self.homes.contains_key(*short) => path_tokens(path),
                _ => token.into(),
            },
            _ => token.into(),
        };
        list.into_iter().flat_map(whole).collect()
    }

    fn name(
        &self,
        marker: Marker,
        name: &Ident,
        context: ModuleContext<'_>,
        imports: &mut Imports,
        out: &mut TokenStream,
    ) {
        let text = name.to_string();
        let taken = self.homes.contains_key(&text) || context.own.contains(&text);
        match marker {
            Marker::Prelude => match PRELUDE.iter().find(|(short, _)| *short == text) {
                Some((_, path)) if taken => out.extend(path_tokens(path)),
                _ => out.extend([TokenTree::Ident(name.clone())]),
            },
            Marker::Runtime => {
                let home = RUNTIME.iter().find(|(_, names)| names.contains(&text.as_str())).map(|(home, _)| *home);
                let home = home.map(|home| match home.strip_prefix("rt") {
                    Some(rest) => format!("{}{rest}", context.runtime),
                    None => home.to_owned(),
                });
                match home {
                    Some(home) if !taken => {
                        imports.add(&home, &text);
                        out.extend([TokenTree::Ident(name.clone())]);
                    }
                    Some(home) => {
                        out.extend(path_tokens(&format!("::{home}::{text}")));
                    }
                    None => out.extend(path_tokens(&format!("::{}::{text}", context.runtime))),
                }
            }
            Marker::Api => {
                match self.homes.get(&text) {
                    Some(_) if context.declares.contains(&text) => {}
                    Some(home) if context.root.starts_with("super") => {
                        imports.add(&format!("{}::{home}", context.root), &text)
                    }
                    _ => imports.add(context.root, &text),
                }
                out.extend([TokenTree::Ident(name.clone())]);
            }
            Marker::Here => out.extend(path_tokens(&format!("{}::{text}", context.root))),
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}

/// Whether a token is the first half of `::`.
fn is_joint_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}

#[derive(Clone, Copy)]
enum Marker {
    Prelude,
    Runtime,
    Api,
    Here,
}

impl Marker {
    fn of(ident: &Ident) -> Option<Self> {
        match ident.to_string().as_str() {
            "prelude" => Some(Self::Prelude),
            "rt" => Some(Self::Runtime),
            "api" => Some(Self::Api),
            "here" => Some(Self::Here),
            _ => None,
        }
    }
}

impl Imports {
    /// Takes one name from a path.
    pub(super) fn add(&mut self, path: &str, name: &str) {
        self.paths.entry(path.to_owned()).or_default().insert(name.to_owned());
    }

    /// The `use` items as text: the standard library, the runtime, and the crate's own modules.
    pub(super) fn print(&self) -> String {
        let mut groups = [String::new(), String::new(), String::new()];
        let items = self.paths.iter().map(|(path, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (path, use_item(path, &names))
        });
        let mut items: Vec<_> = items.collect();
        items.sort_by(|(_, left), (_, right)| left.cmp(right));
        for (path, item) in items {
            let group = match path {
                path if path.starts_with("std") => 0,
                path if path.starts_with("super") => 2,
                _ => 1,
            };
            if let Some(group) = groups.get_mut(group) {
                group.push_str(&item);
            }
        }
        groups.into_iter().filter(|group| !group.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// One `use` item, broken into lines where it is long.
fn use_item(path: &str, names: &[&str]) -> String {
    if let [name] = names {
        return format!("use {path}::{name};\n");
    }
    let line = format!("use {path}::{{{}}};\n", names.join(", "));
    if line.len() <= 100 {
        return line;
    }
    let mut text = format!("use {path}::{{\n");
    let mut row = String::from("   ");
    for name in names {
        if row.len() + name.len() + 2 > 100 {
            text.push_str(&row);
            text.push('\n');
            row = String::from("   ");
        }
        row.push(' ');
        row.push_str(name);
        row.push(',');
    }
    text + &row + "\n};\n"
}

/// The tokens of a path such as `::std::vec::Vec`.
fn path_tokens(path: &str) -> TokenStream {
    let mut out = TokenStream::new();
    for (index, part) in path.split("::").enumerate() {
        if index > 0 {
            out.extend([
                TokenTree::Punct(Punct::new(':', Spacing::Joint)),
                TokenTree::Punct(Punct::new(':', Spacing::Alone)),
            ]);
        }
        if !part.is_empty() {
            out.extend([TokenTree::Ident(Ident::new(part, Span::call_site()))]);
        }
    }
    out
}
