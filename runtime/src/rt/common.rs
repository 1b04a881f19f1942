//! What generated types have besides their table: `Debug`, serde's traits, and the conversion of documented errors into
//! a failure.

/// Lets `?` make a [`Failure`](crate::server::Failure) of documented errors.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! __failure {
    ($name:ident) => {
        impl ::core::convert::From<$name> for $crate::server::Failure<$name> {
            fn from(error: $name) -> Self {
                Self::Api(error)
            }
        }
    };
}

/// Expands to nothing: this runtime has no server.
#[cfg(not(feature = "server"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __failure {
    ($name:ident) => {};
}

/// What every generated type has besides its table: `Debug`, and serde's traits if the feature is on.
#[doc(hidden)]
#[macro_export]
macro_rules! __common {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::rt::show(self, ::core::stringify!($name), f)
            }
        }
        $crate::__serde!($name);
    };
}

/// serde's traits of a printed type.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::serialize(self, serializer)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::deserialize(deserializer)
            }
        }
    };
}

/// Expands to nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {};
}

/// serde's traits of a printed enumeration.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_value {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::model::serialize(&$crate::model::Open::Known(*self), serializer)
            }
        }
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::model::deserialize_value(deserializer)
            }
        }
    };
}

/// Expands to nothing: the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde_value {
    ($name:ident) => {};
}
