//! What a document says in prose comes in; documentation comes out that is the same prose to rustdoc: no part of it
//! becomes code that is run, a link that leads nowhere, or HTML.

use proc_macro2::TokenStream;
use quote::quote;

/// The width at which paragraphs are broken, without the `///`.
const WIDTH: usize = 100;

/// The `#[doc]` attributes of an item.
pub(super) fn attributes<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let lines = lines(paragraphs);
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// What the document says, where it says something.
pub(super) fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !tidy(text).trim().is_empty())
}

/// What is said of something that the document marks as deprecated or experimental.
pub(super) fn marks<'a>(deprecated: bool, experimental: bool) -> impl Iterator<Item = &'a str> {
    let deprecated = deprecated.then_some("Deprecated by the document.");
    let experimental = experimental.then_some("Experimental, says the document: it may change.");
    deprecated.into_iter().chain(experimental)
}

/// The lines of a `//!` at the head of a file.
pub(super) fn header<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> String {
    lines(paragraphs).iter().fold(String::new(), |text, line| text + format!("//! {line}").trim_end() + "\n")
}

/// Paragraphs in Markdown as lines of documentation.
pub(super) fn lines<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for text in paragraphs {
        let text = tidy(text);
        if text.trim().is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(String::new());
        }
        markdown(text.trim_matches('\n'), &mut out);
    }
    out
}

/// The first sentence or line of a text, for places that take one line.
pub(super) fn one_line(text: &str) -> String {
    let first = tidy(text);
    let first = first.trim().split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    inline(&first)
}

/// The text without what no comment can hold: control characters, and those that change the direction of writing.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let kept = |c: &char| {
        *c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(kept).collect()
}

fn markdown(text: &str, out: &mut Vec<String>) {
    let mut fence: Option<&str> = None;
    let mut indent = 0;
    for line in text.split('\n') {
        let line = line.trim_end();
        let stripped = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| stripped.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => {
                out.push(mark.to_owned());
                fence = None;
            }
            (Some(_), _) => out.push(line.to_owned()),
            // A fence without a language would be Rust, and be compiled as a test.
            (None, Some(mark)) => {
                out.push(format!("{mark}text"));
                fence = Some(mark);
                indent = 0;
            }
            (None, None) if stripped.is_empty() => {
                if out.last().is_some_and(|last| !last.is_empty()) {
                    out.push(String::new());
                }
                indent = 0;
            }
            (None, None) => indent = paragraph(stripped, indent, out),
        }
    }
    if let Some(open) = fence {
        out.push(open.to_owned());
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
}

/// Prints one line of a paragraph or list. Indentation would make code of it, so it is only that of the list's item.
fn paragraph(line: &str, indent: usize, out: &mut Vec<String>) -> usize {
    let (marker, rest) = list_marker(line);
    let rest = rest.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).replace("```", "`");
    let text = inline(&rest);
    let (first, indent) =
        if marker.is_empty() { (" ".repeat(indent), indent) } else { (marker.to_owned(), marker.len()) };
    if text.starts_with('|') {
        out.push(first + &text);
        return indent;
    }
    let mut row = first;
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && row.chars().count() + 1 + word.chars().count() > WIDTH && !starts_block(word) {
            out.push(std::mem::replace(&mut row, " ".repeat(indent)));
            empty = true;
        }
        if !empty {
            row.push(' ');
        }
        row.push_str(word);
        empty = false;
    }
    out.push(row.trim_end().to_owned());
    indent
}

/// The marker of a list's item with one space behind it, and what follows; no marker elsewhere.
fn list_marker(line: &str) -> (&str, &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let length = match line.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=4).contains(&digits) => digits + 1,
        _ => return ("", line),
    };
    match (line.get(..=length), line.get(length..)) {
        (Some(marker), Some(rest)) if marker.ends_with(' ') => (marker, rest),
        _ => ("", line),
    }
}

