//! Parameters (OpenAPI 3.0.3, section 4.7.12) and headers of responses (4.7.21).

use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter as Declared, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, ReferenceOr,
};

use super::{Lowering, extension};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{
    Additional, Location, Name, Parameter, Resolved, Schema, Shape, StringFormat, Style, Type, TypeDef, TypeKind,
};
use crate::media_type::essence;
use crate::resolve::{self, Node};
use crate::token::is_token;

/// Headers of the message itself, or of its connection (RFC 9110, sections 7.2, 7.6, 8.6 and 10.1; RFC 9112, section 6).
const FRAMING: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What parameters and headers have in common.
struct Value<'v> {
    pointer: Pointer,
    format: &'v ParameterSchemaOrContent,
    data: &'v ParameterData,
    explode: bool,
    style: Style,
    allow_reserved: bool,
}

/// Parameters by name and location, with the place where each stands.
pub(super) type Declarations = IndexMap<(String, Location), (Declared, Pointer)>;

impl<'a> Lowering<'a, '_> {
    /// The parameters in a list, each once. The list stands in the object at `at`.
    pub(super) fn declarations(&mut self, list: &[ReferenceOr<Declared>], at: &Pointer) -> Declarations {
        let mut found = Declarations::new();
        for (index, parameter) in list.iter().enumerate() {
            let place = at.key("parameters").index(index);
            let Some((parameter, pointer)) = self.follow(parameter, &place, "Parameter Object") else { continue };
            let data = parameter.parameter_data_ref();
            let location = location(&parameter);
            let ignored =
                ["accept", "content-type", "authorization"].contains(&data.name.to_ascii_lowercase().as_str());
            if location == Location::Header && ignored {
                let message = format!(
                    "`{}` is not a parameter: the header is determined by other parts of the document",
                    data.name
                );
                self.diagnostics.warning("ignored-header-parameter", &pointer, message);
                continue;
            }
            if location == Location::Header && self.leaves_out_framing(&data.name, &pointer) {
                continue;
            }
            let name = if location == Location::Header { data.name.to_ascii_lowercase() } else { data.name.clone() };
            if let Some((_, other)) = found.get(&(name.clone(), location)) {
                let message = format!("there is another parameter `{}` in the same place; that one counts", data.name);
                let finding = Diagnostic::warning("duplicate-parameter", &place, message);
                self.read_as(finding.related(other, "the other parameter"));
                continue;
            }
            found.insert((name, location), (parameter, pointer));
        }
        found
    }

    /// Whether all references in a list lead to parameters.
    pub(super) fn is_found(&self, list: &[ReferenceOr<Declared>], at: &Pointer) -> bool {
        let home = at.key("parameters");
        list.iter().enumerate().all(|(index, item)| {
            resolve::follow(&self.document.tree, item, &home.index(index), "Parameter Object").is_ok()
        })
    }

    /// Warns of a header that HTTP itself writes, and says whether it is one.
    pub(super) fn leaves_out_framing(&mut self, name: &str, at: &Pointer) -> bool {
        let framing = FRAMING.iter().any(|framing| name.eq_ignore_ascii_case(framing));
        if framing {
            let message = format!("the header `{name}` is written by HTTP itself and is left out");
            self.diagnostics.warning("framing-header", at, message);
        }
        framing
    }

    /// Lowers a parameter.
    pub(super) fn parameter(&mut self, parameter: &Declared, pointer: Pointer) -> Option<Parameter> {
        let data = parameter.parameter_data_ref();
        let location = location(parameter);
        let (style, allow_reserved) = match parameter {
            Declared::Query { style: QueryStyle::Form, allow_reserved, .. } => (Style::Form, *allow_reserved),
            Declared::Query { style: QueryStyle::SpaceDelimited, .. } => {
                return self.unsupported_style("spaceDelimited", &pointer);
            }
            Declared::Query { style: QueryStyle::PipeDelimited, .. } => {
                return self.unsupported_style("pipeDelimited", &pointer);
            }
            Declared::Query { style: QueryStyle::DeepObject, .. } => {
                return self.unsupported_style("deepObject", &pointer);
            }
            Declared::Path { style: PathStyle::Simple, .. } => (Style::Simple, false),
            Declared::Path { style: PathStyle::Matrix, .. } => return self.unsupported_style("matrix", &pointer),
            Declared::Path { style: PathStyle::Label, .. } => return self.unsupported_style("label", &pointer),
            Declared::Header { style: HeaderStyle::Simple, .. } => (Style::Simple, false),
            Declared::Cookie { style: CookieStyle::Form, .. } => (Style::Form, false),
        };
        let explode = data.explode.unwrap_or(style == Style::Form);
        let empty = matches!(parameter, Declared::Query { allow_empty_value: Some(true), .. });
        let value = Value { pointer, format: &data.format, data, explode, style, allow_reserved };
        let lowered = self.value(&value, location)?;
        let base = lowered.schema.ty.resolved(&self.types);
        if empty && !matches!(base, Resolved::Type(Type::String(StringFormat::Plain))) {
            let message = "an empty value (`allowEmptyValue`) cannot be sent and is refused, because it is not a value of the type";
            self.diagnostics.warning("ignored-allow-empty-value", &value.pointer.key("allowEmptyValue"), message);
        }
        Some(lowered)
    }

    fn unsupported_style(&mut self, style: &str, at: &Pointer) -> Option<Parameter> {
        let message = format!("the style `{style}` is not supported");
        self.fault(Diagnostic::error("unsupported-style", &at.key("style"), message));
        None
    }

    /// Lowers a header of a response.
    pub(super) fn header(&mut self, name: &str, header: &ReferenceOr<Header>, at: &Pointer) -> Option<Parameter> {
        let (header, pointer) = self.follow(header, at, "Header Object")?;
        // `openapiv3` drops `explode` of headers.
        let explode =
            self.document.tree.pointer(pointer.key("explode").as_str()) == Some(&serde_json::Value::Bool(true));
        let data = ParameterData {
            name: name.to_owned(),
            description: header.description,
            required: header.required,
            deprecated: header.deprecated,
            format: header.format,
            example: header.example,
            examples: header.examples,
            explode: Some(explode),
            extensions: header.extensions,
        };
        let value =
            Value { pointer, format: &data.format, data: &data, explode, style: Style::Simple, allow_reserved: false };
        self.value(&value, Location::Header)
    }

    fn value(&mut self, value: &Value<'_>, location: Location) -> Option<Parameter> {
        let at = &value.pointer;
        if location == Location::Header && !is_token(&value.data.name) {
            let message = format!("no header can be named `{}`", value.data.name);
            self.fault(Diagnostic::error("unsupported-header-name", at, message));
            return None;
        }
        let (mut schema, json) = match value.format {
            ParameterSchemaOrContent::Schema(_) => (self.schema_at(at.key("schema")), false),
            ParameterSchemaOrContent::Content(content) => {
                let place = at.key("content");
                let mut entries = content.iter();
                let (Some((media_type, declared)), None) = (entries.next(), entries.next()) else {
                    let message = "there must be exactly one media type";
                    self.fault(Diagnostic::error("invalid-parameter-content", &place, message));
                    return None;
                };
                let essence = essence(media_type);
                if essence != "application/json" && !essence.ends_with("+json") {
                    let message = format!("a parameter in `{media_type}` is not supported");
                    self.fault(Diagnostic::error("unsupported-parameter-content", &place.key(media_type), message));
                    return None;
                }
                let place = place.key(media_type).key("schema");
                (if declared.schema.is_some() { self.schema_at(place) } else { super::schema::any(place) }, true)
            }
        };
        let shape = if json { Shape::Json } else { self.shape(&mut schema)? };
        let data = value.data;
        let style = self.delimited(value, location, shape);
        let hint = data.extensions.get("x-rust-name").and_then(serde_json::Value::as_str).map(str::to_owned);
        let examples = self.examples(data.example.as_ref(), &data.examples, at);
        Some(Parameter {
            pointer: at.clone(),
            name: Name { hint, ..Name::new(&data.name) },
            location,
            style,
            explode: value.explode,
            allow_reserved: value.allow_reserved,
            required: data.required,
            shape,
            schema,
            description: data.description.clone(),
            deprecated: data.deprecated == Some(true),
            experimental: extension::is_experimental(&data.extensions),
            examples: examples.into_iter().map(|(_, value)| value).collect(),
            or_default: String::new(),
        })
    }

    /// The style of a parameter with `x-delimiter` and `x-path-pair`.
    fn delimited(&mut self, value: &Value<'_>, location: Location, shape: Shape) -> Style {
        let extensions = &value.data.extensions;
        let joined = shape == Shape::Array && !value.explode;
        let delimiter = extensions.get("x-delimiter").map(|value| delimiter(value).filter(|_| joined));
        let delimiter = match (delimiter, location) {
            (None, _) => None,
            (Some(Some(delimiter)), Location::Path | Location::Query) => Some(delimiter),
            (Some(_), _) => {
                let message = "`x-delimiter` is one of `!$'()*,;:@` on an array in a path or query with `explode: false`; \
                               it is ignored";
                self.diagnostics.warning("invalid-extension", &value.pointer.key("x-delimiter"), message);
                None
            }
        };
        match extensions.get("x-path-pair") {
            None | Some(serde_json::Value::Bool(false)) => {}
            Some(serde_json::Value::Bool(true))
                if location == Location::Query && (joined || shape == Shape::Scalar) =>
            {
                return Style::Pair(delimiter.unwrap_or(','));
            }
            Some(_) => {
                let message = "`x-path-pair` is `true` on a query parameter that is a single value, or an array with \
                               `explode: false`; it is ignored";
                self.diagnostics.warning("invalid-extension", &value.pointer.key("x-path-pair"), message);
            }
        }
        delimiter.map_or(value.style, Style::Delimited)
    }

    fn schema_at(&mut self, at: Pointer) -> Schema {
        let node = Node::new(self.document.tree.pointer(at.as_str()).unwrap_or_default(), at);
        let schema = self.place(&[node]);
        self.define_pending();
        schema
    }

    /// What kind of text a value is.
    fn shape(&mut self, schema: &mut Schema) -> Option<Shape> {
        if matches!(schema.ty.resolved(&self.types), Resolved::Type(Type::Any)) {
            let message = "the parameter has no type; it is a string";
            self.diagnostics.warning("untyped-parameter", &schema.pointer, message);
            schema.ty = Type::String(StringFormat::Plain);
        }
        let types = &self.types;
        let (shape, flat) = match schema.ty.resolved(types) {
            Resolved::Type(Type::Array(items)) => (Shape::Array, is_scalar(items, types, 0)),
            Resolved::Type(Type::Map(values)) => (Shape::Map, is_scalar(values, types, 0)),
            Resolved::Kind(_, TypeKind::Struct(object)) => {
                let rest = match &object.additional {
                    Additional::Keep(_, values) => is_scalar(values, types, 0),
                    Additional::Skip | Additional::Refuse => true,
                };
                (Shape::Object, rest && object.fields.iter().all(|field| is_scalar(&field.schema, types, 0)))
            }
            _ => (Shape::Scalar, is_scalar(schema, types, 0)),
        };
        if !flat {
            let message = "a parameter whose items or properties are no single values is not supported";
            let finding = Diagnostic::error("unsupported-nested-parameter", &schema.pointer, message);
            self.fault(finding.help("describe it with `content` and `application/json` if it is sent as JSON"));
            return None;
        }
        Some(shape)
    }
}

