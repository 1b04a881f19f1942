//! The API is turned into its client: a method for each credential and one for each operation.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::groups::Group;
use super::operation::line;
use super::text::{Text, raw};
use super::{Context, doc, operation};
use crate::ir::{Operation, SchemeKind, SecurityScheme};

/// ```text
/// #[derive(Clone, Debug)]
/// pub struct Client {
///     inner: specwright_runtime::client::Client,
/// }
/// impl Client { .. }
/// ```
pub(super) fn items(cx: &Context<'_>) -> TokenStream {
    let title = doc::one_line(&cx.api.title);
    let about = format!(" A client of {title}. Clones are cheap and share their connections.");
    let settings = settings();
    let representations = representations(cx);
    let mut seen = BTreeSet::new();
    let schemes = cx.api.security_schemes.iter().filter(|scheme| seen.insert(&scheme.credential.rust));
    let credentials = schemes.map(credential);
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug)]
        pub struct Client {
            inner: rt::client::Client,
        }
        impl Client {
            #settings
            #representations
            #(#credentials)*
        }
        impl prelude::From<rt::client::Client> for Client {
            fn from(inner: rt::client::Client) -> Self {
                Self { inner }
            }
        }
    }
}

/// The constructor that needs a transport of the runtime's own, in a module of its own: whether there is one says a
/// feature of the generated crate, or of the runtime where the text is included by another crate.
///
/// ```text
/// impl Client {
///     pub fn new(base_url: &str) -> Result<Self, BaseUrlError> {
///         Ok(client::Client::new(base_url)?.into())
///     }
/// }
/// ```
pub(super) fn network() -> TokenStream {
    quote! {
        impl here::Client {
            /// Creates a client of the API at this URL, such as one of the document's servers, that reaches it over the
            /// network.
            ///
            /// # Errors
            /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
            pub fn new(base_url: &str) -> prelude::Result<Self, rt::BaseUrlError> {
                prelude::Ok(rt::client::Client::new(base_url)?.into())
            }
        }
    }
}

/// The constructor that takes a client of reqwest, in a module of its own likewise.
///
/// ```text
/// impl Client {
///     pub fn with_reqwest(base_url: &str, client: reqwest::Client) -> Result<Self, BaseUrlError> {
///         Ok(client::Client::with_reqwest(base_url, client)?.into())
///     }
/// }
/// ```
pub(super) fn reqwest() -> TokenStream {
    quote! {
        impl here::Client {
            /// Creates a client of the API at this URL that sends its requests through this client of reqwest, which
            /// should follow no redirects.
            ///
            /// # Errors
            /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
            pub fn with_reqwest(
                base_url: &str,
                client: rt::client::reqwest::Client,
            ) -> prelude::Result<Self, rt::BaseUrlError> {
                prelude::Ok(rt::client::Client::with_reqwest(base_url, client)?.into())
            }
        }
    }
}

/// What does not depend on the document.
fn settings() -> TokenStream {
    quote! {
        /// Creates a client of the API at this URL that sends its requests through this tower service, such as a router,
        /// which needs no socket.
        ///
        /// # Errors
        /// If the URL is not an absolute `http` or `https` URL, or has a user, query or fragment.
        pub fn with_service(
            base_url: &str,
            service: impl rt::Transport,
        ) -> prelude::Result<Self, rt::BaseUrlError> {
            prelude::Ok(Self { inner: rt::client::Client::with_service(base_url, service)? })
        }
        /// Changes the settings of the client: its layers, timeout, headers and limits.
        ///
        /// `client.with(|inner| inner.with_timeout(Duration::from_secs(5)))`
        #[must_use]
        pub fn with(self, change: impl prelude::FnOnce(rt::client::Client) -> rt::client::Client) -> Self {
            Self { inner: change(self.inner) }
        }
        /// Sets the timeout of calls, including the response body.
        #[must_use]
        pub fn with_timeout(self, timeout: rt::Duration) -> Self {
            self.with(|inner| inner.with_timeout(timeout))
        }
    }
}