/// Whether a word at the start of a line would begin something else than text.
fn starts_block(word: &str) -> bool {
    word.starts_with(['-', '*', '+', '#', '>', '=', '|', '~', '`', '_', '<', ':'])
        || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Escapes what rustdoc would take for links and HTML, and makes links of bare addresses. Code in backticks stays.
fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => rest.chars().take(2).map(char::len_utf8).sum(),
            '`' => code_length(rest),
            '<' if address_length(rest.get(1..).unwrap_or_default()) > 0 => {
                let length = address_length(rest.get(1..).unwrap_or_default());
                if rest.get(1 + length..).is_some_and(|rest| rest.starts_with('>')) { length + 2 } else { 0 }
            }
            '[' => link_length(rest),
            'h' if !out.ends_with(|c: char| c.is_alphanumeric()) => {
                let length = address_length(rest);
                if length > 0 {
                    out.push_str(&format!("<{}>", rest.get(..length).unwrap_or_default()));
                    rest = rest.get(length..).unwrap_or_default();
                    continue;
                }
                1
            }
            _ => c.len_utf8(),
        };
        if taken == 0 || matches!(c, '<' | '[' | ']') && taken == 1 {
            out.push('\\');
        }
        let taken = taken.max(c.len_utf8());
        out.push_str(rest.get(..taken).unwrap_or_default());
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// The length of code in backticks; 0 where the backtick closes nowhere, so that it stands for itself.
fn code_length(text: &str) -> usize {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let mark = "`".repeat(ticks);
    text.get(ticks..).and_then(|rest| rest.find(&mark)).map_or(0, |end| ticks + end + ticks)
}

/// The length of the web address that a text starts with.
fn address_length(text: &str) -> usize {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return 0;
    }
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '\'' | '\\' | '|'));
    let address = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    if address.ends_with("//") { 0 } else { address.len() }
}

/// The length of a link with a web address, such as `[text](https://...)`; 1 for a bracket that is none.
fn link_length(text: &str) -> usize {
    let length = || {
        let label = text.find(']')?;
        let target = text.get(label + 1..)?.strip_prefix('(')?;
        let address = address_length(target);
        let closed = target.get(address..)?.starts_with(')');
        let plain = !text.get(1..label)?.contains(['[', '<', '`']);
        (address > 0 && closed && plain).then_some(label + 1 + 1 + address + 1)
    };
    length().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn text(markdown: &str) -> String {
        lines([markdown]).join("\n")
    }

    #[test]
    fn prose_stays_prose() {
        let table = [
            ("Plain *text* with `[code]`.", "Plain *text* with `[code]`."),
            ("See [x] and [y](z).", "See \\[x\\] and \\[y\\](z)."),
            ("See [y](https://a.b/c).", "See [y](https://a.b/c)."),
            ("At https://a.b/c.", "At <https://a.b/c>."),
            ("At <https://a.b/c>.", "At <https://a.b/c>."),
            ("A <b>c</b>", "A \\<b>c\\</b>"),
            ("    let x = 1;", "let x = 1;"),
            ("a\n\n\n    code", "a\n\ncode"),
            ("```\nx\n```\ny", "```text\nx\n```\ny"),
            ("```rust\n  x", "```text\n  x\n```"),
            ("- ```\n  x", "- \\`\n  x"),
            ("* a\nb\n*   c", "* a\n  b\n* c"),
            (">     x", "x"),
            ("a\r\nb\u{202e}\u{0}", "a\nb"),
            ("an open `tick", "an open \\`tick"),
            ("[a]: https://x.y", "\\[a\\]: <https://x.y>"),
        ];
        for (markdown, expected) in table {
            assert_eq!(text(markdown), expected, "{markdown:?}");
        }
    }

    #[test]
    fn long_lines_break_where_nothing_else_begins() {
        let long = format!("{} - {}", "word ".repeat(19).trim_end(), "b".repeat(20));
        assert_eq!(text(&long), format!("{} -\n{}", "word ".repeat(19).trim_end(), "b".repeat(20)));
    }

    #[test]
    fn paragraphs_are_set_apart() {
        assert_eq!(lines(["a", " ", "b"]), ["a", "", "b"]);
    }
}
