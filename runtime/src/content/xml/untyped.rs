//! Elements without a schema, as JSON, and back. Text has no types, so it is a string.

use std::collections::HashSet;

use super::Spot;
use super::builder::ambiguous;
use super::element::Element;
use crate::content::json::{Kind, Scanner, write_string};
use crate::error::{Reason, ValueError, ValueResult};
use crate::reader::DEPTH_LIMIT;
use crate::writer::Writer;

impl<'a> Spot<'a> {
    /// The JSON that stands for it, within so many arrays and objects.
    ///
    /// # Errors
    /// `Missing`; `Depth`; `Duplicate` for elements that differ only in their namespaces.
    pub(crate) fn to_json(self, depth: usize) -> Result<String, Box<ValueError>> {
        let mut out = Vec::new();
        spot_to_json(self, depth, &mut out)?;
        Ok(String::from_utf8(out).unwrap_or_default())
    }
}

fn spot_to_json(spot: Spot<'_>, depth: usize, out: &mut Vec<u8>) -> ValueResult {
    match spot {
        Spot::Nothing => return Err(ValueError::new(Reason::Missing)),
        Spot::Text(text) => write_string(out, text),
        Spot::Element(element) => return element_to_json(element, depth, out),
        Spot::Children { .. } => {
            let mut elements = spot.elements();
            let (Some(first), Some(second)) = (elements.next(), elements.next()) else {
                return element_to_json(spot.element("a value")?, depth, out);
            };
            let depth = within(depth)?;
            for (index, item) in [first, second].into_iter().chain(elements).enumerate() {
                out.push(if index == 0 { b'[' } else { b',' });
                element_to_json(item, depth, out).map_err(|error| error.at_index(index))?;
            }
            out.push(b']');
        }
    }
    Ok(())
}

fn element_to_json(element: &Element<'_>, depth: usize, out: &mut Vec<u8>) -> ValueResult {
    if element.is_nil() {
        out.extend_from_slice(b"null");
        return Ok(());
    }
    if element.children.is_empty() && element.own_attributes().next().is_none() {
        write_string(out, &element.text);
        return Ok(());
    }
    let depth = within(depth)?;
    let mut names = HashSet::new();
    for (index, part) in element.properties().enumerate() {
        out.push(if index == 0 { b'{' } else { b',' });
        let key = part.key();
        write_string(out, &key);
        out.push(b':');
        spot_to_json(part.spot, depth, out).map_err(|error| error.at_key(key.clone().into_owned()))?;
        if !names.insert(key.clone()) {
            return Err(ValueError::new(Reason::Duplicate).at_key(key.into_owned()));
        }
    }
    out.push(b'}');
    Ok(())
}

fn within(depth: usize) -> Result<usize, Box<ValueError>> {
    if depth < DEPTH_LIMIT { Ok(depth + 1) } else { Err(ValueError::new(Reason::Depth)) }
}

impl Writer {
    /// Writes a JSON text without a schema, if it is read back as the same text.
    ///
    /// # Errors
    /// `Ambiguous` where it does not: numbers and booleans are text, one item is no array.
    pub(crate) fn json_elements(&mut self, json: &str) -> ValueResult {
        let (mark, depth) = (self.xml.mark(), self.depth);
        self.json_element(&mut Scanner::new(json))?;
        match self.xml.look(mark, |spot| spot.to_json(depth)) {
            Ok(read) if read == json => Ok(()),
            Ok(read) => Err(ambiguous(&format!("XML would carry it as {read}"))),
            Err(error) => Err(error),
        }
    }

    fn json_element(&mut self, scanner: &mut Scanner<'_>) -> ValueResult {
        match scanner.kind()? {
            Kind::String => {
                let text = scanner.string()?;
                self.text_element(&text)
            }
            Kind::Null | Kind::Boolean | Kind::Number => match scanner.skip(self.depth)? {
                "null" => self.null_element(),
                text => self.text_element(text),
            },
            Kind::Array => {
                self.open(b'[')?;
                scanner.eat(b'[');
                let (mut more, mut index) = (!scanner.eat(b']'), 0);
                while more {
                    self.json_element(scanner).map_err(|error| error.at_index(index))?;
                    index += 1;
                    more = scanner.more(b']')?;
                }
                self.close(b']');
                Ok(())
            }
            Kind::Object => {
                self.open(b'{')?;
                scanner.eat(b'{');
                let mut more = !scanner.eat(b'}');
                while more {
                    let key = scanner.key()?;
                    self.key(&key);
                    self.json_element(scanner).map_err(|error| error.at_key(key.into_owned()))?;
                    more = scanner.more(b'}')?;
                }
                self.close(b'}');
                Ok(())
            }
        }
    }
}
