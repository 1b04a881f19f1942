//! `oneOf`: a union of its alternatives, distinguished by `discriminator` or by what they are. `anyOf` is only
//! understood where it says no more than something else could.

use indexmap::IndexMap;
use serde_json::Value;

use super::super::{Lowering, extension, inline};
use super::{JsonType, Lowered, Representation, constraint, enumeration};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{
    Constraints, EnumValues, Enumeration, Kinds, Lenient, Name, Schema, StringFormat, Type, TypeKind, Union, Variant,
};
use crate::names::case;
use crate::resolve::{self, Node};

impl<'a> Lowering<'a, '_> {
    /// The schema with the alternatives, if the parts have any.
    pub(super) fn alternatives(&mut self, parts: &[Node<'a>]) -> Option<Node<'a>> {
        let mut found: Option<&Node<'a>> = None;
        let mut mixed = None;
        for part in parts {
            for keyword in ["oneOf", "anyOf"] {
                let list = part.list(keyword);
                if list.len() < 2 {
                    continue;
                }
                let at = part.at.key(keyword);
                if list.iter().all(only_requires) {
                    let message =
                        format!("which of the properties have to be there together (`{keyword}`) is not enforced");
                    self.diagnostics.warning("alternatives-not-enforced", &at, message);
                } else if list.iter().all(only_constrains) {
                    let message = format!("which of the constraints hold (`{keyword}`) is not enforced");
                    self.diagnostics.warning("alternatives-not-enforced", &at, message);
                } else if keyword == "anyOf" {
                    let finding = Diagnostic::error("unsupported-any-of", &at, "`anyOf` is not supported");
                    self.fault(finding.help("if a value fits only one of the alternatives, use `oneOf`"));
                } else if found.is_some() {
                    mixed = Some(at);
                } else {
                    found = Some(part);
                }
            }
        }
        let union = found?;
        let thin = |part: &Node<'a>| part.keywords.names().all(|keyword| !is_structure(keyword));
        if mixed.is_some() || !parts.iter().all(thin) {
            let at = mixed.unwrap_or_else(|| union.at.key("oneOf"));
            let message = "`oneOf` together with properties or other alternatives is not supported";
            self.fault(Diagnostic::error("unsupported-all-of-one-of", &at, message));
            return None;
        }
        Some(union.clone())
    }

    /// An enumeration whose values are alternatives of their own, each with a title and a description.
    pub(super) fn annotated_values(&mut self, parts: &[Node<'a>], lenient: Lenient) -> Option<Representation> {
        let mut lists =
            parts.iter().flat_map(|part| [part.list("oneOf"), part.list("anyOf")]).filter(|list| list.len() > 1);
        let (Some(list), None) = (lists.next(), lists.next()) else { return None };
        let mut values: Vec<(Value, Name)> = Vec::new();
        let mut descriptions = Vec::new();
        for member in &list {
            let only_value =
                |keyword| matches!(keyword, "type" | "format" | "title" | "description" | "enum" | "deprecated");
            let (_, [value]) = enumeration::values(member).map(|(open, values)| (open, values.as_slice()))? else {
                return None;
            };
            let title = member.keywords.text("title").map(case::pascal);
            if !member.keywords.names().all(|keyword| only_value(keyword) || keyword.starts_with("x-")) {
                return None;
            }
            let hint = extension::rust_name(member.keywords).or(title);
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if !values.iter().any(|(other, _)| other == value) {
                values.push((value.clone(), Name { hint, ..Name::new(text) }));
                descriptions.push(member.keywords.text("description").unwrap_or_default().to_owned());
            }
        }
        let strings =
            values.iter().map(|(value, name)| value.is_string().then(|| name.clone())).collect::<Option<Vec<_>>>();
        let integers =
            || values.iter().map(|(value, name)| Some((value.as_i64()?, name.clone()))).collect::<Option<Vec<_>>>();
        let values = strings.map(EnumValues::Strings).or_else(|| integers().map(EnumValues::Integers))?;
        let described = descriptions.iter().any(|description| !description.is_empty());
        Some(Representation::Declared(Box::new(TypeKind::Enumeration(Enumeration {
            values,
            open: false,
            other: Name::new("Other"),
            descriptions: if described { descriptions } else { Vec::new() },
            offsets: Vec::new(),
            constraints: Constraints::default(),
            lenient,
        }))))
    }

    /// A union of the alternatives, or what is left if there is only one of them.
    pub(super) fn one_of(&mut self, node: &Node<'a>, lowered: &mut Lowered) {
        let discriminator = node.child("discriminator");
        let mapping = discriminator.as_ref().map(|discriminator| self.mapping(discriminator, node)).unwrap_or_default();
        let mut variants: Vec<Variant> = Vec::new();
        for member in node.list("oneOf") {
            if is_null(&member) {
                lowered.nullable = true;
                continue;
            }
            let mut schema = self.place(std::slice::from_ref(&member));
            lowered.nullable |= std::mem::take(&mut schema.nullable);
            schema.pointer = member.at.clone();
            let same = variants.iter().find(|variant| variant.schema == schema);
            if let Some(same) = same {
                let message = "this alternative is the same as another one and is left out";
                let finding = Diagnostic::warning("duplicate-one-of", &member.at, message);
                self.diagnostics.push(finding.related(&same.schema.pointer, "the other one"));
                continue;
            }
            let target = member
                .keywords
                .text("$ref")
                .and_then(|text| resolve::target(&self.document.tree, text, &member.at).ok());
            let target = target.map(|(value, at)| Node::new(value, at));
            let tags = mapping.iter().filter(|(_, at)| target.as_ref().is_some_and(|target| target.at == **at));
            let tags = tags.map(|(tag, _)| tag.clone()).collect();
            variants.push(Variant {
                name: self.variant_name(&member, target.as_ref(), &schema),
                schema,
                boxed: false,
                tags,
                kinds: Kinds::default(),
                description: member.keywords.text("description").map(str::to_owned),
            });
        }
        let discriminator = discriminator.and_then(|node| node.keywords.text("propertyName").map(str::to_owned));
        lowered.representation = match variants.as_slice() {
            [only] if discriminator.is_none() => {
                lowered.constraints = only.schema.constraints.clone();
                lowered.lenient = only.schema.lenient;
                Representation::Inline(only.schema.ty.clone())
            }
            _ => Representation::Declared(Box::new(TypeKind::Union(Union {
                variants,
                other: Name::new("Other"),
                discriminator,
            }))),
        };
    }

    /// `x-rust-name`, or the component's name, or the title, or what distinguishes it from others, or its type.
    fn variant_name(&self, member: &Node<'a>, target: Option<&Node<'a>>, schema: &Schema) -> Name {
        let hint = extension::rust_name(member.keywords)
            .or_else(|| target.and_then(|target| extension::rust_name(target.keywords)));
        let component = target.and_then(|target| target.at.last());
        let title = || member.keywords.text("title").filter(|title| title.chars().count() <= 40);
        let tag = || self.document.tree.pointer(member.at.as_str()).and_then(inline::tag);
        let wire = component.or_else(|| title().or_else(tag).map(str::to_owned));
        Name { hint, ..Name::new(wire.unwrap_or_else(|| type_name(member, &schema.ty).to_owned())) }
    }

    /// The discriminator's values, each with the schema that it stands for: a component's name, or a reference.
    fn mapping(&mut self, discriminator: &Node<'a>, union: &Node<'a>) -> IndexMap<String, Pointer> {
        let members = union.list("oneOf");
        let targets = members.iter().filter_map(|member| {
            let reference = member.keywords.text("$ref")?;
            resolve::target(&self.document.tree, reference, &member.at).ok().map(|(_, at)| at)
        });
        let targets: Vec<Pointer> = targets.collect();
        let home = discriminator.at.key("mapping");
        let mut mapping = IndexMap::new();
        for (tag, value) in discriminator.keywords.get("mapping").and_then(Value::as_object).into_iter().flatten() {
            let Some(text) = value.as_str() else { continue };
            let component = Pointer::root().key("components").key("schemas").key(text);
            let found = match resolve::target(&self.document.tree, text, &home) {
                Ok((_, at)) => Some(at),
                Err(_) => Some(component),
            };
            match found.filter(|at| targets.contains(at)) {
                Some(at) => {
                    mapping.insert(tag.clone(), at);
                }
                None => {
                    let message = format!("`{text}` is none of the alternatives; the value `{tag}` is not recognized");
                    self.diagnostics.warning("unknown-discriminator-mapping", &home.key(tag), message);
                }
            }
        }
        mapping
    }
}

fn type_name(member: &Node<'_>, ty: &Type) -> &'static str {
    match ty {
        Type::Boolean => "Boolean",
        Type::Integer(_) => "Integer",
        Type::Number(_) => "Number",
        Type::String(StringFormat::Plain) => "String",
        Type::String(StringFormat::DateTime | StringFormat::LocalDateTime) => "DateTime",
        Type::String(StringFormat::Date) => "Date",
        Type::String(StringFormat::Byte | StringFormat::Binary) => "Bytes",
        Type::Any => "Any",
        Type::Array(_) => "Array",
        Type::Map(_) => "Object",
        Type::Named(_) => match super::json_type_of(member) {
            Some(JsonType::String) => "String",
            Some(JsonType::Integer) => "Integer",
            Some(JsonType::Array) => "Array",
            Some(JsonType::Boolean | JsonType::Number | JsonType::Object) | None => "Object",
        },
    }
}

/// Whether a schema requires more than a union of alternatives can.
fn is_structure(keyword: &str) -> bool {
    matches!(
        keyword,
        "properties" | "required" | "additionalProperties" | "items" | "enum" | "x-extensible-enum" | "not"
    )
}

/// Whether a schema only says that properties have to be there.
fn only_requires(node: &Node<'_>) -> bool {
    let describes = |keyword| matches!(keyword, "required" | "title" | "description") || keyword.starts_with("x-");
    node.keywords.get("required").is_some() && node.keywords.names().all(describes)
}

/// Whether a schema only limits values, and says nothing of what kind they are.
fn only_constrains(node: &Node<'_>) -> bool {
    let is_limit = |keyword: &str| constraint::applies_to(keyword).is_some();
    node.keywords.names().all(|keyword| is_limit(keyword) || matches!(keyword, "title" | "description"))
        && node.keywords.names().any(is_limit)
}

/// Whether a schema lets only `null` in.
fn is_null(node: &Node<'_>) -> bool {
    if let Some((_, values)) = enumeration::values(node) {
        return !values.is_empty() && values.iter().all(Value::is_null);
    }
    node.keywords.is("nullable") && node.keywords.names().count() == 1
}
