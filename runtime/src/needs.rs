//! The features of the runtime that a document needs: generated code requires them, and a missing one is a compile
//! error that says so.

/// Requires the features of the runtime that the document of the generated code needs.
#[macro_export]
macro_rules! needs {
    () => {};
    (jwt $($others:ident)*) => { $crate::needs_jwt!(); $crate::needs!($($others)*); };
    (pattern $($others:ident)*) => { $crate::needs_pattern!(); $crate::needs!($($others)*); };
    (time $($others:ident)*) => { $crate::needs_time!(); $crate::needs!($($others)*); };
    (xml $($others:ident)*) => { $crate::needs_xml!(); $crate::needs!($($others)*); };
}

/// Expands to nothing: the feature is enabled.
#[doc(hidden)]
#[cfg(feature = "jwt")]
#[macro_export]
macro_rules! needs_jwt {
    () => {};
}

/// A compile error: the feature is not enabled.
#[doc(hidden)]
#[cfg(not(feature = "jwt"))]
#[macro_export]
macro_rules! needs_jwt {
    () => {
        ::core::compile_error!(
            "this API signs JSON Web Tokens (`x-jwt`): turn on the feature `jwt` of specwright-runtime"
        );
    };
}

/// Expands to nothing: the feature is enabled.
#[doc(hidden)]
#[cfg(feature = "pattern")]
#[macro_export]
macro_rules! needs_pattern {
    () => {};
}

/// A compile error: the feature is not enabled.
#[doc(hidden)]
#[cfg(not(feature = "pattern"))]
#[macro_export]
macro_rules! needs_pattern {
    () => {
        ::core::compile_error!(
            "this API has schemas with a `pattern`: turn on the feature `pattern` of specwright-runtime"
        );
    };
}

/// Expands to nothing: the feature is enabled.
#[doc(hidden)]
#[cfg(feature = "time")]
#[macro_export]
macro_rules! needs_time {
    () => {};
}

/// A compile error: the feature is not enabled.
#[doc(hidden)]
#[cfg(not(feature = "time"))]
#[macro_export]
macro_rules! needs_time {
    () => {
        ::core::compile_error!("this API has dates or times: turn on the feature `time` of specwright-runtime");
    };
}

/// Expands to nothing: the feature is enabled.
#[doc(hidden)]
#[cfg(feature = "xml")]
#[macro_export]
macro_rules! needs_xml {
    () => {};
}

/// A compile error: the feature is not enabled.
#[doc(hidden)]
#[cfg(not(feature = "xml"))]
#[macro_export]
macro_rules! needs_xml {
    () => {
        ::core::compile_error!("this API has bodies in XML: turn on the feature `xml` of specwright-runtime");
    };
}
