//! Texts of tables in, the same texts broken on purpose out: one for every place where a table can be wrong. The proof of a
//! generated crate, built with the runtime's feature `mutation`, is run against each of them.

pub mod operator;
pub mod printed;
pub mod proof;
pub mod sites;

pub use operator::Operator;
pub use printed::{Kind, Table};
pub use proof::Proof;
pub use sites::Site;
