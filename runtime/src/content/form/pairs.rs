//! From the properties of an object to `name=value` pairs, and back.

use std::collections::{HashMap, HashSet};

use super::{Form, FormStyle};
use crate::error::{Reason, ValueError, ValueResult};
use crate::parameter::percent::{COMPONENT, RESERVED, RESERVED_ITEM, escape, unescape};
use crate::reader::{mismatch, node_name};
use crate::tree::Node;

/// How many pairs a form may have: each takes memory beyond its text.
const PAIR_LIMIT: usize = 10_000;

/// Takes a text apart: each name, and the value as it stands there.
///
/// # Errors
/// `Syntax`.
pub(super) fn split(text: &str) -> Result<Vec<(String, &str)>, Box<ValueError>> {
    let mut pairs = Vec::new();
    for piece in text.split('&').filter(|piece| !piece.is_empty()) {
        if pairs.len() == PAIR_LIMIT {
            let offset = piece.as_ptr().addr() - text.as_ptr().addr();
            return Err(ValueError::new(Reason::Syntax { message: "too many pairs", offset }));
        }
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        pairs.push((unescape(name, true)?, value));
    }
    Ok(pairs)
}

/// Reads all pairs as the properties of an object.
///
/// # Errors
/// `Syntax`, or `Duplicate`.
pub(super) fn read(text: &str, form: Option<&Form>) -> Result<Node, Box<ValueError>> {
    let mut properties: Vec<(String, Node)> = Vec::new();
    let mut places = HashMap::new();
    let mut names = HashSet::new();
    for (name, raw) in split(text)? {
        let (property, key, style) = property(&name, form);
        let value = value(raw, style).map_err(|error| error.at_key(name.clone()))?;
        let several = matches!(style, Some(FormStyle::Exploded | FormStyle::JsonItems));
        let place = *places.entry(property.to_owned()).or_insert(properties.len());
        if place == properties.len() {
            let node = match key {
                Some(_) => Node::Object(Vec::new()),
                None if several => Node::List(Vec::new()),
                None => Node::Null,
            };
            properties.push((property.to_owned(), node));
        }
        let key = key.map(str::to_owned);
        match (properties.get_mut(place).map(|(_, node)| node), key) {
            (Some(Node::List(items)), None) if several => items.push(value),
            (Some(Node::Object(entries)), Some(key)) if !names.contains(&name) => entries.push((key, value)),
            (Some(node @ Node::Null), None) => *node = value,
            _ => return Err(ValueError::new(Reason::Duplicate).at_key(name)),
        }
        names.insert(name);
    }
    Ok(Node::Object(properties))
}

/// The property that a pair belongs to, the key in it where the pair is one of an object's, and how it is written.
fn property<'a>(name: &'a str, form: Option<&Form>) -> (&'a str, Option<&'a str>, Option<FormStyle>) {
    let style = |name: &str| form.and_then(|form| form.style(name));
    let bracketed = name.strip_suffix(']').and_then(|name| name.split_once('['));
    match bracketed {
        Some((object, key)) if style(object) == Some(FormStyle::DeepObject) => (object, Some(key), None),
        Some(_) | None => (name, None, style(name)),
    }
}

fn value(raw: &str, style: Option<FormStyle>) -> Result<Node, Box<ValueError>> {
    let delimited = |text: &str, separator: char| match text {
        "" => Node::List(Vec::new()),
        text => Node::List(text.split(separator).map(|item| Node::Text(item.to_owned())).collect()),
    };
    match style {
        None | Some(FormStyle::Exploded | FormStyle::DeepObject) => unescape(raw, true).map(Node::Text),
        Some(FormStyle::Json | FormStyle::JsonItems) => unescape(raw, true).map(Node::Json),
        Some(FormStyle::Space) => unescape(raw, true).map(|text| delimited(&text, ' ')),
        Some(FormStyle::Pipe) => unescape(raw, true).map(|text| delimited(&text, '|')),
        // A comma within an item is escaped.
        Some(FormStyle::Comma) if raw.is_empty() => Ok(Node::List(Vec::new())),
        Some(FormStyle::Comma) => {
            let items = raw.split(',').map(|item| unescape(item, true).map(Node::Text));
            items.collect::<Result<_, _>>().map(Node::List)
        }
    }
}

/// Writes the properties of an object as pairs.
///
/// # Errors
/// The first property whose value has no text, or would not be read as what it is.
pub(super) fn write(properties: &[(String, Node)], form: Option<&Form>) -> Result<String, Box<ValueError>> {
    let mut pairs = Vec::new();
    for (name, node) in properties {
        write_one(name, node, form, &mut pairs).map_err(|error| error.at_key(name.clone()))?;
    }
    let text = pairs.join("&");
    let Node::Object(read) = read(&text, form)? else { return Ok(text) };
    // Properties may meet in one name, so only the whole shows whether each is read back as itself.
    for (index, (name, node)) in properties.iter().enumerate() {
        if read.get(index).is_none_or(|(found, value)| found != name || value != node) {
            return Err(
                ValueError::new(Reason::Ambiguous("would read as another value".to_owned())).at_key(name.clone())
            );
        }
    }
    Ok(text)
}

fn write_one(name: &str, node: &Node, form: Option<&Form>, pairs: &mut Vec<String>) -> ValueResult {
    let mut pair = |name: &str, value: &str| pairs.push(format!("{}={value}", escape(name, &COMPONENT)));
    let reserved = form.is_some_and(|form| form.reserved.contains(&name));
    let set = if reserved { &RESERVED } else { &COMPONENT };
    let style = form.and_then(|form| form.style(name));
    match (node, style) {
        (Node::Text(text) | Node::Json(text), _) => pair(name, &escape(text, set)),
        (Node::List(items), Some(FormStyle::Exploded | FormStyle::JsonItems)) => {
            for (index, item) in items.iter().enumerate() {
                let text = text(item).map_err(|error| error.at_index(index))?;
                pair(name, &escape(text, set));
            }
        }
        (Node::List(items), Some(style @ (FormStyle::Comma | FormStyle::Space | FormStyle::Pipe))) => {
            let texts = items.iter().enumerate().map(|(index, item)| text(item).map_err(|error| error.at_index(index)));
            let texts = texts.collect::<Result<Vec<_>, _>>()?;
            let value = match style {
                FormStyle::Space => escape(&texts.join(" "), &COMPONENT),
                FormStyle::Pipe => escape(&texts.join("|"), &COMPONENT),
                // Where commas stand between items, one within an item is escaped.
                _ => {
                    let set = if reserved { &RESERVED_ITEM } else { &COMPONENT };
                    texts.into_iter().map(|text| escape(text, set)).collect::<Vec<_>>().join(",")
                }
            };
            pair(name, &value);
        }
        (Node::Object(entries), Some(FormStyle::DeepObject)) => {
            for (key, value) in entries {
                let text = text(value).map_err(|error| error.at_key(key.clone()))?;
                pair(&format!("{name}[{key}]"), &escape(text, set));
            }
        }
        (Node::Null | Node::List(_) | Node::Object(_), _) => return Err(mismatch("text", node_name(node))),
    }
    Ok(())
}

fn text(node: &Node) -> Result<&str, Box<ValueError>> {
    match node {
        Node::Text(text) | Node::Json(text) => Ok(text),
        Node::Null | Node::List(_) | Node::Object(_) => Err(mismatch("text", node_name(node))),
    }
}
