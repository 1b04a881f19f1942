//! From a path template and a raw request path to the raw values of the template's parameters.

use std::ops::Range;

/// A parsed path template such as `/devices/{id}.json` (OpenAPI 3.0.3, section 4.7.8).
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) segments: Vec<Segment>,
}

/// What stands between two slashes of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// Text alone, with escapes resolved.
    Literal(Vec<u8>),
    /// A parameter alone, with its name.
    Parameter(String),
    /// Parameters and text, or several parameters.
    Mixed(Vec<Piece>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What stands there literally, with escapes resolved.
    Literal(Vec<u8>),
    /// The name of a parameter.
    Parameter(String),
}

/// How escapes in a path are matched with the text of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// As RFC 3986 says (section 2.2): an escaped delimiter is another character than the delimiter. What separates two
    /// values within a segment is one, whichever character it is.
    Distinct,
    /// Every escape is the character that it stands for, for clients that escape too much.
    Same,
}

/// One byte of a segment as it is meant, and where it stands in the raw text.
struct Unit {
    byte: u8,
    raw: Range<usize>,
}

impl Template {
    /// Parses a template. Any text is one: a brace that is not closed is literal.
    pub(super) fn new(text: &str) -> Self {
        Self { segments: text.split('/').map(Segment::new).collect() }
    }

    /// The raw values of the parameters, in the template's order; `None` where the path is not of this template.
    ///
    /// Slashes count, also at the end. A value is never empty. Of two parameters without anything between them the
    /// first takes one byte.
    pub(super) fn captures<'p>(&self, path: &'p str, escapes: Escapes) -> Option<Vec<&'p str>> {
        let (captures, rest) = self.beginning(path, escapes)?;
        rest.is_empty().then_some(captures)
    }

    /// The same, of a path that only begins as the template says; and what stands behind, from its slash on.
    pub(super) fn beginning<'p>(&self, path: &'p str, escapes: Escapes) -> Option<(Vec<&'p str>, &'p str)> {
        let mut captures = Vec::new();
        let mut rest = Some(path);
        for segment in &self.segments {
            let (text, behind) = match rest?.split_once('/') {
                Some((text, behind)) => (text, Some(behind)),
                None => (rest?, None),
            };
            segment.capture(text, escapes, &mut captures)?;
            rest = behind;
        }
        // The slash before what stands behind is a part of it.
        let behind = rest.map_or(path.len(), |rest| path.len() - rest.len() - 1);
        Some((captures, path.get(behind..)?))
    }

    /// What decides between templates that match the same path: the smallest wins. One without parameters comes before
    /// all others (OpenAPI 3.0.3, section 4.7.8.1), then the one with the most literal text.
    pub(super) fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
        let mut templated = false;
        let mut literal = 0;
        for segment in &self.segments {
            match segment {
                Segment::Literal(text) => literal += text.len(),
                Segment::Parameter(_) => templated = true,
                Segment::Mixed(pieces) => {
                    templated = true;
                    literal += pieces.iter().map(Piece::literal_length).sum::<usize>();
                }
            }
        }
        (templated, std::cmp::Reverse(literal))
    }
}

impl Segment {
    fn new(text: &str) -> Self {
        let mut pieces = pieces(text);
        match (pieces.pop(), pieces.is_empty()) {
            (None, _) => Self::Literal(Vec::new()),
            (Some(Piece::Literal(text)), true) => Self::Literal(text),
            (Some(Piece::Parameter(name)), true) => Self::Parameter(name),
            (Some(last), false) => {
                pieces.push(last);
                Self::Mixed(pieces)
            }
        }
    }

    /// Adds the values of the parameters; `None` where the text is not of this segment.
    fn capture<'p>(&self, text: &'p str, escapes: Escapes, captures: &mut Vec<&'p str>) -> Option<()> {
        match self {
            Self::Literal(literal) if !text.contains('%') => (text.as_bytes() == literal).then_some(()),
            Self::Literal(literal) => {
                let units = units(text);
                let same = |(unit, byte): (&Unit, &u8)| {
                    let escaped = unit.raw.len() > 1 && is_delimiter(*byte);
                    unit.byte == *byte && !(escaped && escapes == Escapes::Distinct)
                };
                (units.len() == literal.len() && units.iter().zip(literal).all(same)).then_some(())
            }
            Self::Parameter(_) => (!text.is_empty()).then(|| captures.push(text)),
            Self::Mixed(pieces) => {
                let values = values(pieces, &units(text), escapes)?;
                captures.extend(values.into_iter().filter_map(|value| text.get(value)));
                Some(())
            }
        }
    }
}

