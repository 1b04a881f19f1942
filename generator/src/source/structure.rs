//! A tree of OpenAPI 3.0 is turned into everything about its shape that the specification does not allow as findings.
//! What passes can be read into types.

use serde_json::{Map, Value};

use super::keyword;
use super::prune;
use super::table::{self, Kind, Object, Rest};
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer};

/// Something that keeps a tree from being read into types.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) at: Pointer,
    /// The innermost thing around it, or itself, in whose place a reference may stand. Of paths it is only what is no
    /// operation.
    pub(super) unit: Option<Pointer>,
}

/// Checks the whole tree by the table of a version, which is that of the object at the root. Fields without a value, which
/// YAML makes easy to leave behind, are taken out with a warning.
/// Returns what keeps the tree from being read into types; unsupported constructs are errors, but do not stand in the way.
pub(super) fn check_as(
    version: &'static str,
    root: &'static Object,
    tree: &mut Value,
    diagnostics: &mut Diagnostics,
) -> Vec<Broken> {
    check_at(version, root, tree, &Pointer::root(), diagnostics)
}

/// The same for one object, which stands at a place.
pub(super) fn check_at(
    version: &'static str,
    object: &'static Object,
    value: &mut Value,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Vec<Broken> {
    let mut check = Check { version, diagnostics, unit: None, broken: Vec::new() };
    check.object(object, value, at, false);
    check.broken
}

struct Check<'a> {
    version: &'static str,
    diagnostics: &'a mut Diagnostics,
    /// The innermost thing in whose place a reference may stand.
    unit: Option<Pointer>,
    broken: Vec<Broken>,
}

