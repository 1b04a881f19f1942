//! Which form of generated code this runtime understands.

/// Generated crates say with this for which form of the runtime they were printed. For another one it is a compile error
/// that says so.
#[macro_export]
macro_rules! seam {
    (1) => {};
    ($($other:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for another version of specwright-runtime (form ",
            ::core::stringify!($($other)*),
            ", and the one in use has form 1); generate it again, or use the runtime that its Cargo.toml names",
        ));
    };
}

/// Its items, where the runtime has the client. For code that is included in crates with features of their own.
#[doc(hidden)]
#[cfg(feature = "client")]
#[macro_export]
macro_rules! if_client {
    ($($items:item)*) => { $($items)* };
}

/// Nothing: this runtime has no client.
#[doc(hidden)]
#[cfg(not(feature = "client"))]
#[macro_export]
macro_rules! if_client {
    ($($items:item)*) => {};
}

/// Its items, where the runtime's client can reach the network by itself. A printed crate asks the runtime rather than its
/// own features, so that the same text serves as a module of another crate.
#[doc(hidden)]
#[cfg(feature = "reqwest-0-13")]
#[macro_export]
macro_rules! if_network {
    ($($items:item)*) => { $($items)* };
}

/// Nothing: this runtime's client is always given its transport.
#[doc(hidden)]
#[cfg(not(feature = "reqwest-0-13"))]
#[macro_export]
macro_rules! if_network {
    ($($items:item)*) => {};
}

/// Its items, where the runtime has the server. For code that is included in crates with features of their own.
#[doc(hidden)]
#[cfg(feature = "server")]
#[macro_export]
macro_rules! if_server {
    ($($items:item)*) => { $($items)* };
}

/// Nothing: this runtime has no server.
#[doc(hidden)]
#[cfg(not(feature = "server"))]
#[macro_export]
macro_rules! if_server {
    ($($items:item)*) => {};
}