/// A delimiter that can stand in paths and queries as it is, and be escaped within an item.
fn delimiter(value: &serde_json::Value) -> Option<char> {
    let mut characters = value.as_str()?.chars();
    let delimiter = characters.next().filter(|character| "!$'()*,;:@".contains(*character))?;
    characters.next().is_none().then_some(delimiter)
}

fn location(parameter: &Declared) -> Location {
    match parameter {
        Declared::Query { .. } => Location::Query,
        Declared::Header { .. } => Location::Header,
        Declared::Path { .. } => Location::Path,
        Declared::Cookie { .. } => Location::Cookie,
    }
}

/// Whether a value is one text. Unions of unions are looked into only so far; real ones are flat.
pub(super) fn is_scalar(schema: &Schema, types: &[TypeDef], depth: usize) -> bool {
    match schema.ty.resolved(types) {
        Resolved::Type(Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_)) => true,
        Resolved::Type(Type::Any | Type::Array(_) | Type::Map(_) | Type::Named(_)) => false,
        Resolved::Kind(_, TypeKind::Enumeration(_)) => true,
        Resolved::Kind(_, TypeKind::Union(union)) => {
            depth < 4 && union.variants.iter().all(|variant| is_scalar(&variant.schema, types, depth + 1))
        }
        Resolved::Kind(_, TypeKind::Struct(_) | TypeKind::MediaTypes(_) | TypeKind::Newtype(_)) => false,
    }
}
