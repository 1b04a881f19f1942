//! The types of the sample's document, as the generator prints them.

use std::collections::BTreeMap;

use specwright_runtime::model::{Json, Open};
use specwright_runtime::rt;

/// A computer.
#[derive(Clone, Default, PartialEq)]
pub struct Device {
    pub id: Option<i64>,
    /// Shown in lists.
    pub name: Option<String>,
    pub os: Option<Open<OperatingSystem>>,
    pub stop_time: Option<Option<i64>>,
    pub tags: Option<Vec<String>>,
    pub parent: Option<Box<Device>>,
    /// Properties that the document does not list.
    pub additional_properties: BTreeMap<String, Json>,
}

rt::object!(Device default { 0 id, 1 name, 2 os, 3 stop_time, 4 tags, 5 parent; additional_properties }
"?id,?name(maxLength(64),alias(title)),?os,?stop_time,?tags(uniqueItems,items(pattern(^[a-z]+$))),?parent;keep");

/// A new device.
#[derive(Clone, PartialEq)]
pub struct NewDevice {
    pub name: String,
    pub memory: Option<i64>,
}

impl NewDevice {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..rt::blank() }
    }
}

rt::object!(NewDevice { 0 name, 1 memory } "name,?memory(minimum(1));refuse");

/// An open enumeration.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperatingSystem {
    Win,
    Mac,
}

rt::enumeration!(OperatingSystem text open { Win "win", Mac "mac" });

/// A `oneOf`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Target {
    Integer(i64),
    Device(Box<Device>),
    /// A value that is none of the documented alternatives.
    Other(Json),
}

rt::union!(Target { 0 Integer, 1 Device } Other "number,object");

/// A named array: every named schema that is no object, enumeration or union is a newtype.
#[derive(Clone, Default, PartialEq)]
pub struct DeviceList(pub Vec<Device>);

rt::newtype!(DeviceList(Vec<Device>));
