//! From the names of one scope to as many different identifiers.

use std::collections::{HashMap, HashSet};

use super::case;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};

/// A thing that needs a name.
pub(super) struct Entry {
    /// Where it stands.
    at: Pointer,
    /// What it is called if nothing else is called like that.
    natural: String,
    /// What it is called instead, the best first. Few things need it, so it is only made for them.
    others: Box<dyn Fn() -> Vec<String>>,
    /// What `x-rust-name` requests.
    hint: Option<String>,
    /// Whether the document does not name it, so that it gives way to what it does name.
    yields: bool,
}

impl Entry {
    /// A thing that the document names.
    pub(super) fn new(
        at: &Pointer,
        hint: Option<&String>,
        natural: String,
        others: impl Fn() -> Vec<String> + 'static,
    ) -> Self {
        Self { at: at.clone(), natural, others: Box::new(others), hint: hint.cloned(), yields: false }
    }

    /// A thing that the document does not name.
    pub(super) fn yielding(at: &Pointer, natural: &str, others: &[&str]) -> Self {
        let others: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
        Self {
            at: at.clone(),
            natural: natural.to_owned(),
            others: Box::new(move || others.clone()),
            hint: None,
            yields: true,
        }
    }
}

/// Gives each entry a name of its own, in their order. `reserved` are names that generated code has for itself.
pub(super) fn assign(entries: &[Entry], reserved: &[&str], diagnostics: &mut Diagnostics) -> Vec<String> {
    let reserved: HashSet<&str> = reserved.iter().copied().collect();
    let mut levels = vec![0_usize; entries.len()];
    let mut clashes: Vec<Vec<usize>> = Vec::new();
    // Each round takes one of finitely many candidates out.
    loop {
        let names: Vec<String> = entries.iter().zip(&levels).map(|(entry, level)| name(entry, *level)).collect();
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, name) in names.iter().enumerate() {
            groups.entry(name).or_default().push(index);
        }
        let mut moving: Vec<usize> = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let Some(group) = groups.get(name.as_str()).filter(|group| group.first() == Some(&index)) else { continue };
            let yielding = to_move(group, entries, &levels, reserved.contains(name.as_str()));
            let named = |index: &usize| entries.get(*index).is_some_and(|entry| !entry.yields);
            if group.iter().filter(|index| named(index)).count() > 1 {
                clashes.push(group.clone());
            }
            moving.extend(yielding);
        }
        if moving.is_empty() {
            for entry in entries {
                if let Some(hint) = entry.hint.as_ref().filter(|hint| reserved.contains(hint.as_str())) {
                    let message = format!("`{hint}` is already the name of another item of the generated crate");
                    diagnostics.error("invalid-rust-name", &entry.at, message);
                }
            }
            report(entries, &names, clashes, diagnostics);
            return names;
        }
        for index in moving {
            if let Some(level) = levels.get_mut(index) {
                *level += 1;
            }
        }
    }
}

fn name(entry: &Entry, level: usize) -> String {
    if let Some(hint) = &entry.hint {
        return hint.clone();
    }
    let Some(place) = level.checked_sub(1) else { return entry.natural.clone() };
    let others = (entry.others)();
    match others.get(place) {
        Some(name) => name.clone(),
        None => {
            let last = others.last().unwrap_or(&entry.natural);
            format!("{last}{}", "_".repeat(level - others.len()))
        }
    }
}

/// Which of the entries that share a name have to take another one.
fn to_move(group: &[usize], entries: &[Entry], levels: &[usize], reserved: bool) -> Vec<usize> {
    let movable = |index: &usize| entries.get(*index).is_some_and(|entry| entry.hint.is_none());
    let natural = |index: &usize| levels.get(*index) == Some(&0) || !movable(index);
    let yields = |index: &usize| entries.get(*index).is_some_and(|entry| entry.yields);
    if group.len() == 1 && !reserved {
        return Vec::new();
    }
    let (yielding, named): (Vec<usize>, Vec<usize>) = group.iter().partition(|index| yields(index));
    if !reserved && named.len() == 1 {
        return yielding;
    }
    if !reserved && named.is_empty() {
        // The first one may keep the name.
        return yielding.into_iter().skip(1).collect();
    }
    // One that has its natural name keeps it against those that were qualified to it.
    let keeps: Vec<usize> = named.iter().copied().filter(|index| natural(index)).collect();
    let keeper = keeps.first().filter(|_| keeps.len() == 1 && !reserved);
    let moved: Vec<usize> = named.iter().copied().filter(|index| movable(index) && Some(index) != keeper).collect();
    // Entries that are alike in all their candidates: the first one may stay, the others get underscores.
    let spent = moved.iter().all(|index| {
        let count = entries.get(*index).map_or(0, |entry| (entry.others)().len() + 1);
        levels.get(*index).is_some_and(|level| *level >= count)
    });
    let skipped = usize::from(spent && moved.len() == named.len() && !reserved);
    yielding.into_iter().chain(moved.into_iter().skip(skipped)).collect()
}

