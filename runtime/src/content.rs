//! The content types: for each, its reader and its writer side by side.

pub mod form;
pub mod json;
pub mod xml;
