//! The schema at a place is turned into the Rust type that is printed there, and how a caller hands over a value of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::text::{Text, raw};
use super::{Context, doc, ident};
use crate::ir::{
    Field, FloatFormat, IntegerFormat, Need, Parameter, RequestBody, Schema, StringFormat, Type, TypeKind,
};

/// A value that stands in a struct, a request or a response: `pub name: Option<String>`.
#[derive(Clone)]
pub(super) struct Slot<'a> {
    /// The Rust name.
    pub(super) name: &'a str,
    /// What stands there.
    pub(super) schema: &'a Schema,
    /// Whether it is always there.
    pub(super) required: bool,
    /// Whether it is boxed.
    pub(super) boxed: bool,
    /// The document's description of it.
    pub(super) description: Option<&'a str>,
    /// Whether the document deprecates it.
    pub(super) deprecated: bool,
    /// Whether the document calls it experimental.
    pub(super) experimental: bool,
    /// The method that gives the value or its default.
    pub(super) or_default: Option<&'a str>,
}

impl<'a> Slot<'a> {
    /// What is always there, and of which nothing is present.
    pub(super) fn plain(name: &'a str, schema: &'a Schema) -> Self {
        let (deprecated, experimental) = (false, false);
        Self {
            name,
            schema,
            required: true,
            boxed: false,
            description: None,
            deprecated,
            experimental,
            or_default: None,
        }
    }

    pub(super) fn field(field: &'a Field) -> Self {
        Self {
            name: &field.name.rust,
            schema: &field.schema,
            required: field.need == Need::Required,
            boxed: field.boxed,
            description: doc::present(&field.description),
            deprecated: field.deprecated,
            experimental: field.experimental,
            or_default: Some(field.or_default.as_str()).filter(|name| !name.is_empty()),
        }
    }

    pub(super) fn parameter(parameter: &'a Parameter) -> Self {
        Self {
            name: &parameter.name.rust,
            schema: &parameter.schema,
            required: parameter.required,
            boxed: false,
            description: doc::present(&parameter.description),
            deprecated: parameter.deprecated,
            experimental: parameter.experimental,
            or_default: Some(parameter.or_default.as_str()).filter(|name| !name.is_empty()),
        }
    }

    pub(super) fn body(body: &'a RequestBody) -> Self {
        Self {
            name: &body.name.rust,
            schema: &body.schema,
            required: body.required,
            boxed: false,
            description: doc::present(&body.description),
            deprecated: false,
            experimental: false,
            or_default: None,
        }
    }

