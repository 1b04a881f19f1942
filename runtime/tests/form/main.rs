//! Forms: how each property is written and read, the field with the JSON of all, what is refused, and that what is
//! written reads back.

#![cfg(test)]

mod json_field;
mod law;
mod pairs;
mod types;

use specwright_runtime::{
    content::form::{self, Form},
    mode::Mode,
    model::Model,
};

/// The form of a value, or the error.
fn written<T: Model>(value: &T, form: Option<&'static Form>) -> String {
    match form::write(value, form, Mode::SERVER) {
        Ok(bytes) => String::from_utf8(bytes).unwrap(),
        Err(error) => error.to_string(),
    }
}

/// What a form is read as, or the error.
fn read<T: Model>(text: &str, form: Option<&'static Form>) -> Result<T, String> {
    form::read(text.as_bytes(), form, Mode::SERVER).map_err(|error| error.to_string())
}
