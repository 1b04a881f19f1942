//! Arrays, and objects whose property names the document does not list.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};

use super::{Model, Object};
use crate::content::xml::{Mark, is_listed};
use crate::error::{Reason, ValueError, ValueResult};
use crate::reader::{Reader, Source, mismatch, node_name};
use crate::tree::Node;
use crate::writer::{Encoding, Tag, Writer};

impl<T: Model> Model for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.items(&mut |reader| {
            let mut item = T::blank();
            item.read(reader)?;
            self.push(item);
            Ok(())
        })
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        let mut items = self.iter();
        writer.items(self.len(), &mut |writer| items.next().map_or(Ok(()), |item| item.write(writer)))
    }
}

impl<T: Model> Model for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.entries(&mut |reader| self.read_entry(reader))
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        let rules = writer.rules.take();
        let tag = writer.tag.take();
        if let Some(rules) = rules
            && writer.check
        {
            rules.check_properties(self.len())?;
        }
        writer.open(b'{')?;
        if let Some(tag) = tag {
            writer.write_tag(tag)?;
        }
        let mut errors = None;
        for (key, value) in self {
            writer.free_key(key, tag)?;
            writer.optional = false;
            let item_rules = rules.and_then(|rules| rules.items);
            writer.rules = item_rules;
            let start = writer.position();
            let outcome = if writer.hides(item_rules) { writer.hidden() } else { value.write(writer) };
            let at = |error: Box<ValueError>| error.without_secret(item_rules).at_key(key.clone());
            outcome.or_else(|error| writer.recover(start, at(error), &mut errors))?;
        }
        writer.close(b'}');
        errors.map_or(Ok(()), Err)
    }
}

/// The properties of an object that its document does not list: they are kept beside those that it lists.
pub trait Entries {
    /// Reads one property, whose name the reader holds.
    ///
    /// # Errors
    /// The value's error, or `Duplicate`.
    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult;

    /// Whether there are none.
    fn is_empty(&self) -> bool;

    /// Writes all of them into the open object, and returns how many they are.
    ///
    /// # Errors
    /// A value's error, or `Duplicate` if the name is a listed one.
    fn write_entries(&self, writer: &mut Writer, listed: &Object) -> Result<usize, Box<ValueError>>;
}

impl<T: Model> Entries for BTreeMap<String, T> {
    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        let key = std::mem::replace(&mut reader.key, Cow::Borrowed("")).into_owned();
        match self.entry(key) {
            Entry::Vacant(place) => place.insert(T::blank()).read(reader),
            Entry::Occupied(_) => Err(ValueError::new(Reason::Duplicate)),
        }
    }

    #[inline]
    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn write_entries(&self, writer: &mut Writer, listed: &Object) -> Result<usize, Box<ValueError>> {
        let rules = writer.rules;
        let tag = writer.tag.take();
        let mut errors = None;
        for (key, value) in self {
            let is_listed = if writer.encoding == Encoding::Xml { is_listed(listed, key) } else { listed.lists(key) };
            if writer.writable && is_listed {
                return Err(ValueError::new(Reason::Duplicate).at_key(key.clone()));
            }
            writer.free_key(key, tag)?;
            writer.optional = false;
            writer.rules = rules;
            let start = writer.position();
            let outcome = if writer.hides(rules) { writer.hidden() } else { value.write(writer) };
            let at = |error: Box<ValueError>| error.without_secret(rules).at_key(key.clone());
            outcome.or_else(|error| writer.recover(start, at(error), &mut errors))?;
        }
        errors.map_or(Ok(self.len()), Err)
    }
}

