//! Security definitions: `basic` is a scheme of HTTP, and a flow of OAuth 2 has another name and a place of its own.

use serde_json::{Map, Value, json};

use super::{Place, Raise};
use crate::diagnostic::Pointer;

impl<'a> Raise<'a> {
    pub(super) fn security_scheme(&mut self, scheme: &Place<'a>, now: &Pointer) -> Value {
        self.moved(now, &scheme.at);
        let mut raised = scheme.fields(&["description"]);
        match scheme.text("type") {
            Some("basic") => {
                self.moved(&now.key("scheme"), &scheme.at.key("type"));
                raised.extend([("type".to_owned(), json!("http")), ("scheme".to_owned(), json!("basic"))]);
            }
            Some("oauth2") => {
                raised.insert("type".to_owned(), json!("oauth2"));
                if let Some(flows) = self.flows(scheme, &now.key("flows")) {
                    raised.insert("flows".to_owned(), flows);
                }
            }
            _ => raised.extend(scheme.fields(&["type", "name", "in"])),
        }
        Value::Object(raised)
    }

    fn flows(&mut self, scheme: &Place<'a>, now: &Pointer) -> Option<Value> {
        let (name, urls): (&str, &[&str]) = match scheme.text("flow") {
            Some("implicit") => ("implicit", &["authorizationUrl"]),
            Some("password") => ("password", &["tokenUrl"]),
            Some("application") => ("clientCredentials", &["tokenUrl"]),
            Some("accessCode") => ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
            _ => {
                let message = "`flow` is missing in the Security Scheme Object of type `oauth2`";
                self.diagnostics.error("missing-field", &scheme.at, message);
                return None;
            }
        };
        self.moved(now, &scheme.at.key("flow"));
        self.moved(&now.key(name), &scheme.at);
        let mut flow = Map::new();
        for key in urls {
            match scheme.value.get(*key) {
                Some(url) => {
                    flow.insert((*key).to_owned(), url.clone());
                }
                None => {
                    let message = format!("`{key}` is missing in the Security Scheme Object of the flow that is said");
                    self.diagnostics.error("missing-field", &scheme.at, message);
                    flow.insert((*key).to_owned(), json!(""));
                }
            }
        }
        let scopes = scheme.value.get("scopes").and_then(Value::as_object).cloned().unwrap_or_default();
        let scopes: Map<String, Value> = scopes.into_iter().filter(|(key, _)| !key.starts_with("x-")).collect();
        flow.insert("scopes".to_owned(), Value::Object(scopes));
        Some(json!({ name: flow }))
    }
}
