//! What a proof has covered, in numbers.

use std::collections::BTreeSet;

use crate::document::Operation;
use crate::parts;
use crate::slot::Slots;

/// Counts of one operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Values that went through the types.
    pub(crate) values: usize,
    /// Messages that travelled, requests and responses.
    pub(crate) messages: usize,
    /// Those of them that were responses.
    pub(crate) responses: usize,
    /// Values that break a constraint, and were refused.
    pub(crate) violations: usize,
    /// Calls that were refused.
    pub(crate) refusals: usize,
    /// Values that the wire cannot carry in their place.
    pub(crate) uncarried: usize,
    /// Statuses of responses.
    pub(crate) statuses: usize,
    /// Media types that were sent in requests or responses.
    pub(crate) media_types: usize,
    /// What could not be proved, and why.
    pub(crate) open: Vec<String>,
    /// Why messages were not tried.
    not_tried: BTreeSet<String>,
}

impl Tally {
    /// Notes why a message was not tried.
    pub(crate) fn not_tried(&mut self, why: String) {
        self.not_tried.insert(why);
    }

    /// A proof that tried no request, or none of the responses that the document has, proves nothing.
    ///
    /// # Errors
    /// What was not tried, and why.
    pub(crate) fn of_something(&self, slots: &Slots<'_>) -> Result<(), String> {
        let has_response = slots.operation.responses.iter().any(|one| !parts::codes(slots, one.status).is_empty());
        let what = match (self.messages, self.responses) {
            (0, _) => "request",
            (_, 0) if has_response && !slots.operation.closed => "response",
            _ => return Ok(()),
        };
        let why: BTreeSet<&str> = self.not_tried.iter().chain(&self.open).map(String::as_str).collect();
        let why: Vec<&str> = why.into_iter().collect();
        Err(format!("nothing is proved, for no {what} was tried: {}", why.join("; ")))
    }

    /// Prints one line, if `SPECWRIGHT_PROOF=table` is set.
    pub(crate) fn print(&self, id: &str, operation: &Operation<'_>) {
        if crate::is_asked_for("table") {
            let Self { values, messages, violations, refusals, uncarried, statuses, media_types, open, .. } = self;
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
