//! From an OpenAPI document to the files of a Rust crate with a typed client, a typed server and the tests that prove
//! that they agree.
//!
//! ```no_run
//! use specwright::{Config, Source, generate, output};
//!
//! let source = Source::File("specs/getscreen.yaml".into());
//! let generated = generate(&source, &Config::new("getscreen"))?;
//! output::write("generated/getscreen".as_ref(), &generated.files)?;
//! # Ok::<(), specwright::Error>(())
//! ```

pub mod build;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod error;
mod format;
pub mod ir;
pub mod lint;
pub mod lower;
mod media_type;
pub mod names;
pub mod notation;
pub mod output;
pub mod passes;
mod render;
pub mod report;
mod resolve;
pub mod source;
mod token;

pub use self::build::build;
pub use self::config::Config;
pub use self::diagnostic::{Diagnostic, Diagnostics, Pointer, Severity};
pub use self::error::Error;
pub use self::output::Files;
pub use self::source::Source;

/// What comes out of a document.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The files of the crate.
    pub files: Files,
    /// The warnings.
    pub diagnostics: Diagnostics,
}

/// The stages of a run, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Text to a document of one version that has the right shape.
    Read,
    /// The document to the intermediate representation, with names, checked.
    Lower,
    /// The intermediate representation to files.
    Emit,
}

/// Turns a document into the files of a crate. Nothing is written; see [`output::write`] and [`output::check`].
///
/// # Errors
/// [`Error::Refused`] with all findings if one of them is an error, [`Error::Io`] if the document cannot be read.
pub fn generate(source: &Source, config: &Config) -> Result<Generated, Error> {
    generate_in_stages(source, config, &mut |_| ())
}

/// [`generate`] with a call before each stage, for those who show progress or take the time.
///
/// # Errors
/// As for [`generate`].
pub fn generate_in_stages(source: &Source, config: &Config, stage: &mut dyn FnMut(Stage)) -> Result<Generated, Error> {
    let mut diagnostics = Diagnostics::new();
    stage(Stage::Read);
    let document = source.document(config, &mut diagnostics)?;
    stage(Stage::Lower);
    let api = checked(&document, config, &mut diagnostics);
    diagnostics.stop_on_error()?;
    stage(Stage::Emit);
    // Nothing more is read off the types, which take as much memory as the tree.
    let tree = document.tree;
    let files = emit::files(&emit::Context { document: &tree, api: &api, config });
    Ok(Generated { files, diagnostics })
}

/// Everything that is found in a document, without generating anything.
///
/// # Errors
/// [`Error::Io`] if the document cannot be read; findings are no error here.
pub fn findings(source: &Source, config: &Config) -> Result<Diagnostics, Error> {
    let mut diagnostics = Diagnostics::new();
    match source.document(config, &mut diagnostics) {
        Ok(document) => {
            checked(&document, config, &mut diagnostics);
            Ok(diagnostics)
        }
        Err(Error::Refused(all)) => Ok(all),
        Err(other) => Err(other),
    }
}

/// The intermediate representation of a document, with names, checked by all rules.
fn checked(document: &source::Document, config: &Config, diagnostics: &mut Diagnostics) -> ir::Api {
    let mut api = lower::api(document, config, diagnostics);
    passes::run(&mut api, config);
    names::assign(&mut api, diagnostics);
    lint::check(&api, config, diagnostics);
    api
}
