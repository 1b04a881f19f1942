//! Numbers at and about the limits of a schema.

use serde_json::{Number, Value};

use crate::shape::Shape;

/// The simplest first; then the limits.
pub(crate) fn variants(shape: &Shape<'_>) -> Vec<Value> {
    if shape.kind() == Some("integer") { integers(shape) } else { floats(shape) }
}

fn integers(shape: &Shape<'_>) -> Vec<Value> {
    let (low, high) = limits(shape.format, shape.most("minimum"), shape.least("maximum"));
    let (exclusive_low, exclusive_high) = (shape.is("exclusiveMinimum"), shape.is("exclusiveMaximum"));
    let low = shape.most("minimum").map_or(low, |limit| low.max(limit.ceil() as i128 + i128::from(exclusive_low)));
    let high =
        shape.least("maximum").map_or(high, |limit| high.min(limit.floor() as i128 - i128::from(exclusive_high)));
    let unit = shape.most("multipleOf").map_or(1, |unit| (unit as i128).max(1));
    let up = |number: i128| number.div_euclid(unit) * unit + if number.rem_euclid(unit) == 0 { 0 } else { unit };
    let down = |number: i128| number.div_euclid(unit) * unit;
    let candidates =
        [up(low.max(1)), up(low), down(high), down(0.max(low)), down((-7).max(low)), up(low.max(42)), up(low + 1)];
    let mut out: Vec<Value> = Vec::new();
    for number in candidates.into_iter().filter(|number| (low..=high).contains(number) && number.rem_euclid(unit) == 0)
    {
        out.extend(integer(number).filter(|number| !out.contains(number)));
    }
    out
}

/// The least and the greatest integer of a format, with the bounds of the schema: a maximum that the format cannot hold
/// says more than the format, and 64 bits hold it.
pub(crate) fn limits(format: Option<&str>, least: Option<f64>, greatest: Option<f64>) -> (i128, i128) {
    let beyond = |limit: f64| greatest.is_some_and(|greatest| greatest > limit);
    let wide = match least {
        Some(least) if least >= 0.0 && beyond(i64::MAX as f64) => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    match format {
        Some("int32") if beyond(i32::MAX.into()) => wide,
        Some("uint32") if beyond(u32::MAX.into()) => wide,
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64") => (0, u64::MAX.into()),
        Some("int64" | "unix-time" | "unix-time-ms") => (i64::MIN.into(), i64::MAX.into()),
        Some(_) | None => wide,
    }
}

/// A number as JSON, where it has at most 64 bits.
pub(crate) fn integer(number: i128) -> Option<Value> {
    let number = i64::try_from(number).map(Number::from).or_else(|_| u64::try_from(number).map(Number::from));
    number.ok().map(Value::Number)
}

fn floats(shape: &Shape<'_>) -> Vec<Value> {
    let (low, high) = (shape.most("minimum"), shape.least("maximum"));
    let unit = shape.most("multipleOf");
    let mut candidates = vec![1.5, 0.0, -2.25, 1e20, 0.125, 3.0];
    candidates.extend(low);
    candidates.extend(high);
    candidates.extend(low.map(|low| low + 0.5));
    candidates.extend(high.map(|high| high - 0.5));
    candidates.extend(unit);
    candidates.extend(unit.zip(low).map(|(unit, low)| (low / unit).ceil() * unit));
    let within = |number: &f64| {
        low.is_none_or(|low| *number > low || *number == low && !shape.is("exclusiveMinimum"))
            && high.is_none_or(|high| *number < high || *number == high && !shape.is("exclusiveMaximum"))
            && unit.is_none_or(|unit| (number / unit).fract() == 0.0)
    };
    let mut out: Vec<Value> = Vec::new();
    for number in candidates.into_iter().filter(within).filter_map(Number::from_f64) {
        if !out.contains(&Value::Number(number.clone())) {
            out.push(Value::Number(number));
        }
    }
    out
}
