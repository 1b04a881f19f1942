//! Unions: `oneOf` with and without a discriminator.

use super::Model;
use crate::content::json::Kind;
use crate::fault::{Fault, Outcome, Reason};
use crate::mode::Mode;
use crate::reader::{Reader, Source, mismatch};
use crate::rules::Rules;
use crate::tree::Node;
use crate::writer::{Form, Writer};

/// What a document says of a `oneOf`.
#[derive(Debug)]
pub struct OneOf {
    /// The alternatives, in the document's order.
    pub variants: &'static [Variant],
    /// The property that tells which alternative it is.
    pub discriminator: Option<&'static str>,
}

/// What a document says of one alternative.
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

/// The variants of an enum by their place in [`OneOf::variants`]. The place behind the last one stands for the variant
/// that keeps a value which is none of them.
pub trait Variants {
    /// Puts the hole of a variant into `self`.
    fn select(&mut self, index: usize);

    /// The place of the variant that `self` is.
    fn selected(&self) -> usize;

    /// Reads the value of the variant that `self` is.
    ///
    /// # Errors
    /// The fault of the value.
    fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome;

    /// Writes the value of the variant that `self` is.
    ///
    /// # Errors
    /// The fault of the value.
    fn write_variant(&self, writer: &mut Writer) -> Outcome;
}

impl<'a> Reader<'a> {
    /// Reads a union. Without a discriminator, the alternative is the one that reads strictly, keeps all the document's
    /// constraints and leaves the fewest properties over; of several alike, the first.
    ///
    /// # Errors
    /// `NoVariant` where a strict reader finds none; a tolerant one keeps the value as it is.
    pub fn one_of(&mut self, target: &mut dyn Variants, union: &'static OneOf) -> Outcome {
        self.rules = None;
        self.optional = false;
        if let Some(property) = union.discriminator {
            return self.tagged(target, union, property);
        }
        match self.best(target, union) {
            Some((index, strict)) => {
                target.select(index);
                let mode = self.mode;
                self.mode.strict = strict;
                self.rules = union.variants.get(index).and_then(|variant| variant.rules);
                let outcome = target.read_variant(self);
                self.mode = mode;
                outcome
            }
            None => self.none_of(target, union, Reason::NoVariant),
        }
    }

    /// Reads a body whose media types have types of their own, of the media type that the reader was made for.
    ///
    /// # Errors
    /// The fault of the value.
    pub fn media_type(&mut self, target: &mut dyn Variants) -> Outcome {
        target.select(self.alternative);
        target.read_variant(self)
    }

    /// The alternative that fits best, and whether it fits a strict reader. What was found at a place is remembered:
    /// unions within unions would else be tried again and again.
    fn best(&self, target: &mut dyn Variants, union: &'static OneOf) -> Option<(usize, bool)> {
        let place = match self.source {
            Source::Json => self.scanner.offset(),
            Source::Tree(node) => std::ptr::from_ref(node).addr(),
            Source::Octets(_) => 0,
        };
        let place = (place, std::ptr::from_ref(union).addr(), self.mode.strict);
        if let Some(found) = self.found.borrow().get(&place) {
            return *found;
        }
        let found = self.find_best(target, union);
        self.found.borrow_mut().insert(place, found);
        found
    }

