//! Generated types in all that they can meet: what is read, what is kept, what is written and what is refused.

#[cfg(test)]
#[path = "../sample/types.rs"]
mod sample_types;

#[cfg(test)]
mod constraints;
#[cfg(test)]
mod lenient;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod open;
#[cfg(all(test, feature = "serde"))]
#[allow(clippy::indexing_slicing)]
mod serde;
#[cfg(test)]
mod types;
#[cfg(test)]
mod unions;

/// The wire of a value, or the fault: what the tables of the tests pin.
#[cfg(test)]
fn written<T: specwright_runtime::model::Model>(value: &T) -> String {
    match specwright_runtime::content::json::write(value, specwright_runtime::mode::Mode::ALONE) {
        Ok(bytes) => String::from_utf8(bytes).unwrap(),
        Err(fault) => fault.to_string(),
    }
}

/// What a text is read as, written again; or the fault.
#[cfg(test)]
fn reread<T: specwright_runtime::model::Model>(text: &str, mode: specwright_runtime::mode::Mode) -> String {
    match specwright_runtime::content::json::read::<T>(text.as_bytes(), mode) {
        Ok(value) => match specwright_runtime::content::json::write(&value, mode) {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(fault) => format!("not written: {fault}"),
        },
        Err(fault) => fault.to_string(),
    }
}
