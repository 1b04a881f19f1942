//! The API and the user's choices come in; the files of the generated crate go out. Emitters decide nothing: what cannot
//! be printed was refused before.

mod client;
mod doc;
mod examples;
mod module;
mod operation;
mod round_trip;
mod rules;
mod sample;
mod scope;
mod security;
mod server;
mod ty;
mod types;

use proc_macro2::{Ident, Span};

use crate::config::Config;
use crate::ir::Api;
use crate::output::Files;
use crate::render;
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
    let mut files = modules(cx, &scope, "src/");
    files.insert("Cargo.toml".to_owned(), render::manifest(cx));
    files.insert("README.md".to_owned(), render::readme(cx));
    files.insert("src/lib.rs".to_owned(), render::root(cx));
    files.insert("examples/client.rs".to_owned(), examples::client(cx));
    files.insert("examples/server.rs".to_owned(), examples::server(cx));
    files.insert("tests/round_trip.rs".to_owned(), round_trip::file(cx, &scope));
    files
}

fn modules(cx: &Context<'_>, scope: &Scope, folder: &str) -> Files {
    Files::new()
}

/// A Rust identifier, raw where it is a keyword.
fn ident(name: &str) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(ident) => ident,
        Err(_) => Ident::new_raw(name, Span::call_site()),
    }
}
