//! Parameters in paths, queries and headers, and what says of a value that it is a text: the keywords that stand beside
//! `in` in 2.0 stand in a schema in 3.0.

use serde_json::{Map, Value, json};

use super::{Place, Raise, table};
use crate::diagnostic::{Diagnostic, Pointer};

/// The extensions that say more of a value. Others are about the parameter.
const EXTENSIONS: &[&str] =
    &["x-enum-varnames", "x-enumNames", "x-enum-descriptions", "x-ms-enum", "x-extensible-enum"];

/// Whether a parameter is a part of the body.
pub(super) fn is_of_body(parameter: &Place<'_>) -> bool {
    matches!(parameter.text("in"), Some("body" | "formData"))
}

impl<'a> Raise<'a> {
    /// The parameters of a list that are no part of the body.
    pub(super) fn parameters(&mut self, list: &[Place<'a>], now: &Pointer) -> Value {
        let mut raised = Vec::new();
        for parameter in list {
            if !is_of_body(&self.follow(parameter)) {
                raised.push(self.parameter(parameter, &now.index(raised.len())));
            }
        }
        Value::Array(raised)
    }

    pub(super) fn parameter(&mut self, parameter: &Place<'a>, now: &Pointer) -> Value {
        self.moved(now, &parameter.at);
        if let Some(reference) = parameter.value.get("$ref") {
            return json!({ "$ref": reference });
        }
        let mut raised = parameter.fields(&["name", "in", "description", "required", "allowEmptyValue"]);
        raised.retain(|key, _| !EXTENSIONS.contains(&key.as_str()) && key != "x-nullable");
        let style = self.style(parameter, parameter.text("in").unwrap_or_default());
        raised.extend(style.into_iter().flatten());
        raised.insert("schema".to_owned(), self.value(parameter, &now.key("schema")));
        Value::Object(raised)
    }

    /// The schema of a value that is written as a text.
    pub(super) fn value(&mut self, said: &Place<'a>, now: &Pointer) -> Value {
        if let Some(schema) = said.get("schema").filter(|_| said.get("type").is_none()) {
            let message = "a `schema` is for bodies alone in Swagger 2.0; it is read as that of OpenAPI 3.0";
            self.diagnostics.warning("other-version", &schema.at, message);
            self.moved(now, &schema.at);
            return schema.value.clone();
        }
        self.moved(now, &said.at);
        let keywords: Vec<&str> = table::KEYWORDS.iter().map(|(name, _)| *name).collect();
        let mut schema = said.fields(&keywords);
        schema.retain(|key, _| !key.starts_with("x-") || EXTENSIONS.contains(&key.as_str()));
        if said.text("type") == Some("string") {
            self.quoted(&mut schema, said);
        }
        if let Some(items) = said.get("items") {
            let raised = match items.value {
                // Arrays in arrays have no form in 3.0, whatever joins them.
                Value::Object(map) => {
                    let mut map = map.clone();
                    map.shift_remove("collectionFormat");
                    Value::Object(map)
                }
                other => other.clone(),
            };
            schema.insert("items".to_owned(), raised);
        }
        Value::Object(schema)
    }

    /// Where a value travels as a text, a number among the values of a string means that text.
    fn quoted(&mut self, schema: &mut Map<String, Value>, said: &Place<'a>) {
        let values = schema.get_mut("enum").and_then(Value::as_array_mut).into_iter().flatten().enumerate();
        let values = values.map(|(index, value)| (value, said.at.key("enum").index(index)));
        let values: Vec<_> = values.collect();
        for (value, at) in values {
            if value.is_number() || value.is_boolean() {
                let message = format!("{value} is no string; the text is meant");
                let finding = Diagnostic::warning("wrong-type", &at, message);
                self.diagnostics.push(finding.help(format!("put it in quotes: \"{value}\"")));
                *value = Value::String(value.to_string());
            }
        }
    }

    /// How an array is written; `None` where it is no array, or 3.0 has no such form.
    pub(super) fn style(&mut self, said: &Place<'a>, place: &str) -> Option<Map<String, Value>> {
        let format = said.text("collectionFormat");
        if said.text("type").is_some_and(|kind| kind != "array") {
            return None;
        }
        let style = |style: &str| Some(json!({ "style": style, "explode": false }));
        let form = matches!(place, "query" | "formData");
        let raised = match format {
            None if said.get("type").is_none() => None,
            None | Some("csv") if form => style("form"),
            None | Some("csv") => Some(json!({})),
            Some("multi") if form => Some(json!({ "style": "form", "explode": true })),
            Some("ssv") if form => style("spaceDelimited"),
            Some("pipes") if form => style("pipeDelimited"),
            Some(format) => {
                let message = format!("`collectionFormat: {format}` is not supported here");
                let at = said.at.key("collectionFormat");
                self.diagnostics.push(Diagnostic::error("unsupported-collection-format", &at, message));
                None
            }
        };
        raised.and_then(|raised| raised.as_object().cloned())
    }
}
