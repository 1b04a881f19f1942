//! Objects and unions.

use super::{Entry, content, list, only, rules, text, texts, wrong};
use crate::content::json::write_string;
use crate::model::{BareArray, Field, Kinds, Need, Object, OneOf, Unknown, Variant};
use crate::rt::notation::{Mark, TextError};
use crate::rt::table::{Link, forever};

/// `id,?name(maxLength(64),alias(title),xml(attribute));keep,minProperties(1),bare(0,array)`
pub(in crate::rt) fn object(name: &'static str, lists: &[Vec<Entry>], links: &[Link]) -> Result<Object, TextError> {
    let fields = super::all(list(lists, 0).iter().map(field).collect::<Result<Vec<_>, _>>()?);
    let (mut unknown, mut bare) = (Unknown::Skip, None);
    let rules = rules::rules(list(lists, 1), &mut |item| {
        match &*item.word {
            "keep" => unknown = Unknown::Keep,
            "refuse" => unknown = Unknown::Refuse,
            "bare" => bare = Some(bare_array(item, fields, links)?),
            _ => return wrong(item, "not said of objects"),
        }
        Ok(())
    })?;
    Ok(Object { name, fields, unknown, rules, bare_array: bare })
}

fn field(item: &Entry) -> Result<Field, TextError> {
    let name = text(item);
    let mut json = b",".to_vec();
    write_string(&mut json, name);
    json.push(b':');
    let json: &'static str = Box::leak(String::from_utf8(json).unwrap_or_default().into_boxed_str());
    let (mut aliases, mut xml): (&'static [&'static str], _) = (&[], None);
    let rules = rules::rules(&item.items, &mut |item| {
        match &*item.word {
            "alias" => aliases = texts(item),
            "xml" => xml = Some(content::xml(item)?),
            _ => return wrong(item, "not said of properties"),
        }
        Ok(())
    })?;
    Ok(Field { name, json, need: need(item.mark), rules, aliases, xml })
}

/// Whether a mark makes a property required.
pub(super) fn need(mark: Option<Mark>) -> Need {
    match mark {
        None => Need::Required,
        Some(Mark::Optional) => Need::Optional,
        Some(Mark::InRequest) => Need::InRequest,
        Some(Mark::InResponse) => Need::InResponse,
    }
}

/// `bare(0,array,item)`: the property's index, and whether its array and one of its items are accepted for the object;
/// the items' table is the first link. It is not read here, since it may be the one that is being read.
fn bare_array(item: &Entry, fields: &[Field], links: &[Link]) -> Result<&'static BareArray, TextError> {
    let Some((index, said)) = item.items.split_first() else { return wrong(item, "the property is missing") };
    let field = index.word.parse().or_else(|_| wrong(index, "a number is meant"))?;
    if field >= fields.len() {
        return wrong(index, "there is no such property");
    }
    let mut bare = BareArray { field, array: false, item: None };
    for word in said {
        match &*word.word {
            "array" => bare.array = true,
            "item" => {
                let Some(items) = links.first().and_then(|link| link()) else {
                    return wrong(word, "the items have no table");
                };
                bare.item = Some(items);
            }
            _ => return wrong(word, "not said of bare arrays"),
        }
    }
    Ok(forever(bare))
}

/// `number|string,object(tag(device,desk));discriminator(kind)`
pub(in crate::rt) fn union(lists: &[Vec<Entry>]) -> Result<OneOf, TextError> {
    let variants = list(lists, 0).iter().map(variant).collect::<Result<Vec<_>, _>>()?;
    let mut discriminator = None;
    for item in list(lists, 1) {
        match &*item.word {
            "discriminator" => discriminator = Some(text(only(item)?)),
            _ => return wrong(item, "not said of unions"),
        }
    }
    Ok(OneOf { variants: super::all(variants), discriminator })
}

fn variant(item: &Entry) -> Result<Variant, TextError> {
    let mut kinds = Kinds::NONE;
    for kind in item.word.split('|') {
        kinds = kinds.or(match kind {
            "any" => Kinds::ANY,
            "null" => Kinds::NULL,
            "boolean" => Kinds::BOOLEAN,
            "number" => Kinds::NUMBER,
            "string" => Kinds::STRING,
            "array" => Kinds::ARRAY,
            "object" => Kinds::OBJECT,
            "none" => Kinds::NONE,
            _ => return wrong(item, "not a kind of values"),
        });
    }
    let mut tags: &'static [&'static str] = &[];
    let rules = rules::rules(&item.items, &mut |item| {
        match &*item.word {
            "tag" => tags = texts(item),
            _ => return wrong(item, "not said of alternatives"),
        }
        Ok(())
    })?;
    Ok(Variant { kinds, tags, rules })
}
