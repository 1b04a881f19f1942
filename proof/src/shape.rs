//! From schemas of the document to the shape of a value; several schemas apply to one value if `allOf` combines them.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use serde_json::Value;

use crate::document::{ANYTHING, Document, list, places};
use specwright_runtime::mode::Direction;

/// What schemas at one place say together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape<'d> {
    pub(crate) kind: Option<&'d str>,
    pub(crate) format: Option<&'d str>,
    pub(crate) nullable: bool,
    /// `enum`, and values that `x-extensible-enum` lists: whether others are legal too.
    pub(crate) values: Option<(Vec<&'d Value>, bool)>,
    pub(crate) properties: Vec<(&'d str, Vec<&'d Value>)>,
    pub(crate) required: Vec<&'d str>,
    /// `additionalProperties`: none, forbidden, or of these schemas.
    pub(crate) additional: Option<Result<Vec<&'d Value>, ()>>,
    pub(crate) items: Vec<&'d Value>,
    /// `oneOf` and `anyOf` with more than one alternative.
    pub(crate) alternatives: Vec<&'d Value>,
    /// `discriminator.propertyName`, and for each alternative the values that stand for it.
    pub(crate) tags: Option<(&'d str, Vec<Vec<String>>)>,
    /// All of the schemas without references and `allOf`.
    pub(crate) parts: Vec<&'d Value>,
}

impl Document {
    /// What these schemas say together.
    pub(crate) fn shape<'d>(&'d self, schemas: &[&'d Value]) -> Shape<'d> {
        let mut shape = Shape::default();
        let mut seen = BTreeSet::new();
        for schema in schemas {
            self.gather(schema, &mut shape, &mut seen);
        }
        shape
    }

    /// How many objects, arrays and alternatives the flattest value has within one another, about; the greatest number
    /// where none has an end.
    pub(crate) fn height(&self, schemas: &[&Value]) -> usize {
        let here = places(schemas);
        let known = |height| self.heights.lock().unwrap_or_else(PoisonError::into_inner).insert(here.clone(), height);
        if let Some(height) = known(usize::MAX) {
            known(height);
            return height;
        }
        let shape = self.shape(schemas);
        let inner = if shape.alternatives.is_empty() {
            let needed = shape.properties.iter().filter(|(name, _)| shape.required.contains(name));
            let items = shape.most("minItems").filter(|least| *least > 0.0).map(|_| self.height(&shape.items));
            needed.map(|(_, property)| self.height(property)).chain(items).max().unwrap_or(0)
        } else {
            shape.alternatives.iter().map(|one| self.height(&[*one])).min().unwrap_or(0)
        };
        let height = inner.saturating_add(1);
        known(height);
        height
    }

    fn gather<'d>(&'d self, schema: &'d Value, shape: &mut Shape<'d>, seen: &mut BTreeSet<usize>) {
        if !seen.insert(std::ptr::from_ref(schema).addr()) || seen.len() > 10_000 {
            return;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Some(target) = self.target(reference) {
                self.gather(target, shape, seen);
            }
            return;
        }
        for part in list(schema.get("allOf")) {
            self.gather(part, shape, seen);
        }
        for keyword in ["oneOf", "anyOf"] {
            let alternatives: Vec<&Value> = list(schema.get(keyword)).collect();
            match alternatives.as_slice() {
                [] => {}
                [only] => self.gather(only, shape, seen),
                several if are_limits(several) => {}
                _ => {
                    shape.tags = self.tags(schema, &alternatives).or(shape.tags.take());
                    shape.alternatives = alternatives;
                }
            }
        }
        let text = |keyword| schema.get(keyword).and_then(Value::as_str);
        shape.kind = match (shape.kind, text("type")) {
            (Some("integer"), Some("number")) => Some("integer"),
            (before, said) => said.or(before),
        };
        shape.format = text("format").or(shape.format);
        shape.nullable |= schema.get("nullable") == Some(&Value::Bool(true));
        for (keyword, open) in [("enum", false), ("x-extensible-enum", true)] {
            if let Some(values) = schema.get(keyword).and_then(Value::as_array) {
                shape.values = Some((values.iter().collect(), open));
            }
        }
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            match shape.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, schemas)) => schemas.push(property),
                None => shape.properties.push((name, vec![property])),
            }
        }
        shape.required.extend(list(schema.get("required")).filter_map(Value::as_str));
        match (schema.get("additionalProperties"), &mut shape.additional) {
            (None, _) | (Some(_), Some(Err(()))) => {}
            (Some(Value::Bool(false)), additional) => *additional = Some(Err(())),
            (Some(schema), Some(Ok(schemas))) => schemas.push(schema),
            (Some(schema), additional @ None) => *additional = Some(Ok(vec![schema])),
        }
        shape.items.extend(schema.get("items"));
        shape.parts.push(schema);
    }

    /// The values of a discriminator that stand for each alternative (OpenAPI 3.0.3, section 4.7.25).
    fn tags<'d>(&'d self, schema: &'d Value, alternatives: &[&Value]) -> Option<(&'d str, Vec<Vec<String>>)> {
        let discriminator = schema.get("discriminator")?;
        let property = discriminator.get("propertyName")?.as_str()?;
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let of = |alternative: &Value| {
            let reference = alternative.get("$ref").and_then(Value::as_str).unwrap_or_default();
            let name = reference.rsplit('/').next().unwrap_or_default();
            let mapped = mapping
                .into_iter()
                .flatten()
                .filter(|(_, target)| target.as_str().is_some_and(|target| target == reference || target == name));
            let mapped: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
            if mapped.is_empty() { vec![name.to_owned()] } else { mapped }
        };
        Some((property, alternatives.iter().map(|alternative| of(alternative)).collect()))
    }

    /// Whether any of the schemas, or what they refer to, says this.
    pub(crate) fn is(&self, schemas: &[&Value], keyword: &str) -> bool {
        self.shape(schemas).parts.iter().any(|part| part.get(keyword) == Some(&Value::Bool(true)))
    }
}

