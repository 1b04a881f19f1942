//! Every mutant of every generated crate is found by the proof that the crate carries, but for those of which `REPORT.md`
//! says why they are as good as the original.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use specwright_mutants::{Operator, Proof, Site, Table, printed, proof, sites};
use specwright_tests::{APIS, root};

/// Mutants that are as good as the original for a reason that their table does not show.
const REASONS: [(&str, &str); 1] = [(
    "onstream src/types/sessions.rs: skip a constraint, NewSession › start_time › required",
    "a time that is missing is refused all the same, as one that has no form",
)];

/// Where the proofs are built: with the workspace's own dependencies, which are compiled already.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_path_buf()
}

/// A generated crate with all its mutants.
struct Mutated {
    api: &'static str,
    proof: Proof,
    /// Its tables, and the file that each stands in.
    tables: BTreeMap<Table, String>,
    mutants: Vec<(Table, Site)>,
}

impl Mutated {
    fn new(api: &'static str, home: &Path, program: &Path) -> Self {
        let tables = printed::tables(home).unwrap();
        let scratch = target().join("tmp").join("mutants").join(api);
        let proof = Proof::new(program, &tables.keys().collect(), &scratch).unwrap();
        let all = tables.keys().flat_map(|table| {
            sites::sites(table).unwrap().into_iter().map(|site| (table.clone(), site)).collect::<Vec<_>>()
        });
        let mutants = all.collect();
        Self { api, proof, tables, mutants }
    }

    /// What is said of a mutant.
    fn name(&self, (table, site): &(Table, Site)) -> String {
        format!("{} {}: {}, {}", self.api, self.tables[table], site.operator, site.place)
    }
}

/// Whether each mutant of each crate is found.
fn found(all: &[Mutated]) -> Vec<Vec<bool>> {
    let jobs =
        all.iter().enumerate().flat_map(|(index, one)| (0..one.mutants.len()).map(move |mutant| (index, mutant)));
    let queue = Mutex::new(jobs);
    let results = Mutex::new(all.iter().map(|one| vec![false; one.mutants.len()]).collect::<Vec<_>>());
    let work = || {
        loop {
            let Some((index, mutant)) = queue.lock().unwrap().next() else { return };
            let Mutated { proof, mutants, .. } = &all[index];
            let (table, site) = &mutants[mutant];
            let is_found = proof.finds(table, &site.broken).unwrap();
            results.lock().unwrap()[index][mutant] = is_found;
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(work);
        }
    });
    results.into_inner().unwrap()
}

#[test]
fn every_mutant_is_found_or_listed() {
    let programs = proof::build(&root(), &APIS, &target()).unwrap();
    let all: Vec<Mutated> =
        APIS.into_iter().map(|api| Mutated::new(api, &root().join("generated").join(api), &programs[api])).collect();
    let mut report = String::from(HEAD);
    let mut equivalents: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let (mut unread, mut unexplained, mut wrongly_explained) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = BTreeSet::new();
    for (mutated, found) in all.iter().zip(found(&all)) {
        let files = mutated.tables.iter().filter(|(table, _)| mutated.proof.tests(table).is_empty());
        unread.extend(files.map(|(table, file)| format!("{} {file}: {table}", mutated.api)));
        for operator in Operator::ALL {
            let of: Vec<_> =
                mutated.mutants.iter().zip(&found).filter(|((_, site), _)| site.operator == operator).collect();
            if of.is_empty() {
                continue;
            }
            let dead = of.iter().filter(|(_, is_found)| **is_found).count();
            writeln!(report, "| {} | {operator} | {} | {dead} | {} |", mutated.api, of.len(), of.len() - dead).unwrap();
            for (mutant, is_found) in of {
                let name = mutated.name(mutant);
                assert!(names.insert(name.clone()), "two mutants are called {name}");
                let listed = REASONS.iter().find(|(known, _)| *known == name).map(|(_, reason)| *reason);
                match (mutant.1.equivalent.or(listed), *is_found) {
                    (None, true) => {}
                    (None, false) => unexplained.push(name),
                    (Some(_), true) => wrongly_explained.push(name),
                    (Some(reason), false) => equivalents.entry(reason).or_default().push(name),
                }
            }
        }
    }
    assert!(unexplained.is_empty(), "neither found nor explained: {unexplained:#?}");
    assert!(wrongly_explained.is_empty(), "found, and yet listed as equivalent: {wrongly_explained:#?}");
    assert!(REASONS.iter().all(|(name, _)| names.contains(*name)), "REASONS lists what is no mutant");
    let listed = equivalents.values().map(Vec::len).sum::<usize>();
    let said = format!(
        "of {} mutants the proofs find {}, and of the other {listed} ",
        grouped(names.len()),
        grouped(names.len() - listed)
    );
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap().replace('\n', " ");
    assert!(readme.contains(&said), "README.md has other figures: {said}");
    report.push_str(MIDDLE);
    for (reason, names) in equivalents {
        writeln!(report, "\n{} mutants: {reason}.\n", names.len()).unwrap();
        for name in names {
            writeln!(report, "* {name}").unwrap();
        }
    }
    report.push_str(UNREAD);
    if unread.is_empty() {
        report.push_str("None.\n");
    }
    for table in unread {
        writeln!(report, "* {table}").unwrap();
    }
    let place = root().join("tests/mutants/REPORT.md");
    let before = std::fs::read_to_string(&place).unwrap_or_default();
    if std::env::var_os("SPECWRIGHT_REPORT").is_some() {
        std::fs::write(&place, &report).unwrap();
    } else {
        assert!(before == report, "REPORT.md is out of date: run this test with SPECWRIGHT_REPORT=1\n{report}");
    }
}

