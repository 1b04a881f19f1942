//! XML Objects (OpenAPI 3.0.3, section 4.7.26) is turned into how each value that is carried as XML stands there.

use std::collections::HashMap;

use super::{Lowering, parameter, walk};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::{Api, Codec, Content, Resolved, Schema, Type, TypeDef, TypeId, TypeKind, Xml, XmlObject};
use crate::resolve::Node;

/// How many arrays within arrays are looked at.
const MAX_DEPTH: usize = 16;

impl Lowering<'_, '_> {
    /// Adds what a schema says of its value in XML to what others at the same place say.
    pub(super) fn xml_object(&self, node: &Node<'_>, xml: &mut XmlObject) {
        let Some(xml_object) = node.child("xml") else { return };
        let text = |keyword| xml_object.keywords.text(keyword).map(str::to_owned);
        xml.name = text("name").or(xml.name.take());
        xml.prefix = text("prefix").or(xml.prefix.take());
        xml.namespace = text("namespace").or(xml.namespace.take());
        xml.attribute |= xml_object.keywords.is("attribute");
        xml.wrapped |= xml_object.keywords.is("wrapped");
    }

    /// How the root of a body stands. It has the name of its component, where no other one is given.
    pub(super) fn xml_root(&self, schema: &Schema) -> Option<Xml> {
        let types = &self.types;
        let name = component(&schema.ty, types).unwrap_or(ROOT);
        let xml_object = xml_object(schema, types);
        let element = element(xml_object.name.as_deref().unwrap_or(name), &xml_object);
        let root = match schema.ty.resolved(types) {
            // A document has one root, so the items are in it, wrapped or not.
            Resolved::Type(Type::Array(items)) => {
                let name = component(&items.ty, types).unwrap_or(&element.name);
                let items = xml(name, items, types, MAX_DEPTH);
                Xml { wrapped: true, items: Some(Box::new(items)), ..element }
            }
            Resolved::Type(_) | Resolved::Kind(..) => element,
        };
        (root != Xml::element(ROOT)).then_some(root)
    }
}

/// The name of a root without a schema.
const ROOT: &str = "root";

/// Says of each property how it stands in XML, where its type is encoded this way.
pub(super) fn complete(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut reached = vec![false; api.types.len()];
    walk::reach(walk::named(roots(api)), &api.types, |id| {
        reached.get_mut(id.0).is_some_and(|reached| !std::mem::replace(reached, true))
    });
    for index in (0..api.types.len()).filter(|index| reached.get(*index) == Some(&true)) {
        let Some(TypeKind::Struct(object)) = api.types.get(index).map(|def| &def.kind) else {
            if let Some(def) = api.types.get_mut(index) {
                def.facts.in_xml = true;
            }
            continue;
        };
        let all: Vec<Xml> =
            object.fields.iter().map(|field| xml(&field.name.wire, &field.schema, &api.types, MAX_DEPTH)).collect();
        for (field, xml) in object.fields.iter().zip(&all) {
            warn_of_ignored(&field.schema, &api.types, diagnostics);
            warn_of_name(outer(xml), &field.schema.pointer, diagnostics);
        }
        let places: Vec<&Pointer> = object.fields.iter().map(|field| &field.schema.pointer).collect();
        warn_of_clashes(&all, &places, diagnostics);
        if let Some(def) = api.types.get_mut(index) {
            def.facts.in_xml = true;
            if let TypeKind::Struct(object) = &mut def.kind {
                for (field, xml) in object.fields.iter_mut().zip(all) {
                    field.xml = (xml != Xml::element(&field.name.wire)).then_some(xml);
                }
            }
        }
    }
}

impl Xml {
    /// An element of which only the name is known.
    fn element(name: &str) -> Self {
        element(name, &XmlObject::default())
    }
}

fn element(name: &str, xml_object: &XmlObject) -> Xml {
    Xml {
        name: name.to_owned(),
        prefix: xml_object.prefix.clone(),
        namespace: xml_object.namespace.clone(),
        attribute: false,
        wrapped: false,
        items: None,
    }
}

/// How a value stands that has this name where the document gives no other one.
fn xml(name: &str, schema: &Schema, types: &[TypeDef], depth: usize) -> Xml {
    let xml_object = xml_object(schema, types);
    let Resolved::Type(Type::Array(items)) = schema.ty.resolved(types) else {
        let attribute = xml_object.attribute && parameter::is_scalar(schema, types, 0);
        return Xml { attribute, ..element(xml_object.name.as_deref().unwrap_or(name), &xml_object) };
    };
    // Without an element of its own, an array has no name but that of the property.
    let name = xml_object.name.as_deref().filter(|_| xml_object.wrapped).unwrap_or(name);
    let mut items = match depth.checked_sub(1) {
        Some(depth) => xml(name, items, types, depth),
        None => Xml::element(name),
    };
    if !xml_object.wrapped && items.namespace.is_none() && items.prefix.is_none() {
        (items.prefix, items.namespace) = (xml_object.prefix.clone(), xml_object.namespace.clone());
    }
    let own = if xml_object.wrapped { element(name, &xml_object) } else { Xml::element(name) };
    let plain = items == Xml::element(name) && own == items;
    Xml { wrapped: xml_object.wrapped, items: (!plain).then(|| Box::new(items)), ..own }
}

