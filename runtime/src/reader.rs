//! A place in a body or parameter in, typed values out: the one reader that every [`Model`](crate::model::Model) reads from.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use bytes::Bytes;

use crate::content::json::{Kind, Scanner};
use crate::fault::{Fault, Outcome, Reason};
use crate::mode::Mode;
use crate::rules::Rules;
use crate::tree::Node;

/// How deep values may be nested.
pub const DEPTH_LIMIT: usize = 128;

/// Reads one value after another; the type that is read asks for what it expects.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(crate) source: Source<'a>,
    /// The place in the text, where the source is JSON.
    pub(crate) scanner: Scanner<'a>,
    pub(crate) mode: Mode,
    pub(crate) depth: usize,
    /// Whether the next value is an optional property, so that an `Option` is about its presence and not about `null`.
    pub(crate) optional: bool,
    /// The rules of the next value.
    pub(crate) rules: Option<&'static Rules>,
    /// The name of the next value where it is none that the document lists.
    pub(crate) key: Cow<'a, str>,
    /// The property that told which alternative of a union is read, for the object that is read next.
    pub(crate) tag: Option<&'static str>,
    /// Which of several documented media types is read.
    pub(crate) alternative: usize,
    /// How many properties and values were met that the document does not list.
    pub(crate) unlisted: usize,
    /// Which alternative was found for a union at a place; shared by all readers of one value.
    pub(crate) found: Rc<RefCell<Found>>,
}

/// By place, union and strictness: the alternative that fits best, and whether it fits a strict reader.
type Found = HashMap<(usize, usize, bool), Option<(usize, bool)>>;

/// What is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    Json,
    Tree(&'a Node),
    Octets(&'a Bytes),
}

impl<'a> Reader<'a> {
    /// A reader of a JSON text.
    pub fn json(text: &'a str, mode: Mode) -> Self {
        Self { scanner: Scanner::new(text), ..Self::new(Source::Json, mode) }
    }

    /// A reader of a tree of text.
    pub fn tree(node: &'a Node, mode: Mode) -> Self {
        Self::new(Source::Tree(node), mode)
    }

    /// A reader of bytes that stand for themselves.
    pub fn octets(bytes: &'a Bytes, mode: Mode) -> Self {
        Self::new(Source::Octets(bytes), mode)
    }

    fn new(source: Source<'a>, mode: Mode) -> Self {
        Self {
            source,
            scanner: Scanner::new(""),
            mode,
            depth: 0,
            optional: false,
            rules: None,
            key: Cow::Borrowed(""),
            tag: None,
            alternative: 0,
            unlisted: 0,
            found: Rc::default(),
        }
    }

    /// The same reader, for the media type that stands at this place in the document.
    #[must_use]
    pub fn alternative(mut self, index: usize) -> Self {
        self.alternative = index;
        self
    }

    /// The same reader, for a value with these rules.
    #[must_use]
    pub fn rules(mut self, rules: Option<&'static Rules>) -> Self {
        self.rules = rules;
        self
    }

    /// The same reader, for a value that may be absent.
    #[must_use]
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// Checks that nothing follows the value.
    ///
    /// # Errors
    /// `Syntax`, where something follows.
    pub fn end(&mut self) -> Outcome {
        match self.source {
            Source::Json => match self.scanner.peek() {
                None => Ok(()),
                Some(_) => Err(self.scanner.wrong("more after the end of the value")),
            },
            Source::Tree(_) | Source::Octets(_) => Ok(()),
        }
    }

    /// A string.
    pub fn string(&mut self) -> Result<Cow<'a, str>, Box<Fault>> {
        match self.source {
            Source::Json => match self.scanner.kind()? {
                Kind::String => self.scanner.string(),
                Kind::Number if self.rules.is_some_and(|rules| rules.lenient.number_or_string) => {
                    self.scanner.number().map(Cow::Borrowed)
                }
                found => Err(mismatch("a string", found.name())),
            },
            Source::Tree(Node::Text(text)) => Ok(Cow::Borrowed(text)),
            Source::Tree(node) => Err(mismatch("a string", node_name(node))),
            Source::Octets(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Cow::Borrowed(text)),
                Err(error) => Err(Fault::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() })),
            },
        }
    }

    /// The text of a number.
    pub(crate) fn number(&mut self, expected: &'static str) -> Result<Cow<'a, str>, Box<Fault>> {
        match self.source {
            Source::Json => match self.scanner.kind()? {
                Kind::Number => self.scanner.number().map(Cow::Borrowed),
                Kind::String if self.rules.is_some_and(|rules| rules.lenient.number_or_string) => {
                    let text = self.scanner.string()?;
                    if is_number(&text) { Ok(text) } else { Err(mismatch(expected, "a string")) }
                }
                found => Err(mismatch(expected, found.name())),
            },
            Source::Tree(Node::Text(text)) if is_number(text) => Ok(Cow::Borrowed(text)),
            Source::Tree(node) => Err(mismatch(expected, node_name(node))),
            Source::Octets(_) => Err(mismatch(expected, "bytes")),
        }
    }

    /// A boolean. Text stands for one as `true`, `false`, `1` or `0`.
    pub(crate) fn boolean(&mut self) -> Result<bool, Box<Fault>> {
        match self.source {
            Source::Json => match self.scanner.kind()? {
                Kind::Boolean if self.scanner.word("true") => Ok(true),
                Kind::Boolean if self.scanner.word("false") => Ok(false),
                Kind::Boolean => Err(self.scanner.wrong("not a JSON value")),
                found => Err(mismatch("a boolean", found.name())),
            },
            Source::Tree(Node::Text(text)) => match text.as_str() {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err(mismatch("a boolean", "other text")),
            },
            Source::Tree(node) => Err(mismatch("a boolean", node_name(node))),
            Source::Octets(_) => Err(mismatch("a boolean", "bytes")),
        }
    }

    /// Steps over a `null`, if it comes next.
    pub(crate) fn null(&mut self) -> Result<bool, Box<Fault>> {
        match self.source {
            Source::Json => Ok(self.scanner.null()),
            Source::Tree(node) => Ok(matches!(node, Node::Null)),
            Source::Octets(_) => Ok(false),
        }
    }

    /// Steps over a value of any kind.
    pub(crate) fn skip(&mut self) -> Outcome {
        match self.source {
            Source::Json => self.scanner.skip(self.depth).map(drop),
            Source::Tree(_) | Source::Octets(_) => Ok(()),
        }
    }

    /// Enters an array or object.
    pub(crate) fn descend(&mut self) -> Outcome {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT { Err(Fault::new(Reason::Depth)) } else { Ok(()) }
    }
}

#[cold]
pub(crate) fn mismatch(expected: &'static str, found: &'static str) -> Box<Fault> {
    Fault::new(Reason::Type { expected, found })
}

pub(crate) fn node_name(node: &Node) -> &'static str {
    match node {
        Node::Null => "nothing",
        Node::Text(_) => "text",
        Node::List(_) => "several values",
        Node::Object(_) => "an object",
    }
}

/// Whether a text is a number as JSON writes one.
fn is_number(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    scanner.number().is_ok_and(|number| number.len() == text.len())
}
