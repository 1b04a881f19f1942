//! Whole messages: the parts of a request or response in, an HTTP message out, and back. Neither is generic over the
//! operation: a table tells what stands where, and [`MessageParts`] reads and writes the values.

pub mod negotiate;
pub mod request;
pub mod response;

use bytes::Bytes;

pub use negotiate::Negotiated;

use crate::content::form;
#[cfg(feature = "xml")]
use crate::content::xml;
use crate::error::{EncodeError, MessagePart, Reason, ValueError, ValueResult};
use crate::media_type;
use crate::mode::Mode;
use crate::operation::{Codec, Content, MessageParts};
use crate::reader::{Reader, mismatch, node_name};
use crate::tree::Node;
use crate::writer::Writer;

/// What a caller chooses of a request where the document leaves a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The media type of the body; `None` for the first documented one that fits the value.
    pub content_type: Option<String>,
    /// What the header `Accept` says; `None` for all documented media types.
    pub accept: Option<String>,
    /// The name of the format that the path's ending asks for, where the document has such endings.
    pub format: Option<String>,
}

/// The contents of a document, each with the media type that it is sent as.
fn candidates(contents: &'static [Content]) -> Vec<(&'static Content, String)> {
    contents.iter().map(|content| (content, media_type::concrete(content).into_owned())).collect()
}

/// Writes a body as the first of the candidates that its value is of, and answers the media type and the bytes; `None`
/// where the body is absent.
///
/// # Errors
/// The error of the value; `ContentType` where a reader would take the media type for another one of the documented
/// contents, or could not read its character set.
fn write_first(
    contents: &'static [Content],
    candidates: Vec<(&'static Content, String)>,
    parts: &dyn MessageParts,
    index: usize,
    optional: bool,
    mode: Mode,
) -> Result<Option<(String, Vec<u8>)>, EncodeError> {
    let mut other = EncodeError::Value { part: MessagePart::Body, error: ValueError::new(Reason::OtherMediaType) };
    for (content, media_type) in candidates {
        match write_body(content, parts, index, optional, mode) {
            Err(error) if *error.reason() == Reason::OtherMediaType => continue,
            Err(error) => return Err(EncodeError::Value { part: MessagePart::Body, error }),
            Ok(None) => return Ok(None),
            Ok(Some(bytes)) => {
                let found = media_type::find(contents, &media_type);
                let is_read = found.is_some_and(|found| std::ptr::eq(found, content));
                if is_read && media_type::is_readable(&media_type, content.codec) {
                    return Ok(Some((media_type, bytes)));
                }
                other = EncodeError::ContentType(media_type);
            }
        }
    }
    Err(other)
}

/// Writes a body; `None` where it is absent.
fn write_body(
    content: &Content,
    parts: &dyn MessageParts,
    index: usize,
    optional: bool,
    mode: Mode,
) -> Result<Option<Vec<u8>>, Box<ValueError>> {
    let writer = match content.codec {
        Codec::Json => Writer::json(mode),
        Codec::Text => Writer::tree(mode),
        Codec::Octets => Writer::octets(mode),
        #[cfg(feature = "xml")]
        Codec::Xml => Writer::xml(content.xml, mode),
        Codec::Form => form::writer(content.form, mode),
    };
    let mut writer = writer.rules(content.rules).optional(optional).alternative(content.alternative);
    parts.write_part(index, &mut writer)?;
    if !writer.wrote() {
        return Ok(None);
    }
    match content.codec {
        Codec::Json | Codec::Octets => Ok(Some(writer.into_bytes())),
        #[cfg(feature = "xml")]
        Codec::Xml => writer.into_xml().map(Some),
        Codec::Form => form::finish(writer, content.form),
        Codec::Text => match writer.into_node() {
            None => Ok(None),
            Some(Node::Text(text)) => Ok(Some(text.into_bytes())),
            Some(node @ (Node::Null | Node::List(_) | Node::Object(_) | Node::Json(_))) => {
                Err(mismatch("text", node_name(&node)))
            }
        },
    }
}

/// Reads a body that is there; a strict reader also checks it against the document's constraints.
fn read_body(
    content: &Content,
    target: &mut dyn MessageParts,
    index: usize,
    bytes: &Bytes,
    optional: bool,
    mode: Mode,
) -> ValueResult {
    let read = |target: &mut dyn MessageParts, reader: Reader<'_>| {
        let mut reader = reader.rules(content.rules).optional(optional).alternative(content.alternative);
        target.read_part(index, &mut reader)?;
        reader.end()
    };
    match content.codec {
        Codec::Json => read(target, Reader::json(utf8(bytes)?, mode)),
        // A text may be a number, which the tree reads and plain bytes are not.
        Codec::Text => read(target, Reader::tree(&Node::Text(utf8(bytes)?.to_owned()), mode)),
        Codec::Octets => read(target, Reader::octets(bytes, mode)),
        #[cfg(feature = "xml")]
        Codec::Xml => read(target, Reader::xml(&xml::parse(bytes)?, content.xml, mode)?),
        Codec::Form => read(target, form::parse(bytes, content.form)?.reader(mode)),
    }?;
    if mode.strict { write_body(content, target, index, optional, mode).map(drop) } else { Ok(()) }
}

fn utf8(bytes: &Bytes) -> Result<&str, Box<ValueError>> {
    std::str::from_utf8(bytes)
        .map_err(|error| ValueError::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() }))
}
