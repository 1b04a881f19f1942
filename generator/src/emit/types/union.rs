//! A `oneOf` comes in; an enum goes out, with a variant that keeps a value which is none of the alternatives.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::{Context, doc, ident, rules, ty};
use super::head;
use crate::ir::{Kinds, StringFormat, Type, TypeDef, TypeKind, Union, Variant};

/// ```text
/// #[non_exhaustive]
/// pub enum Target {
///     Integer(i64),
///     Device(Box<Device>),
///     /// A value that is none of the documented alternatives. It is only ever read, from a reply.
///     Other(Json),
/// }
/// static TARGET: OneOf = OneOf { variants: &[..], discriminator: None };
/// impl Model for Target { .. }
/// impl Variants for Target { .. }
/// impl From<i64> for Target { .. }
/// ```
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let name = ident(&def.name.rust);
    let head = head(def);
    let variants = union.variants.iter().map(|variant| declare(cx, variant));
    let other = ident(&union.other.rust);
    let table = one_of(cx, def, union);
    let names: Vec<&str> =
        union.variants.iter().map(|variant| &*variant.name.rust).chain([&*union.other.rust]).collect();
    let by_variant = by_variant(def, &names);
    let table_name = ident(&def.table);
    let conversions = union.variants.iter().map(|variant| conversion(cx, def, union, variant));
    quote! {
        #head
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that is none of the documented alternatives. It is only ever read, from a reply.
            #other(rt::Json),
        }
        #table
        impl rt::Model for #name {
            fn hole() -> Self {
                Self::#other(rt::Json::null())
            }
            fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                reader.one_of(self, &#table_name)
            }
            fn write(&self, writer: &mut rt::Writer) -> rt::Outcome {
                writer.one_of(self, &#table_name)
            }
        }
        #by_variant
        #(#conversions)*
    }
}

/// `Device(Box<Device>),`
pub(super) fn declare(cx: &Context<'_>, variant: &Variant) -> TokenStream {
    let (name, ty) = (ident(&variant.name.rust), payload(cx, variant));
    let doc = doc::attributes(doc::said(&variant.description));
    quote!(#doc #name(#ty),)
}

pub(super) fn payload(cx: &Context<'_>, variant: &Variant) -> TokenStream {
    let ty = ty::schema(cx, &variant.schema);
    if variant.boxed { quote!(prelude::Box<#ty>) } else { ty }
}

/// ```text
/// static TARGET: OneOf = OneOf {
///     variants: &[Variant { kinds: Kinds::NUMBER, tags: &[], rules: None }],
///     discriminator: None,
/// };
/// ```
fn one_of(cx: &Context<'_>, def: &TypeDef, union: &Union) -> TokenStream {
    let table = ident(&def.table);
    let variants = union.variants.iter().map(|variant| {
        let (kinds, tags, rules) = (kinds(variant.kinds), &variant.tags, rules::at(cx, &variant.schema));
        quote!(rt::Variant { kinds: #kinds, tags: &[#(#tags),*], rules: #rules })
    });
    let discriminator = match &union.discriminator {
        Some(property) => quote!(prelude::Some(#property)),
        None => quote!(prelude::None),
    };
    quote! {
        static #table: rt::OneOf = rt::OneOf { variants: &[#(#variants),*], discriminator: #discriminator };
    }
}

/// `Kinds::NUMBER.or(Kinds::STRING)`
fn kinds(kinds: Kinds) -> TokenStream {
    let Kinds { null, boolean, number, string, array, object } = kinds;
    if null && boolean && number && string && array && object {
        return quote!(rt::Kinds::ANY);
    }
    let all = [
        (null, quote!(NULL)),
        (boolean, quote!(BOOLEAN)),
        (number, quote!(NUMBER)),
        (string, quote!(STRING)),
        (array, quote!(ARRAY)),
        (object, quote!(OBJECT)),
    ];
    let mut chosen = all.into_iter().filter(|(is, _)| *is).map(|(_, name)| name);
    let Some(first) = chosen.next() else { return quote!(rt::Kinds::NONE) };
    quote!(rt::Kinds::#first #(.or(rt::Kinds::#chosen))*)
}

/// ```text
/// impl Variants for Target {
///     fn select(&mut self, index: usize) { *self = match index { 0 => Self::Integer(Model::hole()), .. }; }
///     fn selected(&self) -> usize { match self { Self::Integer(_) => 0, .. } }
///     fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome { match self { Self::Integer(value) => value.read(reader), .. } }
///     fn write_variant(&self, writer: &mut Writer) -> Outcome { match self { Self::Integer(value) => value.write(writer), .. } }
/// }
/// ```
pub(super) fn by_variant(def: &TypeDef, variants: &[&str]) -> TokenStream {
    let name = ident(&def.name.rust);
    let variants: Vec<_> = variants.iter().map(|variant| ident(variant)).collect();
    let numbers: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let holes: Vec<_> = variants.iter().map(|variant| quote!(Self::#variant(rt::Model::hole()))).collect();
    let hole = super::struct_::choose("index", &holes);
    let index = if variants.len() > 1 { quote!(index) } else { quote!(_index) };
    quote! {
        impl rt::Variants for #name {
            fn select(&mut self, #index: usize) {
                *self = #hole;
            }
            fn selected(&self) -> usize {
                match self { #(Self::#variants(_) => #numbers,)* }
            }
            fn read_variant(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                match self { #(Self::#variants(value) => value.read(reader),)* }
            }
            fn write_variant(&self, writer: &mut rt::Writer) -> rt::Outcome {
                match self { #(Self::#variants(value) => value.write(writer),)* }
            }
        }
    }
}

/// `impl From<i64> for Target { .. }`, where no other alternative holds the same type.
fn conversion(cx: &Context<'_>, def: &TypeDef, union: &Union, variant: &Variant) -> TokenStream {
    let alike = union
        .variants
        .iter()
        .filter(|other| other.schema.ty == variant.schema.ty && other.schema.nullable == variant.schema.nullable);
    if alike.count() > 1 || leads_back(cx, def, variant) {
        return TokenStream::new();
    }
    let (name, alternative) = (ident(&def.name.rust), ident(&variant.name.rust));
    let ty = ty::schema(cx, &variant.schema);
    let value = if variant.boxed { quote!(prelude::Box::new(value)) } else { quote!(value) };
    let text = (variant.schema.ty == Type::String(StringFormat::Plain) && !variant.schema.nullable).then(|| {
        quote! {
            impl prelude::From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::#alternative(value.to_owned())
                }
            }
        }
    });
    quote! {
        impl prelude::From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#alternative(#value)
            }
        }
        #text
    }
}

/// Whether an alternative is the union itself, or a type that is another name of it and already converts.
fn leads_back(cx: &Context<'_>, def: &TypeDef, variant: &Variant) -> bool {
    let is_def =
        |ty: &Type| matches!(ty, Type::Named(id) if cx.api.type_def(*id).is_some_and(|other| std::ptr::eq(other, def)));
    let Type::Named(id) = &variant.schema.ty else { return false };
    is_def(&variant.schema.ty)
        || cx.api.type_def(*id).is_some_and(|other| match &other.kind {
            TypeKind::Newtype(inner) => is_def(&inner.ty),
            TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => false,
        })
}
