//! How far an object was read: which of its fields were there, and which is likely to come next.

use crate::error::ValueError;

/// How far an object was read.
#[derive(Default)]
pub(crate) struct Progress {
    pub(crate) tag: Option<&'static str>,
    pub(super) seen: Seen,
    /// The field that is likely to come next: most objects are written in their document's order.
    pub(super) next: usize,
    /// The errors that were found, where the reader looks for all of them.
    pub(super) errors: Option<Box<ValueError>>,
}

/// Which fields were read: the first 64 in a word, the others in a list.
#[derive(Default)]
pub(crate) struct Seen {
    first: u64,
    others: Vec<usize>,
}

impl Seen {
    /// Marks a field and returns whether it was marked before.
    #[inline]
    pub(super) fn mark(&mut self, index: usize) -> bool {
        let there = self.has(index);
        if index < 64 {
            self.first |= 1 << index;
        } else if !there {
            self.others.push(index);
        }
        there
    }

    #[inline]
    pub(super) fn has(&self, index: usize) -> bool {
        if index < 64 { self.first >> index & 1 == 1 } else { self.others.contains(&index) }
    }
}
