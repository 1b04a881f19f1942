//! From the API and the user's choices to the files of the generated crate. Emitters decide nothing: what cannot be
//! printed was refused before.

mod client;
mod defaults;
mod doc;
mod examples;
mod features;
mod groups;
mod limits;
mod module;
mod operation;
mod package;
mod proof;
mod root;
mod scope;
mod security;
mod server;
mod servers;
mod snippet;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod ty;
mod types;

use proc_macro2::{Ident, Span, TokenStream};

use crate::config::Config;
use crate::ir::{Api, Operation, Tag};
use crate::names::modules;
use crate::output::Files;
use groups::Groups;
use module::{Export, Module};
use operation::Errors;
pub(crate) use root::included;
use scope::Scope;
use text::Text;

/// What the emitters read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The document, converted to OpenAPI 3.0.
    pub document: &'a serde_json::Value,
    /// The API, with every name final.
    pub api: &'a Api,
    /// The user's choices.
    pub config: &'a Config,
}

/// The files of the generated crate.
pub fn files(cx: &Context<'_>) -> Files {
    let scope = Scope::new(cx.api);
    let features = groups::features(cx);
    let groups = groups::groups(cx, &features);
    let errors = Errors::new(cx);
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), package::manifest(cx, &features)),
        ("README.md".to_owned(), package::readme(cx, &scope)),
        ("examples/client.rs".to_owned(), examples::client(cx, &scope)),
        ("examples/server.rs".to_owned(), examples::server(cx, &scope)),
        ("src/lib.rs".to_owned(), root::library(cx, groups.features)),
        ("tests/openapi.json".to_owned(), proof::document(cx)),
        ("tests/proof.rs".to_owned(), proof::test(cx, &groups)),
    ]);
    let code = Code { cx, scope: &scope, features: &features, groups: &groups, errors: &errors };
    let outer = code.outer().into_iter().filter(|(name, _)| root::has(cx, name));
    files.extend(outer.map(|(name, module)| (format!("src/{name}.rs"), module.print(&scope))));
    files.extend(code.grouped());
    files
}

/// What the modules of the generated crate are printed from.
struct Code<'a> {
    cx: &'a Context<'a>,
    scope: &'a Scope,
    features: &'a [Option<String>],
    groups: &'a Groups<'a>,
    errors: &'a Errors<'a>,
}

