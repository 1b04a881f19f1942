//! From the servers of the document and the suffixes of its paths to their tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, ident};
use crate::ir::{FormatSuffix, Server, ServerVariable};

/// ```text
/// pub static SERVERS: &[Server] = &[Server { url: "https://api.example.com", description: "Production", variables: &[] }];
/// pub(crate) static FORMAT_SUFFIX: FormatSuffix =
///     FormatSuffix { segment: "format", formats: &[("json", "application/json")] };
/// ```
pub(super) fn items(cx: &Context<'_>, tagged: bool) -> TokenStream {
    let servers = cx.api.servers.iter().map(server);
    let format_suffix = cx.api.format_suffix.as_ref().map(|FormatSuffix { segment, formats }| {
        let formats = formats.iter().map(|(name, media_type)| quote!((#name, #media_type)));
        quote! {
            /// How the suffix of a path can request a media type.
            pub(crate) static FORMAT_SUFFIX: rt::FormatSuffix =
                rt::FormatSuffix { segment: #segment, formats: &[#(#formats),*] };
        }
    });
    let schemes = cx.api.security_schemes.iter().map(|scheme| ident(&scheme.name.rust));
    let suffix = match &cx.api.format_suffix {
        Some(_) => quote!(prelude::Some(&FORMAT_SUFFIX)),
        None => quote!(prelude::None),
    };
    let api = (!cx.api.operations.is_empty()).then(|| {
        // Where features of tags are off, there may be no operation.
        let allowed = tagged.then(|| quote!(#[allow(dead_code)]));
        quote! {
            /// What all operations have in common.
            #allowed
            pub(crate) static API: rt::rt::Api =
                rt::rt::Api { schemes: &[#(&here::security::#schemes),*], format_suffix: #suffix };
        }
    });
    quote! {
        /// The servers of the document, in its order. The method `url` fills in the variables of a URL.
        pub static SERVERS: &[rt::Server] = &[#(#servers),*];
        #format_suffix
        #api
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
