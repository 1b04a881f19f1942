//! `host`, `basePath` and `schemes` become servers.

use serde_json::{Value, json};

use super::{Place, Raise};
use crate::diagnostic::Diagnostic;

impl Raise<'_> {
    /// The servers; `None` where the document says nothing of them.
    pub(super) fn servers(&mut self) -> Option<Value> {
        let root = self.root();
        let now = root.at.key("servers");
        let base = self.base_path();
        let Some(host) = root.get("host").filter(|host| host.value.as_str().is_some_and(|host| !host.is_empty()))
        else {
            let given = root.get("basePath")?;
            self.moved(&now, &given.at);
            return (!base.is_empty()).then(|| json!([{ "url": base }]));
        };
        // Some write the scheme into the host.
        let name = host.value.as_str().unwrap_or_default();
        let (said, name) = name.split_once("://").map_or((None, name), |(scheme, name)| (Some(scheme), name));
        let schemes = self.schemes(&host, said);
        self.moved(&now, &host.at);
        let name = name.trim_end_matches('/');
        Some(schemes.iter().map(|scheme| json!({ "url": format!("{scheme}://{name}{base}") })).collect())
    }

    /// The base path, which every path goes on from and so ends in no slash.
    fn base_path(&mut self) -> String {
        let base = self.root().text("basePath").unwrap_or_default().trim_matches('/');
        if base.is_empty() { String::new() } else { format!("/{base}") }
    }

    fn schemes<'s>(&mut self, host: &Place<'_>, said: Option<&'s str>) -> Vec<&'s str>
    where
        Self: 's,
    {
        let list = self.root().get("schemes");
        let mut schemes = Vec::new();
        for scheme in list.iter().flat_map(Place::items) {
            match scheme.value.as_str() {
                Some("https") => schemes.push("https"),
                Some("http") => schemes.push("http"),
                Some(other) => {
                    let message = format!("the scheme `{other}` is not supported; it is no server");
                    self.diagnostics.warning("ignored-scheme", &scheme.at, message);
                }
                None => {}
            }
        }
        // The one that a client takes unless it is told.
        schemes.sort_by_key(|scheme| *scheme != "https");
        if schemes.is_empty() {
            schemes.extend(said);
        }
        if schemes.is_empty() {
            let message = "the document says no scheme of this host; `https` is assumed";
            let finding = Diagnostic::warning("assumed-scheme", &host.at, message);
            self.diagnostics.push(finding.help("say `schemes: [https]`"));
            schemes.push("https");
        }
        schemes
    }
}
