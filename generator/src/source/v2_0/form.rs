//! Parameters in `formData`: together they are an object, in a form or in multipart.

use serde_json::{Map, Value, json};

use super::media_type::{self, FORM, MULTIPART, MediaTypes};
use super::{Place, Raise};
use crate::diagnostic::{Diagnostic, Pointer};
use crate::media_type::essence;

impl<'a> Raise<'a> {
    pub(super) fn form(&mut self, fields: &[Place<'a>], consumes: &MediaTypes<'a>, now: &Pointer) -> Value {
        let Some(first) = fields.first() else { return json!({}) };
        self.moved(now, &first.at);
        let types = self.form_types(fields, consumes);
        let required = fields.iter().any(|field| field.value.get("required") == Some(&Value::Bool(true)));
        let mut content = Map::new();
        let mut known: Option<Pointer> = None;
        for media_type in types {
            let now = now.key("content").key(media_type);
            let mut raised = Map::new();
            let schema = match &known {
                Some(first) => super::reference::to(first),
                None => self.object(fields, &now.key("schema")),
            };
            known.get_or_insert_with(|| now.key("schema"));
            raised.insert("schema".to_owned(), schema);
            let encoding = self.encoding(fields, &now.key("encoding"));
            if media_type::is_form(media_type) && !encoding.is_empty() {
                raised.insert("encoding".to_owned(), Value::Object(encoding));
            }
            content.insert(media_type.to_owned(), Value::Object(raised));
        }
        json!({ "required": required, "content": content })
    }

    fn form_types(&mut self, fields: &[Place<'a>], consumes: &MediaTypes<'a>) -> Vec<&'a str> {
        let list = || consumes.list.iter().copied();
        let multipart: Vec<&str> = list().filter(|one| essence(one) == MULTIPART).collect();
        if fields.iter().any(|field| field.text("type") == Some("file")) {
            return if multipart.is_empty() { vec![MULTIPART] } else { multipart };
        }
        let of_operation = consumes.at.segments().count() > 1;
        let known = |one: &&str| essence(one) == FORM || of_operation && media_type::is_json(one);
        let types: Vec<&str> = list().filter(known).collect();
        match (types.is_empty(), multipart.is_empty()) {
            (false, true) => types,
            (false, false) => {
                let message = format!("`{MULTIPART}` is left out where `{FORM}` does as well");
                self.tell(Diagnostic::warning("left-out-media-type", &consumes.at, message));
                types
            }
            (true, false) => multipart,
            (true, true) => {
                let message = format!("no media type of a form is said; `{FORM}` is assumed");
                let finding = Diagnostic::warning("assumed-media-type", &consumes.at, message);
                self.tell(finding.help("say `consumes` at the operation"));
                vec![FORM]
            }
        }
    }

    fn object(&mut self, fields: &[Place<'a>], now: &Pointer) -> Value {
        if let Some(list) = fields.first().and_then(|first| first.at.parent()) {
            self.moved(now, &list);
        }
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in fields {
            let Some(name) = field.text("name") else {
                let message = "`name` is missing in the Parameter Object in `formData`";
                self.diagnostics.error("missing-field", &field.at, message);
                continue;
            };
            let mut property = match self.value(field, &now.key("properties").key(name)) {
                Value::Object(map) => map,
                _ => Map::new(),
            };
            if !property.contains_key("$ref") {
                property.extend(field.fields(&["description"]));
            }
            if properties.insert(name.to_owned(), Value::Object(property)).is_some() {
                let message = format!("there is another parameter `{name}` in the same place");
                self.diagnostics.error("duplicate-parameter", &field.at, message);
            } else if field.value.get("required") == Some(&Value::Bool(true)) {
                required.push(name.to_owned());
            }
        }
        let mut object = json!({ "type": "object", "properties": properties });
        if let (Value::Object(map), false) = (&mut object, required.is_empty()) {
            map.insert("required".to_owned(), json!(required));
        }
        object
    }

    /// How arrays are written, where that is not as 3.0 has it by itself.
    fn encoding(&mut self, fields: &[Place<'a>], now: &Pointer) -> Map<String, Value> {
        let mut encoding = Map::new();
        for field in fields {
            let Some(name) = field.text("name") else { continue };
            if let Some(style) =
                self.style(field, "formData").filter(|style| style.get("explode") == Some(&json!(false)))
            {
                self.moved(&now.key(name), &field.at);
                encoding.insert(name.to_owned(), Value::Object(style));
            }
        }
        encoding
    }
}
