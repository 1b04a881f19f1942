//! The API and the user's choices come in; the files of the generated crate that are no Rust code go out.

use askama::Template;

use crate::emit::{Context, markdown, method, summary};

/// The code in the README.
pub(crate) struct Code {
    /// A call.
    pub(crate) client: String,
    /// A server.
    pub(crate) server: String,
}

/// `Cargo.toml`. All texts are in TOML's quotes already.
#[derive(Template)]
#[template(path = "manifest.toml", escape = "none")]
struct Manifest {
    name: String,
    /// The name without quotes.
    crate_name: String,
    version: String,
    description: String,
    license: Option<String>,
    repository: Option<String>,
    documentation: String,
    keywords: String,
    categories: String,
    runtime: String,
    jwt: bool,
}

/// `README.md`
#[derive(Template)]
#[template(path = "README.md", escape = "none")]
struct Readme {
    name: String,
    title: String,
    description: String,
    documentation: Option<String>,
    code: Code,
    whole_server: bool,
    version: String,
    operations: Vec<Row>,
}

/// A row of the README's table of operations.
struct Row {
    place: String,
    function: String,
    summary: String,
}

/// The manifest of the generated package.
pub(crate) fn manifest(cx: &Context<'_>) -> String {
    let Context { api, config } = cx;
    let title = api.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = config.description.clone();
    let description = description.unwrap_or_else(|| format!("Typed client and server for {title} (unofficial)."));
    let version = quoted(env!("CARGO_PKG_VERSION"));
    let runtime = match &config.runtime_path {
        Some(path) => format!("version = {version}, path = {}", quoted(&path.display().to_string().replace('\\', "/"))),
        None => format!("version = {version}"),
    };
    let keywords = if config.keywords.is_empty() {
        vec!["api".to_owned(), "client".to_owned(), "server".to_owned()]
    } else {
        config.keywords.clone()
    };
    let categories =
        if config.categories.is_empty() { vec!["api-bindings".to_owned()] } else { config.categories.clone() };
    let manifest = Manifest {
        name: quoted(&config.crate_name),
        crate_name: config.crate_name.clone(),
        version: quoted(config.version.as_deref().unwrap_or("0.1.0")),
        description: quoted(&description),
        license: config.license.as_deref().map(quoted),
        repository: config.repository.as_deref().map(quoted),
        documentation: quoted(&format!("https://docs.rs/{}", config.crate_name)),
        keywords: list(&keywords),
        categories: list(&categories),
        runtime,
        jwt: api.security_schemes.iter().any(|scheme| scheme.jwt.is_some()),
    };
    print(&manifest)
}

/// The README of the generated package.
pub(crate) fn readme(cx: &Context<'_>, code: Code) -> String {
    let Context { api, config } = cx;
    let operations = api.operations.iter().map(|operation| Row {
        place: format!("{} {}", method(operation.method), operation.path.replace('|', "\\|")),
        function: operation.name.rust.clone(),
        summary: summary(operation).replace('|', "\\|"),
    });
    let readme = Readme {
        name: config.crate_name.clone(),
        title: markdown(&api.title).replace('\n', " "),
        description: markdown(api.description.as_deref().unwrap_or_default()),
        documentation: api.documentation.as_deref().map(|url| format!("<{url}>")),
        code,
        whole_server: api.tags.len() == 1,
        version: config.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        operations: operations.collect(),
    };
    print(&readme)
}

/// The text of a template. It is written to a string, which cannot fail.
fn print(template: &impl Template) -> String {
    let text = template.render().unwrap_or_default();
    text.trim_end().to_owned() + "\n"
}

/// A text in quotes: what JSON writes is also a string to TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
