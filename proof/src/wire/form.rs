//! Forms (OpenAPI 3.0.3, sections 4.7.14 and 4.7.15), by the Encoding Objects of the document.

use serde_json::{Map, Value};

use super::{Unrepresentable, escape, text, unescape};
use crate::document::{Content, Document};

/// The form of an object.
pub(crate) fn write(document: &Document, content: &Content<'_>, value: &Value) -> Result<String, Unrepresentable> {
    let Value::Object(object) = value else { return Err(Unrepresentable("a form is an object")) };
    if let Some(said) = content.object.get("x-form-json") {
        let with = said.get("with").and_then(Value::as_object).into_iter().flatten();
        let mut pairs: Vec<String> = with
            .map(|(name, value)| format!("{}={}", escape(name), escape(value.as_str().unwrap_or_default())))
            .collect();
        let field = said.get("field").and_then(Value::as_str).unwrap_or_default();
        pairs.push(format!("{}={}", escape(field), escape(&value.to_string())));
        return Ok(pairs.join("&"));
    }
    plain(document, content, object)
}

/// The form without a field that holds JSON.
pub(crate) fn plain(
    document: &Document,
    content: &Content<'_>,
    object: &Map<String, Value>,
) -> Result<String, Unrepresentable> {
    let mut pairs: Vec<String> = Vec::new();
    let shape = document.shape(&content.schema.into_iter().collect::<Vec<_>>());
    for (name, value) in object {
        let encoding = content.object.get("encoding").and_then(|encoding| encoding.get(name));
        let says = |key: &str| encoding.and_then(|encoding| encoding.get(key));
        let json = says("contentType").and_then(Value::as_str).is_some_and(|essence| essence.contains("json"));
        let by_style = says("style").is_some() || says("explode").is_some();
        let style = says("style").and_then(Value::as_str).unwrap_or("form");
        let exploded = says("explode").and_then(Value::as_bool).unwrap_or(style == "form");
        let nested = |value: &Value| value.is_object() || value.is_array();
        let known = shape.properties.iter().any(|(property, _)| property == name);
        let allow = says("allowReserved") == Some(&Value::Bool(true));
        let escape = |text: &str| if allow { super::reserved(text) } else { super::escape(text) };
        let mut pair = |name: &str, value: String| pairs.push(format!("{}={value}", super::escape(name)));
        match value {
            value if json && !by_style => pair(name, escape(&value.to_string())),
            Value::Null => return Err(Unrepresentable("a form has no `null`")),
            Value::Object(inner) if style == "deepObject" && by_style => {
                if inner.is_empty() {
                    return Err(Unrepresentable("an empty object leaves no trace"));
                }
                for (key, value) in inner {
                    pair(&format!("{name}[{key}]"), escape(&text(value)?));
                }
            }
            value if nested(value) && !known => return Err(Unrepresentable("how it is written is not said")),
            Value::Object(_) => pair(name, escape(&value.to_string())),
            Value::Array(items) if items.is_empty() => {
                return Err(Unrepresentable("an array without items leaves no trace"));
            }
            Value::Array(items) if items.iter().any(nested) => {
                for item in items {
                    pair(name, escape(&item.to_string()));
                }
            }
            Value::Array(items) if exploded => {
                for item in items {
                    pair(name, escape(&text(item)?));
                }
            }
            Value::Array(items) => {
                let texts = items.iter().map(text).collect::<Result<Vec<_>, _>>()?;
                if texts.iter().all(String::is_empty) && texts.len() == 1 {
                    return Err(Unrepresentable("one empty item leaves no trace among none"));
                }
                let delimiter = match style {
                    "spaceDelimited" => " ",
                    "pipeDelimited" => "|",
                    _ => ",",
                };
                if delimiter != "," && texts.iter().any(|text| text.contains(delimiter)) {
                    return Err(Unrepresentable("the delimiter stands within an item"));
                }
                let escaped: Vec<String> = texts.iter().map(|text| escape(text).replace(',', "%2C")).collect();
                let joined = if delimiter == "," { escaped.join(",") } else { super::escape(&texts.join(delimiter)) };
                pair(name, joined);
            }
            scalar => pair(name, escape(&text(scalar)?)),
        }
    }
    Ok(pairs.join("&"))
}

/// The pairs of a form, sorted by name; the pairs of one name in their order.
pub(crate) fn parse(bytes: &[u8]) -> Vec<(String, Piece)> {
    let text = String::from_utf8_lossy(bytes);
    let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let meant = unescape(value);
        let piece = match serde_json::from_str::<Value>(&meant) {
            Ok(json @ (Value::Object(_) | Value::Array(_))) => Piece::Json(json),
            // A comma that stands as it is is another one than one that is escaped.
            Ok(_) | Err(_) => Piece::Texts(value.split(',').map(unescape).collect()),
        };
        (unescape(name), piece)
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by(|(left, _), (right, _)| left.cmp(right));
    pairs
}

/// The value of a pair.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    Json(Value),
    Texts(Vec<String>),
}
