//! The API and the user's choices come in; the files of the generated crate go out. Emitters decide nothing: what cannot
//! be printed was refused before.

mod carried;
mod client;
mod defaults;
mod doc;
mod examples;
mod limits;
mod module;
mod operation;
mod package;
mod proof;
mod root;
mod rules;
mod scope;
mod security;
mod server;
mod servers;
mod snippet;
#[cfg(test)]
mod tests;
mod ty;
mod types;

use proc_macro2::{Ident, Span};

use crate::config::Config;
use crate::ir::{Api, Operation};
use crate::output::Files;
use module::Module;
pub(crate) use root::included;
use scope::Scope;

/// What the emitters read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The document, in the shape of OpenAPI 3.0.
    pub document: &'a serde_json::Value,
    /// The API, with every name final.
    pub api: &'a Api,
    /// The user's choices.
    pub config: &'a Config,
}

/// The files of the generated crate.
pub fn files(cx: &Context<'_>) -> Files {
    let scope = Scope::new(cx.api);
    let mut files = Files::from([
        ("Cargo.toml".to_owned(), package::manifest(cx)),
        ("README.md".to_owned(), package::readme(cx, &scope)),
        ("examples/client.rs".to_owned(), examples::client(cx, &scope)),
        ("examples/server.rs".to_owned(), examples::server(cx, &scope)),
        ("src/lib.rs".to_owned(), root::library(cx)),
        ("tests/openapi.json".to_owned(), proof::document(cx)),
        ("tests/proof.rs".to_owned(), proof::test(cx, &scope)),
    ]);
    files.extend(modules(cx).into_iter().map(|(path, module)| (format!("src/{path}.rs"), module.print(&scope))));
    files
}

/// The modules of the generated crate, each with its path below the root.
fn modules(cx: &Context<'_>) -> Vec<(String, Module)> {
    let title = doc::one_line(&cx.api.title);
    let traits = cx.api.tags.iter().map(|tag| tag.trait_name.clone());
    let outer = [
        ("client", Module::inside(format!("The client of {title}."), 1, ["Client".to_owned()], client::items(cx))),
        ("operations", root::parts(format!("The requests and replies of {title}."), operation_modules(cx))),
        ("security", Module::inside(format!("How {title} knows its callers."), 1, [], security::items(cx))),
        ("server", Module::inside(format!("The server of {title}."), 1, traits, server::items(cx))),
        ("servers", Module::inside(format!("Where {title} is served."), 1, [], servers::items(cx))),
        ("types", root::parts(format!("The types of {title}."), type_modules(cx))),
    ];
    let operations = cx.api.operations.iter().map(|operation| {
        let Operation { type_name, output_name, error_name, .. } = operation;
        let about = format!("The operation `{}`.", operation::line(operation));
        let declares = [type_name, output_name, error_name].map(String::clone);
        let module = Module::inside(about, 2, declares, operation::items(cx, operation));
        (format!("operations/{}", operation.module), module)
    });
    let types = cx.api.printed_types().map(|def| {
        let name = &def.name.rust;
        let module = Module::inside(format!("The type `{name}`."), 2, [name.clone()], types::items(cx, def));
        (format!("types/{}", def.module), module)
    });
    let outer = outer.into_iter().filter(|(name, _)| root::has(cx, name));
    outer.map(|(name, module)| (name.to_owned(), module)).chain(operations).chain(types).collect()
}

fn operation_modules<'a>(cx: &Context<'a>) -> impl Iterator<Item = &'a str> {
    cx.api.operations.iter().map(|operation| operation.module.as_str())
}

fn type_modules<'a>(cx: &Context<'a>) -> impl Iterator<Item = &'a str> {
    cx.api.printed_types().map(|def| def.module.as_str())
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
