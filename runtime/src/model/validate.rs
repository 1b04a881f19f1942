//! The document's judgement of a value by itself.

use super::Model;
use crate::content::json;
use crate::error::ValueError;
use crate::mode::Mode;

/// Checks a value against the constraints of the document.
///
/// # Errors
/// The first violation of the document's schema.
pub fn validate<T: Model>(value: &T) -> Result<(), ValueError> {
    json::write(value, Mode::ALONE).map(drop).map_err(|error| *error)
}
