//! A body whose media types have types of their own comes in; an enum goes out, one variant for each.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::{Context, ident};
use super::{head, union};
use crate::ir::{TypeDef, Variant};

/// ```text
/// #[non_exhaustive]
/// pub enum ScreenshotBody {
///     /// `application/json`
///     Json(Screenshot),
///     /// `image/png`
///     Octets(Bytes),
/// }
/// impl From<Screenshot> for ScreenshotBody { .. }
/// impl Model for ScreenshotBody { .. }
/// impl Variants for ScreenshotBody { .. }
/// ```
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, variants: &[Variant]) -> TokenStream {
    let name = ident(&def.name.rust);
    let head = head(def);
    let declared = variants.iter().map(|variant| union::declare(cx, variant));
    let names: Vec<&str> = variants.iter().map(|variant| &*variant.name.rust).collect();
    let by_variant = union::by_variant(def, &names);
    let from = from(cx, def, variants);
    let first = names.first().map(|name| ident(name));
    quote! {
        #head
        #[non_exhaustive]
        pub enum #name {
            #(#declared)*
        }
        #from
        impl rt::Model for #name {
            fn hole() -> Self {
                Self::#first(rt::Model::hole())
            }
            fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                reader.media_type(self)
            }
            fn write(&self, writer: &mut rt::Writer) -> rt::Outcome {
                writer.media_type(self)
            }
        }
        #by_variant
    }
}

/// `impl From<Screenshot> for ScreenshotBody { .. }` for each type that only one variant holds.
fn from(cx: &Context<'_>, def: &TypeDef, variants: &[Variant]) -> TokenStream {
    let body = ident(&def.name.rust);
    let held: Vec<TokenStream> = variants.iter().map(|variant| union::payload(cx, variant)).collect();
    let texts: Vec<String> = held.iter().map(TokenStream::to_string).collect();
    let alone = |text: &String| texts.iter().filter(|other| *other == text).count() == 1;
    let once = variants.iter().zip(&held).zip(&texts).filter(|(_, text)| alone(text));
    let all = once.map(|((variant, ty), _)| {
        let name = ident(&variant.name.rust);
        quote! {
            impl prelude::From<#ty> for #body {
                fn from(body: #ty) -> Self {
                    Self::#name(body)
                }
            }
        }
    });
    quote!(#(#all)*)
}