impl Check<'_> {
    /// An error that keeps the tree from being read into types.
    fn broken(&mut self, diagnostic: Diagnostic) {
        self.broken.push(Broken { at: diagnostic.at.clone(), unit: self.unit.clone() });
        self.diagnostics.push(diagnostic);
    }

    fn value(&mut self, kind: Kind, value: &mut Value, at: &Pointer, item: bool) {
        let fits = match kind {
            Kind::Any => true,
            Kind::Text => value.is_string(),
            Kind::Bool => value.is_boolean(),
            Kind::Number => value.is_number(),
            Kind::Count => value.is_u64(),
            Kind::Choice(choices) => return self.choice(choices, value, at, item),
            Kind::List(inner) => match value {
                Value::Array(list) => {
                    for (index, value) in list.iter_mut().enumerate() {
                        self.value(*inner, value, &at.index(index), true);
                    }
                    true
                }
                _ => false,
            },
            Kind::Map(inner) => match value {
                Value::Object(map) => {
                    for (key, value) in map.iter_mut() {
                        self.value(*inner, value, &at.key(key), false);
                    }
                    true
                }
                _ => false,
            },
            Kind::Object(object) => return self.object(object, value, at, item),
            Kind::Referable(object) => return self.referable(object, value, at, item),
            Kind::OrBool(object) => {
                if !value.is_boolean() {
                    self.referable(object, value, at, item);
                }
                true
            }
        };
        if !fits {
            self.wrong_type(kind, value, at, item);
        }
    }

    fn wrong_type(&mut self, kind: Kind, value: &Value, at: &Pointer, item: bool) {
        let message = format!("{} must be {}, not {}", label(at, item), expected(kind), found(value));
        let mut diagnostic = Diagnostic::error("wrong-type", at, message);
        if matches!(kind, Kind::Text) && (value.is_number() || value.is_boolean()) {
            diagnostic = diagnostic.help(format!("put it in quotes: \"{value}\""));
        }
        self.broken(diagnostic);
    }

    fn choice(&mut self, choices: &[&str], value: &Value, at: &Pointer, item: bool) {
        match value {
            Value::String(text) if choices.contains(&text.as_str()) => {}
            Value::String(text) => {
                let choices = choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ");
                let message = format!("{} must be one of {choices}, not `{text}`", label(at, item));
                self.broken(Diagnostic::error("invalid-value", at, message));
            }
            other => self.wrong_type(Kind::Text, other, at, item),
        }
    }

    fn referable(&mut self, object: &'static Object, value: &mut Value, at: &Pointer, item: bool) {
        let around = self.unit.replace(at.clone());
        self.referable_here(object, value, at, item);
        self.unit = around;
    }

    fn referable_here(&mut self, object: &'static Object, value: &mut Value, at: &Pointer, item: bool) {
        let Some(reference) = value.get_mut("$ref") else {
            return self.object(object, value, at, item);
        };
        let place = at.key("$ref");
        match reference {
            Value::String(text) if text.starts_with('#') || text == prune::BROKEN => {}
            Value::String(text) => {
                let message = format!("`{text}` is in another file; only references within the document are supported");
                self.diagnostics.error("unsupported-external-ref", &place, message);
            }
            other => self.wrong_type(Kind::Text, other, &place, false),
        }
        let siblings = value.as_object().into_iter().flat_map(Map::keys);
        for key in siblings.filter(|key| *key != "$ref" && object.kind_of(key).is_some() && !is_annotation(key)) {
            if object.name == table::PATH_ITEM.name {
                // OpenAPI 3.0.3, section 4.7.9.1, leaves open what that means.
                let message = format!("`{key}` beside the `$ref` of a path is not supported");
                self.diagnostics.error("unsupported-path-sibling", &at.key(key), message);
            } else if object.name == table::SCHEMA.name && MEANT_BESIDE_REF.contains(&key.as_str()) {
                let message = format!("`{key}` beside `$ref` is honoured, though {} ignores it", self.version);
                self.diagnostics.warning("ref-sibling", &at.key(key), message);
            } else {
                let message = format!("`{key}` beside `$ref` has no effect in {}", self.version);
                self.diagnostics.warning("ref-sibling", &at.key(key), message);
            }
        }
        if object.name == table::SCHEMA.name {
            self.wrap_reference(value, at);
        }
    }

    /// What is meant beside a `$ref` stands beside an `allOf` that holds it, where every reader of the tree sees it.
    fn wrap_reference(&mut self, value: &mut Value, at: &Pointer) {
        let Value::Object(map) = value else { return };
        if !MEANT_BESIDE_REF.iter().any(|key| map.contains_key(*key)) {
            return;
        }
        map.retain(|key, _| key == "$ref" || is_annotation(key) || MEANT_BESIDE_REF.contains(&key.as_str()));
        if let Some(reference) = map.shift_remove("$ref") {
            map.insert("allOf".to_owned(), serde_json::json!([{ "$ref": reference }]));
            self.diagnostics.moved(&at.key("allOf").index(0).key("$ref"), &at.key("$ref"));
        }
    }

    fn object(&mut self, object: &'static Object, value: &mut Value, at: &Pointer, item: bool) {
        let Value::Object(map) = value else {
            return self.wrong_type(Kind::Object(object), value, at, item);
        };
        // A path item is more than what is broken in one of its operations.
        let is_operation = object.name == table::OPERATION.name;
        let around = if is_operation { self.unit.take() } else { None };
        self.members(object, map, at);
        if is_operation {
            self.unit = around;
        }
    }

    fn members(&mut self, object: &'static Object, map: &mut Map<String, Value>, at: &Pointer) {
        self.drop_empty(object, map, at);
        self.drop_callbacks(object, map, at);
        for field in object.required.iter().filter(|field| !map.contains_key(**field)) {
            let message = format!("`{field}` is missing in the {}", object.name);
            self.broken(Diagnostic::error("missing-field", at, message));
        }
        for (key, value) in map.iter_mut() {
            match object.kind_of(key) {
                Some(kind) => self.value(kind, value, &at.key(key), false),
                None if key.starts_with("x-") => {}
                None => self.unknown(object, key, &at.key(key)),
            }
        }
        self.together(object, map, at);
    }

    /// Takes out fields that say nothing, such as `description:` in YAML. Where null is a value it stays.
    fn drop_empty(&mut self, object: &Object, map: &mut Map<String, Value>, at: &Pointer) {
        let says_nothing = |key: &str, value: &Value| {
            let kind = object.kind_of(key);
            value.is_null() && !object.required.contains(&key) && kind.is_some_and(|kind| !matches!(kind, Kind::Any))
        };
        map.retain(|key, value| {
            let empty = says_nothing(key, value);
            if empty {
                let message = format!("`{key}` has no value and is left out");
                self.diagnostics.warning("empty-field", &at.key(key), message);
            }
            !empty
        });
    }

    /// Takes out callbacks, which are not generated and which the types cannot hold in all their forms.
    fn drop_callbacks(&mut self, object: &Object, map: &mut Map<String, Value>, at: &Pointer) {
        if std::ptr::eq(object, &table::OPERATION) && map.contains_key("callbacks") {
            self.diagnostics.warning("unsupported-callbacks", &at.key("callbacks"), "callbacks are not generated");
        }
        if object.kind_of("callbacks").is_some_and(|kind| matches!(kind, Kind::Any)) {
            map.shift_remove("callbacks");
        }
    }

    fn unknown(&mut self, object: &Object, key: &str, at: &Pointer) {
        let is_schema = std::ptr::eq(object, &table::SCHEMA);
        if let Some((keyword, code)) = keyword::UNSUPPORTED.iter().find(|(keyword, _)| is_schema && *keyword == key) {
            let message = format!("the keyword `{keyword}` is not supported");
            return self.diagnostics.error(code, at, message);
        }
        match &object.rest {
            Rest::Extensions => {
                let message = format!("the {} has no field `{key}`; it is ignored", object.name);
                self.diagnostics.warning("unknown-field", at, message);
            }
            Rest::Keys { what, .. } => {
                let message = format!("`{key}` in the {} must be {what}", object.name);
                let mut diagnostic = Diagnostic::error("invalid-key", at, message);
                let capital = key.to_uppercase();
                if object.kind_of(&capital).is_some() {
                    diagnostic = diagnostic.help(format!("write it as `{capital}`"));
                }
                self.broken(diagnostic);
            }
        }
    }

    /// What fields must or must not stand together.
    fn together(&mut self, object: &'static Object, map: &Map<String, Value>, at: &Pointer) {
        if std::ptr::eq(object, &table::PARAMETER) || std::ptr::eq(object, &table::HEADER) {
            self.one_of(object, ["schema", "content"], map, at);
            self.style(map, at);
        } else if std::ptr::eq(object, &table::LINK) {
            self.one_of(object, ["operationRef", "operationId"], map, at);
        } else if std::ptr::eq(object, &table::SECURITY_SCHEME) {
            self.security_scheme(map, at);
        }
    }

    fn one_of(&mut self, object: &Object, fields: [&str; 2], map: &Map<String, Value>, at: &Pointer) {
        let [first, second] = fields;
        match (map.contains_key(first), map.contains_key(second)) {
            (true, false) | (false, true) => {}
            (false, false) => {
                let message = format!("`{first}` or `{second}` is missing in the {}", object.name);
                self.broken(Diagnostic::error("missing-field", at, message));
            }
            (true, true) => {
                let message = format!("`{first}` and `{second}` must not both be in the {}", object.name);
                let diagnostic = Diagnostic::error("exclusive-fields", &at.key(second), message);
                self.broken(diagnostic.related(&at.key(first), format!("`{first}` is here")));
            }
        }
    }

    /// The styles that a place has (OpenAPI 3.0.3, section 4.7.12.2).
    fn style(&mut self, map: &Map<String, Value>, at: &Pointer) {
        let (Some(place), Some(style)) = (text(map, "in"), text(map, "style")) else { return };
        let choices: &[&str] = match place {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            "cookie" => &["form"],
            _ => return,
        };
        let known = matches!(table::PARAMETER.kind_of("style"), Some(Kind::Choice(known)) if known.contains(&style));
        if known && !choices.contains(&style) {
            let choices = choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ");
            let message = format!("`style` of a {place} parameter must be one of {choices}, not `{style}`");
            self.broken(Diagnostic::error("invalid-value", &at.key("style"), message));
        }
    }

    fn security_scheme(&mut self, map: &Map<String, Value>, at: &Pointer) {
        let Some(kind) = text(map, "type") else { return };
        let required: &[&str] = match kind {
            "apiKey" => &["name", "in"],
            "http" => &["scheme"],
            "oauth2" => &["flows"],
            "openIdConnect" => &["openIdConnectUrl"],
            _ => return,
        };
        for field in required.iter().filter(|field| !map.contains_key(**field)) {
            let message = format!("`{field}` is missing in the Security Scheme Object of type `{kind}`");
            self.broken(Diagnostic::error("missing-field", at, message));
        }
    }
}

