//! Makes a folder hold the given files. Each step leaves the folder in a state from which the next run can finish.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::manifest::{self, Listing};
use super::path::NEW;
use super::plan::{Plan, plan};
use super::{Files, JOURNAL, MANIFEST};
use crate::error::Error;

/// What a run changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have other content.
    pub written: Vec<String>,
    /// Files that are no longer generated.
    pub removed: Vec<String>,
    /// How many files were as they should be, and were not touched.
    pub unchanged: usize,
}

/// Makes the folder hold the files. Files that are up to date are not touched; files that were generated and
/// no longer are, and the folders that this empties, are removed.
///
/// # Errors
/// [`Error::Output`] if a path is not safe, or if something that was not generated is in the way; nothing is changed
/// then. [`Error::Io`] if the system refuses; the next run goes on from there.
pub fn write(dir: &Path, files: &Files) -> Result<Summary, Error> {
    write_in_steps(dir, files, &mut || Ok(()))
}

/// [`write`] with a call after every change to the disk, which can end the run there.
pub(super) fn write_in_steps(
    dir: &Path,
    files: &Files,
    step: &mut dyn FnMut() -> Result<(), Error>,
) -> Result<Summary, Error> {
    let plan = plan(dir, files)?;
    refuse_foreign(dir, &plan)?;
    let mut summary = Summary { unchanged: files.len() - plan.write.len(), ..Summary::default() };
    if plan.is_done() {
        return Ok(summary);
    }
    fs::create_dir_all(dir).map_err(Error::io(dir))?;
    step()?;
    forget(dir, &plan, step)?;
    if plan.journal.is_some() {
        replace(dir, MANIFEST, &manifest::print(&plan.ours), step)?;
    }
    let writes = plan.listing.iter().filter(|(path, _)| plan.write.contains_key(*path));
    let journal: Listing = writes.map(|(path, hash)| (path.clone(), hash.clone())).collect();
    replace(dir, JOURNAL, &manifest::print(&journal), step)?;
    for path in plan.write.keys() {
        replace(dir, path, files.get(path).map_or("", String::as_str), step)?;
        summary.written.push(path.clone());
    }
    for path in &plan.stale {
        remove(dir, path, step)?;
        summary.removed.push(path.clone());
    }
    if plan.manifest_differs || plan.journal.is_some() {
        replace(dir, MANIFEST, &manifest::print(&plan.listing), step)?;
    }
    delete(&dir.join(JOURNAL))?;
    step()?;
    Ok(summary)
}

fn refuse_foreign(dir: &Path, plan: &Plan) -> Result<(), Error> {
    if plan.foreign.is_empty() {
        return Ok(());
    }
    let list = plan.foreign.iter().map(|path| format!("\n  {}", dir.join(path).display())).collect::<String>();
    Err(Error::Output(format!(
        "these were not generated and are in the way; move them away, or generate into another folder:{list}"
    )))
}

/// Removes the half-written files and the empty folders that an interrupted run left behind.
fn forget(dir: &Path, plan: &Plan, step: &mut dyn FnMut() -> Result<(), Error>) -> Result<(), Error> {
    let journal = plan.journal.iter().flat_map(Listing::keys).map(String::as_str);
    for path in journal.chain([JOURNAL, MANIFEST]) {
        if delete(&dir.join(format!("{path}{NEW}")))? {
            step()?;
        }
        prune(dir, path, step)?;
    }
    Ok(())
}

/// Writes a file under another name, and gives it its own once it is whole.
fn replace(dir: &Path, path: &str, text: &str, step: &mut dyn FnMut() -> Result<(), Error>) -> Result<(), Error> {
    let target = dir.join(path);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
        step()?;
    }
    let new = dir.join(format!("{path}{NEW}"));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&new).map_err(Error::io(&new))?;
    step()?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_data()).map_err(Error::io(&new))?;
    drop(file);
    step()?;
    fs::rename(&new, &target).map_err(Error::io(&target))?;
    step()
}

/// Removes a file, and the folders around it that are empty then.
fn remove(dir: &Path, path: &str, step: &mut dyn FnMut() -> Result<(), Error>) -> Result<(), Error> {
    delete(&dir.join(path))?;
    step()?;
    prune(dir, path, step)
}

/// Removes the folders around a path that are empty, below `dir`.
fn prune(dir: &Path, path: &str, step: &mut dyn FnMut() -> Result<(), Error>) -> Result<(), Error> {
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        folder = parent;
        match fs::remove_dir(dir.join(folder)) {
            Ok(()) => step()?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // It holds something else, or is no folder: it stays, and so do those around it.
            Err(_) => break,
        }
    }
    Ok(())
}

/// Removes a file if it is there, and says whether it was.
fn delete(path: &Path) -> Result<bool, Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(Error::io(path)(error)),
    }
}
