//! The API comes in; its server goes out: a trait for each tag, and the router of all operations.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::operation::output_type;
use super::{Context, client, doc, ident, scope};
use crate::ir::{Operation, Tag};

/// What a handler is told of the caller.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// Always who it is.
    Known,
    /// Who it is, where the caller tells.
    Optional,
    /// Nothing: anyone may call.
    Anyone,
}

/// What the handler of an operation is told of the caller.
pub(super) fn caller(operation: &Operation) -> Caller {
    let open = operation.security.iter().any(|requirement| requirement.schemes.is_empty());
    let asked = operation.security.iter().any(|requirement| !requirement.schemes.is_empty());
    match (asked, open) {
        (false, _) => Caller::Anyone,
        (true, true) => Caller::Optional,
        (true, false) => Caller::Known,
    }
}

/// Whether any operation asks who calls.
pub(super) fn is_secured(cx: &Context<'_>) -> bool {
    cx.api.operations.iter().any(|operation| caller(operation) != Caller::Anyone)
}

/// The operations of a tag.
pub(super) fn operations<'a>(cx: &Context<'a>, tag: &'a Tag) -> impl Iterator<Item = &'a Operation> {
    let operations = &cx.api.operations;
    tag.operations.iter().filter_map(|index| operations.get(*index))
}

/// ```text
/// pub trait Devices: Authenticate { .. }
/// pub fn router<S: Devices>(service: S) -> axum::Router { .. }
/// ```
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let secured = is_secured(cx);
    let traits = cx.api.tags.iter().map(|tag| service_trait(cx, tag, secured));
    let router = router(cx, secured);
    let alone = cx.api.tags.iter().filter(|_| cx.api.tags.len() > 1).map(|tag| router_of_tag(cx, tag, secured));
    let routes = cx.api.tags.iter().map(|tag| routes(cx, tag, secured));
    let errors = cx.api.operations.iter().map(|operation| ident(&operation.error_name));
    quote! {
        #(#traits)*
        #router
        #(#alone)*
        #(#routes)*
        rt::failures!(#(api::#errors),*);
    }
}

/// ```text
/// /// Devices with permanent access.
/// pub trait Devices: Authenticate {
///     /// Lists the devices.
///     fn list_devices(
///         &self,
///         caller: &Self::Principal,
///         request: ListDevices,
///     ) -> impl Future<Output = Result<DeviceList, Failure<ListDevicesError>>> + Send;
/// }
/// ```
fn service_trait(cx: &Context<'_>, tag: &Tag, secured: bool) -> TokenStream {
    let name = ident(&tag.trait_name);
    let about = format!("The operations of the tag `{}`.", tag.name.wire.replace('`', "'"));
    let doc = doc::attributes([doc::said(&tag.description).unwrap_or(&about)]);
    let bound = if secured { quote!(rt::Authenticate) } else { quote!(prelude::Send + prelude::Sync + 'static) };
    let methods = operations(cx, tag).map(|operation| method(cx, operation));
    quote! {
        #doc
        pub trait #name: #bound {
            #(#methods)*
        }
    }
}

fn method(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let doc = client::summary(operation);
    let (method, request, error) =
        (ident(&operation.name.rust), ident(&operation.type_name), ident(&operation.error_name));
    let output = output_type(cx, operation);
    let caller = match caller(operation) {
        Caller::Known => quote!(caller: &Self::Principal,),
        Caller::Optional => quote!(caller: prelude::Option<&Self::Principal>,),
        Caller::Anyone => TokenStream::new(),
    };
    quote! {
        #doc
        fn #method(
            &self,
            #caller
            request: api::#request,
        ) -> impl prelude::Future<Output = prelude::Result<#output, rt::Failure<api::#error>>> + prelude::Send;
    }
}

