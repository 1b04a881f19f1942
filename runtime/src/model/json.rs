//! A JSON value without a schema: its exact text.

use std::fmt;

use super::Model;
use crate::content::json::{Scanner, write_string};
use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::Mode;
use crate::reader::{Reader, Source, mismatch};
use crate::writer::{Encoding, Writer};

/// A JSON value, kept as the exact text it came as, so that nothing of it is lost: big numbers, the order of
/// properties, and their white space.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Box<str>);

impl Json {
    /// `null`.
    pub fn null() -> Self {
        Self("null".into())
    }

    /// Parses a JSON text, and drops the white space around it.
    ///
    /// # Errors
    /// The position and the reason, if it is not JSON.
    pub fn new(text: &str) -> Result<Self, Box<ValueError>> {
        let mut value = Self::null();
        let mut reader = Reader::json(text, Mode::ALONE);
        value.read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }

    /// The JSON of any value that serde can write.
    ///
    /// # Errors
    /// The error of the value's `Serialize`.
    pub fn from_serialize<T: ::serde::Serialize + ?Sized>(value: &T) -> Result<Self, super::SerdeError> {
        super::serde::to_json(value)
    }

    /// Reads the value as any type that serde can read.
    ///
    /// # Errors
    /// The error of the type's `Deserialize`.
    pub fn deserialize<'a, T: ::serde::Deserialize<'a>>(&'a self) -> Result<T, super::SerdeError> {
        super::serde::from_json(&self.0)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Model for Json {
    fn blank() -> Self {
        Self::null()
    }

    fn nullable() -> bool {
        true
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        reader.rules = None;
        self.0 = match reader.source {
            Source::Json => reader.scanner.skip(reader.depth)?.into(),
            Source::Tree(_) | Source::Octets(_) => quoted(&reader.string()?),
            Source::Xml(spot) => spot.to_json(reader.depth)?.into(),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        if writer.encoding == Encoding::Xml {
            return writer.json_elements(&self.0);
        }
        if writer.encoding == Encoding::Json || writer.is_json_pair() {
            if writer.writable && self.0.starts_with(['[', '{']) {
                Scanner::new(&self.0).skip(writer.depth)?;
            }
            return writer.bare(&self.0);
        }
        // Text has one kind, so of JSON's it carries strings alone.
        let mut scanner = Scanner::new(&self.0);
        if scanner.peek() != Some(b'"') {
            return Err(mismatch("a string, which is all that text can carry", "another JSON value"));
        }
        let text = scanner.string()?;
        if writer.check && quoted(&text) != self.0 {
            return Err(ValueError::new(Reason::Ambiguous("text would carry it with other escapes".to_owned())));
        }
        writer.text(&text)
    }
}

fn quoted(text: &str) -> Box<str> {
    let mut out = Vec::with_capacity(text.len() + 2);
    write_string(&mut out, text);
    String::from_utf8(out).unwrap_or_default().into_boxed_str()
}

/// Shows the JSON text itself.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Default for Json {
    fn default() -> Self {
        Self::null()
    }
}

impl From<&str> for Json {
    /// The JSON string of a text.
    fn from(text: &str) -> Self {
        Self(quoted(text))
    }
}
