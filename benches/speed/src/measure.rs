//! Two ways to do the same, side by side: rounds of each in turn, so that noise of the machine meets both.

use std::time::Instant;

/// How many rounds of each way count.
const ROUNDS: usize = 101;

/// How long a round takes, in seconds.
const ROUND: f64 = 0.004;

/// What was measured of one way: nanoseconds and allocations of one run.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    nanoseconds: f64,
    allocations: u64,
    bytes: u64,
}

/// Compares two ways to do something some number of times, and prints a row: the costs of each, and how many times as
/// fast ours is.
pub fn compare(what: &str, mut ours: impl FnMut(u32), mut theirs: impl FnMut(u32)) {
    let (count, other) = (calibrated(&mut ours), calibrated(&mut theirs));
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push((timed(&mut ours, count), timed(&mut theirs, other)));
    }
    let speed = median(rounds.iter().map(|(ours, theirs)| theirs / ours));
    let ours = Cost::of(&mut ours, median(rounds.iter().map(|(ours, _)| *ours)));
    let theirs = Cost::of(&mut theirs, median(rounds.iter().map(|(_, theirs)| *theirs)));
    println!("| {what} | {ours} | {theirs} | {speed:.2} |");
}

/// The head of the table of rows.
pub fn head(theirs: &str) {
    println!("| | generated | {theirs} | speed |\n|---|---|---|---|");
}

impl Cost {
    fn of(way: &mut impl FnMut(u32), nanoseconds: f64) -> Self {
        let counted = allocation_counter::measure(|| way(1));
        Self { nanoseconds, allocations: counted.count_total, bytes: counted.bytes_total }
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { nanoseconds, allocations, bytes } = self;
        write!(f, "{:.3} µs, {allocations} allocations of {bytes} B", nanoseconds / 1000.0)
    }
}

/// How often a way is to be gone in one round.
fn calibrated(way: &mut impl FnMut(u32)) -> u32 {
    let mut count = 1;
    while timed(way, count) * f64::from(count) < ROUND * 1e9 && count < 1 << 24 {
        count *= 2;
    }
    count
}

/// Nanoseconds of one run, of so many.
fn timed(way: &mut impl FnMut(u32), count: u32) -> f64 {
    let start = Instant::now();
    way(count);
    start.elapsed().as_secs_f64() * 1e9 / f64::from(count)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
