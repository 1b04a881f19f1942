//! The request body: a parameter in `body`, or all those in `formData` together.

use std::collections::HashSet;

use serde_json::Value;

use super::media_type::{self, MediaTypes};
use super::{Place, Raise};
use crate::diagnostic::{Diagnostic, Pointer};

impl<'a> Raise<'a> {
    /// The body of an operation, from its own parameters and those of its path.
    pub(super) fn request_body(
        &mut self,
        operation: &Place<'a>,
        own: &[Place<'a>],
        shared: &[Place<'a>],
        now: &Pointer,
    ) -> Option<Value> {
        let consumes = self.media_types("consumes", Some(operation));
        let own = self.of_body(own);
        let shared = self.of_body(shared);
        let first = own.first().or(shared.first())?.clone();
        if first.text("in") == Some("body") {
            // An operation's body takes the place of that of its path.
            let others = if own.is_empty() { &shared } else { &own };
            self.one_body(&first, others.iter().skip(1));
            return Some(self.body(&first, &consumes, now));
        }
        let names: HashSet<&str> = own.iter().filter_map(|parameter| parameter.text("name")).collect();
        let named = |parameter: &Place<'a>| parameter.text("name").is_some_and(|name| names.contains(name));
        let inherited = shared.into_iter().filter(|parameter| !named(parameter)).collect::<Vec<_>>();
        let (fields, bodies): (Vec<Place<'a>>, Vec<Place<'a>>) =
            inherited.into_iter().chain(own).partition(|parameter| parameter.text("in") == Some("formData"));
        self.one_body(&first, bodies.iter());
        Some(self.form(&fields, &consumes, now))
    }

    fn of_body(&mut self, list: &[Place<'a>]) -> Vec<Place<'a>> {
        let all = list.iter().filter(|parameter| super::parameter::is_of_body(&self.follow(parameter)));
        let all: Vec<Place<'a>> = all.cloned().collect();
        all.iter().map(|parameter| self.copied(parameter)).filter(super::parameter::is_of_body).collect()
    }

    /// Of several bodies the first is the one.
    fn one_body<'p>(&mut self, first: &Place<'a>, others: impl Iterator<Item = &'p Place<'a>>)
    where
        'a: 'p,
    {
        for other in others {
            let message = "an operation has one body; this one is left out";
            let finding = Diagnostic::warning("several-bodies", &other.at, message);
            self.diagnostics.push(finding.related(&first.at, "the one that counts"));
        }
    }

    fn body(&mut self, parameter: &Place<'a>, consumes: &MediaTypes<'a>, now: &Pointer) -> Value {
        self.moved(now, &parameter.at);
        let mut raised = parameter.fields(&["description", "required"]);
        raised.shift_remove("x-nullable");
        let Some(schema) = parameter.get("schema") else {
            let message = "`schema` is missing in the Parameter Object in `body`";
            self.diagnostics.error("missing-field", &parameter.at, message);
            return Value::Object(raised);
        };
        // What `consumes` says of forms is about other operations, unless there is nothing else.
        let plain: Vec<&str> = consumes.list.iter().copied().filter(|one| !media_type::is_form(one)).collect();
        let types =
            MediaTypes { list: if plain.is_empty() { consumes.list.clone() } else { plain }, ..consumes.clone() };
        let carried = self.carried(&schema);
        let types = self.carrying(&types, carried, false);
        let content = self.content(&schema, &types, None, &now.key("content"));
        raised.insert("content".to_owned(), content);
        Value::Object(raised)
    }
}
