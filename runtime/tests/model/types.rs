//! Types in the printed form beside those of the sample, with what the sample's document has no use for.

use std::collections::BTreeMap;

use specwright_runtime::base64::Base64;
use specwright_runtime::fault::Outcome;
use specwright_runtime::model::{
    BareArray, Entries, Enumeration, Field, FieldWriter, Fields, IntegerEnumeration, Json, Kinds, Model, Need, Object,
    OneOf, Unknown, Variant, Variants,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::{Bound, Lenient, Number, Pattern, Rules};
use specwright_runtime::time::{Date, DateTime, LocalDateTime, UnixTime};
use specwright_runtime::writer::Writer;

/// Prints a struct as the generator does.
macro_rules! object {
    (
        $name:ident, $table:ident, $unknown:ident, $rules:expr, $bare_array:expr;
        $($index:literal $field:ident: $type:ty = $wire:literal, $need:ident, $field_rules:expr, $aliases:expr;)*
        $(.. $rest:ident: $rest_type:ty)?
    ) => {
        #[derive(Clone, PartialEq)]
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
                rules: $field_rules,
                aliases: $aliases,
                xml: None,
            },)*],
            unknown: Unknown::$unknown,
            rules: $rules,
            bare_array: $bare_array,
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
    (@rules) => { None };
    (@rules $rules:expr) => { Some($rules) };
    ($name:ident, $table:ident, $discriminator:expr; $($index:literal $variant:ident($type:ty) = $kinds:expr, $tags:expr $(, $rules:expr)?;)*) => {
        #[derive(Clone, PartialEq)]
        pub enum $name {
            $($variant($type),)*
            Other(Json),
        }

        static $table: OneOf = OneOf {
            variants: &[$(Variant { kinds: $kinds, tags: $tags, rules: one_of!(@rules $($rules)?) },)*],
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

object! {
    Bounded, BOUNDED, Keep, Some(&BOUNDED_RULES), None;
    0 price: Option<f64> = "price", Optional, Some(&PRICE), &[];
    1 count: Option<i64> = "count", Optional, Some(&COUNT), &[];
    2 word: Option<String> = "word", Optional, Some(&WORD), &[];
    3 list: Option<Vec<f64>> = "list", Optional, Some(&LIST), &[];
    4 map: Option<BTreeMap<String, i64>> = "map", Optional, Some(&MAP), &[];
    .. rest: BTreeMap<String, i64>
}
static BOUNDED_RULES: Rules =
    Rules { min_properties: Some(1), max_properties: Some(3), items: Some(&COUNT), ..Rules::NONE };
static PRICE: Rules = Rules {
    multiple_of: Some(Number::Float(0.01)),
    minimum: Some(Bound { limit: Number::Float(-1.5), exclusive: true }),
    maximum: Some(Bound { limit: Number::Integer(100), exclusive: false }),
    ..Rules::NONE
};
static COUNT: Rules = Rules {
    multiple_of: Some(Number::Integer(5)),
    minimum: Some(Bound { limit: Number::Integer(-10), exclusive: false }),
    maximum: Some(Bound { limit: Number::Integer(10), exclusive: true }),
    ..Rules::NONE
};
static WORD: Rules = Rules { min_length: Some(2), max_length: Some(3), pattern: Some(&WORD_PATTERN), ..Rules::NONE };
static WORD_PATTERN: Pattern = Pattern::new("^\\p{L}+");
static LIST: Rules = Rules { min_items: Some(1), max_items: Some(3), unique_items: true, ..Rules::NONE };
static MAP: Rules = Rules { min_properties: Some(1), max_properties: Some(2), items: Some(&COUNT), ..Rules::NONE };

object! {
    Nulls, NULLS, Skip, None, None;
    0 required: i64 = "required", Required, None, &[];
    1 nullable: Option<i64> = "nullable", Required, None, &[];
    2 optional: Option<i64> = "optional", Optional, None, &[];
    3 either: Option<Option<i64>> = "either", Optional, None, &[];
    4 sent: Option<i64> = "sent", InRequest, None, &[];
    5 received: Option<i64> = "received", InReply, None, &[];
}

object! {
    Loose, LOOSE, Skip, None, None;
    0 number: Option<Option<i64>> = "number", Optional, Some(&NUMBER_OR_STRING), &[];
    1 float: Option<f64> = "float", Optional, Some(&NUMBER_OR_STRING), &[];
    2 text: Option<Option<String>> = "text", Optional, Some(&NUMBER_OR_STRING), &[];
    3 time: Option<UnixTime> = "time", Required, Some(&NUMBER_OR_STRING), &[];
    4 many: Option<Vec<i64>> = "many", Optional, Some(&ONE_OR_MANY), &["other", "another"];
    5 one: Option<Box<Loose>> = "one", Optional, Some(&ONE_OR_MANY), &[];
    6 level: Option<Level> = "level", Optional, Some(&NUMBER_OR_STRING), &[];
}
static NUMBER_OR_STRING: Rules = Rules { lenient: Lenient { number_or_string: true, ..Lenient::NONE }, ..Rules::NONE };
static ONE_OR_MANY: Rules = Rules { lenient: Lenient { one_or_many: true, ..Lenient::NONE }, ..Rules::NONE };

object! {
    Page, PAGE, Refuse, None, Some(&BareArray { field: 1, array: true, item: None });
    0 total: Option<i64> = "total", Optional, None, &[];
    1 data: Vec<i64> = "data", Required, None, &[];
}

object! {
    Counted, COUNTED, Refuse, None, Some(&BareArray { field: 1, array: true, item: None });
    0 total: i64 = "total", Required, None, &[];
    1 data: Vec<i64> = "data", Required, None, &[];
}

object! {
    Stamps, STAMPS, Skip, None, None;
    0 at: Option<DateTime> = "at", Optional, None, &[];
    1 day: Option<Date> = "day", Optional, None, &[];
    2 local: Option<LocalDateTime> = "local", Optional, None, &[];
    3 bytes: Option<Base64> = "bytes", Optional, None, &[];
}

/// A closed enumeration of integers.
#[derive(Clone, PartialEq)]
pub enum Level {
    Low,
    High,
    Other(i64),
}

impl Model for Level {
    fn hole() -> Self {
        Self::Other(0)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.integer_enumeration(self)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.integer_enumeration(self)
    }
}

impl IntegerEnumeration for Level {
    const VALUES: &'static [i64] = &[1, 2];
    const OPEN: bool = false;

    fn from_integer(value: i64) -> Self {
        match value {
            1 => Self::Low,
            2 => Self::High,
            other => Self::Other(other),
        }
    }

    fn as_integer(&self) -> i64 {
        match self {
            Self::Low => 1,
            Self::High => 2,
            Self::Other(value) => *value,
        }
    }

    fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }
}

/// A closed enumeration of texts.
#[derive(Clone, PartialEq)]
pub enum Kind {
    Cat,
    Kitten,
    Other(String),
}

impl Model for Kind {
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

impl Enumeration for Kind {
    const VALUES: &'static [&'static str] = &["cat", "kitten"];
    const OPEN: bool = false;

    fn from_text(text: &str) -> Self {
        match text {
            "cat" => Self::Cat,
            "kitten" => Self::Kitten,
            other => Self::Other(other.to_owned()),
        }
    }

    fn as_text(&self) -> &str {
        match self {
            Self::Cat => "cat",
            Self::Kitten => "kitten",
            Self::Other(text) => text,
        }
    }

    fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }
}

