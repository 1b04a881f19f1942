//! Parses the bytes of an XML document into a tree of elements. Everything in XML besides elements, attributes and text
//! is refused if it is harmful (document types and with them entities, other encodings), and skipped if it has no value
//! (comments, processing instructions).

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::attributes::AttrError;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::element::{Attribute, Element, Open, part_limit};
use super::name::{is_blank, is_qualified, is_text, local, prefix};
use crate::error::{Reason, ValueError, ValueResult};
use crate::reader::DEPTH_LIMIT;

/// How many namespaces may be declared around an element: each is looked at for each name.
const NAMESPACE_LIMIT: usize = 64;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a document and returns its root.
///
/// # Errors
/// `Syntax`, or `Depth`.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element<'_>, Box<ValueError>> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let start = bytes.len() - text.len();
    // The first character of a document is in ASCII, so these are two bytes of UTF-16, or four of UTF-32.
    if matches!(text, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]) {
        return Err(wrong("in another encoding than UTF-8", 0));
    }
    let text = std::str::from_utf8(text).map_err(|error| wrong("not UTF-8", start + error.valid_up_to()))?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let mut parser = Parser { text, start, at: 0, parts: 0, open: Vec::new(), namespaces: Vec::new(), root: None };
    loop {
        parser.at = offset(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(wrong(message(&error), start + offset(reader.error_position()))),
        };
        match event {
            Event::Start(tag) => parser.open(&tag)?,
            Event::Empty(tag) => {
                parser.open(&tag)?;
                parser.close();
            }
            Event::End(_) => parser.close(),
            Event::Text(text) => parser.text(text.xml10_content())?,
            Event::CData(text) => parser.character_data(text.xml10_content())?,
            Event::GeneralRef(reference) => parser.reference(&reference)?,
            Event::Decl(declaration) => parser.declaration(&declaration)?,
            Event::DocType(_) => return Err(parser.wrong("a document type, which is not read")),
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return parser.end(),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    /// Where the text starts in the document.
    start: usize,
    /// Where in the text the event starts that is looked at.
    at: usize,
    parts: usize,
    open: Vec<Level<'a>>,
    /// The prefixes that are bound, innermost last; an empty one is that of names without a prefix.
    namespaces: Vec<(Cow<'a, str>, Option<Arc<str>>)>,
    root: Option<Element<'a>>,
}

/// An element that is not at its end.
struct Level<'a> {
    element: Open<'a>,
    /// How many prefixes were bound before it.
    namespaces: usize,
}

impl<'a> Parser<'a> {
    fn open(&mut self, tag: &BytesStart<'_>) -> ValueResult {
        if self.root.is_some() {
            return Err(self.wrong("more than one root element"));
        }
        // A scalar stands in an element of its own, within the object that it belongs to.
        if self.open.len() > DEPTH_LIMIT {
            return Err(ValueError::new(Reason::Depth));
        }
        let name = self.name(tag.name().as_ref())?;
        let namespaces = self.namespaces.len();
        let mut attributes = Vec::new();
        self.count()?;
        for attribute in tag.attributes() {
            self.count()?;
            let attribute = attribute.map_err(|error| self.wrong(attribute_message(&error)))?;
            if attribute.value.contains('<') {
                return Err(self.wrong("`<` in the value of an attribute"));
            }
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| self.wrong(message(&error)))?;
            let name = self.name(attribute.key.as_ref())?;
            let value = self.of_text(&value);
            self.check_text(&value)?;
            match &*name {
                "xmlns" => self.bind(Cow::Borrowed(""), &value)?,
                _ if prefix(&name) == "xmlns" => self.bind(Cow::Owned(local(&name).to_owned()), &value)?,
                _ => attributes.push(Attribute { name, namespace: None, value }),
            }
        }
        let mut seen = HashSet::new();
        for attribute in &mut attributes {
            if !prefix(&attribute.name).is_empty() {
                attribute.namespace = self.namespace(&attribute.name);
            }
            if attribute.namespace.is_some() && !seen.insert((local(&attribute.name), attribute.namespace.clone())) {
                return Err(self.wrong("an attribute is given twice"));
            }
        }
        drop(seen);
        let namespace = self.namespace(&name);
        let element = Open { name, namespace, attributes, ..Open::default() };
        self.open.push(Level { element, namespaces });
        Ok(())
    }

    fn close(&mut self) {
        if let Some(level) = self.open.pop() {
            self.namespaces.truncate(level.namespaces);
            let element = level.element.close();
            match self.open.last_mut() {
                Some(around) => around.element.children.push(element),
                None => self.root = Some(element),
            }
        }
    }

    /// Text as it stands in the document; between tags that are no element's it is white space.
    fn text(&mut self, text: Cow<'a, str>) -> ValueResult {
        if self.open.is_empty() && is_blank(&text) { Ok(()) } else { self.character_data(text) }
    }

    fn character_data(&mut self, text: Cow<'a, str>) -> ValueResult {
        self.check_text(&text)?;
        let Some(level) = self.open.last_mut() else { return Err(self.wrong("text outside the root element")) };
        if level.element.text.is_empty() {
            level.element.text = text;
        } else {
            level.element.text.to_mut().push_str(&text);
        }
        Ok(())
    }

    /// A reference to a character, by its number or by one of the five names (XML 1.0, section 4.6).
    fn reference(&mut self, reference: &BytesRef<'_>) -> ValueResult {
        let character = match reference.resolve_char_ref() {
            Ok(Some(character)) => Ok(Cow::Owned(character.to_string())),
            Ok(None) => match &**reference {
                "lt" => Ok(Cow::Borrowed("<")),
                "gt" => Ok(Cow::Borrowed(">")),
                "amp" => Ok(Cow::Borrowed("&")),
                "apos" => Ok(Cow::Borrowed("'")),
                "quot" => Ok(Cow::Borrowed("\"")),
                _ => Err(self.wrong(UNKNOWN_ENTITY)),
            },
            Err(_) => Err(self.wrong(UNKNOWN_CHARACTER)),
        };
        self.character_data(character?)
    }

    fn declaration(&self, declaration: &BytesDecl<'_>) -> ValueResult {
        if self.at > 0 {
            return Err(self.wrong("a declaration behind the start of the text"));
        }
        declaration.xml_version().map_err(|error| self.wrong(message(&error)))?;
        match declaration.encoding() {
            None => Ok(()),
            Some(Ok(name)) if ["utf-8", "us-ascii"].iter().any(|read| name.eq_ignore_ascii_case(read)) => Ok(()),
            Some(Ok(_)) => Err(self.wrong("in another encoding than UTF-8")),
            Some(Err(error)) => Err(self.wrong(attribute_message(&error))),
        }
    }

    fn end(self) -> Result<Element<'a>, Box<ValueError>> {
        if !self.open.is_empty() {
            return Err(self.wrong("the text ends within an element"));
        }
        let missing = self.wrong("no root element");
        self.root.ok_or(missing)
    }

    fn count(&mut self) -> ValueResult {
        self.parts += 1;
        if self.parts > part_limit(self.text.len()) {
            Err(self.wrong("too many elements and attributes"))
        } else {
            Ok(())
        }
    }

    fn bind(&mut self, prefix: Cow<'a, str>, name: &str) -> ValueResult {
        if self.namespaces.len() == NAMESPACE_LIMIT {
            return Err(self.wrong("too many namespaces"));
        }
        self.namespaces.push((prefix, (!name.is_empty()).then(|| name.into())));
        Ok(())
    }

    /// The namespace of a name; none where its prefix is not bound.
    fn namespace(&self, name: &str) -> Option<Arc<str>> {
        let prefix = prefix(name);
        self.namespaces.iter().rev().find(|(bound, _)| bound == prefix)?.1.clone()
    }

    fn name(&self, name: &str) -> Result<Cow<'a, str>, Box<ValueError>> {
        if is_qualified(name) { Ok(self.of_text(name)) } else { Err(self.wrong("not a name")) }
    }

    /// The same text, as a piece of the document where it is one.
    fn of_text(&self, piece: &str) -> Cow<'a, str> {
        let offset = piece.as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        match offset.checked_add(piece.len()).and_then(|end| self.text.get(offset..end)) {
            Some(found) if std::ptr::eq(found, piece) => Cow::Borrowed(found),
            _ => Cow::Owned(piece.to_owned()),
        }
    }

    fn check_text(&self, text: &str) -> ValueResult {
        if is_text(text) { Ok(()) } else { Err(self.wrong(UNKNOWN_CHARACTER)) }
    }

    #[cold]
    fn wrong(&self, message: &'static str) -> Box<ValueError> {
        wrong(message, self.start + self.at)
    }
}

