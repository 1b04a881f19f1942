//! Header parameters and the headers of responses, in the style `simple`: from a value to a header's text, and back.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::{READS_AS_ANOTHER, ambiguous, simple};
use crate::error::{Reason, ValueError};
use crate::operation::{Parameter, Shape};
use crate::tree::Node;

/// Writes a header into the others. Headers have no escapes, so what one cannot hold is refused.
///
/// # Errors
/// `Type` for a value that has no text, `Ambiguous` if it would be decoded as a different one.
pub(crate) fn write(parameter: &Parameter, node: &Node, headers: &mut HeaderMap) -> Result<(), Box<ValueError>> {
    let name = HeaderName::from_bytes(parameter.name.as_bytes()).map_err(|_| ambiguous("no header has such a name"))?;
    let mut lines = Vec::new();
    match node {
        Node::List(items) if is_lines(parameter) => {
            for (index, item) in items.iter().enumerate() {
                lines.push(simple::write(item, false, ',', &str::to_owned).map_err(|error| error.at_index(index))?);
            }
        }
        node => lines.push(simple::write(node, parameter.explode, ',', &str::to_owned)?),
    }
    // RFC 9110, section 5.5: beyond ASCII it is not known which characters the bytes stand for.
    let values = lines.iter().map(|line| HeaderValue::from_str(line).ok().filter(|_| line.is_ascii()));
    let values: Option<Vec<HeaderValue>> = values.collect();
    let values = values.ok_or_else(|| ambiguous("a header holds printable ASCII characters only"))?;
    let borrowed: Vec<&str> = lines.iter().map(String::as_str).collect();
    // Without a line there is no header.
    if lines.is_empty() || !read_lines(parameter, &borrowed).is_ok_and(|found| found == *node) {
        return Err(ambiguous(READS_AS_ANOTHER));
    }
    headers.remove(&name);
    for value in values {
        headers.append(&name, value);
    }
    Ok(())
}

/// Whether each item has a line of its own. `Set-Cookie` is the one list that cannot be joined: commas stand within its
/// items (RFC 9110, section 5.3).
fn is_lines(parameter: &Parameter) -> bool {
    matches!(parameter.shape, Shape::Array) && parameter.name.eq_ignore_ascii_case("set-cookie")
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
        (Shape::Array | Shape::Object(_) | Shape::Map, lines) => read_lines(parameter, lines).map(Some),
    }
}

fn read_lines(parameter: &Parameter, lines: &[&str]) -> Result<Node, Box<ValueError>> {
    if is_lines(parameter) {
        let lines = lines.iter().map(|line| line.trim_matches([' ', '\t'])).filter(|line| !line.is_empty());
        return Ok(Node::List(lines.map(|line| Node::Text(line.to_owned())).collect()));
    }
    read_value(parameter, &lines.join(","))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{Location, Style};

    const SET_COOKIE: Parameter = Parameter {
        name: "Set-Cookie",
        location: Location::Header,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        required: false,
        shape: Shape::Array,
        rules: None,
    };

    fn cookies(lines: &[&str]) -> Node {
        Node::List(lines.iter().map(|line| Node::Text((*line).to_owned())).collect())
    }

    #[test]
    fn each_cookie_has_a_line_and_none_is_split() {
        let lines = ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/", "b=2,3; Secure"];
        let mut headers = HeaderMap::new();
        headers.insert("set-cookie", HeaderValue::from_static("from=before"));
        write(&SET_COOKIE, &cookies(&lines), &mut headers).unwrap();
        let written: Vec<_> = headers.get_all("set-cookie").iter().collect();
        assert_eq!(written, lines);
        assert_eq!(read(&SET_COOKIE, &headers, true), Ok(Some(cookies(&lines))));
        for refused in [&[][..], &[""], &["a=1", " b=2"], &["a=\n"], &["ä=1"]] {
            assert!(write(&SET_COOKIE, &cookies(refused), &mut headers).is_err(), "{refused:?}");
        }
        // What is refused leaves the others as they are.
        assert_eq!(headers.get_all("set-cookie").iter().count(), 2);
    }
}
