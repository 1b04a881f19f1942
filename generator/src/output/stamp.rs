//! What a crate was generated from is turned into whether it would come out the same, so that a run that would change
//! nothing reads the document and the files, and no more.
//!
//! Stamps lie in the user's folder for caches, not beside what is generated: they say something of one machine. What
//! they say is checked against the files each time; without a stamp a crate is generated as ever.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::{self, hash};
use super::{JOURNAL, MANIFEST};
use crate::config::Config;
use crate::source::Source;

/// All that a crate depends on: the generator, the document and the choices, and the folder that it is written to.
#[derive(Debug)]
pub struct Stamp {
    dir: PathBuf,
    file: PathBuf,
    inputs: String,
}

impl Stamp {
    /// The stamp of a run; `None` where the document is no file, or where there is no folder for caches.
    #[must_use]
    pub fn of(source: &Source, config: &Config, dir: &Path) -> Option<Self> {
        let document = fs::read(source.path()?).ok()?;
        let program = std::env::current_exe().ok()?;
        let program = fs::metadata(&program).ok().map(|data| (program, data.len(), data.modified().ok()))?;
        let dir = std::path::absolute(dir).ok()?;
        let inputs = hash(format!("{program:?}\n{config:?}\n{:?}\n{}", source.path(), hash(&document)).as_bytes());
        let file = cache()?.join(hash(dir.as_os_str().as_encoded_bytes()));
        Some(Self { dir, file, inputs })
    }

    /// How many warnings there were when the crate was generated, if it would come out the same and is there unchanged.
    #[must_use]
    pub fn warnings(&self) -> Option<usize> {
        let known = fs::read_to_string(&self.file).ok()?;
        let (inputs, warnings) = known.trim_end().split_once(' ')?;
        let listing = fs::read(self.dir.join(MANIFEST)).ok()?;
        if inputs != self.with(&listing) || self.dir.join(JOURNAL).exists() {
            return None;
        }
        let listing = manifest::parse(std::str::from_utf8(&listing).ok()?).ok()?;
        let same =
            |(path, known): (&String, &String)| fs::read(self.dir.join(path)).is_ok_and(|now| hash(&now) == *known);
        if listing.iter().all(same) { warnings.parse().ok() } else { None }
    }

    /// Remembers what was generated. What cannot be written is not remembered, and generated again.
    pub fn keep(&self, warnings: usize) {
        let Ok(listing) = fs::read(self.dir.join(MANIFEST)) else { return };
        let Some(folder) = self.file.parent() else { return };
        if fs::create_dir_all(folder).is_ok() {
            let _ = fs::write(&self.file, format!("{} {warnings}\n", self.with(&listing)));
        }
    }

    fn with(&self, listing: &[u8]) -> String {
        hash(format!("{}\n{}", self.inputs, hash(listing)).as_bytes())
    }
}

/// The folder for what can be made again (the XDG Base Directory Specification; `LOCALAPPDATA` on Windows).
fn cache() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA"));
    let base = base.or_else(|| std::env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(".cache")));
    base.map(|base| base.join("specwright"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Files, write};

    #[test]
    fn a_crate_is_current_until_anything_differs() {
        let folder = tempfile::tempdir().unwrap();
        let (spec, out) = (folder.path().join("api.yaml"), folder.path().join("out"));
        fs::write(&spec, "openapi: 3.0.3").unwrap();
        let stamp = |config: &Config| {
            let stamp = Stamp::of(&Source::File(spec.clone()), config, &out).unwrap();
            Stamp { file: folder.path().join("cache/stamp"), ..stamp }
        };
        let config = Config::new("api");
        assert_eq!(stamp(&config).warnings(), None);
        write(&out, &Files::from([("src/lib.rs".to_owned(), "// A\n".to_owned())])).unwrap();
        assert_eq!(stamp(&config).warnings(), None);
        stamp(&config).keep(3);
        assert_eq!(stamp(&config).warnings(), Some(3));
        assert_eq!(stamp(&Config::new("other")).warnings(), None);
        fs::write(out.join("src/lib.rs"), "// B\n").unwrap();
        assert_eq!(stamp(&config).warnings(), None);
        fs::write(out.join("src/lib.rs"), "// A\n").unwrap();
        assert_eq!(stamp(&config).warnings(), Some(3));
        fs::write(&spec, "openapi: 3.0.4").unwrap();
        assert_eq!(stamp(&config).warnings(), None);
    }
}
