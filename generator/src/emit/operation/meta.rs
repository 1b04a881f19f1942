//! An operation comes in; the static table of the document's facts goes out.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, carried, ident, method, rules, ty};
use crate::ir::{
    Codec, Content, Location, Operation, Parameter, Requirement, Response, Schema, Shape, StatusPattern, Style, Type,
};

/// ```text
/// static LIST_DEVICES: OperationMeta = OperationMeta {
///     id: "listDevices",
///     method: Method::GET,
///     path: "/devices",
///     parameters: &[Parameter { .. }],
///     body: None,
///     responses: &[ResponseMeta { .. }],
///     security: &[Requirement { schemes: &[&API_KEY] }],
///     format_suffix: None,
/// };
/// ```
pub(super) fn item(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let table = ident(&operation.table);
    let (id, path) = (&operation.name.wire, &operation.path);
    let method = ident(method(operation.method));
    let parameters = operation.parameters.iter().map(|parameter| self::parameter(cx, parameter));
    let body = match &operation.body {
        None => quote!(prelude::None),
        Some(body) => {
            let (required, any_content_type) = (body.required, body.any_content_type);
            let content = body.content.iter().map(|content| self::content(cx, content, &body.schema));
            quote!(prelude::Some(rt::RequestBody {
                required: #required,
                content: &[#(#content),*],
                any_content_type: #any_content_type,
            }))
        }
    };
    let responses = operation.responses.iter().map(|response| self::response(cx, response));
    let security = operation.security.iter().map(|requirement| self::requirement(cx, requirement));
    let format_suffix = match cx.api.format_suffix {
        None => quote!(prelude::None),
        Some(_) => quote!(prelude::Some(&here::servers::FORMAT_SUFFIX)),
    };
    quote! {
        static #table: rt::OperationMeta = rt::OperationMeta {
            id: #id,
            method: rt::Method::#method,
            path: #path,
            parameters: &[#(#parameters),*],
            body: #body,
            responses: &[#(#responses),*],
            security: &[#(#security),*],
            format_suffix: #format_suffix,
        };
    }
}

/// ```text
/// Parameter {
///     name: "limit",
///     location: Location::Query,
///     style: Style::Form,
///     explode: true,
///     allow_reserved: false,
///     required: false,
///     shape: Shape::Scalar,
///     rules: Some(&Rules { .. }),
/// }
/// ```
fn parameter(cx: &Context<'_>, parameter: &Parameter) -> TokenStream {
    let Parameter { explode, allow_reserved, required, .. } = parameter;
    let name = &parameter.name.wire;
    let location = location(parameter.location);
    let style = match parameter.style {
        Style::Simple => quote!(rt::Style::Simple),
        Style::Form => quote!(rt::Style::Form),
        Style::Delimited(delimiter) => quote!(rt::Style::Delimited(#delimiter)),
        Style::Pair(delimiter) => quote!(rt::Style::Pair(#delimiter)),
    };
    let shape = shape(cx, parameter);
    let rules = rules::at(cx, &parameter.schema);
    quote! {
        rt::Parameter {
            name: #name,
            location: #location,
            style: #style,
            explode: #explode,
            allow_reserved: #allow_reserved,
            required: #required,
            shape: #shape,
            rules: #rules,
        }
    }
}

/// `Location::Query`
pub(in crate::emit) fn location(location: Location) -> TokenStream {
    match location {
        Location::Path => quote!(rt::Location::Path),
        Location::Query => quote!(rt::Location::Query),
        Location::Header => quote!(rt::Location::Header),
        Location::Cookie => quote!(rt::Location::Cookie),
    }
}

/// `Shape::Object(&DEVICE_FILTER)`
fn shape(cx: &Context<'_>, parameter: &Parameter) -> TokenStream {
    match parameter.shape {
        Shape::Scalar => quote!(rt::Shape::Scalar),
        Shape::Array => quote!(rt::Shape::Array),
        Shape::Map => quote!(rt::Shape::Map),
        Shape::Json => quote!(rt::Shape::Json),
        Shape::Object => match &ty::behind(cx, &parameter.schema).ty {
            Type::Named(id) => {
                let table = cx.api.type_def(*id).map(|def| ident(&def.table));
                quote!(rt::Shape::Object(&here::types::#table))
            }
            _ => quote!(rt::Shape::Map),
        },
    }
}

/// `Content { media_type: "application/json", codec: Codec::Json, alternative: 0, rules: None, xml: None, form: None }`
fn content(cx: &Context<'_>, content: &Content, schema: &Schema) -> TokenStream {
    let media_type = &content.media_type;
    let codec = match content.codec {
        Codec::Json => quote!(rt::Codec::Json),
        Codec::Text => quote!(rt::Codec::Text),
        Codec::Xml => quote!(rt::Codec::Xml),
        Codec::Form => quote!(rt::Codec::Form),
        Codec::Octets => quote!(rt::Codec::Octets),
    };
    let alternative = Literal::usize_unsuffixed(content.alternative);
    let rules = rules::of_content(cx, &content.constraints, content.lenient, schema);
    let xml = carried::xml(content.xml.as_ref());
    let form = carried::form(content.form.as_ref());
    quote!(rt::Content {
        media_type: #media_type,
        codec: #codec,
        alternative: #alternative,
        rules: #rules,
        xml: #xml,
        form: #form,
    })
}

/// `ResponseMeta { status: StatusPattern::Exact(200), body_optional: false, headers: &[], content: &[Content { .. }] }`
fn response(cx: &Context<'_>, response: &Response) -> TokenStream {
    let status = match response.status {
        StatusPattern::Exact(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(rt::StatusPattern::Exact(#code))
        }
        StatusPattern::Range(class) => {
            let class = Literal::u16_unsuffixed(class);
            quote!(rt::StatusPattern::Range(#class))
        }
        StatusPattern::Default => quote!(rt::StatusPattern::Default),
    };
    let headers = response.headers.iter().map(|header| parameter(cx, header));
    let content = response
        .body
        .iter()
        .flat_map(|(_, schema)| response.content.iter().map(|content| self::content(cx, content, schema)));
    let body_optional = response.body_optional;
    quote!(rt::ResponseMeta {
        status: #status,
        body_optional: #body_optional,
        headers: &[#(#headers),*],
        content: &[#(#content),*],
    })
}

/// `Requirement { schemes: &[&API_KEY] }`
fn requirement(cx: &Context<'_>, requirement: &Requirement) -> TokenStream {
    let schemes = requirement.schemes.iter().filter_map(|scheme| cx.api.security_schemes.get(*scheme));
    let schemes = schemes.map(|scheme| ident(&scheme.name.rust));
    quote!(rt::Requirement { schemes: &[#(&here::security::#schemes),*] })
}
