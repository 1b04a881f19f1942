//! Every mutant of every generated crate is found by the proof that the crate carries, but for those that are listed, each
//! with the reason why it is as good as the original.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use specwright_mutants::{Mutant, Mutated, Operator};
use specwright_tests::{APIS, root};

/// Where the programs are built: with the workspace's own dependencies, which are compiled already.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_path_buf()
}

/// Compiles the programs of all crates.
fn build(folder: &Path) {
    let members: Vec<String> = APIS.iter().map(|api| format!("\"{api}\"")).collect();
    // The profile of the workspace's tests, so that dependencies are not compiled again.
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = \"line-tables-only\"\n",
        members.join(", ")
    );
    std::fs::write(folder.join("Cargo.toml"), workspace).unwrap();
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut command = Command::new(std::env::var_os("CARGO").unwrap());
    command.args(["build", "--offline", "--quiet", "--workspace"]).current_dir(folder);
    let output = command.env("CARGO_TARGET_DIR", target()).env("RUSTFLAGS", "-Awarnings").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs the proof against these mutants, and answers for each what it found.
fn run<'a>(api: &str, mutants: impl Iterator<Item = &'a Mutant>) -> BTreeMap<usize, String> {
    let mut program = Command::new(target().join("debug").join(format!("mutated-{api}")));
    let mut program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut input, output) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
    let lines: Vec<String> = mutants.map(|mutant| format!("{} {}\n", mutant.number, mutant.tests.join(" "))).collect();
    let writer = std::thread::spawn(move || lines.iter().try_for_each(|line| input.write_all(line.as_bytes())));
    let mut found = BTreeMap::new();
    for line in BufReader::new(output).lines() {
        let line = line.unwrap();
        let (number, said) = line.split_once(' ').unwrap();
        found.insert(number.parse().unwrap(), said.to_owned());
    }
    writer.join().unwrap().unwrap();
    assert!(program.wait().unwrap().success(), "{api}");
    found
}

#[test]
fn every_mutant_is_found_or_listed() {
    let folder = target().join("tmp").join("mutants");
    let all: Vec<Mutated> = APIS.into_iter().map(|api| Mutated::new(api).unwrap()).collect();
    for mutated in &all {
        mutated.write(&folder).unwrap();
    }
    build(&folder);
    let mut survivors = Vec::new();
    for mutated in &all {
        let original = Mutant {
            number: 0,
            operator: Operator::DropField,
            file: String::new(),
            place: String::new(),
            tests: mutated.mutants.iter().flat_map(|mutant| mutant.tests.clone()).collect(),
        };
        assert_eq!(run(mutated.api, std::iter::once(&original)), [(0, "-".to_owned())].into(), "{}", mutated.api);
        let (left, right): (Vec<&Mutant>, Vec<&Mutant>) =
            mutated.mutants.iter().partition(|mutant| mutant.number.is_multiple_of(2));
        let found = std::thread::scope(|scope| {
            let halves = [left, right].map(|half| scope.spawn(move || run(mutated.api, half.into_iter())));
            halves.into_iter().flat_map(|half| half.join().unwrap()).collect::<BTreeMap<_, _>>()
        });
        assert_eq!(found.len(), mutated.mutants.len(), "{}", mutated.api);
        for operator in Operator::ALL {
            let of: Vec<&Mutant> = mutated.mutants.iter().filter(|mutant| mutant.operator == operator).collect();
            let alive: Vec<&&Mutant> = of.iter().filter(|mutant| found[&mutant.number] == "-").collect();
            println!("{:18} {:28} {:4} {:4}", mutated.api, operator.to_string(), of.len(), of.len() - alive.len());
            survivors.extend(
                alive
                    .iter()
                    .map(|mutant| format!("{} {}: {} {}", mutated.api, mutant.file, mutant.operator, mutant.place)),
            );
        }
    }
    for survivor in &survivors {
        println!("{survivor}");
    }
    assert_eq!(survivors.len(), 0);
}
