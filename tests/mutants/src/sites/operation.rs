//! Operations.

use super::object::need;
use super::{Change, Changes, Item, below, changed, content, each, forgotten, renamed, rules, unknown, within};
use crate::operator::Operator;

/// `listDevices,GET,/devices`
pub(super) fn head(items: &[Item]) -> Changes {
    let [id, method, path] = items else { return Err("name, method and path are meant".into()) };
    let other = if method.word == "PATCH" { "PUT" } else { "PATCH" };
    let method_changed = vec![id.clone(), Item::new(other), path.clone()];
    let longer = Item::new(format!("{}x", path.word));
    let path_changed = vec![id.clone(), method.clone(), longer];
    // The id stands in no message.
    let change = |operator, now| Change { operator, place: Vec::new(), now, equivalent: None };
    Ok(vec![change(Operator::ChangeMethod, method_changed), change(Operator::ChangePath, path_changed)])
}

/// `?limit(query,maximum(100)),offset(query)`
pub(super) fn parameters(items: &[Item]) -> Changes {
    let mut all = each(items, |item| parameter(item, true))?;
    for (index, pair) in items.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let mut now = items.to_vec();
        now.swap(index, index + 1);
        let place = vec![format!("{} and {}", left.word, right.word)];
        all.push(Change { operator: Operator::SwapParameters, place, now, equivalent: None });
    }
    Ok(all)
}

/// `?limit(query,maximum(100))`; that a header of a response is one, is no fact of its own.
fn parameter(item: &Item, of_request: bool) -> Changes {
    let says = |word: &str| item.items.iter().any(|said| said.word == word);
    let in_path = says("path");
    let mut all = vec![renamed(Operator::ChangeWireName, item, "x"), below(&item.word, explode(item))];
    let needed = need(item);
    let equivalent = in_path.then_some("a path without it is another path");
    all.push(below(&item.word, Change { equivalent, ..needed }));
    all.extend(within(item, &item.word, |said| match said.word.as_str() {
        "path" | "query" | "header" | "cookie" if of_request => {
            let other = if said.word == "query" { "header" } else { "query" };
            Ok(vec![changed(Operator::ChangeLocation, &said.word, Item::new(other))])
        }
        "header" => Ok(Vec::new()),
        // `explode` the other way round, above.
        "exploded" | "joined" => Ok(Vec::new()),
        "delimited" | "pair" | "allowReserved" | "array" | "map" | "json" | "object" => {
            Ok(vec![forgotten(Operator::ForgetStyle, said)])
        }
        _ => rules::rule(said).unwrap_or_else(|| unknown(said)),
    })?);
    Ok(all)
}

/// `explode`, the other way round: `exploded` and `joined` stand where the location's own reading is another one.
fn explode(item: &Item) -> Change {
    let says = |word: &str| item.items.iter().any(|said| said.word == word);
    let mut other = item.clone();
    if says("exploded") || says("joined") {
        other.items.retain(|said| said.word != "exploded" && said.word != "joined");
    } else {
        let word = if says("query") || says("cookie") { "joined" } else { "exploded" };
        other.items.push(Item::new(word));
    }
    let equivalent = if says("array") && (says("path") || says("header")) {
        Some("an array in a path or a header is written alike in both ways")
    } else if !says("array") && !says("map") && !says("object") {
        Some("of a single value, `explode` says nothing")
    } else {
        None
    };
    Change { equivalent, ..changed(Operator::ForgetExplode, "", other) }
}

/// `?body(json(application/json),anyContentType)`
pub(super) fn bodies(items: &[Item]) -> Changes {
    each(items, |item| {
        let mut all = vec![below("body", need(item))];
        all.extend(within(item, "body", |item| match item.word.as_str() {
            "anyContentType" => Ok(vec![forgotten(Operator::ForgetLeniency, item)]),
            _ => content(item),
        })?);
        Ok(all)
    })
}

/// `json(application/json,alternative(1),maxItems(3))`
fn content(item: &Item) -> Changes {
    let other = match item.word.as_str() {
        "json" => "text",
        "text" | "octets" | "xml" | "urlencoded" => "json",
        _ => return unknown(item),
    };
    let Some((media_type, said)) = item.items.split_first() else { return unknown(item) };
    let label = media_type.word.as_str();
    let media_type_changed = Item::new(&item.word).of(format!("{label}x")).with(said.iter().cloned());
    let mut all = vec![
        changed(Operator::ChangeMediaType, label, media_type_changed),
        changed(Operator::ChangeCodec, label, Item { word: other.to_owned(), ..item.clone() }),
    ];
    let broken = each(said, |said| match said.word.as_str() {
        "alternative" => Ok(vec![forgotten(Operator::LoseAlternative, said)]),
        "xml" => content::xml(said),
        "form" => content::form(said),
        "allowReserved" => Ok(vec![forgotten(Operator::ForgetEncoding, said)]),
        "jsonField" => content::json_field(said),
        _ => rules::rule(said).unwrap_or_else(|| unknown(said)),
    })?;
    all.extend(broken.into_iter().map(|change| {
        let now = Item::new(&item.word).with([media_type.clone()]).with(change.now.iter().cloned());
        below(label, Change { now: vec![now], ..change })
    }));
    Ok(all)
}

/// `200(success,optional,json(application/json),headers(?x-rate(header))),404,default`
pub(super) fn responses(items: &[Item]) -> Changes {
    each(items, |item| {
        let status = item.word.as_str();
        // No response of these documents has the status 999.
        let mut all = vec![changed(Operator::LoseStatus, status, Item { word: "999".to_owned(), ..item.clone() })];
        let mut other = item.clone();
        other.items.retain(|said| said.word != "success");
        if other.items.len() == item.items.len() {
            other.items.insert(0, Item::new("success"));
        }
        all.push(changed(Operator::ConfuseSuccess, status, other));
        all.extend(within(item, status, |said| match said.word.as_str() {
            // The other way round, above.
            "success" => Ok(Vec::new()),
            "optional" => Ok(vec![forgotten(Operator::DemandOptional, said)]),
            "headers" => within(said, "headers", |header| parameter(header, false)),
            _ => content(said),
        })?);
        Ok(all)
    })
}

/// `all(apiKey,session),all`: each alternative left out, and each scheme of it; where there is one only, anyone may call
/// then.
pub(super) fn requirements(items: &[Item]) -> Changes {
    let mut all = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if item.word != "all" {
            return unknown(item);
        }
        let place = vec![format!("security {index}")];
        let mut now = items.to_vec();
        now.remove(index);
        all.push(Change { operator: Operator::LoseSecurity, place, now, equivalent: None });
        if item.items.len() > 1 {
            let broken = within(item, &format!("security {index}"), |scheme| {
                Ok(vec![forgotten(Operator::LoseSecurity, scheme)])
            })?;
            all.extend(broken.into_iter().map(|change| {
                let mut now = items.to_vec();
                now.splice(index..=index, change.now.iter().cloned());
                Change { now, ..change }
            }));
        }
    }
    Ok(all)
}
