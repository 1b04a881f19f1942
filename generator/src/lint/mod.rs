//! The IR with its names is turned into what is legal and still looks wrong as warnings. One file for each rule, named
//! by its code.

mod example_invalid;
mod invalid_default;
mod no_success_response;
mod overlapping_one_of;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::Api;

/// All rules, in the order in which they are asked.
const LINTS: [fn(&Api, &mut Diagnostics); 4] =
    [example_invalid::check, invalid_default::check, no_success_response::check, overlapping_one_of::check];

/// Asks all rules.
pub fn check(api: &Api, _config: &Config, diagnostics: &mut Diagnostics) {
    for lint in LINTS {
        lint(api, diagnostics);
    }
}
