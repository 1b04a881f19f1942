//! The tree to which a [`Writer`](super::Writer) writes what is no JSON, before it becomes a form or a parameter.

use crate::tree::Node;

/// A tree that is being written.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// The open arrays and objects, outermost first, each with its name.
    pub(crate) open: Vec<(String, Node)>,
    /// The name of the next value, if the document does not list it.
    pub(crate) key: Option<String>,
    /// The value, where all are closed.
    pub(crate) done: Option<Node>,
}

impl Tree {
    /// A tree of which nothing is written.
    pub(super) const EMPTY: Self = Self { open: Vec::new(), key: None, done: None };

    /// Puts a finished node into the innermost open one.
    pub(crate) fn put(&mut self, key: String, node: Node) {
        match self.open.last_mut() {
            None => self.done = Some(node),
            Some((_, Node::List(items))) => items.push(node),
            Some((_, Node::Object(properties))) => properties.push((key, node)),
            Some((_, Node::Null | Node::Text(_) | Node::Json(_))) => {}
        }
    }

    /// The node that was finished last.
    pub(crate) fn last(&self) -> Option<&Node> {
        match self.open.last() {
            None => self.done.as_ref(),
            Some((_, Node::List(items))) => items.last(),
            Some((_, Node::Object(properties))) => properties.last().map(|(_, node)| node),
            Some((_, Node::Null | Node::Text(_) | Node::Json(_))) => None,
        }
    }
}
