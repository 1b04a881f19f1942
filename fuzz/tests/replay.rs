//! The seeds, and what was found before, go through every target once more.

use std::fs;
use std::path::Path;

use specwright_fuzz::TARGETS;

#[test]
fn seeds_bring_no_finding() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    for (name, target) in TARGETS {
        let seeds = fs::read_dir(home.join(name)).unwrap().map(|entry| entry.unwrap().path());
        let count = seeds.map(|seed| target(&fs::read(seed).unwrap())).count();
        assert!(count > 1, "{name} has {count} seeds");
    }
}
