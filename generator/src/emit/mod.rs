//! The API and the user's choices come in; the files of the generated crate go out. Emitters decide nothing: what cannot
//! be printed was refused before.

mod doc;
mod limits;
mod module;
mod operation;
mod rules;
mod scope;
mod security;
mod ty;
mod types;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span};

use crate::config::Config;
use crate::ir::Api;
use crate::output::Files;
use module::Module;
use scope::Scope;

/// What the emitters read.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The API, with every name final.
    pub api: &'a Api,
    /// The user's choices.
    pub config: &'a Config,
}

/// The files of the generated crate.
pub fn files(cx: &Context<'_>) -> Files {
    let scope = Scope::new(cx.api);
    modules(cx).into_iter().map(|(name, module)| (format!("src/{name}.rs"), module.print(&scope))).collect()
}

fn modules(cx: &Context<'_>) -> Vec<(&'static str, Module)> {
    let title = doc::one_line(&cx.api.title);
    let module = |name: &'static str, about: String, declares: BTreeSet<String>, items| {
        (name, Module { about, root: "super".to_owned(), declares, items })
    };
    let types = cx.api.types.iter().map(|def| def.name.rust.clone()).collect();
    let operations = cx.api.operations.iter().flat_map(|operation| {
        [&operation.type_name, &operation.output_name, &operation.error_name].map(String::clone)
    });
    vec![
        module("types", format!("The types of {title}."), types, types::items(cx)),
        module(
            "operations",
            format!("The requests and replies of {title}."),
            operations.collect(),
            cx.api.operations.iter().map(|operation| operation::items(cx, operation)).collect(),
        ),
        module(
            "security",
            format!("How the requests of {title} carry credentials."),
            BTreeSet::new(),
            security::items(cx),
        ),
    ]
}

/// A Rust identifier, raw where it is a keyword.
fn ident(name: &str) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(ident) => ident,
        Err(_) => Ident::new_raw(name, Span::call_site()),
    }
}
