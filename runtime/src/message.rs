//! Whole messages: encodes the parts of a request or response as an HTTP message, and decodes them. Neither direction
//! is generic over the operation: the table describes the message, and [`MessageParts`] reads and writes the values.

pub mod negotiate;
pub mod request;
pub mod response;

use std::borrow::Cow;
use std::ptr;

use bytes::Bytes;
use http::HeaderValue;

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

/// The choices that a caller has for a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The media type of the body; `None` for the first documented one that fits the value.
    pub content_type: Option<String>,
    /// The value of the header `Accept`; `None` for all documented media types.
    pub accept: Option<String>,
    /// The name of the format that the path's suffix requests, if the document has such suffixes.
    pub format: Option<String>,
}

/// A content of a document, with the media type that it is sent as; `None` for a range of which nobody said more.
type Candidate = (&'static Content, Option<Cow<'static, str>>);

/// A body that was written, with its media type.
struct WrittenBody {
    /// `None` where the document has a range, and nobody said more (RFC 9110, section 8.3).
    media_type: Option<Cow<'static, str>>,
    bytes: Vec<u8>,
}

/// Writes a body as the first of the candidates that fits its value; `None` if the body is absent.
///
/// # Errors
/// The error of the value; `ContentType` where a reader would take the media type for another one of the documented
/// contents, or could not read its character set; the same with a range where it would not know how to read the body.
fn write_first(
    contents: &'static [Content],
    candidates: &mut dyn Iterator<Item = Candidate>,
    parts: &dyn MessageParts,
    index: usize,
    optional: bool,
    mode: Mode,
) -> Result<Option<WrittenBody>, EncodeError> {
    let mut other = None;
    for (content, media_type) in candidates {
        match write_body(content, parts, index, optional, mode, false) {
            Err(error) if *error.reason() == Reason::OtherMediaType => continue,
            Err(error) => return Err(EncodeError::Value { part: MessagePart::Body, error }),
            Ok(None) => return Ok(None),
            Ok(Some(bytes)) => {
                let Some(media_type) = media_type else {
                    // A body without its media type is read as the only one that there is.
                    if mode == Mode::CLIENT && contents.len() == 1 && !bytes.is_empty() {
                        return Ok(Some(WrittenBody { media_type: None, bytes }));
                    }
                    other = Some(EncodeError::ContentType(content.media_type.to_owned()));
                    continue;
                };
                let is_only = contents.len() == 1 && content.media_type == media_type;
                let is_found = || media_type::find(contents, &media_type).is_some_and(|found| ptr::eq(found, content));
                if (is_only || is_found()) && media_type::is_readable(&media_type, content.codec) {
                    return Ok(Some(WrittenBody { media_type: Some(media_type), bytes }));
                }
                other = Some(EncodeError::ContentType(media_type.into_owned()));
            }
        }
    }
    let unfit = || EncodeError::Value { part: MessagePart::Body, error: ValueError::new(Reason::OtherMediaType) };
    Err(other.unwrap_or_else(unfit))
}

/// The header of a body of this media type.
fn content_type(media_type: Cow<'static, str>) -> Result<HeaderValue, EncodeError> {
    let value = match &media_type {
        Cow::Borrowed(media_type) => HeaderValue::from_maybe_shared(Bytes::from_static(media_type.as_bytes())).ok(),
        Cow::Owned(media_type) => HeaderValue::from_str(media_type).ok(),
    };
    value.ok_or_else(|| EncodeError::ContentType(media_type.into_owned()))
}

/// Writes a body; `None` where it is absent. Where errors are collected, all of them are returned.
fn write_body(
    content: &Content,
    parts: &dyn MessageParts,
    index: usize,
    optional: bool,
    mode: Mode,
    collects: bool,
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
    writer.collects = collects;
    parts.write_part(index, &mut writer).map_err(|error| error.without_secret(content.rules))?;
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

/// Reads a body that is there; a strict reader also checks it against the document's constraints, and looks for all errors.
fn read_body(
    content: &Content,
    target: &mut dyn MessageParts,
    index: usize,
    bytes: &Bytes,
    optional: bool,
    mode: Mode,
) -> ValueResult {
    let read = |target: &mut dyn MessageParts, reader: Reader<'_>| {
        let reader = reader.rules(content.rules).optional(optional).alternative(content.alternative);
        let mut reader = reader.collecting(mode.strict);
        let outcome = target.read_part(index, &mut reader).map_err(|error| error.without_secret(content.rules));
        match outcome {
            Err(error) if !error.is_passed() => Err(error),
            outcome => reader.end().and(outcome),
        }
    };
    let outcome = match content.codec {
        Codec::Json => read(target, Reader::json(utf8(bytes)?, mode)),
        // A text may be a number, which the tree reads and plain bytes are not.
        Codec::Text => read(target, Reader::tree(&Node::Text(utf8(bytes)?.to_owned()), mode)),
        Codec::Octets => read(target, Reader::octets(bytes, mode)),
        #[cfg(feature = "xml")]
        Codec::Xml => read(target, Reader::xml(&xml::parse(bytes)?, content.xml, mode)?),
        Codec::Form => read(target, form::parse(bytes, content.form)?.reader(mode)),
    };
    match outcome {
        Ok(()) if mode.strict => check(content, target, index, optional, mode),
        Err(error) if mode.strict && error.is_passed() && !error.is_last() => {
            Err(with_broken_rules(error, check(content, target, index, optional, mode).err()))
        }
        outcome => outcome,
    }
}

/// Checks a body that was read against the document's constraints.
fn check(content: &Content, target: &dyn MessageParts, index: usize, optional: bool, mode: Mode) -> ValueResult {
    #[cfg(feature = "xml")]
    let collects = content.codec != Codec::Xml;
    #[cfg(not(feature = "xml"))]
    let collects = true;
    write_body(content, target, index, optional, mode, collects).map(drop)
}

/// The errors of a body that was read in part, and with them the constraints that the rest of it breaks.
#[cold]
fn with_broken_rules(read: Box<ValueError>, broken: Option<Box<ValueError>>) -> Box<ValueError> {
    let read: Vec<_> = read.each().collect();
    let others = broken.into_iter().flat_map(ValueError::each);
    let others: Vec<_> = others.filter(|error| !read.iter().any(|read| error.is_within(read))).collect();
    let mut all = None;
    for error in read.into_iter().chain(others) {
        all = Some(error.after(&mut all));
    }
    all.unwrap_or_else(|| ValueError::new(Reason::Missing))
}

fn utf8(bytes: &Bytes) -> Result<&str, Box<ValueError>> {
    std::str::from_utf8(bytes)
        .map_err(|error| ValueError::new(Reason::Syntax { message: "not UTF-8", offset: error.valid_up_to() }))
}
