//! An object with listed properties comes in; a struct goes out, with the table of its fields.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::super::ty::{self, Slot};
use super::super::{Context, carried, defaults, doc, ident, limits, rules};
use super::head;
use crate::ir::{Additional, Field, Need, Schema, Struct, TypeDef};

/// ```text
/// pub struct Device {
///     /// Shown in lists.
///     pub name: Option<String>,
/// }
/// impl Device { pub fn new() -> Self { Self::default() } }
/// pub(crate) static DEVICE: Object = Object { .. };
/// impl Model for Device { .. }
/// impl Fields for Device { .. }
/// ```
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name.rust);
    let head = head(def);
    let slots: Vec<Slot<'_>> = object.fields.iter().map(Slot::field).collect();
    let fields = slots.iter().map(|slot| declare(cx, slot));
    let kept = kept(object).map(|(name, schema)| {
        let ty = ty::schema(cx, schema);
        quote! {
            /// Properties that the document does not list.
            pub #name: rt::BTreeMap<prelude::String, #ty>,
        }
    });
    let new = new(cx, &slots, kept_name(object), def.facts.default);
    let defaults = defaults::block(cx, &name, &slots);
    let table = object_table(cx, def, object);
    let model = model(def, object, &slots);
    let by_field = by_field(def, object);
    quote! {
        #head
        pub struct #name {
            #(#fields)*
            #kept
        }
        impl #name {
            #new
        }
        #defaults
        #table
        #model
        #by_field
    }
}