fn report(entries: &[Entry], names: &[String], clashes: Vec<Vec<usize>>, diagnostics: &mut Diagnostics) {
    let mut reported: HashSet<usize> = HashSet::new();
    for group in clashes {
        let fixed: Vec<&usize> =
            group.iter().filter(|index| entries.get(**index).is_some_and(|e| e.hint.is_some())).collect();
        let all = group.iter().filter_map(|index| Some((index, entries.get(*index)?, names.get(*index)?)));
        let mut all = all.filter(|(_, entry, _)| !entry.yields);
        let Some((first, entry, name)) = all.next() else { continue };
        if !reported.insert(*first) {
            continue;
        }
        let natural = entry.hint.as_ref().unwrap_or(&entry.natural);
        let mut finding = if fixed.len() > 1 {
            Diagnostic::error(
                "name-clash",
                &entry.at,
                format!("`x-rust-name` gives the name `{natural}` to several items"),
            )
        } else {
            let message = format!("several items would be named `{natural}`; this one is named `{name}`");
            Diagnostic::warning("name-clash", &entry.at, message).help("choose other names with `x-rust-name`")
        };
        for (index, entry, name) in all {
            reported.insert(*index);
            finding = finding.related(&entry.at, format!("this one is named `{name}`"));
        }
        diagnostics.push(finding);
    }
}

/// Checks what `x-rust-name` requests.
pub(super) fn check_hint(hint: &mut Option<String>, at: &Pointer, diagnostics: &mut Diagnostics) {
    if let Some(text) = hint
        && !case::is_identifier(text)
    {
        let message = format!("`{text}` is not a Rust identifier");
        diagnostics.error("invalid-rust-name", at, message);
        *hint = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(at: &str, candidates: &[&str]) -> Entry {
        Entry { yields: false, ..Entry::yielding(&Pointer::parse(at), candidates[0], &candidates[1..]) }
    }

    #[test]
    fn all_that_clash_are_qualified() {
        let mut diagnostics = Diagnostics::new();
        let entries = [
            entry("/a", &["Device", "DeviceSchema"]),
            entry("/b", &["Host"]),
            entry("/c", &["Device", "DeviceRequest"]),
            Entry::yielding(&Pointer::parse("/d"), "Host", &["HostApi"]),
        ];
        assert_eq!(assign(&entries, &[], &mut diagnostics), ["DeviceSchema", "Host", "DeviceRequest", "HostApi"]);
        let found = diagnostics.into_vec();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "several items would be named `Device`; this one is named `DeviceSchema`");
        assert_eq!(found[0].related, [(Pointer::parse("/c"), "this one is named `DeviceRequest`".to_owned())]);
    }

    #[test]
    fn natural_names_stay_and_every_name_is_its_own() {
        let mut diagnostics = Diagnostics::new();
        let entries = [
            entry("/a", &["A", "AB"]),
            entry("/b", &["A", "AC"]),
            entry("/c", &["AB", "ABSchema"]),
            entry("/d", &["X"]),
            entry("/e", &["X"]),
            entry("/f", &["X"]),
            entry("/g", &["Client", "ClientModel"]),
        ];
        let names = assign(&entries, &["Client"], &mut diagnostics);
        assert_eq!(names, ["AB_", "AC", "AB", "X_", "X__", "X___", "ClientModel"]);
    }

    #[test]
    fn hints_win() {
        let mut diagnostics = Diagnostics::new();
        let hinted = |at| Entry { hint: Some("A".to_owned()), ..entry(at, &["B"]) };
        assert_eq!(assign(&[hinted("/a"), entry("/b", &["A", "A2"])], &[], &mut diagnostics), ["A", "A2"]);
        assert!(!diagnostics.has_errors());
        assert_eq!(assign(&[hinted("/a"), hinted("/b")], &[], &mut diagnostics), ["A", "A"]);
        assert!(diagnostics.has_errors());
    }
}
