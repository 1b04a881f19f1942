//! Unions: `oneOf` with and without a discriminator.

use bytes::Bytes;

use super::Model;
use crate::content::json::Kind;
use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::Mode;
use crate::reader::{Reader, Source, mismatch, node_name};
use crate::rules::Rules;
use crate::tree::Node;
use crate::writer::{Choices, Encoding, Writer};

/// A `oneOf` of the document. It is never its own alternative, not through other unions either: such a
/// schema has no values, and reading it would not end.
#[derive(Debug)]
pub struct OneOf {
    /// The alternatives, in the document's order.
    pub variants: &'static [Variant],
    /// The discriminator property.
    pub discriminator: Option<&'static str>,
}

/// An alternative of a `oneOf`.
#[derive(Debug)]
pub struct Variant {
    /// The kinds of JSON values that it can be.
    pub kinds: Kinds,
    /// The discriminator's values for it; the first one is written where the alternative does not hold the property.
    pub tags: &'static [&'static str],
    /// The constraints of the alternative's value.
    pub rules: Option<&'static Rules>,
}

/// A set of kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self(2);
    /// Numbers, integers included.
    pub const NUMBER: Self = Self(4);
    /// Strings.
    pub const STRING: Self = Self(8);
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    /// Objects.
    pub const OBJECT: Self = Self(32);
    /// Every kind.
    pub const ANY: Self = Self(63);

    /// The kinds of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn contains(self, kind: Kind) -> bool {
        let kind = match kind {
            Kind::Null => Self::NULL,
            Kind::Boolean => Self::BOOLEAN,
            Kind::Number => Self::NUMBER,
            Kind::String => Self::STRING,
            Kind::Array => Self::ARRAY,
            Kind::Object => Self::OBJECT,
        };
        self.0 & kind.0 != 0
    }
}

/// The variants of an enum by their index in [`OneOf::variants`]. The index after the last one is that of the variant
/// that keeps a value that matches none of them.
pub trait Variants {
    /// Makes `self` the variant at this index, with a blank value.
    fn select(&mut self, index: usize);

    /// The index of the variant that `self` is, and its value.
    fn selected(&self) -> (usize, &dyn Model);

    /// The value of the variant that `self` is.
    fn selected_mut(&mut self) -> &mut dyn Model;
}

impl<'a> Reader<'a> {
    /// Reads a union. Without a discriminator, the alternative is the one that reads strictly, keeps all the document's
    /// constraints and leaves the fewest properties over; of several alike, the first.
    ///
    /// # Errors
    /// `NoVariant` where a strict reader finds none; a tolerant one keeps the value as it is.
    pub fn one_of(&mut self, target: &mut dyn Variants, union: &'static OneOf) -> ValueResult {
        self.rules = None;
        self.optional = false;
        if let Some(property) = union.discriminator {
            return self.tagged(target, union, property);
        }
        match self.best(target, union) {
            Some((index, strict)) => {
                let mode = self.mode;
                self.mode.strict = strict;
                let outcome = self.variant(target, union, index);
                self.mode = mode;
                outcome
            }
            None => self.none_of(target, union, ValueError::new(Reason::NoVariant)),
        }
    }

    /// Reads the value of one alternative; the index after the last one keeps what matches none of them.
    fn variant(&mut self, target: &mut dyn Variants, union: &'static OneOf, index: usize) -> ValueResult {
        self.chosen.push(index);
        self.rules = union.variants.get(index).and_then(|variant| variant.rules);
        target.select(index);
        target.selected_mut().read(self)
    }

    /// Reads a body whose media types have different types, in the media type that the reader was made for.
    ///
    /// # Errors
    /// The value's error.
    pub fn media_type(&mut self, target: &mut dyn Variants) -> ValueResult {
        target.select(self.alternative);
        target.selected_mut().read(self)
    }

    /// The alternative that fits best, and whether it fits a strict reader. What was found at a place is remembered:
    /// unions within unions would else be tried again and again, twice as often at every level.
    fn best(&mut self, target: &mut dyn Variants, union: &'static OneOf) -> Option<(usize, bool)> {
        let place = match self.source {
            Source::Json => self.scanner.address(),
            Source::Tree(node) => std::ptr::from_ref(node).addr(),
            Source::Octets(_) => 0,
            Source::Xml(spot) => spot.address(),
        };
        let place = (place, std::ptr::from_ref(union).addr(), self.mode.strict);
        if let Some(found) = self.found.get(&place) {
            return *found;
        }
        let found = self.find_best(target, union);
        self.found.insert(place, found);
        found
    }

