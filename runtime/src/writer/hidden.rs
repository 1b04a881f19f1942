//! Values that the document calls secret, by `format: password` or `writeOnly`: `Debug` shows `***` in their place.

use super::Writer;
use crate::error::ValueResult;
use crate::rules::Rules;

/// What stands for a secret.
pub(crate) const HIDDEN: &str = "***";

impl Writer {
    /// Whether a value with these rules is hidden: what is written is for people, and the value is a secret.
    #[inline]
    pub(crate) fn hides(&self, rules: Option<&Rules>) -> bool {
        !self.writable && rules.is_some_and(|rules| rules.secret)
    }

    /// Writes what stands for a secret.
    #[cold]
    pub(crate) fn hidden(&mut self) -> ValueResult {
        self.tag = None;
        self.text(HIDDEN)
    }
}
