//! The media types of a body (OpenAPI 3.0.3, sections 4.7.13 and 4.7.14): how each is read, and the one Rust type of all.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::types::named;
use super::{Lowering, inline};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{
    Base, Codec, Constraints, Content, Kinds, Lenient, Name, Schema, StringFormat, Type, TypeKind, Variant,
};
use crate::resolve::Node;

/// A body: its Rust type, and its media types.
pub(super) struct Body {
    pub(super) schema: Schema,
    pub(super) content: Vec<Content>,
}

impl<'a> Lowering<'a, '_> {
    /// Lowers the media types at a place; `None` if there are none that are supported.
    pub(super) fn content(&mut self, declared: &IndexMap<String, MediaType>, at: &Pointer) -> Option<Body> {
        let mut all: Vec<(Content, Schema)> = Vec::new();
        for (media_type, declared) in declared {
            let place = at.key(media_type);
            let Some((codec, schema)) = self.media_type(media_type, declared, &place) else { continue };
            let examples = self.examples(declared.example.as_ref(), &declared.examples, &place);
            let content = Content {
                pointer: place,
                media_type: media_type.clone(),
                codec,
                alternative: 0,
                constraints: schema.constraints.clone(),
                lenient: schema.lenient,
                examples,
            };
            all.push((content, schema));
        }
        let (_, first) = all.first()?;
        let alike = |schema: &Schema| schema.nullable == first.nullable && same_type(&schema.ty, &first.ty);
        if all.iter().all(|(_, schema)| alike(schema)) {
            let schema = first.clone();
            return Some(Body { schema, content: all.into_iter().map(|(content, _)| content).collect() });
        }
        Some(self.alternatives_of_media_types(all, at))
    }

    /// Media types with types of their own are the variants of an enum.
    fn alternatives_of_media_types(&mut self, all: Vec<(Content, Schema)>, at: &Pointer) -> Body {
        let mut variants: Vec<Variant> = Vec::new();
        let mut content = Vec::new();
        let codecs: Vec<Codec> = all.iter().map(|(content, _)| content.codec).collect();
        for (mut one, schema) in all {
            let same = |variant: &Variant| {
                variant.schema.nullable == schema.nullable && same_type(&variant.schema.ty, &schema.ty)
            };
            one.alternative = match variants.iter().position(same) {
                Some(index) => index,
                None => {
                    let alone = codecs.iter().filter(|codec| **codec == one.codec).count() == 1;
                    variants.push(variant(&one, schema, alone));
                    variants.len().saturating_sub(1)
                }
            };
            content.push(one);
        }
        let key = vec![at.clone()];
        let id = match self.known.get(&key) {
            Some(id) => *id,
            None => self.reserve(key, inline::name(&self.document.tree, at)),
        };
        if let Some(def) = self.types.get_mut(id.0) {
            def.kind = TypeKind::MediaTypes(variants);
        }
        Body { schema: named(id, at.clone()), content }
    }

    /// How a media type is read, and the type of its value.
    fn media_type(&mut self, media_type: &str, declared: &MediaType, at: &Pointer) -> Option<(Codec, Schema)> {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if let Some((code, what)) = unsupported(&essence) {
            let message = format!("{what} (`{media_type}`) is not supported");
            self.unsupported(Diagnostic::error(code, at, message));
            return None;
        }
        let schema = declared.schema.as_ref().map(|_| {
            let place = at.key("schema");
            let node = Node::new(self.document.tree.pointer(place.as_str()).unwrap_or_default(), place);
            let schema = self.place(&[node]);
            self.define_pending();
            schema
        });
        if essence == "application/json" || essence.ends_with("+json") || essence == "text/json" {
            return Some((Codec::Json, schema.unwrap_or_else(|| super::schema::any(at.clone()))));
        }
        let base = schema.as_ref().map(|schema| schema.ty.base(&self.types));
        let text = essence.starts_with("text/");
        match base {
            Some(Base::Type(Type::String(StringFormat::Binary))) => Some((Codec::Octets, octets(at))),
            None | Some(Base::Type(Type::Any)) if text => Some((Codec::Text, scalar(StringFormat::Plain, at))),
            None | Some(Base::Type(Type::Any)) => Some((Codec::Octets, octets(at))),
            Some(
                Base::Type(Type::String(_) | Type::Integer(_) | Type::Number(_) | Type::Boolean)
                | Base::Kind(_, TypeKind::Enumeration(_)),
            ) if text => schema.map(|schema| (Codec::Text, schema)),
            Some(Base::Type(Type::String(_))) => Some((Codec::Octets, octets(at))),
            Some(_) => {
                let message = format!("a value of this type cannot be carried as `{media_type}`");
                let finding = Diagnostic::error("unsupported-media-type", at, message);
                self.unsupported(
                    finding.help("describe it as `application/json`, or as a string with `format: binary`"),
                );
                None
            }
        }
    }
}

/// Whether values have the same Rust type, whatever holds for them.
fn same_type(left: &Type, right: &Type) -> bool {
    match (left, right) {
        (Type::Array(left), Type::Array(right)) | (Type::Map(left), Type::Map(right)) => {
            left.nullable == right.nullable && same_type(&left.ty, &right.ty)
        }
        (left, right) => left == right,
    }
}

/// Media types that need a codec of their own.
fn unsupported(essence: &str) -> Option<(&'static str, &'static str)> {
    match essence {
        "application/xml" | "text/xml" => Some(("unsupported-xml", "XML")),
        xml if xml.ends_with("+xml") && xml != "image/svg+xml" => Some(("unsupported-xml", "XML")),
        "application/x-www-form-urlencoded" => Some(("unsupported-form", "a form")),
        multipart if multipart.starts_with("multipart/") => Some(("unsupported-multipart", "a body of several parts")),
        "text/event-stream"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/json-seq" => Some(("unsupported-streaming", "a stream of values")),
        _ => None,
    }
}

fn variant(content: &Content, schema: Schema, alone: bool) -> Variant {
    let codec = match content.codec {
        Codec::Json => "Json",
        Codec::Text => "Text",
        Codec::Octets => "Octets",
    };
    let essence = content.media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence.rsplit('/').next().filter(|subtype| *subtype != "*").unwrap_or(codec);
    Variant {
        name: Name::new(if alone { codec } else { subtype }),
        schema,
        boxed: false,
        tags: Vec::new(),
        kinds: Kinds::default(),
        description: None,
    }
}

fn octets(at: &Pointer) -> Schema {
    scalar(StringFormat::Binary, at)
}

fn scalar(format: StringFormat, at: &Pointer) -> Schema {
    Schema {
        pointer: at.clone(),
        ty: Type::String(format),
        nullable: false,
        constraints: Constraints::default(),
        lenient: Lenient::default(),
        default: None,
    }
}
