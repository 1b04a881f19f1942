//! The media types of a body (OpenAPI 3.0.3, sections 4.7.13 and 4.7.14): how each is read, and the one Rust type of
//! all.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::types::named;
use super::{Lowering, inline, xml};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{
    Codec, Constraints, Content, Form, Kinds, Lenient, Name, Resolved, Schema, StringFormat, Type, TypeId, TypeKind,
    Variant, Xml, XmlObject,
};
use crate::media_type::{Syntax, essence};
use crate::resolve::Node;

/// A body: its Rust type, and its media types.
pub(super) struct Body {
    pub(super) schema: Schema,
    pub(super) content: Vec<Content>,
}

/// What is carried in one media type, and how.
struct Carried {
    codec: Codec,
    schema: Schema,
    xml: Option<Xml>,
    form: Option<Form>,
    /// Whether the media type cannot carry a value of the documented type, so that this is the likeliest meaning.
    guessed: bool,
}

impl<'a> Lowering<'a, '_> {
    /// Lowers the media types at a place; `None` if there are none that are supported.
    pub(super) fn content(&mut self, declared: &IndexMap<String, MediaType>, at: &Pointer) -> Option<Body> {
        let read = declared.iter().filter_map(|(media_type, declared)| {
            let place = at.key(media_type);
            Some((media_type, declared, self.media_type(media_type, declared, &place)?))
        });
        let read: Vec<(&String, &MediaType, Carried)> = read.collect();
        let sound = read.iter().find(|(.., carried)| !carried.guessed).map(|(media_type, ..)| *media_type);
        let mut all: Vec<(Content, Schema)> = Vec::new();
        for (media_type, declared, carried) in read {
            let place = at.key(media_type);
            if carried.guessed && !self.keeps_guess(media_type, &carried, sound, &place) {
                continue;
            }
            let Carried { codec, schema, xml, form, .. } = carried;
            let examples = self.examples(declared.example.as_ref(), &declared.examples, &place);
            let content = Content {
                pointer: place,
                media_type: media_type.clone(),
                codec,
                alternative: 0,
                constraints: schema.constraints.clone(),
                lenient: schema.lenient,
                xml,
                form,
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

    /// Warns of a media type that cannot carry a value of its type. It is kept if there is no other.
    fn keeps_guess(&mut self, media_type: &str, carried: &Carried, sound: Option<&String>, at: &Pointer) -> bool {
        let (code, message) = match (sound, carried.codec) {
            (Some(sound), _) => {
                let message =
                    format!("`{media_type}` cannot carry a value of this type as `{sound}` does; it is left out");
                ("left-out-media-type", message)
            }
            (None, codec) => {
                let what = if codec == Codec::Json { "JSON" } else { "bytes" };
                let message = format!("a value of this type cannot be encoded as `{media_type}`; it is read as {what}");
                ("assumed-media-type", message)
            }
        };
        self.diagnostics.warning(code, at, message);
        if sound.is_some() {
            self.left_out.insert(at.clone());
        }
        sound.is_none()
    }

    /// Media types with types of their own are the variants of an enum.
    fn alternatives_of_media_types(&mut self, all: Vec<(Content, Schema)>, at: &Pointer) -> Body {
        let mut alternatives: Vec<(Schema, Vec<usize>)> = Vec::new();
        let mut content: Vec<Content> = Vec::new();
        for (index, (mut one, schema)) in all.into_iter().enumerate() {
            let same = |(other, _): &(Schema, Vec<usize>)| {
                other.nullable == schema.nullable && same_type(&other.ty, &schema.ty)
            };
            match alternatives.iter().position(same) {
                Some(place) => {
                    one.alternative = place;
                    if let Some((_, contents)) = alternatives.get_mut(place) {
                        contents.push(index);
                    }
                }
                None => {
                    one.alternative = alternatives.len();
                    alternatives.push((schema, vec![index]));
                }
            }
            content.push(one);
        }
        let variants = alternatives.into_iter().map(|(schema, places)| self.variant(schema, &places, &content));
        let variants: Vec<Variant> = variants.collect();
        let id = self.body_type(variants, at);
        Body { schema: named(id, at.clone()), content }
    }

    /// The type of a body with these variants. Bodies alike whose first variant is a component have one type, which is
    /// named after that.
    fn body_type(&mut self, variants: Vec<Variant>, at: &Pointer) -> TypeId {
        let key = vec![at.clone()];
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let component = variants.first().and_then(|first| xml::component(&first.schema.ty, &self.types));
        let name = component.map(|component| Name::new(format!("{component}_Body")));
        if name.is_some()
            && let Some(id) = self.bodies.iter().find(|id| self.is_body_of(**id, &variants))
        {
            let id = *id;
            self.known.insert(key, id);
            return id;
        }
        let shared = name.is_some();
        let id = self.reserve(key, name.unwrap_or_else(|| inline::name(&self.document.tree, at)));
        if let Some(def) = self.types.get_mut(id.0) {
            def.kind = TypeKind::MediaTypes(variants);
        }
        if shared {
            self.bodies.push(id);
        }
        id
    }

    fn is_body_of(&self, id: TypeId, variants: &[Variant]) -> bool {
        let Some(TypeKind::MediaTypes(others)) = self.types.get(id.0).map(|def| &def.kind) else { return false };
        let same = |(left, right): (&Variant, &Variant)| left.name == right.name && left.schema == right.schema;
        others.len() == variants.len() && others.iter().zip(variants).all(same)
    }

    /// The variant for the contents at these places, which have one type. It has the name of what is alike in them: of
    /// the codec, or of the type where that travels in several ways; of the media type where there are more of the
    /// codec.
    fn variant(&self, schema: Schema, places: &[usize], all: &[Content]) -> Variant {
        let contents: Vec<&Content> = places.iter().filter_map(|place| all.get(*place)).collect();
        let codec = contents.first().map_or(Codec::Octets, |content| content.codec);
        let alone = all.iter().filter(|content| content.codec == codec).count() == contents.len();
        let several = contents.iter().any(|content| content.codec != codec);
        let name = match contents.first() {
            _ if several => match &schema.ty {
                Type::Named(id) => self.types.get(id.0).map_or("Value", |def| def.name.wire.as_str()),
                _ => "Value",
            },
            Some(first) if !alone => subtype(&first.media_type).unwrap_or(codec.name()),
            Some(_) | None => codec.name(),
        };
        let media_types: Vec<String> = contents.iter().map(|content| format!("`{}`", content.media_type)).collect();
        Variant {
            name: Name::new(name),
            schema,
            boxed: false,
            tags: Vec::new(),
            kinds: Kinds::default(),
            description: Some(format!("As {}.", media_types.join(" or "))),
        }
    }

    /// How a media type is read, and the type of its value.
    fn media_type(&mut self, media_type: &str, declared: &MediaType, at: &Pointer) -> Option<Carried> {
        let essence = essence(media_type);
        if let Some((code, what)) = unsupported(&essence) {
            let message = format!("{what} (`{media_type}`) is not supported");
            self.fault(Diagnostic::error(code, at, message));
            return None;
        }
        let schema = declared.schema.as_ref().map(|_| {
            let place = at.key("schema");
            let node = Node::new(self.document.tree.pointer(place.as_str()).unwrap_or_default(), place);
            let schema = self.place(&[node]);
            self.define_pending();
            schema
        });
        let syntax = Syntax::of(&essence);
        if syntax == Syntax::Json {
            return Some(Carried::new(Codec::Json, schema.unwrap_or_else(|| super::schema::any(at.clone()))));
        }
        // A type that is not supported stays, so that what uses it is found.
        let has_schema = |schema: &Schema| {
            self.is_faulty(&schema.ty) || !matches!(schema.ty.resolved(&self.types), Resolved::Type(Type::Any))
        };
        let Some(schema) = schema.filter(has_schema) else {
            return Some(match syntax {
                Syntax::Text => Carried::new(Codec::Text, scalar(StringFormat::Plain, at)),
                Syntax::Json | Syntax::Xml | Syntax::Form | Syntax::Other => Carried::new(Codec::Octets, octets(at)),
            });
        };
        match (syntax, schema.ty.resolved(&self.types)) {
            (_, Resolved::Type(Type::Any)) => Some(Carried::new(Codec::Json, schema)),
            (_, Resolved::Type(Type::String(StringFormat::Binary))) => Some(Carried::new(Codec::Octets, octets(at))),
            (Syntax::Xml, Resolved::Type(Type::String(_))) if schema.xml == XmlObject::default() => {
                let message = "a string without an `xml` object is taken as the whole text of the XML document";
                self.diagnostics.warning("xml-as-text", &schema.pointer, message);
                Some(Carried::new(Codec::Text, schema))
            }
            (Syntax::Xml, _) => {
                let xml = self.xml_root(&schema);
                Some(Carried { xml, ..Carried::new(Codec::Xml, schema) })
            }
            (Syntax::Form, Resolved::Type(Type::String(_))) => Some(Carried::new(Codec::Octets, octets(at))),
            (Syntax::Form, _) => {
                let place = Node::new(self.document.tree.pointer(at.as_str()).unwrap_or_default(), at.clone());
                let form = self.form(&place, &schema, at)?;
                let form = (form != Form::default()).then_some(form);
                Some(Carried { form, ..Carried::new(Codec::Form, schema) })
            }
            (
                Syntax::Text,
                Resolved::Type(Type::String(_) | Type::Integer(_) | Type::Number(_) | Type::Boolean)
                | Resolved::Kind(_, TypeKind::Enumeration(_)),
            ) => Some(Carried::new(Codec::Text, schema)),
            // Whoever says `*/*` beside a string means its text as it stands.
            (_, Resolved::Type(Type::String(_))) if essence == "*/*" => Some(Carried::new(Codec::Text, schema)),
            (_, Resolved::Kind(_, TypeKind::Enumeration(_))) => Some(Carried::new(Codec::Text, schema)),
            (_, Resolved::Type(Type::String(_))) => Some(Carried::new(Codec::Octets, octets(at))),
            (_, Resolved::Type(_) | Resolved::Kind(..)) if essence == "*/*" || essence == "application/*" => {
                Some(Carried::new(Codec::Json, schema))
            }
            (_, Resolved::Type(_) | Resolved::Kind(..)) if is_binary(&essence) => {
                Some(Carried { guessed: true, ..Carried::new(Codec::Octets, octets(at)) })
            }
            (_, Resolved::Type(_) | Resolved::Kind(..)) => {
                Some(Carried { guessed: true, ..Carried::new(Codec::Json, schema) })
            }
        }
    }
}

impl Carried {
    fn new(codec: Codec, schema: Schema) -> Self {
        Self { codec, schema, xml: None, form: None, guessed: false }
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
        multipart if multipart.starts_with("multipart/") => Some(("unsupported-multipart", "a body of several parts")),
        "text/event-stream"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/json-seq" => Some(("unsupported-streaming", "a stream of values")),
        _ => None,
    }
}

/// Whether a media type is certainly not JSON, whatever its schema says.
fn is_binary(essence: &str) -> bool {
    let (first, subtype) = essence.split_once('/').unwrap_or_default();
    matches!(first, "image" | "audio" | "video" | "font")
        || ["octet-stream", "zip", "pdf", "gzip", "tar", "yaml", "protobuf"].iter().any(|word| subtype.contains(word))
}

/// What a media type is called behind its type, without the mark of a private one; `None` for a range.
fn subtype(media_type: &str) -> Option<&str> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let subtype = essence.rsplit('/').next().filter(|subtype| *subtype != "*")?;
    Some(subtype.strip_prefix("x-").unwrap_or(subtype))
}

impl Codec {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "Json",
            Self::Text => "Text",
            Self::Xml => "Xml",
            Self::Form => "Form",
            Self::Octets => "Octets",
        }
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
        xml: XmlObject::default(),
        default: None,
    }
}
