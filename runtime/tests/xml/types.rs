//! Types in the printed form, with what a document may say of their XML.

use std::collections::BTreeMap;

use specwright_runtime::base64::Base64;
use specwright_runtime::content::xml::Xml;
use specwright_runtime::fault::Outcome;
use specwright_runtime::model::{
    BareArray, Entries, Enumeration, Field, FieldWriter, Fields, Json, Kinds, Model, Need, Object, OneOf, Unknown,
    Variant, Variants,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::Rules;
use specwright_runtime::time::Date;
use specwright_runtime::writer::Writer;

use crate::plain;

/// Prints a struct as the generator does.
macro_rules! object {
    (@bare) => { None };
    (@bare $bare:expr) => { Some($bare) };
    (
        $name:ident, $table:ident, $unknown:ident $(, $bare:expr)?;
        $($index:literal $field:ident: $type:ty = $wire:literal, $need:ident, $rules:expr, $xml:expr;)*
        $(.. $rest:ident: $rest_type:ty)?
    ) => {
        #[derive(Clone, Default, PartialEq)]
        pub struct $name {
            $(pub $field: $type,)*
            $(pub $rest: $rest_type,)?
        }

        static $table: Object = Object {
            name: stringify!($name),
            fields: &[$(Field {
                name: $wire,
                json: concat!(",\"", $wire, "\":"),
                need: Need::$need,
                rules: $rules,
                aliases: &[],
                xml: $xml,
            },)*],
            unknown: Unknown::$unknown,
            rules: None,
            bare_array: object!(@bare $($bare)?),
        };

        impl Model for $name {
            fn hole() -> Self {
                Self { $($field: Model::hole(),)* $($rest: Model::hole(),)? }
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
                reader.object(self, &$table)
            }

            fn write(&self, writer: &mut Writer) -> Outcome {
                writer.object(self, &$table)
            }
        }

        impl Fields for $name {
            fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {
                match index {
                    $($index => self.$field.read(reader),)*
                    _ => { $(self.$rest.read_entry(reader)?;)? Ok(()) }
                }
            }

            fn write_fields(&self, writer: &mut FieldWriter<'_>) {
                $(writer.field(&self.$field);)*
                $(writer.rest(&self.$rest);)?
            }
        }

        specwright_runtime::shims!($name);
    };
}

/// Prints a union as the generator does.
macro_rules! one_of {
    ($name:ident, $table:ident, $discriminator:expr; $($index:literal $variant:ident($type:ty) = $kinds:expr, $tags:expr;)*) => {
        #[derive(Clone, PartialEq)]
        pub enum $name {
            $($variant($type),)*
            Other(Json),
        }

        static $table: OneOf = OneOf {
            variants: &[$(Variant { kinds: $kinds, tags: $tags, rules: None },)*],
            discriminator: $discriminator,
        };

        impl Model for $name {
            fn hole() -> Self {
                Self::Other(Json::null())
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
                reader.one_of(self, &$table)
            }

            fn write(&self, writer: &mut Writer) -> Outcome {
                writer.one_of(self, &$table)
            }
        }

        impl Variants for $name {
            fn select(&mut self, index: usize) {
                *self = match index {
                    $($index => Self::$variant(Model::hole()),)*
                    _ => Self::Other(Model::hole()),
                };
            }

            fn selected(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $index,)*
                    Self::Other(_) => $table.variants.len(),
                }
            }

            fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome {
                match self {
                    $(Self::$variant(value) => value.read(reader),)*
                    Self::Other(value) => value.read(reader),
                }
            }

            fn write_variant(&self, writer: &mut Writer) -> Outcome {
                match self {
                    $(Self::$variant(value) => value.write(writer),)*
                    Self::Other(value) => value.write(writer),
                }
            }
        }

        specwright_runtime::shims!($name);
    };
}

