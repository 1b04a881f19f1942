//! Generated crates in, the same crates broken on purpose out: each table of the document's facts is printed once more for
//! every place where it can be wrong, and a switch tells at run time which of them counts. So one crate holds all its
//! mutants, is compiled once, and its own proof is run against each of them.

pub mod mutated;
pub mod operator;
pub mod schemata;
pub mod sites;

pub use mutated::{Mutant, Mutated};
pub use operator::Operator;
