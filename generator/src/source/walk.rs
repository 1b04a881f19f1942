//! Visits every object of a tree, by the tables of the specification, from the outside in.

use serde_json::Value;

use super::table::{Kind, Object};
use crate::diagnostic::Pointer;

/// Calls `visit` for `value` and everything in it that stands where the tables expect an object, whatever it really is.
/// What a visit leaves behind is walked next, so what it moves is visited where it is then.
pub(super) fn walk(
    kind: Kind,
    value: &mut Value,
    at: &Pointer,
    visit: &mut dyn FnMut(&'static Object, &mut Value, &Pointer),
) {
    match kind {
        Kind::Any | Kind::Text | Kind::Bool | Kind::Number | Kind::Count | Kind::Choice(_) => {}
        Kind::List(inner) => {
            for (index, value) in value.as_array_mut().into_iter().flatten().enumerate() {
                walk(*inner, value, &at.index(index), visit);
            }
        }
        Kind::Map(inner) => {
            for (key, value) in value.as_object_mut().into_iter().flatten() {
                walk(*inner, value, &at.key(key), visit);
            }
        }
        Kind::OrBool(_) if value.is_boolean() => {}
        Kind::OrBool(object) => walk(Kind::Referable(object), value, at, visit),
        Kind::Object(object) | Kind::Referable(object) => {
            visit(object, value, at);
            for (key, value) in value.as_object_mut().into_iter().flatten() {
                if let Some(kind) = object.kind_of(key) {
                    walk(kind, value, &at.key(key), visit);
                }
            }
        }
    }
}

/// Calls `visit` for everything in `value` that stands where the tables expect this object and is in no other one of
/// its kind, from the outside in.
pub(super) fn outer(kind: Kind, value: &mut Value, wanted: &'static Object, visit: &mut dyn FnMut(&mut Value)) {
    match kind {
        Kind::Any | Kind::Text | Kind::Bool | Kind::Number | Kind::Count | Kind::Choice(_) => {}
        Kind::List(inner) => {
            value.as_array_mut().into_iter().flatten().for_each(|value| outer(*inner, value, wanted, visit));
        }
        Kind::Map(inner) => {
            value.as_object_mut().into_iter().flatten().for_each(|(_, value)| outer(*inner, value, wanted, visit));
        }
        Kind::OrBool(_) if value.is_boolean() => {}
        Kind::OrBool(object) => outer(Kind::Referable(object), value, wanted, visit),
        Kind::Object(object) | Kind::Referable(object) if std::ptr::eq(object, wanted) => visit(value),
        Kind::Object(object) | Kind::Referable(object) => {
            for (key, value) in value.as_object_mut().into_iter().flatten() {
                if let Some(kind) = object.kind_of(key) {
                    outer(kind, value, wanted, visit);
                }
            }
        }
    }
}
