//! Writes typed values to a body or a tree: the one writer that every [`Model`](crate::model::Model) writes to. What
//! the document forbids is refused here, so that everything that is sent is valid.

pub(crate) mod hidden;
mod late;
mod recover;
mod tree;

use crate::content::form;
use crate::content::json::write_string;
use crate::content::xml::Builder;
use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::{Direction, Mode};
use crate::model::Field;
use crate::reader::{DEPTH_LIMIT, mismatch};
use crate::rules::Rules;
use crate::tree::Node;
use late::Late;
pub(crate) use tree::Tree;

/// Writes one value after another.
#[derive(Debug)]
pub struct Writer {
    pub(crate) encoding: Encoding,
    /// What was written, where the encoding is JSON or octets.
    pub(crate) out: Vec<u8>,
    /// Whether the next value is the first one, without a comma before it.
    pub(crate) first: bool,
    /// What was written, where the encoding is a tree.
    pub(crate) tree: Late<Tree>,
    /// What was written, where the encoding is XML.
    pub(crate) xml: Late<Builder>,
    /// Whether anything was written: an absent value leaves nothing.
    pub(crate) wrote: bool,
    /// The description of the form, if the tree becomes one.
    pub(crate) pairs: Option<&'static form::Form>,
    /// The depth around the JSON that is open within a tree.
    pub(crate) json_depth: usize,
    /// Whether what the document forbids is refused: not by `Debug`, nor by serde's traits.
    pub(crate) check: bool,
    /// Whether what cannot be written at all is refused, such as an infinite number. Only `Debug` shows it
    /// nevertheless.
    pub(crate) writable: bool,
    /// How unions are checked to be read back as the same alternative.
    pub(crate) choices: Choices,
    pub(crate) direction: Direction,
    pub(crate) depth: usize,
    /// The property that comes next. Its name is written when its value is: an absent value leaves nothing.
    pub(crate) field: Option<&'static Field>,
    /// Whether the next value is an optional property, so that an `Option` is about its presence and not about `null`.
    pub(crate) optional: bool,
    /// The rules of the next value.
    pub(crate) rules: Option<&'static Rules>,
    /// The discriminator of the union that is written, and its values, for the object that comes next.
    pub(crate) tag: Option<Tag>,
    /// Which of several documented media types is written.
    pub(crate) alternative: usize,
    /// Whether all errors are looked for, and not only the first one: what is written then is not used.
    pub(crate) collects: bool,
}

