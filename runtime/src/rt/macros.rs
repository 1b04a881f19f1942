//! The macros behind the declarations of generated code: one line each, which connects a declaration to its table.

/// Implements a struct: its fields by their index, and its table.
///
/// `rt::object!(Label { 0 id, 1 name; additional_properties } "id,?name;keep");`
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($name:ident default { $($place:literal $field:ident),* $(; $rest:ident)? } $text:literal $($link:ty),*) => {
        $crate::__object!(@impl $name { $($place $field),* $(; $rest)? } $text [$($link),*] ::core::default::Default::default());
        impl $name {
            /// Creates a value with all optional fields unset.
            pub fn new() -> Self {
                ::core::default::Default::default()
            }
        }
    };
    ($name:ident { $($place:literal $field:ident),* $(; $rest:ident)? } $text:literal $($link:ty),*) => {
        $crate::__object!(@impl $name { $($place $field),* $(; $rest)? } $text [$($link),*]
            Self { $($field: $crate::rt::blank(),)* $($rest: $crate::rt::blank())? });
    };
    (@impl $name:ident { $($place:literal $field:ident),* $(; $rest:ident)? } $text:literal [$($link:ty),*] $blank:expr) => {
        impl $crate::rt::Model for $name {
            fn blank() -> Self {
                $blank
            }
            fn table(&self) -> ::core::option::Option<&'static $crate::rt::ObjectTable> {
                static TABLE: $crate::rt::ObjectTable = $crate::rt::ObjectTable::new(
                    ::core::stringify!($name),
                    $text,
                    &[$($crate::rt::table_of::<$link>),*],
                );
                ::core::option::Option::Some(&TABLE)
            }
            fn field_mut(&mut self, place: ::core::primitive::usize) -> ::core::option::Option<&mut dyn $crate::rt::Model> {
                match place {
                    $($place => ::core::option::Option::Some(&mut self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }
            $(fn entries_mut(&mut self) -> ::core::option::Option<&mut dyn $crate::rt::Entries> {
                ::core::option::Option::Some(&mut self.$rest)
            })?
            fn write_fields(&self, writer: &mut $crate::rt::FieldWriter<'_>) {
                $(writer.field(&self.$field);)*
                $(writer.rest(&self.$rest);)?
            }
        }
        $crate::__common!($name);
    };
}

/// Implements an enumeration: its values, and how each is encoded.
///
/// `rt::enumeration!(OperatingSystem text closed { Win "win", Mac "mac" });`
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($name:ident $kind:ident $open:ident { $($variant:ident $wire:literal),* } $($rules:literal)?) => {
        impl $crate::rt::Enumeration for $name {
            type Wire = $crate::__enumeration!(@wire $kind);
            const VALUES: &'static [(Self, $crate::__enumeration!(@wire $kind))] = &[$((Self::$variant, $wire)),*];
            const OPEN: ::core::primitive::bool = $crate::__enumeration!(@open $open);
            $(fn rules() -> ::core::result::Result<
                ::core::option::Option<&'static $crate::rules::Rules>,
                $crate::rt::TableError,
            > {
                static RULES: $crate::rt::RulesTable = $crate::rt::RulesTable::new(::core::stringify!($name), $rules);
                RULES.rules().map(::core::option::Option::Some)
            })?
        }
        impl $name {
            /// The documented values.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
        $crate::__enumeration!(@text $kind $name);
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::display_value(*self, f)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::display_value(*self, f)
            }
        }
        $crate::__serde_value!($name);
    };
    (@wire text) => { &'static ::core::primitive::str };
    (@wire integer) => { ::core::primitive::i64 };
    (@open open) => { true };
    (@open closed) => { false };
    (@text text $name:ident) => {
        impl $name {
            /// The value as it is encoded.
            pub fn as_str(self) -> &'static ::core::primitive::str {
                $crate::rt::value_of(self).unwrap_or_default()
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::model::UnknownValue;
            fn from_str(text: &::core::primitive::str) -> ::core::result::Result<Self, $crate::model::UnknownValue> {
                $crate::rt::parse_value(text)
            }
        }
    };
    (@text integer $name:ident) => {
        impl $name {
            /// The value as it is encoded.
            pub fn value(self) -> ::core::primitive::i64 {
                $crate::rt::value_of(self).unwrap_or_default()
            }
        }
    };
}

