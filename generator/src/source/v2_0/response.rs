//! Responses: their `schema` becomes `content` in each of the media types, their headers get schemas.

use serde_json::{Map, Value, json};

use super::media_type::{self, MediaTypes};
use super::{Place, Raise};
use crate::diagnostic::Pointer;

impl<'a> Raise<'a> {
    /// `error` is whether the media types may be those of another response.
    pub(super) fn response(
        &mut self,
        response: &Place<'a>,
        now: &Pointer,
        produces: &MediaTypes<'a>,
        error: bool,
    ) -> Value {
        self.moved(now, &response.at);
        if let Some(reference) = response.value.get("$ref") {
            return json!({ "$ref": reference });
        }
        let Value::Object(_) = response.value else { return response.value.clone() };
        let mut raised = response.fields(&["description"]);
        let mut headers = Map::new();
        for (name, header) in response.get("headers").iter().flat_map(Place::entries) {
            headers.insert(name.to_owned(), self.header(&header, &now.key("headers").key(name)));
        }
        if !headers.is_empty() {
            raised.insert("headers".to_owned(), Value::Object(headers));
        }
        if let Some(schema) = response.get("schema") {
            let carried = self.carried(&schema);
            let types = self.carrying(produces, carried, error);
            let examples = response.get("examples");
            let content = self.content(&schema, &types, examples.as_ref(), &now.key("content"));
            raised.insert("content".to_owned(), content);
        }
        Value::Object(raised)
    }

    /// The same schema in each of the media types.
    pub(super) fn content(
        &mut self,
        schema: &Place<'a>,
        types: &[&str],
        examples: Option<&Place<'a>>,
        now: &Pointer,
    ) -> Value {
        let mut content: Map<String, Value> = Map::new();
        let mut first: Option<Pointer> = None;
        for media_type in types {
            let now = now.key(media_type);
            self.moved(&now, &schema.at.parent().unwrap_or_default());
            self.moved(&now.key("schema"), &schema.at);
            let mut raised = Map::new();
            let value = match &first {
                Some(first) => media_type::shared(schema.value, first),
                None => schema.value.clone(),
            };
            first.get_or_insert_with(|| now.key("schema"));
            raised.insert("schema".to_owned(), value);
            if let Some(example) = examples.and_then(|examples| examples.get(media_type)) {
                self.moved(&now.key("example"), &example.at);
                raised.insert("example".to_owned(), example.value.clone());
            }
            content.insert((*media_type).to_owned(), Value::Object(raised));
        }
        Value::Object(content)
    }

    fn header(&mut self, header: &Place<'a>, now: &Pointer) -> Value {
        self.moved(now, &header.at);
        let mut raised = header.fields(&["description"]);
        raised.shift_remove("x-nullable");
        self.style(header, "header");
        raised.insert("schema".to_owned(), self.value(header, &now.key("schema")));
        Value::Object(raised)
    }
}
