//! The API and the user's choices come in; the manifest and the README of the generated package go out.

use super::scope::Scope;
use super::{Context, doc, examples, operation, snippet};
use crate::render::{Manifest, Readme, Row, print};

/// The version of a package that has none yet.
const FIRST_VERSION: &str = "0.1.0";

/// `Cargo.toml`
pub(super) fn manifest(cx: &Context<'_>) -> String {
    let Context { api, config, .. } = cx;
    let title = api.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = config.description.clone();
    let description = description.unwrap_or_else(|| format!("Typed client and server for {title} (unofficial)."));
    // Runtime and generator are published together.
    let version = quoted(env!("CARGO_PKG_VERSION"));
    let runtime = match &config.runtime_path {
        Some(path) => format!("version = {version}, path = {}", quoted(&path.display().to_string().replace('\\', "/"))),
        None => format!("version = {version}"),
    };
    print(&Manifest {
        name: quoted(&config.crate_name),
        plain_name: config.crate_name.clone(),
        version: quoted(config.version.as_deref().unwrap_or(FIRST_VERSION)),
        description: quoted(&description),
        license: config.license.as_deref().map(quoted),
        repository: config.repository.as_deref().map(quoted),
        documentation: quoted(&format!("https://docs.rs/{}", config.crate_name)),
        keywords: list(&config.keywords, &["api", "client", "server"]),
        categories: list(&config.categories, &["api-bindings"]),
        runtime,
        jwt: api.security_schemes.iter().any(|scheme| scheme.jwt.is_some()),
    })
}

/// `README.md`
pub(super) fn readme(cx: &Context<'_>, scope: &Scope) -> String {
    let Context { api, config, .. } = cx;
    let operations = api.operations.iter().map(|operation| {
        let said = operation::summary(operation).unwrap_or_default();
        Row {
            place: operation::line(operation).replace('|', "\\|"),
            function: operation.name.rust.clone(),
            summary: doc::one_line(said).replace('|', "\\|"),
        }
    });
    print(&Readme {
        name: config.crate_name.clone(),
        title: doc::one_line(&api.title),
        description: doc::lines(api.description.as_deref()).join("\n"),
        documentation: api.documentation.as_deref().map(doc::one_line),
        service: snippet::service_name(cx).to_string(),
        client: examples::readme_client(cx, scope),
        server: examples::readme_server(cx, scope),
        whole_server: api.tags.len() == 1,
        version: config.version.clone().unwrap_or_else(|| FIRST_VERSION.to_owned()),
        operations: operations.collect(),
    })
}

/// A text in quotes: what JSON writes is also a string to TOML, but for one character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn list(chosen: &[String], usual: &[&str]) -> String {
    let chosen: Vec<String> = chosen.iter().map(|text| quoted(text)).collect();
    let usual: Vec<String> = usual.iter().map(|text| quoted(text)).collect();
    format!("[{}]", if chosen.is_empty() { usual } else { chosen }.join(", "))
}