/// The media type and the format that responses are requested in, if the document has several.
fn representations(cx: &Context<'_>) -> TokenStream {
    let responses = cx.api.operations.iter().flat_map(|operation| &operation.responses);
    let several = responses.into_iter().any(|response| response.content.len() > 1).then(|| {
        quote! {
            /// Requests this media type with the header `Accept`, for operations that document it. `Call::accept`
            /// overrides it for one call.
            #[must_use]
            pub fn with_accept(self, media_type: impl prelude::Into<prelude::String>) -> Self {
                self.with(|inner| inner.with_accept(media_type))
            }
        }
    });
    let format = cx.api.format_suffix.as_ref().map(|suffix| {
        let names: Vec<String> = suffix.formats.iter().map(|(name, _)| format!("`{}`", name.replace('`', "'"))).collect();
        let names = format!("The formats are {}.", names.join(", "));
        let doc = doc::attributes([
            "Requests the format of this name with the suffix of the path, for operations that document it. `Call::format` \
             overrides it for one call.",
            names.as_str(),
        ]);
        quote! {
            #doc
            #[must_use]
            pub fn with_format(self, name: impl prelude::Into<prelude::String>) -> Self {
                self.with(|inner| inner.with_format(name))
            }
        }
    });
    quote!(#several #format)
}

/// The methods that take the credential of a scheme.
fn credential(scheme: &SecurityScheme) -> TokenStream {
    let (name, rust) = (&scheme.credential.wire, &scheme.credential.rust);
    let with = format_ident!("with_{rust}");
    let doc = doc::attributes(
        doc::present(&scheme.description)
            .into_iter()
            .chain(["Sends this credential with all operations that require it."]),
    );
    match scheme.kind {
        SchemeKind::ApiKey { .. } => quote! {
            #doc
            #[must_use]
            pub fn #with(self, key: impl prelude::Into<rt::Secret>) -> Self {
                self.with(|inner| inner.with_credential(#name, rt::Credential::ApiKey(key.into())))
            }
        },
        SchemeKind::Basic => quote! {
            #doc
            #[must_use]
            pub fn #with(
                self,
                user: impl prelude::Into<prelude::String>,
                password: impl prelude::Into<rt::Secret>,
            ) -> Self {
                let credential = rt::Credential::Basic { user: user.into(), password: password.into() };
                self.with(|inner| inner.with_credential(#name, credential))
            }
        },
        SchemeKind::Bearer => {
            let tokens = tokens(scheme);
            quote! {
                #doc
                #[must_use]
                pub fn #with(self, token: impl prelude::Into<rt::Secret>) -> Self {
                    self.with(|inner| inner.with_credential(#name, rt::Credential::Bearer(token.into())))
                }
                #tokens
            }
        }
    }
}

/// The methods of a bearer scheme that take a source of tokens, and those that sign tokens by themselves (`x-jwt`).
fn tokens(scheme: &SecurityScheme) -> TokenStream {
    let (name, rust) = (&scheme.credential.wire, &scheme.credential.rust);
    let (source, hs256, none) =
        (format_ident!("with_{rust}_source"), format_ident!("with_{rust}_hs256"), format_ident!("with_{rust}_none"));
    let takes = |algorithm: &str| {
        scheme.jwt.as_ref().is_some_and(|jwt| jwt.algorithms.iter().any(|taken| taken.eq_ignore_ascii_case(algorithm)))
    };
    let hs256 = takes("HS256").then(|| {
        quote! {
            /// Signs a new token for each request with the secret of this key (`HS256`).
            #[must_use]
            pub fn #hs256(self, key: impl prelude::Into<prelude::String>, secret: impl prelude::Into<rt::Secret>) -> Self {
                self.#source(rt::Jwt::hs256(key, secret))
            }
        }
    });
    let none = takes("none").then(|| {
        quote! {
            /// Sends a new unsigned token with each request, which names this key: anyone who knows the key can make
            /// such a token.
            #[must_use]
            pub fn #none(self, key: impl prelude::Into<prelude::String>) -> Self {
                self.#source(rt::Jwt::none(key))
            }
        }
    });
    quote! {
        /// Gets a token from this source for each call: a function that returns a future, or a type that fetches,
        /// caches and renews tokens.
        #[must_use]
        pub fn #source(self, source: impl rt::TokenSource + 'static) -> Self {
            self.with(|inner| inner.with_credential(#name, rt::CredentialSource::token(source)))
        }
        #hs256
        #none
    }
}

/// Writes the methods of a tag's operations.
///
/// ```text
/// impl Client {
///     /// Lists the devices
///     ///
///     /// `GET /devices`
///     pub fn list_devices(&self, request: ListDevices) -> Call<ListDevices> {
///         self.inner.call(request)
///     }
/// }
/// ```
pub(super) fn calls(group: &Group<'_>, file: &mut Text<'_>) {
    let client = file.api("Client");
    file.code(&format!("impl {client} {{\n"));
    for (index, operation) in group.operations.iter().enumerate() {
        if index > 0 {
            file.code("\n");
        }
        summary(operation, file);
        let (call, request) = (file.rt("Call"), file.api(&operation.type_name));
        let before = format!("pub fn {}", raw(&operation.name.rust));
        let arguments = ["&self".to_owned(), format!("request: {request}")];
        file.signature(4, &before, &arguments, &format!(" -> {call}<{request}> {{\n"));
        file.code("        self.inner.call(request)\n    }\n");
    }
    file.code("}\n");
}

/// Writes what a method says of its operation.
pub(super) fn summary(operation: &Operation, file: &mut Text<'_>) {
    let place = format!("`{}`", line(operation));
    let summary = operation::summary(operation);
    let marks = doc::marks(operation.deprecated, operation.experimental);
    file.doc(4, summary.into_iter().chain([place.as_str()]).chain(marks));
}
