//! Discriminators that do not tell every alternative from the others: what fits is taken without them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Repairs, look};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::resolve;

/// Takes them out.
pub(super) fn of_schemas(tree: &mut Value, repairs: &mut Repairs<'_>) {
    let wanted = |map: &Map<String, Value>| {
        map.contains_key("discriminator")
            && map.get("oneOf").and_then(Value::as_array).is_some_and(|list| list.len() > 1)
    };
    for at in look::schemas(tree, wanted) {
        let Some((index, message)) = fault(tree, &at) else { continue };
        let place = at.key("oneOf").index(index);
        let message = format!("{message}; the alternatives are told apart without the `discriminator`");
        let finding = Diagnostic::warning("discriminator-variant", &place, message);
        let help = "make each alternative a component and refer to it, or give the property one value in each";
        repairs.push(finding.related(&at.key("discriminator"), "the discriminator").help(help));
        if let Some(Value::Object(schema)) = tree.pointer_mut(at.as_str()) {
            schema.shift_remove("discriminator");
        }
    }
}

/// The first alternative that it does not tell apart, and why.
fn fault(tree: &Value, at: &Pointer) -> Option<(usize, String)> {
    let schema = tree.pointer(at.as_str())?;
    let discriminator = schema.get("discriminator")?;
    let property = discriminator.get("propertyName").and_then(Value::as_str)?;
    let mapping = mapping(tree, discriminator, at);
    let mut seen = BTreeSet::new();
    for (index, alternative) in schema.get("oneOf")?.as_array()?.iter().enumerate() {
        // What is null, or is not there, is no alternative of a union.
        let nothing = alternative.get("$ref").is_none()
            && alternative.get("nullable").is_some()
            && look::kind(tree, alternative).is_none();
        if nothing || (alternative.get("$ref").is_some() && look::follow(tree, alternative, at).is_none()) {
            continue;
        }
        if let Some(kind) = look::kind(tree, alternative).filter(|kind| *kind != "object") {
            return Some((
                index,
                format!("an alternative of a union with a `discriminator` must be an object, not {kind}"),
            ));
        }
        let tags = tags(tree, alternative, property, &mapping);
        if tags.is_empty() {
            return Some((index, format!("no value of `{property}` stands for this alternative")));
        }
        if let Some(tag) = tags.into_iter().find(|tag| !seen.insert(tag.clone())) {
            return Some((index, format!("the value `{tag}` of `{property}` stands for another alternative too")));
        }
    }
    None
}

/// The values that stand for an alternative: those of the mapping; else the component's name, unless the property never has
/// that value in it; else those that the property has.
fn tags(tree: &Value, alternative: &Value, property: &str, mapping: &[(String, Pointer)]) -> BTreeSet<String> {
    let reference = alternative.get("$ref").and_then(Value::as_str);
    let target =
        reference.and_then(|reference| resolve::target(tree, reference, &Pointer::root()).ok()).map(|(_, at)| at);
    let mapped: BTreeSet<String> =
        mapping.iter().filter(|(_, at)| target.as_ref() == Some(at)).map(|(tag, _)| tag.clone()).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    let property = |map: &Map<String, Value>| {
        let said = map.get("properties")?.get(property)?.clone();
        look::first(tree, &said, &|map| map.get("enum").and_then(Value::as_array).cloned(), 0)
    };
    let listed = look::first(tree, alternative, &property, 0).unwrap_or_default();
    let listed: BTreeSet<String> = listed.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    match target.filter(is_component).and_then(|at| at.last()) {
        Some(name) if listed.is_empty() || listed.contains(&name) => BTreeSet::from([name]),
        _ => listed,
    }
}

fn mapping(tree: &Value, discriminator: &Value, at: &Pointer) -> Vec<(String, Pointer)> {
    let mapping = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
    let entries = mapping.filter_map(|(tag, value)| {
        let text = value.as_str()?;
        let component = || Pointer::root().key("components").key("schemas").key(text);
        Some((tag.clone(), resolve::target(tree, text, at).map_or_else(|_| component(), |(_, at)| at)))
    });
    entries.collect()
}

fn is_component(at: &Pointer) -> bool {
    at.parent() == Some(Pointer::root().key("components").key("schemas"))
}
