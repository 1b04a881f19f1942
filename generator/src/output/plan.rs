//! A folder and the files that should be in it is turned into what has to be done. Nothing is changed here.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::manifest::{self, Listing};
use super::{Files, JOURNAL, MANIFEST, path};
use crate::error::Error;

/// What has to be done to make a folder hold the files.
#[derive(Debug)]
pub(super) struct Plan {
    /// What each file that is to be written holds now; `None` if it is not there.
    pub write: BTreeMap<String, Option<Vec<u8>>>,
    /// Files of ours that are no longer generated, whether or not they are still there.
    pub stale: Vec<String>,
    /// What is in the way: files that are not ours and differ, folders and links.
    pub foreign: Vec<String>,
    /// The listing of all files as they should be.
    pub listing: Listing,
    /// Whether the manifest says something else.
    pub manifest_differs: bool,
    /// What an interrupted run was about to write; `None` if the last run came to its end.
    pub journal: Option<Listing>,
    /// The manifest as it is, and the files that an interrupted run added.
    pub ours: Listing,
}

impl Plan {
    /// Whether everything is as it should be.
    pub(super) fn is_done(&self) -> bool {
        self.write.is_empty() && self.stale.is_empty() && !self.manifest_differs && self.journal.is_none()
    }
}

/// Compares the folder with the files.
pub(super) fn plan(dir: &Path, files: &Files) -> Result<Plan, Error> {
    path::check_all(files)?;
    let listing: Listing = files.iter().map(|(path, text)| (path.clone(), manifest::hash(text.as_bytes()))).collect();
    let manifest = read_listing(dir, MANIFEST)?;
    let journal = match look(dir, &format!("{JOURNAL}{}", path::NEW))? {
        // The run was interrupted before it wrote anything but the start of its journal.
        Seen::File(_) => Some(read_listing(dir, JOURNAL)?.unwrap_or_default()),
        Seen::Nothing | Seen::Other => read_listing(dir, JOURNAL)?,
    };
    let manifest_differs = manifest.as_ref() != Some(&listing);
    let mut plan = Plan {
        write: BTreeMap::new(),
        stale: Vec::new(),
        foreign: Vec::new(),
        listing,
        manifest_differs,
        journal,
        ours: manifest.unwrap_or_default(),
    };
    adopt(dir, &mut plan)?;
    for (path, text) in files {
        match look(dir, path)? {
            Seen::Nothing => {
                plan.write.insert(path.clone(), None);
            }
            Seen::File(content) if content == text.as_bytes() => {}
            Seen::File(content) if plan.ours.contains_key(path) => {
                plan.write.insert(path.clone(), Some(content));
            }
            Seen::File(_) | Seen::Other => plan.foreign.push(path.clone()),
        }
    }
    stale(dir, files, &mut plan)?;
    Ok(plan)
}

/// Counts what an interrupted run wrote as ours: files that hold just what its journal says.
fn adopt(dir: &Path, plan: &mut Plan) -> Result<(), Error> {
    for (path, hash) in plan.journal.iter().flatten() {
        if let Seen::File(content) = look(dir, path)?
            && *hash == manifest::hash(&content)
        {
            plan.ours.insert(path.clone(), hash.clone());
        }
    }
    Ok(())
}

/// Files of ours that are not generated any more. One that is gone already counts only if an interrupted run may have
/// removed it and left its folder behind.
fn stale(dir: &Path, files: &Files, plan: &mut Plan) -> Result<(), Error> {
    for path in plan.ours.keys().filter(|path| !files.contains_key(*path)) {
        match look(dir, path)? {
            Seen::File(_) => plan.stale.push(path.clone()),
            Seen::Nothing if plan.journal.is_some() => plan.stale.push(path.clone()),
            Seen::Nothing | Seen::Other => {}
        }
    }
    Ok(())
}

/// What stands at a path.
enum Seen {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, or something below a link or a file.
    Other,
}

/// Looks at a path below the folder without following links.
fn look(dir: &Path, path: &str) -> Result<Seen, Error> {
    let mut place = PathBuf::from(dir);
    let mut names = path.split('/').peekable();
    while let Some(name) = names.next() {
        place.push(name);
        let kind = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Seen::Nothing),
            Err(error) => return Err(Error::io(place)(error)),
        };
        match names.peek() {
            Some(_) if kind.is_dir() => {}
            None if kind.is_file() => {
                return fs::read(&place).map(Seen::File).map_err(Error::io(place));
            }
            Some(_) | None => return Ok(Seen::Other),
        }
    }
    Ok(Seen::Nothing)
}

fn read_listing(dir: &Path, name: &str) -> Result<Option<Listing>, Error> {
    match look(dir, name)? {
        Seen::Nothing => Ok(None),
        Seen::File(content) => manifest::parse(&String::from_utf8_lossy(&content)).map(Some),
        Seen::Other => Err(Error::Output(format!("`{}` is not a file", dir.join(name).display()))),
    }
}