/// What is meant where it stands beside `$ref`, though the texts of 2.0 and 3.0 ignore it.
pub(super) const MEANT_BESIDE_REF: [&str; 4] = ["default", "nullable", "readOnly", "writeOnly"];

/// Whether a keyword only describes and changes nothing that is sent.
pub(super) fn is_annotation(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(
            key,
            "description" | "summary" | "title" | "deprecated" | "example" | "examples" | "externalDocs" | "$comment"
        )
}

fn text<'a>(map: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    map.get(key).and_then(Value::as_str)
}

pub(super) fn label(at: &Pointer, item: bool) -> String {
    let last = at.last().unwrap_or_default();
    match at.parent().and_then(|parent| parent.last()) {
        Some(list) if item => format!("item {last} of `{list}`"),
        _ => format!("`{last}`"),
    }
}

pub(super) fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Any => "a value",
        Kind::Text | Kind::Choice(_) => "a string",
        Kind::Bool => "a boolean",
        Kind::Number => "a number",
        Kind::Count => "a non-negative integer",
        Kind::List(Kind::Text) => "an array of strings",
        Kind::List(_) => "an array",
        Kind::Map(_) | Kind::Object(_) | Kind::Referable(_) => "an object",
        Kind::OrBool(_) => "an object or a boolean",
    }
}

pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) => "a boolean".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
