//! Properties of a form that are JSON: written as JSON, and put into the tree as its text.

use super::FormStyle;
use crate::content::json::write_string;
use crate::tree::Node;
use crate::writer::{Encoding, Writer};

impl Writer {
    /// Whether the next value in the tree is JSON: a property of a form, or an item of an array that is one.
    pub(crate) fn is_json_pair(&self) -> bool {
        let Some(form) = self.pairs.filter(|_| self.encoding == Encoding::Tree) else { return false };
        match self.tree.open.as_slice() {
            [(_, Node::Object(_))] => self.field.is_some_and(|field| form.style(field.name) == Some(FormStyle::Json)),
            [_, (name, Node::List(_))] => form.style(name) == Some(FormStyle::JsonItems),
            _ => false,
        }
    }

    /// Puts a text into the tree: a string, or what JSON writes without quotes.
    pub(crate) fn put_text(&mut self, text: &str, quoted: bool) {
        let node = match (self.is_json_pair(), quoted) {
            (false, _) => Node::Text(text.to_owned()),
            (true, false) => Node::Json(text.to_owned()),
            (true, true) => {
                let mut json = Vec::new();
                write_string(&mut json, text);
                Node::Json(String::from_utf8(json).unwrap_or_default())
            }
        };
        let key = self.tree_key();
        self.tree.put(key, node);
    }

    /// Opens an array or object as JSON within the tree, up to where it is closed.
    pub(crate) fn open_json(&mut self, bracket: u8) {
        self.tree.key = Some(self.tree_key());
        self.encoding = Encoding::Json;
        self.json_depth = self.depth - 1;
        self.out.push(bracket);
        self.first = true;
    }

    /// Goes back to the tree.
    #[cold]
    pub(crate) fn close_json(&mut self) {
        self.encoding = Encoding::Tree;
        self.json_depth = usize::MAX;
        let json = String::from_utf8(std::mem::take(&mut self.out)).unwrap_or_default();
        let key = self.tree_key();
        self.tree.put(key, Node::Json(json));
    }
}