// The examples of OpenAPI 3.0.3, section 4.7.26.
object! { Text, TEXT, Skip; 0 animals: Option<String> = "animals", Optional, None, None; }
object! { Renamed, RENAMED, Skip; 0 animals: Option<String> = "animals", Optional, None, Some(&ANIMAL); }
object! { List, LIST, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, None; }
object! { Items, ITEMS, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, Some(&ITEMS_NAMED); }
object! { Aliens, ALIENS, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, Some(&ALIENS_UNWRAPPED); }
object! { Wrapped, WRAPPED, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, Some(&SAME_WRAPPED); }
object! { Both, BOTH, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, Some(&ITEMS_WRAPPED); }
object! { BothAliens, BOTH_ALIENS, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, Some(&ALIENS_WRAPPED); }
object! { OnlyAliens, ONLY_ALIENS, Skip; 0 animals: Option<Vec<String>> = "animals", Optional, None, Some(&ALIENS_SAME); }
object! {
    Person, PERSON, Skip;
    0 id: Option<i32> = "id", Optional, None, Some(&ID);
    1 name: Option<String> = "name", Optional, None, Some(&NAME);
}
static ANIMAL: Xml = plain("animal");
static ITEMS_NAMED: Xml = Xml { items: Some(&ANIMAL), ..plain("animals") };
static ALIENS_UNWRAPPED: Xml = Xml { items: Some(&ANIMAL), ..plain("aliens") };
static SAME_WRAPPED: Xml = Xml { wrapped: true, ..plain("animals") };
static ITEMS_WRAPPED: Xml = Xml { wrapped: true, items: Some(&ANIMAL), ..plain("animals") };
static ALIENS_WRAPPED: Xml = Xml { wrapped: true, items: Some(&ANIMAL), ..plain("aliens") };
static ALIENS_SAME: Xml = Xml { wrapped: true, ..plain("aliens") };
static ID: Xml = Xml { attribute: true, ..plain("id") };
static NAME: Xml = Xml { prefix: Some("sample"), namespace: Some("http://example.com/schema/sample"), ..plain("name") };

// One field of each kind.
object! {
    All, ALL, Keep;
    0 label: Option<String> = "label", Optional, None, Some(&LABEL);
    1 text: Option<String> = "text", Optional, None, None;
    2 count: Option<i64> = "count", Optional, None, None;
    3 size: Option<f64> = "size", Optional, None, None;
    4 flag: Option<bool> = "flag", Optional, None, None;
    5 day: Option<Date> = "day", Optional, None, None;
    6 bytes: Option<Base64> = "bytes", Optional, None, None;
    7 maybe: Option<Option<i64>> = "maybe", Optional, None, None;
    8 color: Option<Color> = "color", Optional, None, None;
    9 words: Option<Vec<String>> = "words", Optional, None, Some(&WORDS);
    10 numbers: Option<Vec<i64>> = "numbers", Optional, None, Some(&NUMBERS);
    11 nulls: Option<Vec<Option<i64>>> = "nulls", Optional, None, None;
    12 rows: Option<Vec<Vec<i64>>> = "rows", Optional, None, None;
    13 shapes: Option<Vec<Shape>> = "shapes", Optional, None, Some(&SHAPES);
    14 shape: Option<Shape> = "shape", Optional, None, None;
    15 child: Option<Box<All>> = "child", Optional, None, Some(&CHILD);
    16 map: Option<BTreeMap<String, String>> = "map", Optional, None, None;
    17 maps: Option<BTreeMap<String, Vec<i64>>> = "maps", Optional, None, None;
    18 must: Option<Must> = "must", Optional, None, None;
    .. rest: BTreeMap<String, Json>
}
static LABEL: Xml = Xml { attribute: true, ..plain("Label") };
static WORDS: Xml = Xml { items: Some(&WORD), ..plain("words") };
static WORD: Xml = plain("word");
static NUMBERS: Xml = Xml { wrapped: true, items: Some(&NUMBER), ..plain("numbers") };
static NUMBER: Xml = Xml { prefix: Some("n"), namespace: Some("urn:n"), ..plain("number") };
static SHAPES: Xml = Xml { wrapped: true, ..plain("shapes") };
static CHILD: Xml = Xml { namespace: Some("urn:child"), ..plain("child") };

// What has to be there.
object! {
    Must, MUST, Refuse;
    0 id: i64 = "id", Required, None, Some(&MUST_ID);
    1 name: String = "name", Required, None, None;
    2 list: Vec<i64> = "list", Required, None, None;
    3 wrapped: Vec<i64> = "wrapped", Required, None, Some(&MUST_WRAPPED);
    4 null: Option<i64> = "null", Required, None, None;
    5 nulls: Option<Vec<i64>> = "nulls", Required, None, None;
    6 shape: Shape = "shape", Required, None, None;
    7 sent: Option<Vec<i64>> = "sent", InRequest, None, None;
    8 unique: Vec<String> = "unique", Required, Some(&UNIQUE), None;
}
static MUST_ID: Xml = Xml { attribute: true, ..plain("id") };
static MUST_WRAPPED: Xml = Xml { wrapped: true, items: Some(&WORD), ..plain("wrapped") };
static UNIQUE: Rules = Rules { unique_items: true, ..Rules::NONE };

