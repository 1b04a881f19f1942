//! The schema at a place comes in; the Rust type that is printed there goes out, and how a caller hands over a value of it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Context, doc, ident};
use crate::ir::{
    Field, FloatFormat, IntegerFormat, Need, Parameter, RequestBody, Schema, StringFormat, Type, TypeKind,
};

/// A value that stands in a struct, a request or a reply: `pub name: Option<String>`.
#[derive(Clone)]
pub(super) struct Slot<'a> {
    /// The Rust name.
    pub(super) name: &'a str,
    /// What stands there.
    pub(super) schema: &'a Schema,
    /// Whether it is always there.
    pub(super) required: bool,
    /// Whether it is boxed.
    pub(super) boxed: bool,
    /// What the document says of it.
    pub(super) description: Option<&'a str>,
    /// Whether the document deprecates it.
    pub(super) deprecated: bool,
    /// Whether the document calls it experimental.
    pub(super) experimental: bool,
    /// The method that answers the value or its default.
    pub(super) or_default: Option<&'a str>,
}

impl<'a> Slot<'a> {
    /// What is always there, and of which nothing is said.
    pub(super) fn plain(name: &'a str, schema: &'a Schema) -> Self {
        let (deprecated, experimental) = (false, false);
        Self {
            name,
            schema,
            required: true,
            boxed: false,
            description: None,
            deprecated,
            experimental,
            or_default: None,
        }
    }

    pub(super) fn field(field: &'a Field) -> Self {
        Self {
            name: &field.name.rust,
            schema: &field.schema,
            required: field.need == Need::Required,
            boxed: field.boxed,
            description: doc::said(&field.description),
            deprecated: field.deprecated,
            experimental: field.experimental,
            or_default: Some(field.or_default.as_str()).filter(|name| !name.is_empty()),
        }
    }

    pub(super) fn parameter(parameter: &'a Parameter) -> Self {
        Self {
            name: &parameter.name.rust,
            schema: &parameter.schema,
            required: parameter.required,
            boxed: false,
            description: doc::said(&parameter.description),
            deprecated: parameter.deprecated,
            experimental: parameter.experimental,
            or_default: Some(parameter.or_default.as_str()).filter(|name| !name.is_empty()),
        }
    }

    pub(super) fn body(body: &'a RequestBody) -> Self {
        Self {
            name: &body.name.rust,
            schema: &body.schema,
            required: body.required,
            boxed: false,
            description: doc::said(&body.description),
            deprecated: false,
            experimental: false,
            or_default: None,
        }
    }

    /// The Rust name.
    pub(super) fn ident(&self) -> Ident {
        ident(self.name)
    }

    /// `Option<Box<Device>>`
    pub(super) fn ty(&self, cx: &Context<'_>) -> TokenStream {
        let mut ty = base(cx, &self.schema.ty);
        if self.boxed {
            ty = quote!(prelude::Box<#ty>);
        }
        if self.schema.nullable {
            ty = quote!(prelude::Option<#ty>);
        }
        if self.required { ty } else { quote!(prelude::Option<#ty>) }
    }
}

/// `Vec<Device>`
pub(super) fn schema(cx: &Context<'_>, schema: &Schema) -> TokenStream {
    let ty = base(cx, &schema.ty);
    if schema.nullable { quote!(prelude::Option<#ty>) } else { ty }
}

fn base(cx: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Integer(IntegerFormat::I32) => quote!(i32),
        Type::Integer(IntegerFormat::I64) => quote!(i64),
        Type::Integer(IntegerFormat::U32) => quote!(u32),
        Type::Integer(IntegerFormat::U64) => quote!(u64),
        Type::Integer(IntegerFormat::UnixTime) => quote!(rt::UnixTime),
        Type::Integer(IntegerFormat::UnixTimeMs) => quote!(rt::UnixTimeMs),
        Type::Number(FloatFormat::F32) => quote!(f32),
        Type::Number(FloatFormat::F64) => quote!(f64),
        Type::String(StringFormat::Plain) => quote!(prelude::String),
        Type::String(StringFormat::DateTime) => quote!(rt::DateTime),
        Type::String(StringFormat::LocalDateTime) => quote!(rt::LocalDateTime),
        Type::String(StringFormat::Date) => quote!(rt::Date),
        Type::String(StringFormat::Byte) => quote!(rt::Base64),
        Type::String(StringFormat::Binary) => quote!(rt::Bytes),
        Type::Any => quote!(rt::Json),
        Type::Array(items) => {
            let item = schema(cx, items);
            quote!(prelude::Vec<#item>)
        }
        Type::Map(values) => {
            let value = schema(cx, values);
            quote!(rt::BTreeMap<prelude::String, #value>)
        }
        Type::Named(id) => {
            let name = cx.api.type_def(*id).map_or_else(|| ident("_"), |def| ident(&def.name.rust));
            quote!(api::#name)
        }
    }
}

/// A parameter of `new` and the field that it fills: `name: impl Into<String>` and `name: name.into()`.
pub(super) fn argument(cx: &Context<'_>, slot: &Slot<'_>) -> (TokenStream, TokenStream) {
    let (name, ty) = (slot.ident(), slot.ty(cx));
    let into = !slot.boxed && !slot.schema.nullable && converts(cx, &slot.schema.ty);
    match (into, slot.boxed && !slot.schema.nullable) {
        (true, _) => (quote!(#name: impl prelude::Into<#ty>), quote!(#name: #name.into())),
        (false, true) => {
            let inner = base(cx, &slot.schema.ty);
            (quote!(#name: #inner), quote!(#name: prelude::Box::new(#name)))
        }
        (false, false) => (quote!(#name: #ty), quote!(#name)),
    }
}

/// Whether other types are worth taking: strings, and types that values of another one become.
fn converts(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::String(StringFormat::Plain) => true,
        Type::Named(id) => cx.api.type_def(*id).is_some_and(|def| match &def.kind {
            TypeKind::Newtype(_) | TypeKind::Enumeration(_) | TypeKind::Union(_) => true,
            TypeKind::Struct(_) | TypeKind::MediaTypes(_) => false,
        }),
        Type::Boolean
        | Type::Integer(_)
        | Type::Number(_)
        | Type::String(_)
        | Type::Any
        | Type::Array(_)
        | Type::Map(_) => false,
    }
}

/// The schema that a type stands for, through all types that are only another name.
pub(super) fn behind<'a>(cx: &Context<'a>, schema: &'a Schema) -> &'a Schema {
    let mut schema = schema;
    // A chain longer than all types together would be a circle, which lowering refuses.
    for _ in 0..=cx.api.types.len() {
        match &schema.ty {
            Type::Named(id) => match cx.api.type_def(*id).map(|def| &def.kind) {
                Some(TypeKind::Newtype(inner)) => schema = inner,
                _ => return schema,
            },
            _ => return schema,
        }
    }
    schema
}

/// Whether `null` is one of a type's own values, so that an `Option` around it is about absence.
pub(super) fn takes_null(cx: &Context<'_>, schema: &Schema) -> bool {
    let mut here = schema;
    for _ in 0..=cx.api.types.len() {
        if here.nullable || here.ty == Type::Any {
            return true;
        }
        match &here.ty {
            Type::Named(id) => match cx.api.type_def(*id).map(|def| &def.kind) {
                Some(TypeKind::Newtype(inner)) => here = inner,
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}
