//! Findings is turned into they are printed as people read them, and what they mean for the exit code.

use std::io::{IsTerminal, stderr, stdout};

use specwright::{Diagnostics, Severity, Source, report};

use super::{ExitStatus, Global};

/// Where findings are printed.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    /// The findings are the output of the command.
    Out,
    /// They are printed besides the output of the command.
    Error,
}

/// Prints the findings about one document and counts them.
pub(super) fn findings(diagnostics: &Diagnostics, source: &Source, global: &Global, stream: Stream) {
    let shown = if global.quiet { errors(diagnostics) } else { diagnostics.clone() };
    let terminal = match stream {
        Stream::Out => stdout().is_terminal(),
        Stream::Error => stderr().is_terminal(),
    };
    let colour = terminal && std::env::var_os("NO_COLOR").is_none();
    let report = if global.verbose { report::human } else { report::grouped };
    let mut text = report(&shown, source, colour);
    if !global.quiet && !diagnostics.is_empty() {
        text.push_str(&format!("{}: {}\n", source.name(), count(diagnostics)));
    }
    print(&text, stream);
}

/// What the findings mean for the exit code.
pub(super) fn status(diagnostics: &Diagnostics, global: &Global) -> ExitStatus {
    if diagnostics.has_errors() || (global.deny_warnings && !diagnostics.is_empty()) {
        ExitStatus::Failure
    } else {
        ExitStatus::Success
    }
}

/// Writes text; a reader that has gone away is nobody's error.
pub(super) fn print(text: &str, stream: Stream) {
    use std::io::Write;
    let _ = match stream {
        Stream::Out => stdout().write_all(text.as_bytes()),
        Stream::Error => stderr().write_all(text.as_bytes()),
    };
}

fn errors(diagnostics: &Diagnostics) -> Diagnostics {
    let mut errors = Diagnostics::new();
    diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().for_each(|one| errors.push(one));
    errors
}

fn count(diagnostics: &Diagnostics) -> String {
    let of = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    format!("{}, {}", plural(of(Severity::Error), "error"), plural(of(Severity::Warning), "warning"))
}