object! {
    Point, POINT, Refuse;
    0 x: i64 = "x", Required, None, Some(&POINT_X);
    1 next: Option<Shape> = "next", Optional, None, None;
}
static POINT_X: Xml = Xml { attribute: true, ..plain("x") };

impl Default for Shape {
    fn default() -> Self {
        Self::Points(Vec::new())
    }
}

one_of! {
    Shape, SHAPE, None;
    0 Integer(i64) = Kinds::NUMBER, &[];
    1 Point(Box<Point>) = Kinds::OBJECT, &[];
    2 Points(Vec<Shape>) = Kinds::ARRAY, &[];
    3 Text(String) = Kinds::STRING, &[];
}

object! { Cat, CAT, Refuse; 0 kind: String = "kind", Required, None, Some(&KIND); 1 name: Option<String> = "name", Optional, None, None; }
object! { Dog, DOG, Keep; 0 name: Option<String> = "name", Optional, None, None; .. rest: BTreeMap<String, Json> }
object! { Cow, COW, Skip; 0 kind: String = "kind", Required, None, Some(&RENAMED_KIND); }
static KIND: Xml = Xml { attribute: true, ..plain("kind") };
static RENAMED_KIND: Xml = plain("Kind");
one_of! {
    Pet, PET, Some("kind");
    0 Cat(Cat) = Kinds::OBJECT, &["cat", "kitten"];
    1 Dog(Dog) = Kinds::OBJECT, &["dog"];
    2 Map(BTreeMap<String, i64>) = Kinds::OBJECT, &["map"];
    3 Cow(Cow) = Kinds::OBJECT, &["cow"];
}

// Names that XML does not have, or that two properties would share.
object! { Unnamed, UNNAMED, Skip; 0 value: Option<i64> = "a b", Optional, None, None; }
object! {
    Clash, CLASH, Skip;
    0 one: Option<i64> = "one", Optional, None, None;
    1 two: Option<i64> = "two", Optional, None, Some(&ONE);
}
static ONE: Xml = plain("one");
object! {
    Apart, APART, Skip;
    0 left: Option<String> = "left", Optional, None, Some(&LEFT);
    1 right: Option<String> = "right", Optional, None, Some(&RIGHT);
    2 attribute: Option<String> = "attribute", Optional, None, Some(&LEFT_ATTRIBUTE);
}
static LEFT: Xml = Xml { prefix: Some("l"), namespace: Some("urn:left"), ..plain("value") };
static RIGHT: Xml = Xml { prefix: Some("r"), namespace: Some("urn:right"), ..plain("value") };
static LEFT_ATTRIBUTE: Xml = Xml { attribute: true, ..LEFT_COPY };
const LEFT_COPY: Xml = Xml { prefix: Some("l"), namespace: Some("urn:left"), ..plain("value") };

object! {
    Mixed, MIXED, Skip;
    0 one: Option<String> = "one", Optional, None, Some(&PREFIXED);
    1 two: Option<String> = "two", Optional, None, Some(&PREFIXED_TOO);
}
static PREFIXED: Xml = Xml { attribute: true, prefix: Some("p"), namespace: Some("urn:one"), ..plain("one") };
static PREFIXED_TOO: Xml = Xml { attribute: true, prefix: Some("p"), namespace: Some("urn:two"), ..plain("two") };

/// A closed enumeration.
#[derive(Clone, PartialEq)]
pub enum Color {
    Red,
    Other(String),
}

impl Model for Color {
    fn hole() -> Self {
        Self::Other(String::new())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.enumeration(self)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.enumeration(self)
    }
}

impl Enumeration for Color {
    const VALUES: &'static [&'static str] = &["red"];
    const OPEN: bool = false;

    fn from_text(text: &str) -> Self {
        if text == "red" { Self::Red } else { Self::Other(text.to_owned()) }
    }

    fn as_text(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Other(text) => text,
        }
    }

    fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }
}

specwright_runtime::shims!(Color);

object! {
    Thing, THING, Keep;
    0 id: Option<i64> = "id", Optional, None, None;
    1 on: Option<bool> = "on", Optional, None, None;
    2 word: Option<Option<String>> = "word", Optional, None, None;
    .. rest: BTreeMap<String, Json>
}

object! {
    Shelf, SHELF, Keep, &BareArray { field: 0, array: true, item: Some(&THING) };
    0 things: Option<Vec<Thing>> = "things", Optional, None, Some(&THINGS);
    .. rest: BTreeMap<String, Json>
}
static THINGS: Xml = Xml { name: "things", wrapped: true, items: Some(&A_THING), ..Xml::NONE };
static A_THING: Xml = Xml { name: "thing", ..Xml::NONE };