    fn find_best(&mut self, target: &mut dyn Variants, union: &'static OneOf) -> Option<(usize, bool)> {
        let kind = match self.source {
            Source::Json => self.scanner.kind().ok(),
            Source::Tree(_) | Source::Octets(_) | Source::Xml(_) => None,
        };
        for strict in [true, false] {
            if !strict && self.mode.strict {
                break;
            }
            let mut best: Option<(usize, usize)> = None;
            for (index, variant) in union.variants.iter().enumerate() {
                if kind.is_none_or(|kind| variant.kinds.contains(kind))
                    && let Some(left_over) = self.attempt(target, index, variant, strict)
                    && best.is_none_or(|(_, least)| left_over < least)
                {
                    best = Some((index, left_over));
                }
            }
            if let Some((index, _)) = best {
                return Some((index, strict));
            }
        }
        None
    }

    /// How much the alternative leaves over of the value; `None` where it does not fit.
    fn attempt(&mut self, target: &mut dyn Variants, index: usize, variant: &Variant, strict: bool) -> Option<usize> {
        let found = std::mem::take(&mut self.found);
        let chosen = std::mem::take(&mut self.chosen);
        let mut reader = Self { found, unlisted: 0, rules: variant.rules, collects: false, ..self.clone() };
        reader.mode.strict = strict;
        target.select(index);
        let outcome = target.selected_mut().read(&mut reader);
        self.found = reader.found;
        self.chosen = chosen;
        outcome.ok()?;
        if strict {
            let mut writer = Writer::json(reader.mode).rules(variant.rules).without_reading_back();
            target.selected().1.write(&mut writer).ok()?;
        }
        Some(reader.unlisted)
    }

    fn tagged(&mut self, target: &mut dyn Variants, union: &'static OneOf, property: &'static str) -> ValueResult {
        let start = self.scanner;
        let tag = self.text_property(property);
        self.scanner = start;
        let tag = match tag {
            Ok(Some(tag)) => tag,
            Ok(None) => return self.none_of(target, union, ValueError::new(Reason::Missing).at_key(property)),
            Err(error) => return self.none_of(target, union, error),
        };
        match union.variants.iter().position(|variant| variant.tags.contains(&tag.as_str())) {
            Some(index) => {
                self.tag = Some(property);
                let outcome = self.variant(target, union, index);
                self.tag = None;
                outcome
            }
            None => self.none_of(target, union, ValueError::new(Reason::UnknownValue(tag)).at_key(property)),
        }
    }

    /// A tolerant reader keeps what is none of the alternatives.
    fn none_of(&mut self, target: &mut dyn Variants, union: &'static OneOf, error: Box<ValueError>) -> ValueResult {
        if self.mode.strict {
            return Err(error);
        }
        self.unlisted += 1;
        self.variant(target, union, union.variants.len())
    }

    /// The text of one property of the next object; the reader may be anywhere afterwards.
    fn text_property(&mut self, name: &str) -> Result<Option<String>, Box<ValueError>> {
        match self.source {
            Source::Json if self.scanner.eat(b'{') => {
                let mut more = !self.scanner.eat(b'}');
                while more {
                    if self.scanner.key()? == name {
                        return self
                            .string()
                            .map(|text| Some(text.into_owned()))
                            .map_err(|error| error.at_key(name.to_owned()));
                    }
                    self.scanner.skip(self.depth + 1)?;
                    more = self.scanner.more(b'}')?;
                }
                Ok(None)
            }
            Source::Json => Err(mismatch("an object", self.scanner.kind()?.name())),
            Source::Tree(Node::Object(properties)) => match properties.iter().find(|(key, _)| key == name) {
                Some((_, Node::Text(text))) => Ok(Some(text.clone())),
                Some((_, node)) => Err(mismatch("a string", node_name(node)).at_key(name.to_owned())),
                None => Ok(None),
            },
            Source::Tree(node) => Err(mismatch("an object", node_name(node))),
            Source::Octets(_) => Err(mismatch("an object", "bytes")),
            Source::Xml(spot) => Self::text_of_property(spot, name),
        }
    }
}

