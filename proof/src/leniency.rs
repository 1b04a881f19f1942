//! Legal values in, the same values out in each form that is read beside the documented one (`x-lenient`, `x-aliases`), at
//! one place at a time.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::document::list;
use crate::sample::Sampler;
use crate::shape::Shape;
use crate::validator::SchemaValidator;
use crate::wire;

/// A value in a form that is not the documented one.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) value: Value,
    /// The same in the documented form.
    pub(crate) meant: Value,
    /// What asks for it.
    pub(crate) word: String,
}

/// How often a word is tried at a place. A boolean has six other forms.
const MOST: usize = 6;

/// What a place is found to mean, and another form of it, by this word.
type Found<'f> = &'f mut dyn FnMut(&str, Value, Value, &str);

/// Each word of these schemas, tried a few times.
pub(crate) fn variants<'d>(
    sampler: &Sampler<'d>,
    schemas: &[&'d Value],
    values: &[Value],
    validator: &SchemaValidator,
) -> Vec<Variant> {
    let mut all = Vec::new();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for whole in values {
        visit(sampler, schemas, whole, ("", None), 0, &mut |at, meant, value, word| {
            let count = counts.entry((at.to_owned(), word.to_owned())).or_default();
            let with = |inner: Value| {
                let mut whole = whole.clone();
                if let Some(place) = whole.pointer_mut(at) {
                    *place = inner;
                }
                whole
            };
            let (value, meant) = (with(value), with(meant));
            if *count < MOST && validator.is_valid(&meant) {
                *count += 1;
                all.push(Variant { value, meant, word: word.to_owned() });
            }
        });
    }
    all
}

fn visit<'d>(
    sampler: &Sampler<'d>,
    schemas: &[&'d Value],
    value: &Value,
    (at, name): (&str, Option<&str>),
    depth: usize,
    found: Found<'_>,
) {
    let shape = sampler.document.shape(schemas);
    // Of alternatives, the kind of the value tells one.
    if depth > 8 || !shape.alternatives.is_empty() {
        return;
    }
    for word in words(&shape) {
        let mut add = |meant: Value, value: Value| found(at, meant, value, word);
        match word {
            "number-or-string" => number_or_string(&shape, value, &mut add),
            "bool-or-number" if shape.kind() == Some("boolean") => {
                for (meant, forms) in
                    [(true, [json!(1), json!("1"), json!("true")]), (false, [json!(0), json!("0"), json!("false")])]
                {
                    for form in forms {
                        add(meant.into(), form);
                    }
                }
            }
            "one-or-many" => one_or_many(&shape, value, &mut add),
            "wrapped-items" if shape.kind() == Some("array") => {
                let items = value.as_array().map_or(&[][..], Vec::as_slice);
                let own = wire::xml::name(sampler.document, &shape.items);
                let name = own.or_else(|| name.map(str::to_owned));
                if let (Some(name), Some(first)) = (name, items.first()) {
                    add(value.clone(), object(&name, value.clone()));
                    if !first.is_array() {
                        add(json!([first]), object(&name, first.clone()));
                    }
                }
            }
            "bare-array" | "bare-item" => bare(sampler, &shape, value, word, &mut add),
            _ => {}
        }
    }
    match value {
        Value::Object(properties) => {
            for (name, schemas) in &shape.properties {
                let Some(inner) = properties.get(*name) else { continue };
                let free = |alias: &&str| {
                    !properties.contains_key(*alias) && !shape.properties.iter().any(|(listed, _)| listed == alias)
                };
                for alias in aliases(schemas).into_iter().filter(free) {
                    let mut other = properties.clone();
                    other.remove(*name);
                    other.insert(alias.to_owned(), inner.clone());
                    found(at, value.clone(), Value::Object(other), alias);
                }
                let escaped = name.replace('~', "~0").replace('/', "~1");
                visit(sampler, schemas, inner, (&format!("{at}/{escaped}"), Some(name)), depth + 1, found);
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                visit(sampler, &shape.items, first, (&format!("{at}/0"), None), depth + 1, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Digits in quotes for a number, a number for a string.
fn number_or_string(shape: &Shape<'_>, value: &Value, add: &mut dyn FnMut(Value, Value)) {
    match (shape.kind(), value) {
        (Some("integer" | "number"), Value::Number(number)) => add(value.clone(), number.to_string().into()),
        (Some("string"), Value::String(_)) if shape.format.is_none() => add("17".into(), 17.into()),
        _ => {}
    }
}

/// One item for an array, an array of one for an object.
fn one_or_many(shape: &Shape<'_>, value: &Value, add: &mut dyn FnMut(Value, Value)) {
    match (shape.kind(), value) {
        // Where an array is read as that of the only property, it is not read as an array of objects.
        (Some("object"), Value::Object(_))
            if !shape.properties.is_empty() && !words(shape).any(|word| word == "bare-array") =>
        {
            add(value.clone(), json!([value]));
        }
        (Some("array"), Value::Array(items)) => {
            if let Some(first) = items.first().filter(|first| !first.is_array() && !first.is_null()) {
                add(json!([first]), first.clone());
            }
        }
        _ => {}
    }
}

/// The array of its one property that is one, for an object; or one item, which has a property that only items list.
fn bare(sampler: &Sampler<'_>, shape: &Shape<'_>, value: &Value, word: &str, add: &mut dyn FnMut(Value, Value)) {
    let lists = |shape: &Shape<'_>, name: &str| shape.properties.iter().any(|(listed, _)| *listed == name);
    let shapes = shape.properties.iter().map(|(name, schemas)| (*name, sampler.document.shape(schemas)));
    let arrays: Vec<_> = shapes.filter(|(_, property)| property.kind() == Some("array")).collect();
    let [(name, property)] = arrays.as_slice() else { return };
    let items = value.get(*name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if word == "bare-array" {
        if !items.is_empty() {
            add(object(name, items.into()), items.into());
        }
        return;
    }
    let item = sampler.document.shape(&property.items);
    let of_items = |key: &String| lists(&item, key) && !lists(shape, key);
    let told = |one: &&Value| one.as_object().is_some_and(|one| !one.contains_key(*name) && one.keys().any(of_items));
    if let Some(one) = items.iter().find(told) {
        add(object(name, json!([one])), one.clone());
    }
}

fn object(name: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(name.to_owned(), value)]))
}

/// The words of `x-lenient`.
fn words<'d>(shape: &Shape<'d>) -> impl Iterator<Item = &'d str> {
    shape.parts.iter().flat_map(|part| texts(part.get("x-lenient"))).collect::<Vec<_>>().into_iter()
}

/// The words of `x-aliases`, which stand at the property itself.
fn aliases<'d>(schemas: &[&'d Value]) -> Vec<&'d str> {
    let own = schemas.iter().filter(|schema| schema.get("$ref").is_none());
    own.flat_map(|schema| {
        let parts: Vec<&Value> = list(schema.get("allOf")).collect();
        texts(schema.get("x-aliases")).chain(if parts.is_empty() { Vec::new() } else { aliases(&parts) })
    })
    .collect()
}

/// A text, or those of a list.
fn texts(said: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = said.and_then(Value::as_array).into_iter().flatten();
    said.and_then(Value::as_str).into_iter().chain(list.filter_map(Value::as_str))
}