/// `pub name: Option<String>,`
pub(in crate::emit) fn declare(cx: &Context<'_>, slot: &Slot<'_>) -> TokenStream {
    let (name, ty) = (slot.ident(), slot.ty(cx));
    let limits = limits::of_place(cx, slot.schema);
    let marks = doc::marks(slot.deprecated, slot.experimental);
    let doc = doc::attributes([slot.description, limits.as_deref()].into_iter().flatten().chain(marks));
    quote!(#doc pub #name: #ty,)
}

/// ```text
/// pub fn new(name: impl Into<String>) -> Self {
///     Self { name: name.into(), memory: None }
/// }
/// ```
pub(in crate::emit) fn new(cx: &Context<'_>, slots: &[Slot<'_>], kept: Option<Ident>, default: bool) -> TokenStream {
    if default {
        return quote! {
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let (required, optional): (Vec<_>, Vec<_>) = slots.iter().partition(|slot| slot.required);
    let (arguments, values): (Vec<_>, Vec<_>) = required.iter().map(|slot| ty::argument(cx, slot)).unzip();
    let optional = optional.iter().map(|slot| slot.ident());
    let kept = kept.map(|kept| quote!(#kept: rt::BTreeMap::new(),));
    quote! {
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #(#optional: prelude::None,)* #kept }
        }
    }
}

/// ```text
/// pub(crate) static DEVICE: Object = Object {
///     name: "Device",
///     fields: &[Field { name: "id", json: ",\"id\":", need: Need::Optional, rules: None, aliases: &[], xml: None }],
///     unknown: Unknown::Keep,
///     rules: None,
///     bare_array: None,
/// };
/// ```
fn object_table(cx: &Context<'_>, def: &TypeDef, object: &Struct) -> TokenStream {
    let (table, name) = (ident(&def.table), &def.name.rust);
    let fields = object.fields.iter().map(|field| field_row(cx, field));
    let unknown = match object.additional {
        Additional::Skip => quote!(Skip),
        Additional::Refuse => quote!(Refuse),
        Additional::Keep(..) => quote!(Keep),
    };
    let rules = rules::of_struct(cx, &object.constraints, kept(object).map(|(_, schema)| schema));
    let bare_array = bare_array(cx, object);
    quote! {
        pub(crate) static #table: rt::Object = rt::Object {
            name: #name,
            fields: &[#(#fields),*],
            unknown: rt::Unknown::#unknown,
            rules: #rules,
            bare_array: #bare_array,
        };
    }
}

/// `Some(&BareArray { field: 0, array: true, item: Some(&SESSION) })`
fn bare_array(cx: &Context<'_>, object: &Struct) -> TokenStream {
    let Some(field) = object.bare_array.or(object.bare_item.map(|(field, _)| field)) else {
        return quote!(prelude::None);
    };
    let (field, array) = (Literal::usize_unsuffixed(field), object.bare_array.is_some());
    let item = match object.bare_item.and_then(|(_, items)| cx.api.type_def(items)) {
        Some(items) => {
            let table = ident(&items.table);
            quote!(prelude::Some(&here::types::#table))
        }
        None => quote!(prelude::None),
    };
    quote!(prelude::Some(&rt::BareArray { field: #field, array: #array, item: #item }))
}

fn field_row(cx: &Context<'_>, field: &Field) -> TokenStream {
    let name = &field.name.wire;
    let json = format!(",{}:", serde_json::Value::from(name.as_str()));
    let need = match field.need {
        Need::Optional => quote!(Optional),
        Need::Required => quote!(Required),
        Need::InRequest => quote!(InRequest),
        Need::InReply => quote!(InReply),
    };
    let rules = rules::of_field(cx, field);
    let aliases = &field.aliases;
    let xml = carried::xml(field.xml.as_ref());
    quote!(rt::Field {
        name: #name,
        json: #json,
        need: rt::Need::#need,
        rules: #rules,
        aliases: &[#(#aliases),*],
        xml: #xml,
    })
}

/// ```text
/// impl Model for Device {
///     fn hole() -> Self { Self::default() }
///     fn read(&mut self, reader: &mut Reader<'_>) -> Outcome { reader.object(self, &DEVICE) }
///     fn write(&self, writer: &mut Writer) -> Outcome { writer.object(self, &DEVICE) }
/// }
/// ```
fn model(def: &TypeDef, object: &Struct, slots: &[Slot<'_>]) -> TokenStream {
    let (name, table) = (ident(&def.name.rust), ident(&def.table));
    let hole = if def.facts.default {
        quote!(Self::default())
    } else {
        let holes = slots.iter().map(hole);
        let kept = kept_name(object).map(|name| quote!(#name: rt::BTreeMap::new(),));
        quote!(Self { #(#holes,)* #kept })
    };
    quote! {
        impl rt::Model for #name {
            fn hole() -> Self {
                #hole
            }
            fn read(&mut self, reader: &mut rt::Reader<'_>) -> rt::Outcome {
                reader.object(self, &#table)
            }
            fn write(&self, writer: &mut rt::Writer) -> rt::Outcome {
                writer.object(self, &#table)
            }
        }
    }
}

/// `name: Model::hole()`
fn hole(slot: &Slot<'_>) -> TokenStream {
    let name = slot.ident();
    if slot.required { quote!(#name: rt::Model::hole()) } else { quote!(#name: prelude::None) }
}

/// ```text
/// impl Fields for Device {
///     fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {
///         match index { 0 => self.id.read(reader), _ => self.name.read(reader) }
///     }
///     fn write_fields(&self, writer: &mut FieldWriter<'_>) { writer.field(&self.id); writer.field(&self.name); }
/// }
/// ```
fn by_field(def: &TypeDef, object: &Struct) -> TokenStream {
    let name = ident(&def.name.rust);
    let names: Vec<_> = object.fields.iter().map(|field| ident(&field.name.rust)).collect();
    let mut arms: Vec<TokenStream> = names.iter().map(|name| quote!(self.#name.read(reader))).collect();
    arms.extend(kept_name(object).map(|kept| quote!(rt::Entries::read_entry(&mut self.#kept, reader))));
    let rest = kept_name(object).map(|kept| quote!(writer.rest(&self.#kept);));
    let read = choose("index", &arms);
    let (index, reader, writer) = match (arms.len(), names.is_empty() && rest.is_none()) {
        (0, _) => (quote!(_index), quote!(_reader), quote!(_writer)),
        (1, _) => (quote!(_index), quote!(reader), quote!(writer)),
        (_, _) => (quote!(index), quote!(reader), quote!(writer)),
    };
    quote! {
        impl rt::Fields for #name {
            fn read_field(&mut self, #index: usize, #reader: &mut rt::Reader<'_>) -> rt::Outcome {
                #read
            }
            fn write_fields(&self, #writer: &mut rt::FieldWriter<'_>) {
                #(writer.field(&self.#names);)*
                #rest
            }
        }
    }
}

/// `match index { 0 => a, _ => b }`: the index is always one of the table's, so the last arm takes all others.
pub(in crate::emit) fn choose(index: &str, arms: &[TokenStream]) -> TokenStream {
    let index = ident(index);
    match arms {
        [] => quote!(prelude::Ok(())),
        [arm] => quote!(#arm),
        [first @ .., last] => {
            let numbers = (0..first.len()).map(Literal::usize_unsuffixed);
            quote!(match #index { #(#numbers => #first,)* _ => #last, })
        }
    }
}

fn kept(object: &Struct) -> Option<(Ident, &Schema)> {
    match &object.additional {
        Additional::Keep(name, schema) => Some((ident(&name.rust), schema)),
        Additional::Skip | Additional::Refuse => None,
    }
}

fn kept_name(object: &Struct) -> Option<Ident> {
    kept(object).map(|(name, _)| name)
}
