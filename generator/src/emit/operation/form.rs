//! The documented replies of an operation come in; the shape that each has in Rust goes out, and how it is built and
//! matched.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::ty::Slot;
use super::{Context, ident};
use crate::ir::{Operation, Response, StatusPattern};

/// A documented reply.
pub(in crate::emit) struct Reply<'a> {
    /// Its place among the operation's replies.
    pub(in crate::emit) index: usize,
    /// What the document says of it.
    pub(in crate::emit) response: &'a Response,
    /// What it is made of: the status where it is not fixed, the headers, the body.
    pub(in crate::emit) parts: Vec<Part<'a>>,
    /// How its parts are printed.
    pub(in crate::emit) form: Form,
    /// Whether it is a variant, or the type of successes by itself.
    pub(in crate::emit) is_variant: bool,
}

/// What a reply is made of.
#[derive(Clone)]
pub(in crate::emit) enum Part<'a> {
    /// The status.
    Status,
    /// A header or the body.
    Value(Slot<'a>),
}

/// How the parts of a reply are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::emit) enum Form {
    /// No part: `Forbidden`, or `()`.
    Unit,
    /// One part: `Default(StatusCode)`, or the part's type.
    Single,
    /// Several parts: `Ok { x_revision: i64, body: Device }`, or a struct.
    Struct,
}

/// What stands as `Operation::Output`.
pub(in crate::emit) enum Success<'a, 'b> {
    /// No success is documented: `Infallible`.
    Never,
    /// One.
    One(&'b Reply<'a>),
    /// Several: an enum.
    Enum,
}

/// The replies of an operation, in the document's order.
pub(in crate::emit) fn replies(operation: &Operation) -> Vec<Reply<'_>> {
    let successes = operation.responses.iter().filter(|response| response.success).count();
    let reply = |(index, response)| {
        let parts = parts(response);
        let form = match parts.len() {
            0 => Form::Unit,
            1 => Form::Single,
            _ => Form::Struct,
        };
        Reply { index, response, parts, form, is_variant: !response.success || successes > 1 }
    };
    operation.responses.iter().enumerate().map(reply).collect()
}

fn parts(response: &Response) -> Vec<Part<'_>> {
    let status = match response.status {
        StatusPattern::Exact(_) => None,
        StatusPattern::Range(_) | StatusPattern::Default => Some(Part::Status),
    };
    let headers = response.headers.iter().map(|header| Part::Value(Slot::parameter(header)));
    let body = response.body.iter().map(|(name, schema)| {
        Part::Value(Slot { required: !response.body_optional, ..Slot::plain(&name.rust, schema) })
    });
    status.into_iter().chain(headers).chain(body).collect()
}

/// What stands as `Operation::Output`.
pub(in crate::emit) fn success<'a, 'b>(replies: &'b [Reply<'a>]) -> Success<'a, 'b> {
    let mut successes = replies.iter().filter(|reply| reply.response.success);
    match (successes.next(), successes.next()) {
        (None, _) => Success::Never,
        (Some(reply), None) => Success::One(reply),
        (Some(_), Some(_)) => Success::Enum,
    }
}

