//! The operations of an API in, which one a method and a path belong to out.

use http::Method;

use crate::operation::OperationMeta;
use crate::rejection::Rejection;

use super::template::Template;

/// Which operation a request or a reply belongs to: the router puts it among the extensions of both, for layers to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The operation's id.
    pub id: &'static str,
    /// Its path template, such as `/devices/{id}`.
    pub template: &'static str,
}

/// The paths of an API. The router has one; layers that have to know the operation beforehand make one of their own.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The more particular ones first.
    entries: Vec<Entry>,
}

/// One path template of the document.
#[derive(Clone, Debug)]
struct Entry {
    template: Template,
    /// The operations, with their places among those that the paths were made of.
    operations: Vec<(usize, &'static OperationMeta)>,
}

/// Where a request belongs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hit<'p> {
    /// The place among the operations that the paths were made of.
    pub(super) index: usize,
    /// The values of the path's parameters, as they stand in the path.
    pub(super) captures: Vec<&'p str>,
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

    /// The operation that answers this method at this path, which is relative to where the API is mounted.
    pub fn matched(&self, method: &Method, path: &str) -> Option<Matched> {
        let (_, operation) = self.candidates(path).find_map(|(entry, _)| entry.operation(method))?;
        Some(Matched { id: operation.id, template: operation.path })
    }

    /// Where a request belongs.
    ///
    /// # Errors
    /// [`Rejection::NotFound`] where no template matches the path, [`Rejection::MethodNotAllowed`] where none that does
    /// has the method.
    pub(super) fn find<'p>(&self, method: &Method, path: &'p str) -> Result<Hit<'p>, Rejection> {
        let mut allow = Vec::new();
        for (entry, captures) in self.candidates(path) {
            match entry.operation(method) {
                Some((index, _)) => return Ok(Hit { index, captures }),
                None => allow.extend(entry.methods()),
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

    fn candidates<'s, 'p>(&'s self, path: &'p str) -> impl Iterator<Item = (&'s Entry, Vec<&'p str>)> {
        self.entries.iter().filter_map(move |entry| Some((entry, entry.template.captures(path)?)))
    }
}

impl Entry {
    /// The operation of this method; a GET answers HEAD where no HEAD is documented.
    fn operation(&self, method: &Method) -> Option<(usize, &'static OperationMeta)> {
        let of = |method: &Method| self.operations.iter().find(|(_, operation)| operation.method == *method);
        of(method).or_else(|| of(&Method::GET).filter(|_| *method == Method::HEAD)).copied()
    }

    /// All methods that it answers.
    fn methods(&self) -> impl Iterator<Item = Method> {
        self.operations.iter().flat_map(|(_, operation)| {
            let head = (operation.method == Method::GET).then_some(Method::HEAD);
            std::iter::once(operation.method.clone()).chain(head)
        })
    }
}