/// A discriminator property, and its values for one alternative.
pub(crate) type Tag = (&'static str, &'static [&'static str]);

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Json,
    Tree,
    Octets,
    Xml,
}

/// How unions are checked to be read back as the same alternative: the outermost one is read back as a whole, and has
/// to give the same alternatives in the same order.
#[derive(Debug)]
pub(crate) enum Choices {
    /// No union is open.
    Unread,
    /// A union is open: these are the alternatives that it and those within it were written as.
    Noted(Vec<usize>),
    /// A union is open that reads as something else, as these alternatives.
    Compared(std::vec::IntoIter<usize>),
    /// The caller reads the value back.
    Trusted,
}

static NO_TREE: Tree = Tree::EMPTY;
static NO_XML: Builder = Builder::EMPTY;

impl Writer {
    /// A writer of JSON.
    #[inline]
    pub fn json(mode: Mode) -> Self {
        Self::into(Vec::with_capacity(128), Encoding::Json, mode.direction)
    }

    /// A writer of a tree of text.
    pub fn tree(mode: Mode) -> Self {
        Self::new(Encoding::Tree, mode.direction)
    }

    /// A writer of raw bytes.
    pub fn octets(mode: Mode) -> Self {
        Self::new(Encoding::Octets, mode.direction)
    }

    pub(crate) fn new(encoding: Encoding, direction: Direction) -> Self {
        Self::into(Vec::new(), encoding, direction)
    }

    #[inline]
    fn into(out: Vec<u8>, encoding: Encoding, direction: Direction) -> Self {
        Self {
            encoding,
            out,
            first: true,
            tree: Late::new(&NO_TREE),
            xml: Late::new(&NO_XML),
            wrote: false,
            pairs: None,
            json_depth: usize::MAX,
            check: true,
            writable: true,
            choices: Choices::Unread,
            direction,
            depth: 0,
            field: None,
            optional: false,
            rules: None,
            tag: None,
            alternative: 0,
            collects: false,
        }
    }

    /// A writer of JSON that accepts every value, for `Debug`.
    pub(crate) fn show() -> Self {
        Self { writable: false, ..Self::keep() }
    }

    /// A writer of JSON that accepts every value that JSON can represent, valid or not.
    pub(crate) fn keep() -> Self {
        Self { check: false, ..Self::json(Mode::ALONE) }
    }

    /// The same writer, for a value whose unions the caller reads back.
    pub(crate) fn without_reading_back(self) -> Self {
        Self { choices: Choices::Trusted, ..self }
    }

    /// The same writer, for the media type at this index in the document.
    #[must_use]
    pub fn alternative(mut self, index: usize) -> Self {
        self.alternative = index;
        self
    }

    /// The same writer, for a value with these rules.
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

    /// The same writer, for a value that may be absent.
    #[must_use]
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// Whether anything was written. An absent value leaves nothing.
    pub fn wrote(&self) -> bool {
        self.wrote || !self.out.is_empty() || self.tree.done.is_some() || self.xml.done().is_some()
    }

    /// What was written; of a tree or XML nothing.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// The tree that was written; `None` where nothing was, or no tree.
    pub fn into_node(self) -> Option<Node> {
        self.tree.into_inner()?.done
    }

    /// What precedes a value in JSON: the comma and the name.
    #[inline]
    pub(crate) fn before(&mut self) {
        let first = std::mem::take(&mut self.first);
        match self.field.take() {
            Some(field) => {
                self.out.extend_from_slice(field.json.as_bytes().get(usize::from(first)..).unwrap_or_default())
            }
            None if first => {}
            None => self.out.push(b','),
        }
    }

    /// Writes the name of a property that the document does not list.
    pub(crate) fn key(&mut self, key: &str) {
        match self.encoding {
            Encoding::Json => {
                self.before();
                write_string(&mut self.out, key);
                self.out.push(b':');
                self.first = true;
            }
            Encoding::Tree => self.tree.key = Some(key.to_owned()),
            Encoding::Octets => {}
            Encoding::Xml => self.xml.key(key),
        }
    }

    /// The name of the next value in a tree.
    pub(crate) fn tree_key(&mut self) -> String {
        match self.field.take() {
            Some(field) => field.name.to_owned(),
            None => self.tree.key.take().unwrap_or_default(),
        }
    }

    /// A string.
    ///
    /// # Errors
    /// `Constraint`.
    #[inline]
    pub fn string(&mut self, text: &str) -> ValueResult {
        if let Some(rules) = self.rules {
            if self.check {
                rules.check_text(text)?;
            } else if self.hides(Some(rules)) {
                return self.hidden();
            }
        }
        self.text(text)
    }

    /// A string that was checked.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) -> ValueResult {
        if self.encoding != Encoding::Json {
            return self.text_other(text, true);
        }
        self.before();
        write_string(&mut self.out, text);
        Ok(())
    }

    /// Text that JSON writes without quotes: a number or a boolean.
    #[inline]
    pub(crate) fn bare(&mut self, text: &str) -> ValueResult {
        if self.encoding != Encoding::Json {
            return self.text_other(text, false);
        }
        self.before();
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn text_other(&mut self, text: &str, quoted: bool) -> ValueResult {
        match self.encoding {
            Encoding::Tree => self.put_text(text, quoted),
            Encoding::Json | Encoding::Octets => self.octets_of(text.as_bytes()),
            Encoding::Xml => return self.text_element(text),
        }
        Ok(())
    }

    /// Raw bytes.
    pub(crate) fn octets_of(&mut self, bytes: &[u8]) {
        self.wrote = true;
        self.out.extend_from_slice(bytes);
    }

    /// A boolean.
    #[inline]
    pub(crate) fn boolean(&mut self, value: bool) -> ValueResult {
        if let Some(rules) = self.rules
            && self.check
        {
            rules.check_boolean(value)?;
        }
        self.bare(if value { "true" } else { "false" })
    }

    pub(crate) fn float(&mut self, value: f64) -> ValueResult {
        if !value.is_finite() {
            if self.writable {
                return Err(ValueError::new(Reason::OutOfRange(value.to_string())));
            }
            return self.bare(&value.to_string());
        }
        if let Some(rules) = self.rules
            && self.check
        {
            rules.check_float(value)?;
        }
        self.bare(zmij::Buffer::new().format_finite(value))
    }

    /// A `null`.
    pub(crate) fn null(&mut self) -> ValueResult {
        match self.encoding {
            Encoding::Json => {
                self.before();
                self.out.extend_from_slice(b"null");
            }
            Encoding::Tree => {
                let node = if self.is_json_pair() { Node::Json("null".to_owned()) } else { Node::Null };
                let key = self.tree_key();
                self.tree.put(key, node);
            }
            Encoding::Octets => return Err(mismatch("bytes or text", "null")),
            Encoding::Xml => self.null_element()?,
        }
        Ok(())
    }

    /// Opens an array or an object.
    ///
    /// # Errors
    /// `Depth`, or that the encoding has neither.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) -> ValueResult {
        if self.depth == DEPTH_LIMIT {
            return Err(ValueError::new(Reason::Depth));
        }
        // A discriminator is in the object of its alternative, not in one within it.
        self.tag = None;
        self.depth += 1;
        if self.encoding != Encoding::Json {
            return self.open_other(bracket);
        }
        self.before();
        self.out.push(bracket);
        self.first = true;
        Ok(())
    }

    fn open_other(&mut self, bracket: u8) -> ValueResult {
        match self.encoding {
            Encoding::Json | Encoding::Octets => Err(mismatch("bytes or text", "an array or object")),
            Encoding::Tree if self.is_json_pair() => {
                self.open_json(bracket);
                Ok(())
            }
            Encoding::Tree => {
                let key = self.tree_key();
                let node = if bracket == b'[' { Node::List(Vec::new()) } else { Node::Object(Vec::new()) };
                self.tree.open.push((key, node));
                Ok(())
            }
            Encoding::Xml => self.open_element(bracket),
        }
    }

    /// Closes what was opened last.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        if self.encoding != Encoding::Json {
            return self.close_other();
        }
        self.out.push(bracket);
        self.first = false;
        if self.depth == self.json_depth {
            self.close_json();
        }
    }

    fn close_other(&mut self) {
        match self.encoding {
            Encoding::Tree => {
                if let Some((key, node)) = self.tree.open.pop() {
                    self.tree.put(key, node);
                }
            }
            Encoding::Json | Encoding::Octets => {}
            Encoding::Xml => self.close_element(),
        }
    }
}
