//! The values of a message in, the message out as the document has it: written plainly, from the document alone, so
//! that a mistake in the tables of a generated crate, or in what reads and writes by them, shows as a difference.

pub(crate) mod form;
pub(crate) mod xml;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use crate::document::{Content, Document, Operation, Parameter};

/// The unreserved characters of RFC 3986, section 2.3, stay as they are.
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What cookies cannot hold (RFC 6265, section 4.1.1), and the percent sign.
const COOKIE: AsciiSet = percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// Why a value has no form in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unrepresentable(pub(crate) &'static str);

/// A request by its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) path: String,
    /// Names, and the values as they stand there.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) cookies: Vec<(String, String)>,
}

/// Writes the parameters of a request: those that are there, with their values.
pub(crate) fn request(operation: &Operation<'_>, values: &[Option<Value>]) -> Result<Written, Unrepresentable> {
    let mut written = Written { path: operation.path.clone(), ..Written::default() };
    let mut tail = String::new();
    for (parameter, value) in operation.parameters.iter().zip(values) {
        let Some(value) = value else { continue };
        match parameter.location.as_str() {
            "path" => {
                let text = joined(parameter, value, &|text| escape(text))?;
                if text.is_empty() || text == "." || text == ".." {
                    return Err(Unrepresentable("a segment of a path is neither empty nor `.` nor `..`"));
                }
                written.path = written.path.replace(&format!("{{{}}}", parameter.name), &text);
            }
            "query" if parameter.says("x-path-pair") == Some(&Value::Bool(true)) => {
                let text = joined(parameter, value, &|text| escape(text))?;
                if text.is_empty() || text == "." || text == ".." {
                    return Err(Unrepresentable("a segment of a path is neither empty nor `.` nor `..`"));
                }
                tail.push_str(&format!("/{}/{text}", escape(&parameter.name)));
            }
            "query" => pairs(parameter, value, &|text| escape_in(parameter, value, text), &mut written.query)?,
            "cookie" => {
                pairs(parameter, value, &|text| utf8_percent_encode(text, &COOKIE).to_string(), &mut written.cookies)?
            }
            _ => written.headers.push((parameter.name.to_ascii_lowercase(), header(parameter, value)?)),
        }
    }
    written.path.push_str(&tail);
    Ok(written)
}

/// The lines of a header of a response: one, but for `Set-Cookie`, which cannot be joined (RFC 9110, section 5.3).
pub(crate) fn lines(parameter: &Parameter<'_>, value: &Value) -> Result<Vec<String>, Unrepresentable> {
    match value {
        Value::Array(items) if !items.is_empty() && parameter.name.eq_ignore_ascii_case("set-cookie") => {
            let lines = items.iter().map(|item| header(parameter, item));
            let lines = lines.collect::<Result<Vec<_>, _>>()?;
            let empty = lines.iter().any(String::is_empty);
            if empty { Err(Unrepresentable("a cookie is not empty")) } else { Ok(lines) }
        }
        value => Ok(vec![header(parameter, value)?]),
    }
}

/// The text of a header, which has no escapes.
pub(crate) fn header(parameter: &Parameter<'_>, value: &Value) -> Result<String, Unrepresentable> {
    let text = joined(parameter, value, &|text| text.to_owned())?;
    let plain = text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) && text.trim() == text;
    let pieces = pieces(value)?;
    let has_comma = !parameter.json && pieces.len() > 1 && pieces.iter().any(|piece| piece.contains([',', '=']));
    let alone = value.is_array()
        && pieces.iter().any(|piece| piece.contains(',') || piece.trim() != *piece || piece.is_empty());
    let lost = value.is_object() && pieces.iter().any(|piece| piece.contains([',', '=']) || piece.trim() != *piece);
    if !plain || has_comma || alone || lost {
        return Err(Unrepresentable("a header has no escapes"));
    }
    Ok(text)
}