specwright_runtime::shims!(Level, Kind);

object! {
    Cat, CAT, Refuse, None, None;
    0 kind: String = "kind", Required, None, &[];
    1 name: Option<String> = "name", Optional, None, &[];
}
object! {
    Dog, DOG, Keep, None, None;
    0 name: Option<String> = "name", Optional, None, &[];
    1 friend: Option<Box<Pet>> = "friend", Optional, None, &[];
    .. rest: BTreeMap<String, Json>
}
one_of! {
    Pet, PET, Some("kind");
    0 Cat(Cat) = Kinds::OBJECT, &["cat", "kitten"];
    1 Dog(Box<Dog>) = Kinds::OBJECT, &["dog"];
    2 Map(BTreeMap<String, i64>) = Kinds::OBJECT, &["map"];
}

// Three alternatives which only the innermost object tells apart.
object! { Ash, ASH, Skip, None, None; 0 next: Option<Box<Tree>> = "next", Optional, None, &[]; 1 ash: Option<i64> = "ash", Optional, None, &[]; }
object! { Elm, ELM, Skip, None, None; 0 next: Option<Box<Tree>> = "next", Optional, None, &[]; 1 elm: Option<i64> = "elm", Optional, None, &[]; }
object! { Oak, OAK, Refuse, None, None; 0 next: Option<Box<Tree>> = "next", Optional, None, &[]; 1 oak: i64 = "oak", Required, None, &[]; }
one_of! {
    Tree, TREE, None;
    0 Ash(Ash) = Kinds::OBJECT, &[];
    1 Elm(Elm) = Kinds::OBJECT, &[];
    2 Oak(Oak) = Kinds::OBJECT, &[];
    3 List(Vec<Tree>) = Kinds::ARRAY, &[];
}

