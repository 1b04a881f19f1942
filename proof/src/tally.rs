//! What a proof has covered, in numbers.

use crate::document::Operation;

/// Counts of one operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Values that went through the types.
    pub(crate) values: usize,
    /// Messages that travelled, requests and replies.
    pub(crate) messages: usize,
    /// Values that break a constraint, and were refused.
    pub(crate) violations: usize,
    /// Calls that were refused for what they lack or ask for.
    pub(crate) refusals: usize,
    /// Values that the wire cannot carry in their place.
    pub(crate) uncarried: usize,
    /// Statuses that were answered.
    pub(crate) statuses: usize,
    /// Media types that were sent or answered.
    pub(crate) media_types: usize,
    /// What could not be proved, and why.
    pub(crate) open: Vec<String>,
}

impl Tally {
    /// One line, where it is asked for.
    pub(crate) fn print(&self, id: &str, operation: &Operation<'_>) {
        if crate::is_asked_for("table") {
            let Self { values, messages, violations, refusals, uncarried, statuses, media_types, open } = self;
            println!(
                "proof | {id} | {} {} | {statuses} statuses | {media_types} media types | {values} values | {messages} \
                 messages | {violations} violations | {refusals} refusals | {uncarried} not carried | open: {}",
                operation.method,
                operation.path,
                if open.is_empty() { "nothing".to_owned() } else { open.join("; ") }
            );
        }
    }
}
