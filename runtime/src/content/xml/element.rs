//! A tree of elements: between the bytes of an XML document and its values.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;
use std::sync::Arc;

use super::name::{is_blank, local};
use super::{SCHEMA_INSTANCE, Spot};

/// How many elements and attributes a document of so many bytes may have. An element with one digit in it is eight
/// bytes long, and those of use are longer; so a tree is a small multiple of its text.
pub(super) fn part_limit(bytes: usize) -> usize {
    (1 << 16) + bytes / 8
}

/// An element. Its lists are as long as what they hold.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    /// The name, with its prefix.
    pub(super) name: Cow<'a, str>,
    pub(super) namespace: Option<Arc<str>>,
    pub(super) attributes: Box<[Attribute<'a>]>,
    pub(super) children: Box<[Self]>,
    /// The text in it, without that in its children.
    pub(super) text: Cow<'a, str>,
    /// How far behind it the next element of the same name stands, among those that it stands among.
    next: Option<NonZeroU32>,
    /// Whether an element of the same name stands before it there.
    repeated: bool,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Attribute<'a> {
    /// The name, with its prefix.
    pub(super) name: Cow<'a, str>,
    pub(super) namespace: Option<Arc<str>>,
    pub(super) value: Cow<'a, str>,
}

/// An element whose parts come one after another.
#[derive(Debug, Default)]
pub(super) struct Open<'a> {
    pub(super) name: Cow<'a, str>,
    pub(super) namespace: Option<Arc<str>>,
    pub(super) attributes: Vec<Attribute<'a>>,
    pub(super) children: Vec<Element<'a>>,
    pub(super) text: Cow<'a, str>,
}

/// A part of an element that a property of an object may be.
#[derive(Debug)]
pub(super) struct Property<'a> {
    pub(super) kind: Kind,
    /// The name without its prefix.
    pub(super) name: &'a str,
    pub(super) namespace: Option<&'a str>,
    pub(super) spot: Spot<'a>,
}

/// What kind of part it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Attribute,
    /// An element, and those of the same name behind it.
    Element,
    /// The text beside attributes and elements.
    Text,
}

/// The name under which text beside attributes and elements is kept.
const TEXT: &str = "#text";

impl Kind {
    /// What a property that the document does not list is, and its name.
    pub(super) fn of(key: &str) -> (Self, &str) {
        match key.strip_prefix('@') {
            Some(name) => (Self::Attribute, name),
            None if key == TEXT => (Self::Text, ""),
            None => (Self::Element, key),
        }
    }
}

impl<'a> Property<'a> {
    /// The name under which it is kept where the document does not list it.
    pub(super) fn key(&self) -> Cow<'a, str> {
        match self.kind {
            Kind::Attribute => Cow::Owned(format!("@{}", self.name)),
            Kind::Element => Cow::Borrowed(self.name),
            Kind::Text => Cow::Borrowed(TEXT),
        }
    }
}

impl<'a> Open<'a> {
    /// The element, with all its parts.
    pub(super) fn close(self) -> Element<'a> {
        let mut children = self.children;
        link(&mut children);
        let text = if !children.is_empty() && is_blank(&self.text) { Cow::Borrowed("") } else { self.text };
        Element {
            name: self.name,
            namespace: self.namespace,
            attributes: self.attributes.into_boxed_slice(),
            children: children.into_boxed_slice(),
            text,
            next: None,
            repeated: false,
        }
    }
}

/// Ties elements of one name together, so that an array is found without a search.
fn link(children: &mut [Element<'_>]) {
    let mut ties = Vec::new();
    let mut last = HashMap::new();
    for (index, child) in children.iter().enumerate().filter(|_| children.len() > 1) {
        match last.entry((local(&child.name), child.namespace.as_deref())) {
            Entry::Vacant(place) => drop(place.insert(index)),
            Entry::Occupied(mut place) => ties.push((place.insert(index), index)),
        }
    }
    drop(last);
    for child in children.iter_mut() {
        (child.next, child.repeated) = (None, false);
    }
    for (before, behind) in ties {
        if let Some(child) = children.get_mut(before) {
            child.next = u32::try_from(behind - before).ok().and_then(NonZeroU32::new);
        }
        if let Some(child) = children.get_mut(behind) {
            child.repeated = true;
        }
    }
}

impl<'a> Element<'a> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The place of the next element of the same name, for the one at `index` of the children.
    pub(super) fn behind(&self, index: usize) -> Option<usize> {
        let next = self.children.get(index)?.next?;
        Some(index + usize::try_from(next.get()).ok()?)
    }

    /// Whether it stands for `null`.
    pub(super) fn is_nil(&self) -> bool {
        let says_so = |attribute: &Attribute<'_>| attribute.is_nil() && matches!(attribute.value.trim(), "true" | "1");
        self.is_empty() && self.attributes.iter().any(says_so)
    }

    /// Whether it holds neither elements nor text.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty() && is_blank(&self.text)
    }

    /// The attributes that belong to the value.
    pub(super) fn own_attributes(&'a self) -> impl Iterator<Item = &'a Attribute<'a>> {
        self.attributes.iter().filter(|attribute| attribute.namespace.as_deref() != Some(SCHEMA_INSTANCE))
    }

    /// The parts that properties of an object may be, in the order of their names where these are sorted as texts.
    /// Elements of one name are one part, in the place of the first.
    pub(super) fn properties(&'a self) -> impl Iterator<Item = Property<'a>> {
        let attributes = self.own_attributes().map(|attribute| Property {
            kind: Kind::Attribute,
            name: local(&attribute.name),
            namespace: attribute.namespace.as_deref(),
            spot: Spot::Text(&attribute.value),
        });
        let first = self.children.iter().enumerate().filter(|(_, child)| !child.repeated);
        let children = first.map(|(index, child)| Property {
            kind: Kind::Element,
            name: child.local(),
            namespace: child.namespace.as_deref(),
            spot: Spot::Children { parent: self, index },
        });
        let text = (!is_blank(&self.text)).then(|| Property {
            kind: Kind::Text,
            name: "",
            namespace: None,
            spot: Spot::Text(&self.text),
        });
        text.into_iter().chain(attributes).chain(children)
    }
}

impl Attribute<'_> {
    fn is_nil(&self) -> bool {
        self.namespace.as_deref() == Some(SCHEMA_INSTANCE) && local(&self.name) == "nil"
    }
}

/// Two elements are equal if their content is, wherever they are in the document.
impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.namespace, &self.attributes, &self.children, &self.text)
            == (&other.name, &other.namespace, &other.attributes, &other.children, &other.text)
    }
}

impl Eq for Element<'_> {}

impl Hash for Element<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.namespace, &self.attributes, &self.children, &self.text).hash(state);
    }
}
