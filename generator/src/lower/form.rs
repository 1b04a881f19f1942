//! Bodies that are forms (OpenAPI 3.0.3, sections 4.7.14 and 4.7.15): how each property is written that is more than
//! one text.

use serde_json::Value;

use super::Lowering;
use super::parameter::is_scalar;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Additional, Form, FormStyle, JsonField, Resolved, Schema, Type, TypeKind};
use crate::resolve::Node;

/// What kind of value a property has, as far as its writing depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// One text.
    Scalar,
    /// An array of texts.
    Texts,
    /// An object whose properties are texts.
    Flat,
    /// An array of anything else.
    Array,
    /// Anything else.
    Nested,
}

impl<'a> Lowering<'a, '_> {
    /// How a form is written; `None` where it holds what no form can. The Media Type Object stands at `at`.
    pub(super) fn form(&mut self, media_type: &Node<'a>, schema: &Schema, at: &Pointer) -> Option<Form> {
        let mut form = Form { json_field: self.json_field(media_type), ..Form::default() };
        let mut properties: Vec<(String, Shape, Pointer)> = Vec::new();
        if !self.form_properties(schema, &mut properties, 0) {
            let message = "a form has to be an object";
            self.fault(Diagnostic::error("unsupported-form", &at.key("schema"), message));
            return None;
        }
        let encodings = media_type.map("encoding");
        for (name, encoding) in &encodings {
            if !properties.iter().any(|(property, ..)| property == name) {
                let message = format!("there is no property `{name}`, so this has no effect");
                self.diagnostics.warning("ignored-encoding", &encoding.at, message);
            }
        }
        let mut sound = true;
        for (name, shape, place) in properties {
            let encoding = encodings.iter().find(|(property, _)| *property == name).map(|(_, encoding)| encoding);
            if encoding.is_some_and(|encoding| encoding.keywords.is("allowReserved")) {
                form.reserved.push(name.clone());
            }
            match style(shape, encoding) {
                Ok(style) => form.properties.extend(style.map(|style| (name, style))),
                // Within the JSON of the whole object, a property needs no encoding.
                Err(_) if form.json_field.is_some() && encoding.is_none() => {}
                Err(message) => {
                    let at = encoding.map_or(place, |encoding| encoding.at.clone());
                    self.fault(Diagnostic::error("unsupported-form-encoding", &at, message));
                    sound = false;
                }
            }
        }
        sound.then_some(form)
    }

    /// The properties that the object may have, of all its alternatives; whether it is an object.
    fn form_properties(&self, schema: &Schema, found: &mut Vec<(String, Shape, Pointer)>, depth: usize) -> bool {
        match schema.ty.resolved(&self.types) {
            Resolved::Type(Type::Map(values)) => is_scalar(values, &self.types, 0) || values.ty == Type::Any,
            Resolved::Kind(_, TypeKind::Struct(object)) => {
                for field in &object.fields {
                    let shape = self.form_shape(&field.schema);
                    match found.iter_mut().find(|(name, ..)| *name == field.name.wire) {
                        // Alternatives that differ in a property have one writing for it: the one that takes most.
                        Some((_, known, _)) if *known != shape => *known = Shape::Nested,
                        Some(_) => {}
                        None => found.push((field.name.wire.clone(), shape, field.schema.pointer.clone())),
                    }
                }
                true
            }
            Resolved::Kind(_, TypeKind::Union(union)) => {
                let mut objects =
                    union.variants.iter().map(|variant| self.form_properties(&variant.schema, found, depth + 1));
                depth < 4 && objects.all(|object| object)
            }
            Resolved::Type(_) | Resolved::Kind(..) => false,
        }
    }

    fn form_shape(&self, schema: &Schema) -> Shape {
        let types = &self.types;
        match schema.ty.resolved(types) {
            // What the document does not describe is text, as all of a form is.
            Resolved::Type(Type::Any) => Shape::Scalar,
            Resolved::Type(Type::Array(items)) if is_scalar(items, types, 0) || items.ty == Type::Any => Shape::Texts,
            Resolved::Type(Type::Array(_)) => Shape::Array,
            Resolved::Type(Type::Map(values)) if is_scalar(values, types, 0) => Shape::Flat,
            Resolved::Kind(_, TypeKind::Struct(object)) => {
                let rest = match &object.additional {
                    Additional::Keep(_, values) => is_scalar(values, types, 0) || values.ty == Type::Any,
                    Additional::Skip | Additional::Refuse => true,
                };
                let flat = rest && object.fields.iter().all(|field| is_scalar(&field.schema, types, 0));
                if flat { Shape::Flat } else { Shape::Nested }
            }
            _ if is_scalar(schema, types, 0) => Shape::Scalar,
            Resolved::Type(_) | Resolved::Kind(..) => Shape::Nested,
        }
    }

    /// `x-form-json: { field: rest_data, with: { input_type: json } }`
    fn json_field(&mut self, media_type: &Node<'_>) -> Option<JsonField> {
        let extension = media_type.keywords.get("x-form-json")?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let field = extension.get("field").and_then(text).filter(|field| !field.is_empty());
        let with = match extension.get("with") {
            None => Some(Vec::new()),
            Some(with) => with.as_object().and_then(|with| {
                let pairs = with.iter().map(|(name, value)| Some((name.clone(), text(value)?)));
                pairs.collect::<Option<Vec<_>>>()
            }),
        };
        let read = field.zip(with).map(|(field, with)| JsonField { field, with });
        match read {
            Some(read) if read.with.iter().all(|(name, _)| *name != read.field) => Some(read),
            Some(_) | None => {
                let message = "`x-form-json` names the `field` that holds the JSON, and under `with` the texts of other \
                               fields that stand before it; it is ignored";
                self.diagnostics.warning("invalid-extension", &media_type.at.key("x-form-json"), message);
                None
            }
        }
    }
}

