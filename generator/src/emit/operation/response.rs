//! From the documented responses of an operation to the types of its successes and of its errors.

use std::fmt::Write as _;

use super::super::text::{Text, raw};
use super::super::ty::Ty;
use super::super::types::declare;
use super::{Context, Errors, Slot, status_text, table};
use crate::ir::{Operation, Response, StatusPattern};
use crate::notation;

/// A documented response.
pub(in crate::emit) struct Documented<'a> {
    /// The document's description of it.
    pub(in crate::emit) response: &'a Response,
    /// Whether its status is a part of it, since the document does not fix it.
    pub(in crate::emit) has_status: bool,
    /// Its headers, and behind them its body.
    pub(in crate::emit) slots: Vec<Slot<'a>>,
}

/// What stands as `Operation::Output`.
pub(in crate::emit) enum Success<'a> {
    /// No success is documented: `Infallible`.
    Never,
    /// One.
    One(Documented<'a>),
    /// Several: an enum.
    Several(Vec<Documented<'a>>),
}

impl Documented<'_> {
    /// Of how many parts it is made.
    pub(in crate::emit) fn parts(&self) -> usize {
        usize::from(self.has_status) + self.slots.len()
    }
}

/// A response by its parts.
pub(in crate::emit) fn documented(response: &Response) -> Documented<'_> {
    let headers = response.headers.iter().map(Slot::parameter);
    let body = response
        .body
        .iter()
        .map(|(name, schema)| Slot { required: !response.body_optional, ..Slot::plain(&name.rust, schema) });
    let has_status = !matches!(response.status, StatusPattern::Exact(_));
    Documented { response, has_status, slots: headers.chain(body).collect() }
}

/// What stands as `Operation::Output`.
pub(in crate::emit) fn success(operation: &Operation) -> Success<'_> {
    let mut all: Vec<_> = operation.responses.iter().filter(|response| response.success).map(documented).collect();
    match (all.len(), all.pop()) {
        (_, None) => Success::Never,
        (1, Some(only)) => Success::One(only),
        (_, Some(last)) => {
            all.push(last);
            Success::Several(all)
        }
    }
}

/// `DeviceList`, `()`, `ReplaceDeviceOutput` or `Infallible`
pub(in crate::emit) fn output_type(cx: &Context<'_>, operation: &Operation) -> Ty {
    let own = Ty::Document(operation.output_name.clone());
    match success(operation) {
        Success::Never => Ty::Runtime("Infallible", Vec::new()),
        Success::Several(_) => own,
        Success::One(one) => match (one.parts(), one.slots.first()) {
            (0, _) => Ty::Plain("()"),
            (1, None) => Ty::Runtime("StatusCode", Vec::new()),
            (1, Some(slot)) => slot.ty(cx),
            _ => own,
        },
    }
}

/// `ListDevicesError` or `Infallible`
pub(in crate::emit) fn error_type(operation: &Operation, errors: &Errors<'_>) -> Ty {
    match errors.shared(operation) {
        Some(_) => Ty::Document(operation.error_name.clone()),
        None => Ty::Runtime("Infallible", Vec::new()),
    }
}

/// How `Operation::Output` stands for the successes.
pub(super) fn shape(operation: &Operation) -> &'static str {
    match success(operation) {
        Success::Never => "Never",
        Success::Several(_) => "Own",
        Success::One(one) => match (one.parts(), one.has_status) {
            (0, _) => "Empty",
            (1, true) => "StatusOnly",
            (1, false) => "Alone",
            _ => "Own",
        },
    }
}

/// What two operations have in common that share the type of their errors; `None` where no error is documented.
pub(in crate::emit) fn error_key(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    let mut key = String::new();
    for response in operation.responses.iter().filter(|response| !response.success) {
        let Documented { slots, .. } = documented(response);
        let _ = write!(key, "{}|{}", status_text(response.status), response.variant.rust);
        for slot in slots {
            let rules = notation::print(&[table::at(cx, slot.schema)]);
            let _ = write!(key, "|{}:{:?}:{rules}", slot.name, slot.ty(cx));
        }
        key.push('\n');
    }
    (!key.is_empty()).then_some(key)
}

/// Writes the type of the successes, where it is one of its own.
pub(super) fn print_output(cx: &Context<'_>, operation: &Operation, file: &mut Text<'_>) {
    let name = raw(&operation.output_name);
    match success(operation) {
        Success::One(one) if one.parts() > 1 => structure(cx, &name, &one, file),
        Success::Never | Success::One(_) => {}
        Success::Several(all) => enumeration(cx, operation, &name, "success", &all, file),
    }
}

