//! Any other named schema comes in; a newtype goes out.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{Context, doc, ident, limits, ty};
use super::{OwnRules, head, own_rules};
use crate::ir::{Schema, StringFormat, Type, TypeDef, TypeKind};

/// ```text
/// pub struct DeviceList(pub Vec<Device>);
/// impl Model for DeviceList { .. }
/// impl Deref for DeviceList { .. }
/// impl From<Vec<Device>> for DeviceList { .. }
/// impl From<DeviceList> for Vec<Device> { .. }
/// ```
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, schema: &Schema) -> TokenStream {
    let name = ident(&def.name.rust);
    let head = head(def);
    let limits = limits::of_place(cx, schema).map(|text| {
        let doc = doc::attributes([text.as_str()]);
        quote!(#[doc = ""] #doc)
    });
    let ty = ty::schema(cx, schema);
    let model = model(cx, def, schema);
    let conversions = conversions(cx, def, schema);
    quote! {
        #head
        #limits
        pub struct #name(pub #ty);
        #model
        #conversions
    }
}

fn model(cx: &Context<'_>, def: &TypeDef, schema: &Schema) -> TokenStream {
    let name = ident(&def.name.rust);
    let nullable = ty::takes_null(cx, schema).then(|| {
        quote!(
            const NULLABLE: bool = true;
        )
    });
    let OwnRules { function, reading, writing } = own_rules(cx, def);
    quote! {
        #function
        impl rt::Model for #name {
            #nullable
            fn hole() -> Self {
                Self(rt::Model::hole())
            }
            fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                #reading
                rt::Model::read(&mut self.0, reader)
            }
            fn write(&self, writer: &mut rt::Writer) -> rt::Outcome {
                #writing
                rt::Model::write(&self.0, writer)
            }
        }
    }
}

fn conversions(cx: &Context<'_>, def: &TypeDef, schema: &Schema) -> TokenStream {
    let (name, ty) = (ident(&def.name.rust), ty::schema(cx, schema));
    let back = quote! {
        impl prelude::From<#name> for #ty {
            fn from(value: #name) -> Self {
                value.0
            }
        }
    };
    let text = (schema.ty == Type::String(StringFormat::Plain) && !schema.nullable).then(|| {
        quote! {
            impl prelude::From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self(value.to_owned())
                }
            }
        }
    });
    let display = is_scalar(cx, schema).then(|| {
        quote! {
            impl rt::fmt::Display for #name {
                fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                    rt::fmt::Display::fmt(&self.0, f)
                }
            }
        }
    });
    quote! {
        impl rt::Deref for #name {
            type Target = #ty;
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
        impl prelude::From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }
        #back
        #text
        #display
    }
}

/// Whether the value has a text of its own.
fn is_scalar(cx: &Context<'_>, schema: &Schema) -> bool {
    let behind = ty::behind(cx, schema);
    let plain = match &behind.ty {
        Type::Boolean | Type::Integer(_) | Type::Number(_) => true,
        Type::String(format) => !matches!(format, StringFormat::Byte | StringFormat::Binary),
        Type::Named(id) => matches!(cx.api.type_def(*id).map(|def| &def.kind), Some(TypeKind::Enumeration(_))),
        Type::Any | Type::Array(_) | Type::Map(_) => false,
    };
    plain && !ty::takes_null(cx, schema)
}
