//! The location of a value in a tree of elements.

use super::element::Element;
use super::name::{is_blank, trimmed};
use crate::error::{Reason, ValueError};
use crate::reader::mismatch;

/// The location of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot<'a> {
    /// A property: the child at `index`, and those of the same name behind it.
    Children { parent: &'a Element<'a>, index: usize },
    /// An element by itself: the root, or an item of an array.
    Element(&'a Element<'a>),
    /// An attribute, or the text beside elements.
    Text(&'a str),
    /// A property that has to be there, and has no part of its own.
    Nothing,
}

impl<'a> Spot<'a> {
    /// The one element that it is.
    ///
    /// # Errors
    /// `Missing`; `Duplicate` where there are several; `Type` for an attribute.
    pub(super) fn element(self, expected: &'static str) -> Result<&'a Element<'a>, Box<ValueError>> {
        match self {
            Self::Element(element) => Ok(element),
            Self::Children { parent, index } => match (parent.children.get(index), parent.behind(index)) {
                (Some(element), None) => Ok(element),
                (Some(_), Some(_)) => Err(ValueError::new(Reason::Duplicate)),
                (None, _) => Err(ValueError::new(Reason::Missing)),
            },
            Self::Text(_) => Err(mismatch(expected, "text")),
            Self::Nothing => Err(ValueError::new(Reason::Missing)),
        }
    }

    /// The text that it is, exactly, and how many attributes stand beside it.
    ///
    /// # Errors
    /// As of [`Spot::element`]; `Type` where elements stand in it.
    pub(crate) fn text(self, expected: &'static str) -> Result<(&'a str, usize), Box<ValueError>> {
        if let Self::Text(text) = self {
            return Ok((text, 0));
        }
        let element = self.element(expected)?;
        if element.children.is_empty() {
            Ok((&element.text, element.own_attributes().count()))
        } else {
            Err(mismatch(expected, "elements"))
        }
    }

    /// The text of a value in which white space around it does not count.
    ///
    /// # Errors
    /// As of [`Spot::text`]; `Missing` where nothing else is there.
    pub(crate) fn word(self, expected: &'static str) -> Result<(&'a str, usize), Box<ValueError>> {
        let (text, attributes) = self.text(expected)?;
        match trimmed(text) {
            "" => Err(ValueError::new(Reason::Missing)),
            word => Ok((word, attributes)),
        }
    }

    /// Whether it stands for `null`.
    pub(crate) fn is_nil(self) -> bool {
        !matches!(self, Self::Text(_)) && self.element("").is_ok_and(Element::is_nil)
    }

    /// Whether nothing stands in it: neither elements nor text nor attributes.
    pub(crate) fn is_empty(self) -> bool {
        match self {
            Self::Text(text) => is_blank(text),
            Self::Children { .. } | Self::Element(_) => {
                self.element("").is_ok_and(|element| element.is_empty() && element.own_attributes().next().is_none())
            }
            Self::Nothing => false,
        }
    }

    /// The elements that it is.
    pub(super) fn elements(self) -> impl Iterator<Item = &'a Element<'a>> {
        let (parent, mut next) = match self {
            Self::Children { parent, index } => (Some(parent), Some(index)),
            Self::Element(_) | Self::Text(_) | Self::Nothing => (None, None),
        };
        std::iter::from_fn(move || {
            let (parent, index) = parent.zip(next)?;
            next = parent.behind(index);
            parent.children.get(index)
        })
    }

    /// An identity of this location, different from every other one in the tree.
    pub(crate) fn address(self) -> usize {
        match self {
            // A property of one element is another place than that element.
            Self::Children { parent, index } => parent.children.get(index).map_or(0, |child| address(child) + 1),
            Self::Element(element) => address(element),
            Self::Text(text) => text.as_ptr().addr(),
            Self::Nothing => 0,
        }
    }
}

fn address(element: &Element<'_>) -> usize {
    std::ptr::from_ref(element).addr()
}
