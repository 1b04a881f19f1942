//! Strings, booleans, integers, numbers and bytes.

use bytes::Bytes;

use super::Model;
use crate::fault::{Fault, Outcome, Reason};
use crate::reader::{Reader, Source, mismatch};
use crate::writer::{Form, Writer};

impl Model for String {
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        *self = reader.string()?.into_owned();
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.string(self)
    }
}

impl Model for bool {
    fn blank() -> Self {
        false
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        *self = reader.boolean()?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.boolean(*self)
    }
}

impl Model for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        let text = reader.number("a number")?;
        match text.parse::<Self>() {
            Ok(value) if value.is_finite() => *self = value,
            _ => return Err(Fault::new(Reason::OutOfRange(text.into_owned()))),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.float(*self)
    }
}

impl Model for f32 {
    fn blank() -> Self {
        0.0
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        let text = reader.number("a number")?;
        match text.parse::<Self>() {
            Ok(value) if value.is_finite() => *self = value,
            _ => return Err(Fault::new(Reason::OutOfRange(text.into_owned()))),
        }
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        // The shortest decimal form that reads back as the same `f32` is also read as it by way of `f64`.
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

            fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
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

            fn write(&self, writer: &mut Writer) -> Outcome {
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
fn whole(text: &str) -> Result<i128, Box<Fault>> {
    match text.parse::<f64>() {
        // Up to 2^53 every integer is exact; beyond, only plain digits say which one is meant.
        Ok(value) if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 => Ok(value as i128),
        Ok(value) if value.fract() != 0.0 => Err(mismatch("an integer", "a number with a fraction")),
        _ => Err(out_of_range(text)),
    }
}

#[cold]
fn out_of_range(text: &str) -> Box<Fault> {
    Fault::new(Reason::OutOfRange(text.to_owned()))
}

/// Bytes that stand for themselves (`format: binary`). In JSON, which has no bytes, they are their text.
impl Model for Bytes {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        *self = match &reader.source {
            Source::Octets(bytes) => Self::clone(bytes),
            Source::Json | Source::Tree(_) | Source::Xml(_) => Self::from(reader.string()?.into_owned()),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        if writer.form == Form::Octets {
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
