//! A value that takes no room before it is changed.

use std::ops::{Deref, DerefMut};

/// What most writers do without: JSON, which is written most, has neither a tree nor elements.
#[derive(Debug)]
pub(crate) struct Late<T: 'static> {
    value: Option<Box<T>>,
    /// What it is before it is changed.
    empty: &'static T,
}

impl<T> Late<T> {
    pub(super) const fn new(empty: &'static T) -> Self {
        Self { value: None, empty }
    }

    /// The value, if it was changed.
    pub(super) fn into_inner(self) -> Option<T> {
        self.value.map(|value| *value)
    }
}

impl<T> Deref for Late<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.as_deref().unwrap_or(self.empty)
    }
}

impl<T: Default> DerefMut for Late<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.value.get_or_insert_default()
    }
}
