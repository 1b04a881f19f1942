//! From the API's document, as the crate carries it, to its operations: parsed independently, and never by the tables
//! that were generated from it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// A document in the form of OpenAPI 3.0.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) tree: Value,
    /// What is known of the height of schemas, by their places.
    pub(crate) heights: Mutex<BTreeMap<Vec<usize>, usize>>,
}

/// An operation (OpenAPI 3.0.3, section 4.7.10).
#[derive(Debug)]
pub(crate) struct Operation<'d> {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) parameters: Vec<Parameter<'d>>,
    pub(crate) body: Option<Body<'d>>,
    pub(crate) responses: Vec<Response<'d>>,
    /// The alternatives, each with the schemes that it takes.
    pub(crate) security: Vec<Vec<Scheme<'d>>>,
    /// Whether each of them takes a scheme of which nobody knows how it is carried (`x-unknown`), so that nobody gets in.
    /// They are not among the alternatives.
    pub(crate) closed: bool,
}

/// A parameter, or a header of a response (sections 4.7.12 and 4.7.21).
#[derive(Debug)]
pub(crate) struct Parameter<'d> {
    pub(crate) name: String,
    pub(crate) location: String,
    pub(crate) object: &'d Value,
    /// Its schema; none where it may be anything.
    pub(crate) schema: &'d Value,
    /// Whether it is JSON.
    pub(crate) json: bool,
    pub(crate) required: bool,
}

/// A request's body (section 4.7.13).
#[derive(Debug)]
pub(crate) struct Body<'d> {
    pub(crate) required: bool,
    /// `x-any-content-type`.
    pub(crate) any_content_type: bool,
    pub(crate) contents: Vec<Content<'d>>,
}

/// A media type of a body (section 4.7.14).
#[derive(Debug)]
pub(crate) struct Content<'d> {
    pub(crate) media_type: &'d str,
    pub(crate) object: &'d Value,
    pub(crate) schema: Option<&'d Value>,
}

/// A response (section 4.7.17).
#[derive(Debug)]
pub(crate) struct Response<'d> {
    /// `200`, `4XX` or `default`.
    pub(crate) status: &'d str,
    pub(crate) headers: Vec<Parameter<'d>>,
    pub(crate) contents: Vec<Content<'d>>,
    /// `x-optional-body`.
    pub(crate) optional: bool,
}

/// A security scheme (section 4.7.27).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme<'d> {
    pub(crate) name: &'d str,
    pub(crate) object: &'d Value,
}

/// What says nothing of its values.
pub(crate) static ANYTHING: Value = Value::Bool(true);

impl Document {
    /// The document of this text. Each text is read once, and kept as long as the tests run.
    pub(crate) fn load(text: &'static str) -> Result<&'static Self, String> {
        static KNOWN: Mutex<BTreeMap<usize, &Document>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(document) = known.get(&text.as_ptr().addr()) {
            return Ok(document);
        }
        let tree = serde_json::from_str(text).map_err(|error| format!("the document is no JSON: {error}"))?;
        let document: &Self = Box::leak(Box::new(Self { tree, heights: Mutex::default() }));
        known.insert(text.as_ptr().addr(), document);
        Ok(document)
    }

    /// What an object means that may be a reference.
    pub(crate) fn follow<'d>(&'d self, mut value: &'d Value) -> &'d Value {
        for _ in 0..64 {
            match value.get("$ref").and_then(Value::as_str).and_then(|reference| self.target(reference)) {
                Some(target) => value = target,
                None => break,
            }
        }
        value
    }

    /// What a reference leads to.
    pub(crate) fn target(&self, reference: &str) -> Option<&Value> {
        let pointer = percent_encoding::percent_decode_str(reference.strip_prefix('#')?).decode_utf8().ok()?;
        self.tree.pointer(&pointer)
    }

    /// The operation at a path and a method: `/paths/~1devices/get`.
    pub(crate) fn operation(&self, pointer: &str) -> Result<Operation<'_>, String> {
        let wrong = || format!("the document has no operation {pointer}");
        let (around, method) = pointer.rsplit_once('/').ok_or_else(wrong)?;
        // Methods that have no field of their own are written as they are sent.
        let (item_at, other) = match around.strip_suffix("/additionalOperations") {
            Some(item_at) => (item_at, true),
            None => (around, false),
        };
        let path = item_at.strip_prefix("/paths/").ok_or_else(wrong)?.replace("~1", "/").replace("~0", "~");
        let item = self.follow(self.tree.pointer(item_at).ok_or_else(wrong)?);
        let method = &*method.replace("~1", "/").replace("~0", "~");
        let others = item.get("additionalOperations").filter(|_| other);
        let object = others.unwrap_or(item).get(method).ok_or_else(wrong)?;
        let security = object.get("security").or_else(|| self.tree.get("security"));
        let mut security: Vec<Vec<Scheme<'_>>> = list(security).map(|alternative| self.schemes(alternative)).collect();
        let asked = !security.is_empty();
        security
            .retain(|schemes| schemes.iter().all(|scheme| scheme.object.get("x-unknown") != Some(&Value::Bool(true))));
        let mut parameters: Vec<Parameter<'_>> = Vec::new();
        let own: Vec<_> = list(object.get("parameters")).filter_map(|one| self.parameter(one)).collect();
        for shared in list(item.get("parameters")).filter_map(|one| self.parameter(one)) {
            if !own.iter().any(|other| other.is_same(&shared)) {
                parameters.push(shared);
            }
        }
        parameters.extend(own);
        // What a security scheme carries is no parameter.
        parameters.retain(|parameter| !security.iter().flatten().any(|scheme| scheme.carries(parameter)));
        let body = object.get("requestBody").map(|body| {
            let body = self.follow(body);
            let says = |key: &str| body.get(key) == Some(&Value::Bool(true));
            let (required, any_content_type) = (says("required"), says("x-any-content-type"));
            Body { required, any_content_type, contents: self.contents(body) }
        });
        let responses = object.get("responses").and_then(Value::as_object).into_iter().flatten();
        let responses = responses.filter(|(status, _)| !status.starts_with("x-"));
        let responses = responses.map(|(status, response)| {
            let response = self.follow(response);
            let headers = response.get("headers").and_then(Value::as_object).into_iter().flatten();
            let headers = headers.filter(|(name, _)| !name.eq_ignore_ascii_case("content-type") && !is_framing(name));
            let headers = headers.map(|(name, header)| {
                let header = self.follow(header);
                self.valued(name.clone(), "header".to_owned(), header)
            });
            let bodiless = !other && method == "head"
                || ["204", "205", "304"].contains(&status.as_str())
                || status.starts_with('1');
            let contents = if bodiless { Vec::new() } else { self.contents(response) };
            let optional = response.get("x-optional-body") == Some(&Value::Bool(true));
            Response { status, headers: headers.collect(), contents, optional }
        });
        Ok(Operation {
            method: if other { method.to_owned() } else { method.to_uppercase() },
            path,
            parameters,
            body,
            responses: responses.collect(),
            closed: asked && security.is_empty(),
            security,
        })
    }

