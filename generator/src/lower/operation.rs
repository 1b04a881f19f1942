//! Paths and operations (OpenAPI 3.0.3, sections 4.7.8 to 4.7.10).

use openapiv3::{Operation as Declared, Parameter as DeclaredParameter, PathItem};

use super::finding::Owner;
use super::parameter::Declarations;
use super::{Lowering, extension, path};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Location, Method, Name, Operation, Parameter, Requirement, SchemeKind};
use crate::source::operation_name;

impl<'a> Lowering<'a, '_> {
    /// Lowers all operations, in the document's order.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let document = self.document;
        let home = Pointer::root().key("paths");
        let mut operations = Vec::new();
        let mut paths = Vec::new();
        for (template, item) in &document.openapi.paths.paths {
            self.owner = Owner::Path;
            let Some((item, at)) = self.follow(item, &home.key(template), "Path Item Object") else { continue };
            let more = self.more_methods(&at);
            let all: Vec<(Method, Pointer, &Declared)> = methods(&item, &at).chain(more).collect();
            paths.push((template.as_str(), all.iter().map(|(method, ..)| method_name(method).to_owned()).collect()));
            let found = self.faults.len();
            let shared = self.declarations(&item.parameters, &at);
            // What is said for all operations of a path is a fault of all of them.
            let of_all: Vec<Diagnostic> =
                self.faults.split_off(found).into_iter().map(|(_, finding)| finding).collect();
            for (method, place, declared) in all {
                self.owner = Owner::Operation(operations.len());
                of_all.iter().for_each(|finding| self.fault(finding.clone()));
                operations.push(self.operation(method, template, (&item, &at), (declared, place), &shared));
            }
        }
        self.owner = Owner::Document;
        path::check(paths.into_iter(), self.diagnostics);
        operations
    }

    fn operation(
        &mut self,
        method: Method,
        template: &str,
        (item, item_at): (&PathItem, &Pointer),
        (declared, at): (&Declared, Pointer),
        shared: &Declarations,
    ) -> Operation {
        self.servers(item, item_at, declared, &at);
        if template.contains(['?', '#']) {
            let message = format!("a query or fragment in a path (`{template}`) is not supported");
            self.fault(Diagnostic::error("unsupported-path-query", &at, message));
        }
        let security = self.security(declared.security.as_ref(), &at);
        let name = match &declared.operation_id {
            Some(id) => Name::new(id),
            None => {
                let name = operation_name(method_name(&method), template);
                let message = format!("the operation has no `operationId`; it is named `{name}`");
                self.diagnostics.warning("missing-operation-id", &at, message);
                Name::new(name)
            }
        };
        let hint = declared.extensions.get("x-rust-name").and_then(serde_json::Value::as_str).map(str::to_owned);
        if let Some(tag) = declared.tags.first() {
            self.tags.insert(at.clone(), (tag.clone(), at.key("tags").index(0)));
        }
        let own = self.declarations(&declared.parameters, &at);
        let inherited = shared.iter().filter(|(key, _)| !own.contains_key(*key));
        let all: Vec<_> = inherited.chain(&own).map(|(_, declaration)| declaration.clone()).collect();
        // Of a parameter that is not found nobody knows whether it is one of the path.
        if self.is_found(&item.parameters, item_at) && self.is_found(&declared.parameters, &at) {
            self.template(template, &all, &at);
        }
        let mut parameters = Vec::new();
        for (parameter, pointer) in all {
            let parameter = self.parameter(&parameter, pointer);
            parameters.extend(parameter.filter(|parameter| !self.is_credential(parameter, &security)));
        }
        let body = declared.request_body.as_ref().and_then(|body| self.request_body(body, &at.key("requestBody")));
        let responses = self.responses(&method, &declared.responses, &at.key("responses"));
        Operation {
            name: Name { hint, ..name },
            type_name: String::new(),
            output_name: String::new(),
            error_name: String::new(),
            method,
            path: template.to_owned(),
            summary: declared.summary.clone().or_else(|| item.summary.clone()),
            description: declared.description.clone().or_else(|| item.description.clone()),
            deprecated: declared.deprecated,
            experimental: extension::is_experimental(&declared.extensions),
            parameters,
            body,
            responses,
            security,
            pointer: at,
        }
    }

    /// The operations of the path item at a place whose methods are of OpenAPI 3.2 (section 4.8.9.1).
    fn more_methods(&self, at: &Pointer) -> Vec<(Method, Pointer, &'a Declared)> {
        let document = self.document;
        let more = document.more_operations.get(at).into_iter().flatten();
        let more = more.map(|(place, declared)| {
            let method = match (place.below(at), place.last()) {
                (Some("/query"), _) | (_, None) => Method::Query,
                (_, Some(name)) => Method::Other(name),
            };
            (method, place.clone(), declared)
        });
        more.collect()
    }

    /// Servers of a path or an operation would need clients that talk to several servers at once.
    fn servers(&mut self, item: &PathItem, item_at: &Pointer, declared: &Declared, at: &Pointer) {
        for (servers, at) in [(&item.servers, item_at), (&declared.servers, at)] {
            if !servers.is_empty() {
                let message = "servers of a single path or operation are not supported";
                self.fault(Diagnostic::error("unsupported-operation-servers", &at.key("servers"), message));
            }
        }
    }

    /// Whether a security scheme carries a parameter already.
    fn is_credential(&mut self, parameter: &Parameter, security: &[Requirement]) -> bool {
        let schemes: Vec<_> = self.schemes.values().flatten().collect();
        let used = security.iter().flat_map(|requirement| &requirement.schemes);
        let carries = used.filter_map(|index| schemes.get(*index)).find(|scheme| match &scheme.kind {
            SchemeKind::ApiKey { location, name } if *location == parameter.location => match location {
                Location::Header => name.eq_ignore_ascii_case(&parameter.name.wire),
                Location::Path | Location::Query | Location::Cookie => *name == parameter.name.wire,
            },
            SchemeKind::ApiKey { .. } | SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Unknown => false,
        });
        let Some(scheme) = carries else { return false };
        let message =
            format!("the security scheme `{}` carries this credential; the parameter is left out", scheme.name.wire);
        let finding = Diagnostic::warning("credential-parameter", &parameter.pointer, message);
        let finding = finding.related(&scheme.pointer, "the security scheme");
        self.diagnostics.push(finding);
        true
    }

    /// Holds a template and the path parameters that are declared against each other.
    fn template(&mut self, template: &str, declared: &[(DeclaredParameter, Pointer)], at: &Pointer) {
        let names = match path::parameters(template) {
            Ok(names) => names,
            Err(message) => {
                let place = Pointer::root().key("paths").key(template);
                let message = format!("`{template}` is not a path template: {message}");
                return self.fault(Diagnostic::error("invalid-path", &place, message));
            }
        };
        let in_path = declared.iter().filter(|(parameter, _)| matches!(parameter, DeclaredParameter::Path { .. }));
        let in_path: Vec<_> = in_path.map(|(parameter, at)| (parameter.parameter_data_ref(), at)).collect();
        for name in &names {
            if !in_path.iter().any(|(data, _)| data.name == *name) {
                let message = format!("the path has `{{{name}}}`, but no such path parameter is declared");
                self.fault(Diagnostic::error("path-parameter-missing", at, message));
            }
        }
        for (data, place) in in_path {
            if !names.contains(&data.name.as_str()) {
                let message = format!("there is no `{{{}}}` in the path `{template}`", data.name);
                self.fault(Diagnostic::error("path-parameter-unused", place, message));
            } else if !data.required {
                let message = format!("the path parameter `{}` must be `required: true`", data.name);
                self.fault(Diagnostic::error("path-parameter-optional", place, message));
            }
        }
    }
}

/// The operations of a path item, in the order in which the specification lists the methods.
fn methods<'i>(item: &'i PathItem, at: &Pointer) -> impl Iterator<Item = (Method, Pointer, &'i Declared)> {
    let all = [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ];
    let at = at.clone();
    all.into_iter().filter_map(move |(method, operation)| {
        let place = at.key(method_name(&method));
        operation.as_ref().map(|operation| (method, place, operation))
    })
}

/// The method as a path item calls it.
fn method_name(method: &Method) -> &str {
    match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
        Method::Query => "query",
        Method::Other(name) => name,
    }
}
