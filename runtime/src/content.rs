//! The content types: for each, its reader and its writer side by side.

pub mod json;
