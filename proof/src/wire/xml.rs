//! XML by the XML Objects of the document (OpenAPI 3.0.3, section 4.7.26), and any XML as a tree, to be compared.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use serde_json::Value;

use super::{Unrepresentable, text};
use crate::document::Document;

/// An element. The order of its children counts among those of one name only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    name: String,
    namespace: String,
    attributes: BTreeMap<(String, String), String>,
    children: Vec<Element>,
    text: String,
    prefix: String,
}

/// What an XML Object says.
#[derive(Clone, Debug, Default)]
struct XmlFacts {
    name: Option<String>,
    namespace: String,
    prefix: String,
    attribute: bool,
    wrapped: bool,
}

/// The root element of a value. Its name is the given one, or that of its component.
pub(crate) fn root(document: &Document, schemas: &[&Value], value: &Value) -> Result<Element, Unrepresentable> {
    let xml_facts = xml_facts(document, schemas);
    let name = xml_facts.name.clone().or_else(|| component(schemas)).unwrap_or_else(|| "root".to_owned());
    if let Value::Array(items) = value {
        let shape = document.shape(schemas);
        let item_facts = self::xml_facts(document, &shape.items);
        let item = item_facts.name.clone().or_else(|| component(&shape.items)).unwrap_or_else(|| name.clone());
        let mut element = xml_facts.element(&name);
        for value in items {
            element.children.push(one(document, &shape.items, value, &item_facts.element(&item))?);
        }
        return Ok(element.sorted().within(""));
    }
    Ok(one(document, schemas, value, &xml_facts.element(&name))?.within(""))
}

/// A value in an element like this.
fn one(document: &Document, schemas: &[&Value], value: &Value, like: &Element) -> Result<Element, Unrepresentable> {
    let mut element = like.clone();
    let shape = document.shape(schemas);
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match shape.properties.iter().find(|(property, _)| property == name) {
                    Some((_, schemas)) => property(document, name, schemas, value, &mut element)?,
                    None if is_name(name) => {
                        let kept = shape.kept().unwrap_or_default();
                        property(document, name, &kept, value, &mut element)?;
                    }
                    None => return Err(Unrepresentable("no name that XML has")),
                }
            }
        }
        Value::Array(_) => {
            // An array within an array is an element of its own.
            for item in value.as_array().into_iter().flatten() {
                let xml_facts = xml_facts(document, &shape.items);
                let name = xml_facts.name.clone().unwrap_or_else(|| like.name.clone());
                element.children.push(one(document, &shape.items, item, &xml_facts.element(&name))?);
            }
        }
        Value::Null => {
            let nil = ("nil".to_owned(), "http://www.w3.org/2001/XMLSchema-instance".to_owned());
            element.attributes.insert(nil, "true".to_owned());
        }
        scalar => {
            if shape.kind().is_none() && shape.alternatives.is_empty() && !scalar.is_string() {
                return Err(Unrepresentable("XML has text only"));
            }
            element.text = carried(&text(scalar)?)?;
        }
    }
    Ok(element.sorted())
}

fn property(
    document: &Document,
    name: &str,
    schemas: &[&Value],
    value: &Value,
    into: &mut Element,
) -> Result<(), Unrepresentable> {
    let xml_facts = xml_facts(document, schemas);
    let shape = document.shape(schemas);
    match value {
        Value::Array(items) => {
            let untyped = shape.kind().is_none();
            let outer = xml_facts.name.clone().filter(|_| xml_facts.wrapped).unwrap_or_else(|| name.to_owned());
            let item_facts = self::xml_facts(document, &shape.items);
            let item = item_facts.name.clone().unwrap_or_else(|| outer.clone());
            let mut like = item_facts.element(&item);
            if !xml_facts.wrapped && like.namespace.is_empty() && like.prefix.is_empty() {
                (like.namespace, like.prefix) = (xml_facts.namespace.clone(), xml_facts.prefix.clone());
            }
            if (items.is_empty() || untyped) && !xml_facts.wrapped {
                return Err(Unrepresentable("an array without an element of its own leaves no trace of itself"));
            }
            let elements = items.iter().map(|item| one(document, &shape.items, item, &like));
            let elements = elements.collect::<Result<Vec<_>, _>>()?;
            if xml_facts.wrapped {
                let wrapper = Element { children: elements, ..xml_facts.element(&outer) };
                into.children.push(wrapper.sorted());
            } else {
                into.children.extend(elements);
            }
        }
        value => {
            let name = xml_facts.name.clone().unwrap_or_else(|| name.to_owned());
            if !is_name(&name) {
                return Err(Unrepresentable("no name that XML has"));
            }
            if xml_facts.attribute && !value.is_object() {
                let namespace = if xml_facts.prefix.is_empty() { String::new() } else { xml_facts.namespace.clone() };
                into.attributes.insert((name, namespace), carried(&text(value)?)?);
            } else {
                into.children.push(one(document, schemas, value, &xml_facts.element(&name))?);
            }
        }
    }
    Ok(())
}

impl XmlFacts {
    fn element(&self, name: &str) -> Element {
        Element {
            name: name.to_owned(),
            namespace: self.namespace.clone(),
            prefix: self.prefix.clone(),
            ..Element::default()
        }
    }
}

impl Element {
    fn sorted(mut self) -> Self {
        self.children.sort_by(|left, right| left.name.cmp(&right.name));
        self
    }

    /// The element where this namespace is the default: what has neither a prefix nor a namespace of its own is in it,
    /// and so is what it contains (Namespaces in XML 1.0, section 6.2).
    fn within(mut self, default: &str) -> Self {
        if self.prefix.is_empty() && self.namespace.is_empty() {
            default.clone_into(&mut self.namespace);
        }
        let default = if self.prefix.is_empty() { self.namespace.clone() } else { default.to_owned() };
        self.children = self.children.into_iter().map(|child| child.within(&default)).collect();
        self
    }
}

