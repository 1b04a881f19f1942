//! Schema Objects (OpenAPI 3.0.3, section 4.7.24) come in, several where `allOf` puts several at one place; what Rust type
//! they have together goes out.

mod all_of;
mod constraint;
mod enumeration;
mod object;
mod one_of;
mod scalar;

use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Base, Constraints, Lenient, Schema, Type, TypeId, TypeKind, XmlObject};
use crate::resolve::Node;

/// What schemas come down to.
#[derive(Debug)]
pub(super) struct Lowered {
    pub(super) form: Form,
    pub(super) nullable: bool,
    /// The constraints of a [`Form::Type`]; a [`Form::Kind`] has its own.
    pub(super) constraints: Constraints,
    pub(super) lenient: Lenient,
    pub(super) xml: XmlObject,
    /// Where `x-lenient: bare-array` is asked for.
    pub(super) bare_array: Option<Pointer>,
    /// Where `x-lenient: bare-item` is asked for.
    pub(super) bare_item: Option<Pointer>,
}

/// Whether a Rust item is needed.
#[derive(Debug)]
pub(super) enum Form {
    /// A type that can be named as it is.
    Type(Type),
    /// Something that needs an item.
    Kind(Box<TypeKind>),
}

/// The type of schemas, as far as it decides how they are lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basic {
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
            form: Form::Type(Type::Any),
            nullable,
            constraints: Constraints::default(),
            lenient,
            xml,
            bare_array,
            bare_item,
        };
        match self.only_reference(&gathered) {
            Some(target) => {
                lowered.form = Form::Type(Type::Named(self.declared(&target)));
                lowered.constraints = self.constraints(&gathered.inline, None);
            }
            None => {
                let parts = self.expand(gathered);
                self.conjunction(&parts, nodes, &mut lowered);
            }
        }
        for (lenient, at) in lenient_at {
            match &lowered.form {
                // What the type is may be known later only.
                Form::Type(ty) => self.lenient_places.push((lenient, ty.clone(), at)),
                Form::Kind(kind) => self.check_leniency(lenient, &Base::Kind(TypeId(0), kind), &at),
            }
        }
        lowered
    }

    /// What several schemas without `allOf` and `$ref` come down to.
    fn conjunction(&mut self, parts: &[Node<'a>], nodes: &[Node<'a>], lowered: &mut Lowered) {
        for part in parts {
            if part.keywords.get("not").is_some() {
                let finding = Diagnostic::error("unsupported-not", &part.at.key("not"), "`not` is not supported");
                self.unsupported(finding);
            }
        }
        if let Some(form) = self.annotated_values(parts, lowered.lenient) {
            lowered.form = form;
            return;
        }
        if let Some(union) = self.alternatives(parts) {
            self.constraints(parts, Some(None));
            self.one_of(&union, lowered);
            return;
        }
        let basic = self.basic(parts);
        if let Some(done) = self.enumeration(parts, basic, lowered.lenient) {
            lowered.form = done;
            return;
        }
        let mut constraints = self.constraints(parts, Some(basic));
        let ty = match basic {
            None => Type::Any,
            Some(Basic::Boolean) => {
                constraints.constant = self.constant(parts);
                Type::Boolean
            }
            Some(Basic::Integer) => scalar::integer(parts),
            Some(Basic::Number) => scalar::number(parts),
            Some(Basic::String) => scalar::string(parts),
            Some(Basic::Array) => {
                let items: Vec<Node<'a>> = parts.iter().filter_map(|part| part.child("items")).collect();
                let items = match nodes.last() {
                    _ if !items.is_empty() => self.place(&items),
                    Some(node) => any(node.at.key("items")),
                    None => any(Pointer::root()),
                };
                Type::Array(Box::new(items))
            }
            Some(Basic::Object) => {
                let at = nodes.last().map(|node| node.at.clone()).unwrap_or_default();
                (lowered.form, lowered.constraints) = self.object(parts, constraints, &at);
                return;
            }
        };
        lowered.constraints = constraint::for_type(constraints, &ty, parts, self.diagnostics);
        lowered.form = Form::Type(ty);
    }

    /// The type that the parts have by `type`, or by the keywords that only one type has.
    fn basic(&mut self, parts: &[Node<'a>]) -> Option<Basic> {
        let mut found: Option<(Basic, &Node<'a>)> = None;
        for part in parts {
            let Some(basic) = basic_of(part) else { continue };
            match found {
                None => found = Some((basic, part)),
                Some((before, _)) if before == basic => {}
                // An integer is a number.
                Some((Basic::Number, _)) if basic == Basic::Integer => found = Some((basic, part)),
                Some((Basic::Integer, _)) if basic == Basic::Number => {}
                Some((before, other)) => {
                    let message = format!("a value cannot be {} and {} at once", before.article(), basic.article());
                    let finding = Diagnostic::error("conflicting-all-of", &part.at, message);
                    self.diagnostics
                        .push(finding.related(&other.at, format!("{} is asked for here", before.article())));
                }
            }
        }
        found.map(|(basic, _)| basic)
    }
}

impl Basic {
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
fn basic_of(node: &Node<'_>) -> Option<Basic> {
    let has = |keyword: &str| node.keywords.get(keyword).is_some();
    match node.keywords.text("type") {
        Some("boolean") => Some(Basic::Boolean),
        Some("integer") => Some(Basic::Integer),
        Some("number") => Some(Basic::Number),
        Some("string") => Some(Basic::String),
        Some("array") => Some(Basic::Array),
        Some("object") => Some(Basic::Object),
        _ if has("properties") || has("additionalProperties") => Some(Basic::Object),
        _ if has("items") => Some(Basic::Array),
        _ => {
            let values = enumeration::values(node).map_or(&[][..], |(_, values)| values.as_slice());
            let mut kinds = values.iter().filter(|value| !value.is_null()).map(|value| match value {
                Value::Bool(_) => Basic::Boolean,
                Value::Number(number) if number.is_f64() => Basic::Number,
                Value::Number(_) => Basic::Integer,
                Value::String(_) | Value::Null => Basic::String,
                Value::Array(_) => Basic::Array,
                Value::Object(_) => Basic::Object,
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
        self.unsupported(Diagnostic::error("unsupported-merging", at, message));
        false
    }
}
