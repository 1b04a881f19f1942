//! What generated code stands on: the notation of its tables, the macros that stand behind its declarations, and the
//! traits that these implement. Nothing here is stable for anybody else.

mod access;
mod decode;
mod enumeration;
mod macros;
pub mod notation;
mod operation;
mod response;
mod show;
mod table;

pub use self::access::{blank, table_of};
pub(crate) use self::access::{read_object, write_object};
pub use self::enumeration::{Enumeration, Wire, display_value, parse_value, value_of};
pub use self::operation::{Api, OperationTable};
pub use self::response::{Alone, Documented, Empty, Never, Own, Shape, StatusOnly};
pub use self::show::{show, show_request};
pub use self::table::{Link, ObjectTable, RulesTable, TableError, UnionTable};
pub use crate::fault::Outcome;
pub use crate::model::{Entries, FieldWriter, Model, Variants};
pub use crate::operation::Operation;
pub use crate::reader::Reader;
pub use crate::writer::Writer;
pub use crate::{
    __enumeration as enumeration, __media_types as media_types, __newtype as newtype, __object as object,
    __operation as operation, __responses as responses, __union as union,
};
