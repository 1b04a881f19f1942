//! Matches a text with the `pattern` of its schema. Without the feature `pattern` there is no pattern that a table
//! could contain.

use crate::error::ValueResult;

/// A `pattern`, translated from ECMA-262 to the syntax of the linear-time engine and compiled at its first use.
#[cfg(feature = "pattern")]
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    regex: std::sync::OnceLock<Option<regex::Regex>>,
}

/// A `pattern`, of which there is none without the feature `pattern`.
#[cfg(not(feature = "pattern"))]
#[derive(Debug)]
pub enum Pattern {}

#[cfg(feature = "pattern")]
impl Pattern {
    /// A pattern in the syntax of the linear-time engine.
    pub const fn new(source: &'static str) -> Self {
        Self { source, regex: std::sync::OnceLock::new() }
    }

    /// Checks that the text contains a match. A pattern that does not compile matches everything: the generator has
    /// reported it.
    pub(super) fn check(&self, text: &str) -> ValueResult {
        let regex = self.regex.get_or_init(|| regex::Regex::new(self.source).ok());
        if regex.as_ref().is_none_or(|regex| regex.is_match(text)) {
            return Ok(());
        }
        Err(super::broken("pattern", format!("must match {}", self.source)))
    }
}

#[cfg(not(feature = "pattern"))]
impl Pattern {
    pub(super) fn check(&self, _: &str) -> ValueResult {
        match *self {}
    }
}
