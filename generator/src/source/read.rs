//! Reads the bytes or the text of a source. Encodings other than UTF-8 and files that are too large are refused.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Source;
use super::limits::MAX_BYTES;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Position};
use crate::error::Error;

/// The bytes of the source, one more than [`MAX_BYTES`] at most.
pub(super) fn bytes(source: &Source) -> Result<Vec<u8>, Error> {
    match source {
        Source::File(path) => {
            let file = fs::File::open(path).map_err(Error::io(path))?;
            let mut bytes = Vec::new();
            file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(Error::io(path))?;
            Ok(bytes)
        }
        Source::Text { text, .. } => Ok(text.clone().into_bytes()),
    }
}

/// The bytes as text, without a byte order mark.
pub(super) fn text<'a>(bytes: &'a [u8], diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let root = Pointer::root();
    if bytes.len() as u64 > MAX_BYTES {
        diagnostics.error("too-large", &root, format!("the file has more than {} MiB", MAX_BYTES >> 20));
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(without_bom(text)),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = String::from_utf8_lossy(before);
            diagnostics.push(
                Diagnostic::error("invalid-encoding", &root, "the file is not UTF-8")
                    .position(Some(Position::after(&before)))
                    .help("save the file in the encoding UTF-8"),
            );
            None
        }
    }
}

/// The text without a byte order mark at its start.
pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The nearest `Cargo.toml` with a `[workspace]` in `start` or a folder around it, and its text.
///
/// # Errors
/// [`Error::Config`] if there is none, [`Error::Io`] if one cannot be read.
pub fn workspace_manifest(start: &Path) -> Result<(PathBuf, String), Error> {
    let start = fs::canonicalize(start).map_err(Error::io(start))?;
    for folder in start.ancestors() {
        let path = folder.join("Cargo.toml");
        if path.is_file() {
            let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
            if text.lines().any(|line| line.trim_start().starts_with("[workspace")) {
                return Ok((path, text));
            }
        }
    }
    Err(Error::Config(format!("no Cargo.toml with a [workspace] in {} or above", start.display())))
}