impl Piece {
    fn literal_length(&self) -> usize {
        match self {
            Self::Literal(text) => text.len(),
            Self::Parameter(_) => 0,
        }
    }
}

fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, (name, behind))) =
        rest.split_once('{').and_then(|(literal, opened)| Some((literal, opened.split_once('}')?)))
    {
        push_literal(&mut pieces, literal);
        pieces.push(Piece::Parameter(name.to_owned()));
        rest = behind;
    }
    push_literal(&mut pieces, rest);
    pieces
}

fn push_literal(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Literal(units(text).into_iter().map(|unit| unit.byte).collect()));
    }
}

/// The bytes of a segment with escapes resolved (RFC 3986, section 2.1); an escape that is none is literal.
fn units(segment: &str) -> Vec<Unit> {
    let bytes = segment.as_bytes();
    let mut units = Vec::with_capacity(bytes.len());
    let mut start = 0;
    while let Some(&byte) = bytes.get(start) {
        let unit = match bytes.get(start + 1..start + 3).and_then(escaped) {
            Some(meant) if byte == b'%' => Unit { byte: meant, raw: start..start + 3 },
            _ => Unit { byte, raw: start..start + 1 },
        };
        start = unit.raw.end;
        units.push(unit);
    }
    units
}

fn escaped(digits: &[u8]) -> Option<u8> {
    let mut value = 0;
    for &digit in digits {
        value = value * 16 + char::from(digit).to_digit(16)?;
    }
    u8::try_from(value).ok()
}

/// Where the parameters' values stand in the segment. A literal between two parameters is taken where it first fits;
/// one at the end has to be the end.
fn values(pieces: &[Piece], units: &[Unit], escapes: Escapes) -> Option<Vec<Range<usize>>> {
    let mut values = Vec::new();
    let mut position = 0;
    // Where the value of a parameter starts whose end is not found yet.
    let mut open: Option<usize> = None;
    for (index, piece) in pieces.iter().enumerate() {
        match (piece, open) {
            (Piece::Parameter(_), None) => open = Some(position),
            (Piece::Parameter(_), Some(start)) => {
                values.push(raw(units, start..start + 1)?);
                open = Some(start + 1);
            }
            (Piece::Literal(text), None) => {
                position += literal(units, position, text, escapes)?;
            }
            (Piece::Literal(text), Some(start)) => {
                let last = units.len().checked_sub(text.len())?;
                let first = if index + 1 == pieces.len() { last.max(start + 1) } else { start + 1 };
                let (end, length) = (first..=last).find_map(|end| Some((end, literal(units, end, text, escapes)?)))?;
                values.push(raw(units, start..end)?);
                position = end + length;
                open = None;
            }
        }
    }
    if let Some(start) = open {
        values.push(raw(units, start..units.len())?);
        position = units.len();
    }
    (position == units.len()).then_some(values)
}

/// The place in the raw text of some units; `None` where there are none.
fn raw(units: &[Unit], range: Range<usize>) -> Option<Range<usize>> {
    let units = units.get(range)?;
    Some(units.first()?.raw.start..units.last()?.raw.end)
}

/// The length of the literal where it stands at this position. It separates values, so no escape is a part of it of what
/// can stand in a path as it is, unless escapes are the same.
fn literal(units: &[Unit], position: usize, text: &[u8], escapes: Escapes) -> Option<usize> {
    let here = units.get(position..position + text.len())?;
    let same = |(unit, byte): (&Unit, &u8)| {
        unit.byte == *byte && (escapes == Escapes::Same || unit.raw.len() == 1 || !is_plain(*byte))
    };
    here.iter().zip(text).all(same).then_some(text.len())
}

/// Whether a byte needs no escape in a segment (`pchar` of RFC 3986, section 3.3).
pub(super) fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || is_delimiter(byte)
}

