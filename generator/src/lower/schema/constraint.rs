//! The constraints of schemas: those of all schemas at a place hold together, so the stricter one counts.

use std::cmp::Ordering;

use serde_json::Value;

use super::super::{Lowering, pattern};
use super::{JsonType, scalar};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Bound, Constraints, Number, StringFormat, Type};
use crate::resolve::Node;

impl<'a> Lowering<'a, '_> {
    /// The constraints of the schemas at a place. Those that say nothing about values of their type are reported;
    /// `None` as the type means that it is not known yet.
    pub(super) fn constraints(&mut self, parts: &[Node<'a>], json_type: Option<Option<JsonType>>) -> Constraints {
        let mut all = Constraints::default();
        for part in parts {
            let own = self.own_constraints(part, json_type);
            self.warn_of_two(&all, &own, part);
            all = intersect(all, own);
        }
        if json_type == Some(Some(JsonType::Integer))
            && let Some((least, greatest)) = scalar::limits(parts)
        {
            let bound = |limit| Some(Bound { limit: Number::Integer(limit), exclusive: false });
            all = intersect(
                all,
                Constraints { minimum: bound(least), maximum: bound(greatest), ..Constraints::default() },
            );
        }
        all
    }

    fn own_constraints(&mut self, part: &Node<'a>, json_type: Option<Option<JsonType>>) -> Constraints {
        let secret = part.keywords.is("writeOnly") || part.keywords.text("format") == Some("password");
        let mut own = Constraints { secret, ..Constraints::default() };
        for keyword in part.keywords.names() {
            let Some(value) = part.keywords.get(keyword) else { continue };
            let Some(applies) = applies_to(keyword) else { continue };
            if let Some(json_type) = json_type
                && !json_type.is_some_and(|json_type| applies.contains(&json_type))
            {
                if *value != Value::Bool(false) {
                    let what = json_type.map_or("a value of any type", JsonType::article);
                    let message = format!("`{keyword}` does not apply to {what} and is ignored");
                    self.diagnostics.warning("ignored-constraint", &part.at.key(keyword), message);
                }
                continue;
            }
            let exclusive = |keyword| part.keywords.is(keyword);
            match keyword {
                "minLength" => own.min_length = value.as_u64(),
                "maxLength" => own.max_length = value.as_u64(),
                "pattern" => {
                    let at = part.at.key(keyword);
                    own.pattern = pattern::lower(value, &at, self.diagnostics);
                    if own.pattern.is_none() {
                        self.left_out.insert(at);
                    }
                }
                "minimum" => {
                    own.minimum = number(value).map(|limit| Bound { limit, exclusive: exclusive("exclusiveMinimum") })
                }
                "maximum" => {
                    own.maximum = number(value).map(|limit| Bound { limit, exclusive: exclusive("exclusiveMaximum") })
                }
                "multipleOf" => own.multiple_of = self.multiple_of(value, part),
                "minItems" => own.min_items = value.as_u64(),
                "maxItems" => own.max_items = value.as_u64(),
                "uniqueItems" => own.unique_items = value == &Value::Bool(true),
                "minProperties" => own.min_properties = value.as_u64(),
                "maxProperties" => own.max_properties = value.as_u64(),
                _ => {}
            }
        }
        own
    }

    /// Of two patterns or units only one is kept.
    fn warn_of_two(&mut self, before: &Constraints, own: &Constraints, part: &Node<'a>) {
        let two = [
            ("pattern", before.pattern.is_some() && own.pattern.is_some() && before.pattern != own.pattern),
            (
                "multipleOf",
                before.multiple_of.is_some() && own.multiple_of.is_some() && before.multiple_of != own.multiple_of,
            ),
        ];
        for (keyword, _) in two.iter().filter(|(_, two)| *two) {
            let message = format!("of several values of `{keyword}` in the merged `allOf` only this one is enforced");
            self.diagnostics.warning("ignored-constraint", &part.at.key(keyword), message);
        }
    }

    fn multiple_of(&mut self, value: &Value, part: &Node<'a>) -> Option<Number> {
        let number = number(value)?;
        let positive = match number {
            Number::Integer(value) => value > 0,
            Number::Float(value) => value > 0.0,
        };
        if !positive {
            let message = format!("`multipleOf` must be greater than 0, not {value}; it is ignored");
            self.diagnostics.warning("ignored-constraint", &part.at.key("multipleOf"), message);
        }
        positive.then_some(number)
    }
}