/// A value as one text, with delimiters between its pieces (styles `simple` and `form` without `explode`).
fn joined(
    parameter: &Parameter<'_>,
    value: &Value,
    escape: &dyn Fn(&str) -> String,
) -> Result<String, Unrepresentable> {
    if parameter.json {
        return Ok(escape(&value.to_string()));
    }
    let delimiter = parameter.says("x-delimiter").and_then(Value::as_str).unwrap_or(",");
    let exploded = explode(parameter);
    Ok(match value {
        Value::Array(items) if items.is_empty() => {
            return Err(Unrepresentable("an array without items leaves no trace"));
        }
        Value::Object(object) if object.is_empty() => return Err(Unrepresentable("an empty object leaves no trace")),
        Value::Array(_) => pieces(value)?.iter().map(|text| escape(text)).collect::<Vec<_>>().join(delimiter),
        Value::Object(object) => {
            let pairs = object.iter().map(|(key, value)| {
                let separator = if exploded { "=" } else { "," };
                Ok(format!("{}{separator}{}", escape(key), escape(&text(value)?)))
            });
            pairs.collect::<Result<Vec<_>, Unrepresentable>>()?.join(delimiter)
        }
        scalar => escape(&text(scalar)?),
    })
}

/// A value as pairs of a query or of cookies (style `form`).
fn pairs(
    parameter: &Parameter<'_>,
    value: &Value,
    escape: &dyn Fn(&str) -> String,
    out: &mut Vec<(String, String)>,
) -> Result<(), Unrepresentable> {
    match value {
        Value::Array(items) if explode(parameter) && !parameter.json => {
            if items.is_empty() {
                return Err(Unrepresentable("an array without items leaves no trace"));
            }
            for item in items {
                out.push((parameter.name.clone(), escape(&text(item)?)));
            }
        }
        Value::Object(object) if explode(parameter) && !parameter.json => {
            if object.is_empty() {
                return Err(Unrepresentable("an empty object leaves no trace"));
            }
            for (key, value) in object {
                out.push((key.clone(), escape(&text(value)?)));
            }
        }
        value => out.push((parameter.name.clone(), joined(parameter, value, escape)?)),
    }
    Ok(())
}

/// `explode`, which is so by itself in the style `form`.
fn explode(parameter: &Parameter<'_>) -> bool {
    let form = matches!(parameter.location.as_str(), "query" | "cookie");
    parameter.says("explode").and_then(Value::as_bool).unwrap_or(form)
}

fn pieces(value: &Value) -> Result<Vec<String>, Unrepresentable> {
    match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(object) => object.values().map(text).collect(),
        scalar => Ok(vec![text(scalar)?]),
    }
}

/// The text of a single value.
pub(crate) fn text(value: &Value) -> Result<String, Unrepresentable> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) => Ok(value.to_string()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Null => Err(Unrepresentable("text has no `null`")),
        Value::Array(_) | Value::Object(_) => Err(Unrepresentable("text has no arrays or objects within")),
    }
}

/// A text with `allowReserved`: reserved characters stay that a query can hold (RFC 3986, section 3.4) and that neither
/// end the value nor are read as another character.
pub(crate) fn reserved(text: &str) -> String {
    const RESERVED: AsciiSet = UNRESERVED
        .remove(b':')
        .remove(b'/')
        .remove(b'?')
        .remove(b'@')
        .remove(b'!')
        .remove(b'$')
        .remove(b'\'')
        .remove(b'(')
        .remove(b')')
        .remove(b'*')
        .remove(b',')
        .remove(b';')
        .remove(b'=');
    utf8_percent_encode(text, &RESERVED).to_string()
}

/// A value of a query, or one of several that a delimiter keeps apart.
fn escape_in(parameter: &Parameter<'_>, value: &Value, text: &str) -> String {
    let is_one = !value.is_array() && !value.is_object() || explode(parameter) || parameter.json;
    let commas = parameter.says("x-delimiter").and_then(Value::as_str).is_none_or(|delimiter| delimiter == ",");
    match parameter.says("allowReserved") == Some(&Value::Bool(true)) {
        true if is_one => reserved(text),
        true if commas => reserved(text).replace(',', "%2C"),
        _ => escape(text),
    }
}

pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, &UNRESERVED).to_string()
}

/// The text that is meant; what is no escape is literal.
pub(crate) fn unescape(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// How a body is written, by its media type and its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Json,
    Xml,
    Form,
    /// Text or bytes.
    Raw,
}

impl Kind {
    /// What the document says of a body.
    pub(crate) fn of(document: &Document, content: &Content<'_>) -> Self {
        let essence = content.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let shape = document.shape(&content.schema.into_iter().collect::<Vec<_>>());
        let is_scalar = shape.alternatives.is_empty() && matches!(shape.kind(), Some("boolean" | "integer" | "number"));
        let structured = !shape.alternatives.is_empty() || !matches!(shape.kind(), None | Some("string"));
        let named = shape.parts.iter().any(|part| part.get("xml").is_some()) && shape.format != Some("binary");
        match essence.as_str() {
            json if json == "application/json" || json == "text/json" || json.ends_with("+json") => Self::Json,
            xml if (xml == "application/xml" || xml == "text/xml" || xml.ends_with("+xml"))
                && (structured || named && shape.kind() == Some("string")) =>
            {
                Self::Xml
            }
            "application/x-www-form-urlencoded" if structured => Self::Form,
            // A media type that cannot carry such a value is JSON, unless it is known to be something else.
            other if other.starts_with("text/") && is_scalar => Self::Raw,
            other if structured && !is_binary(other) => Self::Json,
            _ => Self::Raw,
        }
    }
}

/// Whether a media type is known to be no JSON.
fn is_binary(essence: &str) -> bool {
    let (first, subtype) = essence.split_once('/').unwrap_or_default();
    matches!(first, "image" | "audio" | "video" | "font")
        || ["octet-stream", "zip", "pdf", "gzip", "tar", "yaml", "protobuf"].iter().any(|word| subtype.contains(word))
}

/// A media type of a range, or the media type itself.
pub(crate) fn concrete(media_type: &str) -> String {
    media_type.replace('*', "x")
}

/// The bytes of a body.
pub(crate) fn body(document: &Document, content: &Content<'_>, value: &Value) -> Result<Vec<u8>, Unrepresentable> {
    let schemas: Vec<&Value> = content.schema.into_iter().collect();
    match Kind::of(document, content) {
        Kind::Json => Ok(value.to_string().into_bytes()),
        Kind::Xml => Ok(xml::print(&xml::root(document, &schemas, value)?).into_bytes()),
        Kind::Form => Ok(form::write(document, content, value)?.into_bytes()),
        Kind::Raw => Ok(text(value)?.into_bytes()),
    }
}

/// Whether a body that was sent is the one that the document has for a value; why not otherwise.
pub(crate) fn is_body(document: &Document, content: &Content<'_>, value: &Value, sent: &[u8]) -> Result<(), String> {
    let expected = match body(document, content, value) {
        Ok(expected) => expected,
        // What has no form here was written nevertheless; reading it back is checked elsewhere.
        Err(Unrepresentable(_)) => return Ok(()),
    };
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().take(2000).collect::<String>();
    let same = match Kind::of(document, content) {
        Kind::Json => serde_json::from_slice::<Value>(sent).is_ok_and(|sent| crate::is_same(&sent, value)),
        Kind::Xml => match (xml::parse(sent), xml::parse(&expected)) {
            (Ok(sent), Ok(expected)) => sent == expected,
            _ => false,
        },
        Kind::Form => form::parse(sent) == form::parse(&expected),
        Kind::Raw => sent == expected,
    };
    if same {
        Ok(())
    } else {
        Err(format!("the body is\n{}\nand by the document it is\n{}", shown(sent), shown(&expected)))
    }
}
