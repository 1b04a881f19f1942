//! The types of the sample's document, as the generator prints them.

use std::collections::BTreeMap;

use specwright_runtime::fault::Outcome;
use specwright_runtime::model::{
    Entries, Enumeration, Field, FieldWriter, Fields, Json, Kinds, Model, Need, Object, OneOf, Unknown, Variant,
    Variants,
};
use specwright_runtime::reader::Reader;
use specwright_runtime::rules::{Bound, Number, Pattern, Rules};
use specwright_runtime::writer::Writer;

/// A computer.
#[derive(Clone, Default, PartialEq)]
pub struct Device {
    pub id: Option<i64>,
    /// Shown in lists.
    pub name: Option<String>,
    pub os: Option<OperatingSystem>,
    pub stop_time: Option<Option<i64>>,
    pub tags: Option<Vec<String>>,
    pub parent: Option<Box<Device>>,
    /// Properties that the document does not list.
    pub additional_properties: BTreeMap<String, Json>,
}

impl Device {
    pub fn new() -> Self {
        Self::default()
    }
}

static DEVICE: Object = Object {
    name: "Device",
    fields: &[
        Field { name: "id", json: ",\"id\":", need: Need::Optional, rules: None, aliases: &[], xml: None },
        Field {
            name: "name",
            json: ",\"name\":",
            need: Need::Optional,
            rules: Some(&DEVICE_NAME),
            aliases: &["title"],
            xml: None,
        },
        Field { name: "os", json: ",\"os\":", need: Need::Optional, rules: None, aliases: &[], xml: None },
        Field {
            name: "stop_time",
            json: ",\"stop_time\":",
            need: Need::Optional,
            rules: None,
            aliases: &[],
            xml: None,
        },
        Field {
            name: "tags",
            json: ",\"tags\":",
            need: Need::Optional,
            rules: Some(&DEVICE_TAGS),
            aliases: &[],
            xml: None,
        },
        Field { name: "parent", json: ",\"parent\":", need: Need::Optional, rules: None, aliases: &[], xml: None },
    ],
    unknown: Unknown::Keep,
    rules: None,
    bare_array: None,
};
static DEVICE_NAME: Rules = Rules { max_length: Some(64), ..Rules::NONE };
static DEVICE_TAGS: Rules = Rules { unique_items: true, items: Some(&DEVICE_TAGS_ITEMS), ..Rules::NONE };
static DEVICE_TAGS_ITEMS: Rules = Rules { pattern: Some(&DEVICE_TAGS_ITEMS_PATTERN), ..Rules::NONE };
static DEVICE_TAGS_ITEMS_PATTERN: Pattern = Pattern::new("^[a-z]+$");

impl Model for Device {
    fn hole() -> Self {
        Self::default()
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.object(self, &DEVICE)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.object(self, &DEVICE)
    }
}

impl Fields for Device {
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {
        match index {
            0 => self.id.read(reader),
            1 => self.name.read(reader),
            2 => self.os.read(reader),
            3 => self.stop_time.read(reader),
            4 => self.tags.read(reader),
            5 => self.parent.read(reader),
            _ => self.additional_properties.read_entry(reader),
        }
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        writer.field(&self.id);
        writer.field(&self.name);
        writer.field(&self.os);
        writer.field(&self.stop_time);
        writer.field(&self.tags);
        writer.field(&self.parent);
        writer.rest(&self.additional_properties);
    }
}

/// A new device.
#[derive(Clone, PartialEq)]
pub struct NewDevice {
    pub name: String,
    pub memory: Option<i64>,
}

impl NewDevice {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), memory: None }
    }
}

