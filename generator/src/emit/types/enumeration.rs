//! An enumeration comes in; an enum goes out, with a variant that keeps a value which is not listed.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::super::{Context, doc, ident};
use super::{OwnRules, head, own_rules};
use crate::ir::{EnumValues, Enumeration, Name, TypeDef};

/// ```text
/// #[non_exhaustive]
/// pub enum OperatingSystem {
///     /// `win`
///     Win,
///     /// A value that the document does not list.
///     Other(String),
/// }
/// ```
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, enumeration: &Enumeration) -> TokenStream {
    let name = ident(&def.name.rust);
    let head = head(def);
    let (names, payload): (Vec<&Name>, _) = match &enumeration.values {
        EnumValues::Strings(names) => (names.iter().collect(), quote!(prelude::String)),
        EnumValues::Integers(values) => (values.iter().map(|(_, name)| name).collect(), quote!(i64)),
    };
    let variants = names.iter().enumerate().map(|(index, name)| {
        let variant = ident(&name.rust);
        let said = enumeration.descriptions.get(index).filter(|said| !said.trim().is_empty());
        let wire = if name.wire.is_empty() {
            "The empty text.".to_owned()
        } else {
            format!("`{}`", name.wire.replace('`', "'"))
        };
        let doc = doc::attributes(said.map(String::as_str).into_iter().chain([wire.as_str()]));
        quote!(#doc #variant,)
    });
    let other = ident(&enumeration.other.rust);
    let OwnRules { function, reading, writing } = own_rules(cx, def);
    let behaviour = match &enumeration.values {
        EnumValues::Strings(names) => of_strings(def, enumeration, names, reading, writing),
        EnumValues::Integers(values) => of_integers(def, enumeration, values, reading, writing),
    };
    let unlisted = if enumeration.open {
        "A value that the document does not list."
    } else {
        "A value that the document does not list. It is only ever read, from a reply."
    };
    let unlisted = doc::attributes([unlisted]);
    quote! {
        #head
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unlisted
            #other(#payload),
        }
        #function
        #behaviour
    }
}

/// ```text
/// impl Model for OperatingSystem { .. }
/// impl Enumeration for OperatingSystem {
///     const VALUES: &'static [&'static str] = &["win"];
///     const OPEN: bool = true;
///     fn from_text(text: &str) -> Self { match text { "win" => Self::Win, other => Self::Other(other.to_owned()) } }
///     fn as_text(&self) -> &str { match self { Self::Win => "win", Self::Other(text) => text } }
///     fn is_other(&self) -> bool { matches!(self, Self::Other(_)) }
/// }
/// ```
fn of_strings(
    def: &TypeDef,
    enumeration: &Enumeration,
    names: &[Name],
    reading: Option<TokenStream>,
    writing: Option<TokenStream>,
) -> TokenStream {
    let (name, other, open) = (ident(&def.name.rust), ident(&enumeration.other.rust), enumeration.open);
    let variants: Vec<_> = names.iter().map(|name| ident(&name.rust)).collect();
    let values: Vec<&str> = names.iter().map(|name| name.wire.as_str()).collect();
    let conversions = string_conversions(def);
    let offsets = offsets(def, enumeration, &variants);
    quote! {
        impl rt::Model for #name {
            fn hole() -> Self {
                Self::#other(prelude::String::new())
            }
            fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                #reading
                reader.enumeration(self)
            }
            fn write(&self, writer: &mut rt::Writer) -> rt::Outcome {
                #writing
                writer.enumeration(self)
            }
        }
        impl rt::Enumeration for #name {
            const VALUES: &'static [&'static str] = &[#(#values),*];
            const OPEN: bool = #open;
            fn from_text(text: &str) -> Self {
                match text { #(#values => Self::#variants,)* other => Self::#other(other.to_owned()), }
            }
            fn as_text(&self) -> &str {
                match self { #(Self::#variants => #values,)* Self::#other(text) => text, }
            }
            fn is_other(&self) -> bool {
                matches!(self, Self::#other(_))
            }
        }
        #conversions
        #offsets
    }
}

/// ```text
/// impl TimeZone {
///     pub fn utc_offset(&self) -> Option<Offset> {
///         let seconds = match self { Self::Minus1200 => -43200, Self::Other(_) => return None };
///         Offset::from_seconds(seconds).ok()
///     }
/// }
/// ```
fn offsets(def: &TypeDef, enumeration: &Enumeration, variants: &[Ident]) -> Option<TokenStream> {
    if enumeration.offsets.is_empty() {
        return None;
    }
    let (name, other) = (ident(&def.name.rust), ident(&enumeration.other.rust));
    let seconds = enumeration.offsets.iter().map(|seconds| Literal::i32_unsuffixed(*seconds));
    Some(quote! {
        impl #name {
            /// The offset from UTC that the document gives for the value; `None` for a value that it does not list.
            pub fn utc_offset(&self) -> prelude::Option<rt::Offset> {
                let seconds = match self {
                    #(Self::#variants => #seconds,)*
                    Self::#other(_) => return prelude::None,
                };
                rt::Offset::from_seconds(seconds).ok()
            }
        }
    })
}

