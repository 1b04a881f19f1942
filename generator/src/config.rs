//! What the user chooses about one generated crate, and what `[workspace.metadata.specwright]` in a `Cargo.toml` says
//! about several.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::error::Error;
use crate::names::keyword;

/// The settings for one generated crate. What is `None` or empty is taken from the document or has a default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// The name of the generated package, such as `getscreen`.
    pub crate_name: String,
    /// The version of the generated package.
    pub version: Option<String>,
    /// The folder of `specwright-runtime`, as the generated `Cargo.toml` is to name it: relative to the generated
    /// package, or absolute. The published package otherwise.
    pub runtime_path: Option<PathBuf>,
    /// The folder of `specwright-proof`, in the same way. The folder `proof` beside `runtime_path` otherwise, or the
    /// published package where that is not given either.
    pub proof_path: Option<PathBuf>,
    /// Leaves out operations with unsupported constructs, each with a warning, rather than stopping.
    pub skip_unsupported: bool,
    /// Refuses what is read otherwise although the specification does not allow it.
    pub strict: bool,
    /// Prints all component schemas, and not only those that an operation needs.
    pub unreached_types: bool,
    /// `description` of the generated package.
    pub description: Option<String>,
    /// `keywords` of the generated package.
    pub keywords: Vec<String>,
    /// `categories` of the generated package.
    pub categories: Vec<String>,
    /// `repository` of the generated package.
    pub repository: Option<String>,
    /// `license` of the generated package, an SPDX expression.
    pub license: Option<String>,
    /// Whether the generated package has a feature for each tag; by default it has where the API is large.
    pub tag_features: Option<bool>,
}

impl Config {
    /// The defaults for a crate of this name.
    #[must_use]
    pub fn new(crate_name: impl Into<String>) -> Self {
        Self { crate_name: crate_name.into(), ..Self::default() }
    }

    /// The folder of `specwright-proof`: `proof_path`, or the folder beside the runtime.
    pub(crate) fn proof_path(&self) -> Option<PathBuf> {
        let beside = |runtime: &PathBuf| plain(&runtime.join("../proof")).into_iter().collect();
        self.proof_path.clone().or_else(|| self.runtime_path.as_ref().map(beside))
    }
}

/// One crate to generate: from where, how, to where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The document.
    pub spec: PathBuf,
    /// The folder of the generated package.
    pub out: PathBuf,
    /// The choices.
    pub config: Config,
}

/// Reads the targets in the text of a workspace's `Cargo.toml`, by name. `root` is the folder of that file; all paths
/// in the text are relative to it.
///
/// ```toml
/// [workspace.metadata.specwright]
/// out = "generated"
/// runtime-path = "runtime"          # optional: the folder of specwright-runtime; else the published one
/// proof-path = "proof"              # optional: the folder of specwright-proof; else the folder `proof` beside the runtime's
///
/// [workspace.metadata.specwright.apis.getscreen]
/// spec = "specs/getscreen.yaml"     # optional: out, version, description, keywords, categories, repository, license,
///                                   # skip-unsupported, strict, unreached-types
/// ```
///
/// # Errors
/// [`Error::Config`] if the text is no TOML, has no such table, or has keys that do not belong there.
pub fn targets(root: &Path, text: &str) -> Result<Vec<Target>, Error> {
    let manifest: Manifest = toml::from_str(text).map_err(|error| Error::Config(format!("Cargo.toml: {error}")))?;
    let workspace = manifest.workspace.unwrap_or_default();
    let Some(settings) = workspace.metadata.and_then(|metadata| metadata.specwright) else {
        return Err(Error::Config("Cargo.toml has no [workspace.metadata.specwright]".to_owned()));
    };
    let package = workspace.package.unwrap_or_default();
    let base = settings.out.unwrap_or_else(|| PathBuf::from("generated"));
    let target = |(name, api): (String, Api)| {
        check_name(&name)?;
        let out = root.join(api.out.unwrap_or_else(|| base.join(&name)));
        let from_out = |path: &PathBuf| relative(&out, &root.join(path));
        let (runtime_path, proof_path) =
            (settings.runtime_path.as_ref().map(from_out), settings.proof_path.as_ref().map(from_out));
        let config = Config {
            crate_name: name,
            version: api.version,
            runtime_path,
            proof_path,
            skip_unsupported: api.skip_unsupported,
            strict: api.strict,
            unreached_types: api.unreached_types,
            description: api.description,
            keywords: api.keywords,
            categories: api.categories,
            repository: api.repository.or_else(|| package.repository.clone()),
            license: api.license.or_else(|| package.license.clone()),
            tag_features: api.tag_features,
        };
        Ok(Target { spec: root.join(api.spec), out, config })
    };
    settings.apis.into_iter().map(target).collect()
}

