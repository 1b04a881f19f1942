//! What generated code and the proof (`specwright-proof`) stand on beside the public API: the notation of the tables,
//! the macros behind the declarations, and the traits that these implement. Nothing here is stable for anybody else.

mod access;
mod common;
mod decode;
mod enumeration;
mod macros;
#[cfg(feature = "mutation")]
mod mutation;
pub mod notation;
mod operation;
mod response;
mod show;
mod table;

pub use self::access::{blank, table_of};
pub(crate) use self::access::{read_object, write_object};
pub use self::enumeration::{Enumeration, Wire, display_value, parse_value, value_of};
pub use self::operation::{Api, OperationTable};
pub use self::response::{Alone, Documented, Empty, Never, Own, ResponseShape, StatusOnly};
pub use self::show::{show, show_request};
pub use self::table::{Link, ObjectTable, RulesTable, TableError, UnionTable};
#[cfg(feature = "client")]
pub use crate::client::untyped::call;
pub use crate::error::ValueResult;
pub use crate::model::{Entries, FieldWriter, Model, Variants, write_part};
pub use crate::operation::{Operation, ResponseParts};
pub use crate::reader::Reader;
#[cfg(feature = "server")]
pub use crate::server::untyped::{UntypedResponse, route};
pub use crate::writer::Writer;
pub use crate::{
    __enumeration as enumeration, __media_types as media_types, __newtype as newtype, __object as object,
    __operation as operation, __responses as responses, __union as union,
};
