//! Progenitor's clients call the generated servers on the loopback interface. In go the values of a request and the
//! document's example of a response; the handler has to see the one, and the caller the other.

// All of this is test code; `cfg(test)` says so to the lints that forbid panics elsewhere.
#[cfg(test)]
mod desk;
#[cfg(test)]
mod getscreen;
#[cfg(test)]
mod getscreen_legacy;
#[cfg(test)]
mod samesurf;
#[cfg(test)]
mod screenleap;
