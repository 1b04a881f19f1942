//! A `pattern` in the syntax of ECMA-262 is turned into the same in the syntax of the linear-time engine.

#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::str::Chars;

use serde_json::Value;

use crate::diagnostic::{Diagnostics, Pointer};
use crate::ir::Pattern;

/// Translates a pattern. What the engine cannot express is reported and not enforced.
pub(super) fn lower(value: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Pattern> {
    let ecma = value.as_str()?;
    match translate(ecma) {
        Ok(regex) => Some(Pattern { ecma: ecma.to_owned(), regex }),
        Err(PatternError::Inexpressible(what)) => {
            let message = format!("the pattern is not enforced, because {what} cannot be matched in linear time");
            diagnostics.warning("pattern-not-enforced", at, message);
            None
        }
        Err(PatternError::Invalid(what)) => {
            diagnostics.warning(
                "invalid-pattern",
                at,
                format!("the pattern is not enforced, because it is invalid: {what}"),
            );
            None
        }
    }
}

/// Why a pattern has no translation.
#[derive(Debug, PartialEq, Eq)]
enum PatternError {
    /// It is valid, but cannot be translated.
    Inexpressible(&'static str),
    /// It is no pattern of ECMA-262.
    Invalid(String),
}

fn translate(ecma: &str) -> Result<String, PatternError> {
    let mut translation = Translation { rest: ecma.chars().peekable(), out: String::new() };
    translation.whole()?;
    match regex::Regex::new(&translation.out) {
        Ok(_) => Ok(translation.out),
        Err(regex::Error::CompiledTooBig(_)) => Err(PatternError::Inexpressible("something this large")),
        Err(error) => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            if last.contains("Unicode") {
                Err(PatternError::Inexpressible("this Unicode property"))
            } else {
                Err(PatternError::Invalid(last))
            }
        }
    }
}

struct Translation<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
}

/// What an escape or a single character stands for.
enum Atom {
    Char(char),
    /// The inside of a class, and whether it stands for all other characters.
    Set(String, bool),
    /// Something that is written as it is: an anchor.
    Raw(&'static str),
}

const DIGITS: &str = "0-9";
const WORD: &str = "0-9A-Za-z_";
/// WhiteSpace and LineTerminator (ECMA-262, sections 12.2 and 12.3).
const SPACE: &str = r"\t\n\x0B\x0C\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

impl Translation<'_> {
    fn whole(&mut self) -> Result<(), PatternError> {
        // Whether there is something that a quantifier can repeat.
        let mut repeatable = false;
        while let Some(c) = self.rest.next() {
            match c {
                '*' | '+' | '?' => self.quantifier(c.to_string(), &mut repeatable)?,
                '{' => match self.counts() {
                    Some(counts) => self.quantifier(counts, &mut repeatable)?,
                    None => {
                        self.out.push_str(r"\{");
                        repeatable = true;
                    }
                },
                '^' | '$' | '|' => {
                    self.out.push(c);
                    repeatable = false;
                }
                '(' => {
                    self.group()?;
                    repeatable = false;
                }
                ')' => {
                    self.out.push(c);
                    repeatable = true;
                }
                '.' => {
                    self.out.push_str(r"[^\n\r\x{2028}\x{2029}]");
                    repeatable = true;
                }
                '[' => {
                    self.class()?;
                    repeatable = true;
                }
                '\\' => {
                    let atom = self.escape(false)?;
                    repeatable = !matches!(atom, Atom::Raw(_));
                    self.atom(atom);
                }
                c => {
                    self.atom(Atom::Char(c));
                    repeatable = true;
                }
            }
        }
        Ok(())
    }

    fn quantifier(&mut self, text: String, repeatable: &mut bool) -> Result<(), PatternError> {
        if !std::mem::take(repeatable) {
            return Err(PatternError::Invalid(format!("there is nothing for `{text}` to repeat")));
        }
        self.out.push_str(&text);
        if self.rest.next_if_eq(&'?').is_some() {
            self.out.push('?');
        }
        Ok(())
    }

