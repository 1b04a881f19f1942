//! A tree of elements that is being written: values are added one after another, each where the document defines it.

use std::borrow::Cow;
use std::sync::Arc;

use super::element::{Attribute, Element, Kind, Open};
use super::name::{is_blank, is_local, is_qualified, is_text};
use super::{SCHEMA_INSTANCE, Spot, Xml};
use crate::error::{Reason, ValueError, ValueResult};
use crate::model::Field;
use crate::reader::mismatch;

/// A tree that is being written.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// The XML Object of the root.
    root: Option<&'static Xml>,
    open: Vec<Level>,
    /// The name of the next value, if the document does not list it.
    key: Option<String>,
    done: Option<Element<'static>>,
}

/// An object or array that is open.
#[derive(Debug)]
enum Level {
    Object(Open<'static>),
    /// An array: the element of its own, if it has one, and where its items stand.
    Array(Option<Open<'static>>, Label),
}

/// Where the next value stands.
#[derive(Clone, Debug)]
pub(super) struct Label {
    kind: Kind,
    /// The name, with its prefix.
    name: Cow<'static, str>,
    namespace: Option<&'static str>,
    /// The XML Object of the value.
    pub(super) facts: Option<&'static Xml>,
    /// Whether it is a property of an object.
    pub(super) property: bool,
}

/// How far the innermost element was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    attributes: usize,
    children: usize,
    text: bool,
}

impl Builder {
    /// A tree of which nothing is written.
    pub(crate) const EMPTY: Self = Self { root: None, open: Vec::new(), key: None, done: None };

    /// A tree of which nothing is written; `root` is the XML Object of its root.
    pub(super) fn new(root: Option<&'static Xml>) -> Self {
        Self { root, ..Self::default() }
    }

    /// Where the next value stands, which is this property if one is given.
    pub(super) fn label(&mut self, field: Option<&'static Field>) -> Result<Label, Box<ValueError>> {
        let label = match (field, self.open.last()) {
            (Some(field), _) => Label::of_field(field),
            (None, None) => Label { property: false, ..Label::new("root", self.root, self.root) },
            (None, Some(Level::Array(_, items))) => items.clone(),
            (None, Some(Level::Object(_))) => Label::of_key(self.key.take().unwrap_or_default()),
        };
        if label.kind == Kind::Text || is_qualified(&label.name) {
            Ok(label)
        } else {
            Err(mismatch("a name that XML has", "another name"))
        }
    }

    /// Names the next value, where the document does not list it.
    pub(crate) fn key(&mut self, key: &str) {
        self.key = Some(key.to_owned());
    }

    /// Adds a text under the label.
    pub(super) fn text(&mut self, label: Label, text: &str) -> ValueResult {
        if !is_text(text) {
            return Err(mismatch("text that XML can carry", "a control character"));
        }
        let text = Cow::Owned(text.to_owned());
        match label.kind {
            Kind::Element => self.put(Open { text, ..label.open() }.close()),
            Kind::Attribute => {
                let namespace = label.namespace.map(Arc::from);
                let attribute = Attribute { name: label.name, namespace, value: text };
                if let Some(open) = self.innermost() {
                    open.attributes.push(attribute);
                }
            }
            Kind::Text if is_blank(&text) => {
                return Err(ambiguous("white space between elements would not be read"));
            }
            Kind::Text => {
                if let Some(open) = self.innermost() {
                    open.text = text;
                }
            }
        }
        Ok(())
    }

    /// Adds a `null` under the label.
    pub(super) fn null(&mut self, label: Label) -> ValueResult {
        if label.kind != Kind::Element {
            return Err(mismatch("text", "null"));
        }
        let nil = Attribute {
            name: Cow::Borrowed("xsi:nil"),
            namespace: Some(SCHEMA_INSTANCE.into()),
            value: Cow::Borrowed("true"),
        };
        self.put(Open { attributes: vec![nil], ..label.open() }.close());
        Ok(())
    }

    pub(super) fn open_object(&mut self, label: Label) -> ValueResult {
        let open = label.element()?.open();
        self.open.push(Level::Object(open));
        Ok(())
    }

    /// Opens an array. One that is no property has an element of its own, whatever the document says: its items would
    /// else be those of the array around it.
    pub(super) fn open_array(&mut self, label: Label) -> ValueResult {
        let label = label.element()?;
        let own = !label.property || label.facts.is_some_and(|facts| facts.wrapped);
        let items = label.items();
        self.open.push(Level::Array(own.then(|| label.open()), items));
        Ok(())
    }

    /// Closes what was opened last.
    pub(super) fn close(&mut self) {
        match self.open.pop() {
            Some(Level::Object(open) | Level::Array(Some(open), _)) => self.put(open.close()),
            Some(Level::Array(None, _)) | None => {}
        }
    }

    fn put(&mut self, element: Element<'static>) {
        match self.innermost() {
            Some(open) => open.children.push(element),
            None => self.done = Some(element),
        }
    }

    fn innermost(&mut self) -> Option<&mut Open<'static>> {
        self.open.iter_mut().rev().find_map(|level| match level {
            Level::Object(open) | Level::Array(Some(open), _) => Some(open),
            Level::Array(None, _) => None,
        })
    }

