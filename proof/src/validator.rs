//! The validator: a schema of the document becomes a JSON Schema (draft 2020-12), and somebody else's validator says
//! whether a value is of it.
//!
//! What a reader of these crates does not enforce is not checked either: required properties that no schema at the same
//! place lists, and formats that have no type of their own.

mod pattern;

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::document::{Document, list, places};
use crate::sample::number::{integer, limits};
use crate::shape::are_limits;
use specwright_runtime::mode::Direction;
use specwright_runtime::time;

/// Judges values of one schema.
#[derive(Clone)]
pub(crate) struct SchemaValidator {
    exact: Arc<Validator>,
    /// The same with `anyOf` in place of `oneOf`, where there is one.
    loose: Option<Arc<Validator>>,
}

impl SchemaValidator {
    /// The validator of a schema in one direction.
    ///
    /// # Errors
    /// The validator takes no such schema.
    pub(crate) fn new(document: &Document, schemas: &[&Value], direction: Direction) -> Result<Self, String> {
        let (exact, overlaps) = Self::build(document, schemas, direction, "oneOf")?;
        let loose = overlaps.then(|| Self::build(document, schemas, direction, "anyOf")).transpose()?;
        Ok(Self { exact: Arc::new(exact), loose: loose.map(|(loose, _)| Arc::new(loose)) })
    }

    /// A validator, with this keyword for `oneOf`; and whether there is a `oneOf`.
    fn build(
        document: &Document,
        schemas: &[&Value],
        direction: Direction,
        one_of: &'static str,
    ) -> Result<(Validator, bool), String> {
        let mut making = Making {
            document,
            direction,
            one_of,
            has_one_of: false,
            places: BTreeMap::new(),
            wanted: Vec::new(),
            made: Vec::new(),
        };
        let parts: Vec<Value> = schemas.iter().map(|schema| making.schema(schema, schemas)).collect();
        let mut next = 0;
        while let Some((target, beside)) = making.wanted.get(next).cloned() {
            let schema = making.schema(target, &beside);
            making.made.push(schema);
            next += 1;
        }
        let has_one_of = making.has_one_of;
        let named = making.made.into_iter().enumerate();
        let defs: Map<String, Value> = named.map(|(index, schema)| (index.to_string(), schema)).collect();
        let root = json!({ "allOf": parts, "$defs": defs });
        let mut options =
            jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true);
        options = options.with_keyword(pattern::KEYWORD, |_, said, _| pattern::keyword(said));
        for (name, check) in FORMATS {
            options = options.with_format(name, check);
        }
        let validator = options.build(&root).map_err(|error| format!("no validator could be made: {error}"))?;
        Ok((validator, has_one_of))
    }

    /// Whether a value is of the schema.
    pub(crate) fn is_valid(&self, value: &Value) -> bool {
        self.exact.is_valid(value)
    }

    /// Whether a value has to be refused. One that fits several alternatives of a `oneOf` is not valid and is read all
    /// the same, as the generator warns.
    pub(crate) fn is_refused(&self, value: &Value) -> bool {
        !self.loose.as_ref().unwrap_or(&self.exact).is_valid(value)
    }

    /// Why a value is not of the schema.
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        match self.exact.validate(value) {
            Ok(()) => Ok(()),
            Err(error) => Err(format!("{error} at `{}`", error.instance_path())),
        }
    }
}

/// Says whether a text is of a format.
type Check = fn(&str) -> bool;

/// The formats that have a type of their own.
const FORMATS: [(&str, Check); 4] = [
    ("ours-date-time", |text| text.parse::<time::DateTime>().is_ok()),
    ("ours-date", |text| text.parse::<time::Date>().is_ok()),
    ("ours-local-date-time", |text| text.parse::<time::LocalDateTime>().is_ok()),
    ("ours-byte", |text| {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.decode(text).is_ok()
    }),
];

struct Making<'d> {
    document: &'d Document,
    direction: Direction,
    /// What `oneOf` becomes.
    one_of: &'static str,
    has_one_of: bool,
    /// Where the targets of references stand in `wanted`, by themselves and by what is beside them.
    places: BTreeMap<(usize, Vec<usize>), usize>,
    /// Targets of references, each with the schemas at its place.
    wanted: Vec<(&'d Value, Vec<&'d Value>)>,
    /// What the first of those became.
    made: Vec<Value>,
}

