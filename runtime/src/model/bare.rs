//! An array, or one item of it, where the object around it is meant (`x-lenient: bare-array` and `bare-item`).

use super::progress::Progress;
use super::{Fields, Need, Object};
use crate::content::xml::is_bare_item;
use crate::error::ValueResult;
use crate::reader::{Reader, Source};
use crate::rt::ObjectTable;
use crate::tree::Node;

/// A property of an object, which is an array and may stand without that object. It is written in the documented form.
#[derive(Debug)]
pub struct BareArray {
    /// The property's place in [`Object::fields`].
    pub field: usize,
    /// Whether the array may stand where the object is meant (`x-lenient: bare-array`).
    pub array: bool,
    /// The items, where a single one may (`x-lenient: bare-item`): an object that lacks the property, and has one that
    /// items list and the object does not.
    pub item: Option<&'static ObjectTable>,
}

impl Reader<'_> {
    /// Reads the value of one property, which stands where its object is meant.
    #[cold]
    pub(super) fn bare_array(
        &mut self,
        target: &mut dyn Fields,
        object: &'static Object,
        index: usize,
        item: bool,
        place: &mut Progress,
    ) -> ValueResult {
        let field = object.fields.get(index);
        self.optional = field.is_some_and(|field| field.need != Need::Required);
        self.rules = field.and_then(|field| field.rules);
        self.xml = field.and_then(|field| field.xml);
        self.bare_item = item;
        place.seen.mark(index);
        target.read_field(index, self)?;
        self.complete(object, std::mem::take(place))
    }

    /// Whether an object is none of the documented ones but an item of its array: it lacks that property, and has one
    /// that items list and the object does not.
    #[cold]
    pub(super) fn is_bare_item(&self, object: &Object, index: usize, item: &Object) -> bool {
        let mut found = false;
        let mut judge = |name: &str| match object.find(name, 0) {
            Some(place) => place != index,
            None => {
                found |= item.lists(name);
                true
            }
        };
        let without = match self.source {
            Source::Json => self.keys_pass(&mut judge),
            Source::Tree(Node::Object(properties)) => properties.iter().all(|(key, _)| judge(key)),
            Source::Xml(spot) => return is_bare_item(spot, object, index, item),
            Source::Tree(_) | Source::Octets(_) => false,
        };
        without && found
    }

    /// Whether all property names of the object that comes next pass; what is no object has none that do.
    fn keys_pass(&self, pass: &mut dyn FnMut(&str) -> bool) -> bool {
        let mut scanner = self.scanner;
        if !scanner.eat(b'{') {
            return false;
        }
        let mut more = !scanner.eat(b'}');
        while more {
            // What is wrong with the text comes to light when it is read.
            let Ok(key) = scanner.key() else { return false };
            if !pass(&key) || scanner.skip(self.depth + 1).is_err() {
                return false;
            }
            let Ok(next) = scanner.more(b'}') else { return false };
            more = next;
        }
        true
    }
}
