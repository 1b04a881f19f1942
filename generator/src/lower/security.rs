//! Security schemes and requirements (OpenAPI 3.0.3, sections 4.7.27 and 4.7.30).

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityRequirement, SecurityScheme as Declared};
use serde_json::Value;

use super::Lowering;
use crate::diagnostic::{Diagnostic, Pointer};
use crate::ir::{Api, JwtClaims, Location, Name, Requirement, SchemeKind, SecurityScheme};
use crate::names::case;
use crate::token::is_token;

impl Lowering<'_, '_> {
    /// Lowers all security schemes. One that is not supported only matters to the operations that use it.
    pub(super) fn security_schemes(&mut self) {
        let document = self.document;
        let home = Pointer::root().key("components").key("securitySchemes");
        for (name, scheme) in document.openapi.components.iter().flat_map(|components| &components.security_schemes) {
            let scheme = self.follow(scheme, &home.key(name), "Security Scheme Object");
            let scheme = scheme.and_then(|(scheme, at)| self.scheme(name, &scheme, at));
            self.schemes.insert(name.clone(), scheme);
        }
    }

    fn scheme(&mut self, name: &str, scheme: &Declared, pointer: Pointer) -> Option<SecurityScheme> {
        let (kind, description, extensions) = match scheme {
            Declared::APIKey { location, name, description, extensions } => {
                let location = match location {
                    APIKeyLocation::Query => Location::Query,
                    APIKeyLocation::Header => Location::Header,
                    APIKeyLocation::Cookie => Location::Cookie,
                };
                if location != Location::Query && !is_token(name) {
                    return None;
                }
                (SchemeKind::ApiKey { location, name: name.clone() }, description, extensions)
            }
            Declared::HTTP { scheme, description, extensions, .. } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    // What was required and not declared is declared so by the room that repairs it.
                    _ if extensions.get("x-unknown") == Some(&Value::Bool(true)) => SchemeKind::Unknown,
                    "basic" => SchemeKind::Basic,
                    "bearer" => SchemeKind::Bearer,
                    _ => return None,
                };
                (kind, description, extensions)
            }
            Declared::OAuth2 { description, extensions, .. }
            | Declared::OpenIDConnect { description, extensions, .. } => (SchemeKind::Bearer, description, extensions),
        };
        let text = |key: &str| extensions.get(key).and_then(Value::as_str).map(str::to_owned);
        let credential = text("x-credential").unwrap_or_else(|| case::kebab(name));
        Some(SecurityScheme {
            name: Name { hint: text("x-rust-name"), ..Name::new(name) },
            credential: Name::new(credential),
            kind,
            description: description.clone(),
            jwt: self.jwt(extensions, &pointer),
            pointer,
        })
    }

    fn jwt(&mut self, extensions: &IndexMap<String, Value>, at: &Pointer) -> Option<JwtClaims> {
        let value = extensions.get("x-jwt")?;
        let list = value.get("algorithms").and_then(Value::as_array);
        let algorithms = list.map(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        match algorithms.flatten() {
            Some(algorithms) => Some(JwtClaims { algorithms: algorithms.into_iter().map(str::to_owned).collect() }),
            None => {
                let message = "`x-jwt` must have `algorithms`, an array of strings; it is ignored";
                self.diagnostics.warning("invalid-extension", &at.key("x-jwt"), message);
                None
            }
        }
    }

    /// The alternatives of an operation, or of the document where the operation says nothing.
    pub(super) fn security(&mut self, own: Option<&Vec<SecurityRequirement>>, at: &Pointer) -> Vec<Requirement> {
        let document = self.document;
        let (alternatives, at) = match (own, &document.openapi.security) {
            (Some(own), _) => (own, at.key("security")),
            (None, Some(root)) => (root, Pointer::root().key("security")),
            (None, None) => return Vec::new(),
        };
        let alternative = |(index, needed): (usize, &SecurityRequirement)| {
            let schemes = needed.keys().filter_map(|name| self.required_scheme(name, &at.index(index).key(name)));
            Requirement { schemes: schemes.collect() }
        };
        alternatives.iter().enumerate().map(alternative).collect()
    }

    fn required_scheme(&mut self, name: &str, at: &Pointer) -> Option<usize> {
        let supported = self.schemes.iter().filter(|(_, scheme)| scheme.is_some());
        if let Some(index) = supported.map(|(name, _)| name).position(|other| other == name) {
            return Some(index);
        }
        if self.schemes.contains_key(name) {
            let message = format!("the security scheme `{name}` is of a kind that is not supported");
            let place = Pointer::root().key("components").key("securitySchemes").key(name);
            self.fault(
                Diagnostic::error("unsupported-security-scheme", at, message).related(&place, "it is declared here"),
            );
        } else {
            let message = format!("there is no security scheme `{name}`");
            self.fault(Diagnostic::error("unknown-security-scheme", at, message));
        }
        None
    }
}

/// Leaves out the schemes that no operation uses.
pub(super) fn keep_used(api: &mut Api) {
    let mut places = vec![None; api.security_schemes.len()];
    let requirements = api.operations.iter().flat_map(|operation| &operation.security);
    for index in requirements.flat_map(|requirement| &requirement.schemes) {
        if let Some(place) = places.get_mut(*index) {
            *place = Some(0);
        }
    }
    for (place, used) in places.iter_mut().flatten().enumerate() {
        *used = place;
    }
    let mut used = places.iter();
    api.security_schemes.retain(|_| used.next().is_some_and(Option::is_some));
    for requirement in api.operations.iter_mut().flat_map(|operation| &mut operation.security) {
        requirement.schemes =
            requirement.schemes.iter().filter_map(|index| places.get(*index).copied().flatten()).collect();
    }
}
