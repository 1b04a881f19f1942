//! A value that is of some schemas in, values out that break one constraint each, with the place that a refusal has to
//! name.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Sampler;
use super::number::{self, limits};
use crate::shape::Shape;
use crate::validator::SchemaValidator;

/// A value that breaks a constraint.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    pub(crate) value: Value,
    /// Where in the value, as a pointer.
    pub(crate) pointer: String,
    /// The keyword that is broken.
    pub(crate) keyword: &'static str,
}

/// Every constraint of these schemas broken, one at a time, within values that are otherwise legal; each a few times.
/// The validator has to find each of them wrong.
pub(crate) fn violations<'d, 'v>(
    sampler: &Sampler<'d>,
    schemas: &[&'d Value],
    values: impl Iterator<Item = &'v Value>,
    validator: &SchemaValidator,
) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for value in values {
        visit(sampler, schemas, value, "", 0, &mut |pointer, broken, at, keyword| {
            let count = counts.entry((at.clone(), keyword)).or_default();
            if *count == if keyword == "pattern" { 6 } else { 2 } {
                return;
            }
            let mut whole = value.clone();
            if let Some(place) = whole.pointer_mut(pointer) {
                *place = broken;
            }
            if validator.is_refused(&whole) {
                *count += 1;
                found.push(Violation { value: whole, pointer: at, keyword });
            }
        });
    }
    found
}

