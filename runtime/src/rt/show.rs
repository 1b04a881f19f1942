//! `Debug` of generated types: the name and the JSON of the value, forbidden values included.

use std::fmt;

use super::access::Look;
use crate::error::ValueResult;
use crate::model::Model;
use crate::operation::Operation;
use crate::writer::Writer;

/// The `Debug` of a struct or union.
///
/// # Errors
/// Those of the formatter.
pub fn show<T: Model>(value: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write(name, f, |writer| value.write(writer))
}

/// The `Debug` of a request: its parameters and its body.
///
/// # Errors
/// Those of the formatter.
pub fn show_request<T: Operation>(request: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write(name, f, |writer| writer.object(&Look(request), T::operation_table().shown()?))
}

fn write(name: &str, f: &mut fmt::Formatter<'_>, value: impl FnOnce(&mut Writer) -> ValueResult) -> fmt::Result {
    let mut writer = Writer::show();
    let outcome = value(&mut writer);
    let text = String::from_utf8_lossy(&writer.into_bytes()).into_owned();
    match outcome {
        Ok(()) => write!(f, "{name} {text}"),
        Err(error) => write!(f, "{name} {text} ({error})"),
    }
}
