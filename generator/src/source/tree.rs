//! A text in JSON or YAML is turned into one tree. Keys are strings, every key stands once, and what has no place in
//! a JSON tree (tags, infinite numbers, endless aliases) is a finding.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::limits::{self, MAX_DEPTH};
use super::yaml;
use crate::diagnostic::{Diagnostic, Diagnostics, Pointer, Position};

const ENDLESS: &str = "the aliases stand for far more than the file holds";

/// Reads JSON if the first character that is not blank is `{` or `[`, YAML otherwise.
/// `None` if the text does not parse; other findings leave a tree.
pub(super) fn parse(text: &str, diagnostics: &mut Diagnostics) -> Option<Value> {
    if is_json(text) { json(text, diagnostics) } else { yaml::parse(text, diagnostics) }
}

/// Whether the text is taken as JSON.
pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

fn json(text: &str, diagnostics: &mut Diagnostics) -> Option<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = tree(&mut deserializer, text.len(), diagnostics);
    match read.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Some(value),
        Err(error) => {
            let position = Position { line: error.line(), column: error.column().max(1) };
            diagnostics.push(syntax("invalid-json", &error.to_string(), Some(position)));
            None
        }
    }
}

/// The finding for a text that does not parse; the parser's message ends with the place, which is distinguished here.
pub(super) fn syntax(code: &'static str, message: &str, position: Option<Position>) -> Diagnostic {
    if message.contains(ENDLESS) || message.contains("repetition limit exceeded") {
        return Diagnostic::error("too-large", &Pointer::root(), ENDLESS).position(position);
    }
    let message = message.split(" at line ").next().unwrap_or(message);
    Diagnostic::error(code, &Pointer::root(), message).position(position)
}

/// Reads one value from any self-describing deserializer.
pub(super) fn tree<'de, D: Deserializer<'de>>(
    deserializer: D,
    bytes: usize,
    diagnostics: &mut Diagnostics,
) -> Result<Value, D::Error> {
    let mut reader = Reader { path: Vec::new(), budget: limits::budget(bytes), diagnostics };
    reader.deserialize(deserializer)
}

/// What is being read, from the root down. The reader is the seed and the visitor of every value.
struct Reader<'a> {
    path: Vec<Step>,
    budget: usize,
    diagnostics: &'a mut Diagnostics,
}

enum Step {
    Key(String),
    Index(usize),
}

impl Reader<'_> {
    fn at(&self) -> Pointer {
        self.path.iter().fold(Pointer::root(), |at, step| match step {
            Step::Key(key) => at.key(key),
            Step::Index(index) => at.index(*index),
        })
    }

    fn error(&mut self, code: &'static str, message: impl Into<String>) {
        let at = self.at();
        self.diagnostics.error(code, &at, message);
    }

    fn spend<E: serde::de::Error>(&mut self, cost: usize) -> Result<(), E> {
        match self.budget.checked_sub(cost) {
            Some(rest) => {
                self.budget = rest;
                Ok(())
            }
            None => Err(E::custom(ENDLESS)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.spend(1)?;
        if self.path.len() > MAX_DEPTH {
            self.error("too-deep", format!("more than {MAX_DEPTH} objects and arrays stand inside one another"));
            deserializer.deserialize_ignored_any(IgnoredAny)?;
            return Ok(Value::Null);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        match Number::from_f64(value) {
            Some(number) => Ok(Value::Number(number)),
            None => {
                self.error("infinite-number", "infinite numbers and `.nan` have no form in JSON");
                Ok(Value::Null)
            }
        }
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        self.spend(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        self.spend(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            self.path.push(Step::Index(list.len()));
            let item = items.next_element_seed(&mut *self)?;
            self.path.pop();
            match item {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(Key(key)) = entries.next_key_seed(KeySeed)? {
            self.spend(key.len())?;
            let twice = map.contains_key(&key);
            self.path.push(Step::Key(key));
            if twice {
                let at = self.at();
                let name = at.last().unwrap_or_default();
                self.diagnostics.error("duplicate-key", &at, format!("`{name}` stands twice in the same object"));
            }
            let value = entries.next_value_seed(&mut *self)?;
            if let Some(Step::Key(key)) = self.path.pop() {
                map.insert(key, value);
            }
        }
        Ok(Value::Object(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, value) = tagged.variant::<String>()?;
        value.newtype_variant::<IgnoredAny>()?;
        self.error("unsupported-tag", format!("the YAML tag `!{tag}` has no meaning in an OpenAPI document"));
        Ok(Value::Null)
    }
}

/// A key as text: YAML has `200:` and `true:` too, and they stand for the strings that they are written as.
struct Key(String);

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(Key(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Key, E> {
        Ok(Key(key))
    }
}
