//! Findings and the source that they are about is turned into text for people, or JSON for machines,.

mod kinds;

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Position, Severity};
use crate::source::Source;
use crate::source::positions::{Found, Positions};

/// Lines longer than this are named, not shown: JSON without line ends is one line of megabytes.
const LONGEST_LINE: usize = 300;

/// A finding with its place in the text.
struct Located<'a> {
    diagnostic: &'a Diagnostic,
    /// The bytes to point at.
    range: Range<usize>,
    position: Position,
    related: Vec<(Position, Range<usize>, &'a str)>,
}

/// The findings as text, in the order of the document, with the lines that they are about.
/// Colours are for terminals only. A source that cannot be read is reported without its lines.
#[must_use]
pub fn human(diagnostics: &Diagnostics, source: &Source, colour: bool) -> String {
    shown(diagnostics, source, colour, |located| vec![Some(0); located.len()])
}

/// The same, with one warning for many of a kind, which says how many more there are.
#[must_use]
pub fn grouped(diagnostics: &Diagnostics, source: &Source, colour: bool) -> String {
    shown(diagnostics, source, colour, |located| kinds::stand_for(located.iter().map(|one| one.diagnostic)))
}

fn shown(
    diagnostics: &Diagnostics,
    source: &Source,
    colour: bool,
    stand_for: fn(&[Located<'_>]) -> Vec<Option<usize>>,
) -> String {
    let text = text_for(diagnostics, source);
    let positions = Positions::of(&text, pointers(diagnostics));
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let name = source.name();
    let mut out = String::new();
    let located = locate(diagnostics, &text, &positions);
    for (located, more) in located.iter().zip(stand_for(&located)) {
        let Some(more) = more else { continue };
        let quoting = Quoting { name: &name, text: &text, positions: &positions };
        let mut group = group(located, &quoting);
        if more > 0 {
            let others = if more == 1 { "one more warning".to_owned() } else { format!("{more} more warnings") };
            group = group.element(Level::NOTE.message(format!("{others} of this kind; `--verbose` shows all")));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The findings as JSON, in the order of the document, each an object
/// `{code, severity, pointer, file, line, column, message, related, help}`.
#[must_use]
pub fn json(diagnostics: &Diagnostics, source: &Source) -> Vec<Value> {
    let text = text_for(diagnostics, source);
    let positions = Positions::of(&text, pointers(diagnostics));
    let file = source.name();
    let all = locate(diagnostics, &text, &positions).into_iter().map(|located| {
        let Diagnostic { code, severity, at, message, related, help, .. } = located.diagnostic;
        let related = related.iter().zip(&located.related).map(|((at, text), (position, ..))| {
            json!({"pointer": at.as_str(), "line": position.line, "column": position.column, "message": text})
        });
        json!({
            "code": code,
            "severity": severity.to_string(),
            "pointer": at.as_str(),
            "file": file,
            "line": located.position.line,
            "column": located.position.column,
            "message": message,
            "related": related.collect::<Vec<_>>(),
            "help": help,
        })
    });
    all.collect()
}

/// One line per finding, `file:line:column: message [code]`, for places with little room.
#[must_use]
pub fn lines(diagnostics: &Diagnostics, source: &Source) -> Vec<(Severity, String)> {
    let text = text_for(diagnostics, source);
    let positions = Positions::of(&text, pointers(diagnostics));
    let line = |located: Located<'_>| {
        let Diagnostic { code, severity, message, .. } = located.diagnostic;
        let Position { line, column } = located.position;
        (*severity, format!("{}:{line}:{column}: {message} [{code}]", source.name()))
    };
    locate(diagnostics, &text, &positions).into_iter().map(line).collect()
}

/// The text, which is read only if something is to be found in it.
fn text_for(diagnostics: &Diagnostics, source: &Source) -> String {
    if diagnostics.is_empty() { String::new() } else { source.text().unwrap_or_default() }
}

/// All locations that findings refer to.
fn pointers(diagnostics: &Diagnostics) -> impl Iterator<Item = &Pointer> {
    diagnostics.iter().flat_map(|one| std::iter::once(&one.at).chain(one.related.iter().map(|(at, _)| at)))
}

/// All findings with their places, in the order of the document; findings at one place stay in the order they were
/// made.
fn locate<'a>(diagnostics: &'a Diagnostics, text: &str, positions: &Positions) -> Vec<Located<'a>> {
    let at = |pointer: &Pointer| {
        let range = positions.find(pointer).map_or(0..0, |found| underlined(found, text));
        (positions.position(text, range.start), range)
    };
    let one = |diagnostic: &'a Diagnostic| {
        let (position, range) = match diagnostic.position {
            Some(position) => {
                let byte = positions.byte(text, position);
                (position, byte..byte)
            }
            None => at(&diagnostic.at),
        };
        let related = diagnostic.related.iter().map(|(pointer, message)| {
            let (position, range) = at(pointer);
            (position, range, message.as_str())
        });
        Located { diagnostic, range, position, related: related.collect() }
    };
    let mut all: Vec<_> = diagnostics.iter().map(one).collect();
    all.sort_by_key(|located| located.position);
    all
}

/// What to underline: the key, and the value where it stands on the same line.
fn underlined(found: Found, text: &str) -> Range<usize> {
    let between = text.get(found.key.end..found.value.start);
    if between.is_some_and(|between| !between.contains('\n')) { found.key.start..found.value.end } else { found.key }
}

fn group<'a>(located: &'a Located<'a>, quoting: &Quoting<'a>) -> Group<'a> {
    let Diagnostic { code, severity, at, message, help, .. } = located.diagnostic;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(*code));
    group = quoting.quote(group, AnnotationKind::Primary, located.position, &located.range, None);
    for (position, range, label) in &located.related {
        group = quoting.quote(group, AnnotationKind::Context, *position, range, Some(label));
    }
    if *at != Pointer::root() {
        group = group.element(Level::NOTE.message(format!("at {at}")));
    }
    match help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The document that findings quote from.
