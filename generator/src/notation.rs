//! Items is turned into the text of a table in the runtime's notation. The grammar stands in `rt::notation` of the
//! runtime, which reads it.

use std::fmt::Write as _;

/// An item of a list: a word, and its details in parentheses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The mark before the word: `?`, `>` or `<`.
    pub mark: Option<char>,
    /// The word.
    pub word: String,
    /// What stands in parentheses.
    pub items: Vec<Item>,
}

/// A list of items.
pub type List = Vec<Item>;

impl Item {
    /// An item without mark and parentheses.
    pub fn new(word: impl ToString) -> Self {
        Self { mark: None, word: word.to_string(), items: Vec::new() }
    }

    /// The same item with these in parentheses.
    #[must_use]
    pub fn with(mut self, items: impl IntoIterator<Item = Self>) -> Self {
        self.items.extend(items);
        self
    }

    /// The same item with this one word in parentheses.
    #[must_use]
    pub fn of(self, word: impl ToString) -> Self {
        self.with([Self::new(word)])
    }

    /// The same item with this mark.
    #[must_use]
    pub fn marked(mut self, mark: Option<char>) -> Self {
        self.mark = mark;
        self
    }
}

/// The lists of a table without the empty ones at its end, which say nothing.
pub fn used(lists: &[List]) -> &[List] {
    let end = lists.iter().rposition(|list| !list.is_empty()).map_or(0, |last| last + 1);
    lists.get(..end).unwrap_or_default()
}

/// Prints a table. Empty lists at its end are left out.
pub fn print(lists: &[List]) -> String {
    let mut out = String::new();
    for (index, list) in used(lists).iter().enumerate() {
        if index > 0 {
            out.push(';');
        }
        print_list(list, &mut out);
    }
    out
}

fn print_list(items: &[Item], out: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        out.extend(item.mark);
        print_word(&item.word, out);
        if !item.items.is_empty() {
            out.push('(');
            print_list(&item.items, out);
            out.push(')');
        }
    }
}

fn print_word(word: &str, out: &mut String) {
    if word.is_empty() {
        out.push_str("\\0");
    }
    for (place, character) in word.char_indices() {
        match character {
            '\\' | ',' | ';' | '(' | ')' | '?' | '<' | '>' => out.extend(['\\', character]),
            // Spaces at the start of a line do not count.
            ' ' if place == 0 => escape(character, out),
            hidden if is_hidden(hidden) => escape(character, out),
            plain => out.push(plain),
        }
    }
}

/// Writing to a string does not fail.
fn escape(character: char, out: &mut String) {
    let _ = write!(out, "\\u{:04x}", u32::from(character));
}

/// Whether a character must not stand in source code as itself: it is not seen, or changes the direction of writing.
fn is_hidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A table as a string literal of Rust, broken into lines of about `width` characters behind commas and semicolons.
/// Lines behind the first are indented by so many spaces.
pub fn literal(text: &str, first: usize, indent: usize, width: usize) -> String {
    let raw = text.contains(['"', '\\']);
    let hashes = if raw { "#".repeat(hashes(text)) } else { String::new() };
    let mut out = format!("{}{hashes}\"", if raw { "r" } else { "" });
    let mut column = first + out.len();
    for piece in pieces(text) {
        let length = piece.chars().count();
        if column + length > width && column > indent {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        }
        out.push_str(piece);
        column += length;
    }
    out + "\"" + &hashes
}

/// How many hashes part a text from the end of a raw string.
fn hashes(text: &str) -> usize {
    let mut most = 0;
    for (place, _) in text.match_indices('"') {
        let behind = text.get(place + 1..).unwrap_or_default();
        most = most.max(1 + behind.bytes().take_while(|byte| *byte == b'#').count());
    }
    most
}

/// The parts of a text between which a line may be broken: each ends with a comma or a semicolon of the grammar.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut escaped) = (Vec::new(), 0, false);
    for (place, byte) in text.bytes().enumerate() {
        if !escaped && matches!(byte, b',' | b';') {
            pieces.extend(text.get(start..=place));
            start = place + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    pieces.extend(text.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Item, literal, print};

    #[test]
    fn items_are_printed_with_escapes() {
        let table = [
            (vec![vec![]], ""),
            (vec![vec![Item::new("")]], "\\0"),
            (vec![vec![Item::new("id"), Item::new("name").marked(Some('?'))], vec![]], "id,?name"),
            (vec![vec![Item::new("?a,b")], vec![], vec![Item::new("x").of("(;)")]], "\\?a\\,b;;x(\\(\\;\\))"),
            (vec![vec![Item::new(" a b\n\u{202e}\\")]], "\\u0020a b\\u000a\\u202e\\\\"),
        ];
        for (lists, text) in table {
            assert_eq!(print(&lists), text);
        }
    }

    #[test]
    fn literals_break_behind_commas() {
        assert_eq!(literal("ab,cd,ef;gh", 4, 2, 10), "\"ab,\n  cd,ef;gh\"");
        assert_eq!(literal("a\\,\"#b", 0, 2, 100), "r##\"a\\,\"#b\"##");
        assert_eq!(literal("a\\?b", 0, 2, 100), "r\"a\\?b\"");
    }
}
