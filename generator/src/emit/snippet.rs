//! From the API to pieces of code that use the generated crate, for its README and its examples.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::operation::{Errors, Success, error_type, output_type, slots, success};
use super::server::{Caller, builder, caller, credentials, is_secured, operations, tag_method};
use super::ty::Slot;
use super::{Context, groups, ident, scope, ty};
use crate::ir::{
    IntegerFormat, Method, Operation, SchemeKind, SecurityScheme, StringFormat, Tag, Type, TypeKind, Variant,
};

/// The name of the service that the pieces implement.
pub(super) fn service_name(cx: &Context<'_>) -> Ident {
    ident(&scope::free(cx.api, &["Service", "ExampleService"]))
}

/// The name of the type of its callers.
fn caller_name(cx: &Context<'_>) -> Ident {
    ident(&scope::free(cx.api, &["Caller", "ExampleCaller"]))
}

/// The names that the pieces declare themselves.
pub(super) fn declared(cx: &Context<'_>) -> [String; 2] {
    [service_name(cx).to_string(), caller_name(cx).to_string()]
}

/// ```text
/// let client = Client::new("https://api.example.com")?.with_api_key("...");
/// let response = client.list_devices(ListDevices::new()).await?;
/// println!("{response:?}");
/// ```
pub(super) fn call(cx: &Context<'_>) -> TokenStream {
    let (url, with) = address(cx);
    let credentials = with_credentials(cx);
    let client = quote!(api::Client::new(#with)? #credentials);
    let Some((operation, arguments)) = example_call(cx) else {
        return quote! {
            #url
            let client = #client;
            println!("{client:?}");
        };
    };
    let (method, request) = (ident(&operation.name.rust), ident(&operation.type_name));
    quote! {
        #url
        let client = #client;
        let response = client.#method(api::#request::new(#(#arguments),*)).await?;
        println!("{response:?}");
    }
}

/// What makes the address of the first server, and that address. If the server has variables, their values are given:
/// `let url = SERVERS[0].url(&[("host", "example.com")])?;` and `&url`.
fn address(cx: &Context<'_>) -> (TokenStream, TokenStream) {
    match cx.api.servers.first() {
        Some(server) if !server.variables.is_empty() && is_absolute(&base_url(cx)) && is_absolute(&server.url) => {
            let values = server.variables.iter().map(|variable| {
                let (name, value) = (&variable.name, &variable.default);
                quote!((#name, #value))
            });
            (quote!(let url = here::SERVERS[0].url(&[#(#values),*])?;), quote!(&url))
        }
        Some(_) | None => {
            let url = base_url(cx);
            (TokenStream::new(), quote!(#url))
        }
    }
}

/// Whether an address says by itself which host it is on.
fn is_absolute(url: &str) -> bool {
    url.starts_with("http") || url.starts_with('{')
}

/// The address of the first server, with the defaults of its variables.
fn base_url(cx: &Context<'_>) -> String {
    let Some(server) = cx.api.servers.first() else { return "https://api.example.com".to_owned() };
    let url = server
        .variables
        .iter()
        .fold(server.url.clone(), |url, variable| url.replace(&format!("{{{}}}", variable.name), &variable.default));
    if url.starts_with("http") { url } else { format!("https://api.example.com/{}", url.trim_start_matches('/')) }
}

/// The path of the first server's address, without a slash at its end. A segment that is a variable may be anything.
fn base_path(cx: &Context<'_>) -> String {
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let whole = |url: &str, name: &str| {
        let variable = format!("{{{name}}}");
        plain(name) && url.matches(&variable).count() == 1 && url.split('/').skip(3).any(|part| part == variable)
    };
    let url = match cx.api.servers.first() {
        Some(server) if is_absolute(&server.url) => {
            let fixed = server.variables.iter().filter(|variable| !whole(&server.url, &variable.name));
            fixed.fold(server.url.clone(), |url, variable| {
                url.replace(&format!("{{{}}}", variable.name), &variable.default)
            })
        }
        Some(_) | None => base_url(cx),
    };
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    host.split_once('/').map_or_else(String::new, |(_, path)| format!("/{path}").trim_end_matches('/').to_owned())
}

/// `.with_api_key("...")` for each credential of the first alternative that any operation has.
fn with_credentials(cx: &Context<'_>) -> TokenStream {
    let requirement = cx.api.operations.iter().flat_map(|operation| &operation.security);
    let requirement = requirement.into_iter().find(|requirement| !requirement.schemes.is_empty());
    let schemes = requirement.into_iter().flat_map(|requirement| &requirement.schemes);
    let schemes: Vec<&SecurityScheme> = schemes.filter_map(|scheme| cx.api.security_schemes.get(*scheme)).collect();
    let mut seen: Vec<&str> = Vec::new();
    let mut out = TokenStream::new();
    for scheme in schemes {
        if seen.contains(&scheme.credential.rust.as_str()) {
            continue;
        }
        seen.push(&scheme.credential.rust);
        let with = ident(&format!("with_{}", scheme.credential.rust));
        out.extend(match scheme.kind {
            SchemeKind::Basic => quote!(.#with("user", "password")),
            SchemeKind::ApiKey { .. } | SchemeKind::Bearer => quote!(.#with("secret")),
        });
    }
    out
}

/// From how many operations on an API is shown by one of its tags.
const LARGE: usize = 40;

/// Whether the examples show one tag instead of all operations.
pub(super) fn is_large(cx: &Context<'_>) -> bool {
    cx.api.operations.len() > LARGE && cx.api.tags.len() > 1
}

/// The tag by which a large API is shown: the smallest one that has more than two operations, or the first.
pub(super) fn shown_tag<'a>(cx: &Context<'a>) -> Option<&'a Tag> {
    let telling = cx.api.tags.iter().filter(|tag| tag.operations.len() > 2);
    telling.min_by_key(|tag| tag.operations.len()).or(cx.api.tags.first())
}

/// The operation that is easiest to show, and the arguments of its request.
fn example_call<'a>(cx: &Context<'a>) -> Option<(&'a Operation, Vec<TokenStream>)> {
    let callable = |operation: &'a Operation| {
        let required = slots(operation).into_iter().filter(|slot| slot.required).collect::<Vec<_>>();
        let arguments = required.iter().map(|slot| argument(cx, slot)).collect::<Option<Vec<_>>>()?;
        Some((operation, arguments))
    };
    let all = cx.api.operations.iter();
    let shown = shown_tag(cx).filter(|_| is_large(cx)).into_iter().flat_map(|tag| operations(cx, tag));
    let gets = shown.chain(all.clone()).filter(|operation| operation.method == Method::Get);
    gets.chain(all).find_map(callable)
}

/// A value for an argument of `new`, where a short one will do.
fn argument(cx: &Context<'_>, slot: &Slot<'_>) -> Option<TokenStream> {
    let schema = ty::behind(cx, slot.schema);
    let named = !std::ptr::eq(schema, slot.schema);
    if slot.boxed || ty::takes_null(cx, slot.schema) {
        return None;
    }
    match &schema.ty {
        Type::String(StringFormat::Plain) => Some(quote!("text")),
        Type::Boolean if !named => Some(quote!(true)),
        Type::Integer(IntegerFormat::I64) => Some(quote!(1_i64)),
        Type::Integer(IntegerFormat::I32) => Some(quote!(1_i32)),
        Type::Array(_) if !named => Some(quote!(prelude::Vec::new())),
        Type::Named(id) if !named => match cx.api.type_def(*id) {
            Some(def) if def.facts.default && matches!(def.kind, TypeKind::Struct(_)) => {
                let name = ident(&def.name.rust);
                Some(quote!(api::#name::new()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A service with the traits of some tags, and what it does to know its callers.
///
/// ```text
/// struct Service;
/// impl Authenticate for Service { .. }
/// impl Devices for Service { .. }
/// ```
pub(super) fn service<'a>(cx: &Context<'a>, tags: impl IntoIterator<Item = &'a Tag>) -> TokenStream {
    let authenticate = is_secured(cx).then(|| authenticate(cx));
    let errors = &Errors::new(cx);
    let service = service_name(cx);
    let traits = tags.into_iter().map(|tag| {
        let name = ident(&tag.trait_name);
        let handlers = operations(cx, tag).map(|operation| handler(cx, operation, errors));
        quote! {
            impl api::#name for #service {
                #(#handlers)*
            }
        }
    });
    quote! {
        /// The state of the handlers.
        struct #service;
        #authenticate
        #(#traits)*
    }
}

fn authenticate(cx: &Context<'_>) -> TokenStream {
    let (service, caller) = (service_name(cx), caller_name(cx));
    let credentials = credentials::name(cx.api).map(|name| ident(&name));
    let arms = credentials::example_arms(cx);
    quote! {
        /// The authenticated caller.
        struct #caller;
        impl rt::Authenticate<api::#credentials> for #service {
            type Principal = #caller;
            async fn authenticate(
                &self,
                credentials: api::#credentials,
                _context: &rt::Context,
            ) -> prelude::Result<#caller, rt::AuthError> {
                let is_known = match credentials {
                    #arms
                };
                if is_known { prelude::Ok(#caller) } else { prelude::Err(rt::AuthError::invalid("nobody has these credentials")) }
            }
        }
    }
}

fn handler(cx: &Context<'_>, operation: &Operation, errors: &Errors<'_>) -> TokenStream {
    let (method, request) = (ident(&operation.name.rust), ident(&operation.type_name));
    let (output, error) = (output_type(cx, operation).tokens(), error_type(operation, errors).tokens());
    let known = caller_name(cx);
    let context = match caller(operation) {
        Caller::Known => quote!(rt::Context<#known>),
        Caller::Optional => quote!(rt::Context<prelude::Option<#known>>),
        Caller::Anyone => quote!(rt::Context),
    };
    let example_response = example_response(cx, operation);
    quote! {
        async fn #method(
            &self,
            _context: &mut #context,
            request: api::#request,
        ) -> prelude::Result<#output, rt::Failure<#error>> {
            println!("{request:?}");
            #example_response
        }
    }
}

/// `Ok(DeviceList::new())`, where the success can be made from nothing.
fn example_response(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    if let Success::One(one) = success(operation) {
        let body = one
            .response
            .body
            .as_ref()
            .filter(|(_, schema)| one.parts() == 1 && !schema.nullable && !one.response.body_optional);
        match (one.parts(), body.map(|(_, schema)| &schema.ty)) {
            (0, _) => return quote!(prelude::Ok(())),
            (1, Some(Type::Array(_))) => return quote!(prelude::Ok(prelude::Vec::new())),
            (1, Some(ty)) => {
                if let Some(name) = made_from_nothing(cx, ty) {
                    return quote!(prelude::Ok(api::#name::new()));
                }
                let of_first = media_types(cx, ty).first().filter(|first| !first.boxed && !first.schema.nullable);
                if let Some(name) = of_first.and_then(|first| made_from_nothing(cx, &first.schema.ty)) {
                    return quote!(prelude::Ok(api::#name::new().into()));
                }
            }
            _ => {}
        }
    }
    quote!(prelude::Err(rt::Failure::other("not implemented yet")))
}

/// The struct that a type is, where it can be made from nothing.
fn made_from_nothing(cx: &Context<'_>, ty: &Type) -> Option<Ident> {
    let Type::Named(id) = ty else { return None };
    let def = cx.api.type_def(*id)?;
    (def.facts.default && matches!(def.kind, TypeKind::Struct(_))).then(|| ident(&def.name.rust))
}

/// The variants of a body whose media types have types of their own.
fn media_types<'a>(cx: &Context<'a>, ty: &Type) -> &'a [Variant] {
    let Type::Named(id) = ty else { return &[] };
    match cx.api.type_def(*id).map(|def| &def.kind) {
        Some(TypeKind::MediaTypes(variants)) => variants,
        _ => &[],
    }
}

/// The router of the service, nested at the base path of the document's first server: that of all tags, or of one.
pub(super) fn router(cx: &Context<'_>, tag: Option<&Tag>) -> TokenStream {
    let (path, service) = (base_path(cx), service_name(cx));
    // Where tags have features there is no router of all of them.
    let by_tag = tag.is_some() || groups::features(cx).iter().any(Option::is_some);
    let router = if by_tag {
        let (builder, tags) = (ident(&builder(cx.api)), cx.api.tags.iter());
        let methods = tags.filter(|one| tag.is_none_or(|tag| std::ptr::eq(*one, tag))).map(tag_method);
        quote!(here::#builder::new(#service) #(.#methods())* .into_router())
    } else {
        quote!(here::router(#service))
    };
    if path.is_empty() { router } else { quote!(rt::axum::Router::new().nest(#path, #router)) }
}
