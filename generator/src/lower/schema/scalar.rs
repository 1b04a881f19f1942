//! Numbers and strings by their `format`.

use crate::ir::{FloatFormat, IntegerFormat, StringFormat, Type};
use crate::resolve::Node;

/// The type of an integer: the one of its format, or a wider one that holds its bounds.
/// Formats that are not known say nothing.
pub(super) fn integer(parts: &[Node<'_>]) -> Type {
    let format = format(parts);
    let wide =
        if beyond(parts, i64::MAX as f64) && !is_negative(parts) { IntegerFormat::U64 } else { IntegerFormat::I64 };
    Type::Integer(match format {
        // A maximum that the format cannot hold says more than the format.
        Some("int32") if beyond(parts, i32::MAX.into()) => wide,
        Some("uint32") if beyond(parts, u32::MAX.into()) => wide,
        Some("int32" | "int8" | "int16") => IntegerFormat::I32,
        Some("uint32" | "uint8" | "uint16") => IntegerFormat::U32,
        Some("uint64") => IntegerFormat::U64,
        Some("int64") => IntegerFormat::I64,
        Some("unix-time") => IntegerFormat::UnixTime,
        Some("unix-time-ms") => IntegerFormat::UnixTimeMs,
        _ => wide,
    })
}

/// Whether a documented maximum is greater than this.
fn beyond(parts: &[Node<'_>], limit: f64) -> bool {
    let greatest = parts.iter().filter_map(|part| part.keywords.get("maximum")?.as_f64());
    greatest.reduce(f64::min).is_some_and(|greatest| greatest > limit)
}

/// Whether negative values are documented, or not excluded.
fn is_negative(parts: &[Node<'_>]) -> bool {
    let least = parts.iter().filter_map(|part| part.keywords.get("minimum")?.as_f64());
    least.reduce(f64::max).is_none_or(|least| least < 0.0)
}

/// The limits of the integer formats that are narrower than any type: `int8` and the like.
pub(super) fn limits(parts: &[Node<'_>]) -> Option<(i128, i128)> {
    match format(parts)? {
        "int8" => Some((i8::MIN.into(), i8::MAX.into())),
        "int16" => Some((i16::MIN.into(), i16::MAX.into())),
        "uint8" => Some((0, u8::MAX.into())),
        "uint16" => Some((0, u16::MAX.into())),
        _ => None,
    }
}

/// The type of a number.
pub(super) fn number(parts: &[Node<'_>]) -> Type {
    Type::Number(match format(parts) {
        Some("float") => FloatFormat::F32,
        _ => FloatFormat::F64,
    })
}

/// The type of a string.
pub(super) fn string(parts: &[Node<'_>]) -> Type {
    Type::String(match format(parts) {
        Some("date-time") => StringFormat::DateTime,
        Some("local-date-time") => StringFormat::LocalDateTime,
        Some("date") => StringFormat::Date,
        Some("byte") => StringFormat::Byte,
        Some("binary") => StringFormat::Binary,
        _ => StringFormat::Plain,
    })
}

fn format<'a>(parts: &[Node<'a>]) -> Option<&'a str> {
    parts.iter().rev().find_map(|part| part.keywords.text("format"))
}
