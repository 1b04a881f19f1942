//! Enumerations, open ones (`x-extensible-enum`) and closed ones (`enum`): both keep a value that the document does not list.

use super::Model;
use crate::fault::{Fault, Outcome, Reason};
use crate::reader::Reader;
use crate::writer::Writer;

/// A type whose values are texts, most of them listed in the document.
pub trait Enumeration: Model {
    /// The listed values.
    const VALUES: &'static [&'static str];
    /// Whether other values are legal.
    const OPEN: bool;

    /// The variant of a value; the one that keeps the text, where it is not listed.
    fn from_text(text: &str) -> Self;

    /// The value as it stands on the wire.
    fn as_text(&self) -> &str;

    /// Whether `self` keeps a value that is not listed.
    fn is_other(&self) -> bool;
}

/// A type whose values are integers, most of them listed in the document.
pub trait IntegerEnumeration: Model {
    /// The listed values.
    const VALUES: &'static [i64];
    /// Whether other values are legal.
    const OPEN: bool;

    /// The variant of a value; the one that keeps the number, where it is not listed.
    fn from_integer(value: i64) -> Self;

    /// The value as it stands on the wire.
    fn as_integer(&self) -> i64;

    /// Whether `self` keeps a value that is not listed.
    fn is_other(&self) -> bool;
}

impl Reader<'_> {
    /// Reads a value of an enumeration of texts.
    ///
    /// # Errors
    /// `Type`, or `UnknownValue` where the enumeration is closed and the reader strict.
    pub fn enumeration<T: Enumeration>(&mut self, target: &mut T) -> Outcome {
        let text = self.string()?;
        *target = T::from_text(&text);
        self.listed(target.is_other(), T::OPEN, &text)
    }

    /// Reads a value of an enumeration of integers.
    ///
    /// # Errors
    /// `Type`, `OutOfRange`, or `UnknownValue` where the enumeration is closed and the reader strict.
    pub fn integer_enumeration<T: IntegerEnumeration>(&mut self, target: &mut T) -> Outcome {
        let mut value = 0_i64;
        value.read(self)?;
        *target = T::from_integer(value);
        self.listed(target.is_other(), T::OPEN, &value)
    }

    fn listed(&mut self, other: bool, open: bool, value: &dyn ToString) -> Outcome {
        self.unlisted += usize::from(other && !open);
        if other && !open && self.mode.strict { Err(unknown(value)) } else { Ok(()) }
    }
}

impl Writer {
    /// Writes a value of an enumeration of texts.
    ///
    /// # Errors
    /// `UnknownValue` where the enumeration is closed, `Ambiguous` where a listed value is kept as an unknown one.
    pub fn enumeration<T: Enumeration>(&mut self, source: &T) -> Outcome {
        let text = source.as_text();
        if self.check && source.is_other() {
            legal_other(T::OPEN, T::VALUES.contains(&text), &text)?;
        }
        self.string(text)
    }

    /// Writes a value of an enumeration of integers.
    ///
    /// # Errors
    /// As of [`Writer::enumeration`].
    pub fn integer_enumeration<T: IntegerEnumeration>(&mut self, source: &T) -> Outcome {
        let value = source.as_integer();
        if self.check && source.is_other() {
            legal_other(T::OPEN, T::VALUES.contains(&value), &value)?;
        }
        value.write(self)
    }
}

fn legal_other(open: bool, listed: bool, value: &dyn ToString) -> Outcome {
    if listed {
        let value = value.to_string();
        return Err(Fault::new(Reason::Ambiguous(format!("`{value}` is listed, and would read as its own variant"))));
    }
    if open { Ok(()) } else { Err(unknown(value)) }
}

#[cold]
fn unknown(value: &dyn ToString) -> Box<Fault> {
    Fault::new(Reason::UnknownValue(value.to_string()))
}
