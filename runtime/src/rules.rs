//! The constraints of a schema as data, and their checks (OpenAPI 3.0.3, section 4.7.24).

mod pattern;

use crate::error::{Reason, ValueError, ValueResult};
pub use pattern::Pattern;

/// The constraints at one place of the document. They are checked where values are written, and by a server after
/// reading.
#[derive(Debug)]
pub struct Rules {
    /// `minLength`, in Unicode scalar values.
    pub min_length: Option<u64>,
    /// `maxLength`, in Unicode scalar values.
    pub max_length: Option<u64>,
    /// `pattern`.
    pub pattern: Option<&'static Pattern>,
    /// `minimum` of an integer or number.
    pub minimum: Option<Bound>,
    /// `maximum` of an integer or number.
    pub maximum: Option<Bound>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// The one value that a boolean may have.
    pub constant: Option<bool>,
    /// Whether `Debug` and errors hide the value (`format: password`, `writeOnly`).
    pub secret: bool,
    /// The rules of an array's items or of a map's values.
    pub items: Option<&'static Rules>,
    /// Other forms that are accepted when reading.
    pub lenient: Lenient,
}

/// A limit of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The limit.
    pub limit: Number,
    /// Whether the limit itself is outside.
    pub exclusive: bool,
}

/// A number as the document writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

/// Other forms that are accepted when reading (the extension `x-lenient`); writing uses the documented form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lenient {
    /// A number where text is documented, digits in quotes where a number is.
    pub number_or_string: bool,
    /// One item where an array is documented.
    pub one_or_many: bool,
    /// `1` and `0` where a boolean is documented, and all four words in quotes.
    pub bool_or_number: bool,
    /// Where JSON was made from XML, an array stands in an object of its own, whose only property has this name; one
    /// item stands there without an array.
    pub wrapped: Option<&'static str>,
}

impl Rules {
    /// No constraints.
    pub const NONE: Self = Self {
        min_length: None,
        max_length: None,
        pattern: None,
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
        constant: None,
        secret: false,
        items: None,
        lenient: Lenient::NONE,
    };

    /// Checks a text.
    pub(crate) fn check_text(&self, text: &str) -> ValueResult {
        if self.min_length.is_some() || self.max_length.is_some() {
            check_count(
                text.chars().count(),
                "characters",
                ("minLength", self.min_length),
                ("maxLength", self.max_length),
            )?;
        }
        self.pattern.map_or(Ok(()), |pattern| pattern.check(text))
    }

    /// Checks a boolean.
    pub(crate) fn check_boolean(&self, value: bool) -> ValueResult {
        match self.constant {
            Some(only) if only != value => Err(broken("enum", format!("must be `{only}`"))),
            Some(_) | None => Ok(()),
        }
    }

    /// Checks an integer.
    pub(crate) fn check_integer(&self, value: i128) -> ValueResult {
        self.check_number(Number::Integer(value))
    }

    /// Checks a number.
    pub(crate) fn check_float(&self, value: f64) -> ValueResult {
        self.check_number(Number::Float(value))
    }

    fn check_number(&self, value: Number) -> ValueResult {
        if let Some(bound) = self.minimum
            && (value.less(bound.limit) || bound.exclusive && value.equal(bound.limit))
        {
            let word = if bound.exclusive { "greater than" } else { "at least" };
            return Err(broken("minimum", format!("must be {word} {}", bound.limit)));
        }
        if let Some(bound) = self.maximum
            && (bound.limit.less(value) || bound.exclusive && value.equal(bound.limit))
        {
            let word = if bound.exclusive { "less than" } else { "at most" };
            return Err(broken("maximum", format!("must be {word} {}", bound.limit)));
        }
        match self.multiple_of {
            Some(unit) if !value.is_multiple_of(unit) => {
                Err(broken("multipleOf", format!("must be a multiple of {unit}")))
            }
            _ => Ok(()),
        }
    }

    /// Checks the number of an array's items.
    pub(crate) fn check_items(&self, count: usize) -> ValueResult {
        check_count(count, "items", ("minItems", self.min_items), ("maxItems", self.max_items))
    }

    /// Checks the number of an object's properties.
    pub(crate) fn check_properties(&self, count: usize) -> ValueResult {
        check_count(count, "properties", ("minProperties", self.min_properties), ("maxProperties", self.max_properties))
    }
}

impl Lenient {
    /// Only the documented form.
    pub const NONE: Self = Self { number_or_string: false, one_or_many: false, bool_or_number: false, wrapped: None };
}

impl Number {
    fn float(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    fn less(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left < right,
            (left, right) => left.float() < right.float(),
        }
    }

    fn equal(self, other: Self) -> bool {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left == right,
            (left, right) => left.float() == right.float(),
        }
    }

    /// Decimal units such as `0.01` have no exact binary form, so the quotient may be off by its rounding.
    fn is_multiple_of(self, unit: Self) -> bool {
        match (self, unit) {
            // Nothing is demanded by a unit that has no multiples.
            (_, unit) if unit.float() == 0.0 => true,
            (Self::Integer(value), Self::Integer(unit)) => value.checked_rem(unit).unwrap_or(0) == 0,
            (value, unit) => {
                let quotient = value.float() / unit.float();
                (quotient - quotient.round()).abs() <= f64::EPSILON * quotient.abs().max(1.0)
            }
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
        }
    }
}

fn check_count(
    count: usize,
    noun: &str,
    minimum: (&'static str, Option<u64>),
    maximum: (&'static str, Option<u64>),
) -> ValueResult {
    let count = count as u64;
    if let (keyword, Some(limit)) = minimum
        && count < limit
    {
        return Err(broken(keyword, format!("must have at least {limit} {noun}, has {count}")));
    }
    if let (keyword, Some(limit)) = maximum
        && count > limit
    {
        return Err(broken(keyword, format!("must have at most {limit} {noun}, has {count}")));
    }
    Ok(())
}

fn broken(keyword: &'static str, message: String) -> Box<ValueError> {
    ValueError::new(Reason::Constraint { keyword, message })
}
