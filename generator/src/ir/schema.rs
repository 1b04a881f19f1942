//! Schemas: what stands at a place ([`Schema`]), and the types that get a Rust item of their own ([`TypeDef`]).

use serde_json::Value;

use super::{Lenient, Name, Xml, XmlObject};
use crate::diagnostic::Pointer;

/// The place of a declaration in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// What the document says of the value at one place.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where it says so.
    pub pointer: Pointer,
    /// The type, without `Option` for `null`.
    pub ty: Type,
    /// Whether `null` is a value: the Rust type is an `Option`. Never set where `ty` itself takes `null` (`Type::Any`).
    pub nullable: bool,
    /// The constraints at this place. Those of a named type that hold everywhere stand in its [`TypeDef`].
    pub constraints: Constraints,
    /// What is read beside the documented form.
    pub lenient: Lenient,
    /// `xml`, where the schema is not a declared type alone.
    pub xml: XmlObject,
    /// `default`.
    pub default: Option<Value>,
}

/// A Rust type as it is used at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `bool`.
    Boolean,
    /// An integer.
    Integer(IntegerFormat),
    /// A number.
    Number(FloatFormat),
    /// A string.
    String(StringFormat),
    /// Any JSON value: `Json`.
    Any,
    /// `Vec<_>`.
    Array(Box<Schema>),
    /// `BTreeMap<String, _>`: an object without listed properties.
    Map(Box<Schema>),
    /// A declared type.
    Named(TypeId),
}

impl PartialEq for Schema {
    /// Whether the Rust types are the same, and so are the constraints.
    fn eq(&self, other: &Self) -> bool {
        self.ty == other.ty
            && self.nullable == other.nullable
            && self.constraints == other.constraints
            && self.lenient == other.lenient
    }
}

/// The width of an integer, or the notation of a time that is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntegerFormat {
    /// `i32`.
    I32,
    /// `i64`, also where no format is given.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `UnixTime`: `format: unix-time`, seconds.
    UnixTime,
    /// `UnixTimeMs`: `format: unix-time-ms`, milliseconds.
    UnixTimeMs,
}

/// The width of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatFormat {
    /// `f32`.
    F32,
    /// `f64`, also where no format is given.
    F64,
}

/// The notation of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    /// `String`: no format, or one that has no type of its own, such as `uuid` and `uri`.
    Plain,
    /// `DateTime`: `format: date-time`.
    DateTime,
    /// `LocalDateTime`: `format: local-date-time`.
    LocalDateTime,
    /// `Date`: `format: date`.
    Date,
    /// `Base64`: `format: byte`.
    Byte,
    /// `Bytes`: `format: binary`.
    Binary,
}

/// The constraints at a place (OpenAPI 3.0.3, section 4.7.24). Those of items stand in the items' own schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`, where the linear-time engine can express it.
    pub pattern: Option<Pattern>,
    /// `minimum` and `exclusiveMinimum`.
    pub minimum: Option<Bound>,
    /// `maximum` and `exclusiveMaximum`.
    pub maximum: Option<Bound>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// The one value that a boolean may have, by `enum` or `const`.
    pub constant: Option<bool>,
    /// `format: password` or `writeOnly`: the value is shown to nobody.
    pub secret: bool,
}

/// A limit of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The limit.
    pub limit: Number,
    /// Whether the limit itself is outside.
    pub exclusive: bool,
}

/// A number as the document writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

/// A `pattern`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As the document writes it, in ECMA-262.
    pub ecma: String,
    /// As the linear-time engine reads it.
    pub regex: String,
}

/// A type that gets a Rust item.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Where it is declared.
    pub pointer: Pointer,
    /// Its name. For an inline schema the wire name is made of the names on the way to it.
    pub name: Name,
    /// `description`, or `title`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-experimental`.
    pub experimental: bool,
    /// `xml`: what holds where the place that uses the type says nothing else.
    pub xml: XmlObject,
    /// What it is.
    pub kind: TypeKind,
    /// What is known of it.
    pub facts: Facts,
    /// Examples that the document gives for it, as JSON values.
    pub examples: Vec<Value>,
    /// `default`, which is meant wherever the type is used and the place says no other one.
    pub default: Option<Value>,
    /// Whether it is left out: it is not supported, or only what is left out refers to it. It keeps its place, so that
    /// every [`TypeId`] stays what it is.
    pub left_out: bool,
    /// Whether an operation needs it, or all types are printed; see [`passes::prune`](crate::passes::prune).
    pub reached: bool,
    /// The type that it is another name of, with which it agrees in everything; see
    /// [`passes::share`](crate::passes::share). Nothing in the IR refers to it any more.
    pub alias_of: Option<TypeId>,
}

impl TypeDef {
    /// Whether the generated crate has it, as an item or as another name of one. What is printed refers to nothing that
    /// is not.
    #[must_use]
    pub fn is_printed(&self) -> bool {
        !self.left_out && self.reached
    }
}