/// Whether a byte may delimit parts of a segment (`sub-delims`, `:` and `@`), so that it is not the same as its escape.
fn is_delimiter(byte: u8) -> bool {
    b"!$&'()*+,;=:@".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Template, path, captures.
    #[test]
    fn paths_match_templates() {
        let none: Option<&[&str]> = None;
        let table: &[(&str, &str, Option<&[&str]>)] = &[
            ("/", "/", Some(&[])),
            ("/", "", none),
            ("/", "//", none),
            ("/devices", "/devices", Some(&[])),
            ("/devices", "/devices/", none),
            ("/devices", "//devices", none),
            ("/devices", "/Devices", none),
            ("/devices/", "/devices/", Some(&[])),
            ("/devices/", "/devices", none),
            ("/devices", "/%64evices", Some(&[])),
            ("/größe", "/gr%C3%B6%C3%9fe", Some(&[])),
            ("/gr%C3%B6%C3%9Fe", "/größe", Some(&[])),
            ("/a b", "/a%20b", Some(&[])),
            ("/a%2Fb", "/a%2fb", Some(&[])),
            ("/a%2Fb", "/a/b", none),
            ("/devices/{id}", "/devices/8", Some(&["8"])),
            ("/devices/{id}", "/devices/", none),
            ("/devices/{id}", "/devices", none),
            ("/devices/{id}", "/devices/8/", none),
            ("/devices/{id}", "/devices/a%2Fb%20c", Some(&["a%2Fb%20c"])),
            ("/devices/{id}", "/devices/%zz", Some(&["%zz"])),
            ("/devices/{id}", "/devices/%", Some(&["%"])),
            ("/devices/{id}", "/devices/%2", Some(&["%2"])),
            ("/{id}.json", "/8.json", Some(&["8"])),
            ("/{id}.json", "/8.json.json", Some(&["8.json"])),
            ("/{id}.json", "/.json", none),
            ("/{id}.json", "/json", none),
            ("/{id}.json", "/8.jsonx", none),
            ("/{id}.json", "/8%2Ejson", Some(&["8"])),
            ("/{id}:action", "/8:action", Some(&["8"])),
            ("/{id}:action", "/8%3Aaction", Some(&["8"])),
            ("/{id}:action", "/8:other", none),
            ("/:literal", "/:literal", Some(&[])),
            ("/:literal", "/anything", none),
            ("/*rest", "/*rest", Some(&[])),
            ("/v{major}", "/v1", Some(&["1"])),
            ("/v{major}", "/v", none),
            ("/v{major}", "/w1", none),
            ("/{a}-{b}", "/1-2", Some(&["1", "2"])),
            ("/{a}-{b}", "/1%2D1-2", Some(&["1%2D1", "2"])),
            ("/{a}-{b}", "/1-2-3", Some(&["1", "2-3"])),
            ("/{a}-{b}", "/--", none),
            ("/{a}-{b}", "/---", Some(&["-", "-"])),
            ("/{a}-{b}", "/1%2D2", Some(&["1", "2"])),
            ("/{a}-{b}", "/-2", none),
            ("/{a}-{b}", "/1-", none),
            ("/{a}-{b}-x", "/1-2-x", Some(&["1", "2"])),
            ("/{a}-{b}-x", "/1-2-3-x", Some(&["1", "2-3"])),
            ("/{a}-{b}-x", "/1-x", none),
            ("/{a}{b}", "/123", Some(&["1", "23"])),
            ("/{a}{b}", "/1", none),
            ("/{open", "/{open", Some(&[])),
            ("/{}", "/x", Some(&["x"])),
            ("/a{b}c{d}e", "/a1c2e", Some(&["1", "2"])),
            ("/a{b}c{d}e", "/aXcYcZe", Some(&["X", "YcZ"])),
        ];
        for (template, path, expected) in table {
            let parsed = Template::new(template);
            let captures = [Escapes::Distinct, Escapes::Same].map(|escapes| parsed.captures(path, escapes));
            let [distinct, same] = captures;
            assert_eq!(distinct.or(same).as_deref(), *expected, "{template} {path}");
        }
    }

    #[test]
    fn a_parsedwithout_parameters_ranks_before_longer_ones() {
        let mut templates = ["/{kind}/{id}", "/devices/{id}", "/a/b", "/devices/{id}.json"];
        templates.sort_by_key(|text| Template::new(text).rank());
        assert_eq!(templates, ["/a/b", "/devices/{id}.json", "/devices/{id}", "/{kind}/{id}"]);
    }
}
