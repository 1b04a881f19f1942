//! Query parameters that are written as two segments behind the path, `/name/value` (the extension `x-path-pair`), and
//! read there in any order, and in the query too.

use super::percent::{COMPONENT, escape, unescape};
use super::{READS_AS_ANOTHER, ambiguous, simple};
use crate::error::{MessagePart, Reason, ValueError};
use crate::operation::{OperationMeta, Parameter, Style};
use crate::tree::Node;

/// Whether a parameter is one of these.
pub(crate) fn is_pair(parameter: &Parameter) -> bool {
    matches!(parameter.style, Style::Pair(_))
}

/// Writes all of them, each with a slash before its name and its value.
///
/// # Errors
/// The first parameter whose value has no text, or cannot be a segment.
pub(crate) fn write(meta: &OperationMeta, nodes: &[Option<Node>]) -> Result<String, (MessagePart, Box<ValueError>)> {
    let mut path = String::new();
    for (parameter, node) in meta.parameters.iter().zip(nodes).filter(|(parameter, _)| is_pair(parameter)) {
        if let Some(node) = node {
            let value = value(parameter, node).map_err(|error| (MessagePart::of(parameter), error))?;
            path.push_str(&format!("/{}/{value}", escape(parameter.name, &COMPONENT)));
        }
    }
    Ok(path)
}

fn value(parameter: &Parameter, node: &Node) -> Result<String, Box<ValueError>> {
    let raw = simple::write(node, false, parameter.delimiter(), &|text| escape(text, &COMPONENT))?;
    if raw.is_empty() || raw == "." || raw == ".." {
        return Err(ambiguous("a segment of a path can be neither empty nor `.` nor `..`"));
    }
    if read_value(parameter, &raw)? != *node {
        return Err(ambiguous(READS_AS_ANOTHER));
    }
    Ok(raw)
}

/// Reads one of them out of the pairs behind the path, each as it stands there: `name/value`; `None` where it is
/// absent.
///
/// # Errors
/// `Syntax`; `Duplicate`.
pub(crate) fn read(parameter: &Parameter, pairs: &[&str]) -> Result<Option<Node>, Box<ValueError>> {
    let mut values = pairs.iter().filter_map(|pair| {
        let (name, value) = pair.split_once('/')?;
        (unescape(name, false).ok()? == parameter.name).then_some(value)
    });
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(raw), None) => read_value(parameter, raw).map(Some),
        (Some(_), Some(_)) => Err(ValueError::new(Reason::Duplicate)),
    }
}

fn read_value(parameter: &Parameter, raw: &str) -> Result<Node, Box<ValueError>> {
    simple::read(raw, parameter.shape, false, parameter.delimiter(), &|piece| unescape(piece, false))
}
