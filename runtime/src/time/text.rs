//! Times that are texts on the wire. The exact text is kept, so that reading and writing lose nothing of it.

use std::fmt;
use std::str::FromStr;

use jiff::tz::Offset;
use jiff::{Timestamp, civil};

use super::grammar;
use crate::error::{Reason, ValueError, ValueResult};
use crate::model::Model;
use crate::reader::Reader;
use crate::writer::Writer;

/// A point in time with its offset, such as `2020-12-22T18:04:41.25+01:00` (`format: date-time`; RFC 3339, section
/// 5.6).
///
/// Two are equal where their texts are. To compare points in time, convert them into [`Timestamp`]s.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime(Box<str>);

/// A date and time of day without an offset: `2020-12-22 18:04:41` (`format: local-date-time`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(Box<str>);

/// A day, such as `2020-12-22` (`format: date`; `full-date` of RFC 3339, section 5.6).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(Box<str>);

/// What all three are: a text of a form, which strict readers and writers check, and which tolerant readers do not.
macro_rules! text_times {
    ($($type:ident, $format:literal, $parse:path;)*) => {$(
        impl $type {
            /// The text. If a tolerant reader read it, it may not have this format.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            fn check(text: &str) -> ValueResult {
                if $parse(text).is_some() { Ok(()) } else { Err(not_of_form($format, text)) }
            }
        }

        impl Model for $type {
            fn blank() -> Self {
                Self(Box::default())
            }

            fn read(&mut self, reader: &mut Reader<'_>) -> ValueResult {
                let text = reader.string()?;
                if reader.mode.strict {
                    Self::check(&text)?;
                }
                self.0 = text.into();
                Ok(())
            }

            fn write(&self, writer: &mut Writer) -> ValueResult {
                if writer.check {
                    Self::check(&self.0)?;
                }
                writer.string(&self.0)
            }
        }

        impl FromStr for $type {
            type Err = ValueError;

            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::check(text).map_err(|error| *error)?;
                Ok(Self(text.into()))
            }
        }

        /// Shows the text.
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($type), "({:?})"), self.0)
            }
        }
    )*};
}

text_times! {
    DateTime, "date-time", grammar::date_time;
    LocalDateTime, "local-date-time", grammar::local_date_time;
    Date, "date", grammar::date;
}

#[cold]
fn not_of_form(format: &'static str, text: &str) -> Box<ValueError> {
    ValueError::new(Reason::Format { format, text: text.to_owned() })
}

impl DateTime {
    /// The point in time at an offset. RFC 3339 has offsets of whole minutes and the years 0 to 9999.
    ///
    /// # Errors
    /// `Format`, if the offset or year is outside of that.
    pub fn at_offset(timestamp: Timestamp, offset: Offset) -> Result<Self, ValueError> {
        let text = timestamp.display_with_offset(offset).to_string();
        if offset.seconds() % 60 == 0 {
            text.parse()
        } else {
            Err(*not_of_form("date-time", &format!("{timestamp} at {offset}")))
        }
    }

    /// The offset from UTC.
    ///
    /// # Errors
    /// `Format`, where a tolerant reader kept another text.
    pub fn offset(&self) -> Result<Offset, ValueError> {
        self.parts().map(|(_, offset)| offset)
    }

    fn parts(&self) -> Result<(civil::DateTime, Offset), ValueError> {
        grammar::date_time(&self.0).ok_or_else(|| *not_of_form("date-time", &self.0))
    }
}

/// Fails with `Format` where a tolerant reader kept another text, and with `OutOfRange` in the last hours of the year
/// 9999.
impl TryFrom<&DateTime> for Timestamp {
    type Error = ValueError;

    fn try_from(time: &DateTime) -> Result<Self, ValueError> {
        let (local, offset) = time.parts()?;
        offset.to_timestamp(local).map_err(|_| *ValueError::new(Reason::OutOfRange(time.0.to_string())))
    }
}

/// The point in time in UTC. Fails with `Format` before the year 0, which RFC 3339 cannot represent.
impl TryFrom<Timestamp> for DateTime {
    type Error = ValueError;

    fn try_from(timestamp: Timestamp) -> Result<Self, ValueError> {
        timestamp.to_string().parse()
    }
}

/// Fails with `Format` where a tolerant reader kept another text.
impl TryFrom<&LocalDateTime> for civil::DateTime {
    type Error = ValueError;

    fn try_from(time: &LocalDateTime) -> Result<Self, ValueError> {
        grammar::local_date_time(&time.0).ok_or_else(|| *not_of_form("local-date-time", &time.0))
    }
}

/// The time without its fraction of a second. Fails with `Format` before the year 0.
impl TryFrom<civil::DateTime> for LocalDateTime {
    type Error = ValueError;

    fn try_from(time: civil::DateTime) -> Result<Self, ValueError> {
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        format!("{} {hour:02}:{minute:02}:{second:02}", time.date()).parse()
    }
}

/// Fails with `Format` where a tolerant reader kept another text.
impl TryFrom<&Date> for civil::Date {
    type Error = ValueError;

    fn try_from(date: &Date) -> Result<Self, ValueError> {
        grammar::date(&date.0).ok_or_else(|| *not_of_form("date", &date.0))
    }
}

