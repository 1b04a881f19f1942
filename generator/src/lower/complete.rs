//! What can only be determined once all types are known: which uses are nullable because of their type, and which field
//! an array stands for.

use super::finding::Owner;
use super::{Lowering, boxes, union, walk};
use crate::diagnostic::{Diagnostic, Pointer, Severity};
use crate::ir::{Api, Constraints, Lenient, Resolved, Schema, Shape, StringFormat, Type, TypeDef, TypeId, TypeKind};

impl Lowering<'_, '_> {
    /// Completes the types and the places where they are used.
    pub(super) fn complete_types(&mut self, api: &mut Api) {
        self.cut_circles(&mut api.types);
        self.hoist(&api.types);
        let mut places = Vec::new();
        for def in &mut api.types {
            // These let `null` in at the places where they are used.
            let elsewhere = matches!(def.kind, TypeKind::Newtype(_) | TypeKind::Union(_));
            for schema in walk::of_kind_mut(&mut def.kind) {
                walk::deep_mut(schema, &mut |schema| self.apply(schema, &mut places));
                schema.nullable &= !elsewhere;
            }
        }
        for operation in &mut api.operations {
            for schema in walk::of_operation_mut(operation) {
                walk::deep_mut(schema, &mut |schema| self.apply(schema, &mut places));
            }
            let headers = operation.responses.iter_mut().flat_map(|response| &mut response.headers);
            for parameter in
                operation.parameters.iter_mut().chain(headers).filter(|parameter| parameter.shape != Shape::Json)
            {
                // Text has no `null`.
                walk::deep_mut(&mut parameter.schema, &mut |schema| schema.nullable = false);
            }
        }
        for (id, constraints, pointer) in places {
            self.check_constraints(id, &constraints, &pointer, &api.types);
        }
        for (lenient, ty, at) in std::mem::take(&mut self.lenient_places) {
            self.check_leniency(lenient, &ty.resolved(&api.types), &at);
        }
        self.bare_arrays(&mut api.types);
        for (id, finding) in union::complete(&mut api.types) {
            match finding.severity {
                Severity::Error => self.faults.push((Owner::Type(id), finding)),
                Severity::Warning => self.diagnostics.push(finding),
            }
        }
        boxes::insert(&mut api.types);
    }

    /// Names that are only names for one another stand for nothing.
    fn cut_circles(&mut self, types: &mut [TypeDef]) {
        let next = |types: &[TypeDef], id: TypeId| match types.get(id.0).map(|def| &def.kind) {
            Some(TypeKind::Newtype(Schema { ty: Type::Named(next), .. })) => Some(*next),
            _ => None,
        };
        // 0: not seen, 1: on the way, 2: done.
        let mut state = vec![0_u8; types.len()];
        for start in 0..types.len() {
            let mut way = Vec::new();
            let mut here = Some(TypeId(start));
            while let Some(id) = here {
                match state.get(id.0) {
                    Some(0) => {}
                    Some(1) => self.cut(id, types),
                    _ => {}
                }
                match state.get_mut(id.0) {
                    Some(state @ 0) => *state = 1,
                    _ => break,
                }
                way.push(id);
                here = next(types, id);
            }
            for id in way {
                if let Some(state) = state.get_mut(id.0) {
                    *state = 2;
                }
            }
        }
    }

    fn cut(&mut self, id: TypeId, types: &mut [TypeDef]) {
        if let Some(def) = types.get_mut(id.0) {
            let message = format!("`{}` refers to nothing but itself", def.name.wire);
            self.faults.push((Owner::Type(id), Diagnostic::error("cyclic-ref", &def.pointer, message)));
            def.kind = TypeKind::Newtype(super::schema::any(def.pointer.clone()));
        }
    }

