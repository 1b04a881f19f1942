//! A JSON value and a schema is turned into what does not fit, with where in the value it is.

use std::cell::Cell;

use serde_json::Value;

use super::{
    Additional, Bound, Constraints, EnumValues, IntegerFormat, Need, Number, Schema, Struct, Type, TypeDef, TypeKind,
    Union,
};

/// In which direction a value is sent: `readOnly` and `writeOnly` properties are only required in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Request,
    Response,
    /// It is not known.
    Either,
}

/// What does not fit: the place within the value, and the matter.
pub(crate) type Misfit = (String, String);

/// Whether a value fits a schema.
pub(crate) fn check(value: &Value, schema: &Schema, types: &[TypeDef], direction: Direction) -> Result<(), Misfit> {
    Fit { types, direction, left: Cell::new(MAX_STEPS) }.schema(value, schema, MAX_DEPTH)
}

/// Whether a value fits a declared type.
pub(crate) fn check_kind(
    value: &Value,
    kind: &TypeKind,
    types: &[TypeDef],
    direction: Direction,
) -> Result<(), Misfit> {
    Fit { types, direction, left: Cell::new(MAX_STEPS) }.kind(value, kind, MAX_DEPTH)
}

/// Unions within unions can lead to every combination of their alternatives, and names for types take no step into the
/// value. What is not looked at is taken to fit.
const MAX_STEPS: usize = 1_000_000;
const MAX_DEPTH: usize = 200;

struct Fit<'a> {
    types: &'a [TypeDef],
    direction: Direction,
    left: Cell<usize>,
}

impl Fit<'_> {
    fn schema(&self, value: &Value, schema: &Schema, depth: usize) -> Result<(), Misfit> {
        let (Some(depth), Some(left)) = (depth.checked_sub(1), self.left.get().checked_sub(1)) else { return Ok(()) };
        self.left.set(left);
        if value.is_null() && schema.nullable {
            return Ok(());
        }
        match (&schema.ty, value) {
            (Type::Any, _) => Ok(()),
            (Type::Boolean, Value::Bool(_)) => Ok(()),
            (Type::Boolean, Value::Number(_) | Value::String(_)) if schema.lenient.bool_or_number => Ok(()),
            (Type::Integer(format), Value::Number(_)) => {
                integer(value, *format)?;
                constraints(value, &schema.constraints)
            }
            (Type::Number(_), Value::Number(_)) | (Type::String(_), Value::String(_)) => {
                constraints(value, &schema.constraints)
            }
            (Type::Integer(_) | Type::Number(_), Value::String(_)) | (Type::String(_), Value::Number(_))
                if schema.lenient.number_or_string =>
            {
                Ok(())
            }
            (Type::Array(items), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    self.schema(value, items, depth).map_err(|misfit| within(&index.to_string(), misfit))?;
                }
                constraints(value, &schema.constraints)
            }
            (Type::Array(_), Value::Object(map)) if schema.lenient.wrapped_items && map.len() == 1 => Ok(()),
            (Type::Array(items), one) if schema.lenient.one_or_many => self.schema(one, items, depth),
            (Type::Map(values), Value::Object(map)) => {
                for (key, value) in map {
                    self.schema(value, values, depth).map_err(|misfit| within(key, misfit))?;
                }
                constraints(value, &schema.constraints)
            }
            (Type::Named(id), _) => {
                let Some(def) = self.types.get(id.0) else { return Ok(()) };
                let value = match value {
                    Value::Array(list) if schema.lenient.one_or_many && list.len() == 1 => {
                        list.first().unwrap_or(value)
                    }
                    _ => value,
                };
                self.kind(value, &def.kind, depth)?;
                constraints(value, &schema.constraints)
            }
            (ty, value) => Err(wrong(expected(ty), value)),
        }
    }

    fn kind(&self, value: &Value, kind: &TypeKind, depth: usize) -> Result<(), Misfit> {
        match kind {
            TypeKind::Newtype(schema) => self.schema(value, schema, depth),
            TypeKind::Struct(object) => self.object(value, object, depth),
            TypeKind::Union(union) => self.union(value, union, depth),
            TypeKind::MediaTypes(_) => Ok(()),
            TypeKind::Enumeration(enumeration) => match (&enumeration.values, value) {
                (EnumValues::Strings(names), Value::String(text)) => {
                    if enumeration.open || names.iter().any(|name| name.wire == *text) {
                        return constraints(value, &enumeration.constraints);
                    }
                    Err(here(format!("`{text}` is none of the listed values")))
                }
                (EnumValues::Integers(names), Value::Number(number)) => {
                    if enumeration.open || names.iter().any(|(listed, _)| number.as_i64() == Some(*listed)) {
                        return constraints(value, &enumeration.constraints);
                    }
                    Err(here(format!("{number} is none of the listed values")))
                }
                (_, Value::Number(_) | Value::String(_)) if enumeration.lenient.number_or_string => Ok(()),
                (EnumValues::Strings(_), value) => Err(wrong("a string", value)),
                (EnumValues::Integers(_), value) => Err(wrong("an integer", value)),
            },
        }
    }

    fn object(&self, value: &Value, object: &Struct, depth: usize) -> Result<(), Misfit> {
        let map = match value {
            Value::Object(map) => map,
            Value::Array(_) if object.bare_array.is_some() => return Ok(()),
            other => return Err(wrong("an object", other)),
        };
        if let Some((field, _)) = object.bare_item
            && let Some(field) = object.fields.get(field)
            && !std::iter::once(&field.name.wire).chain(&field.aliases).any(|name| map.contains_key(name))
            && !map.is_empty()
        {
            return Ok(());
        }
        for field in &object.fields {
            let names = std::iter::once(&field.name.wire).chain(&field.aliases);
            let found = names.filter_map(|name| map.get(name)).next();
            match found {
                Some(value) => {
                    self.schema(value, &field.schema, depth).map_err(|misfit| within(&field.name.wire, misfit))?
                }
                None if self.needs(field.need) => return Err(here(format!("`{}` is missing", field.name.wire))),
                None => {}
            }
        }
        let listed =
            |key: &String| object.fields.iter().any(|field| field.name.wire == *key || field.aliases.contains(key));
        for (key, value) in map.iter().filter(|(key, _)| !listed(key)) {
            match &object.additional {
                Additional::Skip => {}
                Additional::Refuse => return Err(here(format!("`{key}` is not a property"))),
                Additional::Keep(_, schema) => {
                    self.schema(value, schema, depth).map_err(|misfit| within(key, misfit))?
                }
            }
        }
        constraints(value, &object.constraints)
    }

    fn needs(&self, need: Need) -> bool {
        match need {
            Need::Optional => false,
            Need::Required => true,
            Need::InRequest => self.direction == Direction::Request,
            Need::InResponse => self.direction == Direction::Response,
        }
    }

    fn union(&self, value: &Value, union: &Union, depth: usize) -> Result<(), Misfit> {
        if let Some(property) = &union.discriminator
            && let Some(tag) = value.get(property).and_then(Value::as_str)
        {
            let variant = union.variants.iter().find(|variant| variant.tags.iter().any(|other| other == tag));
            return match variant {
                Some(variant) => self.schema(value, &variant.schema, depth),
                None => Err((format!("/{property}"), format!("`{tag}` stands for none of the alternatives"))),
            };
        }
        if union.variants.iter().any(|variant| self.schema(value, &variant.schema, depth).is_ok()) {
            return Ok(());
        }
        Err(here("it fits none of the alternatives".to_owned()))
    }
}

