//! A file of the generated crate while its text is written: the names that the text uses are resolved, and imported, as
//! they are written.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::doc;
use super::groups::gate;
use super::module::GENERATED;
use super::scope::{Imports, Scope};
use crate::names::keyword::{cannot_be_raw, is_keyword};

/// The width of the lines that are broken.
pub(super) const WIDTH: usize = 100;

/// A file that is being written.
pub(super) struct Text<'a> {
    scope: &'a Scope,
    /// The path of the crate's root from here, such as `super::super`.
    root: &'static str,
    /// The names of the document that are declared here.
    declares: BTreeSet<&'a str>,
    /// The `use` items.
    pub(super) imports: Imports,
    /// What was written.
    pub(super) out: String,
    /// What stands before each item: the features under which it is there.
    gate: String,
}

impl<'a> Text<'a> {
    /// A file that declares these names of the document.
    pub(super) fn new(scope: &'a Scope, root: &'static str, declares: impl IntoIterator<Item = &'a str>) -> Self {
        let declares = declares.into_iter().collect();
        Self { scope, root, declares, imports: Imports::default(), out: String::new(), gate: String::new() }
    }

    /// The path of the crate's root from here.
    pub(super) fn root(&self) -> &'static str {
        self.root
    }

    /// A name of Rust's prelude: `Option`.
    pub(super) fn prelude(&self, name: &'static str) -> &'static str {
        self.scope.prelude(name)
    }

    /// A name of the runtime or of the standard library: `Json`, `BTreeMap`.
    pub(super) fn rt(&mut self, name: &'static str) -> Cow<'static, str> {
        self.scope.runtime(name, &mut self.imports)
    }

    /// A name that the document gives. If items are behind features, so may be what they refer to: it is not imported,
    /// for an import would need it always.
    pub(super) fn api(&mut self, name: &str) -> String {
        if !self.declares.contains(name) {
            if !self.gate.is_empty() {
                return format!("{}::{}", self.scope.home(name, self.root), raw(name));
            }
            self.scope.import(name, self.root, &mut self.imports);
        }
        raw(name)
    }

    /// Writes documentation.
    pub(super) fn doc<'p>(&mut self, indent: usize, paragraphs: impl IntoIterator<Item = &'p str>) {
        for line in doc::lines(paragraphs) {
            self.doc_line(indent, &line);
        }
    }

    /// Writes a line of documentation that is Markdown already.
    pub(super) fn doc_line(&mut self, indent: usize, line: &str) {
        let spaces = " ".repeat(indent);
        let text = if line.is_empty() { format!("{spaces}///\n") } else { format!("{spaces}/// {line}\n") };
        self.out.push_str(&text);
    }

    /// Writes what an item derives.
    pub(super) fn derive(&mut self, names: &[&'static str]) {
        let names: Vec<&str> = names.iter().map(|name| self.scope.derived(name)).collect();
        self.out.push_str(&format!("#[derive({})]\n", names.join(", ")));
    }

    /// Writes code as it is.
    pub(super) fn code(&mut self, code: &str) {
        self.out.push_str(code);
    }

    /// Writes what stands before an item: a blank line, where anything stands before it, and its features.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(&self.gate);
    }

    /// The items that follow are there under any of these features; always, where there are none.
    pub(super) fn gate(&mut self, features: &[&str]) {
        self.gate = gate(features);
    }

    /// The text of the file.
    pub(super) fn finish(self, about: &str) -> String {
        let head = doc::header([about]) + GENERATED;
        // What is used only under a feature is imported without it.
        let allowed = if self.out.contains("#[cfg(") { "\n#![allow(unused_imports)]\n" } else { "" };
        let parts = [self.imports.print(), self.out];
        let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        format!("{head}{allowed}\n{parts}")
    }

    /// Writes `before`, the items between `open` and `close`, and `after`: on one line where that is short enough, else
    /// as many items on a line as it takes.
    pub(super) fn filled(&mut self, indent: usize, before: &str, items: &[String], after: &str) {
        let spaces = " ".repeat(indent);
        let line = format!("{spaces}{before}{}{after}", items.join(", "));
        if line.chars().count() <= WIDTH {
            self.out.push_str(&line);
            return;
        }
        let _ = writeln!(self.out, "{spaces}{}", before.trim_end());
        let mut row = format!("{spaces}   ");
        for (index, item) in items.iter().enumerate() {
            if row.chars().count() + item.chars().count() + 2 > WIDTH && !row.trim().is_empty() {
                self.out.push_str(&row);
                self.out.push('\n');
                row = format!("{spaces}   ");
            }
            let comma = if index + 1 < items.len() { "," } else { "" };
            let _ = write!(row, " {item}{comma}");
        }
        let _ = write!(self.out, "{row}\n{spaces}{}", after.trim_start());
    }

    /// Writes a function's head: on one line where that is short enough, else with `after` on a line of its own, and
    /// with as many arguments on a line as it takes.
    pub(super) fn signature(&mut self, indent: usize, before: &str, arguments: &[String], after: &str) {
        let spaces = " ".repeat(indent);
        let line = format!("{spaces}{before}({})", arguments.join(", "));
        let length = line.chars().count();
        if length + after.trim_end().chars().count() <= WIDTH {
            let _ = write!(self.out, "{line}{after}");
        } else if length <= WIDTH && after.chars().count() + indent < WIDTH {
            let _ = write!(self.out, "{line}\n{spaces}   {after}");
        } else {
            self.filled(indent, &format!("{before}("), arguments, &format!("){after}"));
        }
    }
}

/// An identifier, raw where it is a keyword.
pub(super) fn raw(name: &str) -> String {
    match name {
        "" => "_".to_owned(),
        name if cannot_be_raw(name) => format!("{name}_"),
        name if is_keyword(name) => format!("r#{name}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::scope::Scope;
    use super::Text;

    #[test]
    fn long_lists_are_filled() {
        let scope = Scope::default();
        let mut text = Text::new(&scope, "super", []);
        text.filled(0, "f(", &["a".to_owned(), "b".to_owned()], ");");
        assert_eq!(text.out, "f(a, b);");
        text.out.clear();
        let items: Vec<String> = (10..50).map(|number| format!("n{number}")).collect();
        text.filled(0, "f(", &items, ");\n");
        let first: Vec<&str> = text.out.lines().take(3).collect();
        assert_eq!(first[0], "f(");
        assert!(first[1].starts_with("    n10, n11,") && first[1].len() <= super::WIDTH && first[1].len() > 90);
        assert!(text.out.ends_with("n49\n);\n"));
    }
}
