//! `no-success-response`: an operation that documents failures only.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;

/// Warns of operations without a documented success.
pub(super) fn check(api: &Api, diagnostics: &mut Diagnostics) {
    for operation in api.operations.iter().filter(|operation| !operation.responses.is_empty()) {
        if !operation.responses.iter().any(|response| response.success) {
            let message = format!("`{}` documents no success response", operation.name.wire);
            let finding = Diagnostic::warning("no-success-response", &operation.pointer.key("responses"), message);
            diagnostics.push(finding.help("add a 2xx or a `default`; as it is, every call ends in an error"));
        }
    }
}
