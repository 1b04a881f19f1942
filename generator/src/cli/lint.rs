//! `specwright lint`: prints the findings about documents and generates nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use specwright::{Config, Error, Source, findings, report};

use super::progress::Progress;
use super::selection::Reading;
use super::show::{self, Stream};
use super::{ExitStatus, Global};

#[derive(Args)]
pub(super) struct Lint {
    /// The documents, in JSON or YAML
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How the findings are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines of the document that they are about
    Human,
    /// One array of {code, severity, pointer, file, line, column, message, related, help}
    Json,
}

/// Prints the findings about all documents.
pub(super) fn run(lint: &Lint, global: &Global) -> Result<ExitStatus, Error> {
    let mut status = ExitStatus::Success;
    let mut array = Vec::new();
    let mut config = Config::new("api");
    lint.reading.apply(&mut config);
    for file in &lint.files {
        let source = Source::File(file.clone());
        let mut progress = Progress::start(&source.name(), global);
        progress.enter("lint");
        let diagnostics = findings(&source, &config)?;
        progress.enter("report");
        match lint.format {
            Format::Human => show::findings(&diagnostics, &source, global, Stream::Out),
            Format::Json => array.extend(report::json(&diagnostics, &source)),
        }
        progress.finish();
        status = status.max(show::status(&diagnostics, global));
    }
    if lint.format == Format::Json {
        show::print(&format!("{:#}\n", serde_json::Value::Array(array)), Stream::Out);
    }
    Ok(status)
}
