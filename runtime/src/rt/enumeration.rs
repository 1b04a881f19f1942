//! Enumerations: plain enums of the documented values, and what they share.

use std::borrow::Cow;
use std::fmt;

use super::table::TableError;
use crate::error::{ValueError, ValueResult};
use crate::model::Model as _;
use crate::reader::Reader;
use crate::rules::Rules;
use crate::writer::Writer;

/// A printed enum of the values that a document lists.
pub trait Enumeration: Copy + PartialEq + 'static {
    /// The type of its encoded values.
    type Wire: Wire;
    /// The values, and how each is encoded.
    const VALUES: &'static [(Self, Self::Wire)];
    /// Whether other values are legal (`x-extensible-enum`).
    const OPEN: bool;

    /// Further constraints of the values.
    ///
    /// # Errors
    /// If the table is malformed.
    fn rules() -> Result<Option<&'static Rules>, TableError> {
        Ok(None)
    }
}

/// The encoded values of an enumeration: strings or integers.
pub trait Wire: Copy + Default + PartialEq + std::hash::Hash + fmt::Display + 'static {
    /// A value that the document does not list.
    type Owned: Clone + Default + Eq + std::hash::Hash + fmt::Display + fmt::Debug + Send + Sync + 'static;
    /// What is read.
    type Read<'a>: fmt::Display;

    /// Reads a value.
    ///
    /// # Errors
    /// `Type`, or `OutOfRange`.
    fn read<'a>(reader: &mut Reader<'a>) -> Result<Self::Read<'a>, Box<ValueError>>;
    /// Whether the value that was read is this one.
    fn is(self, read: &Self::Read<'_>) -> bool;
    /// Keeps what was read.
    fn keep(read: Self::Read<'_>) -> Self::Owned;
    /// Whether the value that was kept is this one.
    fn is_kept(self, kept: &Self::Owned) -> bool;
    /// Writes a listed value.
    ///
    /// # Errors
    /// A further constraint of the values.
    fn write(self, writer: &mut Writer) -> ValueResult;
    /// Writes a value that is not listed.
    ///
    /// # Errors
    /// A further constraint of the values.
    fn write_kept(kept: &Self::Owned, writer: &mut Writer) -> ValueResult;
}

impl Wire for &'static str {
    type Owned = Box<str>;
    type Read<'a> = Cow<'a, str>;

    fn read<'a>(reader: &mut Reader<'a>) -> Result<Cow<'a, str>, Box<ValueError>> {
        reader.string()
    }

    #[inline]
    fn is(self, read: &Cow<'_, str>) -> bool {
        self == *read
    }

    fn keep(read: Cow<'_, str>) -> Box<str> {
        read.into()
    }

    fn is_kept(self, kept: &Box<str>) -> bool {
        *self == **kept
    }

    fn write(self, writer: &mut Writer) -> ValueResult {
        writer.string(self)
    }

    fn write_kept(kept: &Box<str>, writer: &mut Writer) -> ValueResult {
        writer.string(kept)
    }
}

impl Wire for i64 {
    type Owned = Self;
    type Read<'a> = Self;

    fn read(reader: &mut Reader<'_>) -> Result<Self, Box<ValueError>> {
        let mut value = 0;
        value.read(reader)?;
        Ok(value)
    }

    fn is(self, read: &Self) -> bool {
        self == *read
    }

    fn keep(read: Self) -> Self {
        read
    }

    fn is_kept(self, kept: &Self) -> bool {
        self == *kept
    }

    fn write(self, writer: &mut Writer) -> ValueResult {
        crate::model::Model::write(&self, writer)
    }

    fn write_kept(kept: &Self, writer: &mut Writer) -> ValueResult {
        crate::model::Model::write(kept, writer)
    }
}

/// A value as it is encoded. Every value is listed, so the fallback to the first one never happens.
pub fn value_of<E: Enumeration>(value: E) -> Option<E::Wire> {
    E::VALUES.iter().find(|(listed, _)| *listed == value).map(|(_, wire)| *wire)
}

/// The `Display` and `Debug` of an enumeration: the value as it is encoded.
///
/// # Errors
/// Those of the formatter.
pub fn display_value<E: Enumeration>(value: E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value_of(value).map_or(Ok(()), |wire| fmt::Display::fmt(&wire, f))
}

/// The `FromStr` of an enumeration: the listed value that is encoded as this text.
///
/// # Errors
/// The document does not list it.
pub fn parse_value<E: Enumeration>(text: &str) -> Result<E, crate::model::UnknownValue> {
    let found = E::VALUES.iter().find(|(_, wire)| wire.to_string() == text);
    found.map(|(value, _)| *value).ok_or_else(|| crate::model::UnknownValue(text.to_owned()))
}