    fn find_best(&self, target: &mut dyn Variants, union: &'static OneOf) -> Option<(usize, bool)> {
        let kind = match self.source {
            Source::Json => { self.scanner }.kind().ok(),
            Source::Tree(_) | Source::Octets(_) => None,
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
    fn attempt(&self, target: &mut dyn Variants, index: usize, variant: &Variant, strict: bool) -> Option<usize> {
        let mut reader = self.clone();
        reader.mode.strict = strict;
        reader.unlisted = 0;
        reader.rules = variant.rules;
        target.select(index);
        target.read_variant(&mut reader).ok()?;
        if strict {
            let mut writer = Writer::json(reader.mode).rules(variant.rules).without_reading_back();
            target.write_variant(&mut writer).ok()?;
        }
        Some(reader.unlisted)
    }

    fn tagged(&mut self, target: &mut dyn Variants, union: &'static OneOf, property: &'static str) -> Outcome {
        let Some(tag) = self.clone().text_property(property)? else {
            return self.none_of_at(target, union, Reason::Missing, property);
        };
        let Some(index) = union.variants.iter().position(|variant| variant.tags.contains(&tag.as_str())) else {
            return self.none_of_at(target, union, Reason::UnknownValue(tag), property);
        };
        target.select(index);
        self.tag = Some(property);
        self.rules = union.variants.get(index).and_then(|variant| variant.rules);
        target.read_variant(self)
    }

    fn none_of_at(
        &mut self,
        target: &mut dyn Variants,
        union: &'static OneOf,
        reason: Reason,
        property: &'static str,
    ) -> Outcome {
        self.none_of(target, union, reason).map_err(|fault| fault.at_key(property))
    }

    /// A tolerant reader keeps what is none of the alternatives.
    fn none_of(&mut self, target: &mut dyn Variants, union: &'static OneOf, reason: Reason) -> Outcome {
        if self.mode.strict {
            return Err(Fault::new(reason));
        }
        self.unlisted += 1;
        target.select(union.variants.len());
        target.read_variant(self)
    }

    /// The text of one property of the object that comes next.
    fn text_property(mut self, name: &str) -> Result<Option<String>, Box<Fault>> {
        match self.source {
            Source::Json if self.scanner.eat(b'{') => {
                let mut more = !self.scanner.eat(b'}');
                while more {
                    if self.scanner.key()? == name {
                        return self.string().map(|text| Some(text.into_owned())).map_err(|fault| fault.at_key(name.to_owned()));
                    }
                    self.scanner.skip(self.depth + 1)?;
                    more = self.scanner.more(b'}')?;
                }
                Ok(None)
            }
            Source::Json => Err(mismatch("an object", self.scanner.kind()?.name())),
            Source::Tree(Node::Object(properties)) => Ok(properties.iter().find_map(|(key, node)| match node {
                Node::Text(text) if key == name => Some(text.clone()),
                _ => None,
            })),
            Source::Tree(_) | Source::Octets(_) => Err(mismatch("an object", "other text")),
        }
    }
}

impl Writer {
    /// Writes a union, and makes sure that it reads back as the alternative that it is.
    ///
    /// # Errors
    /// The fault of the alternative's value; `NoVariant` for a value that is none of the alternatives; `Ambiguous` where
    /// it would read as another one.
    pub fn one_of<T: Model + Variants>(&mut self, source: &T, union: &'static OneOf) -> Outcome {
        let mut copy = T::hole();
        self.one_of_parts(source, &mut copy, union)
    }

    /// Writes a body whose media types have types of their own.
    ///
    /// # Errors
    /// `OtherMediaType` where the value is of another media type than the writer was made for; the fault of the value.
    pub fn media_type(&mut self, source: &dyn Variants) -> Outcome {
        if source.selected() == self.alternative {
            source.write_variant(self)
        } else {
            Err(Fault::new(Reason::OtherMediaType))
        }
    }

    fn one_of_parts(&mut self, source: &dyn Variants, copy: &mut dyn Variants, union: &'static OneOf) -> Outcome {
        let selected = source.selected();
        let Some(variant) = union.variants.get(selected) else {
            return if self.check { Err(Fault::new(Reason::NoVariant)) } else { source.write_variant(self) };
        };
        self.optional = false;
        self.rules = variant.rules;
        if let Some(property) = union.discriminator {
            self.tag = Some((property, variant.tags));
            return source.write_variant(self);
        }
        if self.check && self.reads_back {
            let mode = Mode { strict: false, direction: self.direction };
            let alone = Self { form: self.form, ..Self::json(mode).rules(variant.rules).without_reading_back() };
            let read_back = alone.read_back(source, copy, union)?;
            if read_back.is_none_or(|(index, _)| index != selected) {
                return Err(Fault::new(Reason::Ambiguous("would read as another alternative".to_owned())));
            }
        }
        source.write_variant(self)
    }

    /// Writes the value alone, and answers which alternative it reads as.
    fn read_back(
        mut self,
        source: &dyn Variants,
        copy: &mut dyn Variants,
        union: &'static OneOf,
    ) -> Result<Option<(usize, bool)>, Box<Fault>> {
        let mode = Mode { strict: false, direction: self.direction };
        source.write_variant(&mut self)?;
        if self.form == Form::Tree {
            let node = self.into_node().unwrap_or(Node::Null);
            return Ok(Reader::tree(&node, mode).best(copy, union));
        }
        let text = String::from_utf8(self.into_bytes()).unwrap_or_default();
        Ok(Reader::json(&text, mode).best(copy, union))
    }
}