    /// The root, once it is closed.
    pub(crate) fn done(&self) -> Option<&Element<'static>> {
        self.done.as_ref()
    }

    /// How far the innermost element was written.
    pub(crate) fn mark(&self) -> Mark {
        let innermost = self.open.iter().rev().find_map(|level| match level {
            Level::Object(open) | Level::Array(Some(open), _) => Some(open),
            Level::Array(None, _) => None,
        });
        innermost.map_or(Mark { attributes: 0, children: 0, text: false }, |open| Mark {
            attributes: open.attributes.len(),
            children: open.children.len(),
            text: !open.text.is_empty(),
        })
    }

    /// The elements that were written since.
    pub(crate) fn since(&mut self, mark: Mark) -> &[Element<'static>] {
        self.innermost().and_then(|open| open.children.get(mark.children..)).unwrap_or_default()
    }

    /// Looks at the value that was written since, as a reader will.
    pub(crate) fn look<T>(&mut self, mark: Mark, look: impl FnOnce(Spot<'_>) -> T) -> T {
        let property = matches!(self.open.last(), Some(Level::Object(_)));
        if self.open.is_empty() {
            return look(self.done.as_ref().map_or(Spot::Nothing, Spot::Element));
        }
        let Some(open) = self.innermost() else { return look(Spot::Nothing) };
        if open.attributes.len() > mark.attributes {
            return look(open.attributes.last().map_or(Spot::Nothing, |attribute| Spot::Text(&attribute.value)));
        }
        if open.children.len() <= mark.children {
            return look(if open.text.is_empty() || mark.text { Spot::Nothing } else { Spot::Text(&open.text) });
        }
        let children = open.children.split_off(mark.children);
        let parent = Open { children, ..Open::default() }.close();
        let found = match parent.children.first() {
            Some(item) if !property => look(Spot::Element(item)),
            Some(_) | None => look(Spot::Children { parent: &parent, index: 0 }),
        };
        if let Some(open) = self.innermost() {
            open.children.extend(parent.children);
        }
        found
    }

    /// The XML Object of the next value, which is this property if one is given.
    pub(crate) fn facts(&self, field: Option<&'static Field>) -> Option<&'static Xml> {
        match (field, self.open.last()) {
            (Some(field), _) => field.xml,
            (None, None) => self.root,
            (None, Some(Level::Array(_, items))) => items.facts,
            (None, Some(Level::Object(_))) => None,
        }
    }

    /// Checks an array without items, which leaves no trace where it has no element of its own.
    pub(super) fn check_empty(&self, field: Option<&'static Field>, required: bool) -> ValueResult {
        let wrapped = self.facts(field).is_some_and(|facts| facts.wrapped);
        let property = field.is_some() || matches!(self.open.last(), Some(Level::Object(_)));
        if wrapped || !property || required {
            return Ok(());
        }
        Err(ambiguous("an array without items would read as an absent one"))
    }

    /// Checks the items of the array that is open and holds one: a `null` alone stands for the whole array, where that
    /// has no element of its own.
    pub(super) fn check_single(&mut self) -> ValueResult {
        let bare = matches!(self.open.last(), Some(Level::Array(None, _)));
        let nil = self.innermost().and_then(|open| open.children.last()).is_some_and(Element::is_nil);
        if bare && nil { Err(ambiguous("an array of one `null` would read as `null`").at_index(0)) } else { Ok(()) }
    }

    /// Whether a property of the object that is open was written last, with this text.
    pub(super) fn ends_with(&self, field: &Field, text: &str) -> bool {
        let Some(Level::Object(open)) = self.open.last() else { return false };
        match field.xml {
            Some(xml) if xml.attribute => open.attributes.last().is_some_and(|attribute| attribute.value == text),
            Some(_) | None => open.children.last().is_some_and(|child| child.text == text),
        }
    }
}

impl Label {
    /// An element that is named by `xml`, or else as given.
    fn new(name: &'static str, xml: Option<&'static Xml>, facts: Option<&'static Xml>) -> Self {
        let name = match xml {
            None => Cow::Borrowed(name),
            Some(Xml { name, prefix: Some(prefix), .. }) => Cow::Owned(format!("{prefix}:{name}")),
            Some(Xml { name, prefix: None, .. }) => Cow::Borrowed(*name),
        };
        let namespace = xml.and_then(|xml| xml.namespace);
        Self { kind: Kind::Element, name, namespace, facts, property: true }
    }

    fn of_field(field: &'static Field) -> Self {
        match field.xml {
            Some(xml) if xml.attribute => {
                let namespace = xml.namespace.filter(|_| xml.prefix.is_some());
                Self { kind: Kind::Attribute, namespace, ..Self::new(field.name, Some(xml), Some(xml)) }
            }
            facts => Self::new(field.name, facts.map(Xml::outer), facts),
        }
    }

    fn of_key(key: String) -> Self {
        let (kind, name) = Kind::of(&key);
        // A prefix is no part of a name, and so it would not be read.
        let name = if kind == Kind::Text || is_local(name) { name.to_owned() } else { String::new() };
        Self { kind, name: name.into(), namespace: None, facts: None, property: true }
    }

    /// Where the items of an array stand that stands here: under its own name, if they have none.
    fn items(&self) -> Self {
        match self.facts.and_then(|facts| facts.items) {
            Some(items) => Self { property: false, ..Self::new(items.name, Some(items), Some(items)) },
            None => Self { facts: None, property: false, ..self.clone() },
        }
    }

    /// The same, where it is an element.
    fn element(self) -> Result<Self, Box<ValueError>> {
        if self.kind == Kind::Element { Ok(self) } else { Err(mismatch("text", "an array or object")) }
    }

    fn open(self) -> Open<'static> {
        Open { name: self.name, namespace: self.namespace.map(Arc::from), ..Open::default() }
    }
}

#[cold]
pub(super) fn ambiguous(message: &str) -> Box<ValueError> {
    ValueError::new(Reason::Ambiguous(message.to_owned()))
}
