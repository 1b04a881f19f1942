//! XML: the document's tables byte for byte, what is read, what is refused, and that what is written reads back.

#![cfg(test)]

mod documents;
mod law;
mod lenient;
mod tables;
mod types;
mod values;

use specwright_runtime::{
    content::xml::{self, Xml},
    mode::Mode,
    model::Model,
};

/// What the document says of the root in most tests.
static ROOT: Xml = plain("r");

const fn plain(name: &'static str) -> Xml {
    Xml { name, prefix: None, namespace: None, attribute: false, wrapped: false, items: None }
}

/// The document of a value without its declaration, or the error.
fn written<T: Model>(value: &T) -> String {
    written_as(value, Some(&ROOT))
}

fn written_as<T: Model>(value: &T, root: Option<&'static Xml>) -> String {
    match xml::write(value, root, Mode::ALONE) {
        Ok(bytes) => {
            let text = String::from_utf8(bytes).unwrap();
            text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").unwrap().to_owned()
        }
        Err(error) => error.to_string(),
    }
}

/// What a document is read as, or the error.
fn read<T: Model>(text: &str, mode: Mode) -> Result<T, String> {
    xml::read(text.as_bytes(), Some(&ROOT), mode).map_err(|error| error.to_string())
}

/// What a document is read as, written again; or the error.
fn reread<T: Model>(text: &str, mode: Mode) -> String {
    match read::<T>(text, mode) {
        Ok(value) => written(&value),
        Err(error) => error,
    }
}

/// What makes an element `null`.
const NIL: &str = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";
