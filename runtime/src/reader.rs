//! Reads typed values of a body or parameter: the one reader that every [`Model`](crate::model::Model) reads from.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;

use crate::content::json::{Kind, Scanner};
use crate::content::xml::{Spot, Xml};
use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::Mode;
use crate::rules::Rules;
use crate::tree::Node;

/// How deep values may be nested.
pub const DEPTH_LIMIT: usize = 128;

/// Reads one value after another, as the type that is read expects them.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(crate) source: Source<'a>,
    /// The position in the text, if the source is JSON.
    pub(crate) scanner: Scanner<'a>,
    pub(crate) mode: Mode,
    pub(crate) depth: usize,
    /// Whether the next value is an optional property, so that an `Option` is about its presence and not about `null`.
    pub(crate) optional: bool,
    /// Whether the next value is an array of which only a single item is given.
    pub(crate) bare_item: bool,
    /// The rules of the next value.
    pub(crate) rules: Option<&'static Rules>,
    /// The XML Object of the next value.
    pub(crate) xml: Option<&'static Xml>,
    /// The name of the next value if the document does not list it.
    pub(crate) key: Cow<'a, str>,
    /// The discriminator that selected the alternative of a union, for the object that is read next.
    pub(crate) tag: Option<&'static str>,
    /// Which of several documented media types is read.
    pub(crate) alternative: usize,
    /// How many properties and values were read that the document does not list.
    pub(crate) unlisted: usize,
    /// The alternatives that were read, one for each union in the order in which they came.
    pub(crate) chosen: Vec<usize>,
    /// Which alternative fits best, for the unions that were tried.
    pub(crate) found: Found,
    /// Whether all errors are looked for, and not only the first one.
    pub(crate) collects: bool,
}

/// Where a value begins.
pub(crate) type Position<'a> = (Source<'a>, Scanner<'a>, usize);

/// By place, union and strictness: the alternative that fits best, and whether it fits a strict reader.
pub(crate) type Found = BTreeMap<(usize, usize, bool), Option<(usize, bool)>>;

