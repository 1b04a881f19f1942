//! Path Items and Operations.

use serde_json::{Map, Value};

use super::{Place, Raise, table};
use crate::diagnostic::Pointer;
use crate::source::table::Kind;

impl<'a> Raise<'a> {
    pub(super) fn path_item(&mut self, item: &Place<'a>, now: &Pointer) -> Value {
        let mut raised = item.fields(&["$ref"]);
        let shared: Vec<Place<'a>> = item.get("parameters").iter().flat_map(Place::items).collect();
        if item.get("parameters").is_some() {
            let shared = self.parameters(&shared, &now.key("parameters"));
            raised.insert("parameters".to_owned(), shared);
        }
        for (method, operation) in item.entries().filter(|(key, _)| is_method(key)) {
            raised.insert(method.to_owned(), self.operation(&operation, &shared, &now.key(method)));
        }
        Value::Object(raised)
    }

    fn operation(&mut self, operation: &Place<'a>, shared: &[Place<'a>], now: &Pointer) -> Value {
        let mut raised = operation.fields(&[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "deprecated",
            "security",
        ]);
        self.own_schemes(operation);
        let own: Vec<Place<'a>> = operation.get("parameters").iter().flat_map(Place::items).collect();
        if operation.get("parameters").is_some() {
            let own = self.parameters(&own, &now.key("parameters"));
            raised.insert("parameters".to_owned(), own);
        }
        if let Some(body) = self.request_body(operation, &own, shared, &now.key("requestBody")) {
            raised.insert("requestBody".to_owned(), body);
        }
        if let Some(responses) = operation.get("responses") {
            let responses = self.responses(operation, &responses, &now.key("responses"));
            raised.insert("responses".to_owned(), responses);
        }
        Value::Object(raised)
    }

    fn responses(&mut self, operation: &Place<'a>, responses: &Place<'a>, now: &Pointer) -> Value {
        let produces = self.media_types("produces", Some(operation));
        let own = produces.list != self.media_types("produces", None).list;
        let mut raised = Map::new();
        for (status, response) in responses.entries() {
            let now = now.key(status);
            let error = !status.starts_with(['1', '2', '3']);
            let value = match response.text("$ref") {
                _ if status.starts_with("x-") => response.value.clone(),
                // What it is written in is said here, so that it is another response than there.
                Some(_) if own => {
                    let found = self.copied(&response);
                    self.response(&found, &now, &produces, error)
                }
                Some(_) | None => self.response(&response, &now, &produces, error),
            };
            raised.insert(status.to_owned(), value);
        }
        Value::Object(raised)
    }

    /// A client talks to one server, by the scheme that its base URL has.
    fn own_schemes(&mut self, operation: &Place<'a>) {
        let Some(schemes) = operation.get("schemes") else { return };
        let all = self.root().get("schemes").and_then(|all| all.value.as_array());
        if all.is_none_or(|all| schemes.value.as_array().into_iter().flatten().any(|scheme| !all.contains(scheme))) {
            let message = "schemes of a single operation are not followed: the base URL of the client says the scheme";
            self.diagnostics.warning("ignored-scheme", &schemes.at, message);
        }
    }
}

fn is_method(key: &str) -> bool {
    matches!(table::PATH_ITEM.kind_of(key), Some(Kind::Object(_)))
}