/// The name that schemas say a value has.
pub(crate) fn name(document: &Document, schemas: &[&Value]) -> Option<String> {
    xml_facts(document, schemas).name
}

/// What the schemas of a place say of it in XML: those that stand there first, then those that they refer to; not those
/// that an object is made of.
fn xml_facts(document: &Document, schemas: &[&Value]) -> XmlFacts {
    let mut xml_facts = XmlFacts::default();
    for schema in schemas {
        let mut here = *schema;
        for _ in 0..64 {
            let own = list_of_own(here);
            for xml in own.iter().rev().filter_map(|part| part.get("xml")) {
                let text = |key: &str| xml.get(key).and_then(Value::as_str).map(str::to_owned);
                xml_facts.name = xml_facts.name.or_else(|| text("name"));
                if xml_facts.namespace.is_empty() {
                    xml_facts.namespace = text("namespace").unwrap_or_default();
                }
                if xml_facts.prefix.is_empty() {
                    xml_facts.prefix = text("prefix").unwrap_or_default();
                }
                xml_facts.attribute |= xml.get("attribute") == Some(&Value::Bool(true));
                xml_facts.wrapped |= xml.get("wrapped") == Some(&Value::Bool(true));
            }
            // What says nothing but to what it refers, is that.
            let references: Vec<&str> =
                own.iter().filter_map(|part| part.get("$ref").and_then(Value::as_str)).collect();
            let thin = own.iter().all(|part| part.get("properties").is_none() && part.get("items").is_none());
            match references.as_slice() {
                [only] if thin => match document.target(only) {
                    Some(target) => here = target,
                    None => break,
                },
                _ => break,
            }
        }
    }
    xml_facts
}

/// A schema, and the parts of its `allOf`, of theirs, and so on.
fn list_of_own(schema: &Value) -> Vec<&Value> {
    let mut all = Vec::new();
    let mut left = vec![schema];
    while let Some(schema) = left.pop() {
        if schema.get("$ref").is_none() {
            left.extend(crate::document::list(schema.get("allOf")));
        }
        all.push(schema);
        if all.len() > 1000 {
            break;
        }
    }
    all.reverse();
    all
}

fn component(schemas: &[&Value]) -> Option<String> {
    let reference = schemas.first()?.get("$ref")?.as_str()?;
    reference.strip_prefix("#/components/schemas/").map(str::to_owned)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// The text, where XML can carry it.
fn carried(text: &str) -> Result<String, Unrepresentable> {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(legal) { Ok(text.to_owned()) } else { Err(Unrepresentable("a control character")) }
}

/// The document of an element.
pub(crate) fn print(element: &Element) -> String {
    let qualified = |prefix: &str, name: &str| {
        if prefix.is_empty() || name.contains(':') { name.to_owned() } else { format!("{prefix}:{name}") }
    };
    let name = qualified(&element.prefix, &element.name);
    let mut out = format!("<{name}");
    if !element.namespace.is_empty() {
        let prefix = if element.prefix.is_empty() { String::new() } else { format!(":{}", element.prefix) };
        out.push_str(&format!(" xmlns{prefix}=\"{}\"", escaped(&element.namespace)));
    } else if element.prefix.is_empty() {
        out.push_str(" xmlns=\"\"");
    }
    for (number, ((name, namespace), value)) in element.attributes.iter().enumerate() {
        if namespace.is_empty() {
            out.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        } else {
            let namespace = escaped(namespace);
            out.push_str(&format!(" xmlns:a{number}=\"{namespace}\" a{number}:{name}=\"{}\"", escaped(value)));
        }
    }
    out.push('>');
    out.push_str(&escaped(&element.text));
    out.extend(element.children.iter().map(print));
    out + &format!("</{name}>")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            other => out.push(other),
        }
    }
    out
}

/// The root element of a document.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let told = |error: &dyn std::fmt::Display| error.to_string();
    loop {
        let event = reader.read_event().map_err(|error| told(&error))?;
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                let (namespace, local) = reader.resolver().resolve_element(start.name());
                let mut element =
                    Element { name: local.as_ref().to_owned(), namespace: shown(&namespace), ..Element::default() };
                for attribute in start.attributes() {
                    let attribute = attribute.map_err(|error| told(&error))?;
                    if attribute.key.as_namespace_binding().is_some() {
                        continue;
                    }
                    let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
                    let value = attribute
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .map_err(|error| told(&error))?
                        .into_owned();
                    let name = local.as_ref().to_owned();
                    element.attributes.insert((name, shown(&namespace)), value);
                }
                open.push(element);
                if matches!(event, Event::Empty(_))
                    && let Some(done) = close(&mut open)
                {
                    return Ok(done);
                }
            }
            Event::End(_) => {
                if let Some(done) = close(&mut open) {
                    return Ok(done);
                }
            }
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                let name = (*reference).to_string();
                let character = match reference.resolve_char_ref().map_err(|error| told(&error))? {
                    Some(character) => character.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name).ok_or("an entity")?.to_owned(),
                };
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&character);
                }
            }
            Event::Eof => return Err("no root".to_owned()),
            _ => {}
        }
    }
}

fn shown(namespace: &ResolveResult<'_>) -> String {
    match namespace {
        ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
    }
}

/// Closes the innermost element; the root, where it was that.
fn close(open: &mut Vec<Element>) -> Option<Element> {
    let done = open.pop()?.sorted();
    match open.last_mut() {
        Some(outer) => {
            outer.children.push(done);
            None
        }
        None => Some(done),
    }
}
