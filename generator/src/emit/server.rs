//! The API is turned into its server: a trait for each tag, and what makes a router of them.

pub(super) mod credentials;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::groups::{Group, Groups};
use super::operation::{Errors, error_type, output_type};
use super::text::{Text, raw};
use super::{Context, client, doc, ident, scope};
use crate::ir::{Api, Operation, Tag};

/// What a handler gets of the caller.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    /// The authenticated caller.
    Known,
    /// The caller, if it is authenticated.
    Optional,
    /// Nothing: anyone may call.
    Anyone,
}

/// What the handler of an operation gets of the caller.
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

/// Writes the trait of a tag, and the function that adds its operations to the routes.
///
/// ```text
/// /// Devices with permanent access.
/// pub trait Devices: Authenticate<super::Credentials> {
///     /// Lists the devices.
///     fn list_devices(
///         &self,
///         context: &mut Context<Self::Principal>,
///         request: ListDevices,
///     ) -> impl Future<Output = Result<DeviceList, Failure<ListDevicesError>>> + Send;
/// }
/// ```
pub(super) fn service(cx: &Context<'_>, group: &Group<'_>, errors: &Errors<'_>, file: &mut Text<'_>) {
    let tag = group.tag;
    let name = raw(&tag.trait_name);
    let about = format!("The operations of the tag `{}`.", tag.name.wire.replace('`', "'"));
    file.doc(0, [doc::present(&tag.description).unwrap_or(&about)]);
    let bound = match credentials::name(cx.api) {
        Some(credentials) => format!("{}<super::{credentials}>", file.rt("Authenticate")),
        None => anyone(file),
    };
    file.code(&format!("pub trait {name}: {bound} {{\n"));
    for (index, operation) in group.operations.iter().enumerate() {
        if index > 0 {
            file.code("\n");
        }
        method(cx, operation, errors, file);
    }
    file.code("}\n");
    routes(cx, group, file);
}

/// `Send + Sync + 'static`
fn anyone(file: &Text<'_>) -> String {
    format!("{} + {} + 'static", file.prelude("Send"), file.prelude("Sync"))
}

fn method(cx: &Context<'_>, operation: &Operation, errors: &Errors<'_>, file: &mut Text<'_>) {
    client::summary(operation, file);
    let context = file.rt("Context");
    let context = match caller(operation) {
        Caller::Known => format!("{context}<Self::Principal>"),
        Caller::Optional => format!("{context}<{}<Self::Principal>>", file.prelude("Option")),
        Caller::Anyone => context.into_owned(),
    };
    let request = format!("request: {}", file.api(&operation.type_name));
    let arguments = ["&self".to_owned(), format!("context: &mut {context}"), request];
    let (output, error) = (output_type(cx, operation).text(file), error_type(operation, errors).text(file));
    let (future, result, send) = (file.prelude("Future"), file.prelude("Result"), file.prelude("Send"));
    let failure = file.rt("Failure");
    let after = format!(" -> impl {future}<Output = {result}<{output}, {failure}<{error}>>> + {send};\n");
    file.signature(4, &format!("fn {}", raw(&operation.name.rust)), &arguments, &after);
}

/// ```text
/// pub(super) fn add_devices<S: Devices>(routes: Routes<S, S::Principal>) -> Routes<S, S::Principal> {
///     routes
///         .secured(|service, context, request: ListDevices| {
///             Box::pin(<S as Devices>::list_devices(service, context, request))
///         })
/// }
/// ```
fn routes(cx: &Context<'_>, group: &Group<'_>, file: &mut Text<'_>) {
    let (function, name) = (function(group.tag), raw(&group.tag.trait_name));
    let service = service_parameter(cx.api);
    let principal = if is_secured(cx) { format!("{service}::Principal") } else { "()".to_owned() };
    let (routes, boxed) = (file.rt("Routes"), file.prelude("Box"));
    let ty = format!("{routes}<{service}, {principal}>");
    file.gap();
    file.signature(
        0,
        &format!("pub(super) fn {function}<{service}: {name}>"),
        &[format!("routes: {ty}")],
        &format!(" -> {ty} {{\n"),
    );
    file.code("    routes\n");
    for operation in &group.operations {
        let (method, request) = (raw(&operation.name.rust), file.api(&operation.type_name));
        let add = match caller(operation) {
            Caller::Known => "secured",
            Caller::Optional => "optional",
            Caller::Anyone => "open",
        };
        let call = format!("<{service} as {name}>::{method}(service, context, request)");
        file.code(&format!(
            "        .{add}(|service, context, request: {request}| {{\n            {boxed}::pin({call})\n        }})\n"
        ));
    }
    file.code("}\n");
}

/// The name of the type parameter that stands for the service: none that the document has.
fn service_parameter(api: &Api) -> String {
    scope::free(api, &["S", "Service", "TheService"])
}

/// The name of the type parameter that stands for the state of the program's router: none that the document has.
fn state_parameter(api: &Api) -> String {
    scope::free(api, &["T", "State", "TheState"])
}