/// Writes the type of the errors.
pub(in crate::emit) fn print_error(cx: &Context<'_>, operation: &Operation, file: &mut Text<'_>) {
    let all: Vec<_> = operation.responses.iter().filter(|response| !response.success).map(documented).collect();
    enumeration(cx, operation, &raw(&operation.error_name), "error", &all, file);
}

/// ```text
/// /// 200: The device.
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct ReplaceDeviceOutput {
///     pub x_revision: i64,
///     pub body: Device,
/// }
///
/// rt::responses!(ReplaceDeviceOutput struct { 0 x_revision, 1 body });
/// ```
fn structure(cx: &Context<'_>, name: &str, one: &Documented<'_>, file: &mut Text<'_>) {
    file.gap();
    file.doc(0, [about(one.response).as_str()]);
    file.derive(&["Clone", "Debug", "PartialEq"]);
    file.code(&format!("pub struct {name} {{\n"));
    if one.has_status {
        let status = file.rt("StatusCode");
        file.code(&format!("    pub status: {status},\n"));
    }
    for slot in &one.slots {
        declare(cx, slot, file);
    }
    file.code("}\n");
    file.gap();
    let rt = file.rt("rt");
    file.filled(0, &format!("{rt}::responses!({name} struct {{ "), &parts(one), " });\n");
}

/// ```text
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum ReplaceDeviceError {
///     /// 4XX: The request was refused.
///     ClientError { status: StatusCode, body: String },
/// }
///
/// rt::responses!(ReplaceDeviceError { 0 ClientError { status status, 0 body } });
/// ```
fn enumeration(
    cx: &Context<'_>,
    operation: &Operation,
    name: &str,
    which: &str,
    all: &[Documented<'_>],
    file: &mut Text<'_>,
) {
    file.gap();
    file.doc_line(0, &format!("The documented {which} responses of `{0}`.", operation.type_name));
    file.derive(&["Clone", "Debug", "PartialEq"]);
    file.code(&format!("#[non_exhaustive]\npub enum {name} {{\n"));
    for one in all {
        file.doc(4, [about(one.response).as_str()]);
        let variant = raw(&one.response.variant.rust);
        let status = one.has_status.then(|| file.rt("StatusCode").into_owned());
        let fields = one.slots.iter().map(|slot| (raw(slot.name), slot.ty(cx).text(file))).collect::<Vec<_>>();
        let code = match (status, fields.as_slice()) {
            (None, []) => format!("    {variant},\n"),
            (Some(status), []) => format!("    {variant}({status}),\n"),
            (None, [(_, ty)]) => format!("    {variant}({ty}),\n"),
            (status, fields) => {
                let status = status.map(|status| format!("        status: {status},\n")).unwrap_or_default();
                let fields: String = fields.iter().map(|(name, ty)| format!("        {name}: {ty},\n")).collect();
                format!("    {variant} {{\n{status}{fields}    }},\n")
            }
        };
        file.code(&code);
    }
    file.code(
        "}
",
    );
    file.gap();
    let variants: Vec<String> = all
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let parts = parts(one).join(", ");
            let parts = if parts.is_empty() { "{}".to_owned() } else { format!("{{ {parts} }}") };
            format!("{place} {} {parts}", raw(&one.response.variant.rust))
        })
        .collect();
    let rt = file.rt("rt");
    file.filled(0, &format!("{rt}::responses!({name} {{ "), &variants, " });\n");
}

/// The parts of a response by their places: `status status`, `0 x_revision`. Alone, a part has no name.
fn parts(one: &Documented<'_>) -> Vec<String> {
    let alone = one.parts() == 1;
    let status = one.has_status.then(|| if alone { "status 0".to_owned() } else { "status status".to_owned() });
    let slots = one
        .slots
        .iter()
        .enumerate()
        .map(|(place, slot)| if alone { "0 0".to_owned() } else { format!("{place} {}", raw(slot.name)) });
    status.into_iter().chain(slots).collect()
}

/// `404: There is no such device.`
fn about(response: &Response) -> String {
    let text = format!("{}: {}", status_text(response.status), response.description);
    text.trim_end_matches([':', ' ']).to_owned()
}
