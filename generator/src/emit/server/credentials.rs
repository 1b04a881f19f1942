//! The alternatives of the document's security are turned into an enum: what a service is given to authenticate callers.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::{Context, ident, scope};
use crate::ir::{Api, SchemeKind, SecurityScheme};

/// An alternative: schemes that are required together, each with another credential.
struct Alternative<'a> {
    variant: String,
    schemes: Vec<&'a SecurityScheme>,
}

/// The name of the enum, which no type of the document has; `None` if anyone may call every operation.
pub(in crate::emit) fn name(api: &Api) -> Option<String> {
    let mut requirements = api.operations.iter().flat_map(|operation| &operation.security);
    let is_secured = requirements.any(|requirement| !requirement.schemes.is_empty());
    is_secured.then(|| scope::free(api, &["Credentials", "ApiCredentials", "CallerCredentials"]))
}

/// The alternatives in the document's order. Schemes that carry the same credential (`x-credential`) are the same to a
/// service, and so are the alternatives of such schemes.
fn alternatives(api: &Api) -> Vec<Alternative<'_>> {
    let mut known: Vec<BTreeSet<&str>> = Vec::new();
    let mut all: Vec<Alternative<'_>> = Vec::new();
    for schemes in all_schemes(api).filter(|schemes| !schemes.is_empty()) {
        let mut distinct = schemes;
        let mut seen = BTreeSet::new();
        distinct.retain(|scheme| seen.insert(scheme.credential.wire.as_str()));
        if known.contains(&seen) {
            continue;
        }
        let names: Vec<String> = distinct.iter().map(|scheme| pascal(&scheme.credential.rust)).collect();
        let mut variant = names.join("And");
        while all.iter().any(|other| other.variant == variant) {
            variant.push('_');
        }
        all.push(Alternative { variant, schemes: distinct });
        known.push(seen);
    }
    all
}

/// The schemes of each requirement of each operation.
fn all_schemes(api: &Api) -> impl Iterator<Item = Vec<&SecurityScheme>> {
    let requirements = api.operations.iter().flat_map(|operation| &operation.security);
    requirements
        .map(|requirement| requirement.schemes.iter().filter_map(|scheme| api.security_schemes.get(*scheme)).collect())
}

/// `api_key` as `ApiKey`.
fn pascal(snake: &str) -> String {
    let capital = |word: &str| {
        let mut characters = word.chars();
        characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect::<String>()
    };
    let name: String = snake.split('_').map(capital).collect();
    match name.chars().next() {
        Some(first) if first.is_alphabetic() && name != "Self" => name,
        _ => format!("Credential{name}"),
    }
}