impl Reader<'_> {
    /// Reads an array, item by item.
    fn items(&mut self, item: &mut dyn FnMut(&mut Self) -> ValueResult) -> ValueResult {
        let rules = self.rules.take();
        let bare_item = std::mem::take(&mut self.bare_item);
        let one_or_many = bare_item || rules.is_some_and(|rules| rules.lenient.one_or_many);
        let wrapped = rules.and_then(|rules| rules.lenient.wrapped).filter(|name| !bare_item && self.is_wrapped(name));
        let item_rules = rules.and_then(|rules| rules.items);
        let mut errors = None;
        let mut next = |reader: &mut Self, index: usize| {
            reader.optional = false;
            reader.rules = item_rules;
            let start = reader.position();
            let at = |error: Box<ValueError>| error.without_secret(item_rules).at_index(index);
            item(reader).or_else(|error| reader.recover(start, at(error), &mut errors))
        };
        self.descend()?;
        match self.source {
            Source::Json if self.scanner.eat(b'[') => self.items_of_json(&mut next)?,
            Source::Json if wrapped.is_some() => self.wrapped(wrapped.unwrap_or_default(), &mut next)?,
            Source::Json if one_or_many => next(self, 0)?,
            Source::Json => return Err(mismatch("an array", self.scanner.kind()?.name())),
            Source::Tree(Node::List(nodes)) => {
                for (index, node) in nodes.iter().enumerate() {
                    self.enter(node);
                    next(self, index)?;
                    self.end().map_err(|error| error.at_index(index))?;
                }
            }
            // Where text is all there is, one value and an array of one look the same.
            Source::Tree(Node::Text(_)) => next(self, 0)?,
            Source::Tree(_) if bare_item => next(self, 0)?,
            Source::Tree(node) => return Err(mismatch("an array", node_name(node))),
            Source::Octets(_) => return Err(mismatch("an array", "bytes")),
            Source::Xml(_) if bare_item => {
                self.xml = self.xml.take().and_then(|facts| facts.items);
                next(self, 0)?;
            }
            Source::Xml(spot) => self.items_of_elements(spot, &mut next)?,
        }
        self.depth -= 1;
        errors.map_or(Ok(()), |error| Err(error.passed()))
    }

    /// Whether an object comes next whose only property has this name.
    fn is_wrapped(&self, name: &str) -> bool {
        let mut scanner = self.scanner;
        matches!(self.source, Source::Json)
            && scanner.eat(b'{')
            && scanner.key().is_ok_and(|key| key == name)
            && scanner.skip(self.depth + 1).is_ok()
            && scanner.more(b'}').is_ok_and(|more| !more)
    }

    /// Reads the items that stand in an object whose only property has this name.
    #[cold]
    fn wrapped(&mut self, name: &'static str, next: &mut dyn FnMut(&mut Self, usize) -> ValueResult) -> ValueResult {
        self.scanner.eat(b'{');
        self.scanner.key()?;
        self.descend()?;
        let outcome = if self.scanner.eat(b'[') { self.items_of_json(next) } else { next(self, 0) };
        outcome.map_err(|error| error.at_key(name))?;
        self.depth -= 1;
        self.scanner.more(b'}').map(drop)
    }

    /// Reads the items of an array whose bracket was read.
    fn items_of_json(&mut self, next: &mut dyn FnMut(&mut Self, usize) -> ValueResult) -> ValueResult {
        let mut index = 0;
        let mut more = !self.scanner.eat(b']');
        while more {
            next(self, index)?;
            index += 1;
            more = self.scanner.more(b']')?;
        }
        Ok(())
    }

    /// Reads an object, property by property, with the name in `self.key`.
    fn entries(&mut self, entry: &mut dyn FnMut(&mut Self) -> ValueResult) -> ValueResult {
        let rules = self.rules.take().and_then(|rules| rules.items);
        let tag = self.tag.take();
        let mut errors = None;
        let mut next = |reader: &mut Self| {
            if tag == Some(&*reader.key) {
                return reader.skip();
            }
            let key = reader.key.clone();
            reader.optional = false;
            reader.rules = rules;
            let start = reader.position();
            let at = |error: Box<ValueError>| error.without_secret(rules).at_key(key.into_owned());
            entry(reader).or_else(|error| reader.recover(start, at(error), &mut errors))
        };
        self.descend()?;
        match self.source {
            Source::Json if self.scanner.eat(b'{') => {
                let mut more = !self.scanner.eat(b'}');
                while more {
                    self.key = self.scanner.key()?;
                    next(self)?;
                    more = self.scanner.more(b'}')?;
                }
            }
            Source::Json => return Err(mismatch("an object", self.scanner.kind()?.name())),
            Source::Tree(Node::Object(properties)) => {
                for (key, node) in properties {
                    self.key = Cow::Borrowed(key);
                    self.enter(node);
                    next(self)?;
                    self.end().map_err(|error| error.at_key(key.clone()))?;
                }
            }
            Source::Tree(node) => return Err(mismatch("an object", node_name(node))),
            Source::Octets(_) => return Err(mismatch("an object", "bytes")),
            Source::Xml(spot) => self.entries_of_element(spot, tag, &mut next)?,
        }
        self.depth -= 1;
        errors.map_or(Ok(()), |error| Err(error.passed()))
    }
}

