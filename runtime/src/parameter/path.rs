//! Path parameters, in the style `simple`: from a template and values to the raw path, and back.

use std::borrow::Cow;

use percent_encoding::utf8_percent_encode;

use super::percent::{AsciiSet, COMPONENT, escape, percent_encode_byte, unescape, unescaped};
use super::{READS_AS_ANOTHER, ambiguous, simple};
use crate::error::{MessagePart, Reason, ValueError};
use crate::operation::{Location, OperationMeta, Parameter};
use crate::tree::Node;

/// What is escaped in the literal text of a template: all but what a segment can hold (RFC 3986, section 3.3).
const LITERAL: AsciiSet = COMPONENT
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A piece of a template's segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Literal(&'static str),
    /// A parameter's name.
    Parameter(&'static str),
}

/// Writes the path of an operation.
///
/// # Errors
/// The first parameter whose value has no text, or which would not be read as what it is: a segment is neither empty
/// nor `.` nor `..`, which have a meaning of their own (RFC 3986, section 3.3).
pub(crate) fn write(meta: &OperationMeta, nodes: &[Option<Node>]) -> Result<String, (MessagePart, Box<ValueError>)> {
    let mut path = String::new();
    for (index, segment) in meta.path.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        let start = path.len();
        let pieces: Vec<_> = pieces(segment).collect();
        let separators = separators(&pieces);
        let mut last = None;
        let mut before = None;
        for piece in &pieces {
            match *piece {
                Piece::Literal(text) => path.push_str(&literal(text)),
                Piece::Parameter(name) => {
                    if let Some(Piece::Parameter(_)) = before {
                        let error = ambiguous("nothing stands between it and the parameter before it");
                        return Err((MessagePart::Path(name), error));
                    }
                    let raw = value(meta, nodes, name, &separators);
                    path.push_str(&raw.map_err(|error| (MessagePart::Path(name), error))?);
                    last = Some(name);
                }
            }
            before = Some(*piece);
        }
        let written = path.get(start..).unwrap_or_default();
        if let Some(name) = last
            && unescape(written, false).is_ok_and(|segment| segment == "." || segment == "..")
        {
            return Err((MessagePart::Path(name), ambiguous("a segment of a path cannot be `.` or `..`")));
        }
    }
    Ok(path)
}

/// Reads a parameter out of the raw values of the template's parameters, in their order there; `None` where the
/// template does not have it.
///
/// # Errors
/// `Syntax`.
pub(crate) fn read(
    meta: &OperationMeta,
    parameter: &Parameter,
    captures: &[&str],
) -> Result<Option<Node>, Box<ValueError>> {
    let names = meta.path.split('/').flat_map(pieces).filter_map(|piece| match piece {
        Piece::Literal(_) => None,
        Piece::Parameter(name) => Some(name),
    });
    match names.zip(captures).find(|(name, _)| *name == parameter.name) {
        None => Ok(None),
        Some((_, raw)) => read_value(parameter, raw).map(Some),
    }
}

fn read_value(parameter: &Parameter, raw: &str) -> Result<Node, Box<ValueError>> {
    simple::read(raw, parameter.shape, parameter.explode, parameter.delimiter(), &|piece| unescape(piece, false))
}

/// The raw text of a parameter's value.
fn value(
    meta: &OperationMeta,
    nodes: &[Option<Node>],
    name: &str,
    separators: &[char],
) -> Result<String, Box<ValueError>> {
    let is_it = |parameter: &Parameter| parameter.location == Location::Path && parameter.name == name;
    let Some((parameter, Some(node))) = meta.parameters.iter().zip(nodes).find(|(parameter, _)| is_it(parameter))
    else {
        return Err(ValueError::new(Reason::Missing));
    };
    let raw = simple::write(node, parameter.explode, parameter.delimiter(), &|text| escape_but(text, separators))?;
    if raw.is_empty() {
        return Err(ambiguous("a segment of a path cannot be empty"));
    }
    // What separates two values of one segment must not stand within them, neither as it is nor, where it cannot stand
    // in a path as it is, escaped.
    let separates = |separator: &char| raw.contains(&*literal(separator.encode_utf8(&mut [0; 4])));
    if separators.iter().any(separates) || read_value(parameter, &raw)? != *node {
        return Err(ambiguous(READS_AS_ANOTHER));
    }
    Ok(raw)
}

/// Escapes a text, and in it also the separators that need none by themselves.
fn escape_but(text: &str, separators: &[char]) -> String {
    let mut raw = String::new();
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() && separators.contains(&character) => raw.push_str(percent_encode_byte(byte)),
            _ => raw.push_str(&escape(character.encode_utf8(&mut [0; 4]), &COMPONENT)),
        }
    }
    raw
}

/// The characters at which literals between two parameters of a segment begin: where they do not stand in the values,
/// every reader finds the same values.
fn separators(pieces: &[Piece]) -> Vec<char> {
    let is_parameter = |index: usize| matches!(pieces.get(index), Some(Piece::Parameter(_)));
    let between = pieces.iter().enumerate().filter_map(|(index, piece)| match piece {
        Piece::Literal(text) if index > 0 && is_parameter(index - 1) && is_parameter(index + 1) => {
            unescape(text, false).unwrap_or_else(|_| (*text).to_owned()).chars().next()
        }
        Piece::Literal(_) | Piece::Parameter(_) => None,
    });
    between.collect()
}

/// The literal text of a template as it stands in a path: what cannot stand there is escaped, what is escaped stays so.
fn literal(text: &str) -> Cow<'_, str> {
    match unescaped(text, false) {
        Ok(Cow::Owned(text)) => Cow::Owned(escape(&text, &LITERAL)),
        // As a rule there is nothing to escape, and the text is not copied.
        Ok(Cow::Borrowed(_)) | Err(_) => utf8_percent_encode(text, &LITERAL).into(),
    }
}

/// The pieces of a segment of a template; a brace that is not closed is literal.
fn pieces(segment: &'static str) -> impl Iterator<Item = Piece> {
    let mut rest = segment;
    std::iter::from_fn(move || {
        let opened = rest.find('{').filter(|open| rest.get(*open..).is_some_and(|rest| rest.contains('}')));
        let (piece, behind) = match opened {
            None => (Piece::Literal(rest), ""),
            Some(0) => {
                let (name, behind) = rest.strip_prefix('{')?.split_once('}')?;
                (Piece::Parameter(name), behind)
            }
            Some(open) => {
                let (before, behind) = rest.split_at_checked(open)?;
                (Piece::Literal(before), behind)
            }
        };
        let is_there = !rest.is_empty();
        rest = behind;
        is_there.then_some(piece)
    })
}
