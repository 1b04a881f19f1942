//! The features of the runtime that a document needs: generated code names them, and a missing one is a compile error that
//! says so.

/// Generated code says with this which features of the runtime its document needs.
#[macro_export]
macro_rules! needs {
    () => {};
    (jwt $($others:ident)*) => { $crate::needs_jwt!(); $crate::needs!($($others)*); };
    (pattern $($others:ident)*) => { $crate::needs_pattern!(); $crate::needs!($($others)*); };
    (time $($others:ident)*) => { $crate::needs_time!(); $crate::needs!($($others)*); };
    (xml $($others:ident)*) => { $crate::needs_xml!(); $crate::needs!($($others)*); };
}

/// Nothing: this runtime has the feature.
#[doc(hidden)]
#[cfg(feature = "jwt")]
#[macro_export]
macro_rules! needs_jwt {
    () => {};
}

/// Says that the feature is missing.
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

/// Nothing: this runtime has the feature.
#[doc(hidden)]
#[cfg(feature = "pattern")]
#[macro_export]
macro_rules! needs_pattern {
    () => {};
}

/// Says that the feature is missing.
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

/// Nothing: this runtime has the feature.
#[doc(hidden)]
#[cfg(feature = "time")]
#[macro_export]
macro_rules! needs_time {
    () => {};
}

/// Says that the feature is missing.
#[doc(hidden)]
#[cfg(not(feature = "time"))]
#[macro_export]
macro_rules! needs_time {
    () => {
        ::core::compile_error!("this API has dates or times: turn on the feature `time` of specwright-runtime");
    };
}

/// Nothing: this runtime has the feature.
#[doc(hidden)]
#[cfg(feature = "xml")]
#[macro_export]
macro_rules! needs_xml {
    () => {};
}

/// Says that the feature is missing.
#[doc(hidden)]
#[cfg(not(feature = "xml"))]
#[macro_export]
macro_rules! needs_xml {
    () => {
        ::core::compile_error!("this API has bodies in XML: turn on the feature `xml` of specwright-runtime");
    };
}
