//! Findings of lowering: they are attributed to the operation or type in which they are, so that it can be left out.

use std::collections::HashMap;

use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;

use super::Lowering;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Severity};
use crate::ir::TypeId;
use crate::resolve::{self, Unresolved};

/// What a finding is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// The document as a whole.
    Document,
    /// A type.
    Type(TypeId),
    /// An operation, by its place in the order of lowering.
    Operation(usize),
}

/// Whether a finding is one that `skip_unsupported` turns into a warning.
pub(super) fn can_be_skipped(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && finding.code.starts_with("unsupported-")
}

/// Takes the unsupported constructs that were found while reading back out of the findings, if operations that have them
/// are to be left out. They are kept by the object in which they stand.
pub(super) fn inherited(config: &Config, diagnostics: &mut Diagnostics) -> HashMap<Pointer, Vec<Diagnostic>> {
    let mut inherited: HashMap<Pointer, Vec<Diagnostic>> = HashMap::new();
    if config.skip_unsupported {
        for finding in diagnostics.take(can_be_skipped) {
            let place = finding.at.parent().unwrap_or_default();
            inherited.entry(place).or_default().push(finding);
        }
    }
    inherited
}

impl Lowering<'_, '_> {
    /// Notes that something is not supported.
    pub(super) fn unsupported(&mut self, finding: Diagnostic) {
        self.unsupported.push((self.owner, finding));
    }

    /// Notes what reading has found to be unsupported directly in the object at a place.
    pub(super) fn claim(&mut self, at: &Pointer) {
        if self.inherited.is_empty() || self.owner == Owner::Document {
            return;
        }
        if let Some(found) = self.inherited.get(&self.diagnostics.origin(at)) {
            let found = found.iter().map(|finding| (self.owner, finding.clone()));
            self.unsupported.extend(found);
        }
    }

    /// Notes why a reference leads nowhere.
    pub(super) fn unresolved(&mut self, unresolved: Unresolved) {
        match unresolved {
            Unresolved::External(place) => self.claim(&place.parent().unwrap_or_default()),
            Unresolved::Broken(finding) => self.diagnostics.push(finding),
        }
    }

    /// The item that a reference leads to, if there is one. Reports why not.
    pub(super) fn follow<T: Clone + DeserializeOwned>(
        &mut self,
        item: &ReferenceOr<T>,
        at: &Pointer,
        what: &'static str,
    ) -> Option<(T, Pointer)> {
        match resolve::follow(&self.document.tree, item, at, what) {
            Ok((item, at)) => {
                self.claim(&at);
                Some((item.into_owned(), at))
            }
            Err(unresolved) => {
                self.unresolved(unresolved);
                None
            }
        }
    }
}
