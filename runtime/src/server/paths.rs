//! Routing: finds the operation of a method and a path. After the template, a path may have pairs of
//! segments that are parameters (`x-path-pair`), and a suffix that requests a format (`x-format-suffix`).

use http::Method;

pub use crate::operation::Matched;
use crate::operation::OperationMeta;
use crate::parameter::pair::is_pair;
use crate::parameter::percent::unescape;
use crate::rejection::Rejection;

use super::template::Template;

/// The paths of an API. The router has one; layers that need the operation before the router create one of their own.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The more specific ones first.
    entries: Vec<Entry>,
}

/// One path template of the document.
#[derive(Clone, Debug)]
struct Entry {
    template: Template,
    /// The operations, with their indices in the list that the paths were made of.
    operations: Vec<(usize, &'static OperationMeta)>,
}

/// The operation of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hit<'p> {
    /// The index in the list of operations that the paths were made of.
    pub(super) index: usize,
    /// The values of the path's parameters, as they stand in the path, and behind them the pairs of segments, each as
    /// it stands there: `name/value`.
    pub(super) captures: Vec<&'p str>,
    /// The name of the format that the path requests.
    pub(super) format: Option<String>,
}

/// What follows the template of a path.
#[derive(Debug, PartialEq, Eq)]
struct Tail<'p> {
    pairs: Vec<&'p str>,
    format: Option<String>,
}

impl Paths {
    /// The paths of these operations.
    ///
    /// Of several templates for one path, one without parameters is taken before all others (OpenAPI 3.0.3, section
    /// 4.7.8.1), then the one with the most literal text, then the one that stands first.
    pub fn new(operations: impl IntoIterator<Item = &'static OperationMeta>) -> Self {
        let mut entries: Vec<(&str, Entry)> = Vec::new();
        for (index, operation) in operations.into_iter().enumerate() {
            match entries.iter_mut().find(|(path, _)| *path == operation.path) {
                Some((_, entry)) => entry.operations.push((index, operation)),
                None => {
                    let entry = Entry { template: Template::new(operation.path), operations: vec![(index, operation)] };
                    entries.push((operation.path, entry));
                }
            }
        }
        entries.sort_by_cached_key(|(_, entry)| entry.template.rank());
        Self { entries: entries.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// The operation for this method and path; the path is relative to where the API is mounted.
    pub fn matched(&self, method: &Method, path: &str) -> Option<Matched> {
        let hit = self.find(method, path).ok()?;
        let operations = self.entries.iter().flat_map(|entry| &entry.operations);
        let (_, operation) = operations.into_iter().find(|(index, _)| *index == hit.index)?;
        Some(Matched { id: operation.id, template: operation.path })
    }

    /// The operation of a request.
    ///
    /// # Errors
    /// [`Rejection::NotFound`] where no template matches the path, [`Rejection::MethodNotAllowed`] where none that does
    /// has the method. A template that matches the whole path precedes one that something follows.
    pub(super) fn find<'p>(&self, method: &Method, path: &'p str) -> Result<Hit<'p>, Rejection> {
        let mut allow = Vec::new();
        for (entry, captures) in self.entries.iter().filter_map(|entry| Some((entry, entry.template.captures(path)?))) {
            match entry.operation(method, |_| true) {
                Some((index, _)) => return Ok(Hit { index, captures, format: None }),
                None => allow.extend(entry.methods(|_| true)),
            }
        }
        for entry in self.entries.iter().filter(|entry| entry.operations.iter().any(|(_, meta)| has_tails(meta))) {
            let Some((mut captures, rest)) = entry.template.beginning(path) else { continue };
            match entry.operation(method, |meta| tail(meta, rest).is_some()) {
                Some((index, meta)) => {
                    let Some(Tail { pairs, format }) = tail(meta, rest) else { continue };
                    captures.extend(pairs);
                    return Ok(Hit { index, captures, format });
                }
                None => allow.extend(entry.methods(|meta| tail(meta, rest).is_some())),
            }
        }
        if allow.is_empty() {
            return Err(Rejection::NotFound);
        }
        let mut once: Vec<Method> = Vec::new();
        for method in allow {
            if !once.contains(&method) {
                once.push(method);
            }
        }
        Err(Rejection::MethodNotAllowed { allow: once })
    }
}

impl Entry {
    /// The operation of this method, of those that match; GET also handles HEAD if no HEAD is documented.
    fn operation(
        &self,
        method: &Method,
        fits: impl Fn(&OperationMeta) -> bool,
    ) -> Option<(usize, &'static OperationMeta)> {
        let of = |method: &Method| self.operations.iter().find(|(_, meta)| meta.method == *method && fits(meta));
        of(method).or_else(|| of(&Method::GET).filter(|_| *method == Method::HEAD)).copied()
    }

    /// All methods of the operations that match.
    fn methods(&self, fits: impl Fn(&OperationMeta) -> bool) -> impl Iterator<Item = Method> {
        self.operations.iter().filter(move |(_, meta)| fits(meta)).flat_map(|(_, operation)| {
            let head = (operation.method == Method::GET).then_some(Method::HEAD);
            std::iter::once(operation.method.clone()).chain(head)
        })
    }
}

/// Whether anything may stand behind the template of an operation.
fn has_tails(meta: &OperationMeta) -> bool {
    meta.format_suffix.is_some() || meta.parameters.iter().any(is_pair)
}

/// Takes apart what stands behind the template of an operation; `None` where that is not of the operation.
fn tail<'p>(meta: &OperationMeta, rest: &'p str) -> Option<Tail<'p>> {
    let mut tail = Tail { pairs: Vec::new(), format: None };
    let mut rest = rest;
    while let Some(inner) = rest.strip_prefix('/') {
        let (name, behind) = inner.split_once('/')?;
        let end = name.len() + 1 + behind.find('/').unwrap_or(behind.len());
        let (pair, next) = inner.split_at_checked(end)?;
        let name = unescape(name, false).ok()?;
        match meta.format_suffix {
            _ if meta.parameters.iter().any(|parameter| is_pair(parameter) && parameter.name == name) => {
                tail.pairs.push(pair);
            }
            Some(suffix) if suffix.segment == name && tail.format.is_none() => {
                let (_, format) = pair.split_once('/')?;
                tail.format = Some(unescape(format, false).ok()?);
            }
            Some(_) | None => return None,
        }
        rest = next;
    }
    rest.is_empty().then_some(tail)
}
