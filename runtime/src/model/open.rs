//! A value of an enumeration, or one that the document does not list.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::Model;
use crate::error::{Reason, ValueError, ValueResult};
use crate::reader::Reader;
use crate::rt::{Enumeration, Wire, value_of};
use crate::writer::Writer;

/// A value of an enumeration, or one that its document does not list, kept as it came.
///
/// Where the document says that there are further values (`x-extensible-enum`), they are legal. Elsewhere a tolerant
/// client reads them, a strict server refuses them, and nobody can send them.
#[derive(Clone)]
pub enum Open<E: Enumeration> {
    /// A listed value.
    Known(E),
    /// A value that the document does not list.
    Other(<E::Wire as Wire>::Owned),
}

/// A value that an enumeration does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue(pub(crate) String);

impl<E: Enumeration> Open<E> {
    /// The value, where it is listed.
    pub fn known(&self) -> Option<E> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Other(_) => None,
        }
    }

    /// Whether the document does not list the value.
    pub fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }
}

impl<E: Enumeration<Wire = &'static str>> Open<E> {
    /// The value as it is encoded.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(value) => value_of(*value).unwrap_or_default(),
            Self::Other(text) => text,
        }
    }
}

impl<E: Enumeration<Wire = i64>> Open<E> {
    /// The value as it is encoded.
    pub fn value(&self) -> i64 {
        match self {
            Self::Known(value) => value_of(*value).unwrap_or_default(),
            Self::Other(value) => *value,
        }
    }
}

impl<E: Enumeration> Model for Open<E> {
    fn blank() -> Self {
        Self::Other(Default::default())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.rules = reader.rules.or(E::rules()?);
        let read = E::Wire::read(reader)?;
        if let Some((value, _)) = E::VALUES.iter().find(|(_, wire)| wire.is(&read)) {
            *self = Self::Known(*value);
            return Ok(());
        }
        if !E::OPEN {
            reader.unlisted += 1;
            if reader.mode.strict {
                return Err(unknown(&read));
            }
        }
        *self = Self::Other(E::Wire::keep(read));
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.rules = writer.rules.or(E::rules()?);
        match self {
            Self::Known(value) => value_of(*value).map_or(Ok(()), |wire| wire.write(writer)),
            Self::Other(kept) => {
                if writer.check {
                    if E::VALUES.iter().any(|(_, wire)| wire.is_kept(kept)) {
                        let message = format!("`{kept}` is listed, and would read as its own variant");
                        return Err(ValueError::new(Reason::Ambiguous(message)));
                    }
                    if !E::OPEN {
                        return Err(unknown(kept));
                    }
                }
                E::Wire::write_kept(kept, writer)
            }
        }
    }
}

impl<E: Enumeration> PartialEq for Open<E> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => one == other,
            (Self::Other(one), Self::Other(other)) => one == other,
            (Self::Known(_), Self::Other(_)) | (Self::Other(_), Self::Known(_)) => false,
        }
    }
}

impl<E: Enumeration> Eq for Open<E> {}

impl<E: Enumeration> PartialEq<E> for Open<E> {
    fn eq(&self, other: &E) -> bool {
        self.known() == Some(*other)
    }
}

impl<E: Enumeration> Hash for Open<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Known(value) => value_of(*value).hash(state),
            Self::Other(kept) => kept.hash(state),
        }
    }
}

impl<E: Enumeration> From<E> for Open<E> {
    fn from(value: E) -> Self {
        Self::Known(value)
    }
}

impl<E: Enumeration<Wire = &'static str>> From<&str> for Open<E> {
    fn from(text: &str) -> Self {
        match E::VALUES.iter().find(|(_, wire)| *wire == text) {
            Some((value, _)) => Self::Known(*value),
            None => Self::Other(text.into()),
        }
    }
}

impl<E: Enumeration<Wire = &'static str>> From<String> for Open<E> {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<E: Enumeration<Wire = i64>> From<i64> for Open<E> {
    fn from(value: i64) -> Self {
        match E::VALUES.iter().find(|(_, wire)| *wire == value) {
            Some((known, _)) => Self::Known(*known),
            None => Self::Other(value),
        }
    }
}

impl<E: Enumeration> fmt::Display for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(value) => crate::rt::display_value(*value, f),
            Self::Other(kept) => fmt::Display::fmt(kept, f),
        }
    }
}

/// Shows the value as it is encoded.
impl<E: Enumeration> fmt::Debug for Open<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not one of the documented values", self.0)
    }
}

impl std::error::Error for UnknownValue {}

#[cold]
fn unknown(value: &dyn fmt::Display) -> Box<ValueError> {
    ValueError::new(Reason::UnknownValue(value.to_string()))
}
