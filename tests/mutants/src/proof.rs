//! The proof of a generated crate as a program: built so that the environment can replace a table, asked which of its tests
//! reads which table, and run against mutants.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::printed::{Kind, Table};

/// Where the runtime lists the tables that are read, and takes the text of one from; see `rt/mutation.rs` there.
const TABLES: &str = "SPECWRIGHT_TABLES";
const MUTANT: &str = "SPECWRIGHT_MUTANT";

/// How long a test may take. A mutant for which it takes longer is found.
const LIMIT: Duration = Duration::from_secs(60);

/// The proof of a generated crate.
pub struct Proof {
    program: PathBuf,
    scratch: PathBuf,
    /// The tests that read each table, those first that read the fewest.
    tests: BTreeMap<Table, Vec<String>>,
}

/// What came of a test.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// The text that was put in place of the table's own is no table.
    Unreadable,
}

/// Builds the proofs of these crates, which are members of the workspace in this folder; the programs, by crate.
///
/// # Errors
/// They do not compile.
pub fn build(workspace: &Path, apis: &[&str], target: &Path) -> Result<BTreeMap<String, PathBuf>, Box<dyn Error>> {
    let mut features = vec!["specwright-runtime/mutation".to_owned()];
    features.extend(apis.iter().map(|api| format!("{api}/server")));
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["test", "--no-run", "--offline", "--message-format=json", "--test=proof"]);
    command.args(apis.iter().map(|api| format!("--package={api}"))).arg(format!("--features={}", features.join(",")));
    let output = command.current_dir(workspace).env("CARGO_TARGET_DIR", target).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.chars().take(4000).collect::<String>().into());
    }
    let mut programs = BTreeMap::new();
    for line in output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let message: Value = serde_json::from_slice(line)?;
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str);
        if let (Some("proof"), Some(program), Some(manifest)) =
            (text("/target/name"), text("/executable"), text("/manifest_path"))
        {
            let home = Path::new(manifest).parent().and_then(Path::file_name).unwrap_or_default();
            programs.insert(home.to_string_lossy().into_owned(), PathBuf::from(program));
        }
    }
    Ok(programs)
}

impl Proof {
    /// Runs each test by itself to see which tables it reads.
    ///
    /// # Errors
    /// A test fails, or reads a table that is none of these.
    pub fn new(program: &Path, tables: &BTreeSet<&Table>, scratch: &Path) -> Result<Self, Box<dyn Error>> {
        fs::create_dir_all(scratch)?;
        let mut proof = Self { program: program.to_owned(), scratch: scratch.to_owned(), tests: BTreeMap::new() };
        let output = Command::new(program).arg("--list").output()?;
        let list = String::from_utf8(output.stdout)?;
        let mut reads = Vec::new();
        for test in list.lines().filter_map(|line| line.strip_suffix(": test")) {
            let file = scratch.join(format!("{test}.tables"));
            let _ = fs::remove_file(&file);
            let path = file.to_string_lossy();
            match proof.test(test, (TABLES, &path))? {
                Outcome::Passed => {}
                Outcome::Failed | Outcome::Unreadable => return Err(format!("the test {test} fails").into()),
            }
            let mut read = BTreeSet::new();
            for line in fs::read_to_string(&file)?.lines() {
                let (kind, name, text): (String, String, String) = serde_json::from_str(line)?;
                let kind = Kind::of_type(&kind).ok_or_else(|| format!("{kind} is no kind of tables"))?;
                read.insert(Table { kind, name, text });
            }
            if let Some(other) = read.iter().find(|table| !tables.contains(table)) {
                return Err(format!("{test} reads a table of {other} that the crate has not printed").into());
            }
            reads.push((test, read));
        }
        reads.sort_by_key(|(_, tables)| tables.len());
        for (test, read) in reads {
            for table in read {
                proof.tests.entry(table).or_default().push(test.to_owned());
            }
        }
        Ok(proof)
    }

    /// The tests that read a table.
    #[must_use]
    pub fn tests(&self, table: &Table) -> &[String] {
        self.tests.get(table).map_or(&[], Vec::as_slice)
    }

    /// Whether a test fails where this text stands in place of the table's own.
    ///
    /// # Errors
    /// The text is no table, so that no more is found than that.
    pub fn finds(&self, table: &Table, broken: &str) -> Result<bool, Box<dyn Error>> {
        let mutant = json!([table.kind.becomes(), table.name, broken]).to_string();
        for test in self.tests(table) {
            match self.test(test, (MUTANT, &mutant))? {
                Outcome::Passed => {}
                Outcome::Failed => return Ok(true),
                Outcome::Unreadable => return Err(format!("{broken:?} is no table of {table}").into()),
            }
        }
        Ok(false)
    }

    /// Runs a test in a process of its own, since a process reads each table once.
    fn test(&self, name: &str, (variable, value): (&str, &str)) -> Result<Outcome, Box<dyn Error>> {
        let said = self.scratch.join(format!("{:?}.out", std::thread::current().id()));
        let mut command = Command::new(&self.program);
        command.args(["--exact", name]).env_remove("RUST_BACKTRACE").env_remove("SPECWRIGHT_PROOF");
        command.env(variable, value).stdin(Stdio::null()).stdout(File::create(&said)?).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if started.elapsed() > LIMIT {
                child.kill()?;
                child.wait()?;
                return Ok(Outcome::Failed);
            }
            std::thread::sleep(Duration::from_millis(1));
        };
        let said = String::from_utf8_lossy(&fs::read(&said)?).into_owned();
        Ok(if status.success() && said.contains("1 passed") {
            Outcome::Passed
        } else if said.contains("cannot be read: ") && said.contains("the table of `") {
            Outcome::Unreadable
        } else {
            Outcome::Failed
        })
    }
}
