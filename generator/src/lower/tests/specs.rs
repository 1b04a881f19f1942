//! The documents of this project lower without any finding.

use std::path::Path;

use super::listed;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::{lint, names};

#[test]
fn nothing_is_found_in_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let expected = [("getscreen-legacy", 7), ("getscreen", 12), ("samesurf", 10), ("screenleap", 4)];
    for (name, operations) in expected {
        let config = Config::new(name);
        let mut diagnostics = Diagnostics::new();
        let document = Source::File(folder.join(format!("{name}.yaml"))).document(&config, &mut diagnostics).unwrap();
        let mut api = crate::lower::api(&document, &config, &mut diagnostics);
        names::assign(&mut api, &mut diagnostics);
        lint::check(&api, &config, &mut diagnostics);
        assert_eq!((name, listed(&diagnostics)), (name, Vec::<String>::new()));
        assert_eq!((name, api.operations.len()), (name, operations));
    }
}
