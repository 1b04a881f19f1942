//! Decodes items of the notation into the tables that reader and writer use.

mod content;
mod object;
mod operation;
mod rules;

use std::borrow::Cow;

pub(super) use self::object::{object, union};
pub(super) use self::operation::operation;
pub(super) use self::rules::rules_of;
use super::notation::{Item, TextError};

/// An item of a static text.
type Entry = Item<'static>;

fn wrong<T>(item: &Entry, message: &'static str) -> Result<T, TextError> {
    Err(TextError { message, offset: item.offset })
}

/// The word, with the lifetime of the table.
fn text(item: &Entry) -> &'static str {
    match &item.word {
        Cow::Borrowed(word) => word,
        Cow::Owned(word) => Box::leak(word.clone().into_boxed_str()),
    }
}

/// The words in parentheses.
fn texts(item: &Entry) -> &'static [&'static str] {
    all(item.items.iter().map(text).collect())
}

/// The one item in parentheses.
fn only(item: &Entry) -> Result<&Entry, TextError> {
    match item.items.as_slice() {
        [only] => Ok(only),
        _ => wrong(item, "one item is meant in parentheses"),
    }
}

/// The number or character in parentheses.
fn value<T: std::str::FromStr>(item: &Entry) -> Result<T, TextError> {
    let only = only(item)?;
    only.word.parse().or_else(|_| wrong(only, "not a value of the kind that is meant"))
}

fn all<T>(items: Vec<T>) -> &'static [T] {
    Box::leak(items.into_boxed_slice())
}

/// The list at an index of the table; an absent one is empty.
fn list(lists: &[Vec<Entry>], index: usize) -> &[Entry] {
    lists.get(index).map_or(&[], Vec::as_slice)
}
