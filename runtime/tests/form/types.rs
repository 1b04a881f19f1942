//! A form with a property of each kind, in the printed form.

use std::collections::BTreeMap;

use specwright_runtime::content::form::{Form, FormProperty, FormStyle, JsonField};
use specwright_runtime::fault::Outcome;
use specwright_runtime::model::{
    Entries, Field, FieldWriter, Fields, Json, Kinds, Model, Need, Object, OneOf, Unknown, Variant, Variants,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::writer::Writer;

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

pub static FORM: Form = Form { properties: PROPERTIES, json_field: None };
pub static WITH_JSON: Form = Form {
    properties: PROPERTIES,
    json_field: Some(JsonField { field: "data", with: &[("type", "json"), ("a b", "&")] }),
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

const fn field(name: &'static str, json: &'static str) -> Field {
    Field { name, json, need: Need::Optional, rules: None, aliases: &[], xml: None }
}

static ORDER: Object = Object {
    name: "Order",
    fields: &[
        field("id", ",\"id\":"),
        field("text", ",\"text\":"),
        field("maybe", ",\"maybe\":"),
        field("tags[]", ",\"tags[]\":"),
        field("commas", ",\"commas\":"),
        field("spaces", ",\"spaces\":"),
        field("pipes", ",\"pipes\":"),
        field("deep", ",\"deep\":"),
        field("child", ",\"child\":"),
        field("children", ",\"children\":"),
        field("json", ",\"json\":"),
        field("scalar", ",\"scalar\":"),
    ],
    unknown: Unknown::Keep,
    rules: None,
    bare_array: None,
};

impl Model for Order {
    fn hole() -> Self {
        Self::default()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.object(self, &ORDER)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.object(self, &ORDER)
    }
}

impl Fields for Order {
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {
        match index {
            0 => self.id.read(reader),
            1 => self.text.read(reader),
            2 => self.maybe.read(reader),
            3 => self.tags.read(reader),
            4 => self.commas.read(reader),
            5 => self.spaces.read(reader),
            6 => self.pipes.read(reader),
            7 => self.deep.read(reader),
            8 => self.child.read(reader),
            9 => self.children.read(reader),
            10 => self.json.read(reader),
            11 => self.scalar.read(reader),
            _ => self.rest.read_entry(reader),
        }
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        writer.field(&self.id);
        writer.field(&self.text);
        writer.field(&self.maybe);
        writer.field(&self.tags);
        writer.field(&self.commas);
        writer.field(&self.spaces);
        writer.field(&self.pipes);
        writer.field(&self.deep);
        writer.field(&self.child);
        writer.field(&self.children);
        writer.field(&self.json);
        writer.field(&self.scalar);
        writer.rest(&self.rest);
    }
}

#[derive(Clone, PartialEq)]
pub enum Scalar {
    Integer(i64),
    Text(String),
    Other(Json),
}

static SCALAR: OneOf = OneOf {
    variants: &[
        Variant { kinds: Kinds::NUMBER, tags: &[], rules: None },
        Variant { kinds: Kinds::STRING, tags: &[], rules: None },
    ],
    discriminator: None,
};

impl Model for Scalar {
    fn hole() -> Self {
        Self::Other(Json::null())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.one_of(self, &SCALAR)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.one_of(self, &SCALAR)
    }
}

impl Variants for Scalar {
    fn select(&mut self, index: usize) {
        *self = match index {
            0 => Self::Integer(Model::hole()),
            1 => Self::Text(Model::hole()),
            _ => Self::Other(Model::hole()),
        };
    }

    fn selected(&self) -> usize {
        match self {
            Self::Integer(_) => 0,
            Self::Text(_) => 1,
            Self::Other(_) => 2,
        }
    }

    fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome {
        match self {
            Self::Integer(value) => value.read(reader),
            Self::Text(value) => value.read(reader),
            Self::Other(value) => value.read(reader),
        }
    }

    fn write_variant(&self, writer: &mut Writer) -> Outcome {
        match self {
            Self::Integer(value) => value.write(writer),
            Self::Text(value) => value.write(writer),
            Self::Other(value) => value.write(writer),
        }
    }
}

specwright_runtime::shims!(Order, Scalar);
