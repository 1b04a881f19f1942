//! From schemas of the document to valid values. Each value is made by a row of choices: in a round, it takes the next
//! variant of everything at once, so that few values show every variant; if it is drawn at random, the choice 0 is
//! always the simplest one, so that shorter rows with smaller numbers are simpler values.

pub(crate) mod number;
mod text;
mod violation;

use std::cell::Cell;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::document::{Document, places};
use crate::shape::Shape;
use specwright_runtime::mode::Direction;

pub(crate) use violation::{Violation, violations};

/// How deep values are made; what is optional ends before.
const DEPTH: usize = 12;
const OPTIONAL_DEPTH: usize = 8;

/// How many values there are in one value before what is optional ends; each round begins with another property.
const LARGE: usize = 256;

/// After how many attempts no value is looked for any more.
const ENDLESS: usize = 2048;

/// How many rounds there are at most.
const ROUNDS: usize = 48;

/// Every so many rounds, objects within others have no more than they need; at each depth in another round, so that
/// what is around them has all.
const BARE: usize = 9;

/// The beginning of the names of properties that no document lists.
pub(crate) const EXTRA: &str = "x-extra";

/// Where choices come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Choices<'c> {
    /// The least that is legal.
    Least,
    /// The next variant of everything.
    Round(usize),
    /// These numbers, and 0 behind them.
    Drawn(&'c [u16], &'c Cell<usize>),
}

/// What values are made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sampler<'d> {
    pub(crate) document: &'d Document,
    pub(crate) direction: Direction,
    /// Whether the values are written as text, which has no `null`.
    pub(crate) textual: bool,
}