const UNKNOWN_CHARACTER: &str = "a character that XML does not have";
const UNKNOWN_ENTITY: &str = "an entity that is not predefined";

#[cold]
fn wrong(message: &'static str, offset: usize) -> Box<ValueError> {
    ValueError::new(Reason::Syntax { message, offset })
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn message(error: &Error) -> &'static str {
    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { .. }) => "an end tag of another element",
        Error::IllFormed(IllFormedError::UnmatchedEndTag(_)) => "an end tag without an element",
        Error::IllFormed(IllFormedError::DoubleHyphenInComment) => "two hyphens in a comment",
        Error::IllFormed(IllFormedError::UnclosedReference) => "`&` without the end of a reference",
        Error::IllFormed(IllFormedError::UnknownVersion) => "another version of XML",
        Error::Syntax(SyntaxError::UnclosedTag) => "the text ends within a tag",
        Error::Syntax(_) => "the text ends within markup, or the markup is none",
        Error::InvalidAttr(error) => attribute_message(error),
        Error::Escape(_) => "a reference to a character or entity that is not known",
        _ => "not well-formed",
    }
}

fn attribute_message(error: &AttrError) -> &'static str {
    match error {
        AttrError::Duplicated(..) => "an attribute is given twice",
        AttrError::ExpectedEq(_) | AttrError::ExpectedValue(_) => "an attribute without a value",
        AttrError::UnquotedValue(_) | AttrError::ExpectedQuote(..) => "a value of an attribute without its quotes",
    }
}
