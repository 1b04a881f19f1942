//! The command line: runs a command, and turns its status into an exit code: 0 for success, 1 for errors and for files
//! that are not as generated, 2 for invalid arguments or settings.

mod check;
mod generate;
mod lint;
mod progress;
mod selection;
mod show;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use specwright::Error;

/// Reads OpenAPI documents and generates Rust crates with a typed client, a typed server and the tests that prove that
/// they agree.
#[derive(Parser)]
#[command(name = "specwright", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

#[derive(Subcommand)]
enum Command {
    /// Generate crates: those of the workspace, or one from --spec
    ///
    /// Without arguments, all crates under [workspace.metadata.specwright] in the Cargo.toml of the workspace around
    /// the current folder are generated. Files that are up to date are not touched, files that are no longer
    /// generated are removed, and files that were not generated are never replaced.
    #[command(
        after_help = "Examples:\n  specwright generate\n  specwright generate getscreen\n  specwright generate --spec api.yaml --out generated/api --name api"
    )]
    Generate(selection::Selection),
    /// Check that generated crates are up to date; write nothing
    ///
    /// Takes the same arguments as `generate`. Prints what is missing, stale or different, and then exits with 1.
    Check(selection::Selection),
    /// Print the findings about documents; generate nothing
    Lint(lint::Lint),
}

/// What every command understands.
#[derive(Args)]
struct Global {
    /// Print errors only
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Print every warning, also where there are many of a kind
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Exit with 1 if there are warnings
    #[arg(long, global = true)]
    deny_warnings: bool,
    /// Print how long each stage took, in wall-clock time and CPU time
    #[arg(long, global = true)]
    timings: bool,
}

/// How a command ended, when nothing went wrong with the command itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ExitStatus {
    Success,
    Failure,
}

/// Runs the command that the arguments of this process name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let status = match &cli.command {
        Command::Generate(selection) => generate::run(selection, &cli.global),
        Command::Check(selection) => check::run(selection, &cli.global),
        Command::Lint(lint) => lint::run(lint, &cli.global),
    };
    match status {
        Ok(ExitStatus::Success) => ExitCode::SUCCESS,
        Ok(ExitStatus::Failure) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(if matches!(error, Error::Config(_)) { 2 } else { 1 })
        }
    }
}