/// What a place and the types that it names say, the place first.
fn xml_object(schema: &Schema, types: &[TypeDef]) -> XmlObject {
    let mut xml = schema.xml.clone();
    let mut ty = &schema.ty;
    // Longer chains than there are types go in a circle.
    for _ in 0..types.len() {
        let Type::Named(TypeId(index)) = ty else { break };
        let Some(def) = types.get(*index) else { break };
        let XmlObject { name, prefix, namespace, attribute, wrapped } = &def.xml;
        xml.name = xml.name.or_else(|| name.clone());
        xml.prefix = xml.prefix.or_else(|| prefix.clone());
        xml.namespace = xml.namespace.or_else(|| namespace.clone());
        xml.attribute |= attribute;
        xml.wrapped |= wrapped;
        match &def.kind {
            TypeKind::Newtype(inner) => ty = &inner.ty,
            TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::Union(_) | TypeKind::MediaTypes(_) => break,
        }
    }
    xml
}

/// The name of the component that a type is.
pub(super) fn component<'t>(ty: &Type, types: &'t [TypeDef]) -> Option<&'t str> {
    let Type::Named(id) = ty else { return None };
    let def = types.get(id.0)?;
    let is_component = def.pointer.parent().is_some_and(|parent| parent.as_str() == "/components/schemas");
    is_component.then_some(def.name.wire.as_str())
}

/// What the elements are called that a property is.
fn outer(xml: &Xml) -> &Xml {
    match &xml.items {
        Some(items) if !xml.wrapped => items,
        Some(_) | None => xml,
    }
}

/// The schemas of all bodies that are carried as XML.
fn roots(api: &Api) -> Vec<&Schema> {
    let bodies = api.operations.iter().flat_map(|operation| {
        let request = operation.body.iter().map(|body| (&body.schema, &body.content));
        let responses = operation.responses.iter();
        request.chain(responses.filter_map(|response| Some((&response.body.as_ref()?.1, &response.content))))
    });
    let mut roots = Vec::new();
    for (schema, content) in bodies {
        let xml = content.iter().filter(|content| content.codec == Codec::Xml);
        roots.extend(xml.map(|content| of_content(content, schema, &api.types)));
    }
    roots
}

/// The schema of a body in one of its media types.
fn of_content<'a>(content: &Content, schema: &'a Schema, types: &'a [TypeDef]) -> &'a Schema {
    match schema.ty.resolved(types) {
        Resolved::Kind(_, TypeKind::MediaTypes(variants)) => {
            variants.get(content.alternative).map_or(schema, |variant| &variant.schema)
        }
        Resolved::Type(_) | Resolved::Kind(..) => schema,
    }
}

fn warn_of_ignored(schema: &Schema, types: &[TypeDef], diagnostics: &mut Diagnostics) {
    let xml_object = xml_object(schema, types);
    let array = matches!(schema.ty.resolved(types), Resolved::Type(Type::Array(_)));
    let messages = [
        (
            xml_object.attribute && !parameter::is_scalar(schema, types, 0),
            "an array or object cannot be an attribute; it is an element",
        ),
        (xml_object.wrapped && !array, "`wrapped` has an effect on arrays only"),
        (
            array && !xml_object.wrapped && xml_object.name.is_some(),
            "the `name` of an array that is not `wrapped` has no effect; that of its items is the one that counts",
        ),
    ];
    for (_, message) in messages.into_iter().filter(|(there, _)| *there) {
        diagnostics.warning("ignored-xml", &schema.pointer.key("xml"), message);
    }
}

fn warn_of_name(xml: &Xml, at: &Pointer, diagnostics: &mut Diagnostics) {
    if !is_name(&xml.name) {
        let message =
            format!("`{}` cannot be a name in XML: a value with this name is refused when written as XML", xml.name);
        diagnostics.warning("invalid-xml-name", at, message);
    }
}

/// Properties that would be the same in XML cannot be distinguished there.
fn warn_of_clashes(all: &[Xml], places: &[&Pointer], diagnostics: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for (xml, place) in all.iter().zip(places) {
        let xml = outer(xml);
        if let Some(other) = seen.insert((&xml.name, &xml.namespace, xml.attribute), *place) {
            let message =
                format!("`{}` is the name of two properties in XML: no value can be written as XML", xml.name);
            let finding = crate::diagnostic::Diagnostic::warning("xml-name-clash", place, message);
            diagnostics.push(finding.related(other, "the other property"));
        }
    }
}

/// Whether a text can be a name, with a prefix or without (XML 1.0, section 2.3; Namespaces in XML 1.0, section 4).
fn is_name(text: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || c == '_' || !c.is_ascii() && unicode_ident::is_xid_start(c);
    let is_within = |c: char| is_start(c) || matches!(c, '-' | '.' | '0'..='9') || unicode_ident::is_xid_continue(c);
    let is_local = |text: &str| text.starts_with(is_start) && text.chars().all(is_within);
    match text.split_once(':') {
        None => is_local(text),
        Some((prefix, local)) => is_local(prefix) && is_local(local),
    }
}