/// Whether there are several alternatives that all but limit values: which of them holds is enforced by nobody.
pub(crate) fn are_limits(alternatives: &[&Value]) -> bool {
    alternatives.len() > 1 && alternatives.iter().all(|alternative| only_limits(alternative))
}

/// Whether a schema says nothing of what kind its values are, nor of their parts.
fn only_limits(schema: &Value) -> bool {
    let says = |keyword: &&String| {
        !matches!(keyword.as_str(), "title" | "description" | "required") && !keyword.starts_with("x-")
    };
    const LIMITS: [&str; 13] = [
        "exclusiveMaximum",
        "exclusiveMinimum",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "pattern",
        "uniqueItems",
    ];
    let keywords = schema.as_object();
    keywords.is_some_and(|keywords| {
        !keywords.is_empty() && keywords.keys().filter(says).all(|keyword| LIMITS.contains(&keyword.as_str()))
    })
}

impl<'d> Shape<'d> {
    /// The largest number that a keyword says.
    pub(crate) fn most(&self, keyword: &str) -> Option<f64> {
        self.numbers(keyword).fold(None, |most, number| Some(most.map_or(number, |most: f64| most.max(number))))
    }

    /// The smallest number that a keyword says.
    pub(crate) fn least(&self, keyword: &str) -> Option<f64> {
        self.numbers(keyword).fold(None, |least, number| Some(least.map_or(number, |least: f64| least.min(number))))
    }

    fn numbers(&self, keyword: &str) -> impl Iterator<Item = f64> {
        self.parts.iter().filter_map(move |part| part.get(keyword)?.as_f64())
    }

    /// Whether one of the schemas says `true`.
    pub(crate) fn is(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.get(keyword) == Some(&Value::Bool(true)))
    }

    pub(crate) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.parts.iter().find_map(|part| part.get(keyword)?.as_str())
    }

    /// The type of the value, declared or implied by keywords of just one type.
    pub(crate) fn kind(&self) -> Option<&'d str> {
        match self.kind {
            Some(kind) => Some(kind),
            None if !self.properties.is_empty() || self.additional.is_some() => Some("object"),
            None if !self.items.is_empty() => Some("array"),
            None => {
                let kinds = self.values.iter().flat_map(|(values, _)| values).filter(|value| !value.is_null());
                let mut kinds = kinds.map(|value| match value {
                    Value::Bool(_) => "boolean",
                    Value::Number(number) if number.is_f64() => "number",
                    Value::Number(_) => "integer",
                    Value::String(_) | Value::Null => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                });
                let first = kinds.next()?;
                kinds.all(|kind| kind == first).then_some(first)
            }
        }
    }

    /// The properties that have to be there in this direction: `readOnly` ones in responses, `writeOnly` ones in
    /// requests.
    pub(crate) fn needed(&self, document: &Document, direction: Direction) -> Vec<&'d str> {
        let foreign = match direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
            Direction::Neither => "",
        };
        let mut needed: Vec<&str> = Vec::new();
        for name in &self.required {
            let property = self.properties.iter().find(|(known, _)| known == name);
            if property.is_some_and(|(_, schemas)| !document.is(schemas, foreign)) && !needed.contains(name) {
                needed.push(name);
            }
        }
        needed
    }

    /// The schemas of what is not listed, where it is kept.
    pub(crate) fn kept(&self) -> Option<Vec<&'d Value>> {
        match &self.additional {
            Some(Ok(schemas)) => Some(schemas.clone()),
            Some(Err(())) => None,
            None if self.properties.is_empty() && self.kind() == Some("object") => Some(vec![&ANYTHING]),
            None => None,
        }
    }
}