static NEW_DEVICE: Object = Object {
    name: "NewDevice",
    fields: &[
        Field { name: "name", json: ",\"name\":", need: Need::Required, rules: None, aliases: &[], xml: None },
        Field {
            name: "memory",
            json: ",\"memory\":",
            need: Need::Optional,
            rules: Some(&NEW_DEVICE_MEMORY),
            aliases: &[],
            xml: None,
        },
    ],
    unknown: Unknown::Refuse,
    rules: None,
    bare_array: None,
};
static NEW_DEVICE_MEMORY: Rules =
    Rules { minimum: Some(Bound { limit: Number::Integer(1), exclusive: false }), ..Rules::NONE };

impl Model for NewDevice {
    fn hole() -> Self {
        Self { name: Model::hole(), memory: None }
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.object(self, &NEW_DEVICE)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.object(self, &NEW_DEVICE)
    }
}

// Where no property may be kept, the last field stands in the last arm: the index is always one of the table's.
impl Fields for NewDevice {
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {
        match index {
            0 => self.name.read(reader),
            _ => self.memory.read(reader),
        }
    }

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {
        writer.field(&self.name);
        writer.field(&self.memory);
    }
}

/// An open enumeration.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperatingSystem {
    Win,
    Mac,
    /// A value that the document does not list.
    Other(String),
}

impl Model for OperatingSystem {
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

impl Enumeration for OperatingSystem {
    const VALUES: &'static [&'static str] = &["win", "mac"];
    const OPEN: bool = true;

    fn from_text(text: &str) -> Self {
        match text {
            "win" => Self::Win,
            "mac" => Self::Mac,
            other => Self::Other(other.to_owned()),
        }
    }

    fn as_text(&self) -> &str {
        match self {
            Self::Win => "win",
            Self::Mac => "mac",
            Self::Other(text) => text,
        }
    }

    fn is_other(&self) -> bool {
        matches!(self, Self::Other(_))
    }
}

/// A `oneOf`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Target {
    Integer(i64),
    Device(Box<Device>),
    /// A value that is none of the documented alternatives.
    Other(Json),
}

static TARGET: OneOf = OneOf {
    variants: &[
        Variant { kinds: Kinds::NUMBER, tags: &[], rules: None },
        Variant { kinds: Kinds::OBJECT, tags: &[], rules: None },
    ],
    discriminator: None,
};

impl Model for Target {
    fn hole() -> Self {
        Self::Other(Json::null())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        reader.one_of(self, &TARGET)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        writer.one_of(self, &TARGET)
    }
}

impl Variants for Target {
    fn select(&mut self, index: usize) {
        *self = match index {
            0 => Self::Integer(Model::hole()),
            1 => Self::Device(Model::hole()),
            _ => Self::Other(Model::hole()),
        };
    }

    fn selected(&self) -> usize {
        match self {
            Self::Integer(_) => 0,
            Self::Device(_) => 1,
            Self::Other(_) => 2,
        }
    }

    fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome {
        match self {
            Self::Integer(value) => value.read(reader),
            Self::Device(value) => value.read(reader),
            Self::Other(value) => value.read(reader),
        }
    }

    fn write_variant(&self, writer: &mut Writer) -> Outcome {
        match self {
            Self::Integer(value) => value.write(writer),
            Self::Device(value) => value.write(writer),
            Self::Other(value) => value.write(writer),
        }
    }
}

/// A named array: every named schema that is no object, enumeration or union is a newtype.
#[derive(Clone, Default, PartialEq)]
pub struct DeviceList(pub Vec<Device>);

impl Model for DeviceList {
    fn hole() -> Self {
        Self(Model::hole())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {
        self.0.read(reader)
    }

    fn write(&self, writer: &mut Writer) -> Outcome {
        self.0.write(writer)
    }
}

impl std::ops::Deref for DeviceList {
    type Target = Vec<Device>;

    fn deref(&self) -> &Vec<Device> {
        &self.0
    }
}

impl From<Vec<Device>> for DeviceList {
    fn from(value: Vec<Device>) -> Self {
        Self(value)
    }
}

specwright_runtime::shims!(Device, NewDevice, OperatingSystem, Target, DeviceList);
