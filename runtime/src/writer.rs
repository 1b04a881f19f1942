//! Typed values in, a body or a tree out: the one writer that every [`Model`](crate::model::Model) writes to. What the
//! document forbids is refused here, so that everything that leaves is legal.

use crate::content::form;
use crate::content::json::write_string;
use crate::content::xml::Builder;
use crate::fault::{Fault, Outcome, Reason};
use crate::mode::{Direction, Mode};
use crate::model::Field;
use crate::reader::{DEPTH_LIMIT, mismatch};
use crate::rules::Rules;
use crate::tree::Node;

/// Writes one value after another.
#[derive(Debug)]
pub struct Writer {
    pub(crate) form: Form,
    /// What was written, where the form is JSON or octets.
    pub(crate) out: Vec<u8>,
    /// Whether the next value follows nothing that a comma would part it from.
    pub(crate) first: bool,
    /// What was written, where the form is a tree.
    pub(crate) tree: Tree,
    /// What was written, where the form is XML.
    pub(crate) xml: Builder,
    /// Whether anything was written: an absent value leaves nothing.
    pub(crate) wrote: bool,
    /// What the document says of a form, where the tree becomes one.
    pub(crate) pairs: Option<&'static form::Form>,
    /// The depth around the JSON that is open within a tree.
    pub(crate) json_depth: usize,
    /// Whether what the document forbids is refused: not by `Debug`, nor by serde's traits.
    pub(crate) check: bool,
    /// Whether what cannot be written at all is refused, such as an infinite number. Only `Debug` shows it nevertheless.
    pub(crate) writable: bool,
    /// How it is made sure that unions read as what they are.
    pub(crate) choices: Choices,
    pub(crate) direction: Direction,
    pub(crate) depth: usize,
    /// The property that comes next. Its name is written when its value is: an absent value leaves nothing.
    pub(crate) field: Option<&'static Field>,
    /// Whether the next value is an optional property, so that an `Option` is about its presence and not about `null`.
    pub(crate) optional: bool,
    /// The rules of the next value.
    pub(crate) rules: Option<&'static Rules>,
    /// The property that tells which alternative of a union is written, and its values, for the object that comes next.
    pub(crate) tag: Option<Tag>,
    /// Which of several documented media types is written.
    pub(crate) alternative: usize,
}

/// A property that tells which alternative of a union it is, and its values for that alternative.
pub(crate) type Tag = (&'static str, &'static [&'static str]);

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Tree,
    Octets,
    Xml,
}

/// How it is made sure that unions read as what they are: the outermost one is read back as a whole, and has to give the
/// same alternatives in the same order.
#[derive(Debug)]
pub(crate) enum Choices {
    /// No union is open.
    Unread,
    /// A union is open: these are the alternatives that it and those within it were written as.
    Noted(Vec<usize>),
    /// A union is open that reads as something else, as these alternatives.
    Compared(std::vec::IntoIter<usize>),
    /// Whoever asked for the value reads it back.
    Trusted,
}

/// A tree that is being written.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The open arrays and objects, outermost first, each with its name.
    pub(crate) open: Vec<(String, Node)>,
    /// The name of the next value, where it is none that the document lists.
    pub(crate) key: Option<String>,
    /// The value, where all are closed.
    pub(crate) done: Option<Node>,
}

impl Writer {
    /// A writer of JSON.
    pub fn json(mode: Mode) -> Self {
        Self { out: Vec::with_capacity(128), ..Self::new(Form::Json, mode.direction) }
    }

    /// A writer of a tree of text.
    pub fn tree(mode: Mode) -> Self {
        Self::new(Form::Tree, mode.direction)
    }

    /// A writer of bytes that stand for themselves.
    pub fn octets(mode: Mode) -> Self {
        Self::new(Form::Octets, mode.direction)
    }

    pub(crate) fn new(form: Form, direction: Direction) -> Self {
        Self {
            form,
            out: Vec::new(),
            first: true,
            tree: Tree::default(),
            xml: Builder::default(),
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
        }
    }

    /// A writer of JSON that shows every value, the forbidden ones too.
    pub(crate) fn show() -> Self {
        Self { writable: false, ..Self::keep() }
    }

    /// A writer of JSON that takes every value that JSON can carry, whatever the document says of it.
    pub(crate) fn keep() -> Self {
        Self { check: false, ..Self::json(Mode::ALONE) }
    }

    /// The same writer, for a value whose unions are read back by whoever asked for it.
    pub(crate) fn without_reading_back(self) -> Self {
        Self { choices: Choices::Trusted, ..self }
    }

    /// The same writer, for the media type that stands at this place in the document.
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

