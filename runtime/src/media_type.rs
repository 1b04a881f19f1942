//! Media types and ranges of them (RFC 9110, section 8.3.1 and 12.5.1): which media type matches which range.
//! Types, subtypes and the names of parameters are compared without regard to case.

use std::borrow::Cow;

use crate::operation::{Codec, Content};

/// The documented content that a body of this media type is read as: the one that names it most exactly, and of several
/// alike the first.
pub fn find(contents: &'static [Content], media_type: &str) -> Option<&'static Content> {
    let mut best: Option<(u8, &Content)> = None;
    for content in contents {
        let closeness = closeness(content.media_type, media_type);
        if closeness > best.map_or(0, |(closeness, _)| closeness) {
            best = Some((closeness, content));
        }
    }
    best.map(|(_, content)| content)
}

/// How exactly a range names a media type: 0 where it does not, 1 for `*/*`, 2 for `type/*`, 3 for `type/*+suffix`, 4
/// where only the parameters differ, 5 for a range without parameters, 6 where all its parameters are there.
pub(crate) fn closeness(range: &str, media_type: &str) -> u8 {
    let (Some((range_type, range_subtype)), Some((found_type, found_subtype))) = (names(range), names(media_type))
    else {
        return 0;
    };
    if (range_type, range_subtype) == ("*", "*") {
        return 1;
    }
    if !range_type.eq_ignore_ascii_case(found_type) {
        return 0;
    }
    if range_subtype == "*" {
        return 2;
    }
    if !range_subtype.eq_ignore_ascii_case(found_subtype) {
        return if is_suffix(range_subtype, found_subtype) { 3 } else { 0 };
    }
    let mut wanted = parameters(range).filter(|(name, _)| !name.eq_ignore_ascii_case("q")).peekable();
    if wanted.peek().is_none() {
        return 5;
    }
    let all =
        wanted.all(|(name, value)| parameter(media_type, name).is_some_and(|found| found.eq_ignore_ascii_case(&value)));
    if all { 6 } else { 4 }
}

/// Whether a subtype is of a range such as `*+json` (RFC 6838, section 4.2.8).
fn is_suffix(range: &str, found: &str) -> bool {
    let Some(suffix) = range.strip_prefix('*').filter(|suffix| suffix.starts_with('+')) else { return false };
    let start = found.len().checked_sub(suffix.len()).filter(|start| *start > 0);
    start.and_then(|start| found.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(suffix))
}

/// Whether the text is a media type and not a range, so that it can be the `Content-Type` of a body.
pub(crate) fn is_concrete(media_type: &str) -> bool {
    names(media_type).is_some_and(|(first, second)| first != "*" && second != "*" && !second.starts_with("*+"))
}

/// The media type that a body is sent as if nobody says another one. `None` for a range that has no usual one among its
/// media types: no image is just an image.
pub(crate) fn concrete(content: &Content) -> Option<&'static str> {
    if is_concrete(content.media_type) {
        return Some(content.media_type);
    }
    let usual = match content.codec {
        Codec::Json => "application/json",
        Codec::Text => "text/plain",
        #[cfg(feature = "xml")]
        Codec::Xml => "application/xml",
        Codec::Form => "application/x-www-form-urlencoded",
        Codec::Octets => "application/octet-stream",
    };
    // Bytes of a range of texts are text.
    [usual, "text/plain"].into_iter().find(|usual| closeness(content.media_type, usual) > 0)
}

/// Whether the media type is JSON or built on it (RFC 6839, section 3.1).
pub(crate) fn is_json(media_type: &str) -> bool {
    is_built_on(media_type, "json")
}

/// Whether the media type is XML or built on it (RFC 7303, section 4.2).
#[cfg(feature = "xml")]
pub(crate) fn is_xml(media_type: &str) -> bool {
    is_built_on(media_type, "xml")
}

fn is_built_on(media_type: &str, syntax: &str) -> bool {
    names(media_type).is_some_and(|(_, subtype)| {
        let last = subtype.rsplit('+').next().unwrap_or(subtype);
        last.eq_ignore_ascii_case(syntax)
    })
}

/// Whether a body of this media type and codec is in a character set that can be read: UTF-8 and its part US-ASCII.
pub(crate) fn is_readable(media_type: &str, codec: Codec) -> bool {
    codec == Codec::Octets
        || parameter(media_type, "charset").is_none_or(|charset| {
            ["utf-8", "utf8", "us-ascii"].iter().any(|readable| charset.eq_ignore_ascii_case(readable))
        })
}

/// The value of a parameter, without its quotes.
pub(crate) fn parameter<'a>(media_type: &'a str, name: &str) -> Option<Cow<'a, str>> {
    if !media_type.contains(';') {
        return None;
    }
    parameters(media_type).find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The parts of a text between separators that do not stand within quotes (RFC 9110, section 5.6.4), trimmed.
pub(crate) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let separates = move |character: char| {
        let separates = character == separator && !quoted;
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        separates
    };
    text.split(separates).map(str::trim)
}

