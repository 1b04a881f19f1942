//! Lowers Schema Objects (OpenAPI 3.0.3, section 4.7.24) to the Rust type of a value; several schemas apply to one
//! value if `allOf` combines them.

mod all_of;
mod constraint;
mod enumeration;
mod object;
mod one_of;
mod scalar;

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Constraints, Lenient, Resolved, Schema, Type, TypeId, TypeKind, XmlObject};
use crate::resolve::Node;

/// What schemas come down to.
#[derive(Debug)]
pub(super) struct Lowered {
    pub(super) representation: Representation,
    pub(super) nullable: bool,
    /// The constraints of a [`Representation::Inline`]; a [`Representation::Declared`] has its own.
    pub(super) constraints: Constraints,
    pub(super) lenient: Lenient,
    pub(super) xml: XmlObject,
    /// Where `x-lenient: bare-array` is requested.
    pub(super) bare_array: Option<Pointer>,
    /// Where `x-lenient: bare-item` is requested.
    pub(super) bare_item: Option<Pointer>,
}

/// Whether a Rust item is needed.
#[derive(Debug)]
pub(super) enum Representation {
    /// A type that can be named as it is.
    Inline(Type),
    /// Something that needs an item.
    Declared(Box<TypeKind>),
}

/// The type of schemas, as far as it decides how they are lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A place that says nothing of its value.
pub(super) fn any(pointer: Pointer) -> Schema {
    Schema {
        pointer,
        ty: Type::Any,
        nullable: false,
        constraints: Constraints::default(),
        lenient: Lenient::default(),
        xml: XmlObject::default(),
        default: None,
    }
}

