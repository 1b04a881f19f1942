//! The operations come in; for each, its request type, its reply types, its table and what ties them together go out.

mod form;
mod meta;
mod reply;
mod request;

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::Slot;
use super::{Context, carried, defaults, doc, ident, rules, ty};
use crate::ir::{Method, Operation, StatusPattern};

pub(super) use form::{Form, Success, output_type, replies, success};
pub(super) use meta::location;

/// The items of one operation.
pub(super) fn items(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let request = request::items(cx, operation);
    let meta = meta::item(cx, operation);
    let reply = reply::items(cx, operation);
    quote! {
        #request
        #meta
        #reply
    }
}

/// The fields of a request: its parameters, and behind them its body.
pub(super) fn slots(operation: &Operation) -> Vec<Slot<'_>> {
    let parameters = operation.parameters.iter().map(Slot::parameter);
    parameters.chain(operation.body.as_ref().map(Slot::body)).collect()
}

/// What the document says of an operation: its summary, or its description where it has none.
pub(super) fn summary(operation: &Operation) -> Option<&str> {
    doc::said(&operation.summary).or(doc::said(&operation.description))
}

/// `GET /devices/{id}`
pub(super) fn line(operation: &Operation) -> String {
    format!("{} {}", method(operation.method), operation.path)
}

/// The method as it stands in a request.
pub(super) fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
    }
}

/// `404`, `4XX` or `default`
pub(super) fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "other".to_owned(),
    }
}
