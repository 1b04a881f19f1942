//! Times that are integers on the wire: `format: unix-time` and `format: unix-time-ms`.

use std::fmt;

use jiff::Timestamp;

use crate::error::ValueResult;
use crate::model::Model;
use crate::reader::Reader;
use crate::writer::Writer;

/// Seconds since 1970-01-01T00:00:00Z (`format: unix-time`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub i64);

/// Milliseconds since 1970-01-01T00:00:00Z (`format: unix-time-ms`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTimeMs(pub i64);

/// What both are: an integer on the wire, a [`Timestamp`] to those who reckon with it.
macro_rules! integer_times {
    ($($type:ident, $to:ident, $from:ident, $finer:literal;)*) => {$(
        impl Model for $type {
            fn blank() -> Self {
                Self(0)
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
                self.0.read(reader)
            }

            fn write(&self, writer: &mut Writer) -> ValueResult {
                self.0.write(writer)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $type {
            fn from(value: i64) -> Self {
                Self(value)
            }
        }

        impl From<$type> for i64 {
            fn from(time: $type) -> Self {
                time.0
            }
        }

        impl From<Timestamp> for $type {
            #[doc = concat!("The time without its ", $finer, ".")]
            fn from(timestamp: Timestamp) -> Self {
                Self(timestamp.$to())
            }
        }

        /// Fails for times outside the years -9999 to 9999.
        impl TryFrom<$type> for Timestamp {
            type Error = jiff::Error;

            fn try_from(time: $type) -> Result<Self, jiff::Error> {
                Self::$from(time.0)
            }
        }
    )*};
}

integer_times! {
    UnixTime, as_second, from_second, "fraction of a second";
    UnixTimeMs, as_millisecond, from_millisecond, "fraction of a millisecond";
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{UnixTime, UnixTimeMs};
    use crate::content::json;
    use crate::mode::Mode;
    use crate::model::Model;
    use crate::reader::Reader;
    use crate::tree::Node;
    use crate::writer::Writer;

    #[test]
    fn they_are_integers_in_json_and_in_text() {
        assert_eq!(json::read(b"1608660281", Mode::SERVER), Ok(UnixTime(1_608_660_281)));
        assert_eq!(json::write(&UnixTimeMs(-5), Mode::SERVER), Ok(b"-5".to_vec()));
        let node = Node::Text("1608660281".to_owned());
        let mut value = UnixTime::blank();
        assert_eq!(value.read(&mut Reader::tree(&node, Mode::SERVER)), Ok(()));
        assert_eq!(value, UnixTime(1_608_660_281));
        let mut writer = Writer::tree(Mode::SERVER);
        assert_eq!(value.write(&mut writer), Ok(()));
        assert_eq!(writer.into_node(), Some(node));
    }

    #[test]
    fn they_are_timestamps() {
        let timestamp: Timestamp = "2020-12-22T18:04:41.250Z".parse().unwrap();
        assert_eq!(UnixTime::from(timestamp), UnixTime(1_608_660_281));
        assert_eq!(UnixTimeMs::from(timestamp), UnixTimeMs(1_608_660_281_250));
        assert_eq!(Timestamp::try_from(UnixTimeMs(1_608_660_281_250)).unwrap(), timestamp);
        assert_eq!(Timestamp::try_from(UnixTime(0)).unwrap(), Timestamp::UNIX_EPOCH);
        assert!(Timestamp::try_from(UnixTime(i64::MAX)).is_err());
        assert_eq!(UnixTime(7).to_string(), "7");
    }
}
