//! Percent-encoding (RFC 3986, section 2.1): from text to the characters that a component of a URL allows, and back.

use std::borrow::Cow;

pub(crate) use percent_encoding::{AsciiSet, percent_encode_byte};
use percent_encoding::{CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::error::{Reason, ValueError};

/// What is escaped in paths, in queries and in names: all but the unreserved characters (RFC 3986, section 2.3).
pub(crate) const COMPONENT: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is escaped in a query with `allowReserved`: as before, but not the reserved characters that a query can
/// hold (section 3.4: no brackets) without changing its meaning.
pub(crate) static RESERVED: AsciiSet = RESERVED_SET;

const RESERVED_SET: AsciiSet = COMPONENT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// The same where commas stand between items, so that one within an item is escaped.
pub(crate) static RESERVED_ITEM: AsciiSet = RESERVED_SET.add(b',');

/// What is escaped in a cookie's value: what it cannot hold (`cookie-octet` of RFC 6265, section 4.1.1), and `%`.
pub(super) const COOKIE: AsciiSet = CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// Escapes the characters of the set, and all that are not ASCII.
pub(crate) fn escape(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}

/// Resolves all escapes. Where `plus` says so, `+` is a space, as HTML forms write it.
///
/// # Errors
/// `Syntax` for an escape that is none, and for bytes that are not UTF-8.
pub(crate) fn unescape(raw: &str, plus: bool) -> Result<String, Box<ValueError>> {
    unescaped(raw, plus).map(Cow::into_owned)
}

/// The same, without a copy where there is nothing to resolve.
///
/// # Errors
/// As [`unescape`].
pub(crate) fn unescaped(raw: &str, plus: bool) -> Result<Cow<'_, str>, Box<ValueError>> {
    if !raw.bytes().any(|byte| byte == b'%' || plus && byte == b'+') {
        return Ok(Cow::Borrowed(raw));
    }
    if let Some(offset) = malformed(raw) {
        return Err(broken(offset));
    }
    let raw = if plus { raw.replace('+', " ") } else { raw.to_owned() };
    percent_decode_str(&raw).decode_utf8().map(|text| Cow::Owned(text.into_owned())).map_err(|error| {
        let offset = error.valid_up_to();
        ValueError::new(Reason::Syntax { message: "not UTF-8", offset })
    })
}

/// Where the first `%` stands that no two hexadecimal digits follow: the decoder takes it for itself.
fn malformed(raw: &str) -> Option<usize> {
    let is_escape =
        |at: usize| raw.as_bytes().get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    raw.match_indices('%').map(|(at, _)| at).find(|at| !is_escape(*at))
}

#[cold]
fn broken(offset: usize) -> Box<ValueError> {
    ValueError::new(Reason::Syntax { message: "not a percent-encoded character", offset })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_a_place_cannot_hold() {
        let all: String = (0..=127).map(char::from).collect();
        let kept = |set: &'static AsciiSet| -> String {
            all.chars().filter(|character| escape(&character.to_string(), set).len() == 1).collect()
        };
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        assert_eq!(kept(&COMPONENT), format!("-.0123456789{letters}~"));
        assert_eq!(kept(&RESERVED), "!$'()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");
        assert_eq!(
            kept(&COOKIE),
            "!#$&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
        );
        assert_eq!(escape("a ü\n%", &COMPONENT), "a%20%C3%BC%0A%25");
    }

    #[test]
    fn resolves_escapes() {
        for (raw, plus, expected) in [
            ("a%20b%2fc%2F", false, Ok("a b/c/")),
            ("%C3%BC", false, Ok("ü")),
            ("ü", false, Ok("ü")),
            ("a+b%2B", true, Ok("a b+")),
            ("a+b", false, Ok("a+b")),
            ("%%", false, Err("not a percent-encoded character (byte 0)")),
            ("ab%4", false, Err("not a percent-encoded character (byte 2)")),
            ("ab%+1", false, Err("not a percent-encoded character (byte 2)")),
            ("+%20+%2", true, Err("not a percent-encoded character (byte 5)")),
            ("%2541%25", false, Ok("%41%")),
            ("ü%4ü", false, Err("not a percent-encoded character (byte 2)")),
            ("+%C3%BC+%C3+", true, Err("not UTF-8 (byte 4)")),
            ("%C3", false, Err("not UTF-8 (byte 0)")),
            ("a%FF", false, Err("not UTF-8 (byte 1)")),
        ] {
            let found = unescape(raw, plus).map_err(|error| error.to_string());
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{raw}");
        }
    }
}
