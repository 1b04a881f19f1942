//! Types in the printed form, with what a document may say of their XML.

use std::collections::BTreeMap;

use specwright_runtime::base64::Base64;
use specwright_runtime::model::{Json, Open};
use specwright_runtime::rt;
use specwright_runtime::time::Date;

// The examples of OpenAPI 3.0.3, section 4.7.26.
#[derive(Clone, Default, PartialEq)]
pub struct Text {
    pub animals: Option<String>,
}

rt::object!(Text { 0 animals }
"?animals");

#[derive(Clone, Default, PartialEq)]
pub struct Renamed {
    pub animals: Option<String>,
}

rt::object!(Renamed { 0 animals }
"?animals(xml(name(animal)))");

#[derive(Clone, Default, PartialEq)]
pub struct List {
    pub animals: Option<Vec<String>>,
}

rt::object!(List { 0 animals }
"?animals");

#[derive(Clone, Default, PartialEq)]
pub struct Items {
    pub animals: Option<Vec<String>>,
}

rt::object!(Items { 0 animals }
"?animals(xml(name(animals),items(name(animal))))");

#[derive(Clone, Default, PartialEq)]
pub struct Aliens {
    pub animals: Option<Vec<String>>,
}

rt::object!(Aliens { 0 animals }
"?animals(xml(name(aliens),items(name(animal))))");

#[derive(Clone, Default, PartialEq)]
pub struct Wrapped {
    pub animals: Option<Vec<String>>,
}

rt::object!(Wrapped { 0 animals }
"?animals(xml(name(animals),wrapped))");

#[derive(Clone, Default, PartialEq)]
pub struct Both {
    pub animals: Option<Vec<String>>,
}

rt::object!(Both { 0 animals }
"?animals(xml(name(animals),wrapped,items(name(animal))))");

#[derive(Clone, Default, PartialEq)]
pub struct BothAliens {
    pub animals: Option<Vec<String>>,
}

rt::object!(BothAliens { 0 animals }
"?animals(xml(name(aliens),wrapped,items(name(animal))))");

#[derive(Clone, Default, PartialEq)]
pub struct OnlyAliens {
    pub animals: Option<Vec<String>>,
}

rt::object!(OnlyAliens { 0 animals }
"?animals(xml(name(aliens),wrapped))");

#[derive(Clone, Default, PartialEq)]
pub struct Person {
    pub id: Option<i32>,
    pub name: Option<String>,
}

rt::object!(Person { 0 id, 1 name }
"?id(xml(name(id),attribute)),?name(xml(name(name),prefix(sample),namespace(http://example.com/schema/sample)))");

