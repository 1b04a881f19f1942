//! The servers of the document come in; their table goes out.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::ir::{Server, ServerVariable};

/// ```text
/// pub static SERVERS: &[Server] = &[Server { url: "https://api.example.com", description: "Production", variables: &[] }];
/// ```
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let servers = cx.api.servers.iter().map(server);
    quote! {
        /// The servers that the document names, in its order. Variables in a URL are filled in by the method `url`.
        pub static SERVERS: &[rt::Server] = &[#(#servers),*];
    }
}

fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let description = server.description.as_deref().unwrap_or_default();
    let variables = server.variables.iter().map(|ServerVariable { name, default, values, .. }| {
        quote!(rt::ServerVariable { name: #name, default: #default, values: &[#(#values),*] })
    });
    quote!(rt::Server { url: #url, description: #description, variables: &[#(#variables),*] })
}
