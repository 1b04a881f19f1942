//! Fields with defaults come in; the methods go out that answer a field's value, or what the document says is meant where it
//! is absent. The field itself keeps the two apart, and nothing is sent that the caller has not set.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ty::Slot;
use super::{Context, ident};
use crate::ir::{FloatFormat, IntegerFormat, Scalar};

/// The block of methods of a struct or a request; none where no field has one.
///
/// ```text
/// impl ListDevices {
///     /// The value of `limit`, or its default where it is absent.
///     pub fn limit_or_default(&self) -> i64 {
///         self.limit.unwrap_or(20)
///     }
/// }
/// ```
pub(super) fn block(cx: &Context<'_>, name: &Ident, slots: &[Slot<'_>]) -> Option<TokenStream> {
    let methods: Vec<TokenStream> = slots.iter().filter_map(|slot| method(cx, slot)).collect();
    (!methods.is_empty()).then(|| quote!(impl #name { #(#methods)* }))
}

fn method(cx: &Context<'_>, slot: &Slot<'_>) -> Option<TokenStream> {
    let method = slot.or_default.map(ident)?;
    let field = slot.ident();
    let (ty, value) = match slot.schema.default_scalar(&cx.api.types)? {
        Scalar::Boolean(value) => (quote!(bool), quote!(self.#field.unwrap_or(#value))),
        Scalar::Integer(format, value) => {
            let ty = match format {
                IntegerFormat::I32 => quote!(i32),
                IntegerFormat::U32 => quote!(u32),
                IntegerFormat::U64 => quote!(u64),
                IntegerFormat::I64 | IntegerFormat::UnixTime | IntegerFormat::UnixTimeMs => quote!(i64),
            };
            let value = Literal::i128_unsuffixed(value);
            (ty, quote!(self.#field.unwrap_or(#value)))
        }
        Scalar::Number(FloatFormat::F32, value) => {
            let value = Literal::f64_unsuffixed(value);
            (quote!(f32), quote!(self.#field.unwrap_or(#value)))
        }
        Scalar::Number(FloatFormat::F64, value) => {
            let value = Literal::f64_unsuffixed(value);
            (quote!(f64), quote!(self.#field.unwrap_or(#value)))
        }
        Scalar::Text(text) => (quote!(&str), quote!(self.#field.as_deref().unwrap_or(#text))),
        Scalar::Variant(id, name) => {
            let ty = cx.api.type_def(id).map(|def| ident(&def.name.rust))?;
            let variant = ident(&name.rust);
            (quote!(api::#ty), quote!(self.#field.clone().unwrap_or(api::#ty::#variant)))
        }
    };
    let about = format!(" The value of `{}`, or its default where it is absent.", slot.name);
    Some(quote! {
        #[doc = #about]
        pub fn #method(&self) -> #ty {
            #value
        }
    })
}