impl<'d> Making<'d> {
    /// A schema, where all of these schemas (itself or what it is a part of, and others) apply to the same value.
    fn schema(&mut self, schema: &'d Value, beside: &[&'d Value]) -> Value {
        let Some(keywords) = schema.as_object() else { return Value::Bool(true) };
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            let Some(target) = self.document.target(reference) else { return Value::Bool(true) };
            // What stands alone is its target.
            let alone = [target];
            let beside = if matches!(beside, [only] if std::ptr::eq(*only, schema)) { &alone } else { beside };
            let next = self.wanted.len();
            let known = self.places.entry((std::ptr::from_ref(target).addr(), places(beside)));
            let place = *known.or_insert(next);
            if place == next {
                self.wanted.push((target, beside.to_vec()));
            }
            return json!({ "$ref": format!("#/$defs/{place}") });
        }
        let mut out = Map::new();
        for (keyword, said) in keywords {
            match keyword.as_str() {
                "type" | "enum" | "multipleOf" | "maxLength" | "minLength" | "maxItems" | "minItems"
                | "uniqueItems" | "maxProperties" | "minProperties" => {
                    out.insert(keyword.clone(), said.clone());
                }
                "pattern" => drop(out.insert(pattern::KEYWORD.to_owned(), said.clone())),
                "minimum" | "maximum" => {
                    let exclusive = if keyword == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" };
                    let strict = keywords.get(exclusive) == Some(&Value::Bool(true));
                    out.insert(if strict { exclusive } else { keyword.as_str() }.to_owned(), said.clone());
                }
                "items" | "additionalProperties" if said.is_object() => {
                    out.insert(keyword.clone(), self.schema(said, &[said]));
                }
                "additionalProperties" => {
                    // Closed parts of one `allOf` are closed together, which no schema by itself can say.
                    out.insert(keyword.clone(), said.clone());
                }
                "properties" => {
                    let properties = said.as_object().into_iter().flatten();
                    let properties = properties.map(|(name, schema)| (name.clone(), self.schema(schema, &[schema])));
                    let properties: Map<String, Value> = properties.collect();
                    out.insert(keyword.clone(), Value::Object(properties));
                }
                "oneOf" | "anyOf" if are_limits(&list(Some(said)).collect::<Vec<_>>()) => {}
                "anyOf" => {
                    let parts = list(Some(said)).map(|part| self.schema(part, &self.beside(part, beside)));
                    let parts: Vec<Value> = parts.collect();
                    out.insert(keyword.clone(), Value::Array(parts));
                }
                "allOf" => {
                    let parts: Vec<Value> = list(Some(said)).map(|part| self.schema(part, beside)).collect();
                    match out.get_mut("allOf").and_then(Value::as_array_mut) {
                        Some(all) => all.extend(parts),
                        None => drop(out.insert(keyword.clone(), Value::Array(parts))),
                    }
                }
                "oneOf" => {
                    let parts = self.alternatives(schema, said, beside);
                    self.has_one_of = true;
                    // With `anyOf` beside it both have to hold.
                    match out.get_mut("allOf").and_then(Value::as_array_mut) {
                        Some(all) => all.push(json!({ (self.one_of): parts })),
                        None => drop(out.insert("allOf".to_owned(), json!([{ (self.one_of): parts }]))),
                    }
                }
                "required" => {
                    let needed = self.needed(said, beside);
                    out.insert(keyword.clone(), needed);
                }
                _ => {}
            }
        }
        format(keywords, &mut out);
        if keywords.get("nullable") == Some(&Value::Bool(true)) {
            return json!({ "anyOf": [{ "type": "null" }, out] });
        }
        Value::Object(out)
    }

    /// Alternatives; with a discriminator, each has a value there that stands for it.
    fn alternatives(&mut self, schema: &'d Value, said: &'d Value, beside: &[&'d Value]) -> Value {
        let tags = self.document.shape(&[schema]).tags;
        let mut all = Vec::new();
        for (index, alternative) in list(Some(said)).enumerate() {
            let made = self.schema(alternative, &self.beside(alternative, beside));
            all.push(match &tags {
                Some((property, tags)) => {
                    let tags = tags.get(index).cloned().unwrap_or_default();
                    json!({ "allOf": [made, { "required": [property], "properties": { *property: { "enum": tags } } }] })
                }
                None => made,
            });
        }
        Value::Array(all)
    }

    /// The schemas at the place of an alternative: itself, and what stands beside the alternatives.
    fn beside(&self, alternative: &'d Value, around: &[&'d Value]) -> Vec<&'d Value> {
        let shape = self.document.shape(around);
        let shared = shape.parts.iter().filter(|part| part.get("oneOf").is_none() && part.get("anyOf").is_none());
        std::iter::once(alternative).chain(shared.copied()).collect()
    }

    /// The names of required properties that a schema at the same place lists.
    fn needed(&self, said: &'d Value, beside: &[&'d Value]) -> Value {
        let foreign = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
            Direction::Neither => "",
        };
        let properties = self.document.shape(beside).properties;
        let needed = list(Some(said)).filter(|name| {
            let property = properties.iter().find(|(known, _)| name.as_str() == Some(known));
            property.is_some_and(|(_, schemas)| !self.document.is(schemas, foreign))
        });
        needed.cloned().collect()
    }
}

/// What a format says that has a type of its own; integers always have one.
fn format(keywords: &Map<String, Value>, out: &mut Map<String, Value>) {
    let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str);
    let format = text("format");
    if text("type") == Some("integer") {
        let number = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
        let (least, most) = limits(format, number("minimum"), number("maximum"));
        let limits = json!({ "minimum": integer(least), "maximum": integer(most) });
        match out.get_mut("allOf").and_then(Value::as_array_mut) {
            Some(parts) => parts.push(limits),
            None => drop(out.insert("allOf".to_owned(), json!([limits]))),
        }
    }
    if let Some(format @ ("date-time" | "date" | "byte" | "local-date-time")) = format {
        out.insert("format".to_owned(), Value::String(format!("ours-{format}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines that another validator is asked as well, in `tests/peers`.
    const TABLE: &str = include_str!("validator/table.jsonl");

    #[test]
    fn values_are_checked_by_the_table() {
        let document = Document { tree: Value::Null, heights: std::sync::Mutex::default() };
        let mut wrong = Vec::new();
        for line in TABLE.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let schemas: Vec<&Value> = list(row.get("schemas")).collect();
            let direction = if row["response"] == true { Direction::Response } else { Direction::Request };
            let validator = SchemaValidator::new(&document, &schemas, direction).unwrap();
            if validator.is_valid(&row["value"]) != (row["valid"] == true) {
                wrong.push(line);
            }
        }
        assert_eq!(wrong, [] as [&str; 0]);
    }
}
