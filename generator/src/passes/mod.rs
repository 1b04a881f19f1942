//! The IR is turned into the same API, of which less has to be printed. A pass marks and redirects; it never takes a
//! type out of [`Api::types`](crate::ir::Api::types), so that ids stay what they are.
//!
//! | pass, in their order | what it does | when |
//! |---|---|---|
//! | [`prune`] | marks the types that no operation reaches | default; not where `unreached-types = true` |
//! | [`share`] | inline types that agree in everything become one, and names for it | default |
//!
//! What is marked takes no part in sharing, so that no shared type gets the name of a place that is not printed.

pub mod prune;
pub mod share;

mod partition;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::ir::Api;

/// All passes that the user has not chosen against.
pub fn run(api: &mut Api, config: &Config) {
    if !config.unreached_types {
        prune::prune(api);
    }
    share::share(api);
}