impl<'a> Code<'a> {
    /// The modules at the crate's root.
    fn outer(&self) -> [(&'static str, Module); 8] {
        let Self { cx, groups, .. } = self;
        let title = doc::one_line(&cx.api.title);
        let tags = || groups.tags.iter().map(|group| (group.tag.module.as_str(), group.feature.as_deref()));
        let shared_errors = self.errors_below(None).next().is_some();
        let types = groups.tags.iter().filter(|group| !group.types.is_empty());
        let types = types.map(|group| (group.tag.module.as_str(), group.feature.as_deref()));
        let traits = groups.tags.iter().map(|group| group.tag.trait_name.as_str());
        let shared = |there: bool| there.then_some((modules::SHARED, None));
        [
            (
                "client",
                Module::inside(format!("The client of {title}."), ["Client"], client::items(cx))
                    .modules(tags(), Export::None),
            ),
            (
                "operations",
                Module::inside(format!("The requests and responses of {title}."), [], TokenStream::new())
                    .modules(tags().chain(shared(shared_errors)), Export::Public),
            ),
            ("network", Module::inside(format!("The client of {title} over the network."), [], client::network())),
            ("reqwest_client", Module::inside(format!("The client of {title} by reqwest."), [], client::reqwest())),
            ("security", Module::inside(format!("The security schemes of {title}."), [], security::items(cx))),
            (
                "server",
                Module::inside(format!("The server of {title}."), traits, server::items(cx, groups))
                    .modules(tags(), Export::Public),
            ),
            ("servers", Module::inside(format!("The servers of {title}."), [], servers::items(cx, groups.features))),
            (
                "types",
                Module::inside(format!("The types of {title}."), [], TokenStream::new())
                    .modules(types.chain(shared(!groups.shared.is_empty())), Export::Public),
            ),
        ]
    }

    /// The modules of the tags, and those of what several tags use.
    fn grouped(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        for group in &self.groups.tags {
            let tag = group.tag.name.wire.replace('`', "'");
            let module = &group.tag.module;
            let mut add = |folder: &str, about: &str, print: &dyn Fn(&mut Text<'a>)| {
                let mut file = self.file(folder, Some(group.tag));
                print(&mut file);
                files.push((format!("src/{folder}/{module}.rs"), file.finish(&format!("{about} of the tag `{tag}`."))));
            };
            add("client", "The client methods", &|file| client::calls(group, file));
            add("operations", "The requests and responses", &|file| {
                for operation in &group.operations {
                    operation::print(self.cx, operation, self.errors, file);
                }
                self.print_errors(Some(group.tag), file);
            });
            add("server", "The handlers", &|file| server::service(self.cx, group, self.errors, file));
            if !group.types.is_empty() {
                add("types", "The types", &|file| group.types.iter().for_each(|def| types::print(self.cx, def, file)));
            }
        }
        if self.errors_below(None).next().is_some() {
            let mut file = self.file("operations", None);
            self.print_errors(None, &mut file);
            let path = format!("src/operations/{}.rs", modules::SHARED);
            files.push((path, file.finish("Error responses that operations of several tags share.")));
        }
        if !self.groups.shared.is_empty() {
            let mut file = self.file("types", None);
            for (def, features) in &self.groups.shared {
                file.gate(features);
                types::print(self.cx, def, &mut file);
            }
            let path = format!("src/types/{}.rs", modules::SHARED);
            files.push((path, file.finish("Types that several tags use.")));
        }
        files
    }

    /// A file in a folder below `src`, of a tag or of what several use.
    fn file(&self, folder: &str, tag: Option<&'a Tag>) -> Text<'a> {
        let group = self.groups.tags.iter().find(|group| tag.is_some_and(|tag| std::ptr::eq(group.tag, tag)));
        let declares: Vec<&'a str> = match (folder, group) {
            ("types", Some(group)) => group.types.iter().map(|def| def.name.rust.as_str()).collect(),
            ("types", None) => self.groups.shared.iter().map(|(def, _)| def.name.rust.as_str()).collect(),
            ("operations", Some(group)) => {
                let own = |operation: &&'a Operation| [operation.type_name.as_str(), &operation.output_name];
                let names = |operation: &&&'a Operation| self.errors.shared(operation) != Some(&operation.error_name);
                let names = group.operations.iter().filter(names).map(|operation| operation.error_name.as_str());
                group.operations.iter().flat_map(own).chain(names).chain(self.errors_below(tag)).collect()
            }
            ("operations", None) => self.errors_below(None).collect(),
            ("server", Some(group)) => vec![group.tag.trait_name.as_str()],
            _ => Vec::new(),
        };
        Text::new(self.scope, "super::super", declares)
    }

    /// The shared types of errors that only this tag uses, or that several do.
    fn errors_below(&self, tag: Option<&'a Tag>) -> impl Iterator<Item = &'a str> {
        self.errors.declared(tag).map(|(name, _)| name)
    }

    fn print_errors(&self, tag: Option<&'a Tag>, file: &mut Text<'a>) {
        for (_, operation) in self.errors.declared(tag) {
            if tag.is_none() {
                let (_, features) =
                    self.groups.under(self.features, |one| self.errors.shared(one) == self.errors.shared(operation));
                file.gate(&features);
            }
            operation::print_error(self.cx, operation, file);
        }
    }
}

/// The generated crate's name, as code writes it.
fn crate_ident(cx: &Context<'_>) -> String {
    cx.config.crate_name.replace('-', "_")
}

/// A Rust identifier, raw where it is a keyword.
fn ident(name: &str) -> Ident {
    match name {
        "" | "_" | "self" | "super" | "crate" | "Self" => Ident::new(&format!("{name}_"), Span::call_site()),
        // The parser knows this keyword of edition 2024 as a name.
        "gen" => Ident::new_raw(name, Span::call_site()),
        _ => match syn::parse_str::<Ident>(name) {
            Ok(ident) => ident,
            Err(_) => Ident::new_raw(name, Span::call_site()),
        },
    }
}
