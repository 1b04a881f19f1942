//! Routing behind axum's: finds the operation of a method and a path. After the template, a path may have pairs of
//! segments that are parameters (`x-path-pair`), and a suffix that requests a format (`x-format-suffix`).

use std::sync::Arc;

use http::Method;

pub use crate::operation::Matched;
use crate::operation::OperationMeta;
use crate::parameter::pair::is_pair;
use crate::parameter::percent::unescape;
use crate::rejection::Rejection;

use super::template::{Escapes, Template};

/// The paths of an API. The router has one; layers that need the operation before the router create one of their own.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The more specific ones first.
    entries: Vec<Arc<Entry>>,
}

/// One path template of the document.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) template: Template,
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

impl Matched {
    pub(super) fn of(operation: &OperationMeta) -> Self {
        Self { id: operation.id, template: operation.path }
    }
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
        Self { entries: entries.into_iter().map(|(_, entry)| Arc::new(entry)).collect() }
    }

    /// The operation for this method and path; the path is relative to where the API is mounted.
    pub fn matched(&self, method: &Method, path: &str) -> Option<Matched> {
        let hit = self.find(method, path).ok()?;
        let operations = self.entries.iter().flat_map(|entry| &entry.operations);
        let (_, operation) = operations.into_iter().find(|(index, _)| *index == hit.index)?;
        Some(Matched::of(operation))
    }

    /// Those of these paths.
    pub(super) fn filtered(&self, keep: impl Fn(&Entry) -> bool) -> Self {
        Self { entries: self.entries.iter().filter(|entry| keep(entry)).cloned().collect() }
    }

    /// The path templates, the more specific ones first.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(Arc::as_ref)
    }

    /// The operation of a request.
    ///
    /// # Errors
    /// [`Rejection::NotFound`] where no template matches the path, [`Rejection::MethodNotAllowed`] where none that does
    /// has the method. A template that matches the whole path precedes one that something follows. An escaped delimiter
    /// is read as the delimiter only if no template matches otherwise.
    pub(super) fn find<'p>(&self, method: &Method, path: &'p str) -> Result<Hit<'p>, Rejection> {
        for escapes in [Escapes::Distinct, Escapes::Same] {
            let mut allow = Vec::new();
            if let Some(hit) = self.whole(method, path, escapes, &mut allow) {
                return Ok(hit);
            }
            if let Some(hit) = self.with_tail(method, path, escapes, &mut allow) {
                return Ok(hit);
            }
            if !allow.is_empty() {
                return Err(Rejection::MethodNotAllowed { allow });
            }
        }
        Err(Rejection::NotFound)
    }

    /// The operation whose template is the whole path. The other methods of these templates are allowed.
    fn whole<'p>(&self, method: &Method, path: &'p str, escapes: Escapes, allow: &mut Vec<Method>) -> Option<Hit<'p>> {
        for entry in &self.entries {
            let Some(captures) = entry.template.captures(path, escapes) else { continue };
            match entry.operation(method, |_| true) {
                Some((index, _)) => return Some(Hit { index, captures, format: None }),
                None => entry.allow(allow, |_| true),
            }
        }
        None
    }

    /// The same, where something follows the template.
    fn with_tail<'p>(
        &self,
        method: &Method,
        path: &'p str,
        escapes: Escapes,
        allow: &mut Vec<Method>,
    ) -> Option<Hit<'p>> {
        for entry in self.entries.iter().filter(|entry| entry.longest_tail() > 0) {
            let Some((mut captures, rest)) = entry.template.beginning(path, escapes) else { continue };
            match entry.operation(method, |meta| tail(meta, rest).is_some()) {
                Some((index, meta)) => {
                    let Some(Tail { pairs, format }) = tail(meta, rest) else { continue };
                    captures.extend(pairs);
                    return Some(Hit { index, captures, format });
                }
                None => entry.allow(allow, |meta| tail(meta, rest).is_some()),
            }
        }
        None
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

    /// Adds the methods of the operations that match, each once.
    fn allow(&self, allow: &mut Vec<Method>, fits: impl Fn(&OperationMeta) -> bool) {
        for (_, operation) in self.operations.iter().filter(|(_, meta)| fits(meta)) {
            let head = (operation.method == Method::GET).then_some(Method::HEAD);
            for method in std::iter::once(operation.method.clone()).chain(head) {
                if !allow.contains(&method) {
                    allow.push(method);
                }
            }
        }
    }

    /// How many pairs of segments may stand behind the template: each parameter that is one, and the format.
    pub(super) fn longest_tail(&self) -> usize {
        let tail = |meta: &OperationMeta| pairs(meta) + usize::from(meta.format_suffix.is_some());
        self.operations.iter().map(|(_, meta)| tail(meta)).max().unwrap_or_default()
    }
}

/// How many parameters are pairs of segments.
fn pairs(meta: &OperationMeta) -> usize {
    meta.parameters.iter().filter(|parameter| is_pair(parameter)).count()
}

/// Takes apart what stands behind the template of an operation; `None` where that is not of the operation, or has more
/// pairs than it.
fn tail<'p>(meta: &OperationMeta, rest: &'p str) -> Option<Tail<'p>> {
    let mut tail = Tail { pairs: Vec::new(), format: None };
    let mut rest = rest;
    while let Some(inner) = rest.strip_prefix('/') {
        let (name, behind) = inner.split_once('/')?;
        // As everywhere in a path, a value is never empty.
        if behind.is_empty() || behind.starts_with('/') {
            return None;
        }
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
    (rest.is_empty() && tail.pairs.len() <= pairs(meta)).then_some(tail)
}