    /// `{2}`, `{2,}` or `{2,3}` behind an opening brace that was read; any other brace is literal.
    fn counts(&mut self) -> Option<String> {
        let mut ahead = self.rest.clone();
        let mut text = String::from("{");
        while let Some(c) = ahead.next_if(|c| c.is_ascii_digit() || *c == ',') {
            text.push(c);
        }
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let inner = text.get(1..).unwrap_or_default();
        let sound = match inner.split_once(',') {
            None => digits(inner),
            Some((least, most)) => digits(least) && (most.is_empty() || digits(most)),
        };
        if !sound || ahead.next() != Some('}') {
            return None;
        }
        text.push('}');
        self.rest = ahead;
        Some(text)
    }

    fn group(&mut self) -> Result<(), PatternError> {
        self.out.push('(');
        if self.rest.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        match self.rest.next() {
            Some(':') => self.out.push_str("?:"),
            Some('=' | '!') => return Err(PatternError::Inexpressible("looking ahead")),
            Some('<') => {
                if matches!(self.rest.peek(), Some('=' | '!')) {
                    return Err(PatternError::Inexpressible("looking behind"));
                }
                // Nothing refers to the name, so that the group needs none.
                if !self.rest.by_ref().any(|c| c == '>') {
                    return Err(PatternError::Invalid("the name of a group does not end".to_owned()));
                }
            }
            other => {
                let text = other.map(String::from).unwrap_or_default();
                return Err(PatternError::Invalid(format!("there is no group that starts with `(?{text}`")));
            }
        }
        Ok(())
    }

