//! The content types: for each, its reader and its writer side by side.

pub mod form;
pub mod json;
// Values are read from elements and written as elements by their types, so most of it is always compiled. Without the
// feature no table can contain it, and the linker leaves it out.
#[cfg_attr(not(feature = "xml"), allow(dead_code, unused_imports))]
pub mod xml;