fn integer(value: &Value, format: IntegerFormat) -> Result<(), Misfit> {
    let Some(number) = value.as_number().and_then(serde_json::Number::as_i128) else {
        let whole = value.as_f64().is_some_and(|float| float.fract() == 0.0);
        return if whole { Ok(()) } else { Err(wrong("an integer", value)) };
    };
    let (least, greatest) = match format {
        IntegerFormat::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::U32 => (0, u32::MAX.into()),
        IntegerFormat::U64 => (0, u64::MAX.into()),
        IntegerFormat::I64 | IntegerFormat::UnixTime | IntegerFormat::UnixTimeMs => (i64::MIN.into(), i64::MAX.into()),
    };
    if (least..=greatest).contains(&number) {
        Ok(())
    } else {
        Err(here(format!("{number} is out of the format's range")))
    }
}

fn constraints(value: &Value, constraints: &Constraints) -> Result<(), Misfit> {
    let count = |count: usize, least: Option<u64>, most: Option<u64>, what: &str| {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        match (least, most) {
            (Some(least), _) if count < least => Err(here(format!("there must be at least {least} {what}"))),
            (_, Some(most)) if count > most => Err(here(format!("there must be at most {most} {what}"))),
            _ => Ok(()),
        }
    };
    match value {
        Value::String(text) => {
            count(text.chars().count(), constraints.min_length, constraints.max_length, "characters")?;
            let pattern = constraints.pattern.as_ref();
            let matches = pattern.is_none_or(|p| regex::Regex::new(&p.regex).is_ok_and(|regex| regex.is_match(text)));
            if matches {
                return Ok(());
            }
            let pattern = pattern.map(|pattern| pattern.ecma.as_str()).unwrap_or_default();
            Err(here(format!("`{text}` does not match the pattern `{pattern}`")))
        }
        Value::Number(_) => {
            let number = value.as_f64().unwrap_or_default();
            let float = |bound: Bound| match bound.limit {
                Number::Integer(limit) => limit as f64,
                Number::Float(limit) => limit,
            };
            let low = constraints.minimum.is_some_and(|b| number < float(b) || b.exclusive && number <= float(b));
            let high = constraints.maximum.is_some_and(|b| number > float(b) || b.exclusive && number >= float(b));
            if low || high { Err(here(format!("{value} is out of range"))) } else { Ok(()) }
        }
        Value::Array(list) => count(list.len(), constraints.min_items, constraints.max_items, "items"),
        Value::Object(map) => count(map.len(), constraints.min_properties, constraints.max_properties, "properties"),
        Value::Bool(value) => match constraints.constant {
            Some(only) if only != *value => Err(here(format!("`{value}` is not `{only}`, the one value that it has"))),
            Some(_) | None => Ok(()),
        },
        Value::Null => Ok(()),
    }
}

fn expected(ty: &Type) -> &'static str {
    match ty {
        Type::Boolean => "a boolean",
        Type::Integer(_) => "an integer",
        Type::Number(_) => "a number",
        Type::String(_) => "a string",
        Type::Any | Type::Named(_) => "a value",
        Type::Array(_) => "an array",
        Type::Map(_) => "an object",
    }
}

fn wrong(expected: &str, value: &Value) -> Misfit {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    };
    here(format!("it must be {expected}, not {found}"))
}

fn here(message: String) -> Misfit {
    (String::new(), message)
}

fn within(key: &str, (place, message): Misfit) -> Misfit {
    (format!("/{key}{place}"), message)
}
