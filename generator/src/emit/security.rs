//! The security schemes is turned into a static for each.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, doc, ident};
use crate::ir::{Location, SchemeKind, SecurityScheme};

/// ```text
/// /// The key of the account.
/// pub static API_KEY: SecurityScheme = SecurityScheme {
///     name: "apiKey",
///     credential: "api-key",
///     kind: SchemeKind::ApiKey { location: Location::Header, name: "X-Api-Key" },
/// };
/// ```
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    cx.api.security_schemes.iter().map(item).collect()
}

fn item(scheme: &SecurityScheme) -> TokenStream {
    let rust = ident(&scheme.name.rust);
    let (name, credential) = (&scheme.name.wire, &scheme.credential.wire);
    let doc = doc::attributes([doc::present(&scheme.description).unwrap_or("A security scheme.")]);
    let kind = match &scheme.kind {
        SchemeKind::ApiKey { location, name } => {
            let location = self::location(*location);
            quote!(rt::SchemeKind::ApiKey { location: #location, name: #name })
        }
        SchemeKind::Basic => quote!(rt::SchemeKind::Basic),
        SchemeKind::Bearer => quote!(rt::SchemeKind::Bearer),
        SchemeKind::Unknown => quote!(rt::SchemeKind::Unknown),
    };
    quote! {
        #doc
        pub static #rust: rt::SecurityScheme = rt::SecurityScheme { name: #name, credential: #credential, kind: #kind };
    }
}

/// `Location::Query`
fn location(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(rt::Location::Path),
        Location::Query => quote!(rt::Location::Query),
        Location::Header => quote!(rt::Location::Header),
        Location::Cookie => quote!(rt::Location::Cookie),
    }
}