/// `DeviceList`, `()`, `ReplaceDeviceOutput` or `Infallible`
pub(in crate::emit) fn output_type(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let replies = replies(operation);
    let output = ident(&operation.output_name);
    match success(&replies) {
        Success::Never => quote!(rt::Infallible),
        Success::Enum => quote!(api::#output),
        Success::One(Reply { form: Form::Unit, .. }) => quote!(()),
        Success::One(Reply { form: Form::Single, parts, .. }) => parts.iter().map(|part| part.ty(cx)).collect(),
        Success::One(Reply { form: Form::Struct, .. }) => quote!(api::#output),
    }
}

/// The arms for the sides of a `Result` that have no value.
pub(super) fn impossible(replies: &[Reply<'_>]) -> TokenStream {
    let never = matches!(success(replies), Success::Never).then(|| quote!(prelude::Ok(never) => match *never {},));
    let no_error = replies.iter().all(|reply| reply.response.success);
    let no_error = no_error.then(|| quote!(prelude::Err(error) => match *error {},));
    quote!(#never #no_error)
}

impl Part<'_> {
    /// The field's name.
    pub(super) fn ident(&self) -> Ident {
        match self {
            Self::Status => format_ident!("status"),
            Self::Value(slot) => slot.ident(),
        }
    }

    /// The field's type.
    pub(in crate::emit) fn ty(&self, cx: &Context<'_>) -> TokenStream {
        match self {
            Self::Status => quote!(rt::StatusCode),
            Self::Value(slot) => slot.ty(cx),
        }
    }
}

impl Reply<'_> {
    /// Whether its status is one of its parts.
    pub(super) fn has_status(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Status))
    }

    /// `ReplaceDeviceOutput::Ok`, or `ReplaceDeviceOutput`
    fn path(&self, operation: &Operation) -> TokenStream {
        let name = ident(if self.response.success { &operation.output_name } else { &operation.error_name });
        let variant = ident(&self.response.variant.rust);
        if self.is_variant { quote!(api::#name::#variant) } else { quote!(api::#name) }
    }

    fn wrap(&self, inner: &TokenStream) -> TokenStream {
        if self.response.success { quote!(prelude::Ok(#inner)) } else { quote!(prelude::Err(#inner)) }
    }

    /// The reply to be read into: `Ok(ReplaceDeviceOutput::Ok { x_revision: Model::hole(), body: Model::hole() })`
    pub(super) fn hole(&self, operation: &Operation) -> TokenStream {
        let path = self.path(operation);
        let holes: Vec<_> = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Status => quote!(status),
                Part::Value(_) => quote!(rt::Model::hole()),
            })
            .collect();
        let fields = self.parts.iter().map(|part| match part {
            Part::Status => quote!(status),
            Part::Value(slot) => {
                let name = slot.ident();
                quote!(#name: rt::Model::hole())
            }
        });
        let value = match (self.form, self.is_variant) {
            (Form::Unit, false) => quote!(()),
            (Form::Unit, true) => path,
            (Form::Single, false) => quote!(#(#holes)*),
            (Form::Single, true) => quote!(#path(#(#holes)*)),
            (Form::Struct, _) => quote!(#path { #(#fields),* }),
        };
        self.wrap(&value)
    }

    /// The pattern that takes the chosen parts: `Ok(ReplaceDeviceOutput::Ok { x_revision, body })`
    pub(super) fn pattern(&self, operation: &Operation, chosen: fn(&Part<'_>) -> bool) -> TokenStream {
        let path = self.path(operation);
        let taken: Vec<&Part<'_>> = self.parts.iter().filter(|part| chosen(part)).collect();
        let binding = match taken.first() {
            Some(part) => {
                let name = self.binding(part);
                quote!(#name)
            }
            None => quote!(_),
        };
        let fields = taken.iter().map(|part| {
            let (name, binding) = (part.ident(), self.binding(part));
            if name == binding { quote!(#name,) } else { quote!(#name: #binding,) }
        });
        let rest = (taken.len() < self.parts.len()).then(|| quote!(..));
        let value = match (self.form, self.is_variant) {
            (Form::Unit, false) => quote!(()),
            (Form::Unit, true) => path,
            (Form::Single, false) => binding,
            (Form::Single, true) => quote!(#path(#binding)),
            (Form::Struct, _) if taken.is_empty() && !self.is_variant => quote!(_),
            (Form::Struct, _) => quote!(#path { #(#fields)* #rest }),
        };
        self.wrap(&value)
    }

    /// The variable that a part is bound to: its name, but none that the function around it has.
    pub(super) fn binding(&self, part: &Part<'_>) -> Ident {
        match (part, self.form) {
            (Part::Status, _) => format_ident!("status"),
            (Part::Value(_), Form::Single | Form::Unit) => format_ident!("value"),
            (Part::Value(slot), Form::Struct) => match slot.name {
                name @ ("part" | "reader" | "writer" | "reply") => format_ident!("{name}_value"),
                _ => slot.ident(),
            },
        }
    }
}
