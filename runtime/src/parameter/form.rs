//! The style `form` (OpenAPI 3.0.3, section 4.7.12.2.1; RFC 6570, section 3.2.8): from the parameters of a query or of
//! the header `Cookie` to `name=value` pairs, and back.

use std::borrow::Cow;

use super::pair::is_pair;
use super::percent::{AsciiSet, COMPONENT, COOKIE, RESERVED, RESERVED_ITEM, escape, unescape, unescaped};
use super::{READS_AS_ANOTHER, ambiguous, simple, text};
use crate::error::{MessagePart, Reason, ValueError};
use crate::model::Unknown;
use crate::operation::{Location, OperationMeta, Parameter, SchemeKind, Shape};
use crate::tree::Node;

/// A parsed query or header `Cookie`.
#[derive(Debug)]
pub(crate) struct Pairs<'a> {
    location: Location,
    /// Each name, with the value as it stands there.
    pairs: Vec<(Cow<'a, str>, &'a str)>,
}

/// Writes all parameters of a location, `Query` or `Cookie`: the text of the query, or of the header.
///
/// # Errors
/// The first parameter whose value has no text, or would be decoded as a different one.
pub(crate) fn write(
    meta: &OperationMeta,
    location: Location,
    nodes: &[Option<Node>],
) -> Result<String, (MessagePart, Box<ValueError>)> {
    let is_here = |parameter: &Parameter| parameter.location == location && !is_pair(parameter);
    let parameters = || meta.parameters.iter().zip(nodes).filter(|(parameter, _)| is_here(parameter));
    let mut pairs = Vec::new();
    for (parameter, node) in parameters() {
        if let Some(node) = node {
            write_one(parameter, node, &mut pairs).map_err(|error| (MessagePart::of(parameter), error))?;
        }
    }
    let query = pairs.join(if location == Location::Cookie { "; " } else { "&" });
    // Parameters may meet in one name, so only the whole shows whether each is read back as itself.
    let read = Pairs::new(location, &query);
    for (parameter, node) in parameters() {
        match read.read(meta, parameter) {
            Ok(found) if found == *node => {}
            Ok(_) | Err(_) => return Err((MessagePart::of(parameter), ambiguous(READS_AS_ANOTHER))),
        }
    }
    Ok(query)
}

