//! A text in JSON comes in; the places of what is wanted in it go out. What is not wanted is passed over, so that a large
//! document takes little time and no memory.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Content, Node, Wanted};

/// The places of what is wanted; `None` where the text is no JSON.
pub(super) fn read(text: &str, wanted: &Wanted) -> Option<Rc<Node>> {
    let value = serde_json::from_str::<&RawValue>(text).ok()?;
    Some(Reader { text, wanted }.node(value))
}

/// Reads a value within the text, and in it what is wanted.
#[derive(Clone, Copy)]
struct Reader<'a, 'w> {
    text: &'a str,
    wanted: &'w Wanted,
}

impl<'a> Reader<'a, '_> {
    fn node(self, value: &'a RawValue) -> Rc<Node> {
        let mut span = self.place(value);
        if value.get().contains('\n') {
            span.end = span.start + 1;
        }
        let mut deserializer = serde_json::Deserializer::from_str(value.get());
        let content = if self.wanted.0.is_empty() { None } else { deserializer.deserialize_any(self).ok() };
        Rc::new(Node { span, content: content.unwrap_or(Content::Scalar) })
    }

    /// Where a part of the text stands in it.
    fn place(&self, part: &RawValue) -> Range<usize> {
        let start = part.get().as_ptr().addr() - self.text.as_ptr().addr();
        start..start + part.get().len()
    }
}

impl<'a> Visitor<'a> for Reader<'a, '_> {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut entries: A) -> Result<Content, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<&RawValue, &RawValue>()? {
            let place = self.place(key);
            let Ok(key) = serde_json::from_str::<String>(key.get()) else { continue };
            if let Some(wanted) = self.wanted.0.get(&key) {
                map.push((key, place, Reader { wanted, ..self }.node(value)));
            }
        }
        Ok(Content::Map(map))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut items: A) -> Result<Content, A::Error> {
        let mut list = Vec::new();
        let nothing = Wanted::default();
        while let Some(value) = items.next_element::<&RawValue>()? {
            let wanted = self.wanted.0.get(&list.len().to_string()).unwrap_or(&nothing);
            list.push(Reader { wanted, ..self }.node(value));
        }
        Ok(Content::List(list))
    }
}
