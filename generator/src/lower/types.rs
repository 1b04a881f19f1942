//! The types that get a Rust item: every component schema, every other schema that a reference leads to, and every
//! inline schema that is an object, an enumeration or a union.

use std::collections::HashSet;

use serde_json::Value;

use super::finding::Owner;
use super::schema::{Lowered, Representation};
use super::{Lowering, extension, inline};
use crate::diagnostic::Pointer;
use crate::ir::{Constraints, Facts, Lenient, Name, Schema, Type, TypeDef, TypeId, TypeKind, XmlObject};
use crate::resolve::{self, Node};

/// How many schemas may be lowered one inside the other; what is deeper gets a type of its own, which is lowered later.
const MAX_DEPTH: usize = 40;

/// What is known of a type beside its declaration, while the document is lowered.
#[derive(Debug)]
pub(super) struct Slot {
    /// Whether it is a component, which stays even if nothing uses it.
    pub(super) component: bool,
    /// Whether its schema lets `null` in: wherever the type is used, the place is nullable.
    pub(super) nullable: bool,
    /// What its schema says is read beside the documented form: it holds wherever the type is used.
    pub(super) lenient: Lenient,
    /// Where its schema requests `x-lenient: bare-array`.
    pub(super) bare_array: Option<Pointer>,
    /// Where its schema requests `x-lenient: bare-item`.
    pub(super) bare_item: Option<Pointer>,
}

