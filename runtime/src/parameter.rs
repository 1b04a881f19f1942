//! Parameters and the headers of responses: encodes a part of a request or response as text, and decodes it. In between
//! is a [`Node`], so that styles are independent of types.

pub(crate) mod form;
pub(crate) mod header;
pub(crate) mod pair;
pub(crate) mod path;
pub(crate) mod percent;
mod simple;
#[cfg(test)]
mod tests;

use crate::error::{Reason, ValueError, ValueResult};
use crate::mode::Mode;
use crate::operation::{MessageParts, Parameter, Shape};
use crate::reader::{Reader, mismatch, node_name};
use crate::tree::Node;
use crate::writer::Writer;

/// Writes a part; `None` where it is absent. JSON is one text.
///
/// # Errors
/// The value's error, or `Missing` if it is required and absent.
pub(crate) fn write(
    parameter: &Parameter,
    parts: &dyn MessageParts,
    index: usize,
    mode: Mode,
) -> Result<Option<Node>, Box<ValueError>> {
    let writer = match parameter.shape {
        Shape::Json => Writer::json(mode),
        Shape::Scalar | Shape::Array | Shape::Object(_) | Shape::Map => Writer::tree(mode),
    };
    let mut writer = writer.rules(parameter.rules).optional(!parameter.required);
    parts.write_part(index, &mut writer).map_err(|error| error.without_secret(parameter.rules))?;
    if !writer.wrote() {
        return if parameter.required { Err(ValueError::new(Reason::Missing)) } else { Ok(None) };
    }
    match parameter.shape {
        Shape::Json => Ok(Some(Node::Text(String::from_utf8(writer.into_bytes()).unwrap_or_default()))),
        Shape::Scalar | Shape::Array | Shape::Object(_) | Shape::Map => Ok(writer.into_node()),
    }
}

/// Reads a part; a strict reader also checks it against the document's constraints.
///
/// # Errors
/// The value's error, or `Missing` if it is required and absent.
pub(crate) fn read(
    parameter: &Parameter,
    target: &mut dyn MessageParts,
    index: usize,
    node: Option<&Node>,
    mode: Mode,
) -> ValueResult {
    let Some(node) = node else {
        return if parameter.required { Err(ValueError::new(Reason::Missing)) } else { Ok(()) };
    };
    let reader = match (parameter.shape, node) {
        (Shape::Json, Node::Text(text)) => Reader::json(text, mode),
        (_, node) => Reader::tree(node, mode),
    };
    let mut reader = reader.rules(parameter.rules).optional(!parameter.required);
    target.read_part(index, &mut reader).map_err(|error| error.without_secret(parameter.rules))?;
    reader.end()?;
    if mode.strict { write(parameter, target, index, mode).map(drop) } else { Ok(()) }
}

/// The text of a text node.
fn text(node: &Node) -> Result<&str, Box<ValueError>> {
    match node {
        Node::Text(text) => Ok(text),
        Node::Null | Node::List(_) | Node::Object(_) | Node::Json(_) => Err(mismatch("text", node_name(node))),
    }
}

/// The error for a value that would be decoded as a different one.
#[cold]
fn ambiguous(message: &str) -> Box<ValueError> {
    ValueError::new(Reason::Ambiguous(message.to_owned()))
}

const READS_AS_ANOTHER: &str = "would read as another value";
