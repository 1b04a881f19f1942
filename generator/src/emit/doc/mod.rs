//! From prose of the document to documentation that rustdoc reads as the same prose, line by line: no part of it
//! becomes code that is run, a broken link, or HTML.

mod inline;
mod markdown;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use inline::inline;

/// The `#[doc]` attributes of an item.
pub(super) fn attributes<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let lines = lines(paragraphs);
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// What the document says, where it says something.
pub(super) fn present(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !tidy(text).trim().is_empty())
}

/// What is present of something that the document marks as deprecated or experimental.
pub(super) fn marks<'a>(deprecated: bool, experimental: bool) -> impl Iterator<Item = &'a str> {
    let deprecated = deprecated.then_some("Deprecated by the document.");
    let experimental = experimental.then_some("Experimental: it may change.");
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
        markdown::print(&text, &mut out);
    }
    out
}

/// The first sentence or line of a text, for places that take one line.
pub(super) fn one_line(text: &str) -> String {
    let first = tidy(text);
    let first = first.trim().split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    inline(&first)
}

/// The text without what no comment can hold: control characters, and those that change the direction of writing. A tab
/// at the start of a line is as wide as four blanks (CommonMark 0.31, section 2.2).
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |c: &char| {
        *c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let line = |line: &str| {
        let (start, rest) = line.split_at(line.len() - line.trim_start_matches([' ', '\t']).len());
        let rest = rest.replace('\t', " ");
        start.replace('\t', "    ") + rest.chars().filter(kept).collect::<String>().as_str()
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
