//! Strings, booleans, integers, numbers and bytes.

use bytes::Bytes;

use super::Model;
use crate::error::{Reason, ValueError, ValueResult};
use crate::reader::{Reader, Source, mismatch};
use crate::writer::{Encoding, Writer};

impl Model for String {
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        *self = reader.string()?.into_owned();
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.string(self)
    }
}

impl Model for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        *self = reader.boolean()?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.boolean(*self)
    }
}

impl Model for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        let text = reader.number("a number")?;
        match text.parse::<Self>() {
            Ok(value) if value.is_finite() => *self = value,
            _ => return Err(ValueError::new(Reason::OutOfRange(text.into_owned()))),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        writer.float(*self)
    }
}

impl Model for f32 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        let text = reader.number("a number")?;
        match text.parse::<Self>() {
            Ok(value) if value.is_finite() => *self = value,
            _ => return Err(ValueError::new(Reason::OutOfRange(text.into_owned()))),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        // The shortest decimal form that reads back as the same `f32` is also read as it through `f64`.
        writer.float(self.to_string().parse().unwrap_or(f64::NAN))
    }
}

/// Integers: one implementation for each width, since the reader is not generic.
macro_rules! integers {
    ($($type:ty)*) => {$(
        impl Model for $type {
            fn blank() -> Self {
                0
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
                if let Some(value) = reader.plain_integer() {
                    *self = Self::try_from(value).map_err(|_| out_of_range(&value.to_string()))?;
                    return Ok(());
                }
                let text = reader.number("an integer")?;
                *self = match text.parse::<Self>() {
                    Ok(value) => value,
                    Err(_) => whole(&text)?.try_into().map_err(|_| out_of_range(&text))?,
                };
                Ok(())
            }

            fn write(&self, writer: &mut Writer) -> ValueResult {
                if let Some(rules) = writer.rules && writer.check {
                    rules.check_integer((*self).into())?;
                }
                writer.bare(itoa::Buffer::new().format(*self))
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

/// A number that is an integer in another notation, such as `1.0` or `1e3` (JSON Schema, section 6.1.1).
#[cold]
fn whole(text: &str) -> Result<i128, Box<ValueError>> {
    match text.parse::<f64>() {
        // Up to 2^53 every integer is exact; beyond, only plain digits say which one is meant.
        Ok(value) if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 => Ok(value as i128),
        Ok(value) if value.fract() != 0.0 => Err(mismatch("an integer", "a number with a fraction")),
        _ => Err(out_of_range(text)),
    }
}

#[cold]
fn out_of_range(text: &str) -> Box<ValueError> {
    ValueError::new(Reason::OutOfRange(text.to_owned()))
}

/// Raw bytes (`format: binary`). In JSON, which has no bytes, they are their text.
impl Model for Bytes {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
        *self = match &reader.source {
            Source::Octets(bytes) => Self::clone(bytes),
            Source::Json | Source::Tree(_) | Source::Xml(_) => Self::from(reader.string()?.into_owned()),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> ValueResult {
        if writer.encoding == Encoding::Octets {
            writer.octets_of(self);
            return Ok(());
        }
        match std::str::from_utf8(self) {
            Ok(text) => writer.string(text),
            Err(_) if writer.writable => Err(mismatch("text", "bytes that are not UTF-8")),
            Err(_) => writer.string(&format!("{} bytes", self.len())),
        }
    }
}
