//! From the operations to their requests, the types of their responses, and their tables.

mod request;
mod response;

use std::collections::BTreeMap;

use super::text::{Text, raw};
use super::ty::Slot;
use super::{Context, defaults, doc, table};
use crate::ir::{Method, Operation, StatusPattern, Tag};

use response::error_key;
pub(super) use response::{Success, error_type, output_type, print_error, success};

/// Writes the items of an operation: its request, the type of its successes where it is one of its own, and the name of
/// the type of its errors where it shares that.
pub(super) fn print(cx: &Context<'_>, operation: &Operation, errors: &Errors<'_>, file: &mut Text<'_>) {
    request::print(cx, operation, errors, file);
    response::print_output(cx, operation, file);
    if let Some(shared) = errors.shared(operation).filter(|shared| *shared != operation.error_name) {
        let (name, shared) = (raw(&operation.error_name), file.api(shared));
        file.gap();
        file.doc_line(0, &format!("The documented error responses of `{0}`.", operation.type_name));
        file.code(&format!("pub type {name} = {shared};\n"));
    }
}

/// Which operations document the same error responses, and so share one type.
#[derive(Debug, Default)]
pub(super) struct Errors<'a> {
    /// By the name of each operation's own type: the type that is declared.
    shared: BTreeMap<&'a str, &'a str>,
    /// The declared types, each with the operation that it is named after and the only tag that uses it.
    declared: Vec<(&'a str, &'a Operation, Option<&'a Tag>)>,
}

impl<'a> Errors<'a> {
    /// Groups the operations by the error responses that they document. A group's type is called after the operation of
    /// the shortest name, or the first of these.
    pub(super) fn new(cx: &Context<'a>) -> Self {
        let mut groups: BTreeMap<String, Vec<(&'a Operation, &'a Tag)>> = BTreeMap::new();
        for tag in &cx.api.tags {
            for operation in tag.operations.iter().filter_map(|index| cx.api.operations.get(*index)) {
                if let Some(key) = error_key(cx, operation) {
                    groups.entry(key).or_default().push((operation, tag));
                }
            }
        }
        let mut errors = Self::default();
        for group in groups.into_values() {
            let Some((named, first)) = group.iter().min_by_key(|(operation, _)| operation.error_name.len()) else {
                continue;
            };
            let only = group.iter().all(|(_, tag)| std::ptr::eq(*tag, *first)).then_some(*first);
            errors.declared.push((&named.error_name, named, only));
            errors.shared.extend(group.iter().map(|(one, _)| (one.error_name.as_str(), named.error_name.as_str())));
        }
        errors.declared.sort_by_key(|(name, _, _)| *name);
        errors
    }

    /// The name of the type that stands for the operation's errors; `None` where it documents none.
    pub(super) fn shared(&self, operation: &Operation) -> Option<&'a str> {
        self.shared.get(operation.error_name.as_str()).copied()
    }

    /// The declared types that only this tag uses, or that several do, each with the operation that it is named after.
    pub(super) fn declared(&self, tag: Option<&Tag>) -> impl Iterator<Item = (&'a str, &'a Operation)> {
        let place = tag.map(std::ptr::from_ref);
        let of = move |only: &Option<&'a Tag>| only.map(std::ptr::from_ref) == place;
        self.declared.iter().filter(move |(_, _, only)| of(only)).map(|(name, operation, _)| (*name, *operation))
    }
}

/// The fields of a request: its parameters, and behind them its body.
pub(super) fn slots(operation: &Operation) -> Vec<Slot<'_>> {
    let parameters = operation.parameters.iter().map(Slot::parameter);
    parameters.chain(operation.body.as_ref().map(Slot::body)).collect()
}

/// What the document says of an operation: its summary, or its description where it has none.
pub(super) fn summary(operation: &Operation) -> Option<&str> {
    doc::present(&operation.summary).or(doc::present(&operation.description))
}

/// `GET /devices/{id}`
pub(super) fn line(operation: &Operation) -> String {
    format!("{} {}", method(&operation.method), operation.path)
}

/// The method as it stands in a request.
pub(super) fn method(method: &Method) -> &str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
        Method::Query => "QUERY",
        Method::Other(name) => name,
    }
}

/// `404`, `4XX` or `default`
pub(super) fn status_text(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(code) => code.to_string(),
        StatusPattern::Range(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