    /// `Option<Box<Device>>`
    pub(super) fn ty(&self, cx: &Context<'_>) -> Ty {
        let mut ty = base(cx, &self.schema.ty);
        if self.boxed {
            ty = Ty::of("Box", [ty]);
        }
        if self.schema.nullable {
            ty = Ty::of("Option", [ty]);
        }
        if self.required { ty } else { Ty::of("Option", [ty]) }
    }
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ty {
    /// A primitive type, or `()`.
    Plain(&'static str),
    /// A type of Rust's prelude, with its arguments.
    Prelude(&'static str, Vec<Ty>),
    /// A type of the runtime or of the standard library, with its arguments.
    Runtime(&'static str, Vec<Ty>),
    /// A type of the document.
    Document(String),
}

impl Ty {
    fn of(name: &'static str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::Prelude(name, arguments.into_iter().collect())
    }

    /// The type as text, with what it needs imported.
    pub(super) fn text(&self, file: &mut Text<'_>) -> String {
        match self {
            Self::Plain(name) => (*name).to_owned(),
            Self::Prelude(name, arguments) => {
                let name = file.prelude(name);
                applied(name, arguments, file)
            }
            Self::Runtime(name, arguments) => {
                let name = file.rt(name);
                applied(&name, arguments, file)
            }
            Self::Document(name) => file.api(name),
        }
    }

    /// The type as tokens with markers.
    pub(super) fn tokens(&self) -> TokenStream {
        let (path, arguments) = match self {
            Self::Plain("()") => return quote!(()),
            Self::Plain(name) => (quote_ident(name), &[][..]),
            Self::Prelude(name, arguments) => {
                let name = quote_ident(name);
                (quote!(prelude::#name), arguments.as_slice())
            }
            Self::Runtime(name, arguments) => {
                let name = quote_ident(name);
                (quote!(rt::#name), arguments.as_slice())
            }
            Self::Document(name) => {
                let name = ident(name);
                (quote!(api::#name), &[][..])
            }
        };
        let arguments: Vec<_> = arguments.iter().map(Self::tokens).collect();
        if arguments.is_empty() { path } else { quote!(#path<#(#arguments),*>) }
    }
}

fn quote_ident(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(#name)
}

fn applied(name: &str, arguments: &[Ty], file: &mut Text<'_>) -> String {
    if arguments.is_empty() {
        return name.to_owned();
    }
    let arguments: Vec<String> = arguments.iter().map(|argument| argument.text(file)).collect();
    format!("{name}<{}>", arguments.join(", "))
}

/// `Vec<Device>`
pub(super) fn schema(cx: &Context<'_>, schema: &Schema) -> Ty {
    let ty = base(cx, &schema.ty);
    if schema.nullable { Ty::of("Option", [ty]) } else { ty }
}

fn base(cx: &Context<'_>, ty: &Type) -> Ty {
    let runtime = |name| Ty::Runtime(name, Vec::new());
    match ty {
        Type::Boolean => Ty::Plain("bool"),
        Type::Integer(IntegerFormat::I32) => Ty::Plain("i32"),
        Type::Integer(IntegerFormat::I64) => Ty::Plain("i64"),
        Type::Integer(IntegerFormat::U32) => Ty::Plain("u32"),
        Type::Integer(IntegerFormat::U64) => Ty::Plain("u64"),
        Type::Integer(IntegerFormat::UnixTime) => runtime("UnixTime"),
        Type::Integer(IntegerFormat::UnixTimeMs) => runtime("UnixTimeMs"),
        Type::Number(FloatFormat::F32) => Ty::Plain("f32"),
        Type::Number(FloatFormat::F64) => Ty::Plain("f64"),
        Type::String(StringFormat::Plain) => Ty::of("String", []),
        Type::String(StringFormat::DateTime) => runtime("DateTime"),
        Type::String(StringFormat::LocalDateTime) => runtime("LocalDateTime"),
        Type::String(StringFormat::Date) => runtime("Date"),
        Type::String(StringFormat::Byte) => runtime("Base64"),
        Type::String(StringFormat::Binary) => runtime("Bytes"),
        Type::Any => runtime("Json"),
        Type::Array(items) => Ty::of("Vec", [schema(cx, items)]),
        Type::Map(values) => Ty::Runtime("BTreeMap", vec![Ty::of("String", []), schema(cx, values)]),
        Type::Named(id) => match cx.api.type_def(*id) {
            Some(def) if matches!(def.kind, TypeKind::Enumeration(_)) => {
                Ty::Runtime("Open", vec![Ty::Document(def.name.rust.clone())])
            }
            Some(def) => Ty::Document(def.name.rust.clone()),
            None => Ty::Document("_".to_owned()),
        },
    }
}

/// A parameter of `new` and the field that it fills: `name: impl Into<String>` and `name: name.into()`.
pub(super) fn argument(cx: &Context<'_>, slot: &Slot<'_>, file: &mut Text<'_>) -> (String, String) {
    let (name, ty) = (raw(slot.name), slot.ty(cx));
    let into = !slot.boxed && !slot.schema.nullable && converts(cx, &slot.schema.ty);
    match (into, slot.boxed && !slot.schema.nullable) {
        (true, _) => {
            let (into, ty) = (file.prelude("Into"), ty.text(file));
            (format!("{name}: impl {into}<{ty}>"), format!("{name}: {name}.into()"))
        }
        (false, true) => {
            let (boxed, inner) = (file.prelude("Box"), base(cx, &slot.schema.ty).text(file));
            (format!("{name}: {inner}"), format!("{name}: {boxed}::new({name})"))
        }
        (false, false) => (format!("{name}: {}", ty.text(file)), name),
    }
}

/// Whether other types are worth taking: strings, and types that values of another one become.
fn converts(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::String(StringFormat::Plain) => true,
        Type::Named(id) => cx.api.type_def(*id).is_some_and(|def| match &def.kind {
            TypeKind::Newtype(_) | TypeKind::Enumeration(_) | TypeKind::Union(_) => true,
            TypeKind::Struct(_) | TypeKind::MediaTypes(_) => false,
        }),
        Type::Boolean
        | Type::Integer(_)
        | Type::Number(_)
        | Type::String(_)
        | Type::Any
        | Type::Array(_)
        | Type::Map(_) => false,
    }
}

/// The schema that a type stands for, through all types that are only another name.
pub(super) fn behind<'a>(cx: &Context<'a>, schema: &'a Schema) -> &'a Schema {
    let mut schema = schema;
    // A chain longer than all types together would be a circle, which lowering refuses.
    for _ in 0..=cx.api.types.len() {
        match &schema.ty {
            Type::Named(id) => match cx.api.type_def(*id).map(|def| &def.kind) {
                Some(TypeKind::Newtype(inner)) => schema = inner,
                _ => return schema,
            },
            _ => return schema,
        }
    }
    schema
}

/// Whether `null` is one of a type's own values, so that an `Option` around it is about absence.
pub(super) fn takes_null(cx: &Context<'_>, schema: &Schema) -> bool {
    let mut here = schema;
    for _ in 0..=cx.api.types.len() {
        if here.nullable || here.ty == Type::Any {
            return true;
        }
        match &here.ty {
            Type::Named(id) => match cx.api.type_def(*id).map(|def| &def.kind) {
                Some(TypeKind::Newtype(inner)) => here = inner,
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}
