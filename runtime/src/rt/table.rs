//! The tables of generated types: one text each, decoded at its first use and kept.

use std::fmt;
use std::sync::OnceLock;

use super::decode;
use super::notation::{Item, TextError};
use crate::error::{Reason, ValueError};
use crate::model::{Object, OneOf};
use crate::rules::Rules;

/// The table of a type that another table names.
pub type Link = fn() -> Option<&'static ObjectTable>;

/// The table of an object: its properties, and how additional ones are handled.
///
/// ```text
/// id,?name(maxLength(64)),?tags(uniqueItems);keep
/// ```
#[derive(Debug)]
pub struct ObjectTable {
    name: &'static str,
    text: &'static str,
    links: &'static [Link],
    object: OnceLock<Result<&'static Object, TableError>>,
}

/// The table of a `oneOf`: the types of values of each alternative, and the discriminator.
///
/// ```text
/// number,string(maxLength(3)),object(tag(device));discriminator(kind)
/// ```
#[derive(Debug)]
pub struct UnionTable {
    name: &'static str,
    text: &'static str,
    union: OnceLock<Result<&'static OneOf, TableError>>,
}

/// The table of a newtype: the constraints of the type.
///
/// ```text
/// maxLength(64),pattern(^a+$)
/// ```
#[derive(Debug)]
pub struct RulesTable {
    name: &'static str,
    text: &'static str,
    rules: OnceLock<Result<&'static Rules, TableError>>,
}

/// A malformed table: it was generated for another version of the runtime, or edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The type or operation whose table it is.
    pub table: &'static str,
    /// What is wrong.
    pub message: &'static str,
    /// Where in the text, in bytes.
    pub offset: usize,
}

impl ObjectTable {
    /// A table. The links are the tables that the text refers to.
    pub const fn new(name: &'static str, text: &'static str, links: &'static [Link]) -> Self {
        Self { name, text, links, object: OnceLock::new() }
    }

    /// The decoded table.
    ///
    /// # Errors
    /// If the table is malformed.
    #[inline]
    pub fn object(&'static self) -> Result<&'static Object, TableError> {
        *self.object.get_or_init(|| self.decode())
    }

    #[cold]
    fn decode(&'static self) -> Result<&'static Object, TableError> {
        read(self.name, self.text, |lists| decode::object(self.name, lists, self.links)).map(forever)
    }
}

impl UnionTable {
    /// A table.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, union: OnceLock::new() }
    }

    /// The decoded table.
    ///
    /// # Errors
    /// If the table is malformed.
    pub fn union(&'static self) -> Result<&'static OneOf, TableError> {
        *self.union.get_or_init(|| read(self.name, self.text, decode::union).map(forever))
    }
}

impl RulesTable {
    /// A table.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, rules: OnceLock::new() }
    }

    /// The decoded table.
    ///
    /// # Errors
    /// If the table is malformed.
    pub fn rules(&'static self) -> Result<&'static Rules, TableError> {
        *self.rules.get_or_init(|| read(self.name, self.text, decode::rules_of).map(forever))
    }
}

/// Parses a text.
pub(super) fn read<T>(
    table: &'static str,
    text: &'static str,
    decode: impl FnOnce(&[Vec<Item<'static>>]) -> Result<T, TextError>,
) -> Result<T, TableError> {
    #[cfg(feature = "mutation")]
    let text = super::mutation::text::<T>(table, text);
    super::notation::parse(text).and_then(|lists| decode(&lists)).map_err(|TextError { message, offset }| TableError {
        table,
        message,
        offset,
    })
}

/// Keeps what a static table holds as long as the table itself.
pub(super) fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, message, offset } = self;
        write!(f, "the table of `{table}` cannot be read: {message}, at byte {offset}")
    }
}

impl std::error::Error for TableError {}

impl From<TableError> for Box<ValueError> {
    fn from(error: TableError) -> Self {
        ValueError::new(Reason::Table(error))
    }
}