/// ```text
/// /// What callers supply: one alternative of the document's security.
/// #[derive(Clone, Debug)]
/// pub enum Credentials {
///     /// The credential `api-key`.
///     ApiKey(Secret),
///     /// The credentials `account-id` and `auth-token`.
///     AccountIdAndAuthToken { account_id: Secret, auth_token: Secret },
/// }
/// impl Alternatives for Credentials { .. }
/// /// The caller of a route beside the API.
/// pub type Authenticated<S> = specwright_runtime::server::Authenticated<S, Credentials>;
/// ```
pub(super) fn items(cx: &Context<'_>) -> Option<TokenStream> {
    let name = ident(&name(cx.api)?);
    let authenticated = ident(&scope::free(cx.api, &["Authenticated", "AuthenticatedCaller"]));
    let alternatives = alternatives(cx.api);
    let variants = alternatives.iter().map(variant);
    let reads = alternatives.iter().map(read);
    let mut seen = BTreeSet::new();
    let all = all_schemes(cx.api).filter(|schemes| !schemes.is_empty());
    let all = all.map(|schemes| schemes.iter().map(|scheme| ident(&scheme.name.rust)).collect::<Vec<_>>());
    let all =
        all.filter(|schemes| seen.insert(schemes.clone())).map(|schemes| quote!(&[#(&here::security::#schemes),*]));
    Some(quote! {
        /// What callers supply: one alternative of the document's security.
        #[derive(Clone, Debug)]
        pub enum #name {
            #(#variants)*
        }
        impl rt::Alternatives for #name {
            const ALL: &'static [&'static [&'static rt::SecurityScheme]] = &[#(#all),*];
            fn from_supplied(supplied: rt::Supplied) -> prelude::Option<Self> {
                #(#reads)*
                prelude::None
            }
        }
        /// The caller of a route that the program has beside the API: an extractor of axum, where the service is the state
        /// of the program's router or a part of it.
        pub type #authenticated<S> = rt::server::Authenticated<S, #name>;
    })
}

fn variant(alternative: &Alternative<'_>) -> TokenStream {
    let variant = format_ident!("{}", alternative.variant);
    let wires: Vec<String> =
        alternative.schemes.iter().map(|scheme| format!("`{}`", scheme.credential.wire.replace('`', "'"))).collect();
    let doc = match wires.as_slice() {
        [only] => format!(" The credential {only}."),
        several => format!(" The credentials {}.", several.join(" and ")),
    };
    let types = alternative.schemes.iter().map(|scheme| match scheme.kind {
        SchemeKind::Basic => quote!(rt::BasicCredentials),
        SchemeKind::ApiKey { .. } | SchemeKind::Bearer => quote!(rt::Secret),
    });
    if alternative.schemes.len() == 1 {
        return quote!(#[doc = #doc] #variant(#(#types)*),);
    }
    let fields = alternative.schemes.iter().map(|scheme| ident(&scheme.credential.rust));
    let docs = alternative.schemes.iter().map(|scheme| format!(" `{}`", scheme.credential.wire.replace('`', "'")));
    quote!(#[doc = #doc] #variant { #(#[doc = #docs] #fields: #types),* },)
}

fn read(alternative: &Alternative<'_>) -> TokenStream {
    let variant = format_ident!("{}", alternative.variant);
    let names: Vec<&str> = alternative.schemes.iter().map(|scheme| scheme.credential.wire.as_str()).collect();
    let values = alternative.schemes.iter().map(|scheme| {
        let name = &scheme.credential.wire;
        match scheme.kind {
            SchemeKind::Basic => quote!(supplied.basic(#name)?),
            SchemeKind::ApiKey { .. } | SchemeKind::Bearer => quote!(supplied.secret(#name)?),
        }
    });
    let value = if alternative.schemes.len() == 1 {
        quote!(Self::#variant(#(#values)*))
    } else {
        let fields = alternative.schemes.iter().map(|scheme| ident(&scheme.credential.rust));
        quote!(Self::#variant { #(#fields: #values),* })
    };
    quote! {
        if supplied.is(&[#(#names),*]) {
            return prelude::Some(#value);
        }
    }
}

/// The arms of a `match` over the enum, each with what says whether its values are those of an example's caller.
pub(in crate::emit) fn example_arms(cx: &Context<'_>) -> Option<TokenStream> {
    let name = ident(&name(cx.api)?);
    let arms = alternatives(cx.api).into_iter().map(|alternative| {
        let variant = format_ident!("{}", alternative.variant);
        let fields: Vec<_> = if alternative.schemes.len() == 1 {
            vec![ident("credential")]
        } else {
            alternative.schemes.iter().map(|scheme| ident(&scheme.credential.rust)).collect()
        };
        let checks = alternative.schemes.iter().zip(&fields).map(|(scheme, field)| match scheme.kind {
            SchemeKind::Basic => {
                quote!(#field.user == "user" && #field.password == rt::Secret::from("password"))
            }
            SchemeKind::ApiKey { .. } | SchemeKind::Bearer => quote!(#field == rt::Secret::from("secret")),
        });
        if alternative.schemes.len() == 1 {
            quote!(api::#name::#variant(#(#fields)*) => #(#checks)*,)
        } else {
            quote!(api::#name::#variant { #(#fields),* } => #(#checks)&&*,)
        }
    });
    Some(quote!(#(#arms)*))
}
