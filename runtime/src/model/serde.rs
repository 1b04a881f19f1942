//! serde's traits for every [`Model`], for direct use with serde: both go through JSON text, and neither
//! checks constraints. What a client has read can be stored and read again; `validate`, clients and servers check.

use std::fmt;

use ::serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use ::serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Json, Model, Open, UnknownValue};
use crate::content::json::{self, Kind, Scanner, write_string};
use crate::error::{Reason, ValueError};
use crate::mode::Mode;
use crate::reader::DEPTH_LIMIT;
use crate::rt::Enumeration;
use crate::writer::Writer;

/// Why serde could not read or write a [`Json`].
#[derive(Debug)]
pub struct Error(serde_json::Error);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}

pub(super) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<Json, Error> {
    let text = serde_json::to_string(value).map_err(Error)?;
    Json::new(&text).map_err(|error| Error(::serde::ser::Error::custom(error)))
}

pub(super) fn from_json<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(Error)
}

/// The `Serialize` of a generated type.
///
/// # Errors
/// Where JSON cannot carry the value, or the serializer fails.
pub fn serialize<T: Model, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::keep();
    value.write(&mut writer).map_err(S::Error::custom)?;
    let text = String::from_utf8(writer.into_bytes()).map_err(S::Error::custom)?;
    Text(Scanner::new(&text)).serialize(serializer)
}

/// The `Deserialize` of a generated type.
///
/// # Errors
/// Where the value does not fit the type, or the deserializer fails.
pub fn deserialize<'a, T: Model, D: Deserializer<'a>>(deserializer: D) -> Result<T, D::Error> {
    let mut text = Vec::new();
    Transcriber { out: &mut text, depth: 0 }.deserialize(deserializer)?;
    json::read(&text, Mode::ALONE).map_err(D::Error::custom)
}

/// The `Deserialize` of a generated enumeration.
///
/// # Errors
/// Where the document does not list the value, or the deserializer fails.
pub fn deserialize_value<'a, E: Enumeration, D: Deserializer<'a>>(deserializer: D) -> Result<E, D::Error> {
    let value: Open<E> = deserialize(deserializer)?;
    match value {
        Open::Known(value) => Ok(value),
        Open::Other(other) => Err(D::Error::custom(UnknownValue(other.to_string()))),
    }
}

/// A JSON text as serde's data model.
struct Text<'a>(Scanner<'a>);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scanner = self.0;
        match scanner.kind().map_err(S::Error::custom)? {
            Kind::Null => serializer.serialize_unit(),
            Kind::Boolean => serializer.serialize_bool(scanner.word("true")),
            Kind::String => serializer.serialize_str(&scanner.string().map_err(S::Error::custom)?),
            Kind::Number => {
                let text = scanner.number().map_err(S::Error::custom)?;
                // No integer has a minus zero.
                if let Ok(value) = text.parse::<i64>()
                    && text != "-0"
                {
                    serializer.serialize_i64(value)
                } else if let Ok(value) = text.parse::<u64>() {
                    serializer.serialize_u64(value)
                } else {
                    let value: f64 = text.parse().map_err(S::Error::custom)?;
                    if value.is_finite() { serializer.serialize_f64(value) } else { Err(out_of_range(text)) }
                }
            }
            Kind::Array => {
                let mut items = serializer.serialize_seq(None)?;
                scanner.eat(b'[');
                let mut more = !scanner.eat(b']');
                while more {
                    items.serialize_element(&Text(scanner))?;
                    scanner.skip(0).map_err(S::Error::custom)?;
                    more = scanner.more(b']').map_err(S::Error::custom)?;
                }
                items.end()
            }
            Kind::Object => {
                let mut properties = serializer.serialize_map(None)?;
                scanner.eat(b'{');
                let mut more = !scanner.eat(b'}');
                while more {
                    let key = scanner.key().map_err(S::Error::custom)?;
                    properties.serialize_entry(&key, &Text(scanner))?;
                    scanner.skip(0).map_err(S::Error::custom)?;
                    more = scanner.more(b'}').map_err(S::Error::custom)?;
                }
                properties.end()
            }
        }
    }
}

fn out_of_range<E: ::serde::ser::Error>(text: &str) -> E {
    E::custom(ValueError::new(Reason::OutOfRange(text.to_owned())))
}

/// Serde's data model as JSON text.
struct Transcriber<'a> {
    out: &'a mut Vec<u8>,
    depth: usize,
}

/// The one name in an object by which serde_json passes on a number as its text, where `arbitrary_precision` is set.
const NUMBER: &str = "$serde_json::private::Number";

impl Transcriber<'_> {
    fn bare<E>(self, value: impl fmt::Display) -> Result<(), E> {
        self.out.extend_from_slice(value.to_string().as_bytes());
        Ok(())
    }

    /// A value within this array or object.
    fn within<E: ::serde::de::Error>(&mut self) -> Result<Transcriber<'_>, E> {
        if self.depth == DEPTH_LIMIT {
            return Err(E::custom(ValueError::new(Reason::Depth)));
        }
        Ok(Transcriber { out: self.out, depth: self.depth + 1 })
    }
}

impl<'de> DeserializeSeed<'de> for Transcriber<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Transcriber<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.bare("null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.bare("null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.bare(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.bare(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.bare(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<(), E> {
        self.bare(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<(), E> {
        self.bare(value)
    }

    fn visit_f64<E: ::serde::de::Error>(self, value: f64) -> Result<(), E> {
        if value.is_finite() {
            self.bare(zmij::Buffer::new().format_finite(value))
        } else {
            Err(E::custom(ValueError::new(Reason::OutOfRange(value.to_string()))))
        }
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        write_string(self.out, value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.out.push(b'[');
        let mut first = true;
        loop {
            let comma = self.out.len();
            if !first {
                self.out.push(b',');
            }
            if items.next_element_seed(self.within()?)?.is_none() {
                self.out.truncate(comma);
                break;
            }
            first = false;
        }
        self.out.push(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut properties: A) -> Result<(), A::Error> {
        let mut before = b'{';
        while let Some(key) = properties.next_key::<String>()? {
            if key == NUMBER {
                let number: String = properties.next_value()?;
                return self.bare(number);
            }
            self.out.push(before);
            before = b',';
            write_string(self.out, &key);
            self.out.push(b':');
            properties.next_value_seed(self.within()?)?;
        }
        self.out.extend_from_slice(if before == b'{' { b"{}" } else { b"}" });
        Ok(())
    }
}

#[cfg(feature = "serde")]
impl<E: Enumeration> Serialize for Open<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, E: Enumeration> Deserialize<'de> for Open<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}