/// How a property is written; `None` where it is one text. As long as neither `style` nor `explode` is extension, the
/// content type decides.
fn style(shape: Shape, encoding: Option<&Node<'_>>) -> Result<Option<FormStyle>, String> {
    let keywords = encoding.map(|encoding| encoding.keywords);
    let content_type = keywords.and_then(|keywords| keywords.text("contentType"));
    let essence =
        content_type.map(|text| text.split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase());
    let style = keywords.and_then(|keywords| keywords.text("style"));
    let explode = keywords.and_then(|keywords| keywords.get("explode")).and_then(Value::as_bool);
    let by_style = style.is_some() || explode.is_some();
    match essence.as_deref() {
        Some(json) if !by_style && (json == "application/json" || json.ends_with("+json")) => {
            return Ok(Some(FormStyle::Json));
        }
        None => {}
        Some(text) if text.starts_with("text/") && matches!(shape, Shape::Scalar | Shape::Texts) => {}
        Some("application/octet-stream" | "*/*") if shape == Shape::Scalar => {}
        Some(_) if by_style => {}
        Some(other) => return Err(format!("a property in `{other}` is not supported in a form")),
    }
    let exploded = explode.unwrap_or(style.is_none_or(|style| style == "form"));
    match (shape, style) {
        (Shape::Scalar, _) => Ok(None),
        (Shape::Texts, None | Some("form")) if exploded => Ok(Some(FormStyle::Exploded)),
        (Shape::Texts, None | Some("form")) => Ok(Some(FormStyle::Comma)),
        (Shape::Texts, Some("spaceDelimited" | "pipeDelimited")) if exploded => Ok(Some(FormStyle::Exploded)),
        (Shape::Texts, Some("spaceDelimited")) => Ok(Some(FormStyle::Space)),
        (Shape::Texts, Some("pipeDelimited")) => Ok(Some(FormStyle::Pipe)),
        (Shape::Flat, Some("deepObject")) => Ok(Some(FormStyle::DeepObject)),
        (Shape::Array, None) if !by_style => Ok(Some(FormStyle::JsonItems)),
        (Shape::Flat | Shape::Nested, None) if !by_style => Ok(Some(FormStyle::Json)),
        (_, style) => {
            let style = style.unwrap_or("form");
            Err(format!("a property of this type is not supported in a form in the style `{style}`"))
        }
    }
}
