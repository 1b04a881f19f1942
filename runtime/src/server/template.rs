//! From a path template and a raw request path to the raw values of the template's parameters.

use std::ops::Range;

/// A parsed path template such as `/devices/{id}.json` (OpenAPI 3.0.3, section 4.7.8).
#[derive(Clone, Debug)]
pub(super) struct Template {
    segments: Vec<Vec<Piece>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// What stands there literally, with escapes resolved.
    Literal(Vec<u8>),
    Parameter,
}

/// One byte of a segment as it is meant, and where it stands in the raw text.
struct Unit {
    byte: u8,
    raw: Range<usize>,
}

impl Template {
    /// Parses a template. Any text is one: a brace that is not closed is literal.
    pub(super) fn new(text: &str) -> Self {
        Self { segments: text.split('/').map(pieces).collect() }
    }

    /// The raw values of the parameters, in the template's order; `None` where the path is not of this template.
    ///
    /// Slashes count, also at the end. A value is never empty. Within a segment an escaped separator belongs to a
    /// value, unless the path fits in no other way. Of two parameters without anything between them the first takes one
    /// byte.
    pub(super) fn captures<'p>(&self, path: &'p str) -> Option<Vec<&'p str>> {
        let (captures, rest) = self.beginning(path)?;
        rest.is_empty().then_some(captures)
    }

    /// The same, of a path that only begins as the template says; and what stands behind, from its slash on.
    pub(super) fn beginning<'p>(&self, path: &'p str) -> Option<(Vec<&'p str>, &'p str)> {
        let slash = path.match_indices('/').nth(self.segments.len().saturating_sub(1));
        let (path, rest) = path.split_at_checked(slash.map_or(path.len(), |(end, _)| end))?;
        if path.split('/').count() != self.segments.len() {
            return None;
        }
        let mut captures = Vec::new();
        for (pieces, segment) in self.segments.iter().zip(path.split('/')) {
            let units = units(segment);
            let values = values(pieces, &units, false).or_else(|| values(pieces, &units, true))?;
            captures.extend(values.into_iter().filter_map(|value| segment.get(value)));
        }
        Some((captures, rest))
    }

    /// What decides between templates that match the same path: the smallest wins. One without parameters comes before
    /// all others (OpenAPI 3.0.3, section 4.7.8.1), then the one with the most literal text.
    pub(super) fn rank(&self) -> (bool, std::cmp::Reverse<usize>) {
        let mut templated = false;
        let mut literal = 0;
        for piece in self.segments.iter().flatten() {
            match piece {
                Piece::Literal(text) => literal += text.len(),
                Piece::Parameter => templated = true,
            }
        }
        (templated, std::cmp::Reverse(literal))
    }
}

fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, (_, behind))) =
        rest.split_once('{').and_then(|(literal, opened)| Some((literal, opened.split_once('}')?)))
    {
        push_literal(&mut pieces, literal);
        pieces.push(Piece::Parameter);
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
fn values(pieces: &[Piece], units: &[Unit], loose: bool) -> Option<Vec<Range<usize>>> {
    let mut values = Vec::new();
    let mut position = 0;
    // Where the value of a parameter starts whose end is not found yet.
    let mut open: Option<usize> = None;
    for (index, piece) in pieces.iter().enumerate() {
        match (piece, open) {
            (Piece::Parameter, None) => open = Some(position),
            (Piece::Parameter, Some(start)) => {
                values.push(raw(units, start..start + 1)?);
                open = Some(start + 1);
            }
            (Piece::Literal(text), None) => {
                position += literal(units, position, text, loose)?;
            }
            (Piece::Literal(text), Some(start)) => {
                let last = units.len().checked_sub(text.len())?;
                let first = if index + 1 == pieces.len() { last.max(start + 1) } else { start + 1 };
                let (end, length) = (first..=last).find_map(|end| Some((end, literal(units, end, text, loose)?)))?;
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

/// The length of the literal where it stands at this position. What can stand in a path as it is has to, unless
/// `loose`.
fn literal(units: &[Unit], position: usize, text: &[u8], loose: bool) -> Option<usize> {
    let here = units.get(position..position + text.len())?;
    let same = |(unit, byte): (&Unit, &u8)| unit.byte == *byte && (loose || unit.raw.len() == 1 || !plain(*byte));
    here.iter().zip(text).all(same).then_some(text.len())
}

/// Whether a byte needs no escape in a segment (`pchar` of RFC 3986, section 3.3).
fn plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte)
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
            assert_eq!(Template::new(template).captures(path).as_deref(), *expected, "{template} {path}");
        }
    }

    #[test]
    fn a_template_without_parameters_ranks_before_longer_ones() {
        let mut templates = ["/{kind}/{id}", "/devices/{id}", "/a/b", "/devices/{id}.json"];
        templates.sort_by_key(|text| Template::new(text).rank());
        assert_eq!(templates, ["/a/b", "/devices/{id}.json", "/devices/{id}", "/{kind}/{id}"]);
    }
}
