//! A tree of Swagger 2.0 comes in, is checked against what 2.0 says differently, and is raised to OpenAPI 3.0. What has no
//! form there is a finding at the place where it was written.
//!
//! First each object is built anew in the shape of 3.0, with the place that it comes from; then the schemas and references
//! within are raised in place. What both versions have in common is checked after that, with everything else of 3.0.

mod body;
mod form;
mod media_type;
mod operation;
mod parameter;
mod reference;
mod response;
mod schema;
mod security;
mod server;
mod table;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

pub(super) use self::table::DOCUMENT;
use super::limits::Copies;
use super::prune;
use crate::diagnostic::{Diagnostics, Pointer};
use crate::resolve::percent_decoded;

/// Raises the tree to 3.0. Returns whether it had the shape of 2.0 as far as that matters.
pub(super) fn raise(tree: &mut Value, copies: &mut Copies, diagnostics: &mut Diagnostics) -> bool {
    if !prune::check("Swagger 2.0", &table::DOCUMENT, tree, diagnostics) {
        return false;
    }
    let written = std::mem::take(tree);
    let mut raise = Raise { written: &written, copies, diagnostics, moves: Vec::new(), told: BTreeSet::new() };
    *tree = raise.document();
    let moves = raise.moves;
    let references = reference::Rewriting::new(tree, &moves);
    note(&moves, diagnostics);
    schema::raise(tree, &references, diagnostics);
    true
}

/// Notes where everything stood. What is found before that has the places of the text.
fn note(moves: &[(Pointer, Pointer)], diagnostics: &mut Diagnostics) {
    let origins: Vec<Pointer> = moves.iter().map(|(_, before)| diagnostics.origin(before)).collect();
    for ((now, _), origin) in moves.iter().zip(origins) {
        diagnostics.moved_from(now, origin);
    }
}

/// What is known while a document is raised.
struct Raise<'a> {
    /// The document as it was written.
    written: &'a Value,
    copies: &'a mut Copies,
    diagnostics: &'a mut Diagnostics,
    /// Where things stand now, and where they stood.
    moves: Vec<(Pointer, Pointer)>,
    /// What was said of media types: once of each, though it holds for many operations.
    told: BTreeSet<String>,
}

/// Something of the document and where it stands.
#[derive(Clone)]
struct Place<'a> {
    value: &'a Value,
    at: Pointer,
}

impl<'a> Place<'a> {
    fn get(&self, key: &str) -> Option<Self> {
        self.value.get(key).map(|value| Self { value, at: self.at.key(key) })
    }

    fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key).and_then(Value::as_str)
    }

    fn entries(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let at = self.at.clone();
        let entries = self.value.as_object().into_iter().flatten();
        entries.map(move |(key, value)| (key.as_str(), Self { value, at: at.key(key) }))
    }

    fn items(&self) -> impl Iterator<Item = Self> + use<'a> {
        let at = self.at.clone();
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| Self { value, at: at.index(index) })
    }

    /// These fields, and the extensions.
    fn fields(&self, names: &[&str]) -> Map<String, Value> {
        let kept = self.value.as_object().into_iter().flatten();
        let kept = kept.filter(|(key, _)| names.contains(&key.as_str()) || key.starts_with("x-"));
        kept.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

impl<'a> Raise<'a> {
    /// Notes that what stands at `now` stood at `before`.
    fn moved(&mut self, now: &Pointer, before: &Pointer) {
        self.moves.push((now.clone(), before.clone()));
    }

    fn root(&self) -> Place<'a> {
        Place { value: self.written, at: Pointer::root() }
    }

    fn document(&mut self) -> Value {
        let root = self.root();
        let at = Pointer::root();
        let mut document = Map::from_iter([("openapi".to_owned(), json!("3.0.3"))]);
        document.extend(root.fields(&["info", "security", "tags", "externalDocs"]));
        self.moved(&at.key("openapi"), &at.key("swagger"));
        if let Some(servers) = self.servers() {
            document.insert("servers".to_owned(), servers);
        }
        // Before the paths, which hold copies of some: references lead to components.
        let components = self.components(&at.key("components"));
        let mut paths = Map::new();
        for (path, item) in root.get("paths").iter().flat_map(Place::entries) {
            let now = at.key("paths").key(path);
            let raised = if path.starts_with("x-") { item.value.clone() } else { self.path_item(&item, &now) };
            paths.insert(path.to_owned(), raised);
        }
        document.insert("paths".to_owned(), Value::Object(paths));
        if !components.is_empty() {
            document.insert("components".to_owned(), Value::Object(components));
        }
        Value::Object(document)
    }

    fn components(&mut self, home: &Pointer) -> Map<String, Value> {
        let root = self.root();
        let mut components = Map::new();
        let add = |kind: &str, all: Map<String, Value>, components: &mut Map<String, Value>| {
            if !all.is_empty() {
                components.insert(kind.to_owned(), Value::Object(all));
            }
        };
        if let Some(definitions) = root.get("definitions") {
            self.moved(&home.key("schemas"), &definitions.at);
            add("schemas", definitions.value.as_object().cloned().unwrap_or_default(), &mut components);
        }
        let mut responses = Map::new();
        for (name, response) in root.get("responses").iter().flat_map(Place::entries) {
            let now = home.key("responses").key(name);
            // Whether it stands for an error is not known here, but elsewhere most do.
            let produces = self.media_types("produces", None);
            responses.insert(name.to_owned(), self.response(&response, &now, &produces, true));
        }
        add("responses", responses, &mut components);
        let mut parameters = Map::new();
        for (name, parameter) in root.get("parameters").iter().flat_map(Place::entries) {
            if !parameter::is_of_body(&parameter) {
                let now = home.key("parameters").key(name);
                parameters.insert(name.to_owned(), self.parameter(&parameter, &now));
            }
        }
        add("parameters", parameters, &mut components);
        let mut schemes = Map::new();
        for (name, scheme) in root.get("securityDefinitions").iter().flat_map(Place::entries) {
            schemes.insert(name.to_owned(), self.security_scheme(&scheme, &home.key("securitySchemes").key(name)));
        }
        add("securitySchemes", schemes, &mut components);
        components
    }

    /// The same, for what is copied to the place of the reference; the reference itself where that is too much.
    fn copied(&mut self, place: &Place<'a>) -> Place<'a> {
        let found = self.follow(place);
        let allowed = found.at == place.at || self.copies.allow(found.value, &place.at, self.diagnostics);
        if allowed { found } else { place.clone() }
    }

    /// What a reference within the document leads to, or the thing itself.
    fn follow(&self, place: &Place<'a>) -> Place<'a> {
        let mut found = place.clone();
        for _ in 0..16 {
            let Some(reference) = found.text("$ref").and_then(|text| text.strip_prefix('#')) else { break };
            let at = Pointer::parse(&percent_decoded(reference));
            let Some(value) = self.written.pointer(at.as_str()) else { break };
            found = Place { value, at };
        }
        found
    }
}
