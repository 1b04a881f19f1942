//! Types in the printed form beside those of the sample, with what the sample's document has no use for.

use std::collections::BTreeMap;

use specwright_runtime::base64::Base64;
use specwright_runtime::model::{Json, Open};
use specwright_runtime::rt;
use specwright_runtime::time::{Date, DateTime, LocalDateTime, UnixTime};

#[derive(Clone, PartialEq)]
pub struct Bounded {
    pub price: Option<f64>,
    pub count: Option<i64>,
    pub word: Option<String>,
    pub list: Option<Vec<f64>>,
    pub map: Option<BTreeMap<String, i64>>,
    pub agreed: Option<bool>,
    pub rest: BTreeMap<String, i64>,
}

rt::object!(Bounded { 0 price, 1 count, 2 word, 3 list, 4 map, 5 agreed; rest }
"?price(multipleOf(0.01),exclusiveMinimum(-1.5),maximum(100)),?count(multipleOf(5),minimum(-10),exclusiveMaximum(10)),\
?word(minLength(2),maxLength(3),pattern(^\\\\p{L}+)),?list(minItems(1),maxItems(3),uniqueItems),\
?map(minProperties(1),maxProperties(2),items(multipleOf(5),minimum(-10),exclusiveMaximum(10))),?agreed(const(true));\
keep,minProperties(1),maxProperties(3),items(multipleOf(5),minimum(-10),exclusiveMaximum(10))");

#[derive(Clone, PartialEq)]
pub struct Nulls {
    pub required: i64,
    pub nullable: Option<i64>,
    pub optional: Option<i64>,
    pub either: Option<Option<i64>>,
    pub sent: Option<i64>,
    pub received: Option<i64>,
}

rt::object!(Nulls { 0 required, 1 nullable, 2 optional, 3 either, 4 sent, 5 received }
"required,nullable,?optional,?either,>sent,<received");

#[derive(Clone, PartialEq)]
pub struct Loose {
    pub number: Option<Option<i64>>,
    pub float: Option<f64>,
    pub text: Option<Option<String>>,
    pub time: Option<UnixTime>,
    pub many: Option<Vec<i64>>,
    pub one: Option<Box<Loose>>,
    pub level: Option<Open<Level>>,
}

rt::object!(Loose { 0 number, 1 float, 2 text, 3 time, 4 many, 5 one, 6 level }
"?number(lenient(numberOrString)),?float(lenient(numberOrString)),?text(lenient(numberOrString)),\
time(lenient(numberOrString)),?many(lenient(oneOrMany),alias(other,another)),?one(lenient(oneOrMany)),\
?level(lenient(numberOrString))");

#[derive(Clone, PartialEq)]
pub struct Page {
    pub total: Option<i64>,
    pub data: Vec<i64>,
}

rt::object!(Page { 0 total, 1 data } "?total,data;refuse,bare(1,array)");

#[derive(Clone, PartialEq)]
pub struct Counted {
    pub total: i64,
    pub data: Vec<i64>,
}

rt::object!(Counted { 0 total, 1 data } "total,data;refuse,bare(1,array)");

#[derive(Clone, PartialEq)]
pub struct Stamps {
    pub at: Option<DateTime>,
    pub day: Option<Date>,
    pub local: Option<LocalDateTime>,
    pub bytes: Option<Base64>,
}

rt::object!(Stamps { 0 at, 1 day, 2 local, 3 bytes } "?at,?day,?local,?bytes");

/// A closed enumeration of integers.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    Low,
    High,
}

rt::enumeration!(Level integer closed { Low 1, High 2 });

/// A closed enumeration of texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Cat,
    Kitten,
}

rt::enumeration!(Kind text closed { Cat "cat", Kitten "kitten" });

#[derive(Clone, PartialEq)]
pub struct Cat {
    pub kind: String,
    pub name: Option<String>,
}

rt::object!(Cat { 0 kind, 1 name } "kind,?name;refuse");

