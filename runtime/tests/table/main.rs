//! The tables of generated types: what each word of their texts means, what is wrong with those that cannot be read, and
//! what comes of a type whose text is one of these.

#![cfg(test)]

mod calls;
mod contents;
mod objects;
mod operations;
mod parameters;
mod rules;
mod syntax;
mod unions;
mod unreadable;

use specwright_runtime::rt::TableError;

/// A value for as long as the tests run.
fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Reads each text behind `before`, and compares what is wrong with it, and at which of its bytes.
fn errors<T>(before: &str, read: impl Fn(&'static str) -> Result<T, TableError>, expected: &[(&str, &str)]) {
    let said = |text: &str| match read(forever(format!("{before}{text}"))) {
        Ok(_) => "it is read".to_owned(),
        Err(TableError { table, message, offset }) => {
            assert_eq!(table, "Sample", "{text}");
            format!("{} {message}", offset.wrapping_sub(before.len()))
        }
    };
    let said: Vec<(&str, String)> = expected.iter().map(|(text, _)| (*text, said(text))).collect();
    let wrong: Vec<_> = said.iter().zip(expected).filter(|((_, said), (_, expected))| said != expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
