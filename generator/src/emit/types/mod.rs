//! The declared types come in; their Rust items go out, one emitter for each kind.

mod enumeration;
mod media_types;
mod newtype;
mod struct_;
mod union;

pub(super) use struct_::{choose, declare, new};

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, doc, ident, rules};
use crate::ir::{StringFormat, Type, TypeDef, TypeKind};

/// The items of a type.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef) -> TokenStream {
    let items = match &def.kind {
        TypeKind::Struct(object) => struct_::items(cx, def, object),
        TypeKind::Enumeration(enumeration) => enumeration::items(cx, def, enumeration),
        TypeKind::Union(union) => union::items(cx, def, union),
        TypeKind::MediaTypes(variants) => media_types::items(cx, def, variants),
        TypeKind::Newtype(schema) => newtype::items(cx, def, schema),
    };
    let name = ident(&def.name.rust);
    quote! {
        #items
        rt::shims!(#name);
    }
}

/// What stands before a type: its documentation and what it derives.
///
/// ```text
/// /// A computer.
/// #[derive(Clone, PartialEq, Eq, Hash)]
/// ```
fn head(def: &TypeDef) -> TokenStream {
    let said = doc::said(&def.description);
    let doc = doc::attributes(said.into_iter().chain(doc::marks(def.deprecated, def.experimental)));
    let default =
        (def.facts.default && matches!(def.kind, TypeKind::Struct(_) | TypeKind::Newtype(_))).then(|| quote!(Default,));
    let hash = def.facts.hash.then(|| quote!(, Eq, Hash));
    let copy = is_plain(def, false).then(|| quote!(Copy,));
    let order = is_plain(def, true).then(|| quote!(, PartialOrd, Ord));
    quote! {
        #doc
        #[derive(Clone, #copy #default PartialEq #hash #order)]
    }
}

/// Whether a type is another name for an integer, or for a text where that is plain enough: such types are mostly ids.
fn is_plain(def: &TypeDef, or_text: bool) -> bool {
    let TypeKind::Newtype(schema) = &def.kind else { return false };
    let integer = matches!(schema.ty, Type::Integer(_));
    let text = matches!(schema.ty, Type::String(StringFormat::Plain));
    !schema.nullable && (integer || text && or_text)
}

/// The rules that a type brings: the function that has them, and the statements that hand them to reader and writer.
///
/// ```text
/// fn rules() -> &'static Rules {
///     static RULES: Rules = Rules { max_length: Some(9), ..Rules::NONE };
///     &RULES
/// }
/// ```
struct OwnRules {
    function: Option<TokenStream>,
    reading: Option<TokenStream>,
    writing: Option<TokenStream>,
}

fn own_rules(cx: &Context<'_>, def: &TypeDef) -> OwnRules {
    let name = ident(&def.name.rust);
    let Some(rules) = rules::of_type(cx, def) else {
        return OwnRules { function: None, reading: None, writing: None };
    };
    let function = quote! {
        impl #name {
            fn rules() -> &'static rt::Rules {
                static RULES: rt::Rules = #rules;
                &RULES
            }
        }
    };
    OwnRules {
        function: Some(function),
        reading: Some(quote!(reader.or_rules(Self::rules());)),
        writing: Some(quote!(writer.or_rules(Self::rules());)),
    }
}
