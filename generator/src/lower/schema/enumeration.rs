//! Enumerations: `enum`, and `x-extensible-enum` where other values are legal too.

use std::collections::HashSet;

use serde_json::Value;

use super::super::Lowering;
use super::{JsonType, Representation};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Constraints, EnumValues, Enumeration, Lenient, Name, Type, TypeKind};
use crate::names::case;
use crate::resolve::Node;

/// The values that a schema lists, and whether other values are legal.
pub(super) fn values<'a>(node: &Node<'a>) -> Option<(bool, &'a Vec<Value>)> {
    let list = |keyword| node.keywords.get(keyword).and_then(Value::as_array);
    list("enum").map(|values| (false, values)).or_else(|| list("x-extensible-enum").map(|values| (true, values)))
}

/// One listed value, with where it stands and what the extensions say of it.
struct Listed<'a> {
    value: &'a Value,
    at: Pointer,
    hint: Option<String>,
    description: Option<String>,
    offset: Option<i32>,
}

impl<'a> Lowering<'a, '_> {
    /// What the parts come down to if any of them lists values.
    pub(super) fn enumeration(
        &mut self,
        parts: &[Node<'a>],
        json_type: Option<JsonType>,
        lenient: Lenient,
    ) -> Option<Representation> {
        let listing = parts.iter().filter_map(|part| values(part).map(|(open, _)| (open, part)));
        // Of several lists the last one counts, of open and closed ones a closed one.
        let (open, part) = listing.reduce(|best, next| if next.0 && !best.0 { best } else { next })?;
        let listed = self.listed(part, parts);
        let keyword = if open { "x-extensible-enum" } else { "enum" };
        let at = part.at.key(keyword);
        let constraints = self.constraints(parts, Some(json_type));
        // Numbers that are all integers are listed like integers.
        let whole = !listed.is_empty() && listed.iter().all(|listed| integer(listed.value).is_some());
        let json_type = if whole && json_type == Some(JsonType::Number) { Some(JsonType::Integer) } else { json_type };
        let (values, constraints) = match json_type {
            Some(JsonType::String) => (self.strings(&listed), constraints),
            Some(JsonType::Integer) => (self.integers(&listed), constraints),
            Some(JsonType::Boolean) => {
                if listed.is_empty() {
                    self.unsupported_enum(&at, "a list without values is not supported");
                }
                return None;
            }
            Some(json_type @ (JsonType::Number | JsonType::Array | JsonType::Object)) => {
                let message = format!("a list of values for {} is not supported", json_type.article());
                self.unsupported_enum(&at, &message);
                return Some(Representation::Inline(Type::Any));
            }
            None => {
                let message =
                    if listed.is_empty() { "a list without values" } else { "a list of values of several types" };
                self.unsupported_enum(&at, &format!("{message} is not supported"));
                return Some(Representation::Inline(Type::Any));
            }
        };
        let empty = match &values {
            EnumValues::Strings(values) => values.is_empty(),
            EnumValues::Integers(values) => values.is_empty(),
        };
        if empty {
            self.unsupported_enum(&at, "a list without values is not supported");
        }
        let described = listed.iter().any(|listed| listed.description.is_some());
        let offsets: Vec<i32> = listed.iter().filter_map(|listed| listed.offset).collect();
        if !offsets.is_empty() && !matches!(values, EnumValues::Strings(_)) {
            let message = "`x-enum-offsets` needs values that are strings";
            self.fault(Diagnostic::error("invalid-enum-offsets", &part.at.key("x-enum-offsets"), message));
        }
        let descriptions = listed.into_iter().map(|listed| listed.description.unwrap_or_default());
        Some(Representation::Declared(Box::new(TypeKind::Enumeration(Enumeration {
            values,
            open,
            other: Name::new("Other"),
            descriptions: if described { descriptions.collect() } else { Vec::new() },
            offsets,
            constraints: if open { constraints } else { Constraints::default() },
            lenient,
        }))))
    }

    /// The one value that a boolean may have.
    pub(super) fn constant(&mut self, parts: &[Node<'a>]) -> Option<bool> {
        let part = parts.iter().find(|part| part.keywords.get("enum").is_some())?;
        let listed = self.listed(part, parts);
        match listed.as_slice() {
            [only] => only.value.as_bool(),
            _ => None,
        }
    }

    fn unsupported_enum(&mut self, at: &Pointer, message: &str) {
        self.fault(Diagnostic::error("unsupported-enum", at, message));
    }

    /// The values that all closed lists have, each once and without `null`.
    fn listed(&mut self, part: &Node<'a>, parts: &[Node<'a>]) -> Vec<Listed<'a>> {
        let Some((open, all)) = values(part) else { return Vec::new() };
        let home = part.at.key(if open { "x-extensible-enum" } else { "enum" });
        let names = self.aligned(part, "x-enum-varnames", all.len());
        // Documents made for other languages have names such as `NOT_FOUND` there.
        let fits = |name: &String| case::is_identifier(name) && !name.contains('_');
        let names: Vec<String> =
            names.into_iter().map(|name| if fits(&name) { name } else { case::pascal(&name) }).collect();
        let descriptions = self.aligned(part, "x-enum-descriptions", all.len());
        let offsets = self.offsets(part, all.len());
        let others: Vec<_> =
            parts.iter().filter_map(values).filter(|(open, _)| !open).map(|(_, values)| values).collect();
        let mut seen = HashSet::new();
        let mut listed = Vec::new();
        for (index, value) in all.iter().enumerate() {
            let at = home.index(index);
            if value.is_null() || !others.iter().all(|other| other.contains(value)) {
                continue;
            }
            if !seen.insert(value.to_string()) {
                self.diagnostics.warning("duplicate-enum-value", &at, format!("{value} is listed already"));
                continue;
            }
            let (hint, description) = (names.get(index).cloned(), descriptions.get(index).cloned());
            listed.push(Listed { value, at, hint, description, offset: offsets.get(index).copied() });
        }
        listed
    }

    /// An extension that has a text for each value; nothing if it has not.
    fn aligned(&mut self, part: &Node<'a>, keyword: &str, count: usize) -> Vec<String> {
        let texts = self.texts(part.keywords, keyword, &part.at);
        if texts.is_empty() || texts.len() == count {
            return texts;
        }
        let message = format!("`{keyword}` has {} items for {count} values and is ignored", texts.len());
        self.diagnostics.warning("invalid-extension", &part.at.key(keyword), message);
        Vec::new()
    }

    /// `x-enum-offsets`: the UTC offset of each value, in seconds; nothing if there is not one for each.
    fn offsets(&mut self, part: &Node<'a>, count: usize) -> Vec<i32> {
        let Some(value) = part.keywords.get("x-enum-offsets") else { return Vec::new() };
        let at = part.at.key("x-enum-offsets");
        let Some(list) = value.as_array().filter(|list| list.len() == count) else {
            let message = format!("`x-enum-offsets` must be an array with an offset for each of the {count} values");
            self.fault(Diagnostic::error("invalid-enum-offsets", &at, message));
            return Vec::new();
        };
        let mut offsets = Vec::new();
        for (index, value) in list.iter().enumerate() {
            match value.as_str().and_then(offset) {
                Some(seconds) => offsets.push(seconds),
                None => {
                    let message = format!("{value} is not a UTC offset such as \"+05:45\"");
                    self.fault(Diagnostic::error("invalid-enum-offsets", &at.index(index), message));
                }
            }
        }
        if offsets.len() == count { offsets } else { Vec::new() }
    }

    fn strings(&mut self, listed: &[Listed<'a>]) -> EnumValues {
        let mut names = Vec::new();
        for listed in listed {
            match listed.value {
                Value::String(text) => names.push(Name { hint: listed.hint.clone(), ..Name::new(text) }),
                other => {
                    let message = format!("{other} is not a string");
                    let help = format!("put it in quotes: \"{other}\"");
                    self.fault(Diagnostic::error("invalid-enum-value", &listed.at, message).help(help));
                }
            }
        }
        EnumValues::Strings(names)
    }

    fn integers(&mut self, listed: &[Listed<'a>]) -> EnumValues {
        let mut names = Vec::new();
        for listed in listed {
            match integer(listed.value) {
                Some(number) => {
                    names.push((number, Name { hint: listed.hint.clone(), ..Name::new(number.to_string()) }));
                }
                None => {
                    let message = format!("{} is not an integer that fits into 64 bits", listed.value);
                    self.fault(Diagnostic::error("invalid-enum-value", &listed.at, message));
                }
            }
        }
        EnumValues::Integers(names)
    }
}

/// The seconds of an offset in the notation of RFC 3339: a sign, two digits of hours, a colon, two of minutes.
fn offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let number = |digits: &str, limit: i32| {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<i32>().ok().filter(|number| plain && *number < limit)
    };
    Some(sign * (number(hours, 24)? * 3600 + number(minutes, 60)? * 60))
}

fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let float = value.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0);
        float.map(|float| float as i64)
    })
}
