//! A form with a property of each kind, in the printed form.

use std::collections::BTreeMap;

use specwright_runtime::content::form::{Form, FormProperty, FormStyle, JsonField};
use specwright_runtime::model::Json;
use specwright_runtime::rt;

#[derive(Clone, Default, PartialEq)]
pub struct Order {
    pub id: Option<i64>,
    pub text: Option<String>,
    pub maybe: Option<Option<bool>>,
    pub tags: Option<Vec<String>>,
    pub commas: Option<Vec<String>>,
    pub spaces: Option<Vec<String>>,
    pub pipes: Option<Vec<i64>>,
    pub deep: Option<BTreeMap<String, String>>,
    pub child: Option<Box<Order>>,
    pub children: Option<Vec<Order>>,
    pub json: Option<Json>,
    pub scalar: Option<Scalar>,
    pub rest: BTreeMap<String, Json>,
}

rt::object!(Order {
    0 id, 1 text, 2 maybe, 3 tags, 4 commas, 5 spaces, 6 pipes, 7 deep, 8 child, 9 children, 10 json, 11 scalar; rest
} "?id,?text,?maybe,?tags[],?commas,?spaces,?pipes,?deep,?child,?children,?json,?scalar;keep");

pub static FORM: Form = Form { properties: PROPERTIES, json_field: None, reserved: &[] };
pub static WITH_JSON: Form = Form {
    properties: PROPERTIES,
    json_field: Some(JsonField { field: "data", with: &[("type", "json"), ("a b", "&")] }),
    reserved: &[],
};
const PROPERTIES: &[FormProperty] = &[
    FormProperty { name: "tags[]", style: FormStyle::Exploded },
    FormProperty { name: "commas", style: FormStyle::Comma },
    FormProperty { name: "spaces", style: FormStyle::Space },
    FormProperty { name: "pipes", style: FormStyle::Pipe },
    FormProperty { name: "deep", style: FormStyle::DeepObject },
    FormProperty { name: "child", style: FormStyle::Json },
    FormProperty { name: "children", style: FormStyle::JsonItems },
    FormProperty { name: "json", style: FormStyle::Json },
];

#[derive(Clone, PartialEq)]
pub enum Scalar {
    Integer(i64),
    Text(String),
    Other(Json),
}

rt::union!(Scalar { 0 Integer, 1 Text } Other "number,string");
