//! The judge: a schema of the document becomes a JSON Schema (draft 2020-12), and somebody else's validator says whether a
//! value is of it.
//!
//! What a reader of these crates does not enforce is not judged either: required properties that are not among the listed
//! ones, and formats that have no type of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::document::{Document, list};
use crate::sample::number::{integer, limits};
use crate::shape::are_limits;
use specwright_runtime::mode::Direction;
use specwright_runtime::time;

/// Judges values of one schema.
#[derive(Clone)]
pub(crate) struct Judge(Arc<Validator>);

impl Judge {
    /// The judge of a schema in one direction.
    ///
    /// # Errors
    /// The validator takes no such schema.
    pub(crate) fn new(document: &Document, schemas: &[&Value], direction: Direction) -> Result<Self, String> {
        let mut making = Making { document, direction, places: BTreeMap::new(), made: Vec::new() };
        let parts: Vec<Value> = schemas.iter().map(|schema| making.schema(schema)).collect();
        let mut next = 0;
        while let Some(target) = making.made.get(next).map(|(target, _)| *target) {
            let schema = making.schema(target);
            if let Some((_, place)) = making.made.get_mut(next) {
                *place = schema;
            }
            next += 1;
        }
        let named = making.made.into_iter().enumerate();
        let defs: Map<String, Value> = named.map(|(index, (_, schema))| (index.to_string(), schema)).collect();
        let root = json!({ "allOf": parts, "$defs": defs });
        let mut options =
            jsonschema::options().with_draft(jsonschema::Draft::Draft202012).should_validate_formats(true);
        for (name, check) in FORMATS {
            options = options.with_format(name, check);
        }
        let validator = options.build(&root).map_err(|error| format!("no judge could be made: {error}"))?;
        Ok(Self(Arc::new(validator)))
    }

    /// Whether a value is of the schema.
    pub(crate) fn is_valid(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }

    /// Why a value is not of the schema.
    pub(crate) fn check(&self, value: &Value) -> Result<(), String> {
        match self.0.validate(value) {
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
    /// Where the targets of references stand in `made`.
    places: BTreeMap<usize, usize>,
    made: Vec<(&'d Value, Value)>,
}

impl<'d> Making<'d> {
    fn schema(&mut self, schema: &'d Value) -> Value {
        let Some(keywords) = schema.as_object() else { return Value::Bool(true) };
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            let Some(target) = self.document.target(reference) else { return Value::Bool(true) };
            let next = self.made.len();
            let place = *self.places.entry(std::ptr::from_ref(target).addr()).or_insert(next);
            if place == next {
                self.made.push((target, Value::Null));
            }
            return json!({ "$ref": format!("#/$defs/{place}") });
        }
        let mut out = Map::new();
        for (keyword, said) in keywords {
            match keyword.as_str() {
                "type" | "enum" | "multipleOf" | "maxLength" | "minLength" | "pattern" | "maxItems" | "minItems"
                | "uniqueItems" | "maxProperties" | "minProperties" => {
                    out.insert(keyword.clone(), said.clone());
                }
                "minimum" | "maximum" => {
                    let exclusive = if keyword == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" };
                    let strict = keywords.get(exclusive) == Some(&Value::Bool(true));
                    out.insert(if strict { exclusive } else { keyword.as_str() }.to_owned(), said.clone());
                }
                "items" | "additionalProperties" if said.is_object() => {
                    out.insert(keyword.clone(), self.schema(said));
                }
                "additionalProperties" => {
                    // Closed parts of one `allOf` are closed together, which no schema by itself can say.
                    out.insert(keyword.clone(), said.clone());
                }
                "properties" => {
                    let properties = said.as_object().into_iter().flatten();
                    let properties = properties.map(|(name, schema)| (name.clone(), self.schema(schema)));
                    let properties: Map<String, Value> = properties.collect();
                    out.insert(keyword.clone(), Value::Object(properties));
                }
                "oneOf" | "anyOf" if are_limits(&list(Some(said)).collect::<Vec<_>>()) => {}
                "allOf" | "anyOf" => {
                    let parts: Vec<Value> = list(Some(said)).map(|part| self.schema(part)).collect();
                    out.insert(keyword.clone(), Value::Array(parts));
                }
                "oneOf" => {
                    let parts = self.alternatives(schema, said);
                    out.insert(keyword.clone(), parts);
                }
                "required" => {
                    let needed = self.needed(schema, said);
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
    fn alternatives(&mut self, schema: &'d Value, said: &'d Value) -> Value {
        let tags = self.document.shape(&[schema]).tags;
        let mut all = Vec::new();
        for (index, alternative) in list(Some(said)).enumerate() {
            let made = self.schema(alternative);
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

    fn needed(&self, schema: &'d Value, said: &'d Value) -> Value {
        // Of which properties there are, an `allOf` around this schema may know more.
        let foreign = match self.direction {
            Direction::Request => "readOnly",
            Direction::Reply => "writeOnly",
            Direction::Neither => "",
        };
        let properties = schema.get("properties").and_then(Value::as_object);
        let needed = list(Some(said)).filter(|name| {
            let property = name.as_str().and_then(|name| properties?.get(name));
            property.is_some_and(|property| !self.document.is(&[property], foreign))
        });
        needed.cloned().collect()
    }
}

/// What a format says that has a type of its own; integers always have one.
fn format(keywords: &Map<String, Value>, out: &mut Map<String, Value>) {
    let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str);
    let format = text("format");
    if text("type") == Some("integer") {
        let (least, most) = limits(format);
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
    const TABLE: &str = include_str!("judge/table.jsonl");

    #[test]
    fn values_are_judged_by_the_table() {
        let document = Document { tree: Value::Null, heights: std::sync::Mutex::default() };
        let mut wrong = Vec::new();
        for line in TABLE.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let schemas: Vec<&Value> = list(row.get("schemas")).collect();
            let direction = if row["reply"] == true { Direction::Reply } else { Direction::Request };
            let judge = Judge::new(&document, &schemas, direction).unwrap();
            if judge.is_valid(&row["value"]) != (row["valid"] == true) {
                wrong.push(line);
            }
        }
        assert_eq!(wrong, [] as [&str; 0]);
    }
}