#[derive(Clone, PartialEq)]
pub struct Dog {
    pub name: Option<String>,
    pub friend: Option<Box<Pet>>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Dog { 0 name, 1 friend; rest } "?name,?friend;keep");

#[derive(Clone, PartialEq)]
pub enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Map(BTreeMap<String, i64>),
    Other(Json),
}

rt::union!(Pet { 0 Cat, 1 Dog, 2 Map } Other
"object(tag(cat,kitten)),object(tag(dog)),object(tag(map));discriminator(kind)");

// Three alternatives which only the innermost object distinguishes.
#[derive(Clone, PartialEq)]
pub struct Ash {
    pub next: Option<Box<Tree>>,
    pub ash: Option<i64>,
}

rt::object!(Ash { 0 next, 1 ash } "?next,?ash");

#[derive(Clone, PartialEq)]
pub struct Elm {
    pub next: Option<Box<Tree>>,
    pub elm: Option<i64>,
}

rt::object!(Elm { 0 next, 1 elm } "?next,?elm");

#[derive(Clone, PartialEq)]
pub struct Oak {
    pub next: Option<Box<Tree>>,
    pub oak: i64,
}

rt::object!(Oak { 0 next, 1 oak } "?next,oak;refuse");

#[derive(Clone, PartialEq)]
pub enum Tree {
    Ash(Ash),
    Elm(Elm),
    Oak(Oak),
    List(Vec<Tree>),
    Other(Json),
}

rt::union!(Tree { 0 Ash, 1 Elm, 2 Oak, 3 List } Other "object,object,object,array");

#[derive(Clone, PartialEq)]
pub enum Scalar {
    Integer(i64),
    Number(f64),
    Level(Open<Level>),
    Day(Date),
    Text(String),
    Flag(bool),
    Other(Json),
}

rt::union!(Scalar { 0 Integer, 1 Number, 2 Level, 3 Day, 4 Text, 5 Flag } Other
"number,number,number,string,string,boolean");

#[derive(Clone, PartialEq)]
pub struct Wrapper {
    pub flag: Option<bool>,
    pub flags: Option<Vec<bool>>,
    pub strict: Option<bool>,
    pub numbers: Option<Vec<i64>>,
    pub levels: Option<Vec<Open<Level>>>,
    pub map: Option<BTreeMap<String, i64>>,
    pub rows: Option<Vec<BTreeMap<String, Json>>>,
    pub both: Option<Vec<BTreeMap<String, Json>>>,
    pub password: Option<Option<String>>,
}

rt::object!(Wrapper { 0 flag, 1 flags, 2 strict, 3 numbers, 4 levels, 5 map, 6 rows, 7 both, 8 password }
"?flag(lenient(boolOrNumber)),?flags(items(lenient(boolOrNumber))),?strict,\
?numbers(items(lenient(numberOrString))),?levels(items(lenient(numberOrString))),\
?map(items(lenient(numberOrString))),?rows(lenient(wrapped(row))),?both(lenient(oneOrMany,wrapped(row))),?password");

#[derive(Clone, PartialEq)]
pub struct Thing {
    pub id: Option<i64>,
    pub total: Option<i64>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Thing { 0 id, 1 total; rest } "?id(alias(number)),?total;keep");

#[derive(Clone, PartialEq)]
pub struct Shelf {
    pub total: Option<i64>,
    pub items: Option<Vec<Thing>>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Shelf { 0 total, 1 items; rest } "?total,?items(alias(list));keep,bare(1,array,item)" Thing);

#[derive(Clone, PartialEq)]
pub struct Crate {
    pub items: Vec<Thing>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Crate { 0 items; rest } "items;keep,bare(0,item)" Thing);

#[derive(Clone, PartialEq)]
pub enum Loosely {
    Number(i64),
    Boolean(bool),
    Other(Json),
}

rt::union!(Loosely { 0 Number, 1 Boolean } Other
"number|string(lenient(numberOrString)),boolean|number|string(lenient(boolOrNumber))");
