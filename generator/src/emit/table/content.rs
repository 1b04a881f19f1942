//! What the document says of values in XML and in forms.

use crate::ir::{Form, FormStyle, Xml};
use crate::notation::Item;

/// `xml(name(tags),wrapped,items(name(tag)))`
pub(super) fn xml(word: &str, xml: &Xml) -> Item {
    let Xml { name, prefix, namespace, attribute, wrapped, items } = xml;
    let text = |word: &str, text: &Option<String>| text.as_ref().map(|text| Item::new(word).of(text));
    let items = [
        Some(Item::new("name").of(name)),
        text("prefix", prefix),
        text("namespace", namespace),
        attribute.then(|| Item::new("attribute")),
        wrapped.then(|| Item::new("wrapped")),
        items.as_deref().map(|items| self::xml("items", items)),
    ];
    Item::new(word).with(items.into_iter().flatten())
}

/// `form(tags(exploded))`, `allowReserved(tags)` and `jsonField(data,type(json))`
pub(super) fn form(form: &Form) -> impl Iterator<Item = Item> {
    let properties: Vec<Item> =
        form.properties.iter().map(|(name, style)| Item::new(name).of(self::style(*style))).collect();
    let json_field = form.json_field.as_ref().map(|json_field| {
        let with = json_field.with.iter().map(|(name, value)| Item::new(name).of(value));
        Item::new("jsonField").of(&json_field.field).with(with)
    });
    // A form without properties of this kind has a table all the same: it is one.
    let reserved = &form.reserved;
    let reserved = (!reserved.is_empty()).then(|| Item::new("allowReserved").with(reserved.iter().map(Item::new)));
    [Some(Item::new("form").with(properties)), reserved, json_field].into_iter().flatten()
}

fn style(style: FormStyle) -> &'static str {
    match style {
        FormStyle::Exploded => "exploded",
        FormStyle::Comma => "comma",
        FormStyle::Space => "space",
        FormStyle::Pipe => "pipe",
        FormStyle::DeepObject => "deepObject",
        FormStyle::Json => "json",
        FormStyle::JsonItems => "jsonItems",
    }
}