    fn schemes<'d>(&'d self, alternative: &'d Value) -> Vec<Scheme<'d>> {
        let all = self.tree.pointer("/components/securitySchemes");
        let names = alternative.as_object().into_iter().flatten();
        let schemes = names.filter_map(|(name, _)| Some(Scheme { name, object: self.follow(all?.get(name)?) }));
        schemes.collect()
    }

    fn parameter<'d>(&'d self, declared: &'d Value) -> Option<Parameter<'d>> {
        let object = self.follow(declared);
        let location = object.get("in")?.as_str()?.to_owned();
        let name = object.get("name")?.as_str()?.to_owned();
        let ignored = ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str());
        (location != "header" || !ignored && !is_framing(&name)).then(|| self.valued(name, location, object))
    }

    fn valued<'d>(&'d self, name: String, location: String, object: &'d Value) -> Parameter<'d> {
        let content = object.get("content").and_then(Value::as_object).and_then(|content| content.values().next());
        let schema = content.map_or_else(|| object.get("schema"), |content| content.get("schema"));
        let required = object.get("required") == Some(&Value::Bool(true));
        Parameter { name, location, object, schema: schema.unwrap_or(&ANYTHING), json: content.is_some(), required }
    }

    fn contents<'d>(&'d self, holder: &'d Value) -> Vec<Content<'d>> {
        let contents = holder.get("content").and_then(Value::as_object).into_iter().flatten();
        contents.map(|(media_type, object)| Content { media_type, object, schema: object.get("schema") }).collect()
    }
}

impl Parameter<'_> {
    fn is_same(&self, other: &Parameter<'_>) -> bool {
        let alike = if self.location == "header" {
            self.name.eq_ignore_ascii_case(&other.name)
        } else {
            self.name == other.name
        };
        self.location == other.location && alike
    }

    /// What the document says of it under this key.
    pub(crate) fn says(&self, key: &str) -> Option<&Value> {
        self.object.get(key)
    }
}

impl<'d> Scheme<'d> {
    pub(crate) fn text(&self, key: &str) -> &'d str {
        self.object.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn carries(&self, parameter: &Parameter<'_>) -> bool {
        let (location, name) = (self.text("in"), self.text("name"));
        let alike =
            if location == "header" { name.eq_ignore_ascii_case(&parameter.name) } else { name == parameter.name };
        self.text("type") == "apiKey" && location == parameter.location && alike
    }
}

/// Whether HTTP itself writes a header, so that no document has a say in it (RFC 9110, sections 7.2, 7.6, 8.6 and
/// 10.1; RFC 9112, section 6).
fn is_framing(name: &str) -> bool {
    const NAMES: [&str; 10] = [
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    NAMES.iter().any(|framing| name.eq_ignore_ascii_case(framing))
}

/// What schemas are known by: the places at which they stand.
pub(crate) fn places(schemas: &[&Value]) -> Vec<usize> {
    schemas.iter().map(|schema| std::ptr::from_ref(*schema).addr()).collect()
}

/// The items of an array that may not be there.
pub(crate) fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}
