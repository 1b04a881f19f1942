//! Proves that the client and the server of a crate that Specwright generates agree with each other and with the
//! OpenAPI document that the crate carries. The tests of generated crates call [`prove`] for each operation.
//!
//! Values are generated from the document's schemas (`sample`), and an independent JSON Schema validator says which are
//! valid (`validator`). Each valid value is read as its Rust type and written again without a change (`parts`), also
//! from the forms that are accepted besides the documented one (`leniency`). It is sent from the client to the server
//! and back, and each message is compared with the one that the document describes (`exchange` and `compare`, with
//! `wire`, which knows the document alone). Invalid values and calls without credentials must be rejected (`refusals`).
//! [`Mock`] serves the generated responses to other clients.

mod closed;
mod compare;
mod document;
mod exchange;
mod host;
mod leniency;
mod mock;
mod parts;
mod refusals;
mod sample;
mod shape;
mod slot;
mod subject;
mod tally;
mod validator;
mod wire;

use std::fmt;

use serde_json::Value as Json;

use document::Document;
pub use mock::Mock;
use slot::Slots;
use subject::Subject;
pub use subject::{Provable, Value};

/// The first difference that was found between client, server and document. Its `Debug` is its `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Disagreement(String);

/// Proves that client and server handle the operation `O` as the document describes it at this JSON pointer, such as
/// `/paths/~1devices/get`. The document is JSON in the form of OpenAPI 3.0.
///
/// The environment variable `SPECWRIGHT_PROOF=table` prints one line with what was tried, and
/// `SPECWRIGHT_PROOF=validations` prints each value with its schemas and whether it is valid, as lines of JSON.
///
/// # Errors
/// The first difference between crate and document; also where no request could be tried, or no response though the
/// document has some.
pub fn prove<O: Provable>(document: &'static str, pointer: &str) -> Result<(), Disagreement> {
    prove_subject(Subject::of::<O>().map_err(Disagreement)?, document, pointer)
}

fn prove_subject(subject: Subject, document: &'static str, pointer: &str) -> Result<(), Disagreement> {
    let outcome = Document::load(document).and_then(|document| {
        let (slots, found) = Slots::load(document, pointer)?;
        let mut tally = found.clone();
        parts::check(subject, slots, &mut tally)?;
        if slots.operation.closed {
            closed::check(subject, slots, &mut tally)?;
        } else {
            exchange::check(subject, slots, &mut tally)?;
            refusals::check(subject, slots, &mut tally)?;
        }
        tally.of_something(slots)?;
        tally.print(subject.meta.id, slots.operation);
        Ok(())
    });
    outcome.map_err(|why| Disagreement(format!("{}: {why}", subject.meta.id)))
}

/// What the environment variable `SPECWRIGHT_PROOF` requests.
fn is_asked_for(what: &str) -> bool {
    std::env::var("SPECWRIGHT_PROOF").is_ok_and(|value| value == what)
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
