//! Texts of the lengths, the pattern and the format that a schema requires.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::shape::Shape;

/// Texts that are awkward somewhere: in URLs, headers, XML, JSON, forms and file systems; right-to-left, combined,
/// beyond the first plane.
const AWKWARD: [&str; 9] = [
    "text",
    "Grüße & 0% = /?#+",
    "",
    "a,b;c|d",
    "<b>\"&amp;'\\",
    " edge\t",
    "e\u{301}\u{1F600}\u{5D0}\u{202E}",
    "true",
    "..",
];

/// The simplest first.
pub(crate) fn variants(shape: &Shape<'_>) -> Vec<Value> {
    let fixed: &[&str] = match shape.format {
        Some("date-time") => &["2024-02-29T12:30:45Z", "1999-12-31T23:59:59.125+05:45", "0001-01-01T00:00:00-00:00"],
        Some("local-date-time") => &["2024-02-29 12:30:45", "1999-12-31 23:59:59"],
        Some("date") => &["2024-02-29", "1999-12-31"],
        Some("byte") => &["aGVsbG8=", "", "/+8="],
        Some(_) | None => &[],
    };
    if !fixed.is_empty() {
        return fixed.iter().map(|text| Value::from(*text)).collect();
    }
    let least = shape.most("minLength").map_or(0, |least| least as usize);
    let most = shape.least("maxLength").map_or(usize::MAX, |most| most as usize);
    let mut out: Vec<String> = match shape.text("pattern") {
        Some(pattern) => conforming(pattern),
        None => AWKWARD.iter().map(|text| fit(text, least, most)).collect(),
    };
    if shape.text("pattern").is_none() {
        if least > 0 {
            out.push("ü".repeat(least.min(100_000)));
        }
        if most < 10_000 {
            out.push("ü".repeat(most));
        }
    }
    let mut seen: Vec<String> = Vec::new();
    for text in out {
        if (least..=most).contains(&text.chars().count()) && !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.into_iter().map(Value::from).collect()
}

/// The text, cut or lengthened.
fn fit(text: &str, least: usize, most: usize) -> String {
    let count = text.chars().count();
    let text: String = text.chars().take(most).collect();
    if count < least && least < 100_000 { text + &"x".repeat(least - count) } else { text }
}

/// Texts that a pattern takes anywhere. Those of each pattern are made once.
fn conforming(pattern: &str) -> Vec<String> {
    static KNOWN: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(pattern.to_owned()).or_insert_with(|| made_by(pattern)).clone()
}

fn made_by(pattern: &str) -> Vec<String> {
    let rng = TestRng::from_seed(RngAlgorithm::XorShift, &[7; 16]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    // A generator of texts takes no anchors: what it makes is the whole text.
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    let Ok(strategy) = proptest::string::string_regex(inner) else { return Vec::new() };
    let made = (0..12).filter_map(|_| Some(strategy.new_tree(&mut runner).ok()?.current()));
    let mut made: Vec<String> = made.collect();
    made.sort_by_key(|text| text.chars().count());
    made
}
