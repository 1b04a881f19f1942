//! Prints a tree of elements as the bytes of an XML document.

use std::borrow::Cow;

use super::element::{Element, part_limit};
use super::name::prefix;
use crate::error::{Reason, ValueError, ValueResult};

const DECLARATION: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Writes a document: its declaration, which names the encoding for readers that would guess another one, and its root.
///
/// # Errors
/// `Ambiguous` where one prefix would stand for two namespaces in one element.
pub(crate) fn print(root: &Element<'_>) -> Result<Vec<u8>, Box<ValueError>> {
    let mut out = DECLARATION.to_vec();
    // Bound without a declaration (Namespaces in XML 1.0, section 3).
    let mut bound = vec![("xml", "http://www.w3.org/XML/1998/namespace")];
    print_element(root, &mut bound, &mut out)?;
    if parts(root) > part_limit(out.len() - DECLARATION.len()) {
        return Err(ValueError::new(Reason::Ambiguous("has more elements and attributes than are read".to_owned())));
    }
    Ok(out)
}

/// The number of elements and attributes. Declarations of namespaces are longer than what counts for an attribute.
fn parts(element: &Element<'_>) -> usize {
    1 + element.attributes.len() + element.children.iter().map(parts).sum::<usize>()
}

fn print_element<'a>(element: &'a Element<'_>, bound: &mut Vec<(&'a str, &'a str)>, out: &mut Vec<u8>) -> ValueResult {
    let outside = bound.len();
    out.push(b'<');
    out.extend_from_slice(element.name.as_bytes());
    let attributes = element.attributes.iter().map(|attribute| (&attribute.name, attribute.namespace.as_deref()));
    for (name, namespace) in std::iter::once((&element.name, element.namespace.as_deref())).chain(attributes) {
        if let Some(namespace) = namespace {
            declare(prefix(name), namespace, outside, bound, out)?;
        }
    }
    for attribute in &element.attributes {
        print_attribute(&attribute.name, &attribute.value, out);
    }
    if element.children.is_empty() && element.text.is_empty() {
        out.extend_from_slice(b"/>");
    } else {
        out.push(b'>');
        out.extend_from_slice(escaped(&element.text, false).as_bytes());
        for child in &element.children {
            print_element(child, bound, out)?;
        }
        out.extend_from_slice(b"</");
        out.extend_from_slice(element.name.as_bytes());
        out.push(b'>');
    }
    bound.truncate(outside);
    Ok(())
}

/// Binds a prefix to a namespace, where it is not bound so already.
fn declare<'a>(
    prefix: &'a str,
    namespace: &'a str,
    outside: usize,
    bound: &mut Vec<(&'a str, &'a str)>,
    out: &mut Vec<u8>,
) -> ValueResult {
    let found = bound.iter().rposition(|(found, _)| *found == prefix);
    match found.and_then(|index| Some((index, bound.get(index)?.1))) {
        Some((_, found)) if found == namespace => return Ok(()),
        Some((index, _)) if index >= outside => {
            let message = format!("the prefix `{prefix}` would stand for two namespaces");
            return Err(ValueError::new(Reason::Ambiguous(message)));
        }
        Some(_) | None => {}
    }
    bound.push((prefix, namespace));
    let name = if prefix.is_empty() { Cow::Borrowed("xmlns") } else { Cow::Owned(format!("xmlns:{prefix}")) };
    print_attribute(&name, namespace, out);
    Ok(())
}

fn print_attribute(name: &str, value: &str, out: &mut Vec<u8>) {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    out.extend_from_slice(escaped(value, true).as_bytes());
    out.push(b'"');
}

/// The text with all that markup would be taken for escaped, and white space that readers would change: carriage
/// returns (XML 1.0, section 2.11), and in attributes all but blanks (section 3.3.3).
fn escaped(text: &str, attribute: bool) -> Cow<'_, str> {
    let escape = |character: char| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        '"' if attribute => Some("&quot;"),
        '\t' if attribute => Some("&#9;"),
        '\n' if attribute => Some("&#10;"),
        _ => None,
    };
    if !text.contains(|character| escape(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match escape(character) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(character),
        }
    }
    Cow::Owned(out)
}