/// Refuses names that no package can have.
///
/// # Errors
/// [`Error::Config`] with the name.
pub fn check_name(name: &str) -> Result<(), Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if !(name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain) && name.len() <= 64) {
        return Err(Error::Config(format!(
            "`{name}` cannot be the name of a crate; use lower case letters, digits, `-` and `_`, a letter first"
        )));
    }
    let ident = name.replace('-', "_");
    let what = if keyword::is_keyword(&ident) {
        "a keyword of Rust"
    } else if STANDARD.contains(&ident.as_str()) {
        "a crate that comes with Rust"
    } else if DEPENDENCIES.contains(&ident.as_str()) {
        "a crate that the generated one depends on"
    } else {
        return Ok(());
    };
    Err(Error::Config(format!(
        "`{name}` cannot be the name of a crate: it is {what}; choose another one, such as `{name}-api`"
    )))
}

/// The crates that every crate has without asking.
const STANDARD: [&str; 5] = ["alloc", "core", "proc_macro", "std", "test"];

/// The dependencies of a generated crate.
const DEPENDENCIES: [&str; 4] = ["axum", "specwright_proof", "specwright_runtime", "tokio"];

/// The way from one folder to another, so that a workspace can be moved as a whole. Both are absolute, or both are
/// relative to the same folder; where that leaves no way, `to` itself.
#[must_use]
pub fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to_parts) = (plain(from), plain(to));
    let shared = from.iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(shared);
    if up.clone().any(|part| !matches!(part, Component::Normal(_))) {
        return to.to_path_buf();
    }
    let way: PathBuf = up.map(|_| Component::ParentDir).chain(to_parts.iter().skip(shared).copied()).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// The parts of a path with `.` and `x/..` taken out.
