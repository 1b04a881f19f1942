//! Why nothing was generated.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Diagnostics, Severity};

/// Why nothing was generated or written.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The document was read, but it has errors; here are all findings, warnings too.
    Refused(Diagnostics),
    /// A file or folder could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's error.
        source: io::Error,
    },
    /// The settings in a `Cargo.toml` or on the command line do not fit.
    Config(String),
    /// The generated files cannot be put where they are to go.
    Output(String),
}

impl Error {
    /// An [`Error::Io`] about this path.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.into(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(diagnostics) => {
                let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
                write!(f, "the document has errors")?;
                for diagnostic in errors {
                    write!(f, "\n{}: {} (at `{}`)", diagnostic.code, diagnostic.message, diagnostic.at)?;
                }
                Ok(())
            }
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Config(message) | Self::Output(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Refused(_) | Self::Config(_) | Self::Output(_) => None,
        }
    }
}