// One field of each kind.
#[derive(Clone, Default, PartialEq)]
pub struct All {
    pub label: Option<String>,
    pub text: Option<String>,
    pub count: Option<i64>,
    pub size: Option<f64>,
    pub flag: Option<bool>,
    pub day: Option<Date>,
    pub bytes: Option<Base64>,
    pub maybe: Option<Option<i64>>,
    pub color: Option<Open<Color>>,
    pub words: Option<Vec<String>>,
    pub numbers: Option<Vec<i64>>,
    pub nulls: Option<Vec<Option<i64>>>,
    pub rows: Option<Vec<Vec<i64>>>,
    pub shapes: Option<Vec<Shape>>,
    pub shape: Option<Shape>,
    pub child: Option<Box<All>>,
    pub map: Option<BTreeMap<String, String>>,
    pub maps: Option<BTreeMap<String, Vec<i64>>>,
    pub must: Option<Must>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(All { 0 label, 1 text, 2 count, 3 size, 4 flag, 5 day, 6 bytes, 7 maybe, 8 color, 9 words, 10 numbers, 11 nulls, 12 rows, 13 shapes, 14 shape, 15 child, 16 map, 17 maps, 18 must; rest }
"?label(xml(name(Label),attribute)),?text,?count,?size,?flag,?day,?bytes,?maybe,?color,?words(xml(name(words),\
items(name(word)))),?numbers(xml(name(numbers),wrapped,items(name(number),prefix(n),namespace(urn:n)))),\
?nulls,?rows,?shapes(xml(name(shapes),wrapped)),?shape,?child(xml(name(child),namespace(urn:child))),?map,\
?maps,?must;keep");

// What has to be there.
#[derive(Clone, Default, PartialEq)]
pub struct Must {
    pub id: i64,
    pub name: String,
    pub list: Vec<i64>,
    pub wrapped: Vec<i64>,
    pub null: Option<i64>,
    pub nulls: Option<Vec<i64>>,
    pub shape: Shape,
    pub sent: Option<Vec<i64>>,
    pub unique: Vec<String>,
}

rt::object!(Must { 0 id, 1 name, 2 list, 3 wrapped, 4 null, 5 nulls, 6 shape, 7 sent, 8 unique }
"id(xml(name(id),attribute)),name,list,wrapped(xml(name(wrapped),wrapped,items(name(word)))),null,nulls,shape,\
>sent,unique(uniqueItems);refuse");

#[derive(Clone, Default, PartialEq)]
pub struct Point {
    pub x: i64,
    pub next: Option<Shape>,
}

rt::object!(Point { 0 x, 1 next }
"x(xml(name(x),attribute)),?next;refuse");

impl Default for Shape {
    fn default() -> Self {
        Self::Points(Vec::new())
    }
}

#[derive(Clone, PartialEq)]
pub enum Shape {
    Integer(i64),
    Point(Box<Point>),
    Points(Vec<Shape>),
    Text(String),
    Other(Json),
}

rt::union!(Shape { 0 Integer, 1 Point, 2 Points, 3 Text } Other
"number,object,array,string");

#[derive(Clone, Default, PartialEq)]
pub struct Cat {
    pub kind: String,
    pub name: Option<String>,
}

rt::object!(Cat { 0 kind, 1 name }
"kind(xml(name(kind),attribute)),?name;refuse");

#[derive(Clone, Default, PartialEq)]
pub struct Dog {
    pub name: Option<String>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Dog { 0 name; rest }
"?name;keep");

#[derive(Clone, Default, PartialEq)]
pub struct Cow {
    pub kind: String,
}

rt::object!(Cow { 0 kind }
"kind(xml(name(Kind)))");

#[derive(Clone, PartialEq)]
pub enum Pet {
    Cat(Cat),
    Dog(Dog),
    Map(BTreeMap<String, i64>),
    Cow(Cow),
    Other(Json),
}

rt::union!(Pet { 0 Cat, 1 Dog, 2 Map, 3 Cow } Other
"object(tag(cat,kitten)),object(tag(dog)),object(tag(map)),object(tag(cow));discriminator(kind)");

// Names that XML does not have, or that two properties would share.
#[derive(Clone, Default, PartialEq)]
pub struct Unnamed {
    pub value: Option<i64>,
}

rt::object!(Unnamed { 0 value }
"?a b");

#[derive(Clone, Default, PartialEq)]
pub struct Clash {
    pub one: Option<i64>,
    pub two: Option<i64>,
}

rt::object!(Clash { 0 one, 1 two }
"?one,?two(xml(name(one)))");

#[derive(Clone, Default, PartialEq)]
pub struct Apart {
    pub left: Option<String>,
    pub right: Option<String>,
    pub attribute: Option<String>,
}

rt::object!(Apart { 0 left, 1 right, 2 attribute }
"?left(xml(name(value),prefix(l),namespace(urn:left))),?right(xml(name(value),prefix(r),namespace(urn:right))),\
?attribute(xml(name(value),prefix(l),namespace(urn:left),attribute))");

#[derive(Clone, Default, PartialEq)]
pub struct Mixed {
    pub one: Option<String>,
    pub two: Option<String>,
}

rt::object!(Mixed { 0 one, 1 two }
"?one(xml(name(one),prefix(p),namespace(urn:one),attribute)),?two(xml(name(two),prefix(p),namespace(urn:two),\
attribute))");

/// A closed enumeration.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Color {
    Red,
}

rt::enumeration!(Color text closed { Red "red" });

#[derive(Clone, Default, PartialEq)]
pub struct Thing {
    pub id: Option<i64>,
    pub on: Option<bool>,
    pub word: Option<Option<String>>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Thing { 0 id, 1 on, 2 word; rest }
"?id,?on,?word;keep");

#[derive(Clone, Default, PartialEq)]
pub struct Shelf {
    pub things: Option<Vec<Thing>>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Shelf { 0 things; rest }
"?things(xml(name(things),wrapped,items(name(thing))));keep,bare(0,array,item)" Thing);