impl Writer {
    /// Writes the discriminator of a union into the open object, which does not hold it.
    pub(crate) fn write_tag(&mut self, (name, values): Tag) -> ValueResult {
        if let Some(value) = values.first() {
            self.key(name);
            self.text(value)?;
        }
        Ok(())
    }

    /// Writes the name of a property that the document does not list, and that must not be the discriminator.
    fn free_key(&mut self, key: &str, tag: Option<Tag>) -> ValueResult {
        if self.writable && tag.is_some_and(|(name, _)| name == key) {
            return Err(ValueError::new(Reason::Duplicate).at_key(key.to_owned()));
        }
        self.key(key);
        Ok(())
    }

    /// Writes an array, item by item.
    fn items(&mut self, count: usize, item: &mut dyn FnMut(&mut Self) -> ValueResult) -> ValueResult {
        let rules = self.rules.take();
        let item_rules = rules.and_then(|rules| rules.items);
        let unique = self.check && rules.is_some_and(|rules| rules.unique_items);
        let mut starts = Vec::new();
        let mut errors = None;
        if let Some(rules) = rules
            && self.check
        {
            rules.check_items(count)?;
        }
        self.check_array(count)?;
        self.open(b'[')?;
        let mark = self.xml.mark();
        for index in 0..count {
            self.optional = false;
            self.rules = item_rules;
            if unique {
                starts.push(self.out.len());
            }
            let start = self.position();
            let outcome = if self.hides(item_rules) { self.hidden() } else { item(self) };
            let at = |error: Box<ValueError>| error.without_secret(item_rules).at_index(index);
            outcome.or_else(|error| self.recover(start, at(error), &mut errors))?;
        }
        if let Some(errors) = errors {
            return Err(errors);
        }
        self.check_items(count)?;
        if unique {
            self.check_unique(&starts, mark)?;
        }
        self.close(b']');
        Ok(())
    }

    /// Checks that no two items of the array that is open were written alike.
    fn check_unique(&mut self, starts: &[usize], mark: Mark) -> ValueResult {
        let twice = match (self.encoding, self.tree.open.last()) {
            (Encoding::Tree, Some((_, Node::List(nodes)))) => {
                let mut seen = HashSet::new();
                nodes.iter().position(|node| !seen.insert(node))
            }
            (Encoding::Tree, _) => None,
            (Encoding::Xml, _) => {
                let mut seen = HashSet::new();
                self.xml.since(mark).iter().position(|element| !seen.insert(element))
            }
            (Encoding::Json | Encoding::Octets, _) => {
                let ends = starts.iter().skip(1).copied().chain([self.out.len()]);
                let mut texts = starts.iter().zip(ends).map(|(start, end)| {
                    let text = self.out.get(*start..end).unwrap_or_default();
                    text.strip_prefix(b",").unwrap_or(text)
                });
                let mut seen = HashSet::new();
                texts.position(|text| !seen.insert(text))
            }
        };
        match twice {
            None => Ok(()),
            Some(index) => {
                let message = "items must differ from one another".to_owned();
                Err(ValueError::new(Reason::Constraint { keyword: "uniqueItems", message }).at_index(index))
            }
        }
    }
}
