//! From constraints and defaults to sentences of the documentation.

use serde_json::Value;

use super::Context;
use crate::ir::{Bound, Constraints, Number, Schema};

/// How long a default may be that documentation says.
const LONGEST: usize = 200;

/// ``At most 64 characters. Default: `none`.``
pub(super) fn of_place(cx: &Context<'_>, schema: &Schema) -> Option<String> {
    let default = schema.default_value(&cx.api.types).and_then(default);
    let sentences: Vec<String> = sentence(&schema.constraints).into_iter().chain(default).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// ``Default: `30`.``
fn default(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if !text.trim().is_empty() && text.trim() == text => text.clone(),
        other => other.to_string(),
    };
    let code = code(&text).filter(|code| code.chars().count() <= LONGEST && !code.contains(char::is_control));
    code.map(|code| format!("Default: {code}."))
}

/// `At most 64 characters.`
fn sentence(constraints: &Constraints) -> Option<String> {
    let Constraints {
        min_length,
        max_length,
        pattern,
        minimum,
        maximum,
        multiple_of,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
        constant,
        secret: _,
    } = constraints;
    let parts = [
        count(*min_length, *max_length, "character"),
        pattern.as_ref().and_then(|pattern| code(&pattern.ecma)).map(|code| format!("must match {code}")),
        range(*minimum, *maximum),
        multiple_of.map(|unit| format!("a multiple of {}", number(unit))),
        count(*min_items, *max_items, "item"),
        unique_items.then(|| "no duplicate items".to_owned()),
        count(*min_properties, *max_properties, "property"),
        constant.map(|value| format!("always `{value}`")),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

fn count(least: Option<u64>, most: Option<u64>, noun: &str) -> Option<String> {
    let plural = |count: u64| match (count, noun) {
        (1, noun) => noun.to_owned(),
        (_, "property") => "properties".to_owned(),
        (_, noun) => format!("{noun}s"),
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {most} {}", plural(most))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", plural(most))),
        (Some(least), None) => Some(format!("at least {least} {}", plural(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", plural(most))),
        (None, None) => None,
    }
}

fn range(minimum: Option<Bound>, maximum: Option<Bound>) -> Option<String> {
    let least = minimum.map(|bound| {
        let word = if bound.exclusive { "more than" } else { "at least" };
        format!("{word} {}", number(bound.limit))
    });
    let most = maximum.map(|bound| {
        let word = if bound.exclusive { "less than" } else { "at most" };
        format!("{word} {}", number(bound.limit))
    });
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least}, {most}")),
        (least, most) => least.or(most),
    }
}

fn number(number: Number) -> String {
    match number {
        Number::Integer(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    }
}

/// A text as code; none where it holds what code in backticks cannot.
fn code(text: &str) -> Option<String> {
    (!text.contains(['`', '\n', '\r'])).then(|| format!("`{text}`"))
}