/// Type and subtype.
fn names(media_type: &str) -> Option<(&str, &str)> {
    let (first, second) = media_type.split(';').next()?.trim().split_once('/')?;
    (is_token(first) && is_token(second)).then_some((first, second))
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn parameters(media_type: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    split(media_type, ';').skip(1).filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        Some((name.trim(), unquote(value.trim())))
    })
}

fn unquote(value: &str) -> Cow<'_, str> {
    let Some(quoted) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Cow::Borrowed(value);
    };
    if !quoted.contains('\\') {
        return Cow::Borrowed(quoted);
    }
    let mut characters = quoted.chars();
    let next = || match characters.next() {
        Some('\\') => characters.next(),
        next => next,
    };
    Cow::Owned(std::iter::from_fn(next).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_how_exactly_a_range_names_a_media_type() {
        for (range, media_type, expected) in [
            ("*/*", "a/b", 1),
            ("text/*", "TEXT/html; charset=utf-8", 2),
            ("text/*", "image/png", 0),
            ("application/json", "Application/JSON", 5),
            ("application/json", "application/json; charset=utf-8", 5),
            ("application/json;q=0.5", "application/json", 5),
            ("application/json", "application/vnd.a+json", 0),
            ("application/json; v=1", "application/json", 4),
            ("application/json; v=1", "application/json;V=\"1\"; charset=utf-8", 6),
            ("application/json; v=1", "application/json; v=2", 4),
            ("application/*+json", "application/problem+JSON; charset=utf-8", 3),
            ("application/*+json", "application/json", 0),
            ("application/*+json", "application/+json", 0),
            ("application/*+json", "text/x+json", 0),
            ("application/json", "application", 0),
            ("application/json", "", 0),
            ("application/json", "application/", 0),
            ("application/json", "application/js on", 0),
        ] {
            assert_eq!(closeness(range, media_type), expected, "{range} and {media_type}");
        }
    }

    #[test]
    fn finds_the_content_that_names_a_media_type_most_exactly() {
        const fn content(media_type: &'static str, alternative: usize) -> Content {
            Content { media_type, codec: Codec::Octets, alternative, rules: None, xml: None, form: None }
        }
        static CONTENTS: [Content; 6] = [
            content("*/*", 0),
            content("text/*", 1),
            content("text/csv", 2),
            content("text/csv; header=present", 3),
            content("a/b; v=1", 4),
            content("a/b; v=2", 5),
        ];
        for (media_type, expected) in [
            ("image/png", Some(0)),
            ("text/html", Some(1)),
            ("text/csv", Some(2)),
            ("text/csv; header=absent", Some(2)),
            ("text/csv; charset=utf-8; HEADER=Present", Some(3)),
            ("a/b", Some(4)),
            ("a/b; v=2", Some(5)),
            ("nothing", None),
        ] {
            assert_eq!(find(&CONTENTS, media_type).map(|content| content.alternative), expected, "{media_type}");
        }
    }

    #[test]
    fn sends_a_concrete_media_type_for_a_range() {
        for (range, codec, expected) in [
            ("*/*", Codec::Octets, Some("application/octet-stream")),
            ("*/*", Codec::Json, Some("application/json")),
            ("*/*", Codec::Text, Some("text/plain")),
            ("text/*", Codec::Text, Some("text/plain")),
            ("text/*", Codec::Octets, Some("text/plain")),
            ("application/*", Codec::Octets, Some("application/octet-stream")),
            ("application/*", Codec::Json, Some("application/json")),
            ("application/*+json", Codec::Json, None),
            ("image/*", Codec::Octets, None),
            ("a/b; c=d", Codec::Octets, Some("a/b; c=d")),
        ] {
            let content = Content { media_type: range, codec, alternative: 0, rules: None, xml: None, form: None };
            assert_eq!(concrete(&content), expected, "{range}");
            assert_eq!(is_concrete(range), !range.contains('*'), "{range}");
        }
    }

    #[test]
    fn reads_character_sets() {
        for (media_type, expected) in [
            ("text/plain", true),
            ("text/plain; charset=UTF-8", true),
            ("text/plain;charset=\"utf-8\"", true),
            ("text/plain;charset=us-ascii", true),
            ("text/plain; x=\"; charset=utf-16\"; charset=\"ut\\f-8\"", true),
            ("text/plain; charset=iso-8859-1", false),
            ("text/plain; charset=", false),
        ] {
            assert_eq!(is_readable(media_type, Codec::Text), expected, "{media_type}");
            assert!(is_readable(media_type, Codec::Octets));
        }
    }

    #[test]
    fn knows_what_is_built_on_json() {
        for (media_type, expected) in [
            ("application/json", true),
            ("application/PROBLEM+JSON; charset=utf-8", true),
            ("text/json", true),
            ("application/jsonl", false),
            ("text/html; a=+json", false),
        ] {
            assert_eq!(is_json(media_type), expected, "{media_type}");
        }
    }
}
