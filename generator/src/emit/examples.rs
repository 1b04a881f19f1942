//! From the API to the two examples of the generated crate, and the same code for its README.

use quote::quote;

use super::module::Module;
use super::scope::Scope;
use super::{Context, doc, snippet};

/// `examples/client.rs`
pub(super) fn client(cx: &Context<'_>, scope: &Scope) -> String {
    let call = snippet::call(cx);
    let items = quote! {
        #[tokio::main]
        async fn main() -> prelude::Result<(), prelude::Box<dyn std::error::Error>> {
            #call
            prelude::Ok(())
        }
    };
    let about = format!("Calls {}.", doc::one_line(&cx.api.title));
    Module::outside(cx, about, snippet::declared(cx), items).print(scope)
}

/// `examples/server.rs`
pub(super) fn server(cx: &Context<'_>, scope: &Scope) -> String {
    let shown = snippet::shown_tag(cx).filter(|_| snippet::is_large(cx));
    let service = match shown {
        Some(tag) => snippet::service(cx, [tag]),
        None => snippet::service(cx, &cx.api.tags),
    };
    let router = snippet::router(cx, shown);
    let items = quote! {
        #service
        #[tokio::main]
        async fn main() -> prelude::Result<(), prelude::Box<dyn std::error::Error>> {
            let router = #router;
            let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
            axum::serve(listener, router).await?;
            prelude::Ok(())
        }
    };
    let title = doc::one_line(&cx.api.title);
    let about = match shown {
        Some(tag) => format!(
            "Serves the operations of the tag `{}` of {title} on port 8080. Implement the traits of the other tags in \
             the same way; then `router` is the router of all. The handlers are placeholders.",
            tag.name.wire.replace('`', "'")
        ),
        None => format!("Serves {title} on port 8080. The handlers are placeholders."),
    };
    Module::outside(cx, about, snippet::declared(cx), items).print(scope)
}

/// The code of the README that calls the API.
pub(super) fn readme_client(cx: &Context<'_>, scope: &Scope) -> String {
    let call = snippet::call(cx);
    let items = quote! {
        async fn call() -> prelude::Result<(), prelude::Box<dyn std::error::Error>> {
            #call
            prelude::Ok(())
        }
    };
    Module::outside(cx, String::new(), snippet::declared(cx), items).code(scope)
}

/// The code of the README that serves a part of the API: one of its tags.
pub(super) fn readme_server(cx: &Context<'_>, scope: &Scope) -> String {
    let smallest = cx.api.tags.iter().min_by_key(|tag| tag.operations.len());
    let shown = if snippet::is_large(cx) { snippet::shown_tag(cx) } else { smallest };
    let service = snippet::service(cx, shown);
    let router = shown.map(|tag| {
        let router = snippet::router(cx, Some(tag).filter(|_| cx.api.tags.len() > 1));
        quote! {
            fn app() -> rt::axum::Router {
                #router
            }
        }
    });
    let items = quote! {
        #service
        #router
    };
    Module::outside(cx, String::new(), snippet::declared(cx), items).code(scope)
}
