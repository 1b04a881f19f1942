//! The command line: arguments come in, an exit code goes out.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
