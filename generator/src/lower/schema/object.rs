//! Objects: structs where properties are listed, maps where they are not.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::super::{Lowering, extension};
use super::{Representation, any};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Additional, Constraints, Field, Name, Need, Struct, Type, TypeKind};
use crate::resolve::{self, Node};

impl<'a> Lowering<'a, '_> {
    /// What the parts of an object come down to: a struct with its constraints, or a map beside its constraints.
    pub(super) fn object(
        &mut self,
        parts: &[Node<'a>],
        constraints: Constraints,
        at: &Pointer,
    ) -> (Representation, Constraints) {
        let mut properties: IndexMap<&'a str, Vec<Node<'a>>> = IndexMap::new();
        let mut required: IndexMap<&'a str, Pointer> = IndexMap::new();
        for part in parts {
            for (name, node) in part.map("properties") {
                properties.entry(name).or_default().push(node);
            }
            let home = part.at.key("required");
            let names = part.keywords.get("required").and_then(Value::as_array);
            for (index, name) in names.into_iter().flatten().filter_map(Value::as_str).enumerate() {
                required.entry(name).or_insert_with(|| home.index(index));
            }
            if part.at == *at && part.keywords.get("discriminator").is_some() {
                let message =
                    "`discriminator` has no effect without `oneOf`: only the properties that stand here are read";
                self.diagnostics.warning("ignored-discriminator", &part.at.key("discriminator"), message);
            }
        }
        for (name, place) in &required {
            if !properties.contains_key(name) {
                let message = format!("`{name}` is required, but not among the properties; this is not enforced");
                self.diagnostics.warning("unknown-required-property", place, message);
            }
        }
        let additional = self.additional(parts, !properties.is_empty(), at);
        if properties.is_empty() && !matches!(additional, Additional::Refuse) {
            let values = match additional {
                Additional::Keep(_, values) => values,
                Additional::Skip | Additional::Refuse => Box::new(any(at.key("additionalProperties"))),
            };
            return (Representation::Inline(Type::Map(values)), constraints);
        }
        let listed: IndexSet<&str> = properties.keys().copied().collect();
        let mut taken: HashSet<String> = HashSet::new();
        let fields = properties.iter().map(|(name, nodes)| {
            let mut field = self.field(name, nodes, required.contains_key(name));
            field.aliases.retain(|alias| !listed.contains(alias.as_str()) && taken.insert(alias.clone()));
            field
        });
        let fields = fields.collect();
        let kind = TypeKind::Struct(Struct { fields, additional, constraints, bare_array: None, bare_item: None });
        (Representation::Declared(Box::new(kind)), Constraints::default())
    }

    fn field(&mut self, name: &str, nodes: &[Node<'a>], required: bool) -> Field {
        let mut schema = self.place(nodes);
        let says = |keyword| nodes.iter().any(|node| self.says(node, keyword));
        let need = match (required, says("readOnly"), says("writeOnly")) {
            (false, ..) => Need::Optional,
            (true, true, _) => Need::InResponse,
            (true, false, true) => Need::InRequest,
            (true, false, false) => Need::Required,
        };
        schema.constraints.secret |= says("writeOnly");
        let mut field = Field {
            name: Name::new(name),
            schema,
            need,
            boxed: false,
            aliases: Vec::new(),
            xml: None,
            description: None,
            deprecated: false,
            experimental: false,
            or_default: String::new(),
        };
        for node in nodes.iter().filter(|node| node.keywords.get("$ref").is_none()) {
            field.name.hint = extension::rust_name(node.keywords).or(field.name.hint);
            let text = |keyword| node.keywords.text(keyword).map(str::to_owned);
            field.description = text("description").or_else(|| text("title")).or(field.description);
            field.deprecated |= node.keywords.is("deprecated");
            field.experimental |= node.keywords.is("x-experimental");
            let aliases = self.aliases(node, name);
            field.aliases.extend(aliases);
        }
        field
    }

    fn aliases(&mut self, node: &Node<'a>, name: &str) -> Vec<String> {
        let aliases = self.texts(node.keywords, "x-aliases", &node.at);
        let around = node.at.parent().and_then(|properties| self.document.tree.pointer(properties.as_str()));
        for (index, alias) in aliases.iter().enumerate() {
            if around.is_some_and(|properties| properties.get(alias).is_some()) {
                let message = format!("`{alias}` is a property of its own and cannot be another name of `{name}`");
                self.diagnostics.warning("invalid-extension", &node.at.key("x-aliases").index(index), message);
            }
        }
        aliases
    }

    /// Whether a schema says something of itself, or what it refers to does.
    fn says(&self, node: &Node<'a>, keyword: &str) -> bool {
        let mut seen: HashSet<Pointer> = HashSet::new();
        let mut left = vec![node.clone()];
        while let Some(node) = left.pop() {
            if node.keywords.is(keyword) {
                return true;
            }
            let target = node.keywords.text("$ref").map(|text| resolve::target(&self.document.tree, text, &node.at));
            if let Some(Ok((value, at))) = target
                && seen.insert(at.clone())
            {
                left.push(Node::new(value, at));
            }
            left.extend(node.list("allOf"));
        }
        false
    }

    /// What holds for properties that are not listed. `false` anywhere holds for the whole object.
    fn additional(&mut self, parts: &[Node<'a>], listed: bool, at: &Pointer) -> Additional {
        let mut schemas = Vec::new();
        let mut declared = None;
        let mut closed = None;
        for part in parts {
            match part.child("additionalProperties") {
                None => {}
                Some(node) => match part.keywords.get("additionalProperties") {
                    Some(Value::Bool(false)) => closed = Some(part),
                    Some(Value::Bool(true)) => declared = Some(node.at),
                    _ => {
                        declared = Some(node.at.clone());
                        schemas.push(node);
                    }
                },
            }
        }
        if let Some(part) = closed {
            self.warn_of_closed(part, parts);
            return Additional::Refuse;
        }
        match declared {
            None if listed => Additional::Skip,
            None => Additional::Keep(Name::new(ADDITIONAL), Box::new(any(at.key("additionalProperties")))),
            Some(place) if schemas.is_empty() => Additional::Keep(Name::new(ADDITIONAL), Box::new(any(place))),
            Some(_) => Additional::Keep(Name::new(ADDITIONAL), Box::new(self.place(&schemas))),
        }
    }

    /// A closed part forbids, strictly taken, the properties of all others.
    fn warn_of_closed(&mut self, closed: &Node<'a>, parts: &[Node<'a>]) {
        let own = closed.map("properties");
        let foreign = parts.iter().flat_map(|part| part.map("properties"));
        let mut foreign = foreign.filter(|(name, _)| !own.iter().any(|(listed, _)| listed == name));
        if let Some((name, node)) = foreign.next() {
            let message = "`additionalProperties: false` is applied to all properties of the merged `allOf`";
            let at = closed.at.key("additionalProperties");
            let finding = Diagnostic::warning("closed-all-of", &at, message);
            self.diagnostics.push(finding.related(&node.at, format!("`{name}` would be forbidden otherwise")));
        }
    }
}

/// The field that keeps the properties that are not listed.
const ADDITIONAL: &str = "additional_properties";
