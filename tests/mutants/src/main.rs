//! `cargo run -p specwright-mutants` prints what the proofs of the generated crates cover, and of how many mutants they found
//! all that are not as good as the original.

use std::error::Error;
use std::process::Command;

use specwright_tests::{APIS, root};

/// The columns of which each operation has its own number, by their words in the proof's line.
const COLUMNS: [&str; 7] = ["statuses", "media types", "values", "messages", "violations", "refusals", "not carried"];

fn main() -> Result<(), Box<dyn Error>> {
    let report = std::fs::read_to_string(root().join("tests/mutants/REPORT.md"))?;
    println!("| crate | operations | {} | mutants | found | as good as before |", COLUMNS.join(" | "));
    println!("|---|{}", "---|".repeat(COLUMNS.len() + 4));
    for api in APIS {
        let lines = proof(api)?;
        let sum = |column: &&str| lines.iter().map(|line| number(line, column)).sum::<usize>().to_string();
        let sums: Vec<String> = COLUMNS.iter().map(sum).collect();
        let mutants = mutants(&report, api).map(|count| count.to_string()).join(" | ");
        println!("| {api} | {} | {} | {mutants} |", lines.len(), sums.join(" | "));
        for line in lines.iter().filter(|line| !line.ends_with("open: nothing")) {
            eprintln!("{line}");
        }
    }
    Ok(())
}

/// What the proof of a crate says of each operation.
fn proof(api: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["test", "--quiet", "--package", api, "--features", &format!("{api}/server"), "--test", "proof"]);
    command.args(["--", "--nocapture", "--test-threads", "1"]).env("SPECWRIGHT_PROOF", "table").current_dir(root());
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("the proof of {api} fails:\n{}", String::from_utf8_lossy(&output.stdout)).into());
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().filter_map(|line| line.split_once("proof | ")).map(|(_, line)| line.to_owned()).collect())
}

/// The number before these words in a line such as `listDevices | GET /devices | 8 statuses | …`.
fn number(line: &str, words: &str) -> usize {
    let cells = line.split(" | ").filter_map(|cell| cell.strip_suffix(words));
    cells.filter_map(|cell| cell.trim().parse::<usize>().ok()).next().unwrap_or_default()
}

/// How many mutants a crate has, how many were found, and how many are as good as the original.
fn mutants(report: &str, api: &str) -> [usize; 3] {
    let rows = report.lines().filter_map(|line| line.strip_prefix(&format!("| {api} |")));
    rows.fold([0; 3], |sums, row| {
        let mut cells = row.split('|').skip(1).map(|cell| cell.trim().parse().unwrap_or(0));
        sums.map(|sum| sum + cells.next().unwrap_or_default())
    })
}
