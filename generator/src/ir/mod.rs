//! The intermediate representation: every decision about what is printed, as plain data in the specification's own
//! words. Each node carries the [`Pointer`] it came from. Lowering fills it, naming completes it, emitters only print
//! it.

mod content;
mod default;
pub(crate) mod fit;
mod lenient;
mod name;
mod operation;
mod resolved;
mod schema;
mod security;
mod server;
pub(crate) mod walk;

pub use content::{Codec, Content, Form, FormStyle, JsonField, Xml, XmlObject};
pub use default::Scalar;
pub use lenient::Lenient;
pub use name::Name;
pub use operation::{Location, Method, Operation, Parameter, RequestBody, Response, Shape, StatusPattern, Style};
pub use resolved::Resolved;
pub use schema::{
    Additional, Bound, Constraints, EnumValues, Enumeration, Facts, Field, FloatFormat, IntegerFormat, Kinds, Need,
    Number, Pattern, Schema, StringFormat, Struct, Type, TypeDef, TypeId, TypeKind, Union, Variant,
};
pub use security::{JwtClaims, Requirement, SchemeKind, SecurityScheme};
pub use server::{FormatSuffix, Server, ServerVariable};

use std::collections::BTreeSet;

use crate::diagnostic::Pointer;

/// A whole API: what one generated crate is printed from.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `info.version`.
    pub version: String,
    /// `info.license.name`, or its SPDX identifier where there is one.
    pub license: Option<String>,
    /// `externalDocs.url`.
    pub documentation: Option<String>,
    /// The servers at the document's root.
    pub servers: Vec<Server>,
    /// How the suffix of any path can request a media type.
    pub format_suffix: Option<FormatSuffix>,
    /// The groups that server traits and modules are printed by: one for each tag, or one in all where there are no
    /// tags.
    pub tags: Vec<Tag>,
    /// All operations, in the document's order.
    pub operations: Vec<Operation>,
    /// All types, by [`TypeId`]: components in the document's order, then the inline ones. Those that the generated
    /// crate does not have are marked and stay in their places: an id is never another type's.
    pub types: Vec<TypeDef>,
    /// The security schemes that operations use, in the document's order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Where keys of the document stand that do not hold for the crate, each with a warning: patterns that are not
    /// enforced, and media types that cannot carry their type.
    pub left_out: BTreeSet<Pointer>,
}

/// A group of operations (OpenAPI 3.0.3, section 4.7.22). An operation belongs to the first of its tags.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Where it is declared, or used where it is not.
    pub pointer: Pointer,
    /// Its name: as a module (snake case), of which the server trait's name is the Pascal case.
    pub name: Name,
    /// The server trait's Rust name, final after naming.
    pub trait_name: String,
    /// The module that its operations are printed into, which is the name of a file; final after naming.
    pub module: String,
    /// Whether the document has the tag; else this is the group of the operations without one.
    pub tagged: bool,
    /// What the document says of it.
    pub description: Option<String>,
    /// Its operations, as places in [`Api::operations`].
    pub operations: Vec<usize>,
}

impl Api {
    /// The types that the generated crate has.
    pub fn printed_types(&self) -> impl Iterator<Item = &TypeDef> {
        self.types.iter().filter(|def| def.is_printed())
    }

    /// As [`printed_types`](Self::printed_types), to change them.
    pub fn printed_types_mut(&mut self) -> impl Iterator<Item = &mut TypeDef> {
        self.types.iter_mut().filter(|def| def.is_printed())
    }

    /// The declaration of a type. Every [`TypeId`] in an API is a place in its `types`.
    pub fn type_def(&self, id: TypeId) -> Option<&TypeDef> {
        self.types.get(id.0)
    }
}
