//! What is found in a document: a code, a severity, the place as a JSON pointer, and what to say about it.
//! Every stage pushes into one list, so that all findings are shown at once.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::mem;

use crate::error::Error;

/// A place in a document as a JSON pointer (RFC 6901). The root is the empty string.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document: `""`.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads a pointer that is already written as one. A text that does not start with `/` is taken as one key.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.is_empty() || text.starts_with('/') { Self(text.to_owned()) } else { Self::root().key(text) }
    }

    /// The member `name` of the object at this place. `~` and `/` are escaped (RFC 6901, section 3).
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + 1 + name.len());
        text.push_str(&self.0);
        text.push('/');
        for c in name.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                c => text.push(c),
            }
        }
        Self(text)
    }

    /// The element `index`, counted from zero, of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer as written, escapes included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The keys and indices from the root down, without escapes.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = String> + '_ {
        let body = self.0.strip_prefix('/');
        body.into_iter().flat_map(|body| body.split('/')).map(|part| part.replace("~1", "/").replace("~0", "~"))
    }

    /// The last key or index, without escapes; `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<String> {
        self.segments().next_back()
    }

    /// The place around this one; `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(around, _)| Self(around.to_owned()))
    }

    /// This place, where it or something around it stands elsewhere: the innermost that `target` has something for counts.
    pub(crate) fn moved<'a>(&self, target: impl Fn(&Self) -> Option<&'a Self>) -> Option<Self> {
        let mut ancestor = Some(self.clone());
        while let Some(place) = ancestor {
            if let (Some(target), Some(rest)) = (target(&place), self.below(&place)) {
                return Some(Self(format!("{target}{rest}")));
            }
            ancestor = place.parent();
        }
        None
    }

    /// What is left of this pointer below `ancestor`, escapes included: `""` for the same place, `None` outside of it.
    #[must_use]
    pub fn below<'a>(&'a self, ancestor: &Self) -> Option<&'a str> {
        self.0.strip_prefix(&ancestor.0).filter(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a finding stops the generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated, but the reader should know.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is, in kebab-case, such as `wrong-type`.
    pub code: &'static str,
    /// Whether it stops the generator.
    pub severity: Severity,
    /// Where it was found.
    pub at: Pointer,
    /// What is the matter, in one sentence without a full stop.
    pub message: String,
    /// Other places that belong to it, each with what it has to do with the matter.
    pub related: Vec<(Pointer, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// The place in the text, where the text does not parse and so has no pointers.
    pub position: Option<Position>,
}

/// A place in a text; line and column count from one, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from one.
    pub line: usize,
    /// The column in characters, counted from one.
    pub column: usize,
}

impl Position {
    /// The place right after a text.
    #[must_use]
    pub fn after(text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default();
        Self { line: text.matches('\n').count() + 1, column: last.chars().count() + 1 }
    }
}

impl Diagnostic {
    /// A finding that stops the generator.
    #[must_use]
    pub fn error(code: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, at, message.into())
    }

    /// A finding that does not stop the generator.
    #[must_use]
    pub fn warning(code: &'static str, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, at, message.into())
    }

    /// Names another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, at: &Pointer, text: impl Into<String>) -> Self {
        self.related.push((at.clone(), text.into()));
        self
    }

    /// Says what to do about the finding.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Says where in the text it is, when there is no pointer to say it.
    #[must_use]
    pub fn position(mut self, position: Option<Position>) -> Self {
        self.position = position;
        self
    }

    fn new(code: &'static str, severity: Severity, at: &Pointer, message: String) -> Self {
        Self { code, severity, at: at.clone(), message, related: Vec::new(), help: None, position: None }
    }
}

/// All findings of a run, in the order in which they were made; [`report`](crate::report) sorts them by place.
///
/// It also knows what was moved while the document was brought to one shape, so that every finding, whoever makes it,
/// points at the document as it was written.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// What was pushed already, so that an item that is reached on two ways is reported once.
    seen: HashSet<(&'static str, Pointer, String)>,
    /// Where the items that were moved stand in the document as it was written.
    origins: BTreeMap<Pointer, Pointer>,
}

