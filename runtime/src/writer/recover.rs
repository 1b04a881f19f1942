//! Going on behind a value that cannot be written, where all errors are looked for.

use super::{Choices, Writer};
use crate::error::{ValueError, ValueResult};

impl Writer {
    /// How deep the writer is: in the text, and in the tree.
    #[inline]
    pub(crate) fn position(&self) -> (usize, usize) {
        (self.depth, self.tree.open.len())
    }

    /// Leaves a value that was not written to its end.
    #[cold]
    pub(crate) fn abandon(&mut self, (depth, open): (usize, usize)) {
        self.depth = depth;
        if self.collects {
            self.tree.open.truncate(open);
            self.choices = Choices::Unread;
        }
    }

    /// Leaves a value that has this error, and adds it to those before it.
    ///
    /// # Errors
    /// All errors, where no further ones are looked for.
    #[cold]
    pub(crate) fn recover(
        &mut self,
        start: (usize, usize),
        error: Box<ValueError>,
        errors: &mut Option<Box<ValueError>>,
    ) -> ValueResult {
        self.abandon(start);
        let error = error.after(errors);
        if !self.collects || error.is_last() {
            return Err(error);
        }
        *errors = Some(error);
        Ok(())
    }
}
