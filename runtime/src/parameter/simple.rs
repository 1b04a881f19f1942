//! The style `simple`: one text with commas between items, or between names and values (OpenAPI 3.0.3, section
//! 4.7.12.2.1; RFC 6570, section 3.2.2). The style `form` writes its values so too, where they are not exploded. The
//! document may have another delimiter than the comma (the extension `x-delimiter`).

use super::text;
use crate::error::{Reason, ValueError};
use crate::operation::Shape;
use crate::tree::Node;

/// Writes a value; `escape` is what the place of the text does to each piece.
pub(super) fn write(
    node: &Node,
    explode: bool,
    delimiter: char,
    escape: &dyn Fn(&str) -> String,
) -> Result<String, Box<ValueError>> {
    let pieces = match node {
        Node::Null | Node::Text(_) | Node::Json(_) => return text(node).map(escape),
        Node::List(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| text(item).map(escape).map_err(|error| error.at_index(index)))
            .collect::<Result<Vec<_>, _>>()?,
        Node::Object(properties) => properties
            .iter()
            .map(|(key, value)| {
                let value = text(value).map(escape).map_err(|error| error.at_key(key.clone()))?;
                Ok(format!("{}{}{value}", escape(key), if explode { '=' } else { delimiter }))
            })
            .collect::<Result<Vec<_>, Box<ValueError>>>()?,
    };
    Ok(pieces.join(delimiter.encode_utf8(&mut [0; 4])))
}

/// Reads a value; `unescape` undoes what the place of the text did to each piece. An empty text is an empty array or
/// object, where one of them is meant.
pub(super) fn read(
    raw: &str,
    shape: Shape,
    explode: bool,
    delimiter: char,
    unescape: &dyn Fn(&str) -> Result<String, Box<ValueError>>,
) -> Result<Node, Box<ValueError>> {
    let mut pieces = raw.split(delimiter).filter(|_| !raw.is_empty());
    match shape {
        Shape::Scalar | Shape::Json => Ok(Node::Text(unescape(raw)?)),
        Shape::Array => Ok(Node::List(
            pieces
                .enumerate()
                .map(|(index, piece)| unescape(piece).map(Node::Text).map_err(|error| error.at_index(index)))
                .collect::<Result<_, _>>()?,
        )),
        Shape::Object(_) | Shape::Map => {
            let mut properties = Vec::new();
            while let Some(piece) = pieces.next() {
                let pair = if explode { piece.split_once('=') } else { pieces.next().map(|value| (piece, value)) };
                let Some((key, value)) = pair else {
                    let message = "a name without a value";
                    return Err(ValueError::new(Reason::Syntax { message, offset: raw.len() }));
                };
                let key = unescape(key)?;
                let value = unescape(value).map_err(|error| error.at_key(key.clone()))?;
                properties.push((key, Node::Text(value)));
            }
            Ok(Node::Object(properties))
        }
    }
}