/// What makes a router of the service: functions for the whole API, which are not there where tags have features, and a
/// type that takes it tag by tag.
pub(super) fn items(cx: &Context<'_>, groups: &Groups<'_>) -> TokenStream {
    let by_tag = (groups.features || groups.tags.len() > 1).then(|| by_tag(cx, groups));
    let whole = (!groups.features).then(|| whole(cx, groups));
    let credentials = credentials::items(cx);
    quote!(#credentials #whole #by_tag)
}

/// ```text
/// pub fn router<S: Devices, T>(service: S) -> axum::Router<T> where T: Clone + Send + Sync + 'static {
///     router_with(service, Options::default())
/// }
/// pub fn router_with<S: Devices, T>(service: S, options: Options) -> axum::Router<T> where .. {
///     let routes = Routes::new(service);
///     let routes = self::devices::add_devices(routes);
///     routes.into_router(options)
/// }
/// ```
fn whole(cx: &Context<'_>, groups: &Groups<'_>) -> TokenStream {
    let traits: Vec<_> = cx.api.tags.iter().map(|tag| ident(&tag.trait_name)).collect();
    let bound =
        if traits.is_empty() { quote!(prelude::Send + prelude::Sync + 'static) } else { quote!(#(api::#traits)+*) };
    let (service, state) = (ident(&service_parameter(cx.api)), ident(&state_parameter(cx.api)));
    let any_state = any_state(&state);
    // One statement for each tag: calls within calls would need as much stack as there are tags.
    let (start, routes) = (start(cx), groups.tags.iter().map(path));
    quote! {
        /// The router of all operations, which serves the document's paths. Nest it at the base path of the server.
        pub fn router<#service: #bound, #any_state>(service: #service) -> rt::axum::Router<#state> {
            router_with(service, rt::Options::default())
        }
        /// The router of all operations, with options.
        pub fn router_with<#service: #bound, #any_state>(
            service: #service,
            options: rt::Options,
        ) -> rt::axum::Router<#state> {
            let routes = #start;
            #(let routes = #routes(routes);)*
            routes.into_router(options)
        }
    }
}

/// `T: Clone + Send + Sync + 'static`
fn any_state(state: &Ident) -> TokenStream {
    quote!(#state: prelude::Clone + prelude::Send + prelude::Sync + 'static)
}

/// ```text
/// pub struct Api<S: Authenticate> { routes: Routes<S, S::Principal> }
/// impl<S: Authenticate> Api<S> { pub fn new(service: S) -> Self { .. } pub fn into_router<T>(self) -> axum::Router<T> { .. } }
/// #[cfg(feature = "issues")]
/// impl<S: Issues> Api<S> { pub fn issues(self) -> Self { .. } }
/// ```
fn by_tag(cx: &Context<'_>, groups: &Groups<'_>) -> TokenStream {
    let (api, service) = (ident(&builder(cx.api)), ident(&service_parameter(cx.api)));
    let state = ident(&state_parameter(cx.api));
    let any_state = any_state(&state);
    let (bound, principal) = if is_secured(cx) {
        let credentials = credentials::name(cx.api).map(|name| ident(&name));
        (quote!(rt::Authenticate<#credentials>), quote!(#service::Principal))
    } else {
        (quote!(prelude::Send + prelude::Sync + 'static), quote!(()))
    };
    let start = start(cx);
    let tags = groups.tags.iter().map(|group| {
        let (name, method, path) = (ident(&group.tag.trait_name), tag_method(group.tag), path(group));
        let gate = group.feature.as_ref().map(|feature| quote!(#[cfg(feature = #feature)]));
        let about = format!(" Serves the operations of the tag `{}`.", group.tag.name.wire.replace('`', "'"));
        quote! {
            #gate
            impl<#service: api::#name> #api<#service> {
                #[doc = #about]
                #[must_use]
                pub fn #method(self) -> Self {
                    Self { routes: #path(self.routes) }
                }
            }
        }
    });
    quote! {
        /// A server of the API, assembled from the tags that a service implements.
        pub struct #api<#service: #bound> {
            routes: rt::Routes<#service, #principal>,
        }
        impl<#service: #bound> #api<#service> {
            /// Creates a server without operations.
            pub fn new(service: #service) -> Self {
                Self { routes: #start }
            }
            /// The router of the operations, which serves the document's paths. Nest it at the base path of the server.
            pub fn into_router<#any_state>(self) -> rt::axum::Router<#state> {
                self.into_router_with(rt::Options::default())
            }
            /// The router of the operations, with options.
            pub fn into_router_with<#any_state>(self, options: rt::Options) -> rt::axum::Router<#state> {
                self.routes.into_router(options)
            }
        }
        #(#tags)*
    }
}

/// The name of the type that puts a server together: none that the document has.
pub(super) fn builder(api: &Api) -> String {
    scope::free(api, &["Api", "ApiServer", "ApiRouter"])
}

/// The method of that type that takes a tag.
pub(super) fn tag_method(tag: &Tag) -> Ident {
    match tag.name.rust.as_str() {
        name @ ("new" | "into_router" | "into_router_with") => format_ident!("{name}_tag"),
        name => ident(name),
    }
}

fn start(cx: &Context<'_>) -> TokenStream {
    match credentials::name(cx.api).map(|name| ident(&name)) {
        Some(credentials) => quote!(rt::Routes::new::<#credentials>(service)),
        None => quote!(rt::Routes::open_only(service)),
    }
}

/// `self::devices::add_devices`: a tag may be called as anything.
fn path(group: &Group<'_>) -> TokenStream {
    let (module, function) = (ident(&group.tag.module), ident(&function(group.tag)));
    quote!(self::#module::#function)
}

/// The function that adds the operations of a tag. It is private, and named so that no other item is.
fn function(tag: &Tag) -> String {
    format!("add_{}", tag.name.rust)
}
