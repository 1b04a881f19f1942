//! A pull parser of JSON: the reader requests the token that it expects.

use std::borrow::Cow;

use super::text::plain_length;
use crate::error::{Reason, ValueError, ValueResult};
use crate::reader::DEPTH_LIMIT;

/// A position in a JSON text. It is copied to look at a value twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

/// The kind of a JSON value, determined by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// An identity of the next byte, different from that in every other text.
    pub(crate) fn address(&self) -> usize {
        self.text.as_ptr().addr() + self.at
    }

    /// The text from an offset up to here.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[cold]
    pub(crate) fn wrong(&self, message: &'static str) -> Box<ValueError> {
        ValueError::new(Reason::Syntax { message, offset: self.at })
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, where the scanner then stands.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Steps over one byte, if it comes next.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Steps over the comma after an item, or over the closing bracket: whether another item follows.
    #[inline]
    pub(crate) fn more(&mut self, close: u8) -> Result<bool, Box<ValueError>> {
        if self.eat(b',') {
            Ok(true)
        } else if self.eat(close) {
            Ok(false)
        } else {
            Err(self.wrong("expected `,` or the closing bracket"))
        }
    }

    /// The kind of the next value.
    #[inline]
    pub(crate) fn kind(&mut self) -> Result<Kind, Box<ValueError>> {
        match self.peek() {
            Some(b'"') => Ok(Kind::String),
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'n') => Ok(Kind::Null),
            Some(_) => Err(self.wrong("not a JSON value")),
            None => Err(self.wrong("the text ends where a value is meant")),
        }
    }

    /// Whether a text comes next.
    #[inline]
    pub(crate) fn starts_with(&self, text: &str) -> bool {
        self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    /// Steps over a word such as `null`, if it comes next.
    #[inline]
    pub(crate) fn word(&mut self, word: &str) -> bool {
        let there = self.starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// Steps over `null`, if it comes next.
    #[inline]
    pub(crate) fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.word("null")
    }

    /// A string, whose opening quote comes next.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, Box<ValueError>> {
        self.at += 1;
        let text = self.plain();
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(text));
        }
        self.escaped_string(text).map(Cow::Owned)
    }

    /// The text up to the next quote, backslash or control character.
    #[inline]
    fn plain(&mut self) -> &'a str {
        let start = self.at;
        self.at += plain_length(self.text.as_bytes().get(start..).unwrap_or_default());
        self.since(start)
    }

    #[cold]
    fn escaped_string(&mut self, start: &'a str) -> Result<String, Box<ValueError>> {
        // What is meant is never longer than what is written.
        let mut end = Self { at: self.at - 1, ..*self };
        end.skip_string()?;
        let mut out = String::with_capacity(start.len() + end.at - self.at);
        out.push_str(start);
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                _ => return Err(self.unfinished()),
            }
            out.push_str(self.plain());
        }
    }

    /// What is wrong where a string has neither a quote nor a backslash.
    #[cold]
    fn unfinished(&self) -> Box<ValueError> {
        match self.byte() {
            Some(_) => self.wrong("a control character in a string"),
            None => self.wrong("the text ends within a string"),
        }
    }

    fn escape(&mut self) -> Result<char, Box<ValueError>> {
        self.at += 1;
        let letter = self.byte();
        self.at += 1;
        match letter {
            Some(b'"') => Ok('"'),
            Some(b'\\') => Ok('\\'),
            Some(b'/') => Ok('/'),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{C}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => self.unicode_escape(),
            _ => {
                self.at -= 1;
                Err(self.wrong("not an escape sequence"))
            }
        }
    }

    fn unicode_escape(&mut self) -> Result<char, Box<ValueError>> {
        let first = self.hex()?;
        let scalar = if (0xD800..0xDC00).contains(&first) && self.word("\\u") {
            let second = self.hex()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.wrong("a lone surrogate"));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(scalar).ok_or_else(|| self.wrong("a lone surrogate"))
    }

    fn hex(&mut self) -> Result<u32, Box<ValueError>> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).unwrap_or_default();
        let mut value = 0;
        for digit in digits {
            let digit = char::from(*digit).to_digit(16).ok_or_else(|| self.wrong("not four hexadecimal digits"))?;
            value = value << 4 | digit;
        }
        if digits.len() < 4 {
            return Err(self.wrong("not four hexadecimal digits"));
        }
        self.at += 4;
        Ok(value)
    }

    /// An integer of at most 18 digits that is written as nothing but digits; `None` leaves the scanner where it
    /// stands.
    #[inline]
    pub(crate) fn plain_integer(&mut self) -> Option<i64> {
        let negative = self.peek()? == b'-';
        let start = self.at + usize::from(negative);
        let (mut end, mut value) = (start, 0_i64);
        let bytes = self.text.as_bytes();
        while let Some(digit @ b'0'..=b'9') = bytes.get(end)
            && end - start < 18
        {
            value = value * 10 + i64::from(digit - b'0');
            end += 1;
        }
        let leading_zero = end > start + 1 && bytes.get(start) == Some(&b'0');
        if end == start || leading_zero || matches!(bytes.get(end), Some(b'0'..=b'9' | b'.' | b'e' | b'E')) {
            return None;
        }
        self.at = end;
        Some(if negative { -value } else { value })
    }

    /// A number's text, checked against the grammar of RFC 8259, section 6.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<&'a str, Box<ValueError>> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.since(start))
    }

    #[inline]
    fn digits(&mut self) -> ValueResult {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == start { Err(self.wrong("a digit is missing")) } else { Ok(()) }
    }

    /// Steps over one value of any kind and returns its text.
    pub(crate) fn skip(&mut self, depth: usize) -> Result<&'a str, Box<ValueError>> {
        self.peek();
        let start = self.at;
        self.skip_value(depth)?;
        Ok(self.since(start))
    }

    fn skip_value(&mut self, depth: usize) -> ValueResult {
        match self.kind()? {
            Kind::String => self.skip_string(),
            Kind::Number => self.number().map(drop),
            Kind::Boolean | Kind::Null => {
                if self.word("true") || self.word("false") || self.word("null") {
                    Ok(())
                } else {
                    Err(self.wrong("not a JSON value"))
                }
            }
            Kind::Array | Kind::Object if depth >= DEPTH_LIMIT => Err(ValueError::new(Reason::Depth)),
            Kind::Array => {
                self.at += 1;
                let mut more = !self.eat(b']');
                while more {
                    self.skip_value(depth + 1)?;
                    more = self.more(b']')?;
                }
                Ok(())
            }
            Kind::Object => {
                self.at += 1;
                let mut more = !self.eat(b'}');
                while more {
                    self.skip_key()?;
                    self.skip_value(depth + 1)?;
                    more = self.more(b'}')?;
                }
                Ok(())
            }
        }
    }

    /// Steps over the name of the property that is likely to come next, given as `,"name":`, if it does.
    #[inline]
    pub(crate) fn likely_key(&mut self, json: &'static str) -> bool {
        let name = json.as_bytes().get(1..).unwrap_or_default();
        self.peek();
        let next = self.text.as_bytes().get(self.at..).unwrap_or_default();
        // The first letter distinguishes most names.
        let there = next.get(1) == name.get(1) && next.starts_with(name);
        self.at += if there { name.len() } else { 0 };
        there
    }

    /// A property's name and the colon after it.
    #[inline]
    pub(crate) fn key(&mut self) -> Result<Cow<'a, str>, Box<ValueError>> {
        self.key_quote()?;
        let key = self.string()?;
        self.colon()?;
        Ok(key)
    }

    fn skip_key(&mut self) -> ValueResult {
        self.key_quote()?;
        self.skip_string()?;
        self.colon()
    }

    #[inline]
    fn key_quote(&mut self) -> ValueResult {
        if self.peek() == Some(b'"') { Ok(()) } else { Err(self.wrong("expected a property name in quotes")) }
    }

    #[inline]
    fn colon(&mut self) -> ValueResult {
        if self.eat(b':') { Ok(()) } else { Err(self.wrong("expected `:`")) }
    }

    fn skip_string(&mut self) -> ValueResult {
        self.at += 1;
        loop {
            self.plain();
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => drop(self.escape()?),
                _ => return Err(self.unfinished()),
            }
        }
    }
}