struct Quoting<'a> {
    name: &'a str,
    text: &'a str,
    positions: &'a Positions,
}

impl<'a> Quoting<'a> {
    /// Adds the line of a place, with the bytes of `range` underlined.
    fn quote(
        &self,
        group: Group<'a>,
        kind: AnnotationKind,
        position: Position,
        range: &Range<usize>,
        label: Option<&'a str>,
    ) -> Group<'a> {
        let bytes = self.positions.line(self.text, position.line);
        let line = self.text.get(bytes.clone()).unwrap_or_default();
        if line.len() > LONGEST_LINE || line.trim().is_empty() {
            return group.element(Origin::path(self.name).line(position.line).char_column(position.column));
        }
        let start = range.start.saturating_sub(bytes.start).min(line.len());
        let end = range.end.saturating_sub(bytes.start).clamp(start, line.len());
        let snippet = Snippet::source(line).line_start(position.line).path(self.name);
        group.element(snippet.annotation(kind.span(start..end).label(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(text: &str, diagnostic: Diagnostic) -> String {
        let source = Source::Text { name: "t.json".into(), text: text.into() };
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic);
        human(&diagnostics, &source, false)
    }

    #[test]
    fn long_lines_are_named_and_not_shown() {
        let text = format!("{{\"{}\": 1, \"b\": 2}}", "a".repeat(1000));
        let diagnostic = Diagnostic::warning("odd", &Pointer::parse("/b"), "something is odd").help("even it");
        let expected = "warning[odd]: something is odd\n\
                        --> t.json:1:1009\n = note: at /b\n = help: even it\n\n";
        assert_eq!(report(&text, diagnostic), expected);
    }

    #[test]
    fn findings_are_sorted_by_place_and_a_pointer_without_one_is_put_around_it() {
        let source = Source::Text { name: "t".into(), text: "a: 1\nb: {c: 2}\n".into() };
        let mut diagnostics = Diagnostics::new();
        diagnostics.error("two", &Pointer::parse("/b/c/gone"), "second");
        diagnostics.warning("one", &Pointer::parse("/a"), "first");
        let expected =
            [(Severity::Warning, "t:1:1: first [one]".to_owned()), (Severity::Error, "t:2:5: second [two]".to_owned())];
        assert_eq!(lines(&diagnostics, &source), expected);
    }

    #[test]
    fn colours_are_for_terminals() {
        let source = Source::Text { name: "t".into(), text: "a: 1\n".into() };
        let mut diagnostics = Diagnostics::new();
        diagnostics.error("one", &Pointer::parse("/a"), "first");
        assert!(human(&diagnostics, &source, true).contains('\u{1b}'));
        assert!(!human(&diagnostics, &source, false).contains('\u{1b}'));
    }
}