impl<'a> Lowering<'a, '_> {
    /// Lowers all component schemas and what they refer to.
    pub(super) fn components(&mut self) {
        let document = self.document;
        collect_references(&document.tree, &mut self.referenced);
        let components = Node::new(&document.tree, Pointer::root()).child("components");
        for (name, node) in components.map(|components| components.map("schemas")).unwrap_or_default() {
            let hint = extension::rust_name(node.keywords);
            let id = self.reserve(vec![node.at.clone()], Name { hint, ..Name::new(name) });
            if let Some(slot) = self.slots.get_mut(id.0) {
                slot.component = true;
            }
            self.pending.push_back((id, vec![node]));
        }
        self.define_pending();
    }

    /// The type of the schema that a reference leads to.
    pub(super) fn declared(&mut self, node: &Node<'a>) -> TypeId {
        let key = vec![node.at.clone()];
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let name = inline::name(&self.document.tree, &node.at);
        let id = self.reserve(key, name);
        self.pending.push_back((id, vec![node.clone()]));
        id
    }

    /// Lowers the types that references have led to so far.
    pub(super) fn define_pending(&mut self) {
        let owner = self.owner;
        while let Some((id, nodes)) = self.pending.pop_front() {
            self.owner = Owner::Type(id);
            let lowered = self.lower(&nodes);
            self.define(id, lowered, &nodes);
        }
        self.owner = owner;
    }

    /// The schema at a place, of which several nodes may say what it is. What needs a Rust item gets one.
    pub(super) fn place(&mut self, nodes: &[Node<'a>]) -> Schema {
        let key: Vec<Pointer> = nodes.iter().map(|node| node.at.clone()).collect();
        let pointer = key.last().cloned().unwrap_or_default();
        let default = default_of(nodes);
        if let [node] = nodes
            && self.referenced.contains(&node.at)
        {
            self.declared(node);
        }
        if let Some(id) = self.known.get(&key) {
            return Schema { default, ..named(*id, pointer) };
        }
        if !self.can_merge(&key, &pointer) {
            return Schema { default, ..super::schema::any(pointer) };
        }
        if self.active.len() > MAX_DEPTH && nodes.iter().any(holds_schemas) {
            let id = self.reserve(key, inline::name(&self.document.tree, &pointer));
            self.pending.push_back((id, nodes.to_vec()));
            return Schema { default, ..named(id, pointer) };
        }
        if self.active.contains(&key) {
            let name = inline::name(&self.document.tree, &pointer);
            return Schema { default, ..named(self.reserve(key, name), pointer) };
        }
        let found = self.faults.len();
        self.active.insert(key.clone());
        let lowered = self.lower(nodes);
        self.active.remove(&key);
        let id = match (self.known.get(&key), &lowered.representation) {
            (Some(id), _) => *id,
            (None, Representation::Inline(ty)) => {
                return Schema {
                    pointer,
                    ty: ty.clone(),
                    nullable: lowered.nullable && *ty != Type::Any,
                    constraints: lowered.constraints,
                    lenient: lowered.lenient,
                    xml: lowered.xml,
                    default,
                };
            }
            (None, Representation::Declared(_)) => {
                let name = inline::name(&self.document.tree, &pointer);
                self.reserve(key, name)
            }
        };
        // Another place may use this type again without lowering it again.
        let found: Vec<_> = self.faults.iter().skip(found).map(|(_, finding)| finding.clone()).collect();
        self.faults.extend(found.into_iter().map(|finding| (Owner::Type(id), finding)));
        self.define(id, lowered, nodes);
        Schema { default, ..named(id, pointer) }
    }

    /// An id for the type of the schemas at these places, which is still to be lowered.
    pub(super) fn reserve(&mut self, key: Vec<Pointer>, name: Name) -> TypeId {
        let id = TypeId(self.types.len());
        let pointer = key.last().cloned().unwrap_or_default();
        let kind = TypeKind::Newtype(super::schema::any(pointer.clone()));
        self.types.push(TypeDef {
            pointer,
            name,
            description: None,
            deprecated: false,
            experimental: false,
            xml: XmlObject::default(),
            kind,
            facts: Facts::default(),
            examples: Vec::new(),
            default: None,
            left_out: false,
            reached: true,
            alias_of: None,
        });
        let (nullable, lenient) = (false, Lenient::default());
        self.slots.push(Slot { component: false, nullable, lenient, bare_array: None, bare_item: None });
        self.known.insert(key, id);
        id
    }

    fn define(&mut self, id: TypeId, lowered: Lowered, nodes: &[Node<'a>]) {
        let (Some(slot), Some(def)) = (self.slots.get_mut(id.0), self.types.get_mut(id.0)) else { return };
        let pointer = def.pointer.clone();
        def.xml = lowered.xml;
        def.default = default_of(nodes);
        def.kind = match lowered.representation {
            Representation::Declared(kind) => *kind,
            Representation::Inline(ty) => TypeKind::Newtype(Schema {
                pointer,
                ty,
                nullable: false,
                constraints: lowered.constraints,
                lenient: lowered.lenient,
                xml: XmlObject::default(),
                default: default_of(nodes),
            }),
        };
        slot.nullable = lowered.nullable;
        slot.lenient = lowered.lenient;
        slot.bare_array = lowered.bare_array;
        slot.bare_item = lowered.bare_item;
        for node in nodes.iter().rev() {
            let text = |keyword| node.keywords.text(keyword).map(str::to_owned);
            def.description = def.description.take().or_else(|| text("description")).or_else(|| text("title"));
            def.deprecated |= node.keywords.is("deprecated");
            def.experimental |= node.keywords.is("x-experimental");
            def.examples.extend(node.keywords.get("example").cloned());
        }
    }
}

fn holds_schemas(node: &Node<'_>) -> bool {
    let keywords = ["properties", "additionalProperties", "items", "allOf", "oneOf", "anyOf"];
    keywords.iter().any(|keyword| node.keywords.get(keyword).is_some())
}

/// A declared type at a place.
pub(super) fn named(id: TypeId, pointer: Pointer) -> Schema {
    Schema {
        pointer,
        ty: Type::Named(id),
        nullable: false,
        constraints: Constraints::default(),
        lenient: Lenient::default(),
        xml: XmlObject::default(),
        default: None,
    }
}

fn default_of(nodes: &[Node<'_>]) -> Option<Value> {
    nodes.iter().rev().find_map(|node| node.keywords.get("default")).cloned()
}

/// The places within the document that references lead to; those to components are known anyway.
fn collect_references(value: &Value, places: &mut HashSet<Pointer>) {
    resolve::references(value, &mut |reference| {
        if let Some(path) = reference.strip_prefix("#/").filter(|path| path.split('/').count() > 3) {
            places.insert(Pointer::parse(&format!("/{}", resolve::percent_decoded(path))));
        }
    });
}