/// Implements a union: its variants by their index, and its table. The last variant keeps a value that matches none of
/// them.
///
/// `rt::union!(Target { 0 Integer, 1 Device, 2 Other } "number,object");`
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident { $($place:literal $variant:ident),* } $last:ident $text:literal) => {
        impl $name {
            fn union_table() -> &'static $crate::rt::UnionTable {
                static TABLE: $crate::rt::UnionTable =
                    $crate::rt::UnionTable::new(::core::stringify!($name), $text);
                &TABLE
            }
        }
        impl $crate::rt::Model for $name {
            fn blank() -> Self {
                Self::$last($crate::rt::blank())
            }
            fn read(&mut self, reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::ValueResult {
                reader.one_of(self, Self::union_table().union()?)
            }
            fn write(&self, writer: &mut $crate::rt::Writer) -> $crate::rt::ValueResult {
                writer.one_of(self, Self::union_table().union()?)
            }
        }
        $crate::__variants!($name { $($place $variant),* } $last);
        $crate::__common!($name);
    };
}

/// Implements a body whose media types have different types: its variants by their index.
///
/// `rt::media_types!(ScreenshotBody { 0 Json, 1 Octets });`
#[doc(hidden)]
#[macro_export]
macro_rules! __media_types {
    ($name:ident { $($place:literal $variant:ident),* } $last:ident) => {
        impl $crate::rt::Model for $name {
            fn blank() -> Self {
                Self::$last($crate::rt::blank())
            }
            fn read(&mut self, reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::ValueResult {
                reader.media_type(self)
            }
            fn write(&self, writer: &mut $crate::rt::Writer) -> $crate::rt::ValueResult {
                writer.media_type(self)
            }
        }
        $crate::__variants!($name { $($place $variant),* } $last);
        $crate::__common!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __variants {
    ($name:ident { $($place:literal $variant:ident),* } $last:ident) => {
        impl $crate::rt::Variants for $name {
            fn select(&mut self, place: ::core::primitive::usize) {
                *self = match place {
                    $($place => Self::$variant($crate::rt::blank()),)*
                    _ => Self::$last($crate::rt::blank()),
                };
            }
            fn selected(&self) -> (::core::primitive::usize, &dyn $crate::rt::Model) {
                match self {
                    $(Self::$variant(value) => ($place, value),)*
                    Self::$last(value) => (<[()]>::len(&[$($crate::__variants!(@one $place)),*]), value),
                }
            }
            fn selected_mut(&mut self) -> &mut dyn $crate::rt::Model {
                match self {
                    $(Self::$variant(value) => value,)*
                    Self::$last(value) => value,
                }
            }
        }
    };
    (@one $place:literal) => { () };
}

/// Implements a newtype: its conversions and its constraints.
///
/// `rt::newtype!(DeviceId(String) text display "maxLength(9)");`
#[doc(hidden)]
#[macro_export]
macro_rules! __newtype {
    ($name:ident($type:ty) $($what:ident)* $(; $rules:literal)?) => {
        impl $crate::rt::Model for $name {
            fn blank() -> Self {
                Self($crate::rt::blank())
            }
            fn nullable() -> ::core::primitive::bool {
                <$type as $crate::rt::Model>::nullable()
            }
            fn table(&self) -> ::core::option::Option<&'static $crate::rt::ObjectTable> {
                $crate::rt::Model::table(&self.0)
            }
            fn read(&mut self, reader: &mut $crate::rt::Reader<'_>) -> $crate::rt::ValueResult {
                $(reader.or_rules($crate::__newtype!(@rules $name $rules));)?
                $crate::rt::Model::read(&mut self.0, reader)
            }
            fn write(&self, writer: &mut $crate::rt::Writer) -> $crate::rt::ValueResult {
                $(writer.or_rules($crate::__newtype!(@rules $name $rules));)?
                $crate::rt::Model::write(&self.0, writer)
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = $type;
            fn deref(&self) -> &$type {
                &self.0
            }
        }
        impl ::core::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                Self(value)
            }
        }
        impl ::core::convert::From<$name> for $type {
            fn from(value: $name) -> Self {
                value.0
            }
        }
        $($crate::__newtype!(@$what $name);)*
        $crate::__common!($name);
    };
    (@rules $name:ident $rules:literal) => {{
        static RULES: $crate::rt::RulesTable = $crate::rt::RulesTable::new(::core::stringify!($name), $rules);
        RULES.rules()?
    }};
    (@text $name:ident) => {
        impl ::core::convert::From<&::core::primitive::str> for $name {
            fn from(value: &::core::primitive::str) -> Self {
                Self(value.to_owned())
            }
        }
    };
    (@display $name:ident) => {
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

/// Implements a request: its parts by their index, its responses, and its table.
///
/// ```text
/// rt::operation!(ListDevices { 0 limit } crate::API Alone DeviceList, ListDevicesError; "listDevices,GET,/devices;…");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __operation {
    ($name:ident default { $($place:literal $field:ident),* } $($rest:tt)*) => {
        $crate::__operation!(@impl $name { $($place $field),* } [::core::default::Default::default()] $($rest)*);
        impl $name {
            /// Creates a request with all optional fields unset.
            pub fn new() -> Self {
                ::core::default::Default::default()
            }
        }
    };
    ($name:ident { $($place:literal $field:ident),* } $($rest:tt)*) => {
        $crate::__operation!(@impl $name { $($place $field),* } [Self { $($field: $crate::rt::blank(),)* }] $($rest)*);
    };
    (@impl $name:ident { $($place:literal $field:ident),* } [$blank:expr]
        $shape:ident $output:ty, $error:ty; $api:path; $text:literal $($link:ty),*) => {
        impl $crate::rt::Model for $name {
            fn blank() -> Self {
                $blank
            }
            fn field_mut(&mut self, place: ::core::primitive::usize) -> ::core::option::Option<&mut dyn $crate::rt::Model> {
                match place {
                    $($place => ::core::option::Option::Some(&mut self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }
            fn write_fields(&self, writer: &mut $crate::rt::FieldWriter<'_>) {
                $(writer.field(&self.$field);)*
            }
        }
        impl $crate::rt::Operation for $name {
            type Output = $output;
            type Error = $error;
            type Shape = $crate::rt::$shape;
            fn operation_table() -> &'static $crate::rt::OperationTable {
                static TABLE: $crate::rt::OperationTable = $crate::rt::OperationTable::new(
                    ::core::stringify!($name),
                    $text,
                    &[$($crate::rt::table_of::<$link>),*],
                    &$api,
                );
                &TABLE
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::show_request(self, ::core::stringify!($name), f)
            }
        }
    };
}

/// Implements documented responses: each by its index, with its status if the document does not fix it, and its parts
/// by theirs. A field of a tuple variant has its number as name.
///
/// `rt::responses!(ListDevicesError { 0 NotFound { 0 0 }, 1 ClientError { status status, 0 body }, 2 Gone {} });`
#[doc(hidden)]
#[macro_export]
macro_rules! __responses {
    ($name:ident { $($place:literal $variant:ident { $(status $status:tt)? $(,)? $($part:literal $field:tt),* }),* }) => {
        #[allow(unreachable_patterns, unused_variables)]
        impl $crate::rt::Documented for $name {
            fn blank(index: ::core::primitive::usize, status: $crate::http::StatusCode) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match index {
                    $($place => Self::$variant { $($status: status,)? $($field: $crate::rt::blank(),)* },)*
                    _ => return ::core::option::Option::None,
                })
            }
            fn index(&self) -> ::core::primitive::usize {
                match self {
                    $(Self::$variant { .. } => $place,)*
                }
            }
            fn status(&self) -> ::core::option::Option<$crate::http::StatusCode> {
                match self {
                    $($(Self::$variant { $status: status, .. } => ::core::option::Option::Some(*status),)?)*
                    _ => ::core::option::Option::None,
                }
            }
            fn part(&self, part: ::core::primitive::usize) -> ::core::option::Option<&dyn $crate::rt::Model> {
                match (self, part) {
                    $($((Self::$variant { $field: value, .. }, $part) => ::core::option::Option::Some(value),)*)*
                    _ => ::core::option::Option::None,
                }
            }
            fn part_mut(&mut self, part: ::core::primitive::usize) -> ::core::option::Option<&mut dyn $crate::rt::Model> {
                match (self, part) {
                    $($((Self::$variant { $field: value, .. }, $part) => ::core::option::Option::Some(value),)*)*
                    _ => ::core::option::Option::None,
                }
            }
        }
        $crate::__failure!($name);
    };
    ($name:ident struct { $(status $status:ident)? $(,)? $($part:literal $field:ident),* }) => {
        #[allow(unused_variables)]
        impl $crate::rt::Documented for $name {
            fn blank(index: ::core::primitive::usize, status: $crate::http::StatusCode) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self { $($status: status,)? $($field: $crate::rt::blank(),)* })
            }
            fn index(&self) -> ::core::primitive::usize {
                0
            }
            fn status(&self) -> ::core::option::Option<$crate::http::StatusCode> {
                $(return ::core::option::Option::Some(self.$status);)?
                #[allow(unreachable_code)]
                ::core::option::Option::None
            }
            fn part(&self, part: ::core::primitive::usize) -> ::core::option::Option<&dyn $crate::rt::Model> {
                match part {
                    $($part => ::core::option::Option::Some(&self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }
            fn part_mut(&mut self, part: ::core::primitive::usize) -> ::core::option::Option<&mut dyn $crate::rt::Model> {
                match part {
                    $($part => ::core::option::Option::Some(&mut self.$field),)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}
