//! From the API and the user's choices to the manifest and the README of the generated package.

use std::path::Path;

use super::scope::Scope;
use super::{Context, doc, examples, features, groups, operation, server, snippet};
use crate::ir::Operation;
use crate::render::{Group, Manifest, Readme, Row, print};

/// The version of a package that has none yet.
const FIRST_VERSION: &str = "0.1.0";

/// `Cargo.toml`
pub(super) fn manifest(cx: &Context<'_>, tags: &[Option<String>]) -> String {
    let Context { api, config, .. } = cx;
    let title = api.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = config.description.clone();
    let description = description.unwrap_or_else(|| format!("Typed client and server for {title} (unofficial)."));
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
        runtime: dependency(config.runtime_path.as_deref()),
        proof: dependency(config.proof_path().as_deref()),
        features: features::of(api).into_iter().map(quoted).collect::<Vec<_>>().join(", "),
        tags: tags.iter().flatten().cloned().collect(),
    })
}

/// Where a crate of ours is, which is published together with the generator.
fn dependency(path: Option<&Path>) -> String {
    let version = quoted(env!("CARGO_PKG_VERSION"));
    match path {
        Some(path) => format!("version = {version}, path = {}", quoted(&path.display().to_string().replace('\\', "/"))),
        None => format!("version = {version}"),
    }
}

/// `README.md`
pub(super) fn readme(cx: &Context<'_>, scope: &Scope) -> String {
    let Context { api, config, .. } = cx;
    let (groups, more) = operations(cx);
    print(&Readme {
        name: config.crate_name.clone(),
        title: doc::one_line(&api.title),
        description: doc::lines(api.description.as_deref()).join("\n"),
        documentation: api.documentation.as_deref().map(doc::one_line),
        router: if groups::features(cx).iter().any(Option::is_some) {
            format!(
                "{}::new({})` with a call for each tag and `.into_router()",
                server::builder(cx.api),
                snippet::service_name(cx)
            )
        } else {
            format!("router({})", snippet::service_name(cx))
        },
        client: examples::readme_client(cx, scope),
        server: examples::readme_server(cx, scope),
        whole_server: api.tags.len() == 1,
        whole_example: !snippet::is_large(cx),
        version: config.version.clone().unwrap_or_else(|| FIRST_VERSION.to_owned()),
        groups,
        more,
    })
}

/// Of a large API, so many tags are listed, and so many operations of each.
const LISTED_TAGS: usize = 20;
const LISTED_OPERATIONS: usize = 5;

/// The tables of operations: one for all, or one for each tag of a large API; and how many operations are not in them.
fn operations(cx: &Context<'_>) -> (Vec<Group>, usize) {
    if !snippet::is_large(cx) {
        return (vec![Group { title: None, rows: cx.api.operations.iter().map(row).collect() }], 0);
    }
    let groups = cx.api.tags.iter().take(LISTED_TAGS).map(|tag| {
        let rows = server::operations(cx, tag).take(LISTED_OPERATIONS).map(row).collect();
        Group { title: Some(doc::one_line(&tag.name.wire)), rows }
    });
    let groups: Vec<Group> = groups.collect();
    let listed: usize = groups.iter().map(|group| group.rows.len()).sum();
    (groups, cx.api.operations.len() - listed)
}

fn row(operation: &Operation) -> Row {
    let summary = operation::summary(operation).unwrap_or_default();
    Row {
        place: operation::line(operation).replace('|', "\\|"),
        function: operation.name.rust.clone(),
        summary: doc::one_line(summary).replace('|', "\\|"),
    }
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