impl<'a> Pairs<'a> {
    /// Parses a query or the value of the header `Cookie`. A name that is not well encoded is not one that a document
    /// has, and is left out.
    pub(crate) fn new(location: Location, text: &'a str) -> Self {
        let cookie = location == Location::Cookie;
        let pieces = text.split(if cookie { ';' } else { '&' }).map(|piece| if cookie { piece.trim() } else { piece });
        let pairs = pieces.filter(|piece| !piece.is_empty()).filter_map(|piece| {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            // RFC 6265, section 4.1.1: the value of a cookie may stand in quotes.
            let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|_| cookie);
            Some((unescaped(name, !cookie).ok()?, quoted.unwrap_or(value)))
        });
        Self { location, pairs: pairs.collect() }
    }

    /// Reads one parameter; `None` where it is absent.
    ///
    /// # Errors
    /// `Syntax`, or `Duplicate` if something that is not an array is given twice.
    pub(crate) fn read(&self, meta: &OperationMeta, parameter: &Parameter) -> Result<Option<Node>, Box<ValueError>> {
        let unescape = |raw: &str| unescape(raw, self.location == Location::Query);
        let own = || self.pairs.iter().filter(|(name, _)| name == parameter.name).map(|(_, value)| *value);
        let list = |items: Vec<Node>| if items.is_empty() { None } else { Some(Node::List(items)) };
        match (parameter.shape, parameter.explode) {
            (Shape::Array, true) => own()
                .enumerate()
                .map(|(index, raw)| unescape(raw).map(Node::Text).map_err(|error| error.at_index(index)))
                .collect::<Result<_, _>>()
                .map(list),
            (Shape::Object(_) | Shape::Map, true) => {
                let mut properties = Vec::new();
                for (name, raw) in self.pairs.iter().filter(|(name, _)| self.is_property(meta, parameter, name)) {
                    let value = unescape(raw).map_err(|error| error.at_key(name.clone().into_owned()))?;
                    properties.push((name.clone().into_owned(), Node::Text(value)));
                }
                // An object without properties leaves no trace, so where there has to be one it is there.
                Ok((parameter.required || !properties.is_empty()).then_some(Node::Object(properties)))
            }
            (Shape::Scalar | Shape::Json, _) | (Shape::Array | Shape::Object(_) | Shape::Map, false) => {
                let mut values = own();
                match (values.next(), values.next()) {
                    (None, _) => Ok(None),
                    (Some(raw), None) => {
                        simple::read(raw, parameter.shape, false, parameter.delimiter(), &unescape).map(Some)
                    }
                    (Some(_), Some(_)) => Err(ValueError::new(Reason::Duplicate)),
                }
            }
        }
    }

    /// Whether a name is one of an exploded object's properties: those that it lists, and where it is open all that
    /// belong to nobody else.
    fn is_property(&self, meta: &OperationMeta, parameter: &Parameter, name: &str) -> bool {
        match parameter.shape {
            Shape::Object(object) if object.lists(name) => true,
            Shape::Object(object) if object.unknown != Unknown::Keep => false,
            Shape::Object(_) | Shape::Map => !self.is_taken(meta, parameter, name),
            Shape::Scalar | Shape::Array | Shape::Json => false,
        }
    }

    fn is_taken(&self, meta: &OperationMeta, but: &Parameter, name: &str) -> bool {
        let others =
            || meta.parameters.iter().filter(|other| other.location == self.location && other.name != but.name);
        let credentials = || meta.security.iter().flat_map(|requirement| requirement.schemes);
        others().any(|other| match other.shape {
            Shape::Object(object) if other.explode => object.lists(name),
            Shape::Map if other.explode => false,
            Shape::Scalar | Shape::Array | Shape::Object(_) | Shape::Map | Shape::Json => other.name == name,
        }) || credentials().any(|scheme| match scheme.kind {
            SchemeKind::ApiKey { location, name: key } => location == self.location && key == name,
            SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Unknown => false,
        })
    }
}

fn write_one(parameter: &Parameter, node: &Node, pairs: &mut Vec<String>) -> Result<(), Box<ValueError>> {
    let set = set(parameter);
    let escaped = |text: &str| escape(text, set);
    let mut pair = |name: &str, value: String| pairs.push(format!("{}={value}", escape(name, &COMPONENT)));
    match node {
        Node::List(items) if parameter.explode => {
            for (index, item) in items.iter().enumerate() {
                pair(parameter.name, escaped(text(item).map_err(|error| error.at_index(index))?));
            }
        }
        Node::Object(properties) if parameter.explode => {
            for (key, value) in properties {
                pair(key, escaped(text(value).map_err(|error| error.at_key(key.clone()))?));
            }
        }
        Node::Null | Node::Text(_) | Node::List(_) | Node::Object(_) | Node::Json(_) => {
            pair(parameter.name, simple::write(node, false, parameter.delimiter(), &escaped)?);
        }
    }
    Ok(())
}

/// What is escaped in a parameter's values.
fn set(parameter: &Parameter) -> &'static AsciiSet {
    let separates = match parameter.shape {
        Shape::Scalar | Shape::Json => false,
        Shape::Array | Shape::Object(_) | Shape::Map => !parameter.explode,
    };
    match (parameter.location, parameter.allow_reserved) {
        (Location::Cookie, _) => &COOKIE,
        (_, true) if separates && parameter.delimiter() == ',' => &RESERVED_ITEM,
        (_, true) if separates => &COMPONENT,
        (_, true) => &RESERVED,
        (_, false) => &COMPONENT,
    }
}