impl Diagnostics {
    /// An empty list.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, unless the same code, place and message is already there.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.at = self.origin(&diagnostic.at);
        for (at, _) in &mut diagnostic.related {
            *at = self.origin(at);
        }
        if self.seen.insert((diagnostic.code, diagnostic.at.clone(), diagnostic.message.clone())) {
            self.list.push(diagnostic);
        }
    }

    /// Notes that what stands at `now` from now on stood at `before` until now.
    pub fn moved(&mut self, now: &Pointer, before: &Pointer) {
        let origin = self.origin(before);
        self.moved_from(now, origin);
    }

    /// Notes that what stands at `now` stood at `origin` in the document as it was written.
    pub fn moved_from(&mut self, now: &Pointer, origin: Pointer) {
        self.origins.insert(now.clone(), origin);
    }

    /// Where the document as it was written has what stands at `now`.
    #[must_use]
    pub fn origin(&self, now: &Pointer) -> Pointer {
        if self.origins.is_empty() {
            return now.clone();
        }
        now.moved(|place| self.origins.get(place)).unwrap_or_else(|| now.clone())
    }

    /// Where what was moved to places within this one stood.
    pub(crate) fn origins_within(&self, now: &Pointer) -> impl Iterator<Item = &Pointer> {
        let within = Pointer(format!("{now}/"));
        let from = self.origins.range(within.clone()..);
        from.take_while(move |(place, _)| place.0.starts_with(&within.0)).map(|(_, origin)| origin)
    }

    /// Ends a run in which an error was found, with all findings.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is an error among the findings; they are handed over.
    pub fn stop_on_error(&mut self) -> Result<(), Error> {
        if self.has_errors() { Err(Error::Refused(mem::take(self))) } else { Ok(()) }
    }

    /// Adds an error.
    pub fn error(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::error(code, at, message));
    }

    /// Adds a warning.
    pub fn warning(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>) {
        self.push(Diagnostic::warning(code, at, message));
    }

    /// Takes findings out, so that they count as not made. Their places are those of the document as it was written.
    pub fn take(&mut self, which: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let (taken, kept) = mem::take(&mut self.list).into_iter().partition(|one| which(one));
        self.list = kept;
        for one in &taken {
            self.seen.remove(&(one.code, one.at.clone(), one.message.clone()));
        }
        taken
    }

    /// Turns those errors into warnings that something was done about.
    pub(crate) fn soften(&mut self, done: impl Fn(&Diagnostic) -> bool) {
        for diagnostic in self.list.iter_mut().filter(|one| done(one)) {
            diagnostic.severity = Severity::Warning;
        }
    }

    /// Whether something was found that stops the generator.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in the order in which they were made.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// The findings in the order in which they were made.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_and_unescape() {
        let pointer = Pointer::root().key("paths").key("/a~b/{c}").key("get").index(0).key("");
        assert_eq!(pointer.as_str(), "/paths/~1a~0b~1{c}/get/0/");
        assert_eq!(pointer.segments().collect::<Vec<_>>(), ["paths", "/a~b/{c}", "get", "0", ""]);
        assert_eq!(Pointer::root().key("~1").segments().collect::<Vec<_>>(), ["~1"]);
        assert_eq!(pointer.to_string(), pointer.as_str());
    }

    #[test]
    fn pointers_walk_up() {
        let pointer = Pointer::parse("/a/b");
        assert_eq!(pointer.last().as_deref(), Some("b"));
        assert_eq!(pointer.parent(), Some(Pointer::parse("/a")));
        assert_eq!(Pointer::parse("/a").parent(), Some(Pointer::root()));
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().segments().count(), 0);
        assert_eq!(pointer.below(&Pointer::parse("/a")), Some("/b"));
        assert_eq!(pointer.below(&pointer), Some(""));
        assert_eq!(Pointer::parse("/ab").below(&Pointer::parse("/a")), None);
    }

    #[test]
    fn findings_point_at_what_was_written() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.moved(&Pointer::parse("/a/type"), &Pointer::parse("/a/anyOf/0/type"));
        diagnostics.moved(&Pointer::parse("/a/type/b"), &Pointer::parse("/a/type/c"));
        diagnostics.error("broken", &Pointer::parse("/a/type/b/d"), "x");
        diagnostics.error("broken", &Pointer::parse("/a/typed"), "x");
        let places: Vec<_> = diagnostics.iter().map(|d| d.at.as_str()).collect();
        assert_eq!(places, ["/a/anyOf/0/type/c/d", "/a/typed"]);
    }

    #[test]
    fn what_is_taken_out_was_not_found() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.error("one", &Pointer::root(), "x");
        diagnostics.warning("two", &Pointer::root(), "x");
        let taken = diagnostics.take(|one| one.severity == Severity::Error);
        assert_eq!(taken, [Diagnostic::error("one", &Pointer::root(), "x")]);
        assert!(!diagnostics.has_errors());
        diagnostics.push(taken[0].clone());
        let codes: Vec<_> = diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, ["two", "one"]);
    }

    #[test]
    fn the_same_finding_counts_once() {
        let mut diagnostics = Diagnostics::new();
        let at = Pointer::parse("/paths");
        diagnostics.warning("unused", &at, "first");
        diagnostics.warning("unused", &at, "first");
        diagnostics.warning("unused", &at, "second");
        assert!(!diagnostics.has_errors());
        diagnostics.push(Diagnostic::error("broken", &at, "third").related(&Pointer::root(), "here").help("mend it"));
        assert!(diagnostics.has_errors());
        let list = diagnostics.into_vec();
        assert_eq!(list.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(), ["first", "second", "third"]);
        assert_eq!(list[2].related, [(Pointer::root(), "here".to_owned())]);
        assert_eq!(list[2].help.as_deref(), Some("mend it"));
    }
}
