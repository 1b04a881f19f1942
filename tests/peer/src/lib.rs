//! Progenitor's clients of four documents: what an independent generator makes of the documents that the crates in
//! `generated/` are made of. The tests call the generated servers with them.
//!
//! What is generated is not held to this project's lints. Its matches have patterns that are never reached, for one:
//! progenitor puts ranges of statuses before the single ones.

use progenitor_client::{ClientHooks, Error, OperationInfo};

pub mod trims;

/// Each document's name, and its client as text.
pub static CLIENTS: [(&str, &str); 4] = [
    ("screenleap", include_str!(concat!(env!("OUT_DIR"), "/screenleap.rs"))),
    ("getscreen", include_str!(concat!(env!("OUT_DIR"), "/getscreen.rs"))),
    ("getscreen-legacy", include_str!(concat!(env!("OUT_DIR"), "/getscreen-legacy.rs"))),
    ("samesurf", include_str!(concat!(env!("OUT_DIR"), "/samesurf.rs"))),
];

/// The client of `screenleap.yaml`.
#[allow(missing_docs, unreachable_patterns, clippy::all, clippy::restriction)]
pub mod screenleap {
    include!(concat!(env!("OUT_DIR"), "/screenleap.rs"));
}

/// The client of `getscreen.yaml`.
#[allow(missing_docs, unreachable_patterns, clippy::all, clippy::restriction)]
pub mod getscreen {
    include!(concat!(env!("OUT_DIR"), "/getscreen.rs"));
}

/// The client of `getscreen-legacy.yaml`.
#[allow(missing_docs, unreachable_patterns, clippy::all, clippy::restriction)]
pub mod getscreen_legacy {
    include!(concat!(env!("OUT_DIR"), "/getscreen-legacy.rs"));
}

/// The client of `samesurf.yaml`.
#[allow(missing_docs, unreachable_patterns, clippy::all, clippy::restriction)]
pub mod samesurf {
    include!(concat!(env!("OUT_DIR"), "/samesurf.rs"));
}

/// The key that the client of `getscreen-legacy.yaml` sends.
pub const LEGACY_KEY: &str = "key/with=signs&more";

// Progenitor knows no security schemes. Default headers of its HTTP client carry the other credentials; this one
// belongs into the query.
impl ClientHooks for getscreen_legacy::Client {
    async fn pre<E>(&self, request: &mut reqwest::Request, _: &OperationInfo) -> Result<(), Error<E>> {
        request.url_mut().query_pairs_mut().append_pair("apikey", LEGACY_KEY);
        Ok(())
    }
}
