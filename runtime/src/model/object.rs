//! Objects whose properties the document lists: a static table of names, and access to the fields by index.

use std::borrow::Cow;

use super::progress::{Progress, Seen};
use super::{BareArray, FieldWriter};
use crate::content::json::write_string;
use crate::content::xml::{Xml, check_names};
use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::Direction;
use crate::reader::{Reader, Source, mismatch, node_name};
use crate::rules::Rules;
use crate::tree::Node;
use crate::writer::{Encoding, Writer};

/// An object schema of the document.
#[derive(Debug)]
pub struct Object {
    /// The Rust type's name, as `Debug` shows it.
    pub name: &'static str,
    /// The properties that the document lists, in its order.
    pub fields: &'static [Field],
    /// What holds for all other properties.
    pub unknown: Unknown,
    /// The constraints of the object as a whole: `minProperties` and `maxProperties`.
    pub rules: Option<&'static Rules>,
    /// The property that its own value may stand for, without this object around it.
    pub bare_array: Option<&'static BareArray>,
}

/// A property of an object schema.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// The name as JSON writes it behind another property: a comma, the name in quotes, a colon.
    pub json: &'static str,
    /// Whether it is required.
    pub need: Need,
    /// The constraints of its value.
    pub rules: Option<&'static Rules>,
    /// Further names under which it is read (`x-aliases`).
    pub aliases: &'static [&'static str],
    /// How it stands in XML; `None` for an element of its own name.
    pub xml: Option<&'static Xml>,
}

/// Whether a property is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be absent.
    Optional,
    /// It is there in both directions; the Rust field is no `Option` for absence.
    Required,
    /// `required` and `writeOnly`: it is there in requests.
    InRequest,
    /// `required` and `readOnly`: it is there in responses.
    InResponse,
}

/// What holds for the properties that a document does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The document says nothing of them: they are skipped.
    Skip,
    /// `additionalProperties` is declared: they are kept.
    Keep,
    /// `additionalProperties: false`: a strict reader refuses them.
    Refuse,
}

/// The fields of a struct, in the order of [`Object::fields`].
pub trait Fields {
    /// Reads the value of one field.
    ///
    /// # Errors
    /// The value's error.
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> ValueResult;

