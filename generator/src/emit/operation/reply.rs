//! The documented replies of an operation come in; the types of its successes and of its other replies go out, and the
//! implementation of `Operation` that reads and writes them part by part.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::types::{choose, declare};
use super::form::{Form, Part, Reply, Success};
use super::{Context, doc, form, ident, status_text};
use crate::ir::{Operation, StatusPattern};

/// ```text
/// pub enum ListDevicesError { .. }
/// impl Operation for ListDevices { .. }
/// ```
pub(super) fn items(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let replies = form::replies(operation);
    let output = output(cx, operation, &replies);
    let name = &operation.error_name;
    let failures: Vec<&Reply<'_>> = replies.iter().filter(|reply| !reply.response.success).collect();
    let error = enumeration(cx, operation, name, "The documented replies of", "that are no success", &failures);
    let operation = implementation(cx, operation, &replies);
    quote! {
        #output
        #error
        #operation
    }
}

/// The type of the successes, where it is one of its own.
fn output(cx: &Context<'_>, operation: &Operation, replies: &[Reply<'_>]) -> Option<TokenStream> {
    let successes: Vec<&Reply<'_>> = replies.iter().filter(|reply| reply.response.success).collect();
    match form::success(replies) {
        Success::One(reply) if reply.form == Form::Struct => Some(structure(cx, operation, reply)),
        Success::Never | Success::One(_) => None,
        Success::Enum => {
            Some(enumeration(cx, operation, &operation.output_name, "The documented successes of", "", &successes))
        }
    }
}

/// ```text
/// /// 200: The device.
/// pub struct ReplaceDeviceOutput {
///     pub x_revision: i64,
///     pub body: Device,
/// }
/// ```
fn structure(cx: &Context<'_>, operation: &Operation, reply: &Reply<'_>) -> TokenStream {
    let name = ident(&operation.output_name);
    let about = format!("{}: {}", status_text(reply.response.status), reply.response.description);
    let doc = doc::attributes([about.as_str()]);
    let fields = reply.parts.iter().map(|part| match part {
        Part::Status => quote! {
            /// The status.
            pub status: rt::StatusCode,
        },
        Part::Value(slot) => declare(cx, slot),
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #(#fields)*
        }
    }
}