    /// Takes the rules that a type brings with it, where the place has none of its own. Those of a place hold the type's.
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
        self.tree.done
    }

    /// What stands before a value in JSON: the comma and the name.
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
        match self.form {
            Form::Json => {
                self.before();
                write_string(&mut self.out, key);
                self.out.push(b':');
                self.first = true;
            }
            Form::Tree => self.tree.key = Some(key.to_owned()),
            Form::Octets => {}
            Form::Xml => self.xml.key(key),
        }
    }

    /// The name of the next value in a tree.
    pub(crate) fn tree_key(&mut self) -> String {
        match self.field.take() {
            Some(field) => field.name.to_owned(),
            None => self.tree.key.take().unwrap_or_default(),
        }
    }

    /// Puts a finished node into the innermost open one.
    pub(crate) fn put(&mut self, key: String, node: Node) {
        match self.tree.open.last_mut() {
            None => self.tree.done = Some(node),
            Some((_, Node::List(items))) => items.push(node),
            Some((_, Node::Object(properties))) => properties.push((key, node)),
            Some((_, Node::Null | Node::Text(_) | Node::Json(_))) => {}
        }
    }

    /// The node that was finished last.
    pub(crate) fn last(&self) -> Option<&Node> {
        match self.tree.open.last() {
            None => self.tree.done.as_ref(),
            Some((_, Node::List(items))) => items.last(),
            Some((_, Node::Object(properties))) => properties.last().map(|(_, node)| node),
            Some((_, Node::Null | Node::Text(_) | Node::Json(_))) => None,
        }
    }

    /// A string.
    ///
    /// # Errors
    /// `Constraint`.
    #[inline]
    pub fn string(&mut self, text: &str) -> Outcome {
        if let Some(rules) = self.rules
            && self.check
        {
            rules.check_text(text)?;
        }
        self.text(text)
    }

    /// A string that was checked.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) -> Outcome {
        match self.form {
            Form::Json => {
                self.before();
                write_string(&mut self.out, text);
            }
            Form::Tree => self.put_text(text, true),
            Form::Octets => self.octets_of(text.as_bytes()),
            Form::Xml => return self.text_element(text),
        }
        Ok(())
    }

    /// Text that JSON writes without quotes: a number or a boolean.
    #[inline]
    pub(crate) fn bare(&mut self, text: &str) -> Outcome {
        match self.form {
            Form::Json => {
                self.before();
                self.out.extend_from_slice(text.as_bytes());
            }
            Form::Tree => self.put_text(text, false),
            Form::Octets => self.octets_of(text.as_bytes()),
            Form::Xml => return self.text_element(text),
        }
        Ok(())
    }

    /// Bytes that stand for themselves.
    pub(crate) fn octets_of(&mut self, bytes: &[u8]) {
        self.wrote = true;
        self.out.extend_from_slice(bytes);
    }

    /// A boolean.
    #[inline]
    pub(crate) fn boolean(&mut self, value: bool) -> Outcome {
        if let Some(rules) = self.rules
            && self.check
        {
            rules.check_boolean(value)?;
        }
        self.bare(if value { "true" } else { "false" })
    }

    pub(crate) fn float(&mut self, value: f64) -> Outcome {
        if !value.is_finite() {
            if self.writable {
                return Err(Fault::new(Reason::OutOfRange(value.to_string())));
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
    pub(crate) fn null(&mut self) -> Outcome {
        match self.form {
            Form::Json => {
                self.before();
                self.out.extend_from_slice(b"null");
            }
            Form::Tree => {
                let node = if self.is_json_pair() { Node::Json("null".to_owned()) } else { Node::Null };
                let key = self.tree_key();
                self.put(key, node);
            }
            Form::Octets => return Err(mismatch("bytes or text", "null")),
            Form::Xml => self.null_element()?,
        }
        Ok(())
    }

    /// Opens an array or an object.
    #[inline]
    pub(crate) fn open(&mut self, bracket: u8) -> Outcome {
        if self.depth == DEPTH_LIMIT {
            return Err(Fault::new(Reason::Depth));
        }
        // What tells an alternative apart stands in its own object, not in one within it.
        self.tag = None;
        self.depth += 1;
        match self.form {
            Form::Json => {
                self.before();
                self.out.push(bracket);
                self.first = true;
                Ok(())
            }
            Form::Tree if self.is_json_pair() => {
                self.open_json(bracket);
                Ok(())
            }
            Form::Tree => {
                let key = self.tree_key();
                let node = if bracket == b'[' { Node::List(Vec::new()) } else { Node::Object(Vec::new()) };
                self.tree.open.push((key, node));
                Ok(())
            }
            Form::Octets => Err(mismatch("bytes or text", "an array or object")),
            Form::Xml => self.open_element(bracket),
        }
    }

    /// Closes what was opened last.
    #[inline]
    pub(crate) fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        match self.form {
            Form::Json => {
                self.out.push(bracket);
                self.first = false;
                if self.depth == self.json_depth {
                    self.close_json();
                }
            }
            Form::Tree => {
                if let Some((key, node)) = self.tree.open.pop() {
                    self.put(key, node);
                }
            }
            Form::Octets => {}
            Form::Xml => self.close_element(),
        }
    }
}
