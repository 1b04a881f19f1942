//! Renders the files of the generated crate that are not Rust code.

use askama::Template;

/// `Cargo.toml`. All texts but the name's second form are in TOML's quotes already.
#[derive(Template)]
#[template(path = "manifest.toml", escape = "none")]
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) plain_name: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) license: Option<String>,
    pub(crate) repository: Option<String>,
    pub(crate) documentation: String,
    pub(crate) keywords: String,
    pub(crate) categories: String,
    /// Where the runtime is, as the keys of a TOML table.
    pub(crate) runtime: String,
    /// Where the proof is, likewise.
    pub(crate) proof: String,
    /// The features of the runtime that the document needs, with commas between them.
    pub(crate) features: String,
    /// The features of tags.
    pub(crate) tags: Vec<String>,
}

/// `README.md`. All texts are Markdown already.
#[derive(Template)]
#[template(path = "README.md", escape = "none")]
pub(crate) struct Readme {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) documentation: Option<String>,
    /// What makes a router of the service.
    pub(crate) router: String,
    /// A call.
    pub(crate) client: String,
    /// A service.
    pub(crate) server: String,
    /// Whether the service has all operations.
    pub(crate) whole_server: bool,
    /// Whether the example has all of them.
    pub(crate) whole_example: bool,
    pub(crate) version: String,
    pub(crate) groups: Vec<Group>,
    /// How many operations are in no group.
    pub(crate) more: usize,
}

/// A table of operations.
pub(crate) struct Group {
    pub(crate) title: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// A row of the README's table of operations.
pub(crate) struct Row {
    pub(crate) place: String,
    pub(crate) function: String,
    pub(crate) summary: String,
}

/// The text of a template. It is written to a string, which cannot fail.
pub(crate) fn print(template: &impl Template) -> String {
    let text = template.render().unwrap_or_default();
    text.trim_end().to_owned() + "\n"
}