/// Fails with `Format` before the year 0, which RFC 3339 cannot represent.
impl TryFrom<civil::Date> for Date {
    type Error = ValueError;

    fn try_from(date: civil::Date) -> Result<Self, ValueError> {
        date.to_string().parse()
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::Offset;
    use jiff::{Timestamp, civil};

    use super::{Date, DateTime, LocalDateTime};
    use crate::content::json;
    use crate::error::Reason;
    use crate::mode::Mode;
    use crate::model::Model;

    #[test]
    fn date_times_are_those_of_rfc_3339() {
        for (text, utc) in [
            ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.52Z"),
            ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"),
            ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.87Z"),
            ("2020-02-29t00:00:00.1234567891234z", "2020-02-29T00:00:00.123456789Z"),
            ("0000-01-01T00:00:00-00:00", "0000-01-01T00:00:00Z"),
        ] {
            let value: DateTime = text.parse().unwrap();
            assert_eq!(Timestamp::try_from(&value).unwrap().to_string(), utc, "{text}");
            assert_eq!(value.as_str(), text);
        }
    }

    #[test]
    fn other_texts_are_refused_by_the_strict_and_kept_by_the_tolerant() {
        for text in [
            "",
            "2020-12-22",
            "2020-12-22T18:04:41",
            "2020-12-22 18:04:41Z",
            "2020-12-22T18:04Z",
            "2020-02-30T00:00:00Z",
            "2020-12-22T24:00:00Z",
            "2020-12-22T18:60:41Z",
            "2020-12-22T18:04:61Z",
            "2020-12-22T18:04:41.Z",
            "2020-12-22T18:04:41+0100",
            "2020-12-22T18:04:41+24:00",
            "2020-12-22T18:04:41+01:60",
            "2020-12-22T18:04:41ZZ",
            "+020-12-22T18:04:41Z",
            "20201222T180441Z",
            "2020-12-22T18:04:41\u{2212}01:00",
            "\u{661}020-12-22T18:04:41Z",
        ] {
            refused::<DateTime>(text, "date-time");
        }
        for text in ["2020-12-22T18:04:41", "2020-12-22 18:04", "2020-12-22 18:04:41Z", "2020-12-22  18:04:41"] {
            refused::<LocalDateTime>(text, "local-date-time");
        }
        for text in ["2021-02-29", "2020-13-01", "2020-1-01", "20201222", "2020-12-22T00:00:00Z", "2020-12-22-"] {
            refused::<Date>(text, "date");
        }
    }

    fn refused<T: Model>(text: &str, format: &'static str) {
        let quoted = serde_json::to_vec(text).unwrap();
        let reason = Reason::Format { format, text: text.to_owned() };
        assert_eq!(json::read::<T>(&quoted, Mode::SERVER).map(drop).unwrap_err().reason(), &reason);
        let kept = json::read::<T>(&quoted, Mode::CLIENT).unwrap();
        assert_eq!(json::write(&kept, Mode::CLIENT).unwrap_err().reason(), &reason);
    }

    #[test]
    fn the_exact_text_is_kept() {
        for text in [r#""2020-12-22t18:04:41.250+01:00""#, r#""9999-12-31T23:59:59Z""#] {
            let value: DateTime = json::read(text.as_bytes(), Mode::SERVER).unwrap();
            assert_eq!(json::write(&value, Mode::SERVER), Ok(text.into()));
        }
    }

    #[test]
    fn they_convert_from_and_to_jiff() {
        let value: DateTime = "2020-12-22T18:04:41.25+01:00".parse().unwrap();
        let (timestamp, offset) = (Timestamp::try_from(&value).unwrap(), value.offset().unwrap());
        assert_eq!(offset, Offset::from_hours(1).unwrap());
        assert_eq!(DateTime::at_offset(timestamp, offset), Ok(value));
        assert_eq!(DateTime::try_from(timestamp).unwrap().as_str(), "2020-12-22T17:04:41.25Z");
        let odd = Offset::from_seconds(3601).unwrap();
        let error = DateTime::at_offset(Timestamp::UNIX_EPOCH, odd).unwrap_err();
        assert_eq!(error.to_string(), "`1970-01-01T00:00:00Z at +01:00:01` is not of the format date-time");

        let late: DateTime = "9999-12-31T23:59:59Z".parse().unwrap();
        let error = Timestamp::try_from(&late).unwrap_err();
        assert_eq!(error.reason(), &Reason::OutOfRange("9999-12-31T23:59:59Z".to_owned()));

        let civil = civil::date(2020, 12, 2).at(8, 4, 1, 500);
        let local = LocalDateTime::try_from(civil).unwrap();
        assert_eq!(local.to_string(), "2020-12-02 08:04:01");
        assert_eq!(civil::DateTime::try_from(&local), Ok(civil::date(2020, 12, 2).at(8, 4, 1, 0)));

        let date = Date::try_from(civil::date(7, 1, 9)).unwrap();
        assert_eq!(format!("{date:?}"), "Date(\"0007-01-09\")");
        assert_eq!(civil::Date::try_from(&date), Ok(civil::date(7, 1, 9)));
        assert!(Date::try_from(civil::date(-7, 1, 9)).is_err());
    }
}
