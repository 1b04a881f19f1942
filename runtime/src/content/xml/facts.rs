//! The XML Objects of a document, and which property a part of an element is.

use super::element::{Kind, Property};
use super::name::local;
use crate::error::{Reason, ValueError, ValueResult};
use crate::model::{Field, Object};

/// The XML Object of a value (OpenAPI 3.0.3, section 4.7.26). By default a property is an element
/// of its own name.
#[derive(Debug)]
pub struct Xml {
    /// The name of the element or attribute, without a prefix.
    pub name: &'static str,
    /// The prefix that it is written with.
    pub prefix: Option<&'static str>,
    /// The namespace that it is in. An attribute is in none, where it has no prefix.
    pub namespace: Option<&'static str>,
    /// Whether it is an attribute.
    pub attribute: bool,
    /// Whether the items of an array stand in an element of their own, which then has the name above.
    pub wrapped: bool,
    /// The items of an array; `None` where they are elements of the name above.
    pub items: Option<&'static Xml>,
}

impl Xml {
    /// An element without a name: what generated tables start from.
    pub const NONE: Self =
        Self { name: "", prefix: None, namespace: None, attribute: false, wrapped: false, items: None };

    /// What holds for the elements that a property is: of an array that is not wrapped these are its items.
    pub(super) fn outer(&self) -> &Self {
        match self.items {
            Some(items) if !self.wrapped => items,
            Some(_) | None => self,
        }
    }

    /// Whether an element or attribute has this name.
    pub(super) fn names(&self, name: &str, namespace: Option<&str>, attribute: bool) -> bool {
        let qualified = !attribute || self.prefix.is_some();
        local(self.name) == name && self.namespace.is_none_or(|wanted| !qualified || namespace == Some(wanted))
    }
}

/// The place of the property that a part of an element is, which is likely at `next` or soon behind it.
pub(super) fn find(object: &Object, part: &Property<'_>, next: usize) -> Option<usize> {
    let (before, after) = object.fields.split_at_checked(next)?;
    let named = |field: &Field| is_named(field, part);
    let aliased = |field: &Field| is_of_kind(field, part.kind) && field.aliases.contains(&part.name);
    let place = after.iter().position(named).map(|index| index + next);
    place.or_else(|| before.iter().position(named)).or_else(|| object.fields.iter().position(aliased))
}

fn is_named(field: &Field, part: &Property<'_>) -> bool {
    is_of_kind(field, part.kind)
        && match field.xml {
            None => field.name == part.name,
            Some(xml) if xml.attribute => xml.names(part.name, part.namespace, true),
            Some(xml) => xml.outer().names(part.name, part.namespace, false),
        }
}

fn is_of_kind(field: &Field, kind: Kind) -> bool {
    let attribute = field.xml.is_some_and(|xml| xml.attribute);
    match kind {
        Kind::Attribute => attribute,
        Kind::Element => !attribute,
        Kind::Text => false,
    }
}

/// Whether a property that the document does not list would read as one that it does.
pub(crate) fn is_listed(object: &Object, key: &str) -> bool {
    let (kind, name) = Kind::of(key);
    find(object, &Property { kind, name, namespace: None, spot: super::Spot::Nothing }, 0).is_some()
}

/// Checks that the properties of an object have different names in XML, and that the discriminator has its own
/// name there.
pub(crate) fn check_names(object: &Object, tag: Option<&str>) -> ValueResult {
    for (index, field) in object.fields.iter().enumerate() {
        let (kind, name, namespace) = match field.xml {
            None => (Kind::Element, field.name, None),
            Some(xml) if xml.attribute => (Kind::Attribute, xml.name, xml.namespace),
            Some(xml) => (Kind::Element, xml.outer().name, xml.outer().namespace),
        };
        let part = Property { kind, name: local(name), namespace, spot: super::Spot::Nothing };
        if find(object, &part, 0) != Some(index) {
            let message = "in XML it has the name of another property".to_owned();
            return Err(ValueError::new(Reason::Ambiguous(message)).at_key(field.name));
        }
        if tag == Some(field.name) && part.name != field.name {
            let message = "in XML it has another name, and would not tell the alternative".to_owned();
            return Err(ValueError::new(Reason::Ambiguous(message)).at_key(field.name));
        }
    }
    Ok(())
}
