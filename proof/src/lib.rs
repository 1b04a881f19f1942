//! The document that a generated crate carries in, the proof out that client, server and document agree on an operation.
//! This is what the tests of generated crates stand on.
//!
//! Values are made from the document's schemas (`sample`) and judged by a validator that is not ours (`judge`). Each goes
//! through the generated types and comes back unchanged (`parts`), travels from client to server and back, and is held
//! against the message that the document asks for (`exchange` and `compare`, with `wire`, which knows the document alone).
//! Values that break a constraint are refused, and so are calls without credentials (`refusals`). What was made can also be
//! served to others (`mock`).

mod compare;
mod document;
mod exchange;
mod host;
mod judge;
mod mock;
mod parts;
mod refusals;
mod sample;
mod shape;
mod slot;
mod subject;
mod tally;
mod wire;

use std::fmt;

use serde_json::Value as Json;

use document::Document;
pub use mock::Mock;
use slot::Slots;
use subject::Subject;
pub use subject::{Provable, Value};

/// Where client, server and document do not agree.
#[derive(Clone, PartialEq, Eq)]
pub struct Disagreement(String);

/// Proves that an operation is what the document says at this place, such as `/paths/~1devices/get`. The document is JSON
/// in the shape of OpenAPI 3.0.
///
/// With the environment variable `SPECWRIGHT_PROOF=table`, what was proved is printed in one line; with
/// `SPECWRIGHT_PROOF=judgements`, each value that was tried, its schema, and whether it is of it, as lines of JSON.
///
/// # Errors
/// The first thing that the crate and the document do not agree on.
pub fn prove<O: Provable>(document: &'static str, pointer: &str) -> Result<(), Disagreement> {
    prove_subject(Subject::of::<O>(), document, pointer)
}

fn prove_subject(subject: Subject, document: &'static str, pointer: &str) -> Result<(), Disagreement> {
    let outcome = Document::load(document).and_then(|document| {
        let (slots, found) = Slots::load(document, pointer)?;
        let mut tally = found.clone();
        parts::check(subject, slots, &mut tally)?;
        exchange::check(subject, slots, &mut tally)?;
        refusals::check(subject, slots, &mut tally)?;
        tally.of_something(slots)?;
        tally.print(subject.meta.id, slots.operation);
        Ok(())
    });
    outcome.map_err(|why| Disagreement(format!("{}: {why}", subject.meta.id)))
}

/// What the environment variable `SPECWRIGHT_PROOF` asks for.
fn is_asked_for(what: &str) -> bool {
    std::env::var("SPECWRIGHT_PROOF").is_ok_and(|asked| asked == what)
}

/// Whether two JSON values are the same; numbers are compared by value, so that `1` is `1.0`.
fn is_same(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_same(left, right))
        }
        (Json::Object(left), Json::Object(right)) => {
            let same = |(key, left): (&String, &Json)| right.get(key).is_some_and(|right| is_same(left, right));
            left.len() == right.len() && left.iter().all(same)
        }
        (left, right) => left == right,
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Tests that fail show this; it is the text itself.
impl fmt::Debug for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Disagreement {}