/// What a declared type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// An object with listed properties, merged from its `allOf`.
    Struct(Struct),
    /// An enumeration, open or closed.
    Enumeration(Enumeration),
    /// A `oneOf`.
    Union(Union),
    /// A body whose media types have types of their own: each variant is one [`Content`](super::Content).
    MediaTypes(Vec<Variant>),
    /// Anything else that has a name: a scalar, array, map, or another name for a type.
    Newtype(Schema),
}

/// Facts that follow from the declaration and what it refers to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether it can be made from nothing: `Default`.
    pub default: bool,
    /// Whether equality is total: `Eq` and `Hash`.
    pub hash: bool,
    /// Whether a request holds it.
    pub in_request: bool,
    /// Whether a response holds it.
    pub in_response: bool,
    /// Whether it is carried as XML.
    pub in_xml: bool,
}

/// An object with listed properties.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The properties, in the document's order.
    pub fields: Vec<Field>,
    /// What holds for all other properties.
    pub additional: Additional,
    /// `minProperties` and `maxProperties`.
    pub constraints: Constraints,
    /// The field that an array stands for where this object is meant (`x-lenient: bare-array`).
    pub bare_array: Option<usize>,
    /// The field of which a single item may stand where this object is meant, and the items' type (`x-lenient:
    /// bare-item`).
    pub bare_item: Option<(usize, TypeId)>,
}

impl Struct {
    /// The listed property of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.wire == name)
    }
}

/// What holds for the properties that a document does not list.
#[derive(Clone, Debug)]
pub enum Additional {
    /// The document says nothing of them.
    Skip,
    /// `additionalProperties: false`.
    Refuse,
    /// `additionalProperties` is declared: the Rust field that keeps them, and their schema.
    Keep(Name, Box<Schema>),
}

/// A listed property.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// What stands there.
    pub schema: Schema,
    /// Whether it has to be there.
    pub need: Need,
    /// Whether its type has to be boxed, because it leads back to the struct without another indirection.
    pub boxed: bool,
    /// Further names under which it is read (`x-aliases`).
    pub aliases: Vec<String>,
    /// How it stands in XML; `None` for an element of its own name, and where the type is not carried as XML.
    pub xml: Option<Xml>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-experimental`.
    pub experimental: bool,
    /// The Rust name of the method that returns the value or its default; empty where there is none, final after
    /// naming.
    pub or_default: String,
}

/// Whether a property has to be there. Only `Required` makes a Rust field that is no `Option` for absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be absent.
    Optional,
    /// `required`.
    Required,
    /// `required` and `writeOnly`.
    InRequest,
    /// `required` and `readOnly`.
    InResponse,
}

/// An enumeration. Every one has a further variant, `Other`, that keeps an unlisted value.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// The listed values, with the variants' names.
    pub values: EnumValues,
    /// Whether other values are legal (`x-extensible-enum`).
    pub open: bool,
    /// The name of the variant that keeps an unlisted value: `Other`, or another one where that is taken.
    pub other: Name,
    /// `x-enum-descriptions`, one for each value, or none at all.
    pub descriptions: Vec<String>,
    /// `x-enum-offsets` in seconds, one for each value, or none at all.
    pub offsets: Vec<i32>,
    /// Constraints that hold beside the list, such as `pattern` on an open one.
    pub constraints: Constraints,
    /// What is read beside the documented form.
    pub lenient: Lenient,
}

/// The values of an enumeration; a name's `wire` is the value's text.
#[derive(Clone, Debug)]
pub enum EnumValues {
    /// Texts.
    Strings(Vec<Name>),
    /// Integers.
    Integers(Vec<(i64, Name)>),
}

/// A `oneOf`. Every one has a further variant, `Other`, that keeps a value which is none of the alternatives.
#[derive(Clone, Debug)]
pub struct Union {
    /// The alternatives, in the document's order.
    pub variants: Vec<Variant>,
    /// The name of the variant that keeps a value which is none of them.
    pub other: Name,
    /// `discriminator.propertyName`.
    pub discriminator: Option<String>,
}

/// An alternative of a `oneOf`, or the body of one media type.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub schema: Schema,
    /// Whether its value is boxed (recursion, or to keep the enum small).
    pub boxed: bool,
    /// The discriminator's values for it, the one that is written first.
    pub tags: Vec<String>,
    /// The kinds of JSON values that it can be.
    pub kinds: Kinds,
    /// What the document says of it.
    pub description: Option<String>,
}

/// A set of kinds of JSON values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// `null`.
    pub null: bool,
    /// `true` and `false`.
    pub boolean: bool,
    /// Numbers.
    pub number: bool,
    /// Strings.
    pub string: bool,
    /// Arrays.
    pub array: bool,
    /// Objects.
    pub object: bool,
}