one_of! {
    Scalar, SCALAR, None;
    0 Integer(i64) = Kinds::NUMBER, &[];
    1 Number(f64) = Kinds::NUMBER, &[];
    2 Level(Level) = Kinds::NUMBER, &[];
    3 Day(Date) = Kinds::STRING, &[];
    4 Text(String) = Kinds::STRING, &[];
    5 Flag(bool) = Kinds::BOOLEAN, &[];
}

object! {
    Wrapper, WRAPPER, Skip, None, None;
    0 flag: Option<bool> = "flag", Optional, Some(&BOOL_OR_NUMBER), &[];
    1 flags: Option<Vec<bool>> = "flags", Optional, Some(&BOOLS), &[];
    2 strict: Option<bool> = "strict", Optional, None, &[];
    3 numbers: Option<Vec<i64>> = "numbers", Optional, Some(&NUMBERS), &[];
    4 levels: Option<Vec<Level>> = "levels", Optional, Some(&NUMBERS), &[];
    5 map: Option<BTreeMap<String, i64>> = "map", Optional, Some(&NUMBERS), &[];
    6 rows: Option<Vec<BTreeMap<String, Json>>> = "rows", Optional, Some(&WRAPPED), &[];
    7 both: Option<Vec<BTreeMap<String, Json>>> = "both", Optional, Some(&WRAPPED_OR_ONE), &[];
    8 password: Option<Option<String>> = "password", Optional, None, &[];
}
static BOOL_OR_NUMBER: Rules = Rules { lenient: Lenient { bool_or_number: true, ..Lenient::NONE }, ..Rules::NONE };
static BOOLS: Rules = Rules { items: Some(&BOOL_OR_NUMBER), ..Rules::NONE };
static NUMBERS: Rules = Rules { items: Some(&NUMBER_OR_STRING), ..Rules::NONE };
static WRAPPED: Rules = Rules { lenient: Lenient { wrapped: Some("row"), ..Lenient::NONE }, ..Rules::NONE };
static WRAPPED_OR_ONE: Rules =
    Rules { lenient: Lenient { one_or_many: true, wrapped: Some("row"), ..Lenient::NONE }, ..Rules::NONE };

object! {
    Thing, THING, Keep, None, None;
    0 id: Option<i64> = "id", Optional, None, &["number"];
    1 total: Option<i64> = "total", Optional, None, &[];
    .. rest: BTreeMap<String, Json>
}

object! {
    Shelf, SHELF, Keep, None, Some(&BareArray { field: 1, array: true, item: Some(&THING) });
    0 total: Option<i64> = "total", Optional, None, &[];
    1 items: Option<Vec<Thing>> = "items", Optional, None, &["list"];
    .. rest: BTreeMap<String, Json>
}

object! {
    Crate, CRATE, Keep, None, Some(&BareArray { field: 0, array: false, item: Some(&THING) });
    0 items: Vec<Thing> = "items", Required, None, &[];
    .. rest: BTreeMap<String, Json>
}

one_of! {
    Loosely, LOOSELY, None;
    0 Number(i64) = Kinds::NUMBER.or(Kinds::STRING), &[], &NUMBER_OR_STRING;
    1 Boolean(bool) = Kinds::BOOLEAN.or(Kinds::NUMBER).or(Kinds::STRING), &[], &BOOL_OR_NUMBER;
}
