//! XML by the XML Objects of the document (OpenAPI 3.0.3, section 4.7.26), and any XML as a tree, to be compared.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use serde_json::Value;

use super::{CannotCarry, text};
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
struct Said {
    name: Option<String>,
    namespace: String,
    prefix: String,
    attribute: bool,
    wrapped: bool,
}

/// The root element of a value. Its name is the given one, or that of its component.
pub(crate) fn root(document: &Document, schemas: &[&Value], value: &Value) -> Result<Element, CannotCarry> {
    let said = said(document, schemas);
    let name = said.name.clone().or_else(|| component(schemas)).unwrap_or_else(|| "root".to_owned());
    if let Value::Array(items) = value {
        let shape = document.shape(schemas);
        let item_said = self::said(document, &shape.items);
        let item = item_said.name.clone().or_else(|| component(&shape.items)).unwrap_or_else(|| name.clone());
        let mut element = said.element(&name);
        for value in items {
            element.children.push(one(document, &shape.items, value, &item_said.element(&item))?);
        }
        return Ok(element.sorted());
    }
    one(document, schemas, value, &said.element(&name))
}

/// A value in an element like this.
fn one(document: &Document, schemas: &[&Value], value: &Value, like: &Element) -> Result<Element, CannotCarry> {
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
                    None => return Err(CannotCarry("no name that XML has")),
                }
            }
        }
        Value::Array(_) => {
            // An array within an array is an element of its own.
            for item in value.as_array().into_iter().flatten() {
                let said = said(document, &shape.items);
                let name = said.name.clone().unwrap_or_else(|| like.name.clone());
                element.children.push(one(document, &shape.items, item, &said.element(&name))?);
            }
        }
        Value::Null => {
            let nil = ("nil".to_owned(), "http://www.w3.org/2001/XMLSchema-instance".to_owned());
            element.attributes.insert(nil, "true".to_owned());
        }
        scalar => {
            if shape.kind().is_none() && shape.alternatives.is_empty() && !scalar.is_string() {
                return Err(CannotCarry("XML has text only"));
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
) -> Result<(), CannotCarry> {
    let said = said(document, schemas);
    let shape = document.shape(schemas);
    match value {
        Value::Array(items) => {
            let untyped = shape.kind().is_none();
            let outer = said.name.clone().filter(|_| said.wrapped).unwrap_or_else(|| name.to_owned());
            let item_said = self::said(document, &shape.items);
            let item = item_said.name.clone().unwrap_or_else(|| outer.clone());
            let mut like = item_said.element(&item);
            if !said.wrapped && like.namespace.is_empty() && like.prefix.is_empty() {
                (like.namespace, like.prefix) = (said.namespace.clone(), said.prefix.clone());
            }
            if (items.is_empty() || untyped) && !said.wrapped {
                return Err(CannotCarry("an array without an element of its own leaves no trace of itself"));
            }
            let elements = items.iter().map(|item| one(document, &shape.items, item, &like));
            let elements = elements.collect::<Result<Vec<_>, _>>()?;
            if said.wrapped {
                let wrapper = Element { children: elements, ..said.element(&outer) };
                into.children.push(wrapper.sorted());
            } else {
                into.children.extend(elements);
            }
        }
        value => {
            let name = said.name.clone().unwrap_or_else(|| name.to_owned());
            if !is_name(&name) {
                return Err(CannotCarry("no name that XML has"));
            }
            if said.attribute && !value.is_object() {
                let namespace = if said.prefix.is_empty() { String::new() } else { said.namespace.clone() };
                into.attributes.insert((name, namespace), carried(&text(value)?)?);
            } else {
                into.children.push(one(document, schemas, value, &said.element(&name))?);
            }
        }
    }
    Ok(())
}

impl Said {
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
}

/// The name that schemas say a value has.
pub(crate) fn name(document: &Document, schemas: &[&Value]) -> Option<String> {
    said(document, schemas).name
}

/// What the schemas of a place say of it in XML: those that stand there first, then those that they refer to; not those
/// that an object is made of.
fn said(document: &Document, schemas: &[&Value]) -> Said {
    let mut said = Said::default();
    for schema in schemas {
        let mut here = *schema;
        for _ in 0..64 {
            let own = list_of_own(here);
            for xml in own.iter().rev().filter_map(|part| part.get("xml")) {
                let text = |key: &str| xml.get(key).and_then(Value::as_str).map(str::to_owned);
                said.name = said.name.or_else(|| text("name"));
                if said.namespace.is_empty() {
                    said.namespace = text("namespace").unwrap_or_default();
                }
                if said.prefix.is_empty() {
                    said.prefix = text("prefix").unwrap_or_default();
                }
                said.attribute |= xml.get("attribute") == Some(&Value::Bool(true));
                said.wrapped |= xml.get("wrapped") == Some(&Value::Bool(true));
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
    said
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
fn carried(text: &str) -> Result<String, CannotCarry> {
    let legal = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(legal) { Ok(text.to_owned()) } else { Err(CannotCarry("a control character")) }
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