/// The types about whose values a constraint says something; `None` if the keyword is no constraint.
pub(super) fn applies_to(keyword: &str) -> Option<&'static [JsonType]> {
    match keyword {
        "minLength" | "maxLength" | "pattern" => Some(&[JsonType::String]),
        "minimum" | "maximum" | "multipleOf" | "exclusiveMinimum" | "exclusiveMaximum" => {
            Some(&[JsonType::Integer, JsonType::Number])
        }
        "minItems" | "maxItems" | "uniqueItems" => Some(&[JsonType::Array]),
        "minProperties" | "maxProperties" => Some(&[JsonType::Object]),
        _ => None,
    }
}

/// A number of the document, exactly where it is an integer.
fn number(value: &Value) -> Option<Number> {
    let number = value.as_number()?;
    if let Some(integer) = number.as_i128() {
        return Some(Number::Integer(integer));
    }
    let float = number.as_f64()?;
    // Integers that stand as `1.0` or `1e3`; within these limits the conversion is exact.
    if float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 {
        return Some(Number::Integer(float as i128));
    }
    Some(Number::Float(float))
}

/// Leaves only the constraints that a type can keep: a text with a notation of its own has no length and no pattern.
pub(super) fn for_type(all: Constraints, ty: &Type, parts: &[Node<'_>], diagnostics: &mut Diagnostics) -> Constraints {
    let plain = matches!(ty, Type::String(StringFormat::Plain));
    if plain || !matches!(ty, Type::String(_)) {
        return all;
    }
    for part in parts {
        for keyword in ["minLength", "maxLength", "pattern"] {
            if part.keywords.get(keyword).is_some() {
                let message = format!("`{keyword}` is ignored, because the value's `format` says how it is written");
                diagnostics.push(Diagnostic::warning("ignored-constraint", &part.at.key(keyword), message));
            }
        }
    }
    Constraints { min_length: None, max_length: None, pattern: None, ..all }
}

/// What holds where both hold. Of two patterns or two units that cannot be put into one, the latter is kept.
fn intersect(left: Constraints, right: Constraints) -> Constraints {
    Constraints {
        min_length: left.min_length.max(right.min_length),
        max_length: least(left.max_length, right.max_length),
        pattern: right.pattern.or(left.pattern),
        minimum: stricter(left.minimum, right.minimum, Ordering::Greater),
        maximum: stricter(left.maximum, right.maximum, Ordering::Less),
        multiple_of: right.multiple_of.or(left.multiple_of),
        min_items: left.min_items.max(right.min_items),
        max_items: least(left.max_items, right.max_items),
        unique_items: left.unique_items || right.unique_items,
        min_properties: left.min_properties.max(right.min_properties),
        max_properties: least(left.max_properties, right.max_properties),
        constant: right.constant.or(left.constant),
        secret: left.secret || right.secret,
    }
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (one, None) | (None, one) => one,
    }
}

fn stricter(left: Option<Bound>, right: Option<Bound>, wins: Ordering) -> Option<Bound> {
    let (Some(one), Some(other)) = (left, right) else { return left.or(right) };
    let order = compare(one.limit, other.limit);
    Some(if order == Some(wins) || order == Some(Ordering::Equal) && one.exclusive { one } else { other })
}

fn compare(left: Number, right: Number) -> Option<Ordering> {
    let float = |number| match number {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    };
    match (left, right) {
        (Number::Integer(left), Number::Integer(right)) => Some(left.cmp(&right)),
        (left, right) => float(left).partial_cmp(&float(right)),
    }
}
