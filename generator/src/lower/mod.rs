//! An OpenAPI document is turned into the IR, without names. Whatever cannot be generated is a finding. One file for
//! each object of the specification.

mod boxes;
mod complete;
mod endless;
mod example;
mod extension;
mod facts;
mod finding;
mod form;
mod format_suffix;
mod inline;
mod media_type;
mod operation;
mod parameter;
mod path;
mod pattern;
mod request_body;
mod response;
mod schema;
mod security;
mod server;
mod skip;
mod tag;
#[cfg(test)]
mod tests;
mod types;
mod union;
mod xml;

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::mem;

use indexmap::IndexMap;

use self::finding::Owner;
use self::types::Slot;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};
use crate::ir::walk;
use crate::ir::{Api, Lenient, SecurityScheme, Type, TypeDef, TypeId};
use crate::resolve::Node;
use crate::source::Document;

/// Lowers a document. The IR has no Rust names yet; see [`names::assign`](crate::names::assign).
pub fn api(document: &Document, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering {
        document,
        diagnostics,
        types: Vec::new(),
        slots: Vec::new(),
        lenient_places: Vec::new(),
        known: HashMap::new(),
        active: HashSet::new(),
        merges: 0,
        bodies: Vec::new(),
        pending: VecDeque::new(),
        referenced: HashSet::new(),
        schemes: IndexMap::new(),
        tags: HashMap::new(),
        strict: config.strict,
        owner: Owner::Document,
        faults: Vec::new(),
        left_out: BTreeSet::new(),
    };
    lowering.components();
    lowering.security_schemes();
    let operations = lowering.operations();
    let openapi = &document.openapi;
    let mut api = Api {
        title: openapi.info.title.clone(),
        description: openapi.info.description.clone(),
        version: openapi.info.version.clone(),
        license: openapi.info.license.as_ref().map(|license| license.name.clone()),
        documentation: openapi.external_docs.as_ref().map(|docs| docs.url.clone()),
        servers: server::lower(&openapi.servers),
        format_suffix: lowering.format_suffix(),
        tags: Vec::new(),
        operations,
        types: mem::take(&mut lowering.types),
        security_schemes: mem::take(&mut lowering.schemes).into_values().flatten().collect(),
        left_out: mem::take(&mut lowering.left_out),
    };
    lowering.complete_types(&mut api);
    let endless = endless::find(&api.types).into_iter().map(|(id, finding)| (Owner::Type(id), finding));
    lowering.faults.extend(endless);
    lowering.leave_out(config, &mut api);
    security::keep_used(&mut api);
    api.tags = tag::group(openapi, &api.operations, &lowering.tags);
    facts::compute(&mut api);
    xml::complete(&mut api, lowering.diagnostics);
    api
}

/// What is known while a document is lowered.
struct Lowering<'a, 'd> {
    document: &'a Document,
    diagnostics: &'d mut Diagnostics,
    /// The types so far, by [`TypeId`].
    types: Vec<TypeDef>,
    /// What else is known of each type.
    slots: Vec<Slot>,
    /// What is read beside the documented form, with the type that it is about and where it is requested.
    lenient_places: Vec<(Lenient, Type, Pointer)>,
    /// The type that the schemas at these places together have.
    known: HashMap<Vec<Pointer>, TypeId>,
    /// The places that are being lowered, to notice when they lead back to themselves.
    active: HashSet<Vec<Pointer>>,
    /// How many places hold several schemas that had to be merged.
    merges: usize,
    /// The types of bodies that others may share.
    bodies: Vec<TypeId>,
    /// Types that have an id and are still to be lowered.
    pending: VecDeque<(TypeId, Vec<Node<'a>>)>,
    /// Places that references lead to.
    referenced: HashSet<Pointer>,
    /// The security schemes by name; `None` for one that is not supported.
    schemes: IndexMap<String, Option<SecurityScheme>>,
    /// The first tag of each operation, by the operation's place.
    tags: HashMap<Pointer, (String, Pointer)>,
    /// Whether what is read otherwise than it is written is refused.
    strict: bool,
    /// What is being lowered.
    owner: Owner,
    /// What cannot be generated, and what it is part of.
    faults: Vec<(Owner, Diagnostic)>,
    /// Keys that do not hold for the crate.
    left_out: BTreeSet<Pointer>,
}
