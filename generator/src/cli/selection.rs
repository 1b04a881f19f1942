//! The arguments that `generate` and `check` share, and the crates that they select.

use std::path::{Path, PathBuf, absolute};

use clap::Args;
use specwright::config::{self, Config, Target};
use specwright::{Error, source};

/// Which crates are meant.
#[derive(Args)]
pub(super) struct Selection {
    /// Crates of the workspace, by name; all of them if none is named
    #[arg(conflicts_with = "spec")]
    names: Vec<String>,
    /// A document to read instead of those of the workspace
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// The folder of the generated crate
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The name of the generated crate; by default that of the document's file
    #[arg(long, value_name = "CRATE", requires = "spec")]
    name: Option<String>,
    /// The folder of specwright-runtime, to be used instead of the published one
    #[arg(long, value_name = "DIR", requires = "spec")]
    runtime_path: Option<PathBuf>,
    /// The folder of specwright-proof; by default the one beside the runtime's
    #[arg(long, value_name = "DIR", requires = "spec")]
    proof_path: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// How documents are read that are not as they should be.
#[derive(Args)]
pub(super) struct Reading {
    /// Leave out operations in which an error is, each with a warning
    ///
    /// An error in a component leaves out the operations that need it; where none does, it is a warning. What is not part
    /// of an operation, such as a text that does not parse, stays an error.
    #[arg(long)]
    skip_unsupported: bool,
    /// Refuse what the specification does not allow, also where it is plain what is meant
    ///
    /// Otherwise, what vendors often get wrong is read with a warning that says how: a status `4xx`, a path parameter
    /// that is not declared, an `operationId` that is there twice, and the like.
    #[arg(long)]
    strict: bool,
}

impl Reading {
    /// Adds what is asked for to what the workspace says.
    pub(super) fn apply(&self, config: &mut Config) {
        config.skip_unsupported |= self.skip_unsupported;
        config.strict |= self.strict;
    }
}

/// The crates that are meant, in the order of their names.
pub(super) fn targets(selection: &Selection) -> Result<Vec<Target>, Error> {
    let mut targets = match (&selection.spec, &selection.out) {
        (Some(spec), Some(out)) => vec![single(selection, spec, out)?],
        _ => of_workspace(&selection.names)?,
    };
    for target in &mut targets {
        selection.reading.apply(&mut target.config);
    }
    Ok(targets)
}

fn single(selection: &Selection, spec: &Path, out: &Path) -> Result<Target, Error> {
    let name = selection.name.clone().unwrap_or_else(|| name_of(spec));
    config::check_name(&name)?;
    let mut config = Config::new(name);
    let whole = |path: &Path| absolute(path).map_err(|source| Error::Io { path: path.to_path_buf(), source });
    let from_out = |path: &PathBuf| Ok(config::relative(&whole(out)?, &whole(path)?));
    config.runtime_path = selection.runtime_path.as_ref().map(from_out).transpose()?;
    config.proof_path = selection.proof_path.as_ref().map(from_out).transpose()?;
    Ok(Target { spec: spec.to_path_buf(), out: out.to_path_buf(), config })
}

/// The name of a document's file as the name of a crate: `Get Screen.v1.yaml` is `get-screen-v1`.
fn name_of(spec: &Path) -> String {
    let stem = spec.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let words: Vec<&str> =
        stem.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    words.join("-")
}

fn of_workspace(names: &[String]) -> Result<Vec<Target>, Error> {
    let (manifest, text) = source::workspace_manifest(Path::new("."))?;
    let root = manifest.parent().unwrap_or(Path::new("."));
    let mut targets = config::targets(root, &text)?;
    if let Some(unknown) = names.iter().find(|name| targets.iter().all(|target| target.config.crate_name != **name)) {
        let known: Vec<&str> = targets.iter().map(|target| target.config.crate_name.as_str()).collect();
        let message = format!("the workspace has no crate `{unknown}`; it has: {}", known.join(", "));
        return Err(Error::Config(message));
    }
    targets.retain(|target| names.is_empty() || names.contains(&target.config.crate_name));
    let here = absolute(".").unwrap_or_default();
    for target in &mut targets {
        // Reports name files as the user would from the current folder.
        target.spec = config::relative(&here, &target.spec);
        target.out = config::relative(&here, &target.out);
    }
    Ok(targets)
}