fn plain(path: &Path) -> Vec<Component<'_>> {
    let mut parts = Vec::new();
    for part in path.components() {
        match (part, parts.last()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Option<Workspace>,
}

#[derive(Default, Deserialize)]
struct Workspace {
    package: Option<Package>,
    metadata: Option<Metadata>,
}

#[derive(Default, Deserialize)]
struct Package {
    repository: Option<String>,
    license: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    specwright: Option<Settings>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Settings {
    out: Option<PathBuf>,
    runtime_path: Option<PathBuf>,
    proof_path: Option<PathBuf>,
    #[serde(default)]
    apis: BTreeMap<String, Api>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Api {
    spec: PathBuf,
    out: Option<PathBuf>,
    version: Option<String>,
    #[serde(default)]
    skip_unsupported: bool,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    unreached_types: bool,
    description: Option<String>,
    #[serde(default)]
    keywords: Vec<String>,
    #[serde(default)]
    categories: Vec<String>,
    repository: Option<String>,
    license: Option<String>,
    tag_features: Option<bool>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn targets_have_their_defaults_from_the_workspace() {
        let text = r#"
            [workspace]
            members = []
            [workspace.package]
            license = "MIT"
            repository = "https://example.org/all"
            [workspace.metadata.specwright]
            runtime-path = "runtime"
            [workspace.metadata.specwright.apis.b]
            spec = "specs/b.yaml"
            out = "elsewhere/b"
            license = "ISC"
            skip-unsupported = true
            strict = true
            unreached-types = true
            [workspace.metadata.specwright.apis.a]
            spec = "specs/a.json"
            keywords = ["x"]
        "#;
        let config = |name: &str| Config {
            runtime_path: Some("../../runtime".into()),
            repository: Some("https://example.org/all".into()),
            ..Config::new(name)
        };
        let expected = [
            Target {
                spec: "/root/specs/a.json".into(),
                out: "/root/generated/a".into(),
                config: Config { license: Some("MIT".into()), keywords: vec!["x".into()], ..config("a") },
            },
            Target {
                spec: "/root/specs/b.yaml".into(),
                out: "/root/elsewhere/b".into(),
                config: Config {
                    license: Some("ISC".into()),
                    skip_unsupported: true,
                    strict: true,
                    unreached_types: true,
                    ..config("b")
                },
            },
        ];
        assert_eq!(targets(Path::new("/root"), text).unwrap(), expected);
    }

    #[test]
    fn the_proof_is_beside_the_runtime_unless_its_folder_is_given() {
        let proof = |settings: &str| {
            let text = format!(
                "[workspace.metadata.specwright]\n{settings}\n[workspace.metadata.specwright.apis.a]\nspec = \"a.yaml\""
            );
            targets(Path::new("/root"), &text).unwrap().remove(0).config.proof_path()
        };
        assert_eq!(proof(""), None);
        assert_eq!(proof("runtime-path = \"runtime\""), Some("../../proof".into()));
        assert_eq!(proof("runtime-path = \"../sw/runtime\""), Some("../../../sw/proof".into()));
        assert_eq!(proof("runtime-path = \"runtime\"\nproof-path = \"vendor/p\""), Some("../../vendor/p".into()));
        assert_eq!(proof("proof-path = \"vendor/p\""), Some("../../vendor/p".into()));
    }

    #[test]
    fn settings_that_do_not_fit_are_refused() {
        let refusal = |text: &str| targets(Path::new("/root"), text).unwrap_err().to_string();
        assert_eq!(refusal("[workspace]"), "Cargo.toml has no [workspace.metadata.specwright]");
        assert!(refusal("[workspace.metadata.specwright]\noops = 1").contains("unknown field `oops`"));
        assert!(refusal("[workspace.metadata.specwright.apis.a]").contains("missing field `spec`"));
        assert_eq!(
            refusal("[workspace.metadata.specwright.apis.\"A b\"]\nspec = \"x\""),
            "`A b` cannot be the name of a crate; use lower case letters, digits, `-` and `_`, a letter first"
        );
    }

    #[test]
    fn names_that_would_shadow_others_are_refused() {
        for (name, what) in [
            ("std", "a crate that comes with Rust"),
            ("core", "a crate that comes with Rust"),
            ("alloc", "a crate that comes with Rust"),
            ("test", "a crate that comes with Rust"),
            ("proc-macro", "a crate that comes with Rust"),
            ("self", "a keyword of Rust"),
            ("super", "a keyword of Rust"),
            ("crate", "a keyword of Rust"),
            ("gen", "a keyword of Rust"),
            ("async", "a keyword of Rust"),
            ("specwright-runtime", "a crate that the generated one depends on"),
            ("axum", "a crate that the generated one depends on"),
            ("tokio", "a crate that the generated one depends on"),
        ] {
            let text = format!(
                "`{name}` cannot be the name of a crate: it is {what}; choose another one, such as `{name}-api`"
            );
            assert_eq!(check_name(name).unwrap_err().to_string(), text);
            let text = format!("[workspace.metadata.specwright.apis.{name}]\nspec = \"x\"");
            assert!(targets(Path::new("/root"), &text).is_err());
        }
        assert!(check_name("standard").is_ok() && check_name("tokio-api").is_ok());
    }

    /// The names that are refused are those of the manifest.
    #[test]
    fn dependencies_are_known() {
        let manifest = include_str!("../templates/manifest.toml");
        let mut found = BTreeSet::new();
        for section in
            manifest.split("\n[").filter(|section| section.split(']').next().unwrap().contains("dependencies"))
        {
            let keys = section.lines().skip(1).filter_map(|line| line.split_once(" ="));
            found.extend(keys.map(|(name, _)| name.replace('-', "_")));
        }
        assert_eq!(found.into_iter().collect::<Vec<_>>(), DEPENDENCIES);
    }

    #[test]
    fn ways_between_folders() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to)).display().to_string();
        assert_eq!(way("/w/generated/a", "/w/runtime"), "../../runtime");
        assert_eq!(way("/w/./x/../a", "/w/a/b"), "b");
        assert_eq!(way("/w", "/w"), ".");
        assert_eq!(way("../a", "b"), "b");
    }
}
