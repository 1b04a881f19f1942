//! A schema of OpenAPI 3.0 is turned into a JSON Schema (draft 4) that holds for the same values.

use serde_json::{Map, Value, json};

/// A schema of a document, with all component schemas that it may refer to.
///
/// Draft 4 is the draft that OpenAPI 3.0.3 (section 4.7.24) grew from: `exclusiveMinimum` is a boolean, and what stands
/// beside a `$ref` is ignored. Only `nullable` has to be said in other words.
#[must_use]
pub fn standing_alone(document: &Value, schema: &Value) -> Value {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let components: Map<_, _> =
        schemas.into_iter().flatten().map(|(name, schema)| (name.clone(), draft_4(schema))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "allOf": [draft_4(schema)],
        "components": {"schemas": components},
    })
}

/// One schema. Keys that draft 4 does not know, `format` among them, are left out.
#[must_use]
pub fn draft_4(schema: &Value) -> Value {
    let Value::Object(keys) = schema else { return schema.clone() };
    let all = |values: &Value| values.as_array().map(|values| values.iter().map(draft_4).collect::<Value>());
    let each = |values: &Value| {
        let values = values.as_object()?.iter().map(|(name, schema)| (name.clone(), draft_4(schema)));
        Some(values.collect::<Value>())
    };
    let key = |(key, value): (&String, &Value)| {
        let value = match key.as_str() {
            "items" | "not" | "additionalProperties" => draft_4(value),
            "allOf" | "anyOf" | "oneOf" => all(value)?,
            "properties" => each(value)?,
            // Without `type`, `nullable` says nothing (OpenAPI 3.0.3, section 4.7.24.1).
            "type" if keys.get("nullable") == Some(&Value::Bool(true)) => json!([value, "null"]),
            "type" | "enum" | "required" | "$ref" => value.clone(),
            "multipleOf" | "maximum" | "exclusiveMaximum" | "minimum" | "exclusiveMinimum" => value.clone(),
            "maxLength" | "minLength" | "pattern" => value.clone(),
            "maxItems" | "minItems" | "uniqueItems" | "maxProperties" | "minProperties" => value.clone(),
            _ => return None,
        };
        Some((key.clone(), value))
    };
    keys.iter().filter_map(key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_of_both_kinds() {
        for (openapi, draft) in [
            (json!({"type": "string", "nullable": true, "format": "date"}), json!({"type": ["string", "null"]})),
            (json!({"type": "string", "nullable": false, "example": "x"}), json!({"type": "string"})),
            (json!({"nullable": true, "description": "Anything."}), json!({})),
            (json!({"$ref": "#/components/schemas/A"}), json!({"$ref": "#/components/schemas/A"})),
            (
                json!({"minimum": 1, "exclusiveMinimum": true, "enum": [2, null], "x-lenient": "one-or-many"}),
                json!({"minimum": 1, "exclusiveMinimum": true, "enum": [2, null]}),
            ),
            (
                json!({"properties": {"nullable": {"type": "boolean", "nullable": true}, "title": {"title": "T"}}}),
                json!({"properties": {"nullable": {"type": ["boolean", "null"]}, "title": {}}}),
            ),
            (
                json!({"items": {"title": "T"}, "additionalProperties": false, "not": {"default": 1}}),
                json!({"items": {}, "additionalProperties": false, "not": {}}),
            ),
            (
                json!({"allOf": [{"discriminator": {}}], "oneOf": [{"readOnly": true}], "anyOf": [{"type": "array"}]}),
                json!({"allOf": [{}], "oneOf": [{}], "anyOf": [{"type": "array"}]}),
            ),
        ] {
            assert_eq!(draft_4(&openapi), draft, "{openapi}");
        }
    }

    #[test]
    fn components_come_along() {
        let document = json!({
            "here": {"$ref": "#/components/schemas/A"},
            "components": {"schemas": {"A": {"type": "string", "nullable": true}}},
        });
        let expected = json!({
            "$schema": "http://json-schema.org/draft-04/schema#",
            "allOf": [{"$ref": "#/components/schemas/A"}],
            "components": {"schemas": {"A": {"type": ["string", "null"]}}},
        });
        assert_eq!(standing_alone(&document, &document["here"]), expected);
    }
}
