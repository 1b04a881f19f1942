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
