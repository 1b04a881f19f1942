//! The API is turned into what is printed into which file, and under which feature,.
//!
//! Operations stand with their tag, and so do the types that only one tag reaches; what several tags reach is shared. A
//! large API has a feature for each tag.

use std::collections::{BTreeSet, HashSet};

use super::Context;
use super::server::operations;
use crate::ir::{Operation, Tag, TypeDef, TypeId, walk};

/// From how many operations on an API has a feature for each tag.
const LARGE: usize = 100;
/// How many features a package has at most; the registry takes 300.
const MOST_FEATURES: usize = 250;
/// The features that every generated crate has for itself.
const FEATURES: [&str; 9] =
    ["client", "default", "jwt", "network", "reqwest-0-13", "rustls", "serde", "server", "webhooks"];

/// What stands together in the generated crate.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    /// A group for each tag.
    pub(super) tags: Vec<Group<'a>>,
    /// The types that several tags reach, or none, and under which features each stands.
    pub(super) shared: Vec<(&'a TypeDef, Vec<&'a str>)>,
    /// Whether there are features for tags.
    pub(super) features: bool,
}

/// What a tag has for itself.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The tag.
    pub(super) tag: &'a Tag,
    /// The feature that turns it on; `None` where it is always on.
    pub(super) feature: Option<String>,
    /// Its operations.
    pub(super) operations: Vec<&'a Operation>,
    /// The types that only it reaches.
    pub(super) types: Vec<&'a TypeDef>,
}

/// The features of the tags, in their order.
pub(super) fn features(cx: &Context<'_>) -> Vec<Option<String>> {
    let tags = &cx.api.tags;
    let tagged = tags.iter().filter(|tag| tag.tagged).count();
    let large = cx.api.operations.len() > LARGE && tags.len() > 1 && tagged <= MOST_FEATURES;
    let on = cx.config.tag_features.unwrap_or(large);
    tags.iter().map(|tag| (on && tag.tagged).then(|| feature(tag))).collect()
}

/// The feature of a tag.
fn feature(tag: &Tag) -> String {
    let name = tag.module.replace('_', "-");
    if FEATURES.contains(&name.as_str()) { format!("tag-{name}") } else { name }
}

/// The groups of an API. `features` are those of its tags.
pub(super) fn groups<'a>(cx: &Context<'a>, features: &'a [Option<String>]) -> Groups<'a> {
    let api = cx.api;
    let reached: Vec<HashSet<TypeId>> = api.tags.iter().map(|tag| reached(cx, tag)).collect();
    let mut tags: Vec<Group<'a>> = api
        .tags
        .iter()
        .zip(features)
        .map(|(tag, feature)| Group {
            tag,
            feature: feature.clone(),
            operations: operations(cx, tag).collect(),
            types: Vec::new(),
        })
        .collect();
    let mut shared = Vec::new();
    for (index, def) in api.types.iter().enumerate().filter(|(_, def)| def.is_printed()) {
        // Another name of a type stands where that type does.
        let index = def.alias_of.map_or(index, |shared| shared.0);
        let by: Vec<usize> = reached
            .iter()
            .enumerate()
            .filter(|(_, types)| types.contains(&TypeId(index)))
            .map(|(tag, _)| tag)
            .collect();
        match by.as_slice() {
            [only] => tags.get_mut(*only).into_iter().for_each(|group| group.types.push(def)),
            several => shared.push((def, under(several, features))),
        }
    }
    // The order of components decides nothing.
    tags.iter_mut().for_each(|group| group.types.sort_by_key(|def| &def.name.rust));
    shared.sort_by_key(|(def, _)| &def.name.rust);
    Groups { tags, shared, features: features.iter().any(Option::is_some) }
}

/// The features under which something stands that these tags reach: none, where it always stands.
fn under<'a>(tags: &[usize], features: &'a [Option<String>]) -> Vec<&'a str> {
    let by: Vec<Option<&str>> = tags.iter().filter_map(|tag| features.get(*tag)).map(Option::as_deref).collect();
    let always = by.len() == features.len() || by.iter().any(Option::is_none);
    if always { Vec::new() } else { by.into_iter().flatten().collect() }
}

impl<'a> Groups<'a> {
    /// Under which features something stands that these operations share.
    pub(super) fn under<'f>(
        &self,
        features: &'f [Option<String>],
        shares: impl Fn(&Operation) -> bool,
    ) -> (BTreeSet<usize>, Vec<&'f str>) {
        let of = |(index, group): (usize, &Group<'a>)| group.operations.iter().any(|one| shares(one)).then_some(index);
        let tags: BTreeSet<usize> = self.tags.iter().enumerate().filter_map(of).collect();
        let list: Vec<usize> = tags.iter().copied().collect();
        (tags, under(&list, features))
    }
}

/// `#[cfg(any(feature = "issues", feature = "pulls"))]`, and a line break; nothing where there are no features.
pub(super) fn gate(features: &[&str]) -> String {
    match features {
        [] => String::new(),
        [feature] => format!("#[cfg(feature = \"{feature}\")]\n"),
        several => {
            let all: Vec<String> = several.iter().map(|feature| format!("feature = \"{feature}\"")).collect();
            format!("#[cfg(any({}))]\n", all.join(", "))
        }
    }
}

/// The types that the operations of a tag reach.
fn reached(cx: &Context<'_>, tag: &Tag) -> HashSet<TypeId> {
    let mut found = HashSet::new();
    let held =
        operations(cx, tag).flat_map(|operation| walk::of_request(operation).chain(walk::of_responses(operation)));
    walk::reach(walk::named(held), &cx.api.types, |id| found.insert(id));
    found
}
