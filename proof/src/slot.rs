//! The places of an operation that hold a value: parameters, bodies, headers of responses; and the values that are
//! tried in each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::document::{Content, Document, Operation, Parameter, Response, places};
use crate::sample::{Choices, Sampler, Violation, violations};
use crate::tally::Tally;
use crate::validator::SchemaValidator;
use crate::wire;
use specwright_runtime::mode::Direction;

/// All places of an operation.
pub(crate) struct Slots<'d> {
    pub(crate) document: &'d Document,
    pub(crate) operation: &'d Operation<'d>,
    pub(crate) parameters: Vec<Slot<'d>>,
    /// The body in each media type.
    pub(crate) bodies: Vec<Slot<'d>>,
    /// The headers of each response, and its body in each media type.
    pub(crate) responses: Vec<(Vec<Slot<'d>>, Vec<Slot<'d>>)>,
}

/// One place.
pub(crate) struct Slot<'d> {
    pub(crate) name: String,
    pub(crate) sampler: Sampler<'d>,
    pub(crate) schemas: Vec<&'d Value>,
    pub(crate) validator: SchemaValidator,
    /// Legal values, the least first; none where none was found.
    pub(crate) values: Vec<Value>,
    /// Values that break one constraint each.
    pub(crate) violations: Vec<Violation>,
}

impl<'d> Slots<'d> {
    /// The places of the operation at this pointer, and what could not be found for them. They are made once, and kept
    /// as long as the tests run.
    pub(crate) fn load(document: &'static Document, pointer: &str) -> Result<&'static (Slots<'static>, Tally), String> {
        type Known = BTreeMap<(usize, String), &'static (Slots<'static>, Tally)>;
        static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
        let key = (std::ptr::from_ref(document).addr(), pointer.to_owned());
        if let Some(slots) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(slots);
        }
        let operation: &Operation<'static> = Box::leak(Box::new(document.operation(pointer)?));
        let mut tally = Tally::default();
        let slots = Slots::new(document, operation, &mut tally)?;
        let slots: &(Slots<'static>, Tally) = Box::leak(Box::new((slots, tally)));
        KNOWN.lock().unwrap_or_else(PoisonError::into_inner).insert(key, slots);
        Ok(slots)
    }

    /// The places of an operation, with their values.
    fn new(document: &'d Document, operation: &'d Operation<'d>, tally: &mut Tally) -> Result<Self, String> {
        let request = Sampler { document, direction: Direction::Request, textual: false };
        let response = Sampler { document, direction: Direction::Response, textual: false };
        let mut parameters = Vec::new();
        for parameter in &operation.parameters {
            let name = format!("{} parameter `{}`", parameter.location, parameter.name);
            parameters.push(Slot::of_parameter(name, request, parameter, tally)?);
        }
        let bodies = operation.body.iter().flat_map(|body| &body.contents);
        let bodies = bodies.map(|content| Slot::of_content("body", request, content, tally));
        let bodies = bodies.collect::<Result<_, _>>()?;
        let mut responses = Vec::new();
        for Response { status, headers, contents, .. } in &operation.responses {
            let mut heads = Vec::new();
            for header in headers {
                let name = format!("header `{}` of {status}", header.name);
                heads.push(Slot::of_parameter(name, response, header, tally)?);
            }
            let contents = contents.iter().map(|content| Slot::of_content(status, response, content, tally));
            responses.push((heads, contents.collect::<Result<_, _>>()?));
        }
        let slots = Self { document, operation, parameters, bodies, responses };
        if crate::is_asked_for("validations") {
            slots.all().for_each(Slot::print_validations);
        }
        Ok(slots)
    }

    fn all(&self) -> impl Iterator<Item = &Slot<'d>> {
        let responses = self.responses.iter().flat_map(|(headers, contents)| headers.iter().chain(contents));
        self.parameters.iter().chain(&self.bodies).chain(responses)
    }
}

impl<'d> Slot<'d> {
    fn of_parameter(
        name: String,
        sampler: Sampler<'d>,
        parameter: &Parameter<'d>,
        tally: &mut Tally,
    ) -> Result<Self, String> {
        Self::new(name, Sampler { textual: !parameter.json, ..sampler }, vec![parameter.schema], tally)
    }

    fn of_content(what: &str, sampler: Sampler<'d>, content: &Content<'d>, tally: &mut Tally) -> Result<Self, String> {
        let name = format!("{what} as `{}`", content.media_type);
        let raw = wire::Kind::of(sampler.document, content) == wire::Kind::Raw;
        // What has no schema is text or bytes, unless it is JSON; and bytes that stand by themselves have no form.
        static TEXT: std::sync::OnceLock<Value> = std::sync::OnceLock::new();
        let text = TEXT.get_or_init(|| serde_json::json!({ "type": "string" }));
        let shape = sampler.document.shape(&content.schema.into_iter().collect::<Vec<_>>());
        let schema = match content.schema {
            Some(schema) if !raw => schema,
            Some(schema)
                if matches!(shape.kind(), Some(kind) if kind != "object" && kind != "array")
                    && shape.format != Some("byte") =>
            {
                schema
            }
            _ if raw => text,
            _ => &crate::document::ANYTHING,
        };
        Self::new(name, sampler, vec![schema], tally)
    }

    fn new(name: String, sampler: Sampler<'d>, schemas: Vec<&'d Value>, tally: &mut Tally) -> Result<Self, String> {
        let validator = SchemaValidator::new(sampler.document, &schemas, sampler.direction)?;
        let mut values: Vec<Value> = Vec::new();
        let rounds = (0..sampler.rounds(&schemas)).map(Choices::Round);
        for choices in std::iter::once(Choices::Least).chain(rounds) {
            let Some(value) = sampler.value(&schemas, choices) else { continue };
            if validator.is_valid(&value) && !values.contains(&value) {
                values.push(value);
            }
        }
        let some = values.iter().take(1).chain(values.iter().skip(1).step_by(3));
        let broken = violations(&sampler, &schemas, some, &validator);
        if values.is_empty() {
            tally.open.push(format!("no value was found for the {name}"));
        }
        Ok(Self { name, sampler, schemas, validator, values, violations: broken })
    }

    /// Prints what the validator says of each value, as lines of JSON, so that other validators can be asked the same.
    fn print_validations(&self) {
        let right = self.values.iter().map(|value| (value, true));
        let validated = right.chain(self.violations.iter().map(|violation| (&violation.value, false)));
        for (value, valid) in validated {
            let (schemas, response) = (&self.schemas, self.sampler.direction == Direction::Response);
            println!(
                "{}",
                serde_json::json!({ "schemas": schemas, "response": response, "value": value, "valid": valid })
            );
        }
    }

    /// The value of a round; `None` where there are none.
    pub(crate) fn round(&self, round: usize) -> Option<&Value> {
        self.values.get(round % self.values.len().max(1))
    }

    /// Whether some values may be refused because text does not distinguish alternatives or types.
    pub(crate) fn is_vague(&self) -> bool {
        fn vague(sampler: &Sampler<'_>, schemas: &[&Value], known: &mut BTreeSet<Vec<usize>>) -> bool {
            if !known.insert(places(schemas)) {
                return false;
            }
            let shape = sampler.document.shape(schemas);
            !shape.alternatives.is_empty()
                || shape.kind().is_none()
                || !shape.items.is_empty() && vague(sampler, &shape.items, known)
                || shape.properties.iter().any(|(_, property)| vague(sampler, property, known))
                || shape.kept().is_some_and(|kept| vague(sampler, &kept, known))
        }
        vague(&self.sampler, &self.schemas, &mut BTreeSet::new())
    }
}
