//! The notation of the tables that generated code carries as text: one grammar for objects, unions and operations.
//!
//! ```text
//! table = list *( ";" list )
//! list  = [ item *( "," item ) ]
//! item  = [ mark ] word [ "(" list ")" ]
//! mark  = "?" / "<" / ">"
//! word  = *( character / "\" escape )
//! ```
//!
//! A character of the grammar is escaped by a backslash if it belongs to a word; `\uHHHH` is the character of
//! this number, and `\0` is empty, so that an empty word differs from no item. A line break and the spaces
//! behind it count nowhere, so that long tables can be printed on several lines.

use std::borrow::Cow;

/// How deep items may be nested: as deep as the rules of values that are nested as deeply as values are read, and what is
/// around these rules in the table of an operation.
const DEPTH_LIMIT: usize = 160;

/// An item of a list: a word, and its details in parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    /// The mark before the word; its meaning depends on the list.
    pub mark: Option<Mark>,
    /// The word, without escapes.
    pub word: Cow<'a, str>,
    /// The list in parentheses.
    pub items: Vec<Item<'a>>,
    /// Where it starts in the text, in bytes.
    pub offset: usize,
}

/// A mark before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `?`: it may be absent.
    Optional,
    /// `>`: it is there in requests.
    InRequest,
    /// `<`: it is there in responses.
    InResponse,
}

/// Why a table is malformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextError {
    /// What is wrong.
    pub message: &'static str,
    /// Where, in bytes.
    pub offset: usize,
}

/// Parses a table.
///
/// # Errors
/// What is wrong with the text, and where.
pub fn parse(text: &str) -> Result<Vec<Vec<Item<'_>>>, TextError> {
    let mut parser = Parser { text, offset: 0 };
    let mut lists = Vec::new();
    loop {
        lists.push(parser.list(0)?);
        match parser.next() {
            None => return Ok(lists),
            Some(';') => parser.offset += 1,
            Some(_) => return Err(parser.wrong("more after the end of a list")),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Parser<'a> {
    fn wrong(&self, message: &'static str) -> TextError {
        TextError { message, offset: self.offset }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    /// The next character that counts.
    fn next(&mut self) -> Option<char> {
        while let Some(behind) = self.rest().strip_prefix('\n') {
            let spaces = behind.len() - behind.trim_start_matches(' ').len();
            self.offset += 1 + spaces;
        }
        self.rest().chars().next()
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Item<'a>>, TextError> {
        if depth > DEPTH_LIMIT {
            return Err(self.wrong("nested too deeply"));
        }
        let mut items = Vec::new();
        if matches!(self.next(), None | Some(';' | ')')) {
            return Ok(items);
        }
        loop {
            items.push(self.item(depth)?);
            match self.next() {
                Some(',') => self.offset += 1,
                _ => return Ok(items),
            }
        }
    }

    fn item(&mut self, depth: usize) -> Result<Item<'a>, TextError> {
        let mark = match self.next() {
            Some('?') => Some(Mark::Optional),
            Some('>') => Some(Mark::InRequest),
            Some('<') => Some(Mark::InResponse),
            _ => None,
        };
        let offset = self.offset;
        self.offset += usize::from(mark.is_some());
        let word = self.word()?;
        let mut items = Vec::new();
        if self.next() == Some('(') {
            self.offset += 1;
            items = self.list(depth + 1)?;
            if self.next() != Some(')') {
                return Err(self.wrong("a parenthesis is not closed"));
            }
            self.offset += 1;
        }
        Ok(Item { mark, word, items, offset })
    }

    fn word(&mut self) -> Result<Cow<'a, str>, TextError> {
        // A line break is no word.
        self.next();
        let start = self.offset;
        let mut word: Cow<'a, str> = Cow::Borrowed("");
        while let Some(character) = self.next() {
            match character {
                ',' | ';' | '(' | ')' => break,
                '?' | '<' | '>' => return Err(self.wrong("a mark within a word")),
                '\\' => self.escape(word.to_mut())?,
                plain => {
                    self.offset += plain.len_utf8();
                    match &mut word {
                        Cow::Owned(owned) => owned.push(plain),
                        Cow::Borrowed(borrowed) => {
                            // A line break within a word parts it in two slices.
                            let whole = self.text.get(start..self.offset).unwrap_or_default();
                            if whole.len() == borrowed.len() + plain.len_utf8() {
                                *borrowed = whole;
                            } else {
                                let mut owned = (*borrowed).to_owned();
                                owned.push(plain);
                                word = Cow::Owned(owned);
                            }
                        }
                    }
                }
            }
        }
        if self.offset == start {
            return Err(self.wrong("a word is missing"));
        }
        Ok(word)
    }

    fn escape(&mut self, word: &mut String) -> Result<(), TextError> {
        let mut characters = self.rest().chars().skip(1);
        let taken = match characters.next() {
            Some('0') => 2,
            Some('u') => {
                let code = self.rest().get(2..6).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
                let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
                word.push(code.ok_or_else(|| self.wrong("four hexadecimal digits of a character are meant"))?);
                6
            }
            Some(character @ ('\\' | ',' | ';' | '(' | ')' | '?' | '<' | '>')) => {
                word.push(character);
                2
            }
            _ => return Err(self.wrong("not an escape")),
        };
        self.offset += taken;
        Ok(())
    }
}
