//! Generated types in all that they can meet: what is read, what is kept, what is written and what is refused.

#![cfg(test)]

#[path = "../sample/types.rs"]
mod sample_types;

mod constraints;
mod lenient;
mod objects;
mod open;
#[cfg(feature = "serde")]
#[allow(clippy::indexing_slicing)]
mod secrets;
mod serde;
mod types;
mod unions;

/// The wire of a value, or the error: what the tables of the tests pin.
fn written<T: specwright_runtime::model::Model>(value: &T) -> String {
    match specwright_runtime::content::json::write(value, specwright_runtime::mode::Mode::ALONE) {
        Ok(bytes) => String::from_utf8(bytes).unwrap(),
        Err(error) => error.to_string(),
    }
}

/// What a text is read as, written again; or the error.
fn reread<T: specwright_runtime::model::Model>(text: &str, mode: specwright_runtime::mode::Mode) -> String {
    match specwright_runtime::content::json::read::<T>(text.as_bytes(), mode) {
        Ok(value) => match specwright_runtime::content::json::write(&value, mode) {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(error) => format!("not written: {error}"),
        },
        Err(error) => error.to_string(),
    }
}
