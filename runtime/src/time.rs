//! Times: numbers of seconds or milliseconds, and texts, whose exact form is kept.

mod grammar;
mod text;
mod unix;

/// A UTC offset, such as `+05:45`.
pub use jiff::tz::Offset;
pub use text::{Date, DateTime, LocalDateTime};
pub use unix::{UnixTime, UnixTimeMs};