/// ```text
/// pub fn router<S: Devices>(service: S) -> axum::Router {
///     router_with(service, Options::default())
/// }
/// pub fn router_with<S: Devices>(service: S, options: Options) -> axum::Router {
///     let routes = Routes::new(service);
///     let routes = add_devices(routes);
///     routes.into_router(options)
/// }
/// ```
fn router(cx: &Context<'_>, secured: bool) -> TokenStream {
    let traits: Vec<_> = cx.api.tags.iter().map(|tag| ident(&tag.trait_name)).collect();
    let bound =
        if traits.is_empty() { quote!(prelude::Send + prelude::Sync + 'static) } else { quote!(#(api::#traits)+*) };
    let start = if secured { quote!(rt::Routes::new(service)) } else { quote!(rt::Routes::open_only(service)) };
    // One statement for each tag: calls within calls would need as much stack as there are tags.
    let routes = cx.api.tags.iter().map(function);
    let service = service_parameter(cx);
    quote! {
        /// The router of all operations, which serves the document's paths. Nest it at the base path of the server.
        pub fn router<#service: #bound>(service: #service) -> rt::axum::Router {
            router_with(service, rt::Options::default())
        }
        /// The router of all operations, with options.
        pub fn router_with<#service: #bound>(service: #service, options: rt::Options) -> rt::axum::Router {
            let routes = #start;
            #(let routes = #routes(routes);)*
            routes.into_router(options)
        }
    }
}

/// ```text
/// pub fn router_of_devices<S: Devices>(service: S) -> axum::Router {
///     add_devices(Routes::new(service)).into_router(Options::default())
/// }
/// ```
fn router_of_tag(cx: &Context<'_>, tag: &Tag, secured: bool) -> TokenStream {
    let (name, add, bound, service) = (router_name(tag), function(tag), ident(&tag.trait_name), service_parameter(cx));
    let start = if secured { quote!(rt::Routes::new(service)) } else { quote!(rt::Routes::open_only(service)) };
    let about = format!(" The router of the operations of [`{bound}`] alone.");
    quote! {
        #[doc = #about]
        pub fn #name<#service: api::#bound>(service: #service) -> rt::axum::Router {
            #add(#start).into_router(rt::Options::default())
        }
    }
}

/// The function that answers the router of a tag.
pub(super) fn router_name(tag: &Tag) -> proc_macro2::Ident {
    format_ident!("router_of_{}", tag.name.rust)
}

/// ```text
/// fn devices<S: Devices>(routes: Routes<S, S::Principal>) -> Routes<S, S::Principal> {
///     routes.secured(|service, caller, request: ListDevices| Box::pin(Devices::list_devices(service, caller, request)))
/// }
/// ```
fn routes(cx: &Context<'_>, tag: &Tag, secured: bool) -> TokenStream {
    let (function, name) = (function(tag), ident(&tag.trait_name));
    let service = service_parameter(cx);
    let principal = if secured { quote!(#service::Principal) } else { quote!(()) };
    let routes = operations(cx, tag).map(|operation| {
        let (method, request) = (ident(&operation.name.rust), ident(&operation.type_name));
        let (add, caller) = match caller(operation) {
            Caller::Known => (quote!(secured), quote!(caller,)),
            Caller::Optional => (quote!(optional), quote!(caller,)),
            Caller::Anyone => (quote!(open), TokenStream::new()),
        };
        quote! {
            .#add(|service, #caller request: api::#request| {
                prelude::Box::pin(api::#name::#method(service, #caller request))
            })
        }
    });
    quote! {
        fn #function<#service: api::#name>(
            routes: rt::Routes<#service, #principal>,
        ) -> rt::Routes<#service, #principal> {
            routes #(#routes)*
        }
    }
}

/// The type parameter for the service, which no type of the document is called as.
fn service_parameter(cx: &Context<'_>) -> proc_macro2::Ident {
    scope::free(cx.api, &["S", "Service", "TheService"])
}

/// The function that adds the operations of a tag. It is private, and named so that no other item is.
fn function(tag: &Tag) -> proc_macro2::Ident {
    format_ident!("add_{}", tag.name.rust)
}