/// What is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    Json,
    Tree(&'a Node),
    Octets(&'a Bytes),
    Xml(Spot<'a>),
}

impl<'a> Reader<'a> {
    /// A reader of a JSON text.
    pub fn json(text: &'a str, mode: Mode) -> Self {
        Self { scanner: Scanner::new(text), ..Self::new(Source::Json, mode) }
    }

    /// A reader of a tree of text.
    pub fn tree(node: &'a Node, mode: Mode) -> Self {
        let mut reader = Self::new(Source::Tree(node), mode);
        reader.enter(node);
        reader
    }

    /// A reader of raw bytes.
    pub fn octets(bytes: &'a Bytes, mode: Mode) -> Self {
        Self::new(Source::Octets(bytes), mode)
    }

    pub(crate) fn new(source: Source<'a>, mode: Mode) -> Self {
        Self {
            source,
            scanner: Scanner::new(""),
            mode,
            depth: 0,
            optional: false,
            bare_item: false,
            rules: None,
            xml: None,
            key: Cow::Borrowed(""),
            tag: None,
            alternative: 0,
            unlisted: 0,
            chosen: Vec::new(),
            found: Found::new(),
            collects: false,
        }
    }

    /// The same reader, for the media type at this index in the document.
    #[must_use]
    pub fn alternative(mut self, index: usize) -> Self {
        self.alternative = index;
        self
    }

    /// The same reader, which looks for all errors.
    #[must_use]
    pub(crate) fn collecting(mut self, collects: bool) -> Self {
        self.collects = collects;
        self
    }

    /// The same reader, for a value with these rules.
    #[must_use]
    pub fn rules(mut self, rules: Option<&'static Rules>) -> Self {
        self.rules = rules;
        self
    }

    /// Applies the rules of a named type, if the reference to it has none of its own. Those of a reference include the
    /// type's.
    pub fn or_rules(&mut self, rules: &'static Rules) {
        self.rules = self.rules.or(Some(rules));
    }

    /// The same reader, for a value that may be absent.
    #[must_use]
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// Goes to a node within a tree.
    pub(crate) fn enter(&mut self, node: &'a Node) {
        match node {
            Node::Json(text) => (self.source, self.scanner) = (Source::Json, Scanner::new(text)),
            Node::Null | Node::Text(_) | Node::List(_) | Node::Object(_) => self.source = Source::Tree(node),
        }
    }

    /// How much of what was read the document does not list: properties, and values of open enumerations.
    pub fn unlisted(&self) -> usize {
        self.unlisted
    }

    /// Checks for the end of the input.
    ///
    /// # Errors
    /// `Syntax`, if something follows the value.
    pub fn end(&mut self) -> ValueResult {
        match self.source {
            Source::Json => match self.scanner.peek() {
                None => Ok(()),
                Some(_) => Err(self.scanner.wrong("more after the end of the value")),
            },
            Source::Tree(_) | Source::Octets(_) | Source::Xml(_) => Ok(()),
        }
    }

    /// A string.
    ///
    /// # Errors
    /// `Type`, or `Syntax`.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Box<ValueError>> {
        match self.source {
            Source::Json if self.scanner.peek() == Some(b'"') => self.scanner.string(),
            Source::Json | Source::Tree(_) | Source::Octets(_) | Source::Xml(_) => self.plain_string(),
        }
    }

    /// A string without quotes: text, or a number if `x-lenient` allows it.
    fn plain_string(&mut self) -> Result<Cow<'a, str>, Box<ValueError>> {
        if let Some(text) = self.text("a string") {
            return text.map(Cow::Borrowed);
        }
        match self.scanner.kind()? {
            Kind::Number if self.number_or_string() => self.scanner.number().map(Cow::Borrowed),
            found => Err(mismatch("a string", found.name())),
        }
    }

    /// The text of a value; `None` in JSON, where values have types.
    fn text(&mut self, expected: &'static str) -> Option<Result<&'a str, Box<ValueError>>> {
        match self.source {
            Source::Json => None,
            Source::Tree(Node::Text(text)) => Some(Ok(text)),
            Source::Tree(node) => Some(Err(mismatch(expected, node_name(node)))),
            Source::Octets(bytes) => Some(std::str::from_utf8(bytes).map_err(|error| {
                ValueError::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() })
            })),
            Source::Xml(spot) => Some(self.counted(spot.text(expected))),
        }
    }

    /// The text of a value in which white space around it does not count, where it stands in XML.
    fn word(&mut self, expected: &'static str) -> Option<Result<&'a str, Box<ValueError>>> {
        match self.source {
            Source::Xml(spot) => Some(self.counted(spot.word(expected))),
            Source::Json | Source::Tree(_) | Source::Octets(_) => self.text(expected),
        }
    }

    /// The text of an element, whose attributes the document does not list.
    fn counted(&mut self, text: Result<(&'a str, usize), Box<ValueError>>) -> Result<&'a str, Box<ValueError>> {
        let (text, attributes) = text?;
        self.unlisted += attributes;
        Ok(text)
    }

    fn number_or_string(&self) -> bool {
        self.rules.is_some_and(|rules| rules.lenient.number_or_string)
    }

    /// The text of a number.
    pub(crate) fn number(&mut self, expected: &'static str) -> Result<Cow<'a, str>, Box<ValueError>> {
        if let Some(text) = self.word(expected) {
            let text = text?;
            return if is_number(text) { Ok(Cow::Borrowed(text)) } else { Err(mismatch(expected, "other text")) };
        }
        match self.scanner.kind()? {
            Kind::Number => self.scanner.number().map(Cow::Borrowed),
            Kind::String if self.number_or_string() => {
                let text = self.scanner.string()?;
                if is_number(&text) { Ok(text) } else { Err(mismatch(expected, "a string")) }
            }
            found => Err(mismatch(expected, found.name())),
        }
    }

    /// An integer in JSON's plainest form, which is read in one go; `None` leaves the reader where it stands.
    #[inline]
    pub(crate) fn plain_integer(&mut self) -> Option<i64> {
        match self.source {
            Source::Json => self.scanner.plain_integer(),
            Source::Tree(_) | Source::Octets(_) | Source::Xml(_) => None,
        }
    }

    /// A boolean. In text it is `true`, `false`, `1` or `0`; with `x-lenient` these are accepted in JSON too.
    pub(crate) fn boolean(&mut self) -> Result<bool, Box<ValueError>> {
        if let Some(text) = self.word("a boolean") {
            return match text? {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err(mismatch("a boolean", "other text")),
            };
        }
        match self.scanner.kind()? {
            Kind::Boolean if self.scanner.word("true") => Ok(true),
            Kind::Boolean if self.scanner.word("false") => Ok(false),
            Kind::Boolean => Err(self.scanner.wrong("not a JSON value")),
            found @ (Kind::Number | Kind::String) if self.rules.is_some_and(|rules| rules.lenient.bool_or_number) => {
                self.loose_boolean(found)
            }
            found => Err(mismatch("a boolean", found.name())),
        }
    }

    /// A boolean that JSON has as a number or in quotes.
    #[cold]
    fn loose_boolean(&mut self, found: Kind) -> Result<bool, Box<ValueError>> {
        let text = if found == Kind::Number { Cow::Borrowed(self.scanner.number()?) } else { self.scanner.string()? };
        match &*text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(mismatch("a boolean", found.name())),
        }
    }

    /// Steps over a `null`, if it comes next.
    #[inline]
    pub(crate) fn null(&mut self) -> bool {
        match self.source {
            Source::Json => self.scanner.null(),
            Source::Tree(node) => matches!(node, Node::Null),
            Source::Octets(_) => false,
            Source::Xml(spot) => spot.is_nil(),
        }
    }

    /// Whether the next value is an element or attribute that is empty.
    #[inline]
    pub(crate) fn is_empty_element(&self) -> bool {
        matches!(self.source, Source::Xml(spot) if spot.is_empty())
    }

    /// Steps over an empty string at the start of a value that was not read, where digits in quotes may stand for a
    /// number.
    #[cold]
    pub(crate) fn empty_number(&mut self, mut start: Scanner<'a>) -> bool {
        self.number_or_string()
            && match self.source {
                Source::Json => {
                    let empty = start.peek().is_some() && start.word("\"\"");
                    if empty {
                        self.scanner = start;
                    }
                    empty
                }
                Source::Tree(Node::Text(text)) => text.is_empty(),
                Source::Tree(_) | Source::Octets(_) | Source::Xml(_) => false,
            }
    }

    /// Steps over a value of any kind.
    pub(crate) fn skip(&mut self) -> ValueResult {
        match self.source {
            Source::Json => self.scanner.skip(self.depth).map(drop),
            Source::Tree(_) | Source::Octets(_) | Source::Xml(_) => Ok(()),
        }
    }

    /// Where the reader stands.
    #[inline]
    pub(crate) fn position(&self) -> Position<'a> {
        (self.source, self.scanner, self.depth)
    }

    /// Steps over the value that begins at `start` and has this error, and adds it to those before it.
    ///
    /// # Errors
    /// All errors, where no further ones are looked for.
    #[cold]
    pub(crate) fn recover(
        &mut self,
        start: Position<'a>,
        error: Box<ValueError>,
        errors: &mut Option<Box<ValueError>>,
    ) -> ValueResult {
        if !self.collects {
            return Err(error);
        }
        let is_passed = error.is_passed();
        let error = error.after(errors);
        if error.is_last() {
            return Err(error);
        }
        let here = self.scanner;
        (self.source, self.scanner, self.depth) = start;
        if is_passed {
            self.scanner = here;
        } else if self.skip().is_err() {
            return Err(error.last());
        }
        *errors = Some(error);
        Ok(())
    }

    /// Enters an array or object.
    pub(crate) fn descend(&mut self) -> ValueResult {
        // A discriminator is in the object of its alternative, not in one within it.
        self.tag = None;
        self.depth += 1;
        if self.depth > DEPTH_LIMIT { Err(ValueError::new(Reason::Depth)) } else { Ok(()) }
    }
}

#[cold]
pub(crate) fn mismatch(expected: &'static str, found: &'static str) -> Box<ValueError> {
    ValueError::new(Reason::Type { expected, found })
}

pub(crate) fn node_name(node: &Node) -> &'static str {
    match node {
        Node::Null => "nothing",
        Node::Text(_) => "text",
        Node::List(_) => "several values",
        Node::Object(_) => "an object",
        Node::Json(_) => "JSON",
    }
}

/// Whether a text is a number as JSON writes one.
fn is_number(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    scanner.number().is_ok_and(|number| number.len() == text.len())
}