impl<'d> Sampler<'d> {
    /// How many rounds show every variant of these schemas.
    pub(crate) fn rounds(&self, schemas: &[&'d Value]) -> usize {
        let shape = self.document.shape(schemas);
        let least = if matches!(shape.kind(), Some("object" | "array")) { BARE } else { 1 };
        self.breadth(schemas, &mut BTreeMap::new()).clamp(least, ROUNDS)
    }

    /// A value; `None` where none has an end, or the schemas contradict one another.
    pub(crate) fn value(&self, schemas: &[&'d Value], choices: Choices<'_>) -> Option<Value> {
        self.make(schemas, choices, &Way { here: 0, outer: None, made: &Cell::new(0) })
    }

    /// How many variants there are; within themselves, schemas count as one.
    fn breadth(&self, schemas: &[&'d Value], known: &mut BTreeMap<Vec<usize>, usize>) -> usize {
        let here = places(schemas);
        if let Some(known) = known.get(&here) {
            return *known;
        }
        known.insert(here.clone(), 1);
        let count = self.variants(schemas, known);
        known.insert(here, count);
        count
    }

    fn variants(&self, schemas: &[&'d Value], known: &mut BTreeMap<Vec<usize>, usize>) -> usize {
        let shape = self.document.shape(schemas);
        let null = usize::from(shape.nullable);
        if let Some((values, open)) = &shape.values {
            return values.len() + usize::from(*open) + null;
        }
        if !shape.alternatives.is_empty() {
            let widest = shape.alternatives.iter().map(|one| self.breadth(&[*one], known)).max();
            return shape.alternatives.len() * widest.unwrap_or(1) + null;
        }
        null + match shape.kind() {
            Some("object") => {
                let listed = shape.properties.iter().map(|(_, property)| self.breadth(property, known)).max();
                let kept = shape.kept().map_or(0, |kept| self.breadth(&kept, known) + 1);
                listed.unwrap_or(0).max(kept) + 1
            }
            Some("array") => self.breadth(&shape.items, known) + 2,
            Some("boolean") => 2,
            Some("integer" | "number") => number::variants(&shape).len(),
            Some("string") => text::variants(&shape).len(),
            Some(_) | None => ANYTHING.len(),
        }
    }

    fn make(&self, schemas: &[&'d Value], choices: Choices<'_>, way: &Way<'_>) -> Option<Value> {
        if way.depth() > DEPTH || way.made.get() > ENDLESS {
            return None;
        }
        let mut shape = self.document.shape(schemas);
        shape.nullable &= !self.textual;
        if let Some((values, _)) = shape.values.as_mut().filter(|_| self.textual) {
            values.retain(|value| !value.is_null());
        }
        let here = shape.parts.last().map_or(0, |part| std::ptr::from_ref(*part).addr());
        way.made.set(way.made.get() + 1);
        let way = &Way { here, outer: Some(way), made: way.made };
        let null = usize::from(shape.nullable);
        if let Some((values, open)) = &shape.values {
            let count = values.len() + usize::from(*open) + null;
            return match choices.pick(count) {
                index if index < values.len() => values.get(index).map(|value| (*value).clone()),
                index if index == values.len() && *open => Some(unlisted(&shape)),
                _ => Some(Value::Null),
            };
        }
        if !shape.alternatives.is_empty() {
            return self.alternative(&shape, choices, way);
        }
        let variants = match shape.kind() {
            Some("object") if null > 0 && choices.pick(4) == 3 => return Some(Value::Null),
            Some("array") if null > 0 && choices.pick(4) == 3 => return Some(Value::Null),
            Some("object") => return self.object(&shape, choices.bare(way), way).map(Value::Object),
            Some("array") => return self.array(&shape, choices, way),
            Some("boolean") => vec![Value::Bool(true), Value::Bool(false)],
            Some("integer" | "number") => number::variants(&shape),
            Some("string") => text::variants(&shape),
            Some(_) | None => anything(),
        };
        match choices.pick(variants.len() + null) {
            index if index < variants.len() => variants.get(index).cloned(),
            _ => Some(Value::Null),
        }
    }

    fn alternative(&self, shape: &Shape<'d>, choices: Choices<'_>, way: &Way<'_>) -> Option<Value> {
        let count = shape.alternatives.len();
        let first = choices.pick(count + usize::from(shape.nullable));
        if first == count {
            return Some(Value::Null);
        }
        // Where one alternative has no end, another one may; deep within, the flattest ones come first.
        let mut order: Vec<usize> = (0..count).map(|step| (first + step) % count).collect();
        if !way.is_short() {
            order.sort_by_key(|index| shape.alternatives.get(*index).map(|one| self.document.height(&[*one])));
        }
        order.into_iter().find_map(|index| {
            let mut schemas = vec![*shape.alternatives.get(index)?];
            // What stands beside the alternatives holds for each.
            schemas
                .extend(shape.parts.iter().filter(|part| part.get("oneOf").is_none() && part.get("anyOf").is_none()));
            let mut value = self.make(&schemas, choices.within(count), way)?;
            if let (Some((property, tags)), Value::Object(object)) = (&shape.tags, &mut value) {
                let tags = tags.get(index)?;
                // Some alternatives forbid the value that stands for them.
                let inner = self.document.shape(&schemas);
                let listed = inner.properties.iter().find(|(name, _)| name == property);
                // Without the property, several values of it cannot be distinguished.
                let pick = choices.within(count).pick(tags.len().max(1));
                let tag = tags.get(if listed.is_some() { pick } else { 0 })?;
                let listed = listed.and_then(|(_, schemas)| self.document.shape(schemas).values);
                if listed.is_some_and(|(values, open)| !open && values.iter().all(|value| *value != tag)) {
                    return None;
                }
                object.insert((*property).to_owned(), tag.as_str().into());
            }
            Some(value)
        })
    }

    fn object(&self, shape: &Shape<'d>, choices: Choices<'_>, way: &Way<'_>) -> Option<Map<String, Value>> {
        let needed = shape.needed(self.document, self.direction);
        let foreign = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
            Direction::Neither => "",
        };
        let count = shape.properties.len();
        let mut values: Vec<Option<Value>> = vec![None; count];
        let first = choices.first(count);
        for index in (first..count).chain(0..first) {
            let (Some((name, schemas)), Some(place)) = (shape.properties.get(index), values.get_mut(index)) else {
                continue;
            };
            let required = needed.contains(name);
            if required || way.is_short() && choices.wants() && !self.document.is(schemas, foreign) {
                *place = self.make(schemas, choices, way);
            }
            if required && place.is_none() {
                return None;
            }
        }
        let made = shape.properties.iter().zip(values);
        let mut out: Map<String, Value> =
            made.filter_map(|((name, _), value)| Some(((*name).to_owned(), value?))).collect();
        let least = shape.most("minProperties").map_or(0, |least| least as usize);
        let most = shape.least("maxProperties").map_or(usize::MAX, |most| most as usize);
        for (name, _) in shape.properties.iter().rev() {
            if out.len() > most && !needed.contains(name) {
                out.remove(*name);
            }
        }
        for (name, schemas) in &shape.properties {
            if out.len() < least && !out.contains_key(*name) {
                out.extend(self.make(schemas, choices, way).map(|value| ((*name).to_owned(), value)));
            }
        }
        if let Some(kept) = shape.kept() {
            let wanted = usize::from(way.is_short() && choices.wants()) * (1 + choices.pick(2));
            for number in 0..wanted.max(least.saturating_sub(out.len())) {
                if out.len() < most {
                    let choices = choices.shifted(number);
                    out.extend(self.make(&kept, choices, way).map(|value| (format!("{EXTRA}{number}"), value)));
                }
            }
        }
        (least..=most).contains(&out.len()).then_some(out)
    }

    fn array(&self, shape: &Shape<'d>, choices: Choices<'_>, way: &Way<'_>) -> Option<Value> {
        let least = shape.most("minItems").map_or(0, |least| least as usize);
        let most = shape.least("maxItems").map_or(usize::MAX, |most| most as usize);
        let wanted = match choices {
            Choices::Least => 0,
            Choices::Round(_) | Choices::Drawn(..) if !way.is_short() => 0,
            // None, one, and several.
            Choices::Round(round) => [2, 1, 3, 0, 2].get(round % 5).copied().unwrap_or(0),
            Choices::Drawn(..) => choices.pick(4),
        };
        let wanted = wanted.max(least).min(most);
        let mut out: Vec<Value> = Vec::new();
        for number in 0..wanted.min(4096) * 6 {
            if out.len() == wanted {
                break;
            }
            let item = self.make(&shape.items, choices.shifted(number), way)?;
            if !shape.is("uniqueItems") || !out.contains(&item) {
                out.push(item);
            }
        }
        (out.len() >= least).then_some(Value::Array(out))
    }
}

/// The schemas that lead to a place.
struct Way<'w> {
    here: usize,
    outer: Option<&'w Way<'w>>,
    /// How many values were made, all over.
    made: &'w Cell<usize>,
}

impl Way<'_> {
    fn depth(&self) -> usize {
        std::iter::successors(self.outer, |way| way.outer).count()
    }

    /// Whether what is optional is still made: neither too deep, nor within a second copy of itself, nor too much of
    /// it.
    fn is_short(&self) -> bool {
        let again =
            std::iter::successors(self.outer, |way| way.outer).filter(|way| way.here == self.here && way.here != 0);
        self.made.get() < LARGE && self.depth() <= OPTIONAL_DEPTH && again.count() == 0
    }
}

impl Choices<'_> {
    /// One of so many.
    fn pick(self, count: usize) -> usize {
        match self {
            Self::Least => 0,
            Self::Round(round) => round % count.max(1),
            Self::Drawn(numbers, place) => {
                let index = place.replace(place.get() + 1);
                numbers.get(index).map_or(0, |number| usize::from(*number) % count.max(1))
            }
        }
    }

    /// The property that comes first.
    fn first(self, count: usize) -> usize {
        match self {
            Self::Round(round) => round % count.max(1),
            Self::Least | Self::Drawn(..) => 0,
        }
    }

    /// Whether what is optional is there.
    fn wants(self) -> bool {
        match self {
            Self::Least => false,
            Self::Round(_) => true,
            Self::Drawn(..) => self.pick(2) == 1,
        }
    }

    /// The choices within one of so many alternatives.
    fn within(self, count: usize) -> Self {
        match self {
            Self::Round(round) => Self::Round(round / count.max(1)),
            other => other,
        }
    }

    /// The choices of an object within others.
    fn bare(self, way: &Way<'_>) -> Self {
        match self {
            Self::Round(round) if (round + way.depth()).is_multiple_of(BARE) && way.depth() > 1 => Self::Least,
            other => other,
        }
    }

    /// The choices of another item.
    fn shifted(self, by: usize) -> Self {
        match self {
            Self::Round(round) => Self::Round(round + by),
            other => other,
        }
    }
}

/// A value that an open enumeration does not list.
fn unlisted(shape: &Shape<'_>) -> Value {
    match shape.kind() {
        Some("integer" | "number") => 987_654.into(),
        _ => "unlisted value".into(),
    }
}

/// Values of a place without a schema.
const ANYTHING: [&str; 6] = [r#""anything""#, "1", "[]", r#"{"a":[1,"two",null]}"#, "true", r#""""#];

fn anything() -> Vec<Value> {
    ANYTHING.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
}
