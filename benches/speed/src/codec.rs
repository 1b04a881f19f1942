//! JSON of generated types beside serde's derives with serde_json; clone, compare and drop beside derived ones.

use std::hint::black_box;

use serde::Serialize;
use serde::de::DeserializeOwned;
use specwright_runtime::content::json;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::Model;

use crate::Failed;
use crate::by_hand;
use crate::generated::api;
use crate::measure::{compare, head};
use crate::values::{FULL, SMALL, indented, items};

/// Prints the rows.
pub fn run() -> Result<(), Failed> {
    println!("\nTypes, beside serde's derives with serde_json:\n");
    head("serde");
    rows::<api::Small, by_hand::Small>("an object of which most is absent", SMALL)?;
    rows::<api::Small, by_hand::Small>("an object of which all is there", FULL)?;
    let list = items(60);
    rows::<Vec<api::Item>, Vec<by_hand::Item>>(&format!("a list, {} kB", list.len() / 1000), &list)?;
    decoded::<Vec<api::Item>, Vec<by_hand::Item>>("the list, indented", &indented(&list)?)?;
    Ok(())
}

fn rows<O: Model + Clone + PartialEq, T: Serialize + DeserializeOwned + Clone + PartialEq>(
    what: &str,
    text: &str,
) -> Result<(), Failed> {
    decoded::<O, T>(what, text)?;
    let ours: O = json::read(text.as_bytes(), Mode::SERVER)?;
    let theirs: T = serde_json::from_str(text)?;
    assert_eq!(json::write(&ours, Mode::SERVER)?, serde_json::to_vec(&theirs)?);
    compare(
        &format!("encode {what}"),
        repeat(|| json::write(&ours, Mode::SERVER)),
        repeat(|| serde_json::to_vec(&theirs)),
    );
    compare(&format!("clone and drop {what}"), repeat(|| ours.clone()), repeat(|| theirs.clone()));
    let (same, other) = (ours.clone(), theirs.clone());
    compare(
        &format!("compare {what}"),
        repeat(|| black_box(&ours) == black_box(&same)),
        repeat(|| black_box(&theirs) == black_box(&other)),
    );
    Ok(())
}

fn decoded<O: Model, T: DeserializeOwned>(what: &str, text: &str) -> Result<(), Failed> {
    json::read::<O>(text.as_bytes(), Mode::SERVER)?;
    serde_json::from_slice::<T>(text.as_bytes())?;
    compare(
        &format!("decode {what}"),
        repeat(|| json::read::<O>(black_box(text.as_bytes()), Mode::SERVER)),
        repeat(|| serde_json::from_slice::<T>(black_box(text.as_bytes()))),
    );
    Ok(())
}

fn repeat<T>(mut run: impl FnMut() -> T) -> impl FnMut(u32) {
    move |count| {
        for _ in 0..count {
            black_box(run());
        }
    }
}