/// ```text
/// #[non_exhaustive]
/// pub enum ReplaceDeviceError {
///     /// 4XX: The request was refused.
///     ClientError { status: StatusCode, body: String },
/// }
/// ```
fn enumeration(
    cx: &Context<'_>,
    operation: &Operation,
    name: &str,
    before: &str,
    behind: &str,
    replies: &[&Reply<'_>],
) -> TokenStream {
    let name = ident(name);
    let about = format!("{before} [`{name}`](struct@{name}) {behind}", name = operation.type_name);
    let about = format!(" {}.", about.trim_end());
    let variants = replies.iter().map(|reply| {
        let variant = ident(&reply.response.variant.rust);
        let about = format!("{}: {}", status_text(reply.response.status), reply.response.description);
        let doc = doc::attributes([about.as_str()]);
        let parts: Vec<_> = reply.parts.iter().map(|part| variant_part(cx, part)).collect();
        match reply.form {
            Form::Struct => quote!(#doc #variant { #(#parts,)* },),
            Form::Single => {
                let types = reply.parts.iter().map(|part| part.ty(cx));
                quote!(#doc #variant(#(#types),*),)
            }
            Form::Unit => quote!(#doc #variant,),
        }
    });
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// `/// The body.` and `body: String`
fn variant_part(cx: &Context<'_>, part: &Part<'_>) -> TokenStream {
    let (name, ty) = (part.ident(), part.ty(cx));
    let about = match part {
        Part::Status => Some("The status."),
        Part::Value(slot) => slot.description,
    };
    let doc = doc::attributes(about);
    quote!(#doc #name: #ty)
}

/// ```text
/// impl Operation for ListDevices {
///     fn meta() -> &'static OperationMeta { &LIST_DEVICES }
///     type Output = DeviceList;
///     type Error = ListDevicesError;
///     fn hole() -> Self { Self { search: Model::hole() } }
///     fn reply_hole(response: usize, status: StatusCode) -> Result<Self::Output, Self::Error> { .. }
///     fn reply_response(reply: &Result<Self::Output, Self::Error>) -> (usize, StatusCode) { .. }
///     fn read_reply_part(..) -> Outcome { .. }
///     fn write_reply_part(..) -> Outcome { .. }
/// }
/// ```
fn implementation(cx: &Context<'_>, operation: &Operation, replies: &[Reply<'_>]) -> TokenStream {
    let (name, error, table) = (ident(&operation.type_name), ident(&operation.error_name), ident(&operation.table));
    let output = form::output_type(cx, operation);
    let slots: Vec<_> = super::slots(operation).iter().map(|slot| slot.ident()).collect();
    let hole = hole(operation, replies);
    let response = response(operation, replies);
    let reading = parts(operation, replies, "read", "reader", &quote!(&mut rt::Reader<'_>), &quote!(&mut));
    let writing = parts(operation, replies, "write", "writer", &quote!(&mut rt::Writer), &quote!(&));
    quote! {
        impl rt::Operation for #name {
            fn meta() -> &'static rt::OperationMeta { &#table }
            type Output = #output;
            type Error = #error;
            fn hole() -> Self {
                Self { #(#slots: rt::Model::hole()),* }
            }
            #hole
            #response
            #reading
            #writing
        }
    }
}

/// ```text
/// fn reply_hole(response: usize, status: StatusCode) -> Result<Self::Output, Self::Error> {
///     match response {
///         0 => Ok(Model::hole()),
///         1 => Err(ListDevicesError::Forbidden),
///         _ => Err(ListDevicesError::Default(status)),
///     }
/// }
/// ```
fn hole(operation: &Operation, replies: &[Reply<'_>]) -> TokenStream {
    let arms: Vec<_> = replies.iter().map(|reply| reply.hole(operation)).collect();
    let chosen = choose("response", &arms);
    let response = if arms.len() > 1 { quote!(response) } else { quote!(_response) };
    let status = if replies.iter().any(Reply::has_status) { quote!(status) } else { quote!(_status) };
    quote! {
        fn reply_hole(
            #response: usize,
            #status: rt::StatusCode,
        ) -> prelude::Result<Self::Output, Self::Error> {
            #chosen
        }
    }
}

/// ```text
/// fn reply_response(reply: &Result<Self::Output, Self::Error>) -> (usize, StatusCode) {
///     match reply {
///         Ok(_) => (0, StatusCode::OK),
///         Err(ListDevicesError::Default(status)) => (2, *status),
///     }
/// }
/// ```
fn response(operation: &Operation, replies: &[Reply<'_>]) -> TokenStream {
    let arms = replies.iter().map(|reply| {
        let pattern = reply.pattern(operation, |part| matches!(part, Part::Status));
        let index = Literal::usize_unsuffixed(reply.index);
        let status = match reply.response.status {
            StatusPattern::Exact(code) => status(code),
            StatusPattern::Range(_) | StatusPattern::Default => quote!(*status),
        };
        quote!(#pattern => (#index, #status),)
    });
    let impossible = form::impossible(replies);
    quote! {
        fn reply_response(reply: &prelude::Result<Self::Output, Self::Error>) -> (usize, rt::StatusCode) {
            match reply { #(#arms)* #impossible }
        }
    }
}

/// ```text
/// fn read_reply_part(reply: &mut Result<Self::Output, Self::Error>, part: usize, reader: &mut Reader<'_>) -> Outcome {
///     match reply {
///         Ok(ReplaceDeviceOutput::Ok { x_revision, body }) => match part { 0 => x_revision.read(reader), _ => body.read(reader) },
///         Ok(ReplaceDeviceOutput::Accepted) => Ok(()),
///     }
/// }
/// ```
fn parts(
    operation: &Operation,
    replies: &[Reply<'_>],
    verb: &str,
    tool: &str,
    tool_type: &TokenStream,
    reference: &TokenStream,
) -> TokenStream {
    let (function, verb, unused) = (ident(&format!("{verb}_reply_part")), ident(verb), ident(&format!("_{tool}")));
    let tool = ident(tool);
    let is_value = |part: &Part<'_>| matches!(part, Part::Value(_));
    let (mut arms, mut empty) = (TokenStream::new(), Vec::new());
    let (mut uses_part, mut uses_tool) = (false, false);
    for reply in replies {
        let pattern = reply.pattern(operation, is_value);
        let values = reply.parts.iter().filter(|part| is_value(part)).map(|part| reply.binding(part));
        let calls: Vec<_> = values.map(|value| quote!(#value.#verb(#tool))).collect();
        if calls.is_empty() {
            empty.push(pattern);
            continue;
        }
        uses_part |= calls.len() > 1;
        uses_tool = true;
        let chosen = choose("part", &calls);
        arms.extend(quote!(#pattern => #chosen,));
    }
    if !empty.is_empty() {
        arms.extend(quote!(#(#empty)|* => prelude::Ok(()),));
    }
    let impossible = form::impossible(replies);
    let part = if uses_part { quote!(part) } else { quote!(_part) };
    let tool = if uses_tool { tool } else { unused };
    quote! {
        fn #function(
            reply: #reference prelude::Result<Self::Output, Self::Error>,
            #part: usize,
            #tool: #tool_type,
        ) -> rt::Outcome {
            match reply { #arms #impossible }
        }
    }
}

/// `StatusCode::NOT_FOUND`
fn status(code: u16) -> TokenStream {
    let name = match code {
        100 => "CONTINUE",
        101 => "SWITCHING_PROTOCOLS",
        102 => "PROCESSING",
        200 => "OK",
        201 => "CREATED",
        202 => "ACCEPTED",
        203 => "NON_AUTHORITATIVE_INFORMATION",
        204 => "NO_CONTENT",
        205 => "RESET_CONTENT",
        206 => "PARTIAL_CONTENT",
        207 => "MULTI_STATUS",
        300 => "MULTIPLE_CHOICES",
        301 => "MOVED_PERMANENTLY",
        302 => "FOUND",
        303 => "SEE_OTHER",
        304 => "NOT_MODIFIED",
        307 => "TEMPORARY_REDIRECT",
        308 => "PERMANENT_REDIRECT",
        400 => "BAD_REQUEST",
        401 => "UNAUTHORIZED",
        402 => "PAYMENT_REQUIRED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        405 => "METHOD_NOT_ALLOWED",
        406 => "NOT_ACCEPTABLE",
        408 => "REQUEST_TIMEOUT",
        409 => "CONFLICT",
        410 => "GONE",
        411 => "LENGTH_REQUIRED",
        412 => "PRECONDITION_FAILED",
        413 => "PAYLOAD_TOO_LARGE",
        414 => "URI_TOO_LONG",
        415 => "UNSUPPORTED_MEDIA_TYPE",
        416 => "RANGE_NOT_SATISFIABLE",
        418 => "IM_A_TEAPOT",
        422 => "UNPROCESSABLE_ENTITY",
        423 => "LOCKED",
        424 => "FAILED_DEPENDENCY",
        426 => "UPGRADE_REQUIRED",
        428 => "PRECONDITION_REQUIRED",
        429 => "TOO_MANY_REQUESTS",
        451 => "UNAVAILABLE_FOR_LEGAL_REASONS",
        500 => "INTERNAL_SERVER_ERROR",
        501 => "NOT_IMPLEMENTED",
        502 => "BAD_GATEWAY",
        503 => "SERVICE_UNAVAILABLE",
        504 => "GATEWAY_TIMEOUT",
        _ => {
            let code = Literal::u16_unsuffixed(code);
            return quote!(rt::StatusCode::from_u16(#code).unwrap_or_default());
        }
    };
    let name = ident(name);
    quote!(rt::StatusCode::#name)
}
