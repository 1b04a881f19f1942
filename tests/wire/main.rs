//! Wire tables: the requests and responses of the generated crates in, held against messages that were written by hand
//! from the vendors' documents. A round trip proves only that two halves agree; these rows pin what is on the wire.
//!
//! Where a document is silent, a row can only have what `specs/` infers (`x-evidence: inferred`), and proves nothing of
//! the vendor: the paths of Screenleap and the verb of its `stop`; eleven of the twelve verbs of Getscreen, and where
//! most of its parameters stand.

#![cfg(test)]

mod getscreen;
mod getscreen_history;
mod getscreen_legacy;
mod getscreen_legacy_lists;
mod getscreen_samples;
mod getscreen_support;
mod onstream;
mod onstream_formats;
mod onstream_people;
mod onstream_samples;
mod refusals;
mod samesurf;
mod samesurf_analytics;
mod samesurf_reseller;
mod screenleap;
mod screenleap_lists;
mod script;