impl Writer {
    /// Writes a union, and checks that it is read back as the same alternative.
    ///
    /// # Errors
    /// The error of the alternative's value; `NoVariant` for a value that is none of the alternatives; `Ambiguous`
    /// where it would read as another one.
    pub fn one_of<T: Model + Variants>(&mut self, source: &T, union: &'static OneOf) -> ValueResult {
        let mut copy = T::blank();
        self.one_of_parts(source, &mut copy, union)
    }

    /// Writes a body whose media types have different types.
    ///
    /// # Errors
    /// `OtherMediaType` where the value is of another media type than the writer was made for; the error of the value.
    pub fn media_type(&mut self, source: &dyn Variants) -> ValueResult {
        let (selected, value) = source.selected();
        if selected == self.alternative { value.write(self) } else { Err(ValueError::new(Reason::OtherMediaType)) }
    }

    fn one_of_parts(&mut self, source: &dyn Variants, copy: &mut dyn Variants, union: &'static OneOf) -> ValueResult {
        let (selected, value) = source.selected();
        if self.check && selected >= union.variants.len() {
            return Err(ValueError::new(Reason::NoVariant));
        }
        match &mut self.choices {
            Choices::Unread if self.check && union.discriminator.is_none() => {
                return self.one_of_read_back(source, copy, union);
            }
            Choices::Unread | Choices::Trusted => {}
            Choices::Noted(noted) => noted.push(selected),
            Choices::Compared(read) => {
                if read.next() != Some(selected) {
                    return Err(ValueError::new(Reason::Ambiguous("would read as another alternative".to_owned())));
                }
            }
        }
        let variant = union.variants.get(selected);
        self.optional = false;
        self.rules = variant.and_then(|variant| variant.rules);
        self.tag = union.discriminator.zip(variant.map(|variant| variant.tags));
        let hidden = self.hides(self.rules);
        let outcome = if hidden { self.hidden() } else { value.write(self) };
        self.tag = None;
        outcome
    }

    /// Writes the outermost union and reads it back, and with it all unions within it.
    fn one_of_read_back(
        &mut self,
        source: &dyn Variants,
        copy: &mut dyn Variants,
        union: &'static OneOf,
    ) -> ValueResult {
        if self.encoding == Encoding::Json {
            self.before();
            self.first = true;
        }
        let (start, mark, facts) = (self.out.len(), self.xml.mark(), self.xml.facts(self.field));
        self.choices = Choices::Noted(Vec::new());
        // What is not written whole cannot be read back.
        let collects = std::mem::take(&mut self.collects);
        let outcome = self.one_of_parts(source, copy, union);
        self.collects = collects;
        outcome?;
        let mode = Mode { strict: false, direction: self.direction };
        let read = match self.encoding {
            Encoding::Json => {
                let text = std::str::from_utf8(self.out.get(start..).unwrap_or_default());
                read_back(Reader::json(text.unwrap_or_default(), mode), copy, union)
            }
            Encoding::Tree => read_back(Reader::tree(self.tree.last().unwrap_or(&Node::Null), mode), copy, union),
            Encoding::Octets => {
                let octets = Bytes::copy_from_slice(self.out.get(start..).unwrap_or_default());
                read_back(Reader::octets(&octets, mode), copy, union)
            }
            Encoding::Xml => self.xml.look(mark, |spot| read_back(Reader::of_spot(spot, facts, mode), copy, union)),
        };
        match std::mem::replace(&mut self.choices, Choices::Unread) {
            Choices::Noted(noted) if noted == read => Ok(()),
            // Written once more, the first union that is read as another alternative reports its location.
            Choices::Noted(_) | Choices::Unread | Choices::Trusted | Choices::Compared(_) => {
                self.choices = Choices::Compared(read.into_iter());
                self.one_of_parts(source, copy, union)?;
                Err(ValueError::new(Reason::Ambiguous("would read as another value".to_owned())))
            }
        }
    }
}

/// The alternatives that are read: none, where the value cannot be read.
fn read_back(mut reader: Reader<'_>, copy: &mut dyn Variants, union: &'static OneOf) -> Vec<usize> {
    match reader.one_of(copy, union) {
        Ok(()) => reader.chosen,
        Err(_) => Vec::new(),
    }
}
