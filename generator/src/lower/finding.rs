//! Findings of lowering: they are attributed to the operation or type in which they are, so that it can be left out.

use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Pointer, Severity};
use crate::ir::{Type, TypeId};
use crate::resolve::{self, Unresolved};

/// What a finding is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// The document as a whole.
    Document,
    /// A path of which no operation is found.
    Path,
    /// A type.
    Type(TypeId),
    /// An operation, by its place in the order of lowering.
    Operation(usize),
}

impl Lowering<'_, '_> {
    /// Whether something in a type is known to be at fault.
    pub(super) fn is_faulty(&self, ty: &Type) -> bool {
        matches!(ty, Type::Named(id) if self.faults.iter().any(|(owner, _)| *owner == Owner::Type(*id)))
    }

    /// Notes what keeps the type or operation that is being lowered from being generated.
    pub(super) fn fault(&mut self, finding: Diagnostic) {
        self.faults.push((self.owner, finding));
    }

    /// Notes what the specification does not allow and what is read all the same; the finding says how.
    pub(super) fn read_as(&mut self, mut finding: Diagnostic) {
        if self.strict {
            finding.severity = Severity::Error;
            self.fault(finding);
        } else {
            self.diagnostics.push(finding);
        }
    }

    /// Notes why a reference leads nowhere.
    pub(super) fn unresolved(&mut self, unresolved: Unresolved) {
        match unresolved {
            Unresolved::External => {}
            Unresolved::Broken(finding) => self.fault(*finding),
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
            Ok((item, at)) => Some((item.into_owned(), at)),
            Err(unresolved) => {
                self.unresolved(unresolved);
                None
            }
        }
    }
}
