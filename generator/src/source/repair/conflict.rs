//! `allOf` of types that no value has at once: what lets `null` in everywhere is `null`, else the last type counts, which is
//! the one that was added to the others.

use serde_json::{Map, Value, json};

use super::{Repairs, look};
use crate::diagnostic::{Diagnostic, Pointer};

/// One of the types that are asked for together.
struct Asked {
    /// The place in `allOf`; none for what stands beside it.
    member: Option<usize>,
    kind: String,
    nullable: bool,
}

/// Takes out what contradicts the rest.
pub(super) fn of_schemas(tree: &mut Value, repairs: &mut Repairs<'_>) {
    for at in look::schemas(tree, |map| map.contains_key("allOf")) {
        let asked = asked(tree, &at);
        let Some(last) = asked.last() else { continue };
        let against = asked.iter().filter(|one| !go_together(&one.kind, &last.kind));
        let against: Vec<usize> = against.filter_map(|one| one.member).collect();
        let Some(first) = against.first() else { continue };
        let only_null = asked.iter().all(|one| one.nullable);
        let home = at.key("allOf");
        let kind = asked.iter().find(|one| one.member == Some(*first)).map(|one| one.kind.as_str()).unwrap_or_default();
        let read = if only_null {
            "only `null` is both, and any value will do".to_owned()
        } else {
            format!("it is {}", article(&last.kind))
        };
        let message = format!("a value cannot be {} and {} at once; {read}", article(kind), article(&last.kind));
        let place = last.member.map_or_else(|| at.clone(), |member| home.index(member));
        let finding = Diagnostic::warning("conflicting-all-of", &place, message);
        repairs.push(finding.related(&home.index(*first), format!("{} is asked for here", article(kind))));
        let Some(Value::Object(schema)) = tree.pointer_mut(at.as_str()) else { continue };
        if only_null {
            let described = |key: &String| matches!(key.as_str(), "title" | "description" | "deprecated");
            schema.retain(|key, _| described(key));
            schema.insert("nullable".to_owned(), json!(true));
        } else if let Some(Value::Array(list)) = schema.get_mut("allOf") {
            repairs.remove_items(list, &home, &against);
            if list.is_empty() {
                schema.shift_remove("allOf");
            }
        }
    }
}

fn asked(tree: &Value, at: &Pointer) -> Vec<Asked> {
    let Some(Value::Object(schema)) = tree.pointer(at.as_str()) else { return Vec::new() };
    let members = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    let of = |member: Option<usize>, value: &Value| {
        let kind = look::kind(tree, value)?.to_owned();
        let nullable = |map: &Map<String, Value>| map.get("nullable").and_then(Value::as_bool);
        let nullable = look::first(tree, value, &nullable, 0) == Some(true);
        Some(Asked { member, kind, nullable })
    };
    let mut asked: Vec<Asked> = members.enumerate().filter_map(|(index, member)| of(Some(index), member)).collect();
    let own: Map<String, Value> =
        schema.iter().filter(|(key, _)| *key != "allOf").map(|(key, value)| (key.clone(), value.clone())).collect();
    let own = Value::Object(own);
    let kind = look::kind(&Value::Null, &own).map(str::to_owned);
    asked.extend(kind.map(|kind| Asked { member: None, kind, nullable: own.get("nullable") == Some(&json!(true)) }));
    asked
}

fn go_together(one: &str, other: &str) -> bool {
    let number = |kind: &str| matches!(kind, "integer" | "number");
    one == other || (number(one) && number(other))
}

fn article(kind: &str) -> String {
    let vowel = matches!(kind, "integer" | "array" | "object");
    format!("{} {kind}", if vowel { "an" } else { "a" })
}