    /// Reads a property that the document does not list, whose name the reader holds.
    ///
    /// # Errors
    /// The value's error, or `Duplicate`.
    fn read_entry(&mut self, reader: &mut Reader<'_>) -> ValueResult;

    /// Passes all fields to the writer, in the table's order, and then those that the document does not list.
    fn write_fields(&self, writer: &mut FieldWriter<'_>);
}

impl Object {
    /// Whether the document lists a property of this name.
    pub(crate) fn lists(&self, name: &str) -> bool {
        self.find(name, 0).is_some()
    }

    /// The place of the property with this name, which is likely at `next` or soon behind it.
    pub(super) fn find(&self, name: &str, next: usize) -> Option<usize> {
        let (before, after) = self.fields.split_at_checked(next)?;
        let named = |field: &Field| field.name == name;
        after
            .iter()
            .position(named)
            .map(|index| index + next)
            .or_else(|| before.iter().position(named))
            .or_else(|| self.fields.iter().position(|field| field.aliases.contains(&name)))
    }
}

impl Need {
    pub(crate) fn in_direction(self, direction: Direction) -> bool {
        match self {
            Self::Optional => false,
            Self::Required => true,
            Self::InRequest => direction == Direction::Request,
            Self::InResponse => direction == Direction::Response,
        }
    }
}

impl<'a> Reader<'a> {
    /// Reads an object into a struct.
    ///
    /// # Errors
    /// The first error in a property, or `Missing`, `Duplicate` or `UnknownProperty`.
    pub fn object(&mut self, target: &mut dyn Fields, object: &'static Object) -> ValueResult {
        let one_or_many = self.rules.take().is_some_and(|rules| rules.lenient.one_or_many);
        let mut place = Progress { tag: self.tag.take(), seen: Seen::default(), next: 0, errors: None };
        if let Some(BareArray { field, item: Some(item), .. }) = object.bare_array
            && self.is_bare_item(object, *field, item.object()?)
        {
            return self.bare_array(target, object, *field, true, &mut place);
        }
        self.descend()?;
        match self.source {
            Source::Json if self.scanner.eat(b'{') => {
                let mut more = !self.scanner.eat(b'}');
                while more {
                    match object.fields.get(place.next) {
                        Some(field) if self.scanner.likely_key(field.json) => {
                            self.field(target, field, place.next, &mut place)?;
                        }
                        _ => {
                            let key = self.scanner.key()?;
                            self.property(target, object, key, &mut place)?;
                        }
                    }
                    more = self.scanner.more(b'}')?;
                }
            }
            Source::Tree(Node::Object(properties)) => {
                for (key, node) in properties {
                    self.enter(node);
                    self.property(target, object, Cow::Borrowed(key), &mut place)?;
                    self.end().map_err(|error| error.at_key(key.clone()))?;
                }
            }
            Source::Xml(spot) => self.object_of_element(target, object, spot, &mut place)?,
            Source::Json | Source::Tree(_) | Source::Octets(_) => {
                self.depth -= 1;
                return self.object_from_array(target, object, one_or_many, &mut place);
            }
        }
        self.depth -= 1;
        self.complete(object, place)
    }

    /// Checks that all is there that has to be.
    pub(super) fn complete(&self, object: &'static Object, place: Progress) -> ValueResult {
        let Progress { seen, mut errors, .. } = place;
        for (index, field) in object.fields.iter().enumerate() {
            if field.need.in_direction(self.mode.direction) && !seen.has(index) {
                let error = ValueError::new(Reason::Missing).at_key(field.name).after(&mut errors);
                if !self.collects || error.is_last() {
                    return Err(error);
                }
                errors = Some(error);
            }
        }
        errors.map_or(Ok(()), |error| Err(error.passed()))
    }

    fn property(
        &mut self,
        target: &mut dyn Fields,
        object: &'static Object,
        key: Cow<'a, str>,
        place: &mut Progress,
    ) -> ValueResult {
        match object.find(&key, place.next).and_then(|index| Some((index, object.fields.get(index)?))) {
            Some((index, field)) => self.field(target, field, index, place),
            None => {
                let start = self.position();
                self.unlisted_property(target, object, key, place.tag)
                    .or_else(|error| self.recover(start, error, &mut place.errors))
            }
        }
    }

    #[inline]
    pub(crate) fn field(
        &mut self,
        target: &mut dyn Fields,
        field: &'static Field,
        index: usize,
        place: &mut Progress,
    ) -> ValueResult {
        place.next = index + 1;
        let start = self.position();
        if place.seen.mark(index) {
            return self.recover(start, ValueError::new(Reason::Duplicate).at_key(field.name), &mut place.errors);
        }
        self.optional = field.need != Need::Required;
        self.rules = field.rules;
        match target.read_field(index, self) {
            Ok(()) => Ok(()),
            Err(error) => self.recover(start, error.without_secret(field.rules).at_key(field.name), &mut place.errors),
        }
    }

    #[cold]
    pub(crate) fn unlisted_property(
        &mut self,
        target: &mut dyn Fields,
        object: &'static Object,
        key: Cow<'a, str>,
        tag: Option<&'static str>,
    ) -> ValueResult {
        if tag == Some(&*key) {
            return self.skip();
        }
        self.unlisted += 1;
        match object.unknown {
            Unknown::Refuse if self.mode.strict => {
                Err(ValueError::new(Reason::UnknownProperty).at_key(key.into_owned()))
            }
            Unknown::Refuse | Unknown::Skip => self.skip(),
            Unknown::Keep => {
                self.key = key.clone();
                self.optional = false;
                self.rules = object.rules.and_then(|rules| rules.items);
                let rules = self.rules;
                target.read_entry(self).map_err(|error| error.without_secret(rules).at_key(key.into_owned()))
            }
        }
    }

    /// What is read where an array stands and an object is meant.
    #[cold]
    fn object_from_array(
        &mut self,
        target: &mut dyn Fields,
        object: &'static Object,
        one_or_many: bool,
        place: &mut Progress,
    ) -> ValueResult {
        let found = match self.source {
            Source::Json => {
                if self.scanner.peek() == Some(b'[') {
                    if let Some(BareArray { field, array: true, .. }) = object.bare_array {
                        return self.bare_array(target, object, *field, false, place);
                    }
                    if one_or_many {
                        self.scanner.eat(b'[');
                        if self.scanner.peek() == Some(b']') {
                            return Err(mismatch("one object", "none"));
                        }
                        self.object(target, object).map_err(|error| error.at_index(0))?;
                        return if self.scanner.more(b']')? { Err(mismatch("one object", "several")) } else { Ok(()) };
                    }
                }
                self.scanner.kind()?.name()
            }
            Source::Tree(node) => node_name(node),
            Source::Octets(_) => "bytes",
            Source::Xml(_) => "elements",
        };
        Err(mismatch("an object", found))
    }
}

impl Writer {
    /// Writes a struct as an object.
    ///
    /// # Errors
    /// The first error in a field, or `Missing`.
    pub fn object(&mut self, source: &dyn Fields, object: &'static Object) -> ValueResult {
        if self.hides(self.rules) || self.hides(object.rules) {
            return self.hidden();
        }
        let tag = self.tag.take();
        self.rules = None;
        if self.encoding == Encoding::Xml {
            check_names(object, tag.map(|(name, _)| name))?;
        }
        self.open(b'{')?;
        if let Some(tag) = tag.filter(|(name, _)| !object.lists(name)) {
            self.write_tag(tag)?;
        }
        let check = self.check;
        let mut fields = FieldWriter {
            writer: self,
            object: Some(object),
            fields: object.fields.iter(),
            tag,
            count: 0,
            error: None,
        };
        source.write_fields(&mut fields);
        let FieldWriter { count, error, .. } = fields;
        if let Some(error) = error {
            return Err(error);
        }
        if let Some(rules) = object.rules
            && check
        {
            rules.check_properties(count)?;
        }
        self.close(b'}');
        Ok(())
    }

    /// Whether the property that was written last is this text.
    pub(super) fn ends_with(&self, field: &Field, text: &str) -> bool {
        match (self.encoding, self.tree.open.last()) {
            (Encoding::Json, _) => {
                let mut end = vec![b':'];
                write_string(&mut end, text);
                self.out.ends_with(&end)
            }
            (Encoding::Tree, Some((_, Node::Object(properties)))) => {
                matches!(properties.last(), Some((_, Node::Text(last))) if last == text)
            }
            (Encoding::Xml, _) => self.element_ends_with(field, text),
            (Encoding::Tree | Encoding::Octets, _) => false,
        }
    }
}
