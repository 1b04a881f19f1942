//! Header parameters and the headers of responses, in the style `simple`: from a value to a header's text, and back.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::{READS_AS_ANOTHER, ambiguous, simple};
use crate::error::{Reason, ValueError};
use crate::operation::{Parameter, Shape};
use crate::tree::Node;

/// Writes a header. Headers have no escapes, so what one cannot hold is refused.
///
/// # Errors
/// `Type` for a value that has no text, `Ambiguous` if it would be decoded as a different one.
pub(crate) fn write(parameter: &Parameter, node: &Node) -> Result<(HeaderName, HeaderValue), Box<ValueError>> {
    let name = HeaderName::from_bytes(parameter.name.as_bytes()).map_err(|_| ambiguous("no header has such a name"))?;
    let text = simple::write(node, parameter.explode, ',', &str::to_owned)?;
    // RFC 9110, section 5.5: beyond ASCII it is not known which characters the bytes stand for.
    let value = HeaderValue::from_str(&text).ok().filter(|_| text.is_ascii());
    let value = value.ok_or_else(|| ambiguous("a header holds printable ASCII characters only"))?;
    match read_value(parameter, &text) {
        Ok(found) if found == *node => Ok((name, value)),
        Ok(_) | Err(_) => Err(ambiguous(READS_AS_ANOTHER)),
    }
}

/// Reads a header; `None` where it is absent. Several lines are one list (RFC 9110, section 5.3). Of several lines of
/// what is no list, the first one counts where `strict` does not say that they are refused.
///
/// # Errors
/// `Syntax`, or `Duplicate`.
pub(crate) fn read(parameter: &Parameter, headers: &HeaderMap, strict: bool) -> Result<Option<Node>, Box<ValueError>> {
    let mut lines = Vec::new();
    for value in headers.get_all(parameter.name) {
        lines.push(
            std::str::from_utf8(value.as_bytes()).map_err(|error| {
                ValueError::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() })
            })?,
        );
    }
    match (parameter.shape, lines.as_slice()) {
        (_, []) => Ok(None),
        (Shape::Scalar | Shape::Json, [_, _, ..]) if strict => Err(ValueError::new(Reason::Duplicate)),
        (Shape::Scalar | Shape::Json, [first, ..]) => read_value(parameter, first).map(Some),
        (Shape::Array | Shape::Object(_) | Shape::Map, lines) => read_value(parameter, &lines.join(",")).map(Some),
    }
}

fn read_value(parameter: &Parameter, text: &str) -> Result<Node, Box<ValueError>> {
    let blank = [' ', '\t'];
    let text = text.trim_matches(blank);
    let unescape = |piece: &str| Ok(piece.trim_matches(blank).to_owned());
    match parameter.shape {
        // RFC 9110, section 5.6.1.2: empty items are none.
        Shape::Array => {
            let items: Vec<_> = text.split(',').filter(|item| !item.trim_matches(blank).is_empty()).collect();
            simple::read(&items.join(","), parameter.shape, parameter.explode, ',', &unescape)
        }
        Shape::Scalar | Shape::Object(_) | Shape::Map | Shape::Json => {
            simple::read(text, parameter.shape, parameter.explode, ',', &unescape)
        }
    }
}
