//! Checks that generated code and runtime fit together, and selects items of generated code by the runtime's features.

/// Generated code names the ABI version that it was generated for. Any other version than the runtime's own is a
/// compile error that says what to do.
#[macro_export]
macro_rules! abi_version {
    (1) => {};
    ($($other:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for another version of specwright-runtime (ABI version ",
            ::core::stringify!($($other)*),
            ", and the one in use has ABI version 1); generate it again, or use the runtime that its Cargo.toml names",
        ));
    };
}

/// Expands to its items if the runtime has the feature `client`. For code that is included in crates with features of
/// their own.
#[doc(hidden)]
#[cfg(feature = "client")]
#[macro_export]
macro_rules! if_client {
    ($($items:item)*) => { $($items)* };
}

/// Expands to nothing: this runtime has no client.
#[doc(hidden)]
#[cfg(not(feature = "client"))]
#[macro_export]
macro_rules! if_client {
    ($($items:item)*) => {};
}

/// Expands to its items if the runtime's client has a transport over the network. A generated crate asks the runtime
/// rather than its own features, so that the same code also works as a module of another crate.
#[doc(hidden)]
#[cfg(feature = "network")]
#[macro_export]
macro_rules! if_network {
    ($($items:item)*) => { $($items)* };
}

/// Expands to nothing: this runtime's client has no transport of its own.
#[doc(hidden)]
#[cfg(not(feature = "network"))]
#[macro_export]
macro_rules! if_network {
    ($($items:item)*) => {};
}

/// Expands to its items if the runtime's client can be made of one of reqwest. For code that is included in crates with
/// features of their own.
#[doc(hidden)]
#[cfg(feature = "reqwest-0-13")]
#[macro_export]
macro_rules! if_reqwest {
    ($($items:item)*) => { $($items)* };
}

/// Expands to nothing: this runtime does not know reqwest.
#[doc(hidden)]
#[cfg(not(feature = "reqwest-0-13"))]
#[macro_export]
macro_rules! if_reqwest {
    ($($items:item)*) => {};
}

/// Expands to its items if the runtime has the feature `server`. For code that is included in crates with features of
/// their own.
#[doc(hidden)]
#[cfg(feature = "server")]
#[macro_export]
macro_rules! if_server {
    ($($items:item)*) => { $($items)* };
}

/// Expands to nothing: this runtime has no server.
#[doc(hidden)]
#[cfg(not(feature = "server"))]
#[macro_export]
macro_rules! if_server {
    ($($items:item)*) => {};
}
