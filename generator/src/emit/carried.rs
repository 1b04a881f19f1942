//! What the document says of values in XML and in forms comes in; the tables that the runtime reads and writes them by go
//! out.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Form, FormStyle, Xml};

/// `Some(&Xml { name: "tags", wrapped: true, items: Some(&Xml { name: "tag", ..Xml::NONE }), ..Xml::NONE })`, or `None`.
pub(super) fn xml(xml: Option<&Xml>) -> TokenStream {
    let Some(Xml { name, prefix, namespace, attribute, wrapped, items }) = xml else { return quote!(prelude::None) };
    let text = |text: &Option<String>| text.as_ref().map(|text| quote!(prelude::Some(#text)));
    let prefix = text(prefix).map(|prefix| quote!(prefix: #prefix,));
    let namespace = text(namespace).map(|namespace| quote!(namespace: #namespace,));
    let attribute = attribute.then(|| quote!(attribute: true,));
    let wrapped = wrapped.then(|| quote!(wrapped: true,));
    let items = items.as_deref().map(|items| {
        let items = self::xml(Some(items));
        quote!(items: #items,)
    });
    quote!(prelude::Some(&rt::Xml { name: #name, #prefix #namespace #attribute #wrapped #items ..rt::Xml::NONE }))
}

/// ```text
/// Some(&Form {
///     properties: &[FormProperty { name: "tags", style: FormStyle::Exploded }],
///     json_field: Some(JsonField { field: "data", with: &[("type", "json")] }),
/// })
/// ```
pub(super) fn form(form: Option<&Form>) -> TokenStream {
    let Some(form) = form else { return quote!(prelude::None) };
    let properties = form.properties.iter().map(|(name, style)| {
        let style = match style {
            FormStyle::Exploded => quote!(Exploded),
            FormStyle::Comma => quote!(Comma),
            FormStyle::Space => quote!(Space),
            FormStyle::Pipe => quote!(Pipe),
            FormStyle::DeepObject => quote!(DeepObject),
            FormStyle::Json => quote!(Json),
            FormStyle::JsonItems => quote!(JsonItems),
        };
        quote!(rt::FormProperty { name: #name, style: rt::FormStyle::#style })
    });
    let json_field = match &form.json_field {
        None => quote!(prelude::None),
        Some(json_field) => {
            let field = &json_field.field;
            let with = json_field.with.iter().map(|(name, value)| quote!((#name, #value)));
            quote!(prelude::Some(rt::JsonField { field: #field, with: &[#(#with),*] }))
        }
    };
    quote!(prelude::Some(&rt::Form { properties: &[#(#properties),*], json_field: #json_field }))
}
