//! Objects and arrays out of elements.

use super::element::{Element, Kind, Property};
use super::facts::find;
use super::name::is_blank;
use super::{Spot, Xml};
use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::Mode;
use crate::model::{Fields, Object, Progress, Unknown};
use crate::reader::{Reader, Source, mismatch};

impl<'a> Reader<'a> {
    /// A reader of a document, given its root and the XML Object of it. The root's name does not
    /// matter, unless that gives its namespace.
    ///
    /// # Errors
    /// `Type`, if it is another root.
    pub(crate) fn xml(root: &'a Element<'a>, facts: Option<&'static Xml>, mode: Mode) -> Result<Self, Box<ValueError>> {
        let qualified = facts.filter(|facts| facts.namespace.is_some());
        if qualified.is_some_and(|facts| !facts.names(root.local(), root.namespace.as_deref(), false)) {
            return Err(mismatch("the documented root element", "another one"));
        }
        Ok(Self::of_spot(Spot::Element(root), facts, mode))
    }

    /// A reader of a place in a document.
    pub(crate) fn of_spot(spot: Spot<'a>, facts: Option<&'static Xml>, mode: Mode) -> Self {
        Self { xml: facts, ..Self::new(Source::Xml(spot), mode) }
    }

    /// Reads an object into a struct, down to the properties that have no part of their own.
    pub(crate) fn object_of_element(
        &mut self,
        target: &mut dyn Fields,
        object: &'static Object,
        spot: Spot<'a>,
        place: &mut Progress,
    ) -> ValueResult {
        let (mut listed, mut unlisted, mut next) = (Vec::new(), Vec::new(), 0);
        for part in spot.element("an object")?.properties() {
            match find(object, &part, next) {
                Some(index) => {
                    next = index + 1;
                    listed.push((index, part.spot));
                }
                None => unlisted.push(part),
            }
        }
        // Properties are read in the order in which they are written, though attributes stand before elements.
        listed.sort_by_key(|(index, _)| *index);
        let required =
            object.fields.iter().enumerate().filter(|(_, field)| field.need.in_direction(self.mode.direction));
        let absent = required.filter(|(index, _)| listed.binary_search_by_key(index, |(found, _)| *found).is_err());
        let absent: Vec<_> = absent.map(|(index, _)| (index, Spot::Nothing)).collect();
        listed.extend(absent);
        listed.sort_by_key(|(index, _)| *index);
        for (index, spot) in listed {
            let Some(field) = object.fields.get(index) else { continue };
            self.source = Source::Xml(spot);
            self.xml = field.xml;
            self.field(target, field, index, place)?;
        }
        for part in unlisted.into_iter().filter(|part| !is_tag(part, place.tag)) {
            self.source = Source::Xml(part.spot);
            self.xml = None;
            match part.kind {
                Kind::Text if object.unknown != Unknown::Keep => self.text_beside("an object")?,
                Kind::Text | Kind::Attribute | Kind::Element => {
                    self.unlisted_property(target, object, part.key(), None)?;
                }
            }
        }
        Ok(())
    }

    /// Reads an object, property by property, with the name in `self.key`.
    pub(crate) fn entries_of_element(
        &mut self,
        spot: Spot<'a>,
        tag: Option<&'static str>,
        next: &mut dyn FnMut(&mut Self) -> ValueResult,
    ) -> ValueResult {
        for part in spot.element("an object")?.properties().filter(|part| !is_tag(part, tag)) {
            self.source = Source::Xml(part.spot);
            self.xml = None;
            self.key = part.key();
            next(self)?;
        }
        Ok(())
    }

    /// Reads an array, item by item.
    pub(crate) fn items_of_elements(
        &mut self,
        spot: Spot<'a>,
        next: &mut dyn FnMut(&mut Self, usize) -> ValueResult,
    ) -> ValueResult {
        let facts = self.xml.take();
        let mut next = |reader: &mut Self, index: usize, item: &'a Element<'a>| {
            reader.source = Source::Xml(Spot::Element(item));
            reader.xml = facts.and_then(|facts| facts.items);
            next(reader, index)
        };
        let wrapped = facts.is_some_and(|facts| facts.wrapped);
        match spot {
            Spot::Nothing if !wrapped => Ok(()),
            Spot::Children { .. } if !wrapped => {
                let (depth, empty) = (self.depth, spot.is_empty());
                for (index, item) in spot.elements().enumerate() {
                    match next(self, index, item) {
                        // An empty element that is no item stands for an array without items.
                        Err(_) if empty => self.depth = depth,
                        outcome => outcome?,
                    }
                }
                Ok(())
            }
            Spot::Nothing | Spot::Children { .. } | Spot::Element(_) | Spot::Text(_) => {
                let element = spot.element("an array")?;
                self.unlisted += element.own_attributes().count();
                if !is_blank(&element.text) {
                    self.text_beside("an array")?;
                }
                for (index, item) in element.children.iter().enumerate() {
                    let named = |facts: &Xml| facts.names(item.local(), item.namespace.as_deref(), false);
                    if facts.is_some_and(|facts| !named(facts.items.unwrap_or(facts))) {
                        self.unlisted += 1;
                        if self.mode.strict {
                            return Err(ValueError::new(Reason::UnknownProperty).at_key(item.local().to_owned()));
                        }
                    }
                    next(self, index, item)?;
                }
                Ok(())
            }
        }
    }

    /// The text of one property of the object that comes next: of an element, or else of an attribute.
    pub(crate) fn text_of_property(spot: Spot<'a>, name: &str) -> Result<Option<String>, Box<ValueError>> {
        let element = spot.element("an object")?;
        let named = |kind: Kind| element.properties().find(|part| part.kind == kind && part.name == name);
        match named(Kind::Element).or_else(|| named(Kind::Attribute)) {
            None => Ok(None),
            Some(part) => match part.spot.text("a string") {
                Ok((text, _)) => Ok(Some(text.to_owned())),
                Err(error) => Err(error.at_key(name.to_owned())),
            },
        }
    }

    /// Text instead of elements.
    fn text_beside(&mut self, expected: &'static str) -> ValueResult {
        self.unlisted += 1;
        if self.mode.strict { Err(mismatch(expected, "text")) } else { Ok(()) }
    }
}

/// Whether an element is none of the documented objects but an item of its array.
pub(crate) fn is_bare_item(spot: Spot<'_>, object: &Object, index: usize, item: &Object) -> bool {
    let Ok(element) = spot.element("an object") else { return false };
    let mut found = false;
    let without = element.properties().all(|part| match find(object, &part, 0) {
        Some(place) => place != index,
        None => {
            found |= find(item, &part, 0).is_some();
            true
        }
    });
    without && found
}

/// Whether a part is the discriminator of the union that is read.
fn is_tag(part: &Property<'_>, tag: Option<&'static str>) -> bool {
    part.kind != Kind::Text && tag == Some(part.name)
}
