//! What a type comes down to once the names for other types are looked through.

use super::{Type, TypeDef, TypeId, TypeKind};

/// A type that is no name for another one.
#[derive(Clone, Copy, Debug)]
pub enum Resolved<'a> {
    /// A type without an item of its own; never [`Type::Named`].
    Type(&'a Type),
    /// A declared type and its id; never [`TypeKind::Newtype`].
    Kind(TypeId, &'a TypeKind),
}

impl Type {
    /// What the type comes down to. A type that is nothing but itself could hold anything.
    pub fn resolved<'a>(&'a self, types: &'a [TypeDef]) -> Resolved<'a> {
        let mut ty = self;
        // Longer chains than there are types go in a circle.
        for _ in 0..=types.len() {
            match ty {
                Self::Named(id) => match types.get(id.0).map(|def| &def.kind) {
                    Some(TypeKind::Newtype(schema)) => ty = &schema.ty,
                    Some(kind) => return Resolved::Kind(*id, kind),
                    None => break,
                },
                other => return Resolved::Type(other),
            }
        }
        Resolved::Type(&Self::Any)
    }
}