/// A number below a million as the README writes it.
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

/// Parameters of more than one value, which none of the five has.
const STYLES: &str = "
openapi: 3.0.3
info: { title: Styles, version: '1' }
paths:
  /a/{list}/{object}:
    get:
      operationId: get
      parameters:
        - { name: list, in: path, required: true, schema: { $ref: '#/components/schemas/List' } }
        - { name: object, in: path, required: true, explode: true, schema: { $ref: '#/components/schemas/Object' } }
        - { name: exploded, in: query, schema: { $ref: '#/components/schemas/List' } }
        - { name: joined, in: query, explode: false, schema: { $ref: '#/components/schemas/List' } }
        - { name: whole, in: query, explode: false, schema: { $ref: '#/components/schemas/Object' } }
        - { name: parts, in: query, schema: { $ref: '#/components/schemas/Object' } }
        - { name: X-Object, in: header, explode: true, schema: { $ref: '#/components/schemas/Object' } }
      responses: { '204': { description: Done } }
components:
  schemas:
    List: { type: array, items: { type: string } }
    Object: { type: object, properties: { one: { type: integer }, two: { type: string } } }
";

/// Where a parameter has more than one value, `explode` is not forgotten unnoticed. In a path and in a header, an array is
/// written alike either way.
#[test]
fn a_forgotten_explode_is_found() {
    let home = target().join("tmp").join("styles");
    let source = specwright::Source::Text { name: "styles.yaml".into(), text: STYLES.into() };
    let mut config = specwright::Config::new("styles");
    config.runtime_path = Some(root().join("runtime"));
    let mut files = specwright::generate(&source, &config).unwrap().files;
    // A workspace of its own, with the profiles of this one, so that dependencies are not compiled again.
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let profiles: Vec<&str> = manifest.split("\n\n").filter(|part| part.contains("[profile.")).collect();
    files.get_mut("Cargo.toml").unwrap().push_str(&format!("\n[workspace]\n\n{}\n", profiles.join("\n\n")));
    specwright::output::write(&home, &files).unwrap();
    std::fs::copy(root().join("Cargo.lock"), home.join("Cargo.lock")).unwrap();
    let programs = proof::build(&home, &["styles"], &target()).unwrap();
    let mutated = [Mutated::new("styles", &home, &programs["styles"])];
    let found = found(&mutated).remove(0);
    let mutants = mutated[0].mutants.iter().zip(found);
    let forgotten = mutants.filter(|((_, site), _)| site.operator == Operator::ForgetExplode);
    let (dead, alive): (Vec<_>, Vec<_>) = forgotten.partition(|(_, is_found)| *is_found);
    let places: Vec<&str> = alive.iter().map(|((_, site), _)| site.place.as_str()).collect();
    assert_eq!((dead.len(), places), (6, vec!["Get › list"]));
}

const HEAD: &str = "# Mutants\n\nEach table of each generated crate is broken on purpose, at every place where it can be \
                    wrong, and the proof that the crate carries is run against it. *Found* are those against which the \
                    proof fails. This file is written by `SPECWRIGHT_REPORT=1 cargo test -p specwright-mutants`, and held \
                    to by the test without that variable.\n\n| crate | what is done | mutants | found | as good as before \
                    |\n|---|---|---|---|---|\n";
const MIDDLE: &str = "\n## As good as before\n";
const UNREAD: &str = "\n## Tables that no test reads\n\n";
