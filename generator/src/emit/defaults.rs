//! From fields with defaults to the methods that return a field's value, or its documented default if it is absent. The
//! field itself distinguishes the two, and nothing is sent that the caller has not set.

use super::Context;
use super::text::{Text, raw};
use super::ty::Slot;
use crate::ir::{FloatFormat, IntegerFormat, Scalar};

/// Writes the methods of a struct or a request; nothing where no field has one.
///
/// ```text
/// impl ListDevices {
///     /// The value of `limit`, or its default if it is absent.
///     pub fn limit_or_default(&self) -> i64 {
///         self.limit.unwrap_or(20)
///     }
/// }
/// ```
pub(super) fn print(cx: &Context<'_>, name: &str, slots: &[Slot<'_>], file: &mut Text<'_>) {
    let mut methods =
        slots.iter().filter_map(|slot| Some((slot, method(cx, slot, file)?))).collect::<Vec<_>>().into_iter();
    let Some(first) = methods.next() else { return };
    file.gap();
    file.code(&format!("impl {name} {{\n"));
    for (index, (slot, code)) in std::iter::once(first).chain(methods).enumerate() {
        if index > 0 {
            file.code("\n");
        }
        file.doc_line(4, &format!("The value of `{}`, or its default if it is absent.", slot.name));
        file.code(&code);
    }
    file.code("}\n");
}

fn method(cx: &Context<'_>, slot: &Slot<'_>, file: &mut Text<'_>) -> Option<String> {
    let (method, field) = (raw(slot.or_default?), raw(slot.name));
    let (ty, value) = match slot.schema.default_scalar(&cx.api.types)? {
        Scalar::Boolean(value) => ("bool".to_owned(), format!("self.{field}.unwrap_or({value})")),
        Scalar::Integer(format, value) => {
            let ty = match format {
                IntegerFormat::I32 => "i32",
                IntegerFormat::U32 => "u32",
                IntegerFormat::U64 => "u64",
                IntegerFormat::I64 | IntegerFormat::UnixTime | IntegerFormat::UnixTimeMs => "i64",
            };
            (ty.to_owned(), format!("self.{field}.unwrap_or({value})"))
        }
        Scalar::Number(format, value) => {
            let ty = match format {
                FloatFormat::F32 => "f32",
                FloatFormat::F64 => "f64",
            };
            (ty.to_owned(), format!("self.{field}.unwrap_or({value:?})"))
        }
        Scalar::Text(text) => ("&str".to_owned(), format!("self.{field}.as_deref().unwrap_or({text:?})")),
        Scalar::Variant(id, name) => {
            let ty = file.api(&cx.api.type_def(id)?.name.rust);
            let open = file.rt("Open");
            (
                format!("{open}<{ty}>"),
                format!("self.{field}.clone().unwrap_or({open}::Known({ty}::{}))", raw(&name.rust)),
            )
        }
    };
    Some(format!("    pub fn {method}(&self) -> {ty} {{\n        {value}\n    }}\n"))
}
