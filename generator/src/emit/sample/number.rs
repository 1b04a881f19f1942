//! The constraints of a number come in; a number within them goes out.

use serde_json::{Number as Json, Value};

use super::{Wish, is_single, range};
use crate::ir::{Bound, Constraints, FloatFormat, IntegerFormat, Number};

/// An integer: a plain one, or one at a limit.
pub(super) fn integer(format: IntegerFormat, rules: &Constraints, wish: Wish) -> Option<Value> {
    let (least, most) = range(format);
    let least = rules.minimum.map_or(least, |bound| lowest(bound).max(least));
    let most = rules.maximum.map_or(most, |bound| -lowest(negated(bound))).min(most);
    let plain = match format {
        IntegerFormat::UnixTime => 1_600_374_761,
        IntegerFormat::UnixTimeMs => 1_600_374_761_000,
        IntegerFormat::I32 | IntegerFormat::I64 | IntegerFormat::U32 | IntegerFormat::U64 => 1 + wish.item as i128,
    };
    let unit = match rules.multiple_of {
        Some(Number::Integer(unit)) if unit > 0 => unit,
        _ => 1,
    };
    let up = |value: i128| value + (unit - value.rem_euclid(unit)) % unit;
    let candidates = if wish.all && wish.item == 0 {
        [most - most.rem_euclid(unit), up(plain), up(least), 0]
    } else {
        [up(plain), up(least), 0, 0]
    };
    // At the very end of a type's range a limit says nothing of the document, and not every reader takes it.
    let whole = |value: i128| match rules.multiple_of {
        Some(Number::Float(unit)) => (value as f64 / unit).fract() == 0.0,
        Some(Number::Integer(_)) | None => true,
    };
    let usual = |value: &i128| (least..=most).contains(value) && value.unsigned_abs() < 1 << 53 && whole(*value);
    let value = candidates.into_iter().find(usual)?;
    Some(Value::Number(Json::from(i64::try_from(value).ok()?)))
}

/// The least integer within a lower bound.
fn lowest(bound: Bound) -> i128 {
    match bound.limit {
        Number::Integer(limit) => limit + i128::from(bound.exclusive),
        Number::Float(limit) if limit.fract() == 0.0 => limit as i128 + i128::from(bound.exclusive),
        Number::Float(limit) => limit.ceil() as i128,
    }
}

fn negated(bound: Bound) -> Bound {
    let limit = match bound.limit {
        Number::Integer(limit) => Number::Integer(-limit),
        Number::Float(limit) => Number::Float(-limit),
    };
    Bound { limit, ..bound }
}

/// A number: a plain one, or one near a limit.
pub(super) fn float(format: FloatFormat, rules: &Constraints, wish: Wish) -> Option<Value> {
    let limit = |bound: Bound| match bound.limit {
        Number::Integer(limit) => limit as f64,
        Number::Float(limit) => limit,
    };
    let least = rules.minimum.map(|bound| (limit(bound), bound.exclusive));
    let most = rules.maximum.map(|bound| (limit(bound), bound.exclusive));
    let middle = match (least, most) {
        (Some((least, _)), Some((most, _))) => f64::midpoint(least, most),
        (Some((least, _)), None) => least + 1.0,
        (None, Some((most, _))) => most - 1.0,
        (None, None) => 1.5,
    };
    let unit = rules.multiple_of.map(|unit| limit(Bound { limit: unit, exclusive: false }));
    let candidates = [wish.item as f64 + 1.5, wish.item as f64 + 1.0, middle];
    let fits = |value: &f64| {
        let above = least.is_none_or(|(least, exclusive)| *value > least || !exclusive && *value == least);
        let below = most.is_none_or(|(most, exclusive)| *value < most || !exclusive && *value == most);
        let whole = unit.is_none_or(|unit| (value / unit).fract() == 0.0);
        let exact = !is_single(format) || f64::from(*value as f32) == *value;
        above && below && whole && exact
    };
    let on_unit = unit.map(|unit| (middle / unit).floor() * unit);
    candidates.into_iter().chain(on_unit).find(fits).and_then(Json::from_f64).map(Value::Number)
}
