//! Prints Markdown line by line, as its author broke it. Only what rustdoc would misread is changed: code that is
//! indented, or fenced without a language, would be compiled as a test, so it becomes a fence of text.

use super::inline::inline;

/// The languages of fences that stay: rustdoc takes none of them for Rust.
const LANGUAGES: [&str; 24] = [
    "bash",
    "c",
    "console",
    "cpp",
    "csharp",
    "css",
    "curl",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsonc",
    "php",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "toml",
];
const MORE_LANGUAGES: [&str; 8] = ["ts", "typescript", "xml", "yaml", "yml", "diff", "csv", "text"];

/// Adds the lines of a text, with no blank ones at its ends.
pub(super) fn print(text: &str, out: &mut Vec<String>) {
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let texts = lines.iter().filter(|line| !line.is_empty());
    // What is indented as a whole is no code.
    let margin = texts.map(|line| indent(line)).min().unwrap_or_default();
    let mut printer = Printer { out, first: true, items: Vec::new(), block: Block::None };
    let mut raw = text.split('\n').peekable();
    for line in lines {
        let broken = raw.next().is_some_and(|line| line.ends_with("  "))
            && raw.peek().is_some_and(|next| !next.trim().is_empty());
        printer.line(line.get(margin..).unwrap_or_default(), broken);
    }
    printer.end();
}

/// How many blanks a line starts with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

struct Printer<'o> {
    out: &'o mut Vec<String>,
    /// Whether nothing of the text is printed yet.
    first: bool,
    /// The items of lists that are open: where the text of each starts in the source, and where in what is printed.
    items: Vec<(usize, usize)>,
    block: Block,
}

/// What the line before belongs to.
enum Block {
    /// None: it is blank, or there is no line.
    None,
    /// Text that the next line may go on with.
    Text,
    /// A fence: its mark, and where it starts.
    Fence(String, usize),
    /// Indented code, and where it starts.
    Code(usize),
}

impl Printer<'_> {
    fn line(&mut self, line: &str, broken: bool) {
        let (indent, text) = (indent(line), line.trim_start());
        match &self.block {
            Block::Fence(mark, start) => {
                let closes = text.starts_with(mark.as_str()) && text.chars().all(|c| mark.starts_with(c));
                let (start, mark) = (*start, mark.clone());
                if closes {
                    self.push(&mark);
                    self.block = Block::Text;
                } else {
                    self.push(line.get(start.min(indent)..).unwrap_or_default());
                }
                return;
            }
            Block::Code(start) if text.is_empty() || indent >= *start => {
                let start = (*start).min(line.len());
                self.push(line.get(start..).unwrap_or_default());
                return;
            }
            Block::Code(_) => self.end_code(),
            Block::None | Block::Text => {}
        }
        if text.is_empty() {
            self.blank();
            return;
        }
        let goes_on = matches!(self.block, Block::Text);
        let (marker, rest) = list_marker(text);
        let starts = !marker.is_empty() || starts_block(text);
        if !goes_on || starts {
            self.items.retain(|(from, _)| *from <= indent);
        }
        let from = self.items.last().map_or(0, |(from, _)| *from);
        if !goes_on && indent >= from + 4 {
            self.push("```text");
            self.block = Block::Code(from + 4);
            self.push(line.get(from + 4..).unwrap_or_default());
            return;
        }
        // Within a paragraph only a list that counts from 1 begins (section 5.2).
        let item = !marker.is_empty()
            && (!goes_on || !self.items.is_empty() || matches!(marker, "- " | "* " | "+ " | "1. " | "1) "));
        let fence = fence(rest);
        let end = if broken { "\\" } else { "" };
        match fence {
            Some(mark) => self.push(&format!("{marker}{mark}{}", language(rest.trim_start_matches(['`', '~'])))),
            None => self.push(&format!("{marker}{}{end}", paragraph(rest))),
        }
        if item {
            let printed = self.items.last().map_or(0, |(_, printed)| *printed);
            self.items.push((indent + marker.len(), printed + marker.len()));
        }
        self.block = match fence {
            Some(mark) => Block::Fence(mark.to_owned(), indent + marker.len()),
            None => Block::Text,
        };
    }

    /// Prints a line where the innermost item's text stands.
    fn push(&mut self, line: &str) {
        let printed = self.items.last().map_or(0, |(_, printed)| *printed);
        self.out.push(if line.is_empty() { String::new() } else { " ".repeat(printed) + line });
        self.first = false;
    }

    fn blank(&mut self) {
        if !self.first && self.out.last().is_some_and(|last| !last.is_empty()) {
            self.out.push(String::new());
        }
        self.block = Block::None;
    }

    /// Closes indented code, whose last lines may have been blank.
    fn end_code(&mut self) {
        let mut blank = false;
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
            blank = true;
        }
        self.push("```");
        if blank {
            self.out.push(String::new());
        }
        self.block = Block::None;
    }

    fn end(mut self) {
        match &self.block {
            Block::Fence(mark, _) => {
                let mark = mark.clone();
                self.push(&mark);
            }
            Block::Code(_) => self.end_code(),
            Block::None | Block::Text => {}
        }
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
    }
}

/// The mark of a fence that a line opens. Backticks are none if there are more of them behind the language.
fn fence(text: &str) -> Option<&str> {
    let mark = ["`", "~"].into_iter().find(|mark| text.starts_with(&mark.repeat(3)))?;
    let length = text.len() - text.trim_start_matches(mark).len();
    let (mark, info) = text.split_at_checked(length)?;
    (!info.contains('`')).then_some(mark)
}

/// The language of a fence, where it is known to be none that rustdoc compiles.
fn language(info: &str) -> String {
    let word = info.trim().split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    let known = LANGUAGES.contains(&word.as_str()) || MORE_LANGUAGES.contains(&word.as_str());
    if known { word } else { "text".to_owned() }
}

/// Whether a line begins something else than a paragraph, wherever it stands.
fn starts_block(text: &str) -> bool {
    text.starts_with(['#', '>', '|']) || fence(text).is_some()
}

/// One line of text. A quotation stays one, and holds no code.
fn paragraph(text: &str) -> String {
    let rest = text.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
    let depth = text.chars().take_while(|c| *c == '>' || c.is_whitespace()).filter(|c| *c == '>').count();
    let rest = inline(&rest.replace("```", "`").replace("~~~", "~"));
    format!("{} {rest}", ">".repeat(depth)).trim().to_owned()
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
        (Some(marker), Some(rest)) if marker.ends_with(' ') => (marker, rest.trim_start()),
        _ => ("", line),
    }
}
