//! An operation comes in; the struct of its request goes out, with its parts.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::types::{choose, declare, new};
use super::{Context, defaults, doc, ident, line, slots, status_text};
use crate::ir::Operation;

/// ```text
/// /// Lists the devices.
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct ListDevices {
///     pub search: Option<String>,
/// }
/// impl ListDevices { pub fn new() -> Self { Self::default() } }
/// impl Parts for ListDevices { .. }
/// ```
pub(super) fn items(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let name = ident(&operation.type_name);
    let doc = documentation(operation);
    let slots = slots(operation);
    let default = slots.iter().all(|slot| !slot.required);
    let derived = default.then(|| quote!(Default,));
    let fields = slots.iter().map(|slot| declare(cx, slot));
    let new = new(cx, &slots, None, default);
    let defaults = defaults::block(cx, &name, &slots);
    let parts = parts(operation);
    quote! {
        #doc
        #[derive(Clone, Debug, #derived PartialEq)]
        pub struct #name {
            #(#fields)*
        }
        impl #name {
            #new
        }
        #defaults
        #parts
    }
}

/// What the document says of the operation, and where it is found.
pub(super) fn documentation(operation: &Operation) -> TokenStream {
    let place = format!("`{}`", line(operation));
    let replies = operation.responses.iter().map(|response| {
        let status = status_text(response.status);
        let said = doc::one_line(&response.description);
        format!("* {status}: {said}").trim_end_matches([':', ' ']).to_owned()
    });
    let replies = replies.collect::<Vec<_>>().join("\n");
    let summary = super::summary(operation);
    let description = doc::said(&operation.description).filter(|said| summary != Some(said));
    let title = match summary {
        Some(summary) => summary.to_owned(),
        None => place.clone(),
    };
    let head = [Some(title.as_str()), description].into_iter().flatten();
    let marks = doc::marks(operation.deprecated, operation.experimental);
    let tail = summary.map(|_| place.as_str()).into_iter().chain(["Documented replies:"]);
    let body = doc::attributes(head.chain(marks).chain(tail));
    // The list's lines are escaped already.
    let list = doc::verbatim(&replies);
    quote!(#body #[doc = ""] #list)
}

/// ```text
/// impl Parts for ListDevices {
///     fn read_part(&mut self, _part: usize, reader: &mut Reader<'_>) -> Outcome { self.search.read(reader) }
///     fn write_part(&self, _part: usize, writer: &mut Writer) -> Outcome { self.search.write(writer) }
/// }
/// ```
fn parts(operation: &Operation) -> TokenStream {
    let name = ident(&operation.type_name);
    let slots: Vec<_> = slots(operation).iter().map(|slot| slot.ident()).collect();
    let reads: Vec<_> = slots.iter().map(|slot| quote!(self.#slot.read(reader))).collect();
    let writes: Vec<_> = slots.iter().map(|slot| quote!(self.#slot.write(writer))).collect();
    let (read, write) = (choose("part", &reads), choose("part", &writes));
    let part = if slots.len() > 1 { quote!(part) } else { quote!(_part) };
    let (reader, writer) =
        if slots.is_empty() { (quote!(_reader), quote!(_writer)) } else { (quote!(reader), quote!(writer)) };
    quote! {
        impl rt::Parts for #name {
            fn read_part(&mut self, #part: usize, #reader: &mut rt::Reader<'_>) -> rt::Outcome {
                #read
            }
            fn write_part(&self, #part: usize, #writer: &mut rt::Writer) -> rt::Outcome {
                #write
            }
        }
    }
}