impl<'a> Lowering<'a, '_> {
    /// The type that the schemas at one place have together.
    pub(super) fn lower(&mut self, nodes: &[Node<'a>]) -> Lowered {
        let gathered = self.gather(nodes);
        let nullable = gathered.nullable;
        let mut lenient = Lenient::default();
        let (mut bare_array, mut bare_item) = (None, None);
        let mut xml = XmlObject::default();
        let mut lenient_at = Vec::new();
        for node in &gathered.inline {
            let asked = self.leniency(node);
            lenient = lenient.or(asked.lenient);
            if asked.lenient != Lenient::default() {
                lenient_at.push((asked.lenient, node.at.key("x-lenient")));
            }
            if asked.bare_array {
                bare_array = Some(node.at.key("x-lenient"));
            }
            if asked.bare_item {
                bare_item = Some(node.at.key("x-lenient"));
            }
            self.xml_object(node, &mut xml);
        }
        let mut lowered = Lowered {
            representation: Representation::Inline(Type::Any),
            nullable,
            constraints: Constraints::default(),
            lenient,
            xml,
            bare_array,
            bare_item,
        };
        match self.only_reference(&gathered) {
            Some(target) => {
                lowered.representation = Representation::Inline(Type::Named(self.declared(&target)));
                lowered.constraints = self.constraints(&gathered.inline, None);
            }
            None => {
                let parts = self.expand(gathered);
                self.conjunction(&parts, nodes, &mut lowered);
            }
        }
        for (lenient, at) in lenient_at {
            match &lowered.representation {
                // What the type is may be known later only.
                Representation::Inline(ty) => self.lenient_places.push((lenient, ty.clone(), at)),
                Representation::Declared(kind) => self.check_leniency(lenient, &Resolved::Kind(TypeId(0), kind), &at),
            }
        }
        lowered
    }

    /// What several schemas without `allOf` and `$ref` come down to.
    fn conjunction(&mut self, parts: &[Node<'a>], nodes: &[Node<'a>], lowered: &mut Lowered) {
        for part in parts {
            if part.keywords.get("not").is_some() {
                let finding = Diagnostic::error("unsupported-not", &part.at.key("not"), "`not` is not supported");
                self.fault(finding);
            }
        }
        if let Some(representation) = self.annotated_values(parts, lowered.lenient) {
            lowered.representation = representation;
            return;
        }
        if let Some(union) = self.alternatives(parts) {
            self.constraints(parts, Some(None));
            self.one_of(&union, lowered);
            return;
        }
        let json_type = self.json_type(parts);
        if let Some(done) = self.enumeration(parts, json_type, lowered.lenient) {
            lowered.representation = done;
            return;
        }
        let mut constraints = self.constraints(parts, Some(json_type));
        let ty = match json_type {
            None => Type::Any,
            Some(JsonType::Boolean) => {
                constraints.constant = self.constant(parts);
                Type::Boolean
            }
            Some(JsonType::Integer) => scalar::integer(parts),
            Some(JsonType::Number) => scalar::number(parts),
            Some(JsonType::String) => scalar::string(parts),
            Some(JsonType::Array) => {
                let items: Vec<Node<'a>> = parts.iter().filter_map(|part| part.child("items")).collect();
                let items = match nodes.last() {
                    _ if !items.is_empty() => self.place(&items),
                    Some(node) => any(node.at.key("items")),
                    None => any(Pointer::root()),
                };
                Type::Array(Box::new(items))
            }
            Some(JsonType::Object) => {
                let at = nodes.last().map(|node| node.at.clone()).unwrap_or_default();
                (lowered.representation, lowered.constraints) = self.object(parts, constraints, &at);
                return;
            }
        };
        lowered.constraints = constraint::for_type(constraints, &ty, parts, self.diagnostics);
        lowered.representation = Representation::Inline(ty);
    }

    /// The type that the parts have by `type`, or by the keywords that only one type has.
    fn json_type(&mut self, parts: &[Node<'a>]) -> Option<JsonType> {
        let mut found: Option<(JsonType, &Node<'a>)> = None;
        for part in parts {
            let Some(json_type) = json_type_of(part) else { continue };
            match found {
                None => found = Some((json_type, part)),
                Some((before, _)) if before == json_type => {}
                // An integer is a number.
                Some((JsonType::Number, _)) if json_type == JsonType::Integer => found = Some((json_type, part)),
                Some((JsonType::Integer, _)) if json_type == JsonType::Number => {}
                Some((before, other)) => {
                    let (before, now) = (before.article(), json_type.article());
                    let message = format!("a value cannot be {before} and {now} at once; it is {now}");
                    let finding = Diagnostic::warning("conflicting-all-of", &part.at, message);
                    self.read_as(finding.related(&other.at, format!("{before} is asked for here")));
                    // What is added to other schemas is more specific than they are.
                    found = Some((json_type, part));
                }
            }
        }
        found.map(|(json_type, _)| json_type)
    }
}

impl JsonType {
    fn article(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// The type of one schema by itself.
fn json_type_of(node: &Node<'_>) -> Option<JsonType> {
    let has = |keyword: &str| node.keywords.get(keyword).is_some();
    match node.keywords.text("type") {
        Some("boolean") => Some(JsonType::Boolean),
        Some("integer") => Some(JsonType::Integer),
        Some("number") => Some(JsonType::Number),
        Some("string") => Some(JsonType::String),
        Some("array") => Some(JsonType::Array),
        Some("object") => Some(JsonType::Object),
        _ if has("properties") || has("additionalProperties") => Some(JsonType::Object),
        _ if has("items") => Some(JsonType::Array),
        _ => {
            let values = enumeration::values(node).map_or(&[][..], |(_, values)| values.as_slice());
            let mut kinds = values.iter().filter(|value| !value.is_null()).map(|value| match value {
                Value::Bool(_) => JsonType::Boolean,
                Value::Number(number) if number.is_f64() => JsonType::Number,
                Value::Number(_) => JsonType::Integer,
                Value::String(_) | Value::Null => JsonType::String,
                Value::Array(_) => JsonType::Array,
                Value::Object(_) => JsonType::Object,
            });
            let first = kinds.next()?;
            kinds.all(|kind| kind == first).then_some(first)
        }
    }
}

/// How many places may hold schemas that have to be merged. Documents that people write stay far below.
const MAX_MERGES: usize = 100_000;

impl Lowering<'_, '_> {
    /// Whether the schemas at these places can still be merged; reports it if not.
    pub(super) fn can_merge(&mut self, key: &[Pointer], at: &Pointer) -> bool {
        self.merges += usize::from(key.len() > 1);
        if self.merges < MAX_MERGES {
            return true;
        }
        let message = "merging this many schemas is not supported";
        self.fault(Diagnostic::error("unsupported-merging", at, message));
        false
    }
}
