//! The API comes in; the test goes out which proves that client and server agree on every operation: on the document's own
//! examples, and on the least and the most that each request and reply can be.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::module::Module;
use super::operation::{line, status_text};
use super::sample::{self, Wish};
use super::scope::Scope;
use super::{Context, doc, ident};
use crate::ir::{Content, Location, Operation, Parameter, RequestBody, Response, Schema, StatusPattern};

/// How many values are made for each request and reply: the least, and several of the most, so that every alternative of a
/// small union has its turn.
const ROUNDS: usize = 4;

/// The parts of a message, as JSON; `None` where a part is absent.
type Parts = Vec<Option<String>>;

/// `tests/round_trip.rs`
pub(super) fn file(cx: &Context<'_>, scope: &Scope) -> String {
    let tests = cx.api.operations.iter().map(|operation| test(cx, operation));
    let items = quote!(#(#tests)*);
    let about = format!(
        "What the client of {} sends, the server reads, and the other way round.",
        doc::one_line(&cx.api.title)
    );
    Module::outside(cx, about, &[], items).print(scope)
}

/// ```text
/// /// `GET /devices`
/// #[test]
/// fn list_devices() -> Result<(), Disagreement> {
///     let requests = &[Request { name: "least", content: 0, parts: &[None] }];
///     let replies = &[Reply { name: "200: least", response: 0, status: 200, content: 0, parts: &[Some("[]")] }];
///     prove::<ListDevices>(requests, replies)
/// }
/// ```
fn test(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let (test, request) = (ident(&operation.name.rust), ident(&operation.type_name));
    let doc = doc::attributes([format!("`{}`", line(operation)).as_str()]);
    let requests = requests(cx, operation);
    let replies = operation.responses.iter().enumerate();
    let replies = replies.flat_map(|(index, response)| self::replies(cx, operation, index, response));
    quote! {
        #doc
        #[test]
        fn #test() -> prelude::Result<(), rt::Disagreement> {
            let requests = &[#(#requests),*];
            let replies = &[#(#replies),*];
            rt::prove::<api::#request>(requests, replies)
        }
    }
}

/// `Request { name: "least", content: 0, parts: &[None] }`
fn requests(cx: &Context<'_>, operation: &Operation) -> Vec<TokenStream> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    let contents: Vec<Option<&Content>> = match &operation.body {
        Some(body) => body.content.iter().map(Some).collect(),
        None => vec![None],
    };
    for (index, content) in contents.into_iter().enumerate() {
        let content_index = Literal::usize_unsuffixed(index);
        for (name, pick) in names(content, operation.parameters.iter().map(|parameter| parameter.examples.len())) {
            let parts = request_parts(cx, operation, content, &pick);
            let Some(parts) = parts.filter(|parts| seen.insert((index, parts.clone()))) else { continue };
            let parts = print(&parts);
            out.push(quote!(rt::Request { name: #name, content: #content_index, parts: #parts }));
        }
    }
    out
}

/// Where a message's values are from.
enum Pick<'a> {
    /// A named example of the body; all else is made.
    Example(&'a Value),
    /// The example of this place for each part that has so many; all else is made.
    Examples(usize),
    /// Made.
    Round(usize),
}

fn names<'a>(content: Option<&'a Content>, examples: impl Iterator<Item = usize>) -> Vec<(String, Pick<'a>)> {
    let named = content.into_iter().flat_map(|content| &content.examples);
    let named = named.map(|(name, value)| (name.clone(), Pick::Example(value)));
    let examples = (0..examples.max().unwrap_or(0)).map(|index| (format!("example {index}"), Pick::Examples(index)));
    let rounds = (0..ROUNDS).map(|round| {
        let name = if round == 0 { "least".to_owned() } else { format!("most {round}") };
        (name, Pick::Round(round))
    });
    named.chain(examples).chain(rounds).collect()
}

fn request_parts(cx: &Context<'_>, operation: &Operation, content: Option<&Content>, pick: &Pick<'_>) -> Option<Parts> {
    let mut parts = Parts::new();
    for parameter in &operation.parameters {
        parts.push(self::parameter(cx, parameter, pick, true)?);
    }
    if let (Some(body), Some(content)) = (&operation.body, content) {
        parts.push(request_body(cx, body, content, pick)?);
    }
    Some(parts)
}

/// The value of a parameter or header: absent where nothing asks for it, `None` where none can be found.
fn parameter(cx: &Context<'_>, parameter: &Parameter, pick: &Pick<'_>, in_request: bool) -> Option<Option<String>> {
    let (all, number) = match pick {
        Pick::Example(_) => (false, 0),
        Pick::Examples(index) => match parameter.examples.get(*index) {
            Some(example) => {
                let kept = sample::described(cx, &parameter.schema, example, in_request)?;
                return Some(Some(kept.to_string()));
            }
            None => (false, 0),
        },
        Pick::Round(round) => (*round > 0, round.saturating_sub(1)),
    };
    if !parameter.required && !all {
        return Some(None);
    }
    let ascii = matches!(parameter.location, Location::Header | Location::Cookie);
    let as_text = parameter.shape != crate::ir::Shape::Json;
    let value = sample::value(cx, &parameter.schema, Wish { all, pick: number, item: 0, in_request, as_text, ascii });
    if value.is_none() && parameter.required { None } else { Some(value.map(|value| value.to_string())) }
}

fn request_body(cx: &Context<'_>, body: &RequestBody, content: &Content, pick: &Pick<'_>) -> Option<Option<String>> {
    let absent = !body.required && matches!(pick, Pick::Round(0) | Pick::Examples(_));
    if absent { Some(None) } else { self::body(cx, &body.schema, content, pick, true).map(Some) }
}

/// The value of a body in one media type.
fn body(cx: &Context<'_>, schema: &Schema, content: &Content, pick: &Pick<'_>, in_request: bool) -> Option<String> {
    let schema = sample::variant(cx, schema, content.alternative).unwrap_or(schema);
    let (all, number) = match pick {
        Pick::Example(value) => return sample::described(cx, schema, value, in_request).map(|kept| kept.to_string()),
        Pick::Examples(_) => (false, 0),
        Pick::Round(round) => (*round > 0, round.saturating_sub(1)),
    };
    let as_text = content.codec != crate::ir::Codec::Json;
    let wish = Wish { all, pick: number, item: 0, in_request, as_text, ascii: false };
    sample::value(cx, schema, wish).map(|value| value.to_string())
}

/// `Reply { name: "least", response: 0, status: 200, content: 0, parts: &[Some("[]")] }`
fn replies(cx: &Context<'_>, operation: &Operation, response: usize, documented: &Response) -> Vec<TokenStream> {
    let Some(status) = concrete(operation, documented.status) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    let contents: Vec<Option<&Content>> = match documented.body {
        Some(_) => documented.content.iter().map(Some).collect(),
        None => vec![None],
    };
    for (index, content) in contents.into_iter().enumerate() {
        for (name, pick) in names(content, documented.headers.iter().map(|header| header.examples.len())) {
            let parts = reply_parts(cx, documented, content, &pick);
            let Some(parts) = parts.filter(|parts| seen.insert((index, parts.clone()))) else { continue };
            let name = format!("{}: {name}", status_text(documented.status));
            let (parts, index, response) =
                (print(&parts), Literal::usize_unsuffixed(index), Literal::usize_unsuffixed(response));
            out.push(quote! {
                rt::Reply { name: #name, response: #response, status: #status, content: #index, parts: #parts }
            });
        }
    }
    out
}

fn reply_parts(cx: &Context<'_>, response: &Response, content: Option<&Content>, pick: &Pick<'_>) -> Option<Parts> {
    let mut parts = Parts::new();
    for header in &response.headers {
        parts.push(parameter(cx, header, pick, false)?);
    }
    if let (Some((_, schema)), Some(content)) = (&response.body, content) {
        parts.push(Some(body(cx, schema, content, pick, false)?));
    }
    Some(parts)
}

/// A status that a reply is for; `None` where all of them are documented by themselves, or none can be a final one.
fn concrete(operation: &Operation, pattern: StatusPattern) -> Option<Literal> {
    let documented = |code: u16| {
        operation.responses.iter().any(|response| match response.status {
            StatusPattern::Exact(exact) => exact == code,
            StatusPattern::Range(class) => class == code / 100,
            StatusPattern::Default => false,
        })
    };
    let exact = |code: u16| operation.responses.iter().any(|response| response.status == StatusPattern::Exact(code));
    let code = match pattern {
        StatusPattern::Exact(code) => Some(code),
        StatusPattern::Range(class) => (class * 100..class * 100 + 100).rev().find(|code| !exact(*code)),
        StatusPattern::Default => [599, 499, 299, 399].into_iter().find(|code| !documented(*code)),
    };
    code.filter(|code| *code >= 200).map(Literal::u16_unsuffixed)
}

/// `&[None, Some(r#""text""#)]`
fn print(parts: &Parts) -> TokenStream {
    let parts = parts.iter().map(|part| match part {
        None => quote!(prelude::None),
        Some(json) => {
            let json = raw(json);
            quote!(prelude::Some(#json))
        }
    });
    quote!(&[#(#parts),*])
}

/// A raw string, which shows JSON as it is; an ordinary one where it cannot be raw.
fn raw(text: &str) -> Literal {
    let fence = "#".repeat((0..=255).find(|length| !text.contains(&format!("\"{}", "#".repeat(*length)))).unwrap_or(0));
    let plain = !text.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    let literal = if plain { format!("r{fence}\"{text}\"{fence}").parse().ok() } else { None };
    literal.unwrap_or_else(|| Literal::string(text))
}