    /// A name for a type that lets `null` in lets `null` in too, and so does a union with such an alternative.
    fn hoist(&mut self, types: &[TypeDef]) {
        let mut changed = true;
        while changed {
            changed = false;
            for (index, def) in types.iter().enumerate() {
                let inner: Vec<&Schema> = match &def.kind {
                    TypeKind::Newtype(schema) => vec![schema],
                    TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.schema).collect(),
                    TypeKind::Struct(_) | TypeKind::Enumeration(_) | TypeKind::MediaTypes(_) => continue,
                };
                let nullable = inner.into_iter().any(|schema| match schema.ty {
                    Type::Named(id) => self.slots.get(id.0).is_some_and(|slot| slot.nullable),
                    _ => false,
                });
                if let Some(slot) = self.slots.get_mut(index)
                    && nullable
                    && !slot.nullable
                {
                    slot.nullable = true;
                    changed = true;
                }
            }
        }
        // Structs and unions have no place of their own for what is read beside the documented form.
        for (slot, def) in self.slots.iter_mut().zip(types) {
            if matches!(def.kind, TypeKind::Newtype(_) | TypeKind::Enumeration(_)) {
                slot.lenient = Lenient::default();
            }
        }
    }

    fn apply(&self, schema: &mut Schema, places: &mut Vec<(TypeId, Constraints, Pointer)>) {
        let Type::Named(id) = schema.ty else { return };
        if let Some(slot) = self.slots.get(id.0) {
            schema.nullable |= slot.nullable;
            schema.lenient = schema.lenient.or(slot.lenient);
        }
        if schema.constraints != Constraints::default() {
            places.push((id, schema.constraints.clone(), schema.pointer.clone()));
        }
    }

    /// Constraints beside a reference, of which only now is known what they are about.
    fn check_constraints(&mut self, id: TypeId, constraints: &Constraints, at: &Pointer, types: &[TypeDef]) {
        let named = Type::Named(id);
        let base = named.resolved(types);
        let text = matches!(
            base,
            Resolved::Type(Type::String(StringFormat::Plain)) | Resolved::Kind(_, TypeKind::Enumeration(_))
        );
        let number = matches!(
            base,
            Resolved::Type(Type::Integer(_) | Type::Number(_)) | Resolved::Kind(_, TypeKind::Enumeration(_))
        );
        let array = matches!(base, Resolved::Type(Type::Array(_)));
        let object = matches!(base, Resolved::Type(Type::Map(_)));
        let asked = [
            ("minLength", constraints.min_length.is_some(), text),
            ("maxLength", constraints.max_length.is_some(), text),
            ("pattern", constraints.pattern.is_some(), text),
            ("minimum", constraints.minimum.is_some(), number),
            ("maximum", constraints.maximum.is_some(), number),
            ("multipleOf", constraints.multiple_of.is_some(), number),
            ("minItems", constraints.min_items.is_some(), array),
            ("maxItems", constraints.max_items.is_some(), array),
            ("uniqueItems", constraints.unique_items, array),
            ("minProperties", constraints.min_properties.is_some(), object),
            ("maxProperties", constraints.max_properties.is_some(), object),
        ];
        for (keyword, _, _) in asked.into_iter().filter(|(_, there, fits)| *there && !fits) {
            let message = format!("`{keyword}` does not apply to the referenced type and is ignored");
            self.diagnostics.warning("ignored-constraint", at, message);
        }
    }

    /// `x-lenient: bare-array` and `bare-item` need one property that is an array, and no other.
    fn bare_arrays(&mut self, types: &mut [TypeDef]) {
        for index in 0..types.len() {
            let Some(slot) = self.slots.get(index) else { continue };
            let (array, item) = (slot.bare_array.clone(), slot.bare_item.clone());
            let found = bare_array(index, types);
            if let Some(at) = array {
                match (found, types.get_mut(index).map(|def| &mut def.kind)) {
                    (Some((field, _)), Some(TypeKind::Struct(object))) => object.bare_array = Some(field),
                    _ => {
                        let message =
                            "`bare-array` needs an object with exactly one property that is an array; it is ignored";
                        self.diagnostics.push(Diagnostic::warning("invalid-extension", &at, message));
                    }
                }
            }
            let Some(at) = item else { continue };
            match (found, types.get_mut(index).map(|def| &mut def.kind)) {
                (Some((field, Some(items))), Some(TypeKind::Struct(object))) => object.bare_item = Some((field, items)),
                _ => {
                    let message = "`bare-item` needs an object with exactly one property that is an array, whose items \
                                   are objects with listed properties; it is ignored";
                    self.diagnostics.push(Diagnostic::warning("invalid-extension", &at, message));
                }
            }
        }
    }
}

/// The only field of a struct that is an array, and the type of its items where that is a struct.
fn bare_array(index: usize, types: &[TypeDef]) -> Option<(usize, Option<TypeId>)> {
    let Some(TypeKind::Struct(object)) = types.get(index).map(|def| &def.kind) else { return None };
    let mut arrays =
        object.fields.iter().enumerate().filter_map(|(field, said)| match said.schema.ty.resolved(types) {
            Resolved::Type(Type::Array(items)) => Some((field, items)),
            Resolved::Type(_) | Resolved::Kind(..) => None,
        });
    let (field, items) = arrays.next().filter(|_| arrays.next().is_none())?;
    let items = match items.ty.resolved(types) {
        Resolved::Kind(id, TypeKind::Struct(_)) => Some(id),
        Resolved::Type(_) | Resolved::Kind(..) => None,
    };
    Some((field, items))
}
