//! The `default` of a place, as far as it is a value of its type.

use serde_json::Value;

use super::fit::{self, Direction};
use super::{EnumValues, FloatFormat, IntegerFormat, Name, Schema, StringFormat, Type, TypeDef, TypeId, TypeKind};

/// A default that is one value, and whose Rust form is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(IntegerFormat, i128),
    /// A number.
    Number(FloatFormat, f64),
    /// A text.
    Text(&'a str),
    /// A value that an enumeration lists.
    Variant(TypeId, &'a Name),
}

impl Schema {
    /// What the document says is meant where the value is absent: at the place, or at the type that stands there. None
    /// where that is no value of the type, which a warning says, or `null`.
    pub fn default_value<'a>(&'a self, types: &'a [TypeDef]) -> Option<&'a Value> {
        let of_type = || match self.ty {
            Type::Named(id) => types.get(id.0)?.default.as_ref(),
            _ => None,
        };
        let value = self.default.as_ref().or_else(of_type).filter(|value| !value.is_null())?;
        fit::check(value, self, types, Direction::Either).is_ok().then_some(value)
    }

    /// The same, where it is a single value of a type that the runtime or the document declares for such values. Where
    /// `null` is a value, absence and `null` would be confused.
    pub fn default_scalar<'a>(&'a self, types: &'a [TypeDef]) -> Option<Scalar<'a>> {
        let value = self.default_value(types).filter(|_| !self.nullable)?;
        match (&self.ty, value) {
            (Type::Boolean, Value::Bool(value)) => Some(Scalar::Boolean(*value)),
            (
                Type::Integer(
                    format @ (IntegerFormat::I32 | IntegerFormat::I64 | IntegerFormat::U32 | IntegerFormat::U64),
                ),
                Value::Number(number),
            ) => number.as_i128().map(|value| Scalar::Integer(*format, value)),
            (Type::Number(format), Value::Number(number)) => {
                number.as_f64().map(|value| Scalar::Number(*format, value))
            }
            (Type::String(StringFormat::Plain), Value::String(text)) => Some(Scalar::Text(text)),
            (Type::Named(id), value) => match &types.get(id.0)?.kind {
                TypeKind::Enumeration(enumeration) => {
                    let name = match (&enumeration.values, value) {
                        (EnumValues::Strings(names), Value::String(text)) => {
                            names.iter().find(|name| name.wire == *text)
                        }
                        (EnumValues::Integers(names), Value::Number(number)) => {
                            names.iter().find(|(value, _)| number.as_i64() == Some(*value)).map(|(_, name)| name)
                        }
                        _ => None,
                    };
                    name.map(|name| Scalar::Variant(*id, name))
                }
                _ => None,
            },
            _ => None,
        }
    }
}
