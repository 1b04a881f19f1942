//! The XML Objects and the forms of a document.

use super::{Entry, all, only, text, wrong};
use crate::content::form::{Form, FormProperty, FormStyle, JsonField};
use crate::content::xml::Xml;
use crate::rt::notation::TextError;
use crate::rt::table::forever;

/// `xml(name(tags),wrapped,items(name(tag)))`
pub(super) fn xml(item: &Entry) -> Result<&'static Xml, TextError> {
    let mut xml = Xml::NONE;
    for item in &item.items {
        match &*item.word {
            "name" => xml.name = text(only(item)?),
            "prefix" => xml.prefix = Some(text(only(item)?)),
            "namespace" => xml.namespace = Some(text(only(item)?)),
            "attribute" => xml.attribute = true,
            "wrapped" => xml.wrapped = true,
            "items" => xml.items = Some(self::xml(item)?),
            _ => return wrong(item, "not a word of XML"),
        }
    }
    Ok(forever(xml))
}

/// `form(tags(exploded))`: each property that is more than one text, with its style.
pub(super) fn form(
    item: Option<&Entry>,
    json_field: Option<JsonField>,
    reserved: &'static [&'static str],
) -> Result<&'static Form, TextError> {
    let mut properties = Vec::new();
    for item in item.map_or(&[][..], |item| &item.items) {
        let style = only(item)?;
        let style = match &*style.word {
            "exploded" => FormStyle::Exploded,
            "comma" => FormStyle::Comma,
            "space" => FormStyle::Space,
            "pipe" => FormStyle::Pipe,
            "deepObject" => FormStyle::DeepObject,
            "json" => FormStyle::Json,
            "jsonItems" => FormStyle::JsonItems,
            _ => return wrong(style, "not a style of forms"),
        };
        properties.push(FormProperty { name: text(item), style });
    }
    Ok(forever(Form { properties: all(properties), json_field, reserved }))
}

/// `jsonField(data,type(json))`: the field that may hold the whole object, and the pairs that are written before it.
pub(super) fn json_field(item: &Entry) -> Result<JsonField, TextError> {
    let Some((field, with)) = item.items.split_first() else { return wrong(item, "the field is missing") };
    let with = with.iter().map(|pair| Ok((text(pair), text(only(pair)?))));
    Ok(JsonField { field: text(field), with: all(with.collect::<Result<_, TextError>>()?) })
}
