//! For build scripts: writes the modules of a document below `OUT_DIR`, and reports findings to cargo.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Severity};
use crate::error::Error;
use crate::output::{self, Files};
use crate::source::Source;
use crate::{Config, emit, generate, report};

/// Generates the modules of a document below `OUT_DIR` while the crate that uses them is built. Errors in the document
/// fail the build; warnings are shown as cargo's own.
///
/// In `build.rs`:
/// ```no_run
/// specwright::build("specs/getscreen.yaml", &specwright::Config::new("getscreen"));
/// ```
/// And in the crate, which depends on `specwright-runtime` with the features of the halves that it wants: `rustls`,
/// or `client` alone for a transport of one's own, and `server`. The document may need more of them
/// (`jwt`, `pattern`, `time`, `xml`); a missing one is a compile error that names it.
/// ```ignore
/// pub mod getscreen {
///     include!(concat!(env!("OUT_DIR"), "/getscreen/mod.rs"));
/// }
/// ```
pub fn build(spec: impl AsRef<Path>, config: &Config) {
    let spec = spec.as_ref();
    println!("cargo::rerun-if-changed={}", spec.display());
    let source = Source::File(spec.to_path_buf());
    let (diagnostics, error) = match run(&source, config) {
        Ok(diagnostics) => (diagnostics, None),
        Err(Error::Refused(diagnostics)) => (diagnostics, None),
        Err(other) => (Diagnostics::new(), Some(other)),
    };
    for (severity, line) in report::lines(&diagnostics, &source) {
        match severity {
            Severity::Error => println!("cargo::error={line}"),
            Severity::Warning => println!("cargo::warning={line}"),
        }
    }
    if let Some(error) = error {
        println!("cargo::error={}", error.to_string().replace('\n', " "));
    }
}

fn run(source: &Source, config: &Config) -> Result<Diagnostics, Error> {
    let Some(out) = std::env::var_os("OUT_DIR").map(PathBuf::from) else {
        return Err(Error::Config("OUT_DIR is not set: this is for build scripts".to_owned()));
    };
    // The features of the crate that includes the modules are its own.
    let config = &Config { tag_features: Some(false), ..config.clone() };
    let generated = generate(source, config)?;
    output::write(&out.join(&config.crate_name), &modules(generated.files))?;
    Ok(generated.diagnostics)
}

/// The files of `src/`, with `lib.rs` as the `mod.rs` of a module of another crate.
fn modules(files: Files) -> Files {
    let root = emit::included(&files);
    let module = |(path, text): (String, String)| {
        let path = path.strip_prefix("src/")?;
        Some(match path {
            "lib.rs" => ("mod.rs".to_owned(), root.clone()),
            _ => (path.to_owned(), text),
        })
    };
    files.into_iter().filter_map(module).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_becomes_a_module() {
        let files = [
            ("Cargo.toml", "x"),
            ("src/lib.rs", "//! Doc.\n\n#![warn(x)]\n\npub mod a;\n//! b\n"),
            ("src/types.rs", "c\n"),
        ];
        let files = files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect::<Files>();
        let root = emit::included(&files);
        assert!(root.contains("\nmod types;\n") && !root.contains("mod security;"));
        let expected = [("mod.rs", root.as_str()), ("types.rs", "c\n")];
        let expected = expected.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect::<Files>();
        assert_eq!(modules(files), expected);
    }
}
