//! What generated code and the proof (`specwright-proof`) stand on beside the public API. Nobody else may: nothing here is
//! stable.

#[cfg(feature = "client")]
pub use crate::client::untyped::call;
#[cfg(feature = "server")]
pub use crate::server::untyped::{UntypedResponse, route};