    /// A class, whose opening bracket was read.
    fn class(&mut self) -> Result<(), PatternError> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        if self.rest.next_if_eq(&']').is_some() {
            self.out.push_str(if negated { r"[\x{0}-\x{10FFFF}]" } else { r"[^\x{0}-\x{10FFFF}]" });
            return Ok(());
        }
        self.out.push_str(if negated { "[^" } else { "[" });
        while self.rest.next_if_eq(&']').is_none() {
            let first = self.member()?;
            let mut ahead = self.rest.clone();
            let range = ahead.next() == Some('-') && !matches!(ahead.peek(), None | Some(']'));
            match (first, range) {
                (Atom::Char(first), true) => {
                    self.rest = ahead;
                    match self.member()? {
                        Atom::Char(last) if first <= last => {
                            self.class_char(first);
                            self.out.push('-');
                            self.class_char(last);
                        }
                        Atom::Char(last) => {
                            return Err(PatternError::Invalid(format!(
                                "the range `{first}-{last}` is the wrong way around"
                            )));
                        }
                        other => {
                            self.class_atom(Atom::Char(first));
                            self.class_char('-');
                            self.class_atom(other);
                        }
                    }
                }
                (first, _) => self.class_atom(first),
            }
        }
        self.out.push(']');
        Ok(())
    }

    fn member(&mut self) -> Result<Atom, PatternError> {
        match self.rest.next() {
            None => Err(PatternError::Invalid("a class does not end".to_owned())),
            Some('\\') => self.escape(true),
            Some(c) => Ok(Atom::Char(c)),
        }
    }

    /// What a backslash that was read, and what is behind it, stand for.
    fn escape(&mut self, in_class: bool) -> Result<Atom, PatternError> {
        let set = |inside: &str, negated| Ok(Atom::Set(inside.to_owned(), negated));
        let Some(c) = self.rest.next() else {
            return Err(PatternError::Invalid("there is nothing behind the last backslash".to_owned()));
        };
        let code = match c {
            'd' => return set(DIGITS, false),
            'D' => return set(DIGITS, true),
            'w' => return set(WORD, false),
            'W' => return set(WORD, true),
            's' => return set(SPACE, false),
            'S' => return set(SPACE, true),
            'p' | 'P' => return self.property(c),
            'b' if in_class => 8,
            'b' => return Ok(Atom::Raw(r"(?-u:\b)")),
            'B' if !in_class => return Err(PatternError::Inexpressible("`\\B`")),
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => 0,
            '1'..='9' if !in_class => return Err(PatternError::Inexpressible("a reference to a group")),
            'k' if !in_class => return Err(PatternError::Inexpressible("a reference to a group")),
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            'c' => match self.rest.next() {
                Some(letter) if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err(PatternError::Invalid("`\\c` needs a letter".to_owned())),
            },
            'x' => self.hex(2)?,
            'u' => self.unicode()?,
            c if c.is_ascii_alphanumeric() => return Err(PatternError::Invalid(format!("there is no escape `\\{c}`"))),
            c => u32::from(c),
        };
        // Half a surrogate pair is in no text of Unicode scalar values.
        char::from_u32(code).map(Atom::Char).ok_or(PatternError::Inexpressible("half a surrogate pair"))
    }

    fn property(&mut self, letter: char) -> Result<Atom, PatternError> {
        if self.rest.next() != Some('{') {
            return Err(PatternError::Invalid(format!("`\\{letter}` needs the name of a property in braces")));
        }
        let mut name = String::new();
        for c in self.rest.by_ref() {
            match c {
                '}' => return Ok(Atom::Set(format!("\\{letter}{{{name}}}"), false)),
                c => name.push(c),
            }
        }
        Err(PatternError::Invalid("the name of a property does not end".to_owned()))
    }

    fn hex(&mut self, digits: usize) -> Result<u32, PatternError> {
        let mut code = 0;
        for _ in 0..digits {
            match self.rest.next().and_then(|c| c.to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => return Err(PatternError::Invalid("a hexadecimal escape is too short".to_owned())),
            }
        }
        Ok(code)
    }

    fn unicode(&mut self) -> Result<u32, PatternError> {
        if self.rest.next_if_eq(&'{').is_some() {
            let mut text = String::new();
            while let Some(c) = self.rest.next_if(|c| *c != '}') {
                text.push(c);
            }
            self.rest.next();
            let code = u32::from_str_radix(&text, 16).ok().filter(|code| *code <= 0x0010_FFFF);
            return code.ok_or_else(|| PatternError::Invalid(format!("there is no character `\\u{{{text}}}`")));
        }
        let high = self.hex(4)?;
        let mut ahead = self.rest.clone();
        if (0xD800..0xDC00).contains(&high) && ahead.next() == Some('\\') && ahead.next() == Some('u') {
            self.rest = ahead;
            let low = self.hex(4)?;
            return if (0xDC00..0xE000).contains(&low) {
                Ok(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            } else {
                Err(PatternError::Inexpressible("half a surrogate pair"))
            };
        }
        Ok(high)
    }

    fn atom(&mut self, atom: Atom) {
        match atom {
            Atom::Char(c) if r"\.+*?()|[]{}^$".contains(c) => self.out.extend(['\\', c]),
            Atom::Char(c) => self.plain(c),
            Atom::Set(inside, false) if inside.starts_with('\\') && inside != SPACE => self.out.push_str(&inside),
            Atom::Set(inside, negated) => self.set(&inside, negated),
            Atom::Raw(text) => self.out.push_str(text),
        }
    }

    fn set(&mut self, inside: &str, negated: bool) {
        self.out.push_str(if negated { "[^" } else { "[" });
        self.out.push_str(inside);
        self.out.push(']');
    }

    fn class_atom(&mut self, atom: Atom) {
        match atom {
            Atom::Char(c) => self.class_char(c),
            Atom::Set(inside, false) => self.out.push_str(&inside),
            Atom::Set(inside, true) => self.set(&inside, true),
            Atom::Raw(text) => self.out.push_str(text),
        }
    }

    fn class_char(&mut self, c: char) {
        if r"\[]^-&~".contains(c) {
            self.out.push('\\');
            self.out.push(c);
        } else {
            self.plain(c);
        }
    }

    fn plain(&mut self, c: char) {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') {
            self.out.push_str(&format!("\\x{{{:X}}}", u32::from(c)));
        } else {
            self.out.push(c);
        }
    }
}