/// ```text
/// impl OperatingSystem { pub fn as_str(&self) -> &str { .. } }
/// impl fmt::Display for OperatingSystem { .. }
/// impl From<&str> for OperatingSystem { .. }
/// impl From<String> for OperatingSystem { .. }
/// ```
fn string_conversions(def: &TypeDef) -> TokenStream {
    let name = ident(&def.name.rust);
    quote! {
        impl #name {
            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                rt::Enumeration::as_text(self)
            }
        }
        impl rt::fmt::Display for #name {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl prelude::From<&str> for #name {
            fn from(text: &str) -> Self {
                rt::Enumeration::from_text(text)
            }
        }
        impl prelude::From<prelude::String> for #name {
            fn from(text: prelude::String) -> Self {
                rt::Enumeration::from_text(&text)
            }
        }
    }
}

/// As [`of_strings`], with `IntegerEnumeration` and `i64`.
fn of_integers(
    def: &TypeDef,
    enumeration: &Enumeration,
    listed: &[(i64, Name)],
    reading: Option<TokenStream>,
    writing: Option<TokenStream>,
) -> TokenStream {
    let (name, other, open) = (ident(&def.name.rust), ident(&enumeration.other.rust), enumeration.open);
    let variants: Vec<_> = listed.iter().map(|(_, name)| ident(&name.rust)).collect();
    let values: Vec<_> = listed.iter().map(|(value, _)| Literal::i64_unsuffixed(*value)).collect();
    let conversions = integer_conversions(def);
    quote! {
        impl rt::Model for #name {
            fn hole() -> Self {
                Self::#other(0)
            }
            fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                #reading
                reader.integer_enumeration(self)
            }
            fn write(&self, writer: &mut rt::Writer) -> rt::Outcome {
                #writing
                writer.integer_enumeration(self)
            }
        }
        impl rt::IntegerEnumeration for #name {
            const VALUES: &'static [i64] = &[#(#values),*];
            const OPEN: bool = #open;
            fn from_integer(value: i64) -> Self {
                match value { #(#values => Self::#variants,)* other => Self::#other(other), }
            }
            fn as_integer(&self) -> i64 {
                match self { #(Self::#variants => #values,)* Self::#other(value) => *value, }
            }
            fn is_other(&self) -> bool {
                matches!(self, Self::#other(_))
            }
        }
        #conversions
    }
}

/// ```text
/// impl Status { pub fn value(&self) -> i64 { .. } }
/// impl fmt::Display for Status { .. }
/// impl From<i64> for Status { .. }
/// ```
fn integer_conversions(def: &TypeDef) -> TokenStream {
    let name = ident(&def.name.rust);
    quote! {
        impl #name {
            /// The value as it stands on the wire.
            pub fn value(&self) -> i64 {
                rt::IntegerEnumeration::as_integer(self)
            }
        }
        impl rt::fmt::Display for #name {
            fn fmt(&self, f: &mut rt::fmt::Formatter<'_>) -> rt::fmt::Result {
                rt::fmt::Display::fmt(&self.value(), f)
            }
        }
        impl prelude::From<i64> for #name {
            fn from(value: i64) -> Self {
                rt::IntegerEnumeration::from_integer(value)
            }
        }
    }
}