type Found<'f> = &'f mut dyn FnMut(&str, Value, String, &'static str);

fn visit<'d>(sampler: &Sampler<'d>, schemas: &[&'d Value], value: &Value, at: &str, depth: usize, found: Found<'_>) {
    let shape = sampler.document.shape(schemas);
    if depth > 8 {
        return;
    }
    if !shape.alternatives.is_empty() {
        found(at, json!([[["no such alternative"]]]), at.to_owned(), "oneOf");
        found(at, json!({ "no such": "alternative" }), at.to_owned(), "oneOf");
        return;
    }
    // What is read beside the documented form is no violation, but nothing is read from an array of arrays.
    let lenient = shape.parts.iter().any(|part| part.get("x-lenient").is_some());
    if lenient && matches!(shape.kind(), Some("boolean" | "integer" | "number" | "string")) {
        found(at, json!([[]]), at.to_owned(), "type");
    }
    let mut add = |broken: Value, keyword| {
        if !lenient || !matches!(keyword, "type" | "format") {
            found(at, broken, at.to_owned(), keyword);
        }
    };
    if !shape.nullable && shape.kind().is_some() {
        add(Value::Null, "nullable");
    }
    if let Some((_, open)) = &shape.values {
        match (open, shape.kind()) {
            (false, Some("string")) => add("no such value".into(), "enum"),
            (false, Some("integer")) => add(987_654.into(), "enum"),
            _ => {}
        }
    }
    match (shape.kind(), value) {
        (Some("object"), Value::Object(object)) => {
            add(json!([[]]), "type");
            let needed = shape.needed(sampler.document, sampler.direction);
            for name in needed.iter().filter(|name| object.contains_key(**name)) {
                let mut less = object.clone();
                less.remove(*name);
                found(at, Value::Object(less), format!("{at}/{}", escaped(name)), "required");
            }
            if let Some(Err(())) = shape.additional {
                let mut more = object.clone();
                more.insert("no such property".to_owned(), 1.into());
                found(at, Value::Object(more), format!("{at}/no such property"), "additionalProperties");
            }
            let extra = object.iter().find(|(name, _)| name.starts_with(super::EXTRA));
            if let (Some(most), Some((_, extra))) = (shape.least("maxProperties"), extra) {
                let mut more = object.clone();
                for number in 0..(most as usize).min(1000) + 1 {
                    more.entry(format!("{}{number}", super::EXTRA)).or_insert_with(|| extra.clone());
                }
                found(at, Value::Object(more), at.to_owned(), "maxProperties");
            }
            if shape.most("minProperties").is_some_and(|least| least > 0.0) && needed.is_empty() {
                found(at, json!({}), at.to_owned(), "minProperties");
            }
            for (name, property) in &shape.properties {
                if let Some(inner) = object.get(*name) {
                    visit(sampler, property, inner, &format!("{at}/{}", escaped(name)), depth + 1, found);
                }
            }
            let kept = shape.kept();
            for (name, inner) in object.iter().filter(|(name, _)| name.starts_with(super::EXTRA)) {
                if let Some(kept) = &kept {
                    visit(sampler, kept, inner, &format!("{at}/{name}"), depth + 1, found);
                }
            }
        }
        (Some("array"), Value::Array(items)) => {
            add(json!({ "no": "array" }), "type");
            if let (Some(most), Some(first)) = (shape.least("maxItems"), items.first())
                && most < 1000.0
            {
                add(Value::Array(vec![first.clone(); most as usize + 1]), "maxItems");
            }
            if let Some(least) = shape.most("minItems").filter(|least| *least >= 1.0) {
                add(Value::Array(items.iter().take(least as usize - 1).cloned().collect()), "minItems");
            }
            if let (true, Some(first)) = (shape.is("uniqueItems"), items.first()) {
                let twice = Value::Array(vec![first.clone(), first.clone()]);
                found(at, twice, format!("{at}/1"), "uniqueItems");
            }
            if let Some(first) = items.first() {
                visit(sampler, &shape.items, first, &format!("{at}/0"), depth + 1, found);
            }
        }
        (Some("string"), Value::String(right)) => text(&shape, right, &mut add),
        (Some("integer" | "number"), Value::Number(_)) => number(&shape, &mut add),
        (Some("boolean"), Value::Bool(_)) => add("no boolean".into(), "type"),
        _ => {}
    }
}

fn text(shape: &Shape<'_>, right: &str, add: &mut dyn FnMut(Value, &'static str)) {
    add(json!([["no text"]]), "type");
    if let Some(most) = shape.least("maxLength").filter(|most| *most < 100_000.0) {
        add("x".repeat(most as usize + 1).into(), "maxLength");
    }
    if let Some(least) = shape.most("minLength").filter(|least| *least >= 1.0 && *least < 100_000.0) {
        add("x".repeat(least as usize - 1).into(), "minLength");
    }
    if shape.text("pattern").is_some() {
        for text in ["\u{1F600} no such text \u{1F600}", "", "-"] {
            add(text.into(), "pattern");
        }
        // Next to what is right.
        for end in ["z", "Z", "9", "_", " "] {
            let rest: String = right.chars().skip(1).collect();
            add(format!("{end}{rest}").into(), "pattern");
            add(format!("{right}{end}").into(), "pattern");
        }
    }
    if matches!(shape.format, Some("date-time" | "date" | "local-date-time" | "byte")) {
        add("no such format!".into(), "format");
    }
}

fn number(shape: &Shape<'_>, add: &mut dyn FnMut(Value, &'static str)) {
    add(json!([["no number"]]), "type");
    let integer = shape.kind() == Some("integer");
    if integer {
        add(json!(1.5), "type");
    }
    let number = |number: f64| if integer { json!(number as i64) } else { json!(number) };
    if let Some(least) = shape.most("minimum") {
        add(number(least - 1.0), "minimum");
        if shape.is("exclusiveMinimum") {
            add(number(least), "exclusiveMinimum");
        }
    }
    if let Some(most) = shape.least("maximum") {
        add(number(most + 1.0), "maximum");
        if shape.is("exclusiveMaximum") {
            add(number(most), "exclusiveMaximum");
        }
    }
    if let Some(unit) = shape.most("multipleOf") {
        let base = shape.most("minimum").unwrap_or(0.0);
        add(number((base / unit).ceil() * unit + unit / 2.0), "multipleOf");
        add(number((base / unit).ceil() * unit + 1.0), "multipleOf");
    }
    if integer {
        let (least, most) = limits(shape.format, shape.most("minimum"), shape.least("maximum"));
        for beyond in [number::integer(least - 1), number::integer(most + 1)].into_iter().flatten() {
            add(beyond, "format");
        }
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
